import { sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { Contact, LessonPart, Reading } from '../pipeline/draft.ts'
import type { ArticleEvidence } from './article.table.ts'

/** A part as an editor says it is. */
export type PartCorrection =
  | { part: Exclude<LessonPart, 'contacts'>; words: string }
  | { part: 'contacts'; words: string; contacts: Pick<Contact, 'name' | 'role' | 'organisation' | 'email' | 'phone'>[] }

/** What of the article is needed to learn from the correction. */
export interface Corrected {
  kind: 'done'
  fromAddress: string | null
  subject: string | null
  outline: ArticleEvidence['outline']
}

/**
 * Puts an editor's reading of one part in place of ours, if the article still has `version`. One line of history holds what was read before.
 */
export async function correctPart(
  trx: Transaction<Database>,
  articleId: string,
  version: number,
  correction: PartCorrection,
  person: { id: string; name: string },
): Promise<Corrected | { kind: 'unknown' } | { kind: 'changed' }> {
  const article = await trx
    .selectFrom('article')
    .select(['version', 'draft', 'fromAddress', 'subject'])
    .where('id', '=', articleId)
    .executeTakeFirst()
  if (!article) return { kind: 'unknown' }
  const { part, words } = correction
  const before = article.draft[part]
  const draft = { ...article.draft, ...correctedParts(correction) }
  const changed = await trx
    .updateTable('article')
    .set((eb) => ({
      draft: JSON.stringify(draft),
      ...(isColumn(part) && { [part]: words }),
      version: eb('version', '+', 1),
      changedAt: sql<Date>`now()`,
    }))
    .where('id', '=', articleId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { kind: 'changed' }
  await trx
    .insertInto('history')
    .values({
      articleId,
      action: 'part corrected',
      actorId: person.id,
      actorName: person.name,
      detail: JSON.stringify({ part, before }),
    })
    .execute()
  const { fromAddress, subject } = article
  return { kind: 'done', fromAddress, subject, outline: article.draft.outline ?? [] }
}

function isColumn(part: LessonPart): part is 'headline' | 'standfirst' | 'organisation' {
  return part === 'headline' || part === 'standfirst' || part === 'organisation'
}

function correctedParts(correction: PartCorrection): Partial<ArticleEvidence> {
  const { part, words } = correction
  switch (part) {
    case 'contacts':
      return {
        contacts: correction.contacts.map((one) => ({ ...one, otherPhones: [], confidence: 1, evidence: null })),
      }
    case 'boilerplate': {
      const [first = '', ...rest] = words.split('\n')
      const headed = rest.length > 0 && first.length < 80
      const text = headed ? rest.join('\n').trim() : words
      return { boilerplate: [{ heading: headed ? first : null, text, evidence: null }] }
    }
    default:
      return { [part]: { value: words, confidence: 1, evidence: null } satisfies Reading }
  }
}
