import { readdirSync, readFileSync } from 'node:fs'
import { fileTypeFromBuffer } from 'file-type'
import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { startDemoMailbox } from '../../demo/mail-server.ts'
import { sampleReleases, tricklingReleases } from '../../demo/releases.ts'
import { readAll } from './read-all.ts'

const NOW = new Date('2026-03-05T12:34:56.789Z')
const HOUR = 3_600_000

const waiting = await sampleReleases(NOW)
const trickling = await Promise.all(tricklingReleases.map((compose) => compose(NOW)))
const all = [...waiting, ...trickling]
const mails = await Promise.all(all.map(({ source }) => simpleParser(source)))
const read = await readAll(NOW)
const outcomes = read.map(({ outcome }) => outcome)
const drafts = outcomes.flatMap((outcome) => (outcome.kind === 'draft' ? [outcome.draft] : []))

describe('the sample releases', () => {
  test('are at least 28 that wait and 10 that trickle in', () => {
    expect(waiting.length).toBeGreaterThanOrEqual(28)
    expect(trickling.length).toBeGreaterThanOrEqual(10)
  })

  test('were received over the last 30 hours, oldest first', () => {
    const times = waiting.map(({ receivedAt }) => receivedAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(NOW.getTime() - 30 * HOUR)
    expect(times.at(-1)).toBeLessThan(NOW.getTime())
  })

  test('are the same octets for the same time', async () => {
    const again = [
      ...(await sampleReleases(NOW)),
      ...(await Promise.all(tricklingReleases.map((compose) => compose(NOW)))),
    ]
    expect(again).toEqual(all)
  })

  test.each(mails.map((mail, index) => [mail.subject ?? '(no subject)', mail, index] as const))(
    '"%s" is a whole message',
    (_subject, mail, index) => {
      expect(mail.from?.value[0]?.address).toMatch(/@/)
      expect(mail.subject).not.toMatch(/\{\{|\uFFFD/)
      const body = mail.text ?? mail.html
      expect(body).toMatch(/\S/)
      expect(body).not.toMatch(/\{\{|\uFFFD/)
      expect(mail.date?.getTime()).toBe(Math.floor((all[index]?.receivedAt.getTime() ?? 0) / 1000) * 1000)
    },
  )

  test('have a Message-ID each of their own', () => {
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(all.length)
  })

  test('are in ten languages', () => {
    const languages = new Set(drafts.map(({ language }) => language?.slice(0, 2)))
    expect([...languages]).toEqual(expect.arrayContaining(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'no', 'ar', 'ja']))
  })

  test('become drafts, save an auto-reply and a bounce', () => {
    const others = outcomes.filter(({ kind }) => kind !== 'draft')
    expect(others).toMatchObject([
      { kind: 'ignored', rule: 'auto-reply' },
      { kind: 'ignored', rule: 'delivery-report' },
    ])
    expect(drafts.length).toBeGreaterThanOrEqual(20)
  })

  test('have attachments in at least half of all', () => {
    const attached = mails.filter(({ attachments }) => attachments.some(({ related }) => !related))
    expect(attached.length).toBeGreaterThanOrEqual(all.length / 2)
  })

  test('have attachments whose bytes are what they claim to be', async () => {
    const binary = mails
      .flatMap(({ attachments }) => attachments)
      .filter(({ contentType }) => !contentType.startsWith('text/'))
    for (const { filename, contentType, content } of binary) {
      expect([filename, (await fileTypeFromBuffer(content))?.mime]).toEqual([filename, contentType])
    }
  })

  test('come in many charsets and shapes', () => {
    const sources = all.map(({ source }) => source.toString('latin1')).join('\n')
    for (const sign of [
      'charset=windows-1252',
      'charset=iso-8859-2',
      'charset=iso-2022-jp',
      'format=flowed',
      'multipart/alternative',
      'multipart/related',
      'multipart/report',
      'MsoNormal',
      'application/pdf',
      'wordprocessingml',
      'text/calendar',
      'text/csv',
    ]) {
      expect([sign, sources.includes(sign)]).toEqual([sign, true])
    }
  })

  test('hold a hostile one that is harmless once it is a draft', () => {
    const at = all.findIndex(({ source }) => source.includes('document.cookie'))
    const outcome = outcomes[at]
    if (outcome?.kind !== 'draft') throw new Error('the hostile sample is not a draft')
    expect(outcome.draft.headline.value).toBe('The collar that finds your cat: GlowPaws goes on sale')
    expect(outcome.draft.body.html).toContain('sends nothing to the internet')
    expect(outcome.draft.body.html).not.toMatch(/track\.glowpaws|script|onerror|onload|onmouseover|<form|<iframe/i)
  })

  test('name nobody outside the reserved domains of RFC 2606', () => {
    const folder = new URL('../../demo/copy/', import.meta.url)
    const copy = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
    const hosts = copy.flatMap((text) =>
      [...text.matchAll(/(?:@|https?:\/\/)([\w-]+(?:\.[\w-]+)+)/g)].map(([, host]) => host),
    )
    expect(hosts.length).toBeGreaterThan(100)
    expect(hosts.filter((host) => !/(\.example|\.example\.org)$/.test(host ?? ''))).toEqual([])
  })

  test('come out of the demo mailbox octet for octet, with their envelope', async () => {
    const mailbox = await startDemoMailbox()
    const { hostname: host, port, username: user, password: pass } = new URL(mailbox.imapUrl)
    const client = new ImapFlow({ host, port: Number(port), secure: false, auth: { user, pass }, logger: false })
    try {
      for (const { source, receivedAt } of all) await mailbox.append(source, receivedAt)
      await client.connect()
      await client.mailboxOpen('INBOX')
      const messages = await client.fetchAll('1:*', { source: true, envelope: true, bodyStructure: true })
      expect(messages.map(({ source }) => source?.toString('latin1'))).toEqual(
        all.map(({ source }) => source.toString('latin1')),
      )
      expect(messages.map(({ envelope }) => envelope?.messageId)).toEqual(mails.map(({ messageId }) => messageId))
    } finally {
      client.close()
      await mailbox.close()
    }
  })
})
