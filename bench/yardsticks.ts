import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { dropStaged, openBlobStore, putBlobs } from '../src/blobs.ts'
import { type Dovecot, PASSWORD } from '../tests/support/dovecot.ts'
import { openPipeline } from '../workers/pipeline-pool.ts'
import { type Kind, seededMessage } from './seeded-mail.ts'

/** Seconds that `mbsync` (isync) takes to download the user's whole INBOX into a new Maildir, with its usual fsync of each message. */
export async function timeMbsync(dovecot: Dovecot, user: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'copytaster-mbsync-'))
  await mkdir(join(dir, 'mail'))
  const settings = [
    `IMAPStore far\nHost ${dovecot.host}\nPort ${dovecot.port}\nUser ${user}\nPass "${PASSWORD}"\nSSLType None\nAuthMechs LOGIN\n`,
    `MaildirStore near\nPath ${dir}/mail/\nInbox ${dir}/mail/INBOX\n`,
    'Channel all\nFar :far:\nNear :near:\nPatterns INBOX\nCreate Near\nSyncState *\nSync Pull\n',
  ]
  await writeFile(join(dir, 'mbsyncrc'), settings.join('\n'))
  const started = performance.now()
  const child = spawn('mbsync', ['-c', join(dir, 'mbsyncrc'), '-q', 'all'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  const seconds = (performance.now() - started) / 1000
  await rm(dir, { recursive: true })
  if (code !== 0) throw new Error(`mbsync ended with ${code}; is isync installed? (apt-get install isync)`)
  return seconds
}

/** Seconds that imapflow takes to read every source of the user's INBOX, one FETCH for each, and throw it away. */
export async function timeImapflow(dovecot: Dovecot, user: string): Promise<number> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.port,
    secure: false,
    auth: { user, pass: PASSWORD },
    logger: false,
  })
  await client.connect()
  const started = performance.now()
  await client.mailboxOpen('INBOX', { readOnly: true })
  const uids = (await client.search({ all: true }, { uid: true })) || []
  for (const uid of uids) await client.fetchOne(String(uid), { source: true }, { uid: true })
  const seconds = (performance.now() - started) / 1000
  await client.logout()
  return seconds
}

/** Seconds that one reader takes to read `count` seeded messages from a blob store, one after the other; warmed up before. */
export async function timePipeline(kind: Kind, count: number): Promise<number> {
  const blobs = await openBlobStore(await mkdtemp(join(tmpdir(), 'copytaster-pipeline-')))
  const pipeline = openPipeline({ readers: 1 })
  const receivedAt = new Date('2026-11-24T09:00:00Z')
  const stored = async (index: number) => {
    const content = seededMessage(kind, index)
    const sha256 = hash('sha256', content)
    await putBlobs(blobs, [{ sha256, content }])
    return { blobs, sha256 }
  }
  for (let index = 0; index < 50; index += 1) await pipeline.read(await stored(index), receivedAt)
  let seconds = 0
  for (let index = 0; index < count; index += 1) {
    const source = await stored(index)
    const started = performance.now()
    const reading = await pipeline.read(source, receivedAt)
    seconds += (performance.now() - started) / 1000
    if ('staged' in reading) await Promise.all(reading.staged.map(dropStaged))
  }
  await pipeline.close()
  await rm(blobs.dir, { recursive: true })
  return seconds
}
