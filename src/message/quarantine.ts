import { type Kysely, sql } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { Database } from '../database.ts'
import { noteEnqueued } from './message.ts'

/** A person who asks for something; null: it was asked for on the command line. */
export type Asker = { id: string; name: string } | null

interface Released {
  id: string
  epoch: number
}

/** Gives messages to the queue: `enqueueIngest` on the queue of the caller. */
export type Enqueue = (messages: readonly Released[]) => Promise<void>

/** Jobs that are given to the queue in one call. */
const QUEUED_AT_ONCE = 1_000

/** Messages with the same trouble: one reason, or one fault such as `sanitise:took-too-long`. */
export interface Trouble {
  reason?: string | undefined
  fault?: string | undefined
}

/**
 * The quarantined messages, of all or of one trouble, newest first, from after `before`; `receivedAtExactly` keeps the microseconds for
 * the next page.
 */
export function listQuarantine(
  db: Kysely<Database>,
  { before, limit, reason, fault }: { before?: { receivedAt: string; id: string }; limit: number } & Trouble,
) {
  let query = db
    .selectFrom('message')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .select(['message.id', 'mailbox.name as mailboxName', 'message.subject', 'message.fromName', 'message.fromAddress'])
    .select(['message.receivedAt', 'message.size', 'message.reason', 'message.reasonDetail', 'message.sha256'])
    .select(['message.uid', 'message.fault', 'message.fetchAskedAt'])
    .select(sql<string>`message.received_at::text`.as('receivedAtExactly'))
    .where('message.status', '=', 'quarantined')
    .orderBy('message.receivedAt', 'desc')
    .orderBy('message.id', 'desc')
    .limit(limit)
  if (reason !== undefined) query = query.where('message.reason', '=', reason)
  if (fault !== undefined) query = query.where('message.fault', '=', fault)
  if (before) {
    const { receivedAt, id } = before
    query = query.where(sql<boolean>`(message.received_at, message.id) < (${receivedAt}::timestamptz, ${id}::uuid)`)
  }
  return query.execute()
}

export type QuarantineRow = Awaited<ReturnType<typeof listQuarantine>>[number]

/** How many messages are in quarantine for each reason and fault, and how many of them have a source to be read again, most first. */
export function groupQuarantine(
  db: Kysely<Database>,
): Promise<{ reason: string; fault: string | null; count: number; replayable: number }[]> {
  return db
    .selectFrom('message')
    .select([
      (eb) => eb.fn.coalesce('reason', sql.lit('unknown')).as('reason'),
      'fault',
      (eb) => eb.fn.countAll<number>().as('count'),
      sql<number>`count(sha256) filter (where reason is distinct from 'too-large')`.as('replayable'),
    ])
    .where('status', '=', 'quarantined')
    .groupBy(['reason', 'fault'])
    .orderBy('count', 'desc')
    .orderBy('reason')
    .execute()
}

/** How many messages are in quarantine for each reason. */
export function countQuarantine(db: Kysely<Database>): Promise<{ reason: string; count: number }[]> {
  return db
    .selectFrom('message')
    .select([
      (eb) => eb.fn.coalesce('reason', sql.lit('unknown')).as('reason'),
      (eb) => eb.fn.countAll<number>().as('count'),
    ])
    .where('status', '=', 'quarantined')
    .groupBy('reason')
    .execute()
}

/**
 * Lets a quarantined message be read again, in the ordinary way and as if for the first time. Returns false when no such message is in
 * quarantine, or its source was never stored.
 */
export async function replayMessage(
  db: Kysely<Database>,
  enqueue: Enqueue,
  id: string,
  asker: Asker,
): Promise<boolean> {
  if (!isUuid(id)) return false
  const released = await release(db, asker, { id })
  await enqueueReleased(db, enqueue, released)
  return released.length > 0
}

/** The same for every quarantined message with this trouble, or for all where none is named. Returns how many. */
export async function replayAll(
  db: Kysely<Database>,
  enqueue: Enqueue,
  { reason, fault }: Trouble,
  asker: Asker,
): Promise<number> {
  const released = await release(db, asker, { reason, fault })
  await enqueueReleased(db, enqueue, released)
  return released.length
}

/**
 * The epoch goes up, so that a worker which still has the message from before can write nothing. What the verdict was is kept in history,
 * for whoever asks for the message's way.
 */
function release(db: Kysely<Database>, asker: Asker, which: { id: string } | Trouble): Promise<Released[]> {
  const { id, reason, fault } = { id: undefined, reason: undefined, fault: undefined, ...which }
  const asked = JSON.stringify({ reason, fault })
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<Released>`
      with held as (
        select id, reason, reason_detail, fault, settled_at, attempts from message
        where status = 'quarantined' and sha256 is not null and reason is distinct from 'too-large' ${id === undefined ? sql`` : sql`and id = ${id}`}
          ${reason === undefined ? sql`` : sql`and reason = ${reason}`} ${fault === undefined ? sql`` : sql`and fault = ${fault}`}
        order by id for update
      ), released as (
        update message set status = 'received', reason = null, reason_detail = null, last_fault = null, fault = null,
          fingerprint = null, fetch_asked_at = null, settled_at = null, enqueued_at = null, claimed_at = null, attempts = 0,
          epoch = message.epoch + 1
        from held where message.id = held.id returning message.id, message.epoch
      ), noted as (
        insert into history (message_id, action, actor_id, actor_name, detail)
        select id, 'replayed', ${asker?.id ?? null}, ${asker?.name ?? null}, ${asked}::jsonb || jsonb_build_object('before',
          jsonb_build_object('reason', reason, 'detail', reason_detail, 'fault', fault, 'settledAt', settled_at, 'starts', attempts))
        from held
      )
      select id, epoch from released order by id`.execute(trx)
    return rows
  })
}

/** What the queue does not take now, upkeep gives it later: the rows say `received` and are the truth. */
async function enqueueReleased(db: Kysely<Database>, enqueue: Enqueue, released: Released[]): Promise<void> {
  for (let start = 0; start < released.length; start += QUEUED_AT_ONCE) {
    const some = released.slice(start, start + QUEUED_AT_ONCE)
    const queued = await enqueue(some).then(
      () => true,
      () => false,
    )
    if (!queued) return
    await noteEnqueued(
      db,
      some.map(({ id }) => id),
    )
  }
}
