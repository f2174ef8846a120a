import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { MessageStatus } from './message.table.ts'

/** Of the messages that a server lists: how many have a row, or wait to be downloaded again (`retrying`), and as what. */
export interface Accounting extends Record<MessageStatus, number> {
  listed: number
  accounted: number
  retrying: number
  /** UIDs that are not accounted for, lowest first within each span. */
  missing: number[]
  /** UIDs that were recorded as gone and are listed again. */
  returned: number[]
}

interface CountRow {
  state: MessageStatus | 'retrying' | 'missing'
  count: number
  uids: number[] | null
}

/** Compares what the server lists in one UIDVALIDITY with the ledger, span by span of UIDs, so that only a span is in memory. */
export async function accountFor(
  db: Kysely<Database>,
  place: { mailboxId: string; uidValidity: number },
  spans: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
): Promise<Accounting> {
  const accounting: Accounting = { ...NOTHING, missing: [], returned: [] }
  for await (const uids of spans) {
    if (accounting.missing.length > MOST_MISSING) break
    for (const { state, count, uids: these } of await countStates(db, place, uids)) {
      accounting.listed += count
      if (state === 'missing') {
        accounting.missing.push(...(these ?? []))
        continue
      }
      accounting.accounted += count
      accounting[state] += count
      if (state === 'gone') accounting.returned.push(...(these ?? []))
    }
  }
  return accounting
}

// So many are collected first; the next comparison finds the rest.
const MOST_MISSING = 500_000

const NOTHING = {
  listed: 0,
  accounted: 0,
  received: 0,
  filed: 0,
  ignored: 0,
  duplicate: 0,
  quarantined: 0,
  gone: 0,
  retrying: 0,
}

/**
 * Which of these listed messages are not those that the ledger has under their UIDs, by the time at which the server says that it received
 * them: UIDs that were given twice, where UIDNEXT went back unseen.
 */
export async function findReplaced(
  db: Kysely<Database>,
  { mailboxId, uidValidity }: { mailboxId: string; uidValidity: number },
  listed: readonly { uid: number; receivedAt: Date }[],
): Promise<number[]> {
  if (listed.length === 0) return []
  const rows = JSON.stringify(listed.map(({ uid, receivedAt }) => ({ uid, received_at: receivedAt })))
  const found = await sql<{ uid: number }>`
    select listed.uid from json_to_recordset(${rows}) as listed(uid bigint, received_at timestamptz)
    join message m on m.mailbox_id = ${mailboxId} and m.uid_validity = ${uidValidity} and m.uid = listed.uid
    where m.received_at <> listed.received_at and (m.sha256 is not null or m.reason = 'in-junk')
      -- It has a row of its own without a location, once it is collected.
      and not exists (select from message other where other.mailbox_id = ${mailboxId} and other.uid is null
        and other.received_at = listed.received_at)
    order by listed.uid`.execute(db)
  return found.rows.map(({ uid }) => uid)
}

/** The counts alone, as the mailbox keeps them. */
export function countsOf({
  missing: _,
  returned: __,
  ...counts
}: Accounting): Omit<Accounting, 'missing' | 'returned'> {
  return counts
}

async function countStates(
  db: Kysely<Database>,
  { mailboxId, uidValidity }: { mailboxId: string; uidValidity: number },
  uids: readonly number[],
): Promise<CountRow[]> {
  if (uids.length === 0) return []
  const { rows } = await sql<CountRow>`
    select state, count(*)::int as count, array_agg(uid::float8 order by uid) filter (where state in ('missing', 'gone')) as uids
    from (
      select listed.uid, case
        when f.uid is not null and (m.id is null or m.status = 'gone') then 'retrying'
        when m.id is not null then m.status else 'missing' end as state
      from unnest(${uids}::bigint[]) as listed(uid)
      left join message m on m.mailbox_id = ${mailboxId} and m.uid_validity = ${uidValidity} and m.uid = listed.uid
      left join failed_uid f on f.mailbox_id = ${mailboxId} and f.uid_validity = ${uidValidity} and f.uid = listed.uid
    ) as states
    group by state`.execute(db)
  return rows
}
