import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import {
  countBacklog,
  type LostMessage,
  noteMarked,
  recordGone,
  recordStored,
  recordUnstored,
  type StoredMessage,
  type UnstoredReason,
  unmarked,
} from '../../src/message/ledger.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let mailboxId: string
beforeAll(async () => {
  database = await openTestDatabase()
  mailboxId = (await importMailbox(database.db)).id
})
afterAll(() => database.close())
beforeEach(() => database.db.deleteFrom('message').execute())

const message = (uid: number, content: string, uidValidity = 7): StoredMessage => ({
  mailboxId,
  uidValidity,
  uid,
  sha256: createHash('sha256').update(content).digest('hex'),
  size: content.length,
  receivedAt: new Date('2026-11-24T06:00:00Z'),
})
const lost = (uid: number) => ({
  mailboxId,
  uidValidity: 7,
  uid,
  size: 9,
  receivedAt: new Date('2026-11-24T06:00:00Z'),
})
const store = (...stored: StoredMessage[]) => database.db.transaction().execute((trx) => recordStored(trx, stored))
const rows = async () => {
  const found = await database.db
    .selectFrom('message')
    .select(['uidValidity', 'uid', 'status', 'reason'])
    .orderBy('id')
    .execute()
  return found.map(
    ({ uidValidity, uid, status, reason }) => `${uidValidity}/${uid} ${status}${reason ? ` ${reason}` : ''}`,
  )
}

const unstored = (reason: UnstoredReason, one: LostMessage) =>
  database.db.transaction().execute((trx) => recordUnstored(trx, reason, [{ ...one, detail: 'so' }]))

test('new messages are recorded as received and returned to be queued', async () => {
  const fresh = await store(message(1, 'a'), message(2, 'b'))
  expect(fresh).toEqual([expect.objectContaining({ epoch: 0 }), expect.objectContaining({ epoch: 0 })])
  expect(await rows()).toEqual(['7/1 received', '7/2 received'])
})

test('what is recorded already is left alone and not queued again', async () => {
  await store(message(1, 'a'))
  expect(await store(message(1, 'a'), message(2, 'b'))).toHaveLength(1)
  expect(await store(message(1, 'a'), message(2, 'b'))).toEqual([])
  expect(await rows()).toEqual(['7/1 received', '7/2 received'])
})

test('the same UID in another epoch is another message', async () => {
  await store(message(1, 'a', 7))
  await store(message(1, 'a', 8))
  expect(await rows()).toEqual(['7/1 received', '8/1 received'])
})

test('other octets under a UID that is taken are not lost: the server has used it twice', async () => {
  await store(message(1, 'a'))
  expect(await store(message(1, 'b'))).toHaveLength(1)
  expect(await store(message(1, 'b'))).toEqual([])
  expect(await rows()).toEqual(['7/1 received', 'null/null received'])
})

test('a message that comes back after it was gone takes its row', async () => {
  await database.db.transaction().execute((trx) => recordGone(trx, [lost(1)]))
  expect(await store(message(1, 'a'))).toHaveLength(1)
  expect(await rows()).toEqual(['7/1 received'])
})

test('a message that was given up and can be downloaded after all takes its row', async () => {
  await unstored('could-not-download', { ...lost(1), size: 0 })
  expect(await store(message(1, 'a'))).toHaveLength(1)
  await unstored('could-not-download', { ...lost(1), size: 0 })
  expect(await rows()).toEqual(['7/1 received'])
})

test('a message without a source under a UID that is taken is not lost, and told once', async () => {
  await store(message(1, 'a'))
  for (let i = 0; i < 2; i++) {
    await unstored('too-large', { ...lost(1), size: 60_000_000, headerMessageId: 'x@y' })
    await unstored('too-large', { ...lost(1), size: 70_000_000, headerMessageId: 'z@y' })
  }
  await database.db.transaction().execute((trx) => recordGone(trx, [lost(2)]))
  for (let i = 0; i < 2; i++) await unstored('too-large', { ...lost(2), size: 80_000_000 })
  expect((await rows()).sort()).toEqual([
    '7/1 received',
    '7/2 quarantined too-large',
    'null/null quarantined too-large',
    'null/null quarantined too-large',
  ])
})

test('messages without a source are settled with their reason, once', async () => {
  for (let i = 0; i < 2; i++) {
    await database.db.transaction().execute(async (trx) => {
      await recordGone(trx, [lost(1)])
      await recordUnstored(trx, 'too-large', [{ ...lost(2), subject: 'Big', detail: '60 MiB' }])
      await recordUnstored(trx, 'could-not-download', [{ ...lost(3), detail: 'refused' }])
    })
  }
  expect(await rows()).toEqual([
    '7/1 gone gone-before-fetch',
    '7/2 quarantined too-large',
    '7/3 quarantined could-not-download',
  ])
})

test('filed messages of the epoch are to be marked, lowest UID first, until they are', async () => {
  await store(message(2, 'b'), message(1, 'a'), message(3, 'c'), message(1, 'd', 8))
  expect(await unmarked(database.db, mailboxId, 7, 10)).toEqual([])
  await database.db
    .updateTable('message')
    .set({ status: 'filed', settledAt: new Date() })
    .where('uid', '<', 3)
    .execute()
  const filed = await unmarked(database.db, mailboxId, 7, 10)
  expect(filed.map(({ uid }) => uid)).toEqual([1, 2])
  await noteMarked(
    database.db,
    filed.slice(0, 1).map(({ id }) => id),
  )
  expect((await unmarked(database.db, mailboxId, 7, 10)).map(({ uid }) => uid)).toEqual([2])
})

test('the backlog is counted no further than asked', async () => {
  await store(message(1, 'a'), message(2, 'b'), message(3, 'c'))
  await database.db
    .updateTable('message')
    .set({ status: 'ignored', settledAt: new Date() })
    .where('uid', '=', 1)
    .execute()
  expect(await countBacklog(database.db, 10)).toBe(2)
  expect(await countBacklog(database.db, 1)).toBe(1)
})
