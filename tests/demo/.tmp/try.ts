import { writeFileSync, mkdirSync } from 'node:fs'
import { sampleReleases, tricklingReleases } from '../../../demo/releases.ts'
import { simpleParser } from 'mailparser'
const now = new Date()
const out = [...await sampleReleases(now), ...await Promise.all(tricklingReleases.map(f=>f(now)))]
mkdirSync('/tmp/eml',{recursive:true})
let i=0
for (const r of out) { writeFileSync(`/tmp/eml/${String(i++).padStart(2,'0')}.eml`, r.source); const m = await simpleParser(r.source); console.log(i-1, r.receivedAt.toISOString().slice(5,16), r.source.length, m.subject, '|', m.from?.text, '|', m.attachments.map(a=>a.filename+':'+a.contentType).join()) }
