import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import { attachmentRow, type Filing, readingColumns } from './file-draft.ts'

/** Where a walk through the articles is: the time as Postgres writes it, as a JavaScript date would lose its microseconds. */
interface Place {
  receivedAtExactly: string
  id: string
}

/** Articles received since a time, in the order of receipt, with all that a new reading is compared with; from after `last`. */
export async function listToReread(db: Kysely<Database>, since: Date, last: Place | undefined, limit: number) {
  const articles = await db
    .selectFrom('article')
    .innerJoin('message', 'message.id', 'article.messageId')
    .select(['article.id', 'article.version', 'article.headline', 'article.bodyHtml', 'article.bodyText'])
    .select(['article.language', 'article.draft', 'message.receivedAt', 'message.sha256'])
    .select(sql<string>`article.received_at::text`.as('receivedAtExactly'))
    .select(wasTouched.as('touched'))
    .where('article.receivedAt', '>=', since)
    .$if(last !== undefined, (query) =>
      query.where(
        sql<boolean>`(article.received_at, article.id) > (${last?.receivedAtExactly}::timestamptz, ${last?.id}::uuid)`,
      ),
    )
    .orderBy('article.receivedAt')
    .orderBy('article.id')
    .limit(limit)
    .execute()
  const attachments = await listAttachments(
    db,
    articles.map(({ id }) => id),
  )
  return articles.map((article) => ({
    ...article,
    attachments: attachments.filter(({ articleId }) => articleId === article.id),
  }))
}

export type ToReread = Awaited<ReturnType<typeof listToReread>>[number]

/** How many articles were received since a time. */
export async function countToReread(db: Kysely<Database>, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('article')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('receivedAt', '>=', since)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Puts a new reading in place of the one that is filed, unless a person has done anything with the article, or it has changed since it was
 * listed: then nothing is written, and false is returned. `parts` names what differs, for the history.
 */
export async function rereadArticle(
  trx: Transaction<Database>,
  { id, version }: { id: string; version: number },
  reading: Pick<Filing, 'draft' | 'signature' | 'origin'>,
  parts: readonly string[],
): Promise<boolean> {
  const { draft } = reading
  const written = await trx
    .updateTable('article')
    .set((eb) => ({ ...readingColumns(reading), version: eb('version', '+', 1), changedAt: sql<Date>`now()` }))
    .where('id', '=', id)
    .where('version', '=', version)
    .where(sql<boolean>`not ${wasTouched}`)
    .executeTakeFirst()
  if (written.numUpdatedRows === 0n) return false
  await trx.deleteFrom('attachment').where('articleId', '=', id).execute()
  const rows = draft.attachments.map((attachment, position) => attachmentRow(id, position, attachment))
  if (rows.length > 0) await trx.insertInto('attachment').values(rows).execute()
  const detail = JSON.stringify({ parts })
  await trx.insertInto('history').values({ articleId: id, action: 'read again', detail }).execute()
  return true
}

/** What a person decided or corrected stays: no machine changes it. */
const wasTouched = sql<boolean>`exists (select from history where article_id = article.id and actor_name is not null)`

function listAttachments(db: Kysely<Database>, articleIds: readonly string[]) {
  return db
    .selectFrom('attachment')
    .select(['articleId', 'name', 'role', 'picture'])
    .where('articleId', 'in', articleIds.length > 0 ? articleIds : ['00000000-0000-0000-0000-000000000000'])
    .orderBy('articleId')
    .orderBy('position')
    .execute()
}
