import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { Attachment, Draft, Origin } from '../pipeline/draft.ts'
import type { ArticleEvidence } from './article.table.ts'

/** A draft that is to become the article of its message. */
export interface Filing {
  message: { id: string; mailboxId: string; receivedAt: Date }
  origin: Origin
  draft: Draft
}

/** Makes the articles of messages out of what the pipeline read, with their attachments and first line of history. */
export async function fileDrafts(trx: Transaction<Database>, filings: readonly Filing[]): Promise<void> {
  if (filings.length === 0) return
  const articles = filings.map((filing) => ({ ...filing, articleId: v7() }))
  await trx.insertInto('article').values(articles.map(articleRow)).execute()
  const attachments = articles.flatMap(({ articleId, draft }) =>
    draft.attachments.map((attachment, position) => attachmentRow(articleId, position, attachment)),
  )
  if (attachments.length > 0) await trx.insertInto('attachment').values(attachments).execute()
  await trx
    .insertInto('history')
    .values(
      articles.map(({ articleId, message: { id, mailboxId } }) => ({
        articleId,
        messageId: id,
        mailboxId,
        action: 'filed',
        detail: '{}',
      })),
    )
    .execute()
}

function articleRow({ articleId, message, origin, draft }: Filing & { articleId: string }) {
  return {
    id: articleId,
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
    draft: JSON.stringify(evidenceOf(draft)),
  }
}

/** The reading without what has columns or rows of its own. */
function evidenceOf({ body, attachments, language, ...evidence }: Draft): ArticleEvidence {
  return evidence
}

function attachmentRow(articleId: string, position: number, { omitted, sha256, ...attachment }: Attachment) {
  return { id: v7(), articleId, position, ...attachment, sha256: omitted ? null : sha256 }
}
