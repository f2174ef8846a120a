import { chmod, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readBlob } from '../../src/blobs.ts'
import { findMailbox, pauseMailbox, resumeMailbox, upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { type Dovecot, flagsInMaildir, keywordsOfMaildir, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, SECRET, sha256, until } from './poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  desk = await openPollerDesk(dovecot)
})
afterEach(() => desk.close())

test('every message is collected once, byte for byte, queued, and not marked as seen', async () => {
  const odd = [
    Buffer.from([...Buffer.from('Subject: Gr\xfc\xdfe\r\n\r\n', 'latin1'), 0xff, 0xfe, 0x80, 0x0d, 0x0a]),
    `Subject: long\r\n\r\n${'x'.repeat(5_000)}\r\n.\r\n..\r\n)\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n`,
    '\r\n',
    `Subject: large\r\n\r\n${'A line of a large message.\r\n'.repeat(100_000)}`,
  ]
  const sources = [...(await desk.deliver(120)), ...odd]
  for (const source of odd)
    await dovecot.append(source, { user: desk.user, receivedAt: new Date('2026-02-03T04:05:06Z') })
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilStored(sources.length)
  await desk.untilState(id, 'watching')
  await desk.expectEachOnce(sources)
  const stored = await desk.messages()
  expect(stored.map(({ uid }) => uid)).toEqual(sources.map((_, i) => i + 1))
  expect(stored.at(-1)).toMatchObject({ status: 'received', receivedAt: new Date('2026-02-03T04:05:06Z') })
  expect(await readBlob(desk.blobs, sha256(odd[0] ?? ''))).toEqual(odd[0])
  const queued = async () => (await desk.queue.getJobs(['waiting'])).flatMap((job) => job.data.messageIds)
  await until('all queued', async () => (await queued()).length >= sources.length)
  expect((await queued()).toSorted()).toEqual((await desk.messages()).map(({ id }) => id).toSorted())
  expect(await flagsInMaildir(desk.maildir)).toEqual(sources.map(() => ''))
  expect(await findMailbox(desk.database.db, id)).toMatchObject({
    state: 'watching',
    lastSucceededAt: expect.any(Date),
  })
})

test('a second start repeats nothing and goes on where the first stopped', async () => {
  const first = await desk.deliver(5)
  await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(5)
  await stop()
  const before = await desk.messages()
  const second = await desk.deliver(3, 6)
  desk.start()
  await desk.untilStored(8)
  await desk.expectEachOnce([...first, ...second])
  expect((await desk.messages()).slice(0, 5)).toEqual(before)
})

test('a message that arrives while the mailbox is watched is stored at once', async () => {
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilState(id, 'watching')
  const began = Date.now()
  const sources = await desk.deliver(1)
  await desk.untilStored(1)
  // Dovecot itself waits 0.5 s before it tells of a new file. Without IDLE it would be a minute.
  expect(Date.now() - began).toBeLessThan(3_000)
  await desk.expectEachOnce(sources)
})

test('a message is found without IDLE too, at the next look', async () => {
  const quiet = await startDovecot({ settings: ['imap_capability = IMAP4rev1 UIDPLUS'] })
  try {
    const { id } = await upsertMailboxFromUrl(desk.database.db, SECRET, quiet.imapUrl(desk.user))
    const stop = desk.start({ syncEvery: 500 })
    await desk.untilState(id, 'watching')
    await quiet.append(release(1), { user: desk.user })
    await desk.untilStored(1)
    await stop()
  } finally {
    await quiet.close()
  }
})

test('the keyword is set once a message is filed, and \\Seen is not', async () => {
  await desk.deliver(3)
  await desk.addMailbox()
  desk.start()
  await desk.untilStored(3)
  expect(await keywordsOfMaildir(desk.maildir)).toBe('')
  await desk.file()
  await until('all marked', async () => (await desk.messages()).every(({ markedAt }) => markedAt !== null))
  expect(await keywordsOfMaildir(desk.maildir)).toBe('0 $CopytasterFiled\n')
  expect(await flagsInMaildir(desk.maildir)).toEqual(['a', 'a', 'a'])
})

test('what was filed while nobody watched is marked at the next start', async () => {
  await desk.deliver(2)
  await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(2)
  await stop()
  await desk.file()
  desk.start()
  await until('all marked', async () => (await desk.messages()).every(({ markedAt }) => markedAt !== null))
})

test('filed messages are moved to a folder when the mailbox says so, and stay collected', async () => {
  const sources = await desk.deliver(3)
  await desk.addMailbox('?moveTo=Filed')
  desk.start()
  await desk.untilStored(3)
  await desk.file()
  await until('all moved', async () => (await desk.messages()).every(({ markedAt }) => markedAt !== null))
  expect(await flagsInMaildir(join(desk.maildir, '.Filed'))).toEqual(['', '', ''])
  expect(await flagsInMaildir(desk.maildir)).toEqual([])
  await desk.expectEachOnce(sources)
})

test('a mailbox that is to be left alone is left alone', async () => {
  await desk.deliver(1)
  await desk.addMailbox('?after=nothing')
  desk.start()
  await desk.untilStored(1)
  await desk.file()
  await sleep(500)
  expect((await desk.messages())[0]?.markedAt).toBeNull()
  expect(await keywordsOfMaildir(desk.maildir)).toBe('')
})

test('dying between the blob and the row loses and repeats nothing', async () => {
  const sources = await desk.deliver(60)
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'the database is away'; end $$`.execute(
    desk.database.db,
  )
  await sql`create trigger refused before insert on message for each statement execute function refuse()`.execute(
    desk.database.db,
  )
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilState(id, 'waiting')
  expect(await desk.messages()).toEqual([])
  expect(await desk.database.db.selectFrom('cursor').select('lastUid').execute()).toEqual([{ lastUid: 0 }])
  expect((await findMailbox(desk.database.db, id))?.stateDetail).toMatch(/The database takes nothing at the moment/)
  await sql`drop trigger refused on message`.execute(desk.database.db)
  await desk.untilStored(60)
  await desk.expectEachOnce(sources)
})

test('a queue that is away stops nothing: the messages are stored and left to upkeep', async () => {
  const sources = await desk.deliver(3)
  await desk.addMailbox()
  await desk.queue.waitUntilReady()
  // The schema itself comes back when it is lost: see queue-faults.test.ts.
  await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'the queue is away'; end $$`.execute(
    desk.database.db,
  )
  await sql`create trigger refused before insert on bullmq.job for each statement execute function refuse()`.execute(
    desk.database.db,
  )
  desk.start()
  await desk.untilStored(3)
  await desk.expectEachOnce(sources)
  await until('left to upkeep', async () => (await desk.messages()).every(({ enqueuedAt }) => enqueuedAt === null))
})

test('a mailbox that is renumbered is listed again in a new epoch', async () => {
  const sources = await desk.deliver(3)
  const { id } = await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(3)
  await stop()
  await desk.database.db
    .insertInto('failedUid')
    .values({
      mailboxId: id,
      uidValidity: (await desk.messages())[0]?.uidValidity ?? 0,
      uid: 99,
      attempts: 1,
      reason: 'x',
      retryAt: new Date(),
    })
    .execute()
  for (const name of await readdir(desk.maildir)) {
    if (name.startsWith('dovecot')) await unlink(join(desk.maildir, name))
  }
  await sleep(1_100) // Dovecot numbers epochs by the second.
  desk.start()
  await desk.untilStored(7)
  const stored = await desk.messages()
  const epochs = [...new Set(stored.map(({ uidValidity }) => uidValidity))]
  expect(epochs).toHaveLength(2)
  for (const epoch of epochs) {
    const collected = stored.filter(({ uidValidity, status }) => uidValidity === epoch && status === 'received')
    expect(collected.map((message) => message.sha256).sort()).toEqual(sources.map(sha256).sort())
  }
  // What was still to be downloaded under a UID of the old epoch can never be.
  expect(stored.find(({ uid }) => uid === 99)).toMatchObject({ status: 'gone', uidValidity: epochs[0] })
  expect(await desk.failedUids()).toEqual([])
})

test('a mailbox that is renumbered while it is watched is listed again too', async () => {
  await desk.deliver(2)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 500 })
  await desk.untilStored(2)
  await desk.untilState(id, 'watching')
  await sleep(1_100)
  for (const name of await readdir(desk.maildir)) {
    if (name.startsWith('dovecot')) await unlink(join(desk.maildir, name))
  }
  await desk.untilStored(4)
  expect(new Set((await desk.messages()).map(({ uidValidity }) => uidValidity)).size).toBe(2)
})

test('a message that damages the connection holds up no other and is tried again', async () => {
  const before = await desk.deliver(3)
  const bad = await dovecot.append(release(4), { user: desk.user })
  await chmod(bad, 0)
  const after = await desk.deliver(3, 5)
  await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await desk.untilStored(6)
  await desk.expectEachOnce([...before, ...after])
  expect(await desk.failedUids()).toMatchObject([
    { uid: 4, attempts: 1, reason: expect.stringContaining('connection broke') },
  ])
  await chmod(bad.replace('/new/', '/cur/').concat(':2,'), 0o644)
  await desk.database.db.updateTable('failedUid').set({ retryAt: new Date() }).execute()
  await desk.untilStored(7)
  await desk.expectEachOnce([...before, ...after, release(4)])
  expect(await desk.failedUids()).toEqual([])
}, 60_000)

test('a message that can never be downloaded is put before a person in the end', async () => {
  const bad = await dovecot.append(release(1), { user: desk.user })
  await chmod(bad, 0)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await until('set aside', async () => (await desk.failedUids()).length === 1)
  await desk.database.db.updateTable('failedUid').set({ attempts: 8, retryAt: new Date() }).execute()
  await desk.untilStored(1)
  expect(await desk.messages()).toMatchObject([
    {
      mailboxId: id,
      uid: 1,
      status: 'quarantined',
      reason: 'could-not-download',
      sha256: null,
      settledAt: expect.any(Date),
    },
  ])
  expect(await desk.failedUids()).toEqual([])
}, 60_000)

test('a message of which the server tells a wrong size is collected as it is', async () => {
  const sources = await desk.deliver(2)
  await dovecot.append(release(3), { user: desk.user, claimedSize: 9_999 })
  await desk.addMailbox()
  desk.start()
  await desk.untilStored(3)
  await desk.expectEachOnce([...sources, release(3)])
}, 60_000)

test('of two pollers one has the mailbox, and the other takes over', async () => {
  const first = await desk.deliver(3)
  const { id } = await desk.addMailbox()
  const stopFirst = desk.start()
  await desk.untilState(id, 'watching')
  desk.start()
  await sleep(500)
  const locks = await sql<{
    n: number
  }>`select count(*)::int as n from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`.execute(
    desk.database.db,
  )
  expect(locks.rows[0]?.n).toBe(1)
  const began = Date.now()
  await stopFirst()
  expect(Date.now() - began).toBeLessThan(5_000)
  const second = await desk.deliver(2, 4)
  await desk.untilStored(5)
  await desk.expectEachOnce([...first, ...second])
})

test('a poller whose database connection is cut loses the mailbox and gets it again', async () => {
  const first = await desk.deliver(2)
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilStored(2)
  await desk.untilState(id, 'watching')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
    desk.database.db,
  )
  const second = await desk.deliver(2, 3)
  await desk.untilStored(4)
  await desk.expectEachOnce([...first, ...second])
})

test('a wrong password is told in words and disturbs no other mailbox', async () => {
  const wrong = await upsertMailboxFromUrl(
    desk.database.db,
    SECRET,
    `imap://other:wrong@${dovecot.host}:${dovecot.port}/`,
  )
  const sources = await desk.deliver(2)
  await desk.addMailbox()
  desk.start()
  await desk.untilStored(2)
  await desk.untilState(wrong.id, 'waiting')
  expect((await findMailbox(desk.database.db, wrong.id))?.stateDetail).toMatch(/refused the sign-in once/)
  await desk.expectEachOnce(sources)
  // The right password is tried at once, not in eleven minutes.
  await desk.addMailbox('', 'other')
  await desk.untilState(wrong.id, 'watching')
})

test('a paused mailbox is left alone until it is resumed', async () => {
  const { id } = await desk.addMailbox()
  await pauseMailbox(desk.database.db, id)
  const first = await desk.deliver(2)
  desk.start()
  await sleep(600)
  expect(await desk.messages()).toEqual([])
  await resumeMailbox(desk.database.db, id)
  await desk.untilStored(2)
  await pauseMailbox(desk.database.db, id)
  await sleep(400)
  const second = await desk.deliver(1, 3)
  await sleep(1_500)
  expect(await desk.messages()).toHaveLength(2)
  await resumeMailbox(desk.database.db, id)
  await desk.untilStored(3)
  await desk.expectEachOnce([...first, ...second])
})

test('only what was received since the day named is collected', async () => {
  for (const day of ['01-01', '01-02', '03-01', '03-02']) {
    await dovecot.append(`Subject: ${day}\r\n\r\n`, { user: desk.user, receivedAt: new Date(`2026-${day}T12:00:00Z`) })
  }
  const { id } = await desk.addMailbox('?since=2026-03-01')
  desk.start()
  await desk.untilState(id, 'watching')
  expect((await desk.messages()).map(({ uid }) => uid)).toEqual([3, 4])
})

test('the end comes within five seconds, also in the middle of a large mailbox', async () => {
  for (let i = 1; i <= 400; i++) await dovecot.append(release(i), { user: desk.user })
  await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(1)
  const began = Date.now()
  await stop()
  expect(Date.now() - began).toBeLessThan(5_000)
  const stopped = (await desk.messages()).length
  desk.start()
  await desk.untilStored(400)
  expect(await desk.messages()).toHaveLength(400)
  expect(stopped).toBeLessThanOrEqual(400)
})
