import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { ArticleStatus } from './article.table.ts'

/** Something happened to an article; `status` and `version` are those it has now. */
export interface ArticleEvent {
  id: number
  action: string
  articleId: string
  status: ArticleStatus
  version: number
}

/** What happened to an article, oldest first. */
export async function listArticleHistory(db: Kysely<Database>, articleId: string) {
  return db
    .selectFrom('history')
    .select(['id', 'action', 'actorName', 'happenedAt', 'detail'])
    .where('articleId', '=', articleId)
    .orderBy('id')
    .execute()
}

/** The newest entry of an article that a person caused. */
export async function findLastChangeByPerson(db: Kysely<Database>, articleId: string) {
  return db
    .selectFrom('history')
    .select(['id', 'action', 'detail'])
    .where('articleId', '=', articleId)
    .where('actorName', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The events of articles after `after`, oldest first, at most `limit`. */
export async function listEventsAfter(db: Kysely<Database>, after: number, limit: number): Promise<ArticleEvent[]> {
  return selectEvents(db).where('history.id', '>', after).orderBy('history.id').limit(limit).execute()
}

/** The events with these ids, oldest first; ids that are not of articles have none. */
export async function listEvents(db: Kysely<Database>, ids: readonly number[]): Promise<ArticleEvent[]> {
  return selectEvents(db).where('history.id', 'in', ids).orderBy('history.id').execute()
}

/** The id of the newest entry of all; 0: none. */
export async function lastHistoryId(db: Kysely<Database>): Promise<number> {
  const last = await db.selectFrom('history').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return last?.id ?? 0
}

function selectEvents(db: Kysely<Database>) {
  return db
    .selectFrom('history')
    .innerJoin('article', 'article.id', 'history.articleId')
    .select(['history.id', 'history.action', 'article.id as articleId', 'article.status', 'article.version'])
}
