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
export type Verdict =
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

/**
 * Claims a message for this worker, whoever had it before: the epoch goes up, so that an earlier worker which is still alive can write
 * nothing any more. Undefined when there is nothing left to do: it is settled, or no such message.
 */
export async function claimMessage(db: Kysely<Database>, id: string): Promise<ClaimedMessage | undefined> {
  const claimed = await db
    .updateTable('message')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), attempts: eb('attempts', '+', 1), claimedAt: sql<Date>`now()` }))
    .where('id', '=', id)
    .where('status', '=', 'received')
    .returning(['id', 'mailboxId', 'sha256', 'receivedAt', 'epoch', 'attempts', 'lastFault'])
    .executeTakeFirst()
  // A received message always has its source: a check of the table.
  return claimed as ClaimedMessage | undefined
}

/** Writes the verdict with what the header says. Throws `ClaimLostError` when the claim is not the newest: the transaction must roll back. */
export async function settleMessage(
  trx: Transaction<Database>,
  claim: ClaimedMessage,
  verdict: Verdict,
  origin: Origin | null,
): Promise<void> {
  const settled = await trx
    .updateTable('message')
    .set({
      status: verdict.status,
      reason: 'reason' in verdict ? verdict.reason : null,
      reasonDetail: 'detail' in verdict ? verdict.detail : null,
      duplicateOf: 'duplicateOf' in verdict ? verdict.duplicateOf : null,
      ...(origin && headerColumns(origin)),
      settledAt: sql<Date>`now()`,
    })
    .where('id', '=', claim.id)
    .where('epoch', '=', claim.epoch)
    .where('status', '=', 'received')
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) throw new ClaimLostError(claim.id)
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
 * Messages that no queue seems to know: stored but not queued for ten seconds, or queued or claimed 90 seconds ago and not settled.
 * Their ids are to be queued again; `noteEnqueued` then takes them from this list for another 90 seconds.
 */
export function findStranded(db: Kysely<Database>, limit: number): Promise<{ id: string; epoch: number }[]> {
  return db
    .selectFrom('message')
    .select(['id', 'epoch'])
    .where('status', '=', 'received')
    .where((eb) =>
      eb.or([
        eb.and([eb('enqueuedAt', 'is', null), eb('storedAt', '<', sql<Date>`now() - interval '10 seconds'`)]),
        eb(sql<Date>`greatest(enqueued_at, claimed_at)`, '<', sql<Date>`now() - interval '90 seconds'`),
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

function headerColumns(origin: Origin) {
  return {
    subject: origin.subject,
    fromAddress: origin.from?.address ?? null,
    fromName: origin.from?.name ?? null,
    headerMessageId: origin.messageId,
  }
}

/** Messages newest first, of one status or of all. */
export function listMessages(
  db: Kysely<Database>,
  status: MessageStatus | undefined,
  limit: number,
): Promise<Message[]> {
  return db
    .selectFrom('message')
    .selectAll()
    .$if(status !== undefined, (query) => query.where('status', '=', status as MessageStatus))
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The message with this id; undefined also when the id is none. */
export async function findMessage(db: Kysely<Database>, id: string): Promise<Message | undefined> {
  if (!isUuid(id)) return undefined
  return db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
}
