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
  /** Octets. */
  size: number
  receivedAt: Date
  epoch: number
  /** How often work on it was started, this time included. */
  attempts: number
  lastFault: string | null
  /** The message that is filed with the same octets: this one need not be read to be called its duplicate. */
  duplicateOf: string | null
}

/** By what a duplicate was found: all octets, or the fingerprint of copies that differ only in transport. */
export type DuplicateReason = 'same-octets' | 'same-text'

/** A verdict on a message as its row keeps it. */
type Verdict =
  | { status: 'filed' }
  | { status: 'ignored'; reason: IgnoreRule | 'canary' }
  | { status: 'duplicate'; duplicateOf: string; reason: DuplicateReason }
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

/** What is to be written of a message: the verdict, and what its header says (null: it was not read). */
export interface Settlement {
  claim: ClaimedMessage
  verdict: Verdict
  origin: Origin | null
  /** Of the pipeline's draft. */
  fingerprint?: string | null
  /** Where and how reading failed, such as `sanitise:took-too-long`. */
  fault?: string | null
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
    .returning(['id', 'mailboxId', 'sha256', 'size', 'receivedAt', 'epoch', 'attempts', 'lastFault'])
    .returning((eb) =>
      eb
        .selectFrom('message as filed')
        .select('filed.id')
        .whereRef('filed.sha256', '=', 'message.sha256')
        .where('filed.status', '=', 'filed')
        .as('duplicateOf'),
    )
    .execute()
  // A received message always has its source: a check of the table.
  return claimed as ClaimedMessage[]
}

/**
 * Writes the verdicts. Throws `ClaimLostError` when a claim is not the newest any more, or the message of which one was to be a duplicate
 * is not filed (it is to be read then): the transaction must roll back. A duplicate of the same octets gets what is known of its original.
 * Throws what `isFiledBefore` knows where an equal message is filed.
 */
export async function settleMessages(trx: Transaction<Database>, settlements: readonly Settlement[]): Promise<void> {
  const verdicts = JSON.stringify(settlements.map(verdictRow))
  const { rows } = await sql<{ id: string }>`
    update message set status = v.status, reason = v.reason, reason_detail = v.detail, duplicate_of = v.duplicate_of,
      subject = coalesce(v.subject, twin.subject, message.subject),
      from_address = coalesce(v.from_address, twin.from_address, message.from_address),
      from_name = coalesce(v.from_name, twin.from_name, message.from_name),
      header_message_id = coalesce(v.header_message_id, twin.header_message_id, message.header_message_id),
      recipients = coalesce(v.recipients, twin.recipients, message.recipients),
      fingerprint = coalesce(v.fingerprint, twin.fingerprint), fault = v.fault, settled_at = now(),
      -- The poller may still get from the server what is not sound on disk.
      fetch_asked_at = case when v.reason in ('source-missing', 'source-damaged') and message.uid is not null then now()
        else message.fetch_asked_at end
    from json_to_recordset(${verdicts}) as v(id uuid, epoch integer, status text, reason text, detail text, duplicate_of uuid,
        subject text, from_address text, from_name text, header_message_id text, recipients text[], fingerprint text, fault text)
      left join message original on original.id = v.duplicate_of and original.status = 'filed'
      left join message twin on twin.id = original.id and v.reason = 'same-octets'
    where message.id = v.id and message.epoch = v.epoch and message.status = 'received'
      and (v.duplicate_of is null or original.id is not null)
    returning message.id`.execute(trx)
  if (rows.length < settlements.length) throw new ClaimLostError(`${settlements.length - rows.length} claims are lost`)
}

/** Copies come within minutes, or when a server that was down for days is back. */
const COPIES_WITHIN = '7 days'

/** Whether a transaction failed because an equal message is filed: the unique indexes let only one be. `findOriginal` tells which. */
export function isFiledBefore(error: unknown): boolean {
  const { constraint } = error as { constraint?: string }
  return constraint === 'message_filed_once' || constraint === 'message_filed_fingerprint'
}

/**
 * The message that is filed with the same octets, else the one with the same fingerprint that was received about when this one was
 * (`receivedAt`), if any: the same words a week later may be another week's invitation.
 */
export async function findOriginal(
  db: Kysely<Database>,
  { sha256, fingerprint, receivedAt }: { sha256: string; fingerprint: string | null; receivedAt: Date },
): Promise<{ id: string; reason: DuplicateReason } | undefined> {
  const { rows } = await sql<{ id: string; reason: DuplicateReason }>`
    select id, 'same-octets' as reason, 1 as place from message where sha256 = ${sha256} and status = 'filed'
    union all
    select id, 'same-text', 2 from message where fingerprint = ${fingerprint} and status = 'filed'
      and received_at between ${receivedAt}::timestamptz - ${COPIES_WITHIN}::interval and ${receivedAt}::timestamptz + ${COPIES_WITHIN}::interval
    order by place limit 1`.execute(db)
  return rows[0] && { id: rows[0].id, reason: rows[0].reason }
}

/** Remembers why this try failed, for the person who may find the message in quarantine or asks for its way. */
export async function noteFault(db: Kysely<Database>, claim: ClaimedMessage, fault: string): Promise<void> {
  await sql`
    with noted as (
      update message set last_fault = ${fault} where id = ${claim.id} and epoch = ${claim.epoch} returning id
    )
    insert into history (message_id, action, detail)
    select id, 'try-failed', ${JSON.stringify({ start: claim.attempts, fault })}::jsonb from noted`.execute(db)
}

/**
 * Lets a start not count, where what ended it was no fault of the message's; also where the message was claimed again since, as every start
 * is to be given back for itself. The claim counts as made now: its job waits to be tried again.
 */
export async function giveBackStart(db: Kysely<Database>, claim: Pick<ClaimedMessage, 'id'>): Promise<void> {
  await db
    .updateTable('message')
    .set({
      attempts: sql<number>`greatest(attempts - 1, 0)`,
      claimedAt: sql`case when claimed_at is not null then now() end`,
    })
    .where('id', '=', claim.id)
    .where('status', '=', 'received')
    .execute()
}

/** Notes that these messages were given to the queue just now. */
export async function noteEnqueued(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('message').set({ enqueuedAt: sql<Date>`now()` }).where('id', 'in', ids).execute()
}

function verdictRow({ claim, verdict, origin, fingerprint, fault }: Settlement) {
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
    recipients: origin?.recipients ?? null,
    fingerprint: fingerprint ?? null,
    fault: fault ?? null,
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

/** Messages in the order in which they were recorded, newest first; of all, or of one status, mailbox or reason. */
export function listMessages(
  db: Kysely<Database>,
  {
    status,
    mailboxId,
    reason,
    limit,
  }: { status?: MessageStatus | undefined; mailboxId?: string | undefined; reason?: string | undefined; limit: number },
): Promise<Message[]> {
  let query = db.selectFrom('message').selectAll().orderBy('id', 'desc').limit(limit)
  if (status !== undefined) query = query.where('status', '=', status)
  if (reason !== undefined) query = query.where('reason', '=', reason)
  if (mailboxId !== undefined) query = query.where('mailboxId', '=', mailboxId)
  return query.execute()
}

/** The message with this id; undefined also when the id is none. */
export async function findMessage(db: Kysely<Database>, id: string): Promise<Message | undefined> {
  if (!isUuid(id)) return undefined
  return db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
}
