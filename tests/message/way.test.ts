import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askToFetch } from '../../src/message/asked.ts'
import { claimMessages, findMessage, noteFault, type Settlement, settleMessages } from '../../src/message/message.ts'
import { type Enqueue, replayAll, replayMessage } from '../../src/message/quarantine.ts'
import { listMessageHistory, wayOf } from '../../src/message/way.ts'
import type { Origin } from '../../src/pipeline/draft.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
const mailboxId = v7()
beforeAll(async () => {
  database = await openTestDatabase()
  await database.db
    .insertInto('mailbox')
    .values({ id: mailboxId, kind: 'imap', name: 'Desk', passwordEncrypted: null, since: null, moveTo: null })
    .execute()
})
afterAll(() => database.close())

const ORIGIN: Origin = {
  from: { address: 'press@acme.example', name: 'Press' },
  forwardedBy: null,
  subject: 'Acme says',
  messageId: '1@acme.example',
  recipients: ['desk@paper.example'],
}
const QUEUED: Enqueue = async () => {}
const AWAY: Enqueue = () => Promise.reject(new Error('connect ECONNREFUSED'))
let uid = 0

async function receive(): Promise<string> {
  const id = v7()
  uid += 1
  await database.db
    .insertInto('message')
    .values({
      id,
      mailboxId,
      uidValidity: 7,
      uid,
      sha256: String(uid).padStart(64, '0'),
      size: 1234,
      status: 'received',
      receivedAt: new Date('2026-11-25T09:00:00Z'),
      storedAt: new Date(Date.now() - 1_000),
      enqueuedAt: new Date(),
      reason: null,
      reasonDetail: null,
      duplicateOf: null,
      subject: null,
      fromAddress: null,
      fromName: null,
      headerMessageId: null,
      claimedAt: null,
      lastFault: null,
      settledAt: null,
      markedAt: null,
      fingerprint: null,
      fetchAskedAt: null,
      fault: null,
    })
    .execute()
  return id
}

async function claim(id: string) {
  const [claimed] = await claimMessages(database.db, [id])
  return claimed!
}

async function settle(id: string, verdict: Settlement['verdict'], more: Partial<Settlement> = {}): Promise<void> {
  const claimed = await claim(id)
  await database.db
    .transaction()
    .execute((trx) => settleMessages(trx, [{ claim: claimed, origin: ORIGIN, verdict, ...more }]))
}

const quarantine = (id: string, fault: string | null = 'sanitise:took-too-long') =>
  settle(id, { status: 'quarantined', reason: 'took-too-long', detail: 'after 60 s' }, { fault })

async function way(id: string) {
  const found = (await findMessage(database.db, id))!
  return wayOf(found, 'Desk', await listMessageHistory(database.db, id))
}
const wordsOf = async (id: string) => (await way(id)).map(({ words }) => words)
const stepsOf = async (id: string) => (await way(id)).map(({ what }) => what)

test('tells of receipt, store, queue, failed starts, quarantine, replay and verdict, in order, in plain words', async () => {
  const id = await receive()
  await noteFault(database.db, await claim(id), 'Error: disk full')
  await quarantine(id)
  await replayMessage(database.db, QUEUED, id, { id: await person(), name: 'Ada Min' })
  await settle(id, { status: 'ignored', reason: 'auto-reply' })
  expect(await stepsOf(id)).toEqual([
    'received',
    'stored',
    'try-failed',
    'quarantined',
    'replayed',
    'queued',
    'started',
    'ignored',
  ])
  const words = (await wordsOf(id)).join('\n')
  for (const told of [
    `Received by Desk as UID ${uid} (UIDVALIDITY 7)`,
    'Stored, 1234 bytes, as blob 0000',
    'Start 1 failed: Error: disk full',
    'Quarantined (took-too-long): Reading the message took longer than a minute.',
    'while making the HTML safe (sanitise:took-too-long)',
    'asked for by Ada Min',
    'Ignored: an automatic answer (rule auto-reply)',
  ])
    expect(words).toContain(told)
  expect(words).not.toContain('without a word')
})

async function person(): Promise<string> {
  const id = v7()
  await database.pool.query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, 'Ada Min', $2, true, now(), now())`,
    [id, `${id}@desk.example`],
  )
  return id
}

test('says so of starts that ended without a word', async () => {
  const id = await receive()
  for (const _ of [1, 2]) await claim(id)
  await settle(id, { status: 'ignored', reason: 'bounce' })
  expect(await wordsOf(id)).toContainEqual(
    'Start 3 began; 2 starts before it ended without a word, as when a worker is killed',
  )
})

test('a failed try of a claim that is lost is not written down', async () => {
  const id = await receive()
  const lost = await claim(id)
  await claim(id)
  await noteFault(database.db, lost, 'Error: late')
  expect(await stepsOf(id)).toEqual(['received', 'stored', 'queued', 'started'])
  expect((await findMessage(database.db, id))?.lastFault).toBeNull()
})

test('tells of what a copy is a copy, and by what', async () => {
  const [first, second] = [await receive(), await receive()]
  const fingerprint = 'f'.repeat(64)
  await settle(first, { status: 'filed' }, { fingerprint })
  await settle(second, { status: 'duplicate', duplicateOf: first, reason: 'same-text' }, { fingerprint })
  expect((await wordsOf(second)).at(-1)).toBe(
    `Linked as a copy of message ${first}: the same sender, subject, text and attachments, sent another way`,
  )
  expect(await findMessage(database.db, second)).toMatchObject({ recipients: ['desk@paper.example'], fingerprint })
})

test('tells of what was never stored and who asked for it', async () => {
  const id = await receive()
  const unstored = { sha256: null, status: 'quarantined', reason: 'too-large' } as const
  // Steps of the same millisecond have no order of their own: these lie an hour back.
  const then = new Date(Date.now() - 3_600_000)
  await database.db
    .updateTable('message')
    .set({ ...unstored, enqueuedAt: null, receivedAt: then, storedAt: then, settledAt: then })
    .where('id', '=', id)
    .execute()
  await askToFetch(database.db, id, null)
  expect(await stepsOf(id)).toEqual(['received', 'listed', 'quarantined', 'fetch-asked'])
  expect((await wordsOf(id)).at(-1)).toContain('asked for by the command line')
})

test('a replay clears what the failure left, and the queue may be away', async () => {
  const id = await receive()
  await quarantine(id)
  expect(await findMessage(database.db, id)).toMatchObject({ fault: 'sanitise:took-too-long' })
  expect(await replayMessage(database.db, AWAY, id, null)).toBe(true)
  expect(await findMessage(database.db, id)).toMatchObject({
    status: 'received',
    reason: null,
    fault: null,
    fingerprint: null,
    lastFault: null,
    attempts: 0,
    enqueuedAt: null,
  })
  expect(await replayMessage(database.db, QUEUED, id, null)).toBe(false)
  expect(await replayMessage(database.db, QUEUED, 'nonsense', null)).toBe(false)
})

test('a worker that still has a message from before its replay writes nothing', async () => {
  const id = await receive()
  const before = await claim(id)
  await quarantine(id)
  await replayMessage(database.db, QUEUED, id, null)
  const late = database.db
    .transaction()
    .execute((trx) => settleMessages(trx, [{ claim: before, origin: ORIGIN, verdict: { status: 'filed' } }]))
  await expect(late).rejects.toThrow()
  expect((await findMessage(database.db, id))?.status).toBe('received')
})

test('replays by reason, by fault, by both and of all take those and no others', async () => {
  const ids = [await receive(), await receive(), await receive(), await receive()]
  const [slow, slowHere, slowThere, empty] = ids as [string, string, string, string]
  await quarantine(slow, null)
  await quarantine(slowHere, 'here:took-too-long')
  await quarantine(slowThere, 'there:took-too-long')
  await settle(empty, { status: 'quarantined', reason: 'empty', detail: null })
  const left = async () => {
    const found = await Promise.all(ids.map((id) => findMessage(database.db, id)))
    return found.filter((message) => message?.status === 'quarantined').map((message) => message?.id)
  }
  expect(await replayAll(database.db, QUEUED, { reason: 'empty', fault: 'here:took-too-long' }, null)).toBe(0)
  expect(await replayAll(database.db, QUEUED, { fault: 'here:took-too-long' }, null)).toBe(1)
  expect(await left()).toEqual([slow, slowThere, empty])
  expect(await replayAll(database.db, AWAY, { reason: 'took-too-long' }, null)).toBe(2)
  expect(await left()).toEqual([empty])
  expect(await replayAll(database.db, QUEUED, {}, null)).toBeGreaterThanOrEqual(1)
  expect(await left()).toEqual([])
})
