import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

/** What lies in Junk folders and is not filed, newest first, from after `before`; `receivedAtExactly` keeps the microseconds for the next page. */
export function listInJunk(
  db: Kysely<Database>,
  { before, limit }: { before?: { receivedAt: string; id: string }; limit: number },
) {
  let query = db
    .selectFrom('message')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .select(['message.id', 'mailbox.name as mailboxName', 'message.subject', 'message.fromName', 'message.fromAddress'])
    .select(['message.receivedAt', 'message.size', 'message.fetchAskedAt'])
    .select(sql<string>`message.received_at::text`.as('receivedAtExactly'))
    .where('message.status', '=', 'ignored')
    .where('message.reason', '=', sql.lit('in-junk'))
    .orderBy('message.receivedAt', 'desc')
    .orderBy('message.id', 'desc')
    .limit(limit)
  if (before) {
    const { receivedAt, id } = before
    query = query.where(sql<boolean>`(message.received_at, message.id) < (${receivedAt}::timestamptz, ${id}::uuid)`)
  }
  return query.execute()
}
