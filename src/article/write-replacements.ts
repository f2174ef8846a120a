/** What the filing of a later version changes of the articles that are there. */
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { Correction } from '../pipeline/draft.ts'
import type { Places, Replacement } from './place-in-stories.ts'

type Filed = { articleId: string; draft: { correction: Correction | null } }

/** Links versions, moves the articles of stories that are one, and says so on each: the desk looks at them again. */
export async function writeReplacements(
  trx: Transaction<Database>,
  places: Places,
  articles: readonly Filed[],
): Promise<void> {
  const fresh = new Set(articles.map(({ articleId }) => articleId))
  for (const merge of places.merges) await moveArticles(trx, merge)
  for (const [id, corrects] of places.corrects) {
    if (fresh.has(id)) continue
    const kind = places.kinds.get(id)
    await trx
      .updateTable('article')
      .set((eb) => ({
        corrects,
        ...(kind && { correctionKind: kind }),
        version: eb('version', '+', 1),
        changedAt: now,
      }))
      .where('id', '=', id)
      .execute()
  }
  for (const replacement of places.replacements) await noteReplacement(trx, replacement)
  const alone = articles.filter(({ articleId, draft }) => draft.correction && !places.corrects.has(articleId))
  if (alone.length === 0) return
  const lines = alone.map(({ articleId, draft }) =>
    lineOf(articleId, 'corrects', { kind: draft.correction?.kind, of: null }),
  )
  await trx.insertInto('history').values(lines).execute()
}

const now = sql<Date>`now()`

async function moveArticles(trx: Transaction<Database>, { from, into }: { from: string; into: string }): Promise<void> {
  await sql`
    with moved as (
      update article set story_id = ${into}, version = version + 1, changed_at = now() where story_id = ${from} returning id
    ), merged as (
      update story set merged_into = ${into} where id = ${from}
    )
    insert into history (article_id, action) select id, 'story joined' from moved`.execute(trx)
}

/** A version goes up with the news: whoever is about to accept what was corrected meanwhile is asked to look again. */
async function noteReplacement(trx: Transaction<Database>, replacement: Replacement): Promise<void> {
  const { later, earlier, kind, by, outdated } = replacement
  await trx
    .insertInto('history')
    .values(lineOf(later.id, 'corrects', { kind, by, of: earlier.id, headline: earlier.headline }))
    .execute()
  await sql`
    with told as (
      update article set version = version + 1, changed_at = now() where id = any(${outdated}::uuid[]) returning id, status
    )
    insert into history (article_id, action, detail)
    select id, 'corrected', jsonb_build_object('kind', ${kind}::text, 'by', ${later.id}::text, 'headline', ${later.headline}::text,
      'status', status) from told`.execute(trx)
}

function lineOf(articleId: string, action: string, detail: Record<string, unknown>) {
  return { articleId, action, detail: JSON.stringify(detail) }
}
