import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'

/** The versions next to an article: the one that it corrects and the one that corrects it. */
export async function findNextVersions(db: Kysely<Database>, id: string) {
  const select = () =>
    db
      .selectFrom('article')
      .select(['article.id', 'article.headline', 'article.status', 'article.receivedAt', 'article.correctionKind'])
  const [earlier, later] = await Promise.all([
    select()
      .where('article.id', '=', (eb) => eb.selectFrom('article as own').select('own.corrects').where('own.id', '=', id))
      .executeTakeFirst(),
    select().where('article.corrects', '=', id).executeTakeFirst(),
  ])
  return { earlier, later }
}

/** Two versions to be compared: this one, and that which it corrects or `against`, an article of the same story. Undefined: no such pair. */
export async function findVersionPair(db: Kysely<Database>, id: string, against: string | undefined) {
  const select = () =>
    db
      .selectFrom('article')
      .select(['article.id', 'article.storyId', 'article.corrects', 'article.headline', 'article.receivedAt'])
      .select('article.bodyText as text')
  const after = await select().where('article.id', '=', id).executeTakeFirst()
  const other = against ?? after?.corrects
  if (!after || !other) return undefined
  const before = await select()
    .where('article.id', '=', other)
    .where('article.storyId', '=', after.storyId)
    .executeTakeFirst()
  return before && { before, after }
}
