import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'

/** Something that happened to a mailbox as a whole, such as `mailbox-reset`, not to one of its messages. */
export interface MailboxEvent {
  mailboxId: string
  action: string
  actorName: string | null
  detail: Record<string, unknown>
  happenedAt: Date
}

/** The last events of each mailbox, newest first, at most `limit` a mailbox. */
export async function listMailboxEvents(db: Kysely<Database>, limit: number): Promise<MailboxEvent[]> {
  return db
    .selectFrom('mailbox')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('history')
          .select(['id', 'action', 'actorName', 'detail', 'happenedAt'])
          .whereRef('history.mailboxId', '=', 'mailbox.id')
          .where('articleId', 'is', null)
          .where('messageId', 'is', null)
          .orderBy('id', 'desc')
          .limit(limit)
          .as('event'),
      (join) => join.on(sql.lit(true)),
    )
    .select(['mailbox.id as mailboxId', 'event.action', 'event.actorName', 'event.detail', 'event.happenedAt'])
    .orderBy('event.id', 'desc')
    .execute()
}
