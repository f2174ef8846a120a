import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'

/** More copies of one release than a desk has addresses. */
const COPIES_SHOWN = 50

/**
 * A line of history on the articles of which these messages are further copies: the desk looks at them again. The same octets in the same
 * mailbox are no copy but the message met again, as when the server has numbered the mailbox anew.
 */
export async function noteCopies(trx: Transaction<Database>, duplicates: readonly string[]): Promise<void> {
  if (duplicates.length === 0) return
  await sql`
    insert into history (article_id, message_id, mailbox_id, action, detail)
    select article.id, copy.id, copy.mailbox_id, 'copy-received',
      jsonb_build_object('recipients', copy.recipients, 'reason', copy.reason)
    from message copy join message original on original.id = copy.duplicate_of join article on article.message_id = original.id
    where copy.id = any(${duplicates}::uuid[]) and not (copy.reason = 'same-octets' and copy.mailbox_id = original.mailbox_id)`.execute(
    trx,
  )
}

/** How a release came in: its own message and the copies of it, in the order of receipt, at most fifty; and how many there are in all. */
export async function listCopies(db: Kysely<Database>, messageId: string) {
  const rows = await db
    .selectFrom('message')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .leftJoin('message as original', 'original.id', 'message.duplicateOf')
    .select(['message.recipients', 'mailbox.name as mailboxName', 'message.receivedAt', 'message.fromAddress'])
    .select(['message.headerMessageId', 'message.reason'])
    .select((eb) => eb.fn.countAll<number>().over().as('all'))
    .where((eb) => eb.or([eb('message.id', '=', messageId), eb('message.duplicateOf', '=', messageId)]))
    .where(
      sql<boolean>`not coalesce(message.reason = 'same-octets' and message.mailbox_id = original.mailbox_id, false)`,
    )
    .orderBy('message.receivedAt')
    .orderBy('message.id')
    .limit(COPIES_SHOWN)
    .execute()
  return { count: rows[0]?.all ?? 0, copies: rows.map(({ all: _, ...copy }) => copy) }
}

export type Copy = Awaited<ReturnType<typeof listCopies>>['copies'][number]
