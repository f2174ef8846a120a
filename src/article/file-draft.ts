import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { Attachment, Draft, Origin, Signature } from '../pipeline/draft.ts'
import type { ArticleEvidence } from './article.table.ts'
import type { Comparing } from './earlier-version.ts'
import { TEXT_COMPARED } from './kept.ts'
import { type Newcomer, type Places, placeInStories } from './place-in-stories.ts'
import { standingOf } from './standing.ts'
import { writeReplacements } from './write-replacements.ts'

/** A draft that is to become the article of its message. */
export interface Filing {
  message: { id: string; mailboxId: string; receivedAt: Date }
  origin: Origin
  draft: Draft
  signature: Signature | null
  /** The sender's registered domain; null where its addresses are anybody's. */
  house: string | null
  /** The sender is not only what a stranger's forward says. */
  vouched: boolean
}

type Article = Filing & { articleId: string }

/**
 * Makes the articles of messages out of what the pipeline read, each in its story, with their attachments and first line of history. Filing
 * transactions wait for each other from here to their end.
 */
export async function fileDrafts(
  trx: Transaction<Database>,
  filings: readonly Filing[],
  comparing: Comparing,
): Promise<void> {
  if (filings.length === 0) return
  const articles = filings.map((filing) => ({ ...filing, articleId: v7() }))
  const places = await placeInStories(trx, articles.map(newcomerOf), comparing)
  await beginStories(trx, articles, places)
  await trx
    .insertInto('article')
    .values(articles.map((article) => articleRow(article, places)))
    .execute()
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
  await writeReplacements(trx, places, articles)
}

function newcomerOf({ articleId, message, origin, draft, signature, house, vouched }: Article): Newcomer {
  return {
    id: articleId,
    headline: draft.headline.value,
    subject: origin.subject,
    text: draft.body.text.slice(0, TEXT_COMPARED),
    datedOn: draft.dateline?.date ?? null,
    address: (vouched && origin.from?.address) || null,
    house,
    receivedAt: message.receivedAt,
    messageId: origin.messageId,
    thread: origin.thread ?? [],
    correctionKind: draft.correction?.kind ?? null,
    bands: signature?.bands ?? [],
  }
}

async function beginStories(
  trx: Transaction<Database>,
  articles: readonly Article[],
  { begun }: Places,
): Promise<void> {
  const stories = articles.flatMap(({ articleId, message }) => {
    const id = begun.get(articleId)
    return id === undefined ? [] : [{ id, begunAt: message.receivedAt }]
  })
  if (stories.length > 0) await trx.insertInto('story').values(stories).execute()
}

function articleRow({ articleId, message, origin, draft, signature, house, vouched }: Article, places: Places) {
  const storyId = places.storyIds.get(articleId)
  if (storyId === undefined) throw new Error(`article ${articleId} has no story`)
  return {
    id: articleId,
    messageId: message.id,
    ...readingColumns({ draft, signature, origin }),
    fromAddress: origin.from?.address ?? null,
    fromName: origin.from?.name ?? null,
    subject: origin.subject,
    storyId,
    correctionKind: places.kinds.get(articleId) ?? draft.correction?.kind ?? null,
    corrects: places.corrects.get(articleId) ?? null,
    thread: origin.thread ?? [],
    senderHouse: house,
    senderStanding: standingOf({ address: origin.from?.address, house, vouched }, draft.contacts),
    receivedAt: message.receivedAt,
  }
}

/** The columns that follow from what the pipeline read. */
export function readingColumns({ draft, signature, origin }: Pick<Filing, 'draft' | 'signature' | 'origin'>) {
  return {
    headline: draft.headline.value,
    bodyHtml: draft.body.html,
    bodyText: draft.body.text,
    language: draft.language,
    standfirst: draft.standfirst?.value ?? null,
    organisation: draft.organisation?.value ?? null,
    embargoAt: draft.embargo.instant === null ? null : new Date(draft.embargo.instant),
    embargoCertainty: draft.embargo.certainty,
    bands: signature?.bands ?? [],
    bodyLength: draft.body.text.length,
    photoCount: draft.attachments.filter(({ role }) => role === 'photo').length,
    attachmentCount: draft.attachments.length,
    draft: JSON.stringify(evidenceOf(draft, origin)),
  }
}

/** The reading without what has columns or rows of its own. */
function evidenceOf(
  { body, text, attachments, language, ...evidence }: Draft,
  { forwardedBy }: Origin,
): ArticleEvidence {
  return { ...evidence, forwardedBy }
}

/** The row of an attachment, which is the nth of its article, from 0. */
export function attachmentRow(
  articleId: string,
  position: number,
  { omitted, sha256, picture, ...attachment }: Attachment,
) {
  return {
    id: v7(),
    articleId,
    position,
    ...attachment,
    sha256: omitted ? null : sha256,
    picture: picture && JSON.stringify(picture),
    previewSha256: picture?.preview?.sha256 ?? null,
  }
}
