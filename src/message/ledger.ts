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
 * other octets, the server has given a UID twice (seen where UIDNEXT goes back), and the message is recorded without a location.
 * Returns the new ones, which must now be queued.
 */
export async function recordStored(trx: Transaction<Database>, stored: readonly StoredMessage[]): Promise<Recorded[]> {
  const rows = stored.map((message) => ({ ...message, status: 'received' as const }))
  const recorded = await record(trx, rows)
  if (recorded.length === stored.length) return recorded
  const known = new Set(recorded.map(({ uid }) => uid))
  for (const message of stored.filter(({ uid }) => !known.has(uid))) {
    if (await isRecorded(trx, message)) continue
    recorded.push(...(await record(trx, [{ ...message, status: 'received', uidValidity: null, uid: null }])))
  }
  return recorded
}

async function isRecorded(
  trx: Transaction<Database>,
  { mailboxId, uidValidity, uid, sha256 }: StoredMessage,
): Promise<boolean> {
  const found = await trx
    .selectFrom('message')
    .select('id')
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', '=', uid)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return found !== undefined
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
  await record(
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
): Promise<{ id: string; uid: number }[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'uid'])
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
