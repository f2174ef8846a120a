import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BlobStore, checkBlob, openBlobStore, readBlob } from '../../src/blobs.ts'
import { openDatabase } from '../../src/database.ts'
import { openLog } from '../../src/log.ts'
import type { Mailbox } from '../../src/mailbox/mailbox.table.ts'
import { findMailbox, pauseMailbox, resumeMailbox, upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { type IngestQueue, openIngestQueue } from '../../src/queues.ts'
import { startPoller } from '../../workers/poller.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Dovecot, flagsInMaildir, keywordsOfMaildir, startDovecot } from '../support/dovecot.ts'

const SECRET = 'a secret of more than thirty-two characters'
// IDLE must do the waking unless a test says otherwise.
const PACE = { syncEvery: 60_000, lookEvery: 100 }

let dovecot: Dovecot
let database: TestDatabase
let dir: string
let blobs: BlobStore
let queue: IngestQueue
let user: string
let users = 0
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  user = `user${++users}`
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'poller-'))
  blobs = await openBlobStore(dir)
  queue = openIngestQueue({ backend: 'postgres', url: database.url }, () => {})
})
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()))
  stops = []
  await queue.close()
  await database.close()
  await rm(dir, { recursive: true, force: true })
})

/** Starts a poller on connections of its own, as another process would; returns how to stop it. */
function start(pace = PACE): () => Promise<void> {
  const { db, pool } = openDatabase(database.url, () => {})
  const stopping = new AbortController()
  const { done } = startPoller(
    { db, pool, blobs, queue, log: openLog('silent'), secretKey: SECRET },
    stopping.signal,
    pace,
  )
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopping.abort()
    stopped ??= done.then(() => db.destroy())
    return stopped
  }
  stops.push(stop)
  return stop
}

const addMailbox = (query = '', of = user): Promise<Mailbox> =>
  upsertMailboxFromUrl(database.db, SECRET, dovecot.imapUrl(of) + query)

const release = (i: number) => `Subject: Release ${i}\r\n\r\n${`Line ${i}.\r\n`.repeat(i)}`

async function deliver(count: number, from = 1): Promise<string[]> {
  const sources = Array.from({ length: count }, (_, i) => release(from + i))
  for (const source of sources) await dovecot.append(source, { user })
  return sources
}

const messages = () => database.db.selectFrom('message').selectAll().orderBy('uidValidity').orderBy('uid').execute()
const failedUids = () => database.db.selectFrom('failedUid').selectAll().execute()
const sha256 = (source: string | Uint8Array) => createHash('sha256').update(source).digest('hex')

/** Waits until `holds`, asking every 20 ms. */
async function until(what: string, holds: () => Promise<boolean>, patience = 20_000): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await sleep(20)) {
    if (Date.now() > end) expect.fail(`${what}: not within ${patience} ms`)
  }
}

const untilStored = (count: number) => until(`${count} messages`, async () => (await messages()).length >= count)
const untilState = (id: string, state: Mailbox['state']) =>
  until(`state ${state}`, async () => (await findMailbox(database.db, id))?.state === state)

/** What ingest does when it files a message, as far as the poller sees it. */
async function file(): Promise<void> {
  await database.db
    .updateTable('message')
    .set({ status: 'filed', settledAt: sql`now()` })
    .where('status', '=', 'received')
    .execute()
  await sql`insert into history (message_id, action) select id, 'filed' from message where status = 'filed'`.execute(
    database.db,
  )
}

/** The promise: every message that was delivered has exactly one row, and its blob holds exactly its octets. */
async function expectEachOnce(sources: readonly (string | Uint8Array)[]): Promise<void> {
  const stored = await messages()
  expect(stored.map((message) => message.sha256).sort()).toEqual(sources.map(sha256).sort())
  for (const { sha256: hash } of stored) expect(await checkBlob(blobs, hash ?? '')).toBe('sound')
  expect(await readdir(join(dir, 'tmp'))).toEqual([])
}

test('every message is collected once, byte for byte, queued, and not marked as seen', async () => {
  const odd = [
    Buffer.from([...Buffer.from('Subject: Gr\xfc\xdfe\r\n\r\n', 'latin1'), 0xff, 0xfe, 0x80, 0x0d, 0x0a]),
    `Subject: long\r\n\r\n${'x'.repeat(5_000)}\r\n.\r\n..\r\n)\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n`,
    '\r\n',
    `Subject: large\r\n\r\n${'A line of a large message.\r\n'.repeat(100_000)}`,
  ]
  const sources = [...(await deliver(120)), ...odd]
  for (const source of odd) await dovecot.append(source, { user, receivedAt: new Date('2026-02-03T04:05:06Z') })
  const { id } = await addMailbox()
  start()
  await untilStored(sources.length)
  await untilState(id, 'watching')
  await expectEachOnce(sources)
  const stored = await messages()
  expect(stored.map(({ uid }) => uid)).toEqual(sources.map((_, i) => i + 1))
  expect(stored.at(-1)).toMatchObject({ status: 'received', receivedAt: new Date('2026-02-03T04:05:06Z') })
  expect(await readBlob(blobs, sha256(odd[0] ?? ''))).toEqual(odd[0])
  await until('all queued', async () => (await messages()).every(({ enqueuedAt }) => enqueuedAt !== null))
  expect((await queue.getJobCounts('waiting')).waiting).toBe(sources.length)
  expect(await flagsInMaildir(dovecot.maildir(user))).toEqual(sources.map(() => ''))
  expect(await findMailbox(database.db, id)).toMatchObject({ state: 'watching', lastSucceededAt: expect.any(Date) })
})

test('a second start repeats nothing and goes on where the first stopped', async () => {
  const first = await deliver(5)
  await addMailbox()
  const stop = start()
  await untilStored(5)
  await stop()
  const before = await messages()
  const second = await deliver(3, 6)
  start()
  await untilStored(8)
  await expectEachOnce([...first, ...second])
  expect((await messages()).slice(0, 5)).toEqual(before)
})

test('a message that arrives while the mailbox is watched is stored at once', async () => {
  const { id } = await addMailbox()
  start()
  await untilState(id, 'watching')
  const began = Date.now()
  const sources = await deliver(1)
  await untilStored(1)
  // Dovecot itself waits 0.5 s before it tells of a new file. Without IDLE it would be a minute.
  expect(Date.now() - began).toBeLessThan(3_000)
  await expectEachOnce(sources)
})

test('a message is found without IDLE too, at the next look', async () => {
  const quiet = await startDovecot({ settings: ['imap_capability = IMAP4rev1 UIDPLUS'] })
  try {
    const { id } = await upsertMailboxFromUrl(database.db, SECRET, quiet.imapUrl(user))
    start({ syncEvery: 500, lookEvery: 100 })
    await untilState(id, 'watching')
    await quiet.append(release(1), { user })
    await untilStored(1)
  } finally {
    await Promise.all(stops.map((stop) => stop()))
    await quiet.close()
  }
})

test('the keyword is set once a message is filed, and \\Seen is not', async () => {
  await deliver(3)
  await addMailbox()
  start()
  await untilStored(3)
  expect(await keywordsOfMaildir(dovecot.maildir(user))).toBe('')
  await file()
  await until('all marked', async () => (await messages()).every(({ markedAt }) => markedAt !== null))
  expect(await keywordsOfMaildir(dovecot.maildir(user))).toBe('0 $CopytasterFiled\n')
  expect(await flagsInMaildir(dovecot.maildir(user))).toEqual(['a', 'a', 'a'])
})

test('what was filed while nobody watched is marked at the next start', async () => {
  await deliver(2)
  await addMailbox()
  const stop = start()
  await untilStored(2)
  await stop()
  await file()
  start()
  await until('all marked', async () => (await messages()).every(({ markedAt }) => markedAt !== null))
})

test('filed messages are moved to a folder when the mailbox says so, and stay collected', async () => {
  const sources = await deliver(3)
  await addMailbox('?moveTo=Filed')
  start()
  await untilStored(3)
  await file()
  await until('all moved', async () => (await messages()).every(({ markedAt }) => markedAt !== null))
  expect(await flagsInMaildir(join(dovecot.maildir(user), '.Filed'))).toEqual(['', '', ''])
  expect(await flagsInMaildir(dovecot.maildir(user))).toEqual([])
  await expectEachOnce(sources)
})

test('a mailbox that is to be left alone is left alone', async () => {
  await deliver(1)
  await addMailbox('?after=nothing')
  start()
  await untilStored(1)
  await file()
  await sleep(500)
  expect((await messages())[0]?.markedAt).toBeNull()
  expect(await keywordsOfMaildir(dovecot.maildir(user))).toBe('')
})

test('dying between the blob and the row loses and repeats nothing', async () => {
  const sources = await deliver(60)
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'the database is away'; end $$`.execute(
    database.db,
  )
  await sql`create trigger refused before insert on message for each statement execute function refuse()`.execute(
    database.db,
  )
  const { id } = await addMailbox()
  start()
  await untilState(id, 'waiting')
  expect(await messages()).toEqual([])
  expect(await database.db.selectFrom('cursor').select('lastUid').execute()).toEqual([{ lastUid: 0 }])
  expect((await findMailbox(database.db, id))?.stateDetail).toContain('the database is away')
  await sql`drop trigger refused on message`.execute(database.db)
  await untilStored(60)
  await expectEachOnce(sources)
})

test('a queue that is away stops nothing: the messages are stored and left to upkeep', async () => {
  const sources = await deliver(3)
  await addMailbox()
  await queue.waitUntilReady()
  await sql`drop schema bullmq cascade`.execute(database.db)
  start()
  await untilStored(3)
  await expectEachOnce(sources)
  expect((await messages()).every(({ enqueuedAt }) => enqueuedAt === null)).toBe(true)
})

test('a mailbox that is renumbered is listed again in a new epoch', async () => {
  const sources = await deliver(3)
  const { id } = await addMailbox()
  const stop = start()
  await untilStored(3)
  await stop()
  await database.db
    .insertInto('failedUid')
    .values({
      mailboxId: id,
      uidValidity: (await messages())[0]?.uidValidity ?? 0,
      uid: 99,
      attempts: 1,
      reason: 'x',
      retryAt: new Date(),
    })
    .execute()
  for (const name of await readdir(dovecot.maildir(user))) {
    if (name.startsWith('dovecot')) await unlink(join(dovecot.maildir(user), name))
  }
  await sleep(1_100) // Dovecot numbers epochs by the second.
  start()
  await untilStored(7)
  const stored = await messages()
  const epochs = [...new Set(stored.map(({ uidValidity }) => uidValidity))]
  expect(epochs).toHaveLength(2)
  for (const epoch of epochs) {
    const collected = stored.filter(({ uidValidity, status }) => uidValidity === epoch && status === 'received')
    expect(collected.map((message) => message.sha256).sort()).toEqual(sources.map(sha256).sort())
  }
  // What was still to be downloaded under a UID of the old epoch can never be.
  expect(stored.find(({ uid }) => uid === 99)).toMatchObject({ status: 'gone', uidValidity: epochs[0] })
  expect(await failedUids()).toEqual([])
})

test('a mailbox that is renumbered while it is watched is listed again too', async () => {
  await deliver(2)
  const { id } = await addMailbox()
  start({ syncEvery: 500, lookEvery: 100 })
  await untilStored(2)
  await untilState(id, 'watching')
  await sleep(1_100)
  for (const name of await readdir(dovecot.maildir(user))) {
    if (name.startsWith('dovecot')) await unlink(join(dovecot.maildir(user), name))
  }
  await untilStored(4)
  expect(new Set((await messages()).map(({ uidValidity }) => uidValidity)).size).toBe(2)
})

test('a message that damages the connection holds up no other and is tried again', async () => {
  const before = await deliver(3)
  const bad = await dovecot.append(release(4), { user })
  await chmod(bad, 0)
  const after = await deliver(3, 5)
  await addMailbox()
  start({ syncEvery: 300, lookEvery: 100 })
  await untilStored(6)
  await expectEachOnce([...before, ...after])
  expect(await failedUids()).toMatchObject([
    { uid: 4, attempts: 1, reason: expect.stringContaining('connection broke') },
  ])
  await chmod(bad.replace('/new/', '/cur/').concat(':2,'), 0o644)
  await database.db.updateTable('failedUid').set({ retryAt: new Date() }).execute()
  await untilStored(7)
  await expectEachOnce([...before, ...after, release(4)])
  expect(await failedUids()).toEqual([])
}, 60_000)

test('a message that can never be downloaded is put before a person in the end', async () => {
  const bad = await dovecot.append(release(1), { user })
  await chmod(bad, 0)
  const { id } = await addMailbox()
  const uidValidity = 1
  start({ syncEvery: 300, lookEvery: 100 })
  await until('set aside', async () => (await failedUids()).length === 1)
  await database.db.updateTable('failedUid').set({ attempts: 8, retryAt: new Date() }).execute()
  await untilStored(1)
  expect(await messages()).toMatchObject([
    {
      mailboxId: id,
      uid: 1,
      status: 'quarantined',
      reason: 'could-not-download',
      sha256: null,
      settledAt: expect.any(Date),
    },
  ])
  expect(await failedUids()).toEqual([])
  expect(uidValidity).toBe(1)
}, 60_000)

test('a message of which the server tells a wrong size is collected as it is', async () => {
  const sources = await deliver(2)
  await dovecot.append(release(3), { user, claimedSize: 9_999 })
  await addMailbox()
  start()
  await untilStored(3)
  await expectEachOnce([...sources, release(3)])
}, 60_000)

test('of two pollers one has the mailbox, and the other takes over', async () => {
  const first = await deliver(3)
  const { id } = await addMailbox()
  const stopFirst = start()
  await untilState(id, 'watching')
  start()
  await sleep(500)
  const locks = await sql<{
    n: number
  }>`select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`.execute(
    database.db,
  )
  expect(locks.rows[0]?.n).toBe(1)
  const began = Date.now()
  await stopFirst()
  expect(Date.now() - began).toBeLessThan(5_000)
  const second = await deliver(2, 4)
  await untilStored(5)
  await expectEachOnce([...first, ...second])
})

test('a poller whose database connection is cut loses the mailbox and gets it again', async () => {
  const first = await deliver(2)
  const { id } = await addMailbox()
  start()
  await untilStored(2)
  await untilState(id, 'watching')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    database.db,
  )
  const second = await deliver(2, 3)
  await untilStored(4)
  await expectEachOnce([...first, ...second])
})

test('a wrong password is told in words and disturbs no other mailbox', async () => {
  const wrong = await upsertMailboxFromUrl(database.db, SECRET, `imap://other:wrong@${dovecot.host}:${dovecot.port}/`)
  const sources = await deliver(2)
  await addMailbox()
  start()
  await untilStored(2)
  await untilState(wrong.id, 'refused')
  expect((await findMailbox(database.db, wrong.id))?.stateDetail).toMatch(/user name or the password/)
  await expectEachOnce(sources)
  // The right password is tried at once, not in ten minutes.
  await addMailbox('', 'other')
  await untilState(wrong.id, 'watching')
})

test('a paused mailbox is left alone until it is resumed', async () => {
  const { id } = await addMailbox()
  await pauseMailbox(database.db, id)
  const first = await deliver(2)
  start()
  await sleep(600)
  expect(await messages()).toEqual([])
  await resumeMailbox(database.db, id)
  await untilStored(2)
  await pauseMailbox(database.db, id)
  await sleep(400)
  const second = await deliver(1, 3)
  await sleep(1_500)
  expect(await messages()).toHaveLength(2)
  await resumeMailbox(database.db, id)
  await untilStored(3)
  await expectEachOnce([...first, ...second])
})

test('only what was received since the day named is collected', async () => {
  for (const day of ['01-01', '01-02', '03-01', '03-02']) {
    await dovecot.append(`Subject: ${day}\r\n\r\n`, { user, receivedAt: new Date(`2026-${day}T12:00:00Z`) })
  }
  const { id } = await addMailbox('?since=2026-03-01')
  start()
  await untilState(id, 'watching')
  expect((await messages()).map(({ uid }) => uid)).toEqual([3, 4])
})

test('the end comes within five seconds, also in the middle of a large mailbox', async () => {
  for (let i = 1; i <= 400; i++) await dovecot.append(release(i), { user })
  await addMailbox()
  const stop = start()
  await untilStored(1)
  const began = Date.now()
  await stop()
  expect(Date.now() - began).toBeLessThan(5_000)
  const stopped = (await messages()).length
  start()
  await untilStored(400)
  expect(await messages()).toHaveLength(400)
  expect(stopped).toBeLessThanOrEqual(400)
})
