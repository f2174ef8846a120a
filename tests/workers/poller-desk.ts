import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Selectable, sql } from 'kysely'
import { expect } from 'vitest'
import { type BlobStore, checkBlob, openBlobStore } from '../../src/blobs.ts'
import { openDatabase } from '../../src/database.ts'
import { openLog } from '../../src/log.ts'
import type { FailedUidTable, Mailbox } from '../../src/mailbox/mailbox.table.ts'
import { findMailbox, upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import type { Message } from '../../src/message/message.table.ts'
import { type IngestQueue, openIngestQueue } from '../../src/queues.ts'
import { type Pace, startPoller } from '../../workers/poller.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import type { Dovecot } from '../support/dovecot.ts'
import type { ScriptedImap } from '../support/scripted-imap.ts'

export const SECRET = 'a secret of more than thirty-two characters'

// IDLE must do the waking unless a test says otherwise.
const PACE: Partial<Pace> = { syncEvery: 60_000, lookEvery: 100 }

/** A database, a blob store, a queue and one mailbox user for a test of the poller. */
export interface PollerDesk {
  database: TestDatabase
  blobs: BlobStore
  queue: IngestQueue
  user: string
  maildir: string
  /** Starts a poller on connections of its own, as another process would; returns how to stop it. */
  start(pace?: Partial<Pace>): () => Promise<void>
  addMailbox(query?: string, user?: string): Promise<Mailbox>
  /** Delivers releases `from`, `from + 1` …; returns their sources. */
  deliver(count: number, from?: number): Promise<string[]>
  messages(): Promise<Message[]>
  failedUids(): Promise<Selectable<FailedUidTable>[]>
  untilStored(count: number): Promise<void>
  untilState(id: string, state: Mailbox['state']): Promise<void>
  /** What ingest does when it files every message, as far as the poller sees it. */
  file(): Promise<void>
  /** The promise: every message that was delivered has exactly one row, and its blob holds exactly its octets. */
  expectEachOnce(sources: readonly (string | Uint8Array)[]): Promise<void>
  close(): Promise<void>
}

export const release = (i: number) => `Subject: Release ${i}\r\n\r\n${`Line ${i}.\r\n`.repeat(i)}`

export const sha256 = (source: string | Uint8Array) => createHash('sha256').update(source).digest('hex')

/** Waits until `holds`, asking every 20 ms. */
export async function until(what: string, holds: () => Promise<boolean>, patience = 25_000): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await sleep(20)) {
    if (Date.now() > end) expect.fail(`${what}: not within ${patience} ms`)
  }
}

let users = 0

/** The mail server as far as the desk needs it. */
type MailServer = Pick<Dovecot, 'maildir' | 'imapUrl' | 'append'>

export function openScriptedDesk(imap: ScriptedImap): Promise<PollerDesk> {
  const append = async (source: string | Uint8Array) => String(imap.deliver(source).uid)
  return openPollerDesk({ maildir: () => '', imapUrl: imap.imapUrl, append })
}

export async function openPollerDesk(dovecot: MailServer): Promise<PollerDesk> {
  const user = `user${++users}`
  const database = await openTestDatabase()
  const { db } = database
  const dir = await mkdtemp(join(tmpdir(), 'poller-'))
  const blobs = await openBlobStore(dir)
  const queue = openIngestQueue({ backend: 'postgres', url: database.url }, () => {})
  const stops: (() => Promise<void>)[] = []
  const messages = () => db.selectFrom('message').selectAll().orderBy('uidValidity').orderBy('uid').execute()

  return {
    database,
    blobs,
    queue,
    user,
    maildir: dovecot.maildir(user),
    messages,
    start(pace) {
      const own = openDatabase(database.url, () => {})
      const stopping = new AbortController()
      const parts = { ...own, blobs, queue, log: openLog('silent'), secretKey: SECRET }
      const { done } = startPoller(parts, stopping.signal, { ...PACE, ...pace })
      let stopped: Promise<void> | undefined
      const stop = () => {
        stopping.abort()
        stopped ??= done.then(() => own.db.destroy())
        return stopped
      }
      stops.push(stop)
      return stop
    },
    addMailbox: (query = '', of = user) => upsertMailboxFromUrl(db, SECRET, dovecot.imapUrl(of) + query),
    async deliver(count, from = 1) {
      const sources = Array.from({ length: count }, (_, i) => release(from + i))
      for (const source of sources) await dovecot.append(source, { user })
      return sources
    },
    failedUids: () => db.selectFrom('failedUid').selectAll().execute(),
    untilStored: (count) => until(`${count} messages`, async () => (await messages()).length >= count),
    untilState: (id, state) => until(`state ${state}`, async () => (await findMailbox(db, id))?.state === state),
    async file() {
      await db
        .updateTable('message')
        .set({ status: 'filed', settledAt: sql`now()` })
        .where('status', '=', 'received')
        .execute()
      await sql`insert into history (message_id, action) select id, 'filed' from message where status = 'filed'`.execute(
        db,
      )
    },
    async expectEachOnce(sources) {
      const stored = await messages()
      expect(stored.map((message) => message.sha256).sort()).toEqual(sources.map(sha256).sort())
      for (const { sha256: hash } of stored) expect(await checkBlob(blobs, hash ?? '')).toBe('sound')
      expect(await readdir(join(dir, 'tmp'))).toEqual([])
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()))
      await queue.close()
      await database.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
