import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import { noteEnqueued } from './message.ts'

/** A person who asks for something; null: it was asked for on the command line. */
export type Asker = { id: string; name: string } | null

export interface Released {
  id: string
  epoch: number
}

/** Gives messages to the queue: `enqueueIngest` on the queue of the caller. */
export type Enqueue = (messages: readonly Released[]) => Promise<void>

/** Jobs that are given to the queue in one call. */
const QUEUED_AT_ONCE = 1_000

/** The quarantined messages, newest first, from after `before`; `receivedAtExactly` keeps the microseconds for the next page. */
export function listQuarantine(
  db: Kysely<Database>,
  { before, limit }: { before?: { receivedAt: string; id: string }; limit: number },
) {
  let query = db
    .selectFrom('message')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .select(['message.id', 'mailbox.name as mailboxName', 'message.subject', 'message.fromName', 'message.fromAddress'])
    .select(['message.receivedAt', 'message.size', 'message.reason', 'message.reasonDetail', 'message.sha256'])
    .select(sql<string>`message.received_at::text`.as('receivedAtExactly'))
    .where('message.status', '=', 'quarantined')
    .orderBy('message.receivedAt', 'desc')
    .orderBy('message.id', 'desc')
    .limit(limit)
  if (before) {
    const { receivedAt, id } = before
    query = query.where(sql<boolean>`(message.received_at, message.id) < (${receivedAt}::timestamptz, ${id}::uuid)`)
  }
  return query.execute()
}

export type QuarantineRow = Awaited<ReturnType<typeof listQuarantine>>[number]

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
  const released = await release(db, asker, { id })
  await enqueueReleased(db, enqueue, released)
  return released.length > 0
}

/** The same for every message that is in quarantine for `reason`. Returns how many. */
export async function replayAll(db: Kysely<Database>, enqueue: Enqueue, reason: string, asker: Asker): Promise<number> {
  const released = await release(db, asker, { reason })
  await enqueueReleased(db, enqueue, released)
  return released.length
}

/** The epoch goes up, so that a worker which still has the message from before can write nothing. */
function release(db: Kysely<Database>, asker: Asker, which: { id: string } | { reason: string }): Promise<Released[]> {
  return db.transaction().execute(async (trx) => {
    let update = trx
      .updateTable('message')
      .set((eb) => ({
        status: 'received' as const,
        reason: null,
        reasonDetail: null,
        lastFault: null,
        settledAt: null,
        enqueuedAt: null,
        claimedAt: null,
        attempts: 0,
        epoch: eb('epoch', '+', 1),
      }))
      .where('status', '=', 'quarantined')
      .where('sha256', 'is not', null)
      .returning(['id', 'epoch'])
    update = 'id' in which ? update.where('id', '=', which.id) : update.where('reason', '=', which.reason)
    const released = await update.execute()
    if (released.length === 0) return released
    const why = 'reason' in which ? { reason: which.reason } : {}
    await sql`
      insert into history (message_id, action, actor_id, actor_name, detail)
      select unnest(${released.map(({ id }) => id)}::uuid[]), 'replayed', ${asker?.id ?? null}, ${asker?.name ?? null},
        ${JSON.stringify(why)}::jsonb`.execute(trx)
    return released
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
