import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { MessageStatus } from './message.table.ts'

/** How many messages of each mailbox are in each state; a state without any is absent. */
export function countByMailbox(
  db: Kysely<Database>,
): Promise<{ mailboxId: string; status: MessageStatus; count: number }[]> {
  return db
    .selectFrom('message')
    .select(['mailboxId', 'status', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['mailboxId', 'status'])
    .execute()
}

/** Messages that are not settled, by where they are; `retrying`: after a fault. */
export interface Backlog {
  waiting: number
  running: number
  retrying: number
  /** Null: none. */
  oldestSeconds: number | null
}

/** What waits to be read: how many, and for how many seconds the oldest has waited (null: none waits). */
export async function readBacklog(db: Kysely<Database>): Promise<Backlog> {
  return db
    .selectFrom('message')
    .select([
      sql<number>`count(*) filter (where claimed_at is null)`.as('waiting'),
      sql<number>`count(*) filter (where claimed_at is not null and last_fault is null)`.as('running'),
      sql<number>`count(*) filter (where last_fault is not null)`.as('retrying'),
      sql<number | null>`extract(epoch from now() - min(stored_at))::float8`.as('oldestSeconds'),
    ])
    .where('status', '=', 'received')
    .executeTakeFirstOrThrow()
}

/** The last five minutes: messages settled a minute, and seconds from storing to settling at the median and at 95 % (null: none). */
export async function readPace(
  db: Kysely<Database>,
): Promise<{ perMinute: number; median: number | null; p95: number | null }> {
  const seconds = sql`extract(epoch from settled_at - stored_at)`
  return db
    .selectFrom('message')
    .select([
      sql<number>`count(*)::float8 / 5`.as('perMinute'),
      sql<number | null>`percentile_cont(0.5) within group (order by ${seconds})::float8`.as('median'),
      sql<number | null>`percentile_cont(0.95) within group (order by ${seconds})::float8`.as('p95'),
    ])
    .where('settledAt', '>', sql<Date>`now() - interval '5 minutes'`)
    .executeTakeFirstOrThrow()
}

/** How many UIDs of each mailbox could not be downloaded and are tried again. */
export function countRetrying(db: Kysely<Database>): Promise<{ mailboxId: string; count: number }[]> {
  return db
    .selectFrom('failedUid')
    .select(['mailboxId', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('mailboxId')
    .execute()
}

/** For how long the oldest message of each mailbox has waited to be read, as the time at which it was stored; absent: none waits. */
export function oldestWaitingByMailbox(db: Kysely<Database>): Promise<{ mailboxId: string; storedAt: Date }[]> {
  return db
    .selectFrom('message')
    .select(['mailboxId', (eb) => eb.fn.min('storedAt').as('storedAt')])
    .where('status', '=', 'received')
    .groupBy('mailboxId')
    .execute()
}

/** When the message with the highest UID of each mailbox came in, our own test messages aside; absent: none has come. */
export function newestByMailbox(db: Kysely<Database>): Promise<{ mailboxId: string; receivedAt: Date }[]> {
  return db
    .selectFrom('cursor')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('message')
          .select('receivedAt')
          .whereRef('message.mailboxId', '=', 'cursor.mailboxId')
          .whereRef('message.uidValidity', '=', 'cursor.uidValidity')
          .where('message.uid', 'is not', null)
          .where('message.reason', 'is distinct from', 'canary')
          .orderBy('message.uid', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.on(sql.lit(true)),
    )
    .select(['cursor.mailboxId', 'newest.receivedAt'])
    .execute()
}
