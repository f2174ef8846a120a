import { type RawBuilder, sql } from 'kysely'
import type { ArticleStatus } from './article.table.ts'

/**
 * Whether the row `article` of a query is its story's best copy among those in the given states: not spiked, not corrected, the newest
 * correction where there is one, then from the sender nearest to whose news it is (a stranger's forward may say anything, at any length),
 * then the longest, with the most photos, and the newest. Without states: among those in its own.
 */
export function isBestCopy(statuses?: readonly ArticleStatus[]): RawBuilder<boolean> {
  const among = (row: string) =>
    statuses === undefined
      ? sql`${sql.ref(`${row}.status`)} = article.status`
      : sql`${sql.ref(`${row}.status`)} = any(${[...statuses]})`
  const corrected = (row: string) =>
    sql`exists (select from article later where later.corrects = ${sql.ref(`${row}.id`)}
      and later.status <> 'spiked' and ${among('later')})`
  // What counts more the more there is of it stands on the other side.
  return sql<boolean>`not exists (
    select from article better
    where better.story_id = article.story_id and better.id <> article.id and ${among('better')}
      and (better.status = 'spiked', ${corrected('better')}, better.corrects is null, better.sender_standing,
          article.body_length, article.photo_count, article.received_at, article.id)
        < (article.status = 'spiked', ${corrected('article')}, article.corrects is null, article.sender_standing,
          better.body_length, better.photo_count, better.received_at, better.id))`
}
