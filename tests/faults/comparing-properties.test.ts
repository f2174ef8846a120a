import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Connection } from '../../src/mailbox/collect.ts'
import { listUids } from '../../src/mailbox/list-uids.ts'
import { dayBefore, isWithin } from '../../src/mailbox/start.ts'
import { accountFor } from '../../src/message/accounting.ts'
import { MESSAGE_STATUSES } from '../../src/message/message.table.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type NewMessage, seedMailbox } from '../support/desk.ts'
import { setHas } from '../support/scripted-imap-syntax.ts'

const RUNS = { numRuns: 1000 }

let database: TestDatabase
let mailboxId: string

beforeAll(async () => {
  database = await openTestDatabase()
  mailboxId = await seedMailbox(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.deleteFrom('message').execute()
})

const anyUids = (max: number, maxLength: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { maxLength }).map((uids) => uids.sort((a, b) => a - b))

/** A folder in which, after each answer, what `changes` says happens: that place is expunged, or (negative) a message arrives. */
function folderOf(uids: number[], changes: readonly number[], asSets: boolean) {
  const expunged = new Set<number>()
  const waiting = [...changes]
  const change = () => {
    const at = waiting.shift()
    if (at === undefined) return
    if (at < 0) uids.push((uids.at(-1) ?? 0) + 1)
    else if (uids.length > 0) expunged.add(uids.splice(at % uids.length, 1)[0] as number)
  }
  const search = async ({ seq, uid }: { seq?: string; uid?: string }) => {
    const found = uids.filter(
      (one, i) =>
        (seq === undefined || setHas(seq, i + 1, uids.length)) &&
        (uid === undefined || setHas(uid, one, uids.at(-1) ?? 0)),
    )
    change()
    return asSets ? { all: setOf(found) } : found
  }
  const mailbox = {
    get exists() {
      return uids.length
    },
  }
  return { client: { search, mailbox, close: () => {} } as unknown as Connection, expunged }
}

/** As ESEARCH writes UIDs: runs as ranges, some of them backwards. */
function setOf(uids: readonly number[]): string {
  const parts: string[] = []
  for (let i = 0; i < uids.length; ) {
    let end = i
    while (uids[end + 1] === (uids[end] as number) + 1) end++
    const [low, high] = [uids[i], uids[end]]
    parts.push(low === high ? `${low}` : end % 2 ? `${high}:${low}` : `${low}:${high}`)
    i = end + 1
  }
  return parts.join(',')
}

test('listing for a comparison names every UID that is there all the while, each once, whatever is expunged or arrives', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyUids(80, 40),
      fc.nat({ max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: -3, max: 40 }), { maxLength: 12 }),
      fc.boolean(),
      async (uids, aboveUid, span, changes, asSets) => {
        const there = [...uids]
        const { client, expunged } = folderOf([...uids], changes, asSets)
        const found: number[] = []
        for await (const some of listUids(client, { aboveUid, since: null }, span)) found.push(...some)
        expect(new Set(found).size).toBe(found.length)
        expect(found.every((uid) => uid > aboveUid)).toBe(true)
        for (const uid of there) if (uid > aboveUid && !expunged.has(uid)) expect(found).toContain(uid)
      },
    ),
    RUNS,
  )
})

test('a start leaves out no message that was received since its day, wherever on earth that day is', () => {
  const anyTime = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(anyTime, fc.integer({ min: 0, max: 10 * 24 * 3600_000 }), fc.nat(), (moment, later, uid) => {
      const message = { uid: uid + 1, receivedAt: new Date(moment.getTime() + later) }
      expect(isWithin({ aboveUid: 0, since: dayBefore(moment) }, message)).toBe(true)
      expect(isWithin({ aboveUid: uid, since: dayBefore(moment) }, { uid: uid + 1, receivedAt: undefined })).toBe(true)
      expect(isWithin({ aboveUid: uid + 1, since: null }, message)).toBe(false)
    }),
    RUNS,
  )
})

const anyStates = fc.dictionary(
  fc.integer({ min: 1, max: 40 }).map(String),
  fc.constantFrom(...MESSAGE_STATUSES, 'retrying' as const),
  { maxKeys: 20 },
)

test('of a listing each UID is accounted for as exactly one thing, or missing; however the listing is divided', async () => {
  const { db } = database
  const original = v7()
  await fc.assert(
    fc.asyncProperty(anyStates, anyUids(40, 30), fc.integer({ min: 1, max: 9 }), async (states, listed, span) => {
      await db.deleteFrom('message').execute()
      await db.deleteFrom('failedUid').execute()
      const entries = Object.entries(states).map(([uid, state]) => ({ uid: Number(uid), state }))
      const place = { mailboxId, uidValidity: 7 }
      await db
        .insertInto('message')
        .values(rowOf({ id: original, uidValidity: 1, uid: 1, status: 'filed' }))
        .execute()
      for (const { uid, state } of entries) {
        const failed = { ...place, uid, attempts: 1, reason: 'cut', retryAt: new Date() }
        if (state === 'retrying') await db.insertInto('failedUid').values(failed).execute()
        else
          await db
            .insertInto('message')
            .values(rowOf({ ...place, uid, status: state }, original))
            .execute()
      }
      const spans: number[][] = []
      for (let i = 0; i < listed.length; i += span) spans.push(listed.slice(i, i + span))
      const found = await accountFor(db, place, spans)
      const of = (state: string | undefined) => listed.filter((uid) => states[uid] === state)
      expect(found.listed).toBe(listed.length)
      expect([...found.missing].sort((a, b) => a - b)).toEqual(of(undefined))
      expect([...found.returned].sort((a, b) => a - b)).toEqual(of('gone'))
      for (const state of [...MESSAGE_STATUSES, 'retrying' as const]) expect(found[state]).toBe(of(state).length)
      expect(found.accounted + found.missing.length).toBe(found.listed)
    }),
    { numRuns: 100 },
  )
})

function rowOf(given: Partial<NewMessage> & Pick<NewMessage, 'status'>, original?: string): NewMessage {
  const { status } = given
  const settled = status === 'received' ? null : new Date()
  return {
    id: v7(),
    mailboxId,
    uid: null,
    uidValidity: null,
    sha256: status === 'gone' ? null : randomBytes(32).toString('hex'),
    size: 1,
    reason: status === 'ignored' ? 'in-junk' : 'x',
    reasonDetail: null,
    duplicateOf: status === 'duplicate' ? (original ?? null) : null,
    subject: null,
    fromAddress: null,
    fromName: null,
    headerMessageId: null,
    receivedAt: new Date(),
    enqueuedAt: null,
    claimedAt: null,
    lastFault: null,
    settledAt: settled,
    markedAt: null,
    ...given,
  }
}
