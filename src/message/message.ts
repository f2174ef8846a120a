import { type Kysely, sql, type Transaction } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { Database } from '../database.ts'
import type { IgnoreRule, Origin, QuarantineReason } from '../pipeline/draft.ts'
import type { Message, MessageStatus } from './message.table.ts'

/** A message that one worker may now work on; its writes count only while `epoch` is the newest. */
export interface ClaimedMessage {
  id: string
  mailboxId: string
  sha256: string
  receivedAt: Date
  epoch: number
  /** How often work on it was started, this time included. */
  attempts: number
  lastFault: string | null
}

/** A verdict on a message as its row keeps it. */
type Verdict =
  | { status: 'filed' }
  | { status: 'ignored'; reason: IgnoreRule }
  | { status: 'duplicate'; duplicateOf: string }
  | { status: 'quarantined'; reason: QuarantineReason | FaultReason; detail: string | null }

/** Why a message is quarantined though no stage judged it: working on it failed again and again. */
export type FaultReason =
  | 'took-too-long'
  | 'took-too-much-memory'
  | 'broke-the-reader'
  | 'source-missing'
  | 'source-damaged'
  | 'kept-failing'

/** Another worker claimed the message since: whatever this one found must not be written. */
export class ClaimLostError extends Error {
  override name = 'ClaimLostError'
}

/** What is to be written of a message: the verdict, and what its header says (null: could not be read). */
export interface Settlement {
  claim: ClaimedMessage
  verdict: Verdict
  origin: Origin | null
}

/**
 * Claims messages for this worker, whoever had them before: their epochs go up, so that an earlier worker which is still alive can write
 * nothing any more. Messages that are settled, and ids of none, are left out.
 */
export async function claimMessages(db: Kysely<Database>, ids: readonly string[]): Promise<ClaimedMessage[]> {
  const claimed = await db
    .updateTable('message')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), attempts: eb('attempts', '+', 1), claimedAt: sql<Date>`now()` }))
    .where('id', 'in', ids)
    .where('status', '=', 'received')
    // A claim that a crash of the server forgets is only made again: it does not wait for the disk.
    .where(sql<boolean>`set_config('synchronous_commit', 'off', true) = 'off'`)
    .returning(['id', 'mailboxId', 'sha256', 'receivedAt', 'epoch', 'attempts', 'lastFault'])
    .execute()
  // A received message always has its source: a check of the table.
  return claimed as ClaimedMessage[]
}

/** Writes the verdicts. Throws `ClaimLostError` when a claim is not the newest any more: the transaction must roll back. */
export async function settleMessages(trx: Transaction<Database>, settlements: readonly Settlement[]): Promise<void> {
  const verdicts = JSON.stringify(settlements.map(verdictRow))
  const { rows } = await sql<{ id: string }>`
    update message set status = v.status, reason = v.reason, reason_detail = v.detail, duplicate_of = v.duplicate_of,
      subject = coalesce(v.subject, message.subject), from_address = coalesce(v.from_address, message.from_address),
      from_name = coalesce(v.from_name, message.from_name), header_message_id = coalesce(v.header_message_id, message.header_message_id),
      settled_at = now()
    from json_to_recordset(${verdicts}) as v(id uuid, epoch integer, status text, reason text, detail text, duplicate_of uuid,
      subject text, from_address text, from_name text, header_message_id text)
    where message.id = v.id and message.epoch = v.epoch and message.status = 'received'
    returning message.id`.execute(trx)
  if (rows.length < settlements.length) throw new ClaimLostError(`${settlements.length - rows.length} claims are lost`)
}

/** The message that was filed with the same octets, if any. */
export async function findFiledCopy(db: Kysely<Database>, sha256: string): Promise<string | undefined> {
  const copy = await db
    .selectFrom('message')
    .select('id')
    .where('sha256', '=', sha256)
    .where('status', '=', 'filed')
    .executeTakeFirst()
  return copy?.id
}

/** Remembers why the last try failed, for the person who may find the message in quarantine. */
export async function noteFault(db: Kysely<Database>, claim: ClaimedMessage, fault: string): Promise<void> {
  await db
    .updateTable('message')
    .set({ lastFault: fault })
    .where('id', '=', claim.id)
    .where('epoch', '=', claim.epoch)
    .execute()
}

/**
 * Messages that no queue seems to know: stored but not queued for ten seconds, or queued or claimed a minute ago and not settled.
 * Their ids are to be queued again; `noteEnqueued` then takes them from this list for another minute.
 */
export function findStranded(db: Kysely<Database>, limit: number): Promise<{ id: string; epoch: number }[]> {
  return db
    .selectFrom('message')
    .select(['id', 'epoch'])
    .where('status', '=', 'received')
    .where((eb) =>
      eb.or([
        eb.and([eb('enqueuedAt', 'is', null), eb('storedAt', '<', sql<Date>`now() - interval '10 seconds'`)]),
        eb(sql<Date>`greatest(enqueued_at, claimed_at)`, '<', sql<Date>`now() - interval '60 seconds'`),
      ]),
    )
    .orderBy('enqueuedAt', (order) => order.asc().nullsFirst())
    .limit(limit)
    .execute()
}

/** Notes that these messages were given to the queue just now. */
export async function noteEnqueued(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('message').set({ enqueuedAt: sql<Date>`now()` }).where('id', 'in', ids).execute()
}

function verdictRow({ claim, verdict, origin }: Settlement) {
  return {
    id: claim.id,
    epoch: claim.epoch,
    status: verdict.status,
    reason: 'reason' in verdict ? verdict.reason : null,
    detail: 'detail' in verdict ? verdict.detail : null,
    duplicate_of: 'duplicateOf' in verdict ? verdict.duplicateOf : null,
    subject: origin?.subject ?? null,
    from_address: origin?.from?.address ?? null,
    from_name: origin?.from?.name ?? null,
    header_message_id: origin?.messageId ?? null,
  }
}

/** Notes that the queue did not take these: upkeep then queues them within seconds. */
export async function noteNotEnqueued(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await db
    .updateTable('message')
    .set({ enqueuedAt: null })
    .where('id', 'in', ids)
    .where('status', '=', 'received')
    .execute()
}

/** Messages in the order in which they were recorded, newest first, of one status or of all. */
export function listMessages(
  db: Kysely<Database>,
  status: MessageStatus | undefined,
  limit: number,
): Promise<Message[]> {
  return db
    .selectFrom('message')
    .selectAll()
    .$if(status !== undefined, (query) => query.where('status', '=', status as MessageStatus))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The message with this id; undefined also when the id is none. */
export async function findMessage(db: Kysely<Database>, id: string): Promise<Message | undefined> {
  if (!isUuid(id)) return undefined
  return db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
}
