import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BlobStore, openBlobStore, readBlob } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { type IngestQueue, openIngestQueue } from '../../src/queues.ts'
import { startPoller } from '../../workers/poller.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'

const SECRET = 'a secret of more than thirty-two characters'

let dovecot: Dovecot
let database: TestDatabase
let dir: string
let blobs: BlobStore
let queue: IngestQueue

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'poller-'))
  blobs = await openBlobStore(dir)
  queue = openIngestQueue({ backend: 'postgres', url: database.url }, () => {})
})
afterEach(async () => {
  await queue.close()
  await database.close()
  await rm(dir, { recursive: true, force: true })
})

test('collects', async () => {
  const sources = Array.from({ length: 30 }, (_, i) => `Subject: ${i}\r\n\r\n${'x'.repeat(i * 7)}\r\n`)
  for (const source of sources) await dovecot.append(source)
  await upsertMailboxFromUrl(database.db, SECRET, dovecot.imapUrl())
  const stop = new AbortController()
  const { done } = startPoller({ ...database, blobs, queue, log: openLog('debug'), secretKey: SECRET }, stop.signal)
  await sleep(2000)
  stop.abort()
  await done
  const rows = await database.db.selectFrom('message').selectAll().execute()
  console.log(rows.length, rows[0], await database.db.selectFrom('mailbox').selectAll().execute(), await database.db.selectFrom('cursor').selectAll().execute())
})
