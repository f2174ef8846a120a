import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { MessageTable } from './message.table.ts'

/** Where a message lies on the server. UIDs are unsigned 32-bit. */
interface Location {
  mailboxId: string
  uidValidity: number
  uid: number
}

/** A message whose source is safely in the blob store. `size` in octets. */
export interface StoredMessage extends Location {
  sha256: string
  size: number
  receivedAt: Date
}

/** A message whose source was not stored, as far as the server told of it. */
export interface LostMessage extends Location {
  size: number
  receivedAt: Date
  subject?: string | null
  fromAddress?: string | null
  fromName?: string | null
  headerMessageId?: string | null
}

/** A message that was recorded just now and is to be queued. `size` in octets. */
export interface Recorded {
  id: string
  epoch: number
  size: number
}

/** Why a message is quarantined without its source. */
export type UnstoredReason = 'too-large' | 'could-not-download'

/**
 * Records stored messages as received. A location that has a row already is left alone, so the call may be repeated; where the row is of
 * another message, the server has given a UID twice (seen where UIDNEXT goes back, and where a UIDVALIDITY comes back), and the message is
 * recorded without a location. One that was gone or could not be downloaded and is there after all takes its row. Returns the new ones,
 * which must now be queued.
 */
export function recordStored(trx: Transaction<Database>, stored: readonly StoredMessage[]): Promise<Recorded[]> {
  return recordOrTakeOver(
    trx,
    stored.map((message) => ({ ...message, status: 'received' })),
  )
}

/** Records messages of a Junk folder, which are listed for a person and neither stored nor filed unasked. */
export async function recordInJunk(trx: Transaction<Database>, listed: readonly LostMessage[]): Promise<void> {
  await recordOrTakeOver(
    trx,
    listed.map((message) => ({ ...message, status: 'ignored', reason: 'in-junk', settledAt: sql<Date>`now()` })),
  )
}

/** Records messages that disappeared between listing and download. */
export async function recordGone(trx: Transaction<Database>, gone: readonly LostMessage[]): Promise<void> {
  await record(
    trx,
    gone.map((message) => ({ ...message, status: 'gone', reason: 'gone-before-fetch', settledAt: sql<Date>`now()` })),
  )
}

/** Records messages that a person must see although their source is not stored. */
export async function recordUnstored(
  trx: Transaction<Database>,
  reason: UnstoredReason,
  messages: readonly (LostMessage & { detail: string })[],
): Promise<void> {
  await recordOrTakeOver(
    trx,
    messages.map(({ detail, ...message }) => ({
      ...message,
      status: 'quarantined',
      reason,
      reasonDetail: detail,
      settledAt: sql<Date>`now()`,
    })),
  )
}

/** How many messages wait to be read, counted no further than `limit`. */
export async function countBacklog(db: Kysely<Database>, limit: number): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom('message').select('id').where('status', '=', 'received').limit(limit).as('waiting'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Filed messages that are not marked on the server yet, in order of their UIDs. */
export async function unmarked(
  db: Kysely<Database>,
  mailboxId: string,
  uidValidity: number,
  limit: number,
): Promise<{ id: string; uid: number; size: number; receivedAt: Date }[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'uid', 'size', 'receivedAt'])
    .where('mailboxId', '=', mailboxId)
    .where('status', '=', 'filed')
    .where('markedAt', 'is', null)
    .where('uid', 'is not', null)
    .where('uidValidity', '=', uidValidity)
    .limit(limit)
    .$narrowType<{ uid: number }>()
    .execute()
  return rows.sort((a, b) => a.uid - b.uid)
}

/** The server has marked or moved these messages. */
export async function noteMarked(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('message').set({ markedAt: sql<Date>`now()` }).where('id', 'in', ids).execute()
}

type NewRow = Omit<LostMessage, 'receivedAt' | 'uid' | 'uidValidity'> &
  Pick<MessageTable, 'status' | 'receivedAt' | 'uid' | 'uidValidity'> & {
    sha256?: string
    reason?: string
    reasonDetail?: string
    settledAt?: ReturnType<typeof sql<Date>>
  }

async function recordOrTakeOver(trx: Transaction<Database>, rows: readonly LocatedRow[]): Promise<Recorded[]> {
  const recorded = await record(trx, rows)
  if (recorded.length === rows.length) return recorded
  const known = new Set(recorded.map(({ uid }) => uid))
  for (const row of rows.filter(({ uid }) => !known.has(uid))) {
    const taken = await takeOver(trx, row)
    if (taken) recorded.push(taken)
    else if (!(await isRecorded(trx, row)))
      recorded.push(...(await record(trx, [{ ...row, uidValidity: null, uid: null }])))
  }
  return recorded
}

/** Of what has this row nothing but its number was known. */
function takeOver(
  trx: Transaction<Database>,
  { mailboxId, uidValidity, uid, ...found }: LocatedRow,
): Promise<(Recorded & { uid: number | null }) | undefined> {
  return trx
    .updateTable('message')
    .set((eb) => ({
      reason: null,
      reasonDetail: null,
      settledAt: null,
      fetchAskedAt: null,
      ...found,
      enqueuedAt: found.status === 'received' ? sql<Date>`now()` : null,
      epoch: eb('epoch', '+', 1),
    }))
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', '=', uid)
    .where('sha256', 'is', null)
    .where(sql<boolean>`(status = 'gone' or (${found.status === 'received'} and reason = 'could-not-download'))`)
    .returning(['id', 'epoch', 'size', 'uid'])
    .executeTakeFirst()
}

/** Whether the row at this location, or one without a location, is of the same message. Without its octets, size and Message-ID must tell. */
async function isRecorded(trx: Transaction<Database>, row: LocatedRow): Promise<boolean> {
  const { mailboxId, uidValidity, uid, sha256, size, headerMessageId } = row
  const same = sha256
    ? sql<boolean>`sha256 = ${sha256}`
    : sql<boolean>`(size = ${size} or 0 in (size, ${size})) and coalesce(header_message_id = ${headerMessageId ?? null}, true)`
  const here = sql<boolean>`uid_validity = ${uidValidity} and uid = ${uid}`
  const nowhere = sql<boolean>`uid is null and sha256 is null and reason = ${row.reason ?? null}`
  const found = await trx
    .selectFrom('message')
    .select('id')
    .where('mailboxId', '=', mailboxId)
    .where(same)
    .where((eb) => eb.or([here, nowhere]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

type LocatedRow = NewRow & { uidValidity: number; uid: number }

/** Where a row is in the way, of the same location or, without one, of the same octets, nothing is inserted. */
async function record(
  trx: Transaction<Database>,
  rows: readonly NewRow[],
): Promise<(Recorded & { uid: number | null })[]> {
  if (rows.length === 0) return []
  return trx
    .insertInto('message')
    .values(
      rows.map((row) => ({
        sha256: null,
        reason: null,
        reasonDetail: null,
        duplicateOf: null,
        subject: null,
        fromAddress: null,
        fromName: null,
        headerMessageId: null,
        // Queued in a moment: an update of its own would cost as much as the insert. See noteNotEnqueued.
        enqueuedAt: row.status === 'received' ? sql<Date>`now()` : null,
        claimedAt: null,
        lastFault: null,
        settledAt: null,
        markedAt: null,
        ...row,
        id: v7(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'epoch', 'size', 'uid'])
    .execute()
}
