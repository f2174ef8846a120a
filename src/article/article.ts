import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { Dateline } from '../pipeline/draft.ts'
import { ARTICLE_STATUSES, type ArticleStatus, type Attachment } from './article.table.ts'
import { isBestCopy } from './best-copy.ts'
import { listCopies } from './copies.ts'
import { listStory } from './story.ts'
import { copiesInStory, versionInStory } from './story-counts.ts'
import { findNextVersions } from './versions.ts'

type CorrectionKind = 'correction' | 'update' | 'recall'

/** Characters of the copy that are read for a list row's excerpt. */
const EXCERPT_READ = 400

/** Where a page of the list ended: the time as Postgres writes it, as a JavaScript date would lose its microseconds. */
export interface Position {
  receivedAt: string
  id: string
}

/** Of each story its best copy in these states (undefined: all), newest first, from after `before`. */
export async function listArticles(
  db: Kysely<Database>,
  { statuses, before, limit }: { statuses?: readonly ArticleStatus[] | undefined; before?: Position; limit: number },
) {
  let query = selectRows(db)
    .where(isBestCopy(statuses ?? ARTICLE_STATUSES))
    .orderBy('article.receivedAt', 'desc')
    .orderBy('article.id', 'desc')
    .limit(limit)
  if (statuses) query = query.where('article.status', 'in', statuses)
  if (before) {
    query = query.where(
      sql<boolean>`(article.received_at, article.id) < (${before.receivedAt}::timestamptz, ${before.id}::uuid)`,
    )
  }
  return query.execute()
}

export type ArticleRow = Awaited<ReturnType<typeof listArticles>>[number]

/** The article with all that its reading pane shows, attachments in the order of the message. */
export async function findArticle(db: Kysely<Database>, id: string) {
  const article = await selectRows(db)
    .innerJoin('message', 'message.id', 'article.messageId')
    .innerJoin('mailbox', 'mailbox.id', 'message.mailboxId')
    .select(['article.subject', 'article.bodyHtml', 'article.bodyText', 'article.draft', 'mailbox.name as mailboxName'])
    .select(['article.messageId', 'article.storyId'])
    .select(isBestCopy().as('leads'))
    .where('article.id', '=', id)
    .executeTakeFirst()
  if (!article) return undefined
  const [attachments, received, story, versions] = await Promise.all([
    listAttachments(db, id),
    listCopies(db, article.messageId),
    listStory(db, article.storyId),
    findNextVersions(db, id),
  ])
  return { ...article, attachments, received, story, versions }
}

export type WholeArticle = NonNullable<Awaited<ReturnType<typeof findArticle>>>

/** How many stories have an article in each state. */
export async function countArticles(db: Kysely<Database>): Promise<Record<ArticleStatus, number>> {
  const found = await db
    .selectFrom('article')
    .select(['status', (eb) => eb.fn.count<number>('storyId').distinct().as('count')])
    .groupBy('status')
    .execute()
  const none = Object.fromEntries(ARTICLE_STATUSES.map((status) => [status, 0])) as Record<ArticleStatus, number>
  return { ...none, ...Object.fromEntries(found.map(({ status, count }) => [status, count])) }
}

export async function findAttachment(
  db: Kysely<Database>,
  articleId: string,
  attachmentId: string,
): Promise<Attachment | undefined> {
  return db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', attachmentId)
    .where('articleId', '=', articleId)
    .executeTakeFirst()
}

/** The message that an article was made of, as a file: its blob and what to call it. */
export async function findArticleSource(db: Kysely<Database>, articleId: string) {
  return db
    .selectFrom('article')
    .innerJoin('message', 'message.id', 'article.messageId')
    .select(['message.sha256', 'message.size', 'article.headline'])
    .where('article.id', '=', articleId)
    .executeTakeFirst()
}

function listAttachments(db: Kysely<Database>, articleId: string): Promise<Attachment[]> {
  return db.selectFrom('attachment').selectAll().where('articleId', '=', articleId).orderBy('position').execute()
}

function selectRows(db: Kysely<Database>) {
  return db
    .selectFrom('article')
    .leftJoin('user', 'user.id', 'article.takenBy')
    .select([
      'article.id',
      'article.status',
      'article.takenBy',
      'user.name as takenByName',
      'article.headline',
      sql<string>`left(article.body_text, ${sql.lit(EXCERPT_READ)})`.as('opening'),
      sql<Dateline | null>`nullif(article.draft -> 'dateline', 'null')`.as('dateline'),
      'article.fromName',
      'article.fromAddress',
      'article.language',
      'article.receivedAt',
      sql<string>`article.received_at::text`.as('receivedAtExactly'),
      'article.attachmentCount',
      'article.version',
      'article.storyId',
      'article.correctionKind',
      'article.embargoAt',
      'article.embargoCertainty',
      copiesInStory.as('copiesInStory'),
      versionInStory.as('versionInStory'),
      sql<CorrectionKind | null>`(select later.correction_kind from article later where later.corrects = article.id)`.as(
        'correctedBy',
      ),
    ])
}
