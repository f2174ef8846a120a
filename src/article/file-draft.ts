import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { Attachment, Draft, Origin } from '../pipeline/draft.ts'

/** Makes the article of a message out of what the pipeline read, with its attachments and first line of history. Returns its id. */
export async function fileDraft(
  trx: Transaction<Database>,
  message: { id: string; mailboxId: string; receivedAt: Date },
  origin: Origin,
  draft: Draft,
): Promise<string> {
  const id = v7()
  await trx
    .insertInto('article')
    .values({
      id,
      messageId: message.id,
      headline: draft.headline.value,
      bodyHtml: draft.body.html,
      bodyText: draft.body.text,
      language: draft.language,
      fromAddress: origin.from?.address ?? null,
      fromName: origin.from?.name ?? null,
      subject: origin.subject,
      receivedAt: message.receivedAt,
      attachmentCount: draft.attachments.length,
      draft: JSON.stringify(draft),
    })
    .execute()
  if (draft.attachments.length > 0) {
    await trx
      .insertInto('attachment')
      .values(draft.attachments.map((attachment, position) => attachmentRow(id, position, attachment)))
      .execute()
  }
  await trx
    .insertInto('history')
    .values({ articleId: id, messageId: message.id, mailboxId: message.mailboxId, action: 'filed', detail: '{}' })
    .execute()
  return id
}

function attachmentRow(articleId: string, position: number, { omitted, sha256, ...attachment }: Attachment) {
  return { id: v7(), articleId, position, ...attachment, sha256: omitted ? null : sha256 }
}
