/** Articles that a new one may belong to, found by indexes, a bounded number of each. */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import { type Kept, OUT_OF_ORDER_HOURS, WITHIN_DAYS } from './earlier-version.ts'

/** Characters of the copy that are compared. */
export const TEXT_COMPARED = 30_000
/** Of the articles that share a band, the newest are counted and those that share most are compared. */
const BANDS_COUNTED = 200
const ALIKE = 10
const OF_SENDER = 25
const IN_THREAD = 10
const WAITING = 25

/** A new article and what is looked for. */
export interface Sought extends Kept {
  bands: readonly string[]
}

/** Articles that share bands with these, by the id of the new article, those that share most first. */
export function findAlike(trx: Transaction<Database>, sought: readonly Sought[]): Promise<Map<string, Kept[]>> {
  const withBands = sought.filter(({ bands }) => bands.length > 0)
  return search(
    trx,
    withBands,
    sql`select id from (
        select id, (select count(*) from unnest(bands) band where band = any(sought.bands)) as shared, received_at from (
          select id, bands, received_at from (
            -- Few share a band, many were received in the time: the index on that is not to be asked, which "offset" sees to.
            select id, bands, received_at from article where bands && sought.bands offset 0) banded
          where received_at between sought.received_at - ${WITHIN} and sought.received_at + ${WITHIN}
          order by received_at desc limit ${sql.lit(BANDS_COUNTED)}) newest
        order by shared desc, received_at desc limit ${sql.lit(ALIKE)}) most`,
  )
}

/** Articles whose message these answer, or of their conversation; and those that answer these, but came before. */
export function findInThread(trx: Transaction<Database>, sought: readonly Sought[]): Promise<Map<string, Kept[]>> {
  const withIds = sought.filter(({ thread, messageId }) => thread.length > 0 || messageId !== null)
  return search(
    trx,
    withIds,
    sql`(select article.id from message join article on article.message_id = message.id
        where message.status = 'filed' and message.header_message_id = any(sought.thread) limit ${sql.lit(IN_THREAD)})
      union all
      (select id from article where thread <> '{}' and thread && (sought.conversations || sought.header_message_id)
        order by received_at desc limit ${sql.lit(IN_THREAD)})`,
  )
}

/** Earlier articles of the same address or house, for those that correct something. */
export function findOfSender(trx: Transaction<Database>, sought: readonly Sought[]): Promise<Map<string, Kept[]>> {
  const since = sql`received_at between sought.received_at - ${WITHIN} and sought.received_at + ${OUT_OF_ORDER}`
  const newest = sql`order by received_at desc limit ${sql.lit(OF_SENDER)}`
  return search(
    trx,
    sought.filter(({ correctionKind }) => correctionKind !== null),
    sql`(select id from article where lower(from_address) = lower(sought.address) and ${since} ${newest})
      union (select id from article where sender_house = sought.house and ${since} ${newest})`,
  )
}

/** Corrections of the same sender that have found nothing: what they correct may be among these. */
export function findWaiting(trx: Transaction<Database>, sought: readonly Sought[]): Promise<Map<string, Kept[]>> {
  return search(
    trx,
    sought,
    sql`select id from article where correction_kind is not null and corrects is null
        and received_at between sought.received_at - ${OUT_OF_ORDER} and sought.received_at + ${WITHIN}
        and (lower(from_address) = lower(sought.address) or sender_house = sought.house)
      order by received_at limit ${sql.lit(WAITING)}`,
  )
}

/** The articles of a story that are versions of one another, as links. */
export async function findVersions(trx: Transaction<Database>, storyId: string) {
  const { rows } = await sql<{ id: string; corrects: string | null; receivedAt: Date; status: string }>`
    select id, corrects, received_at as "receivedAt", status from article
    where story_id = ${storyId} and (corrects is not null or exists (select from article later where later.corrects = article.id))`.execute(
    trx,
  )
  return rows
}

const WITHIN = sql`interval '${sql.raw(String(WITHIN_DAYS))} days'`
const OUT_OF_ORDER = sql`interval '${sql.raw(String(OUT_OF_ORDER_HOURS))} hours'`

/** `ids` selects for one row of `sought`. */
async function search(
  trx: Transaction<Database>,
  sought: readonly Sought[],
  ids: RawBuilder<unknown>,
): Promise<Map<string, Kept[]>> {
  const found = new Map<string, Kept[]>()
  if (sought.length === 0) return found
  const { rows } = await sql<Kept & { soughtId: string }>`
    select sought.id as "soughtId", article.id, article.story_id as "storyId", article.headline, article.subject,
      left(article.body_text, ${sql.lit(TEXT_COMPARED)}) as text, article.draft->'dateline'->>'date' as "datedOn",
      article.from_address as address, article.sender_house as house, article.received_at as "receivedAt",
      message.header_message_id as "messageId", article.thread, article.correction_kind as "correctionKind", article.corrects
    from jsonb_to_recordset(${JSON.stringify(sought.map(rowOf))}::jsonb) as sought(id uuid, bands bigint[], thread text[],
        conversations text[], header_message_id text, address text, house text, received_at timestamptz)
      cross join lateral (${ids}) candidate join article on article.id = candidate.id join message on message.id = article.message_id
    where article.id <> sought.id`.execute(trx)
  for (const { soughtId, ...kept } of rows) {
    const known = found.get(soughtId)
    if (known) known.push(kept)
    else found.set(soughtId, [kept])
  }
  return found
}

function rowOf({ id, bands, thread, messageId, address, house, receivedAt }: Sought) {
  const conversations = thread.filter((one) => one.startsWith('conversation:'))
  return { id, bands, thread, conversations, header_message_id: messageId, address, house, received_at: receivedAt }
}
