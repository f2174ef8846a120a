import { type Kysely, sql, type Transaction } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { Database } from '../database.ts'
import type { Message } from './message.table.ts'
import type { Asker } from './quarantine.ts'

/** A message of which the source is to be fetched from the server. */
export type AskedMessage = Pick<
  Message,
  'id' | 'uid' | 'uidValidity' | 'sha256' | 'status' | 'reason' | 'epoch' | 'fetchAskedAt'
>

/** What was fetched. `size` in octets. */
interface FetchedSource {
  sha256: string
  size: number
}

/**
 * Asks the poller to fetch the source of a message: one that was too large, could not be downloaded, lies in a Junk folder, or whose
 * stored source is missing or damaged. Returns false when there is no such message, or its mailbox has it no more.
 */
export async function askToFetch(db: Kysely<Database>, id: string, asker: Asker): Promise<boolean> {
  if (!isUuid(id)) return false
  return db.transaction().execute(async (trx) => {
    const asked = await trx
      .updateTable('message')
      .set({ fetchAskedAt: sql<Date>`coalesce(fetch_asked_at, now())` })
      .where('id', '=', id)
      .where('uid', 'is not', null)
      .where(
        sql<boolean>`((status, reason) in (('quarantined', 'could-not-download'), ('quarantined', 'source-missing'),
          ('quarantined', 'source-damaged'), ('ignored', 'in-junk')) or (status = 'quarantined' and reason = 'too-large' and sha256 is null))`,
      )
      .returning('id')
      .execute()
    if (asked.length === 0) return false
    // The row wakes the poller.
    await note(trx, id, 'fetch-asked', {}, asker)
    return true
  })
}

/** Asks the pollers to fetch these sources, which the blob store has lost, where a server may still have them. Returns how many. */
export async function askForSources(db: Kysely<Database>, hashes: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with asked as (
      update message set fetch_asked_at = coalesce(fetch_asked_at, now())
      where sha256 = any(${hashes}::text[]) and uid is not null and status <> 'received'
      returning id
    )
    insert into history (message_id, action, detail) select id, 'fetch-asked', '{}' from asked returning message_id as id`.execute(
    db,
  )
  return rows.length
}

/** How many sources are to be fetched, of all mailboxes. */
export async function countAsked(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('fetchAskedAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether anything of this mailbox is to be fetched. */
export async function hasAsked(db: Kysely<Database>, mailboxId: string): Promise<boolean> {
  return (await findAsked(db, mailboxId, 1)).length > 0
}

/** What is to be fetched of this mailbox, in the order in which it was asked for, at most `limit`. */
export function findAsked(db: Kysely<Database>, mailboxId: string, limit: number): Promise<AskedMessage[]> {
  return db
    .selectFrom('message')
    .select(['id', 'uid', 'uidValidity', 'sha256', 'status', 'reason', 'epoch', 'fetchAskedAt'])
    .where('mailboxId', '=', mailboxId)
    .where('fetchAskedAt', 'is not', null)
    .orderBy('fetchAskedAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** It could not be fetched: `detail` is a sentence that says why. It stays what it is, and may be asked for again. */
export async function noteUnfetched(db: Kysely<Database>, asked: AskedMessage, detail: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await unasked(trx, asked)
      // A verdict that stands keeps its own words.
      .$if(asked.reason !== null, (update) => update.set({ reasonDetail: detail }))
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) await note(trx, asked.id, 'fetch-failed', { why: detail }, null)
  })
}

/** A message over the limit is stored now, for a person to download; it is not read. Its blob must be durable. */
export async function keepLarge(db: Kysely<Database>, asked: AskedMessage, fetched: FetchedSource): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await unasked(trx, asked)
      .set({
        ...fetched,
        reasonDetail: `${fetched.size} bytes, fetched by hand: too large to be read, to be downloaded only`,
      })
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) await note(trx, asked.id, 'fetched', {}, null)
  })
}

/** A source is back that the blob store had lost after the message was settled: its verdict stands. Its blob must be durable. */
export async function noteRestored(db: Kysely<Database>, asked: AskedMessage): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await unasked(trx, asked).executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n) await note(trx, asked.id, 'restored', {}, null)
  })
}

/**
 * The source is stored and the message goes the ordinary way, as if for the first time; its blob must be durable. Returns what is to be
 * queued: nothing when the message was settled otherwise meanwhile.
 */
export async function receiveFetched(
  db: Kysely<Database>,
  asked: AskedMessage,
  fetched: FetchedSource,
): Promise<{ id: string; epoch: number; size: number }[]> {
  return db.transaction().execute(async (trx) => {
    const received = await unasked(trx, asked)
      .set((eb) => ({
        ...fetched,
        status: 'received' as const,
        reason: null,
        reasonDetail: null,
        fault: null,
        fingerprint: null,
        lastFault: null,
        settledAt: null,
        enqueuedAt: sql<Date>`now()`,
        claimedAt: null,
        attempts: 0,
        epoch: eb('epoch', '+', 1),
      }))
      .returning(['id', 'epoch', 'size'])
      .execute()
    for (const { id } of received) await note(trx, id, 'fetched', {}, null)
    return received
  })
}

/** An update of the message that ends the asking, unless something else was done with it meanwhile. */
function unasked(trx: Transaction<Database>, { id, epoch, status }: AskedMessage) {
  return trx
    .updateTable('message')
    .set({ fetchAskedAt: null })
    .where('id', '=', id)
    .where('epoch', '=', epoch)
    .where('status', '=', status)
    .where('fetchAskedAt', 'is not', null)
}

async function note(
  trx: Transaction<Database>,
  id: string,
  action: string,
  detail: Record<string, unknown>,
  asker: Asker,
): Promise<void> {
  await sql`
    insert into history (message_id, action, actor_id, actor_name, detail)
    values (${id}, ${action}, ${asker?.id ?? null}, ${asker?.name ?? null}, ${JSON.stringify(detail)}::jsonb)`.execute(
    trx,
  )
}
