import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

/** A message that is to be queued again. `size` in octets. */
export interface Stranded {
  id: string
  epoch: number
  size: number
}

/** What the queue says that it holds, as ids of messages. */
export interface Held {
  /** Of the jobs whose turn comes next; none when no job waits. */
  next: readonly string[]
  /** Of the jobs that a worker has. */
  active: readonly string[]
}

/**
 * Messages that the queue has lost or never got, oldest first. All times are the database's.
 *
 * The queue is first in, first out. So one that no worker has claimed since it was queued is lost if it was queued before the job whose turn
 * comes next (less the time in which two pollers may overtake each other), however long the queue is. A claimed one is lost when nothing
 * came of it for a minute, in which BullMQ takes a killed worker's job up itself; or for three when it failed, as its job may be waiting to
 * be tried again. One that a worker has is let be for ten minutes: then that worker hangs.
 */
export async function findStranded(db: Kysely<Database>, held: Held, limit: number): Promise<Stranded[]> {
  const { rows } = await sql<Stranded>`
    with turn as (
      select case when cardinality(${held.next}::uuid[]) = 0 then 'infinity'
        else coalesce(min(enqueued_at) - interval '10 seconds', '-infinity') end as comes_to
      from message where id = any(${held.next}::uuid[])
    ), live as (
      select id, epoch, size, last_fault, claimed_at, enqueued_at, coalesce(enqueued_at, stored_at) as waits_since,
        coalesce(enqueued_at > claimed_at, claimed_at is null) as waits,
        id = any(${held.active}::uuid[]) as active
      from message where status = 'received'
    )
    select id, epoch, size from live, turn
    where case
      when active then greatest(waits_since, claimed_at) < now() - interval '10 minutes'
      when waits then waits_since < now() - interval '10 seconds' and (enqueued_at is null or enqueued_at < comes_to)
      when last_fault is not null then claimed_at < now() - interval '180 seconds'
      else claimed_at < now() - interval '60 seconds' end
    order by waits_since, id limit ${limit}`.execute(db)
  return rows
}
