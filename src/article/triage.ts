import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { ArticleStatus } from './article.table.ts'
import { findLastChangeByPerson } from './history.ts'

export const TRIAGE_STEPS = ['take', 'accept', 'spike', 'undo'] as const
export type TriageStep = (typeof TRIAGE_STEPS)[number]

/** What triage changes of an article. */
export interface Standing {
  status: ArticleStatus
  takenBy: string | null
}

export type Triaged =
  | { kind: 'done' }
  | { kind: 'unknown' }
  /** Somebody changed the article since the version that the caller saw. */
  | { kind: 'changed' }
  /** The step makes no sense for an article that stands as it does; `words` are for a person. */
  | { kind: 'illegal'; words: string }

interface Change {
  action: string
  to: Standing
  undoes?: number
}

/**
 * Takes one step with the article, if it still has `version`: one transaction, one line of history, which holds what was before so that
 * the step can be undone. The update itself asks for the version, so of two people who step at once one gets `changed`.
 */
export async function triageArticle(
  db: Kysely<Database>,
  articleId: string,
  version: number,
  step: TriageStep,
  person: { id: string; name: string },
): Promise<Triaged> {
  return db.transaction().execute(async (trx): Promise<Triaged> => {
    const before = await trx
      .selectFrom('article')
      .select(['status', 'takenBy', 'version'])
      .where('id', '=', articleId)
      .executeTakeFirst()
    if (!before) return { kind: 'unknown' }
    if (before.version !== version) return { kind: 'changed' }
    const from: Standing = { status: before.status, takenBy: before.takenBy }
    const change = step === 'undo' ? await undoing(trx, articleId, from) : stepping(step, from, person.id)
    if (typeof change === 'string') return { kind: 'illegal', words: change }

    const changed = await trx
      .updateTable('article')
      .set((eb) => ({ ...change.to, version: eb('version', '+', 1), changedAt: sql<Date>`now()` }))
      .where('id', '=', articleId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return { kind: 'changed' }
    const { action, to, undoes } = change
    const detail = JSON.stringify({ from, to, ...(undoes !== undefined && { undoes }) })
    await trx
      .insertInto('history')
      .values({ articleId, action, actorId: person.id, actorName: person.name, detail })
      .execute()
    return { kind: 'done' }
  })
}

/** Whether `undo` would work on an article that stands so: its last change by a person is still how it stands, and was no undo. */
export async function isUndoable(db: Kysely<Database>, articleId: string, standing: Standing): Promise<boolean> {
  return typeof (await undoing(db, articleId, standing)) !== 'string'
}

/** The change that a step makes, or why it makes no sense. */
function stepping(step: Exclude<TriageStep, 'undo'>, from: Standing, personId: string): Change | string {
  switch (step) {
    case 'take':
      if (from.status === 'taken' && from.takenBy === personId) return 'You have taken this release already.'
      if (from.status !== 'draft' && from.status !== 'taken') return settled(from.status)
      return {
        action: from.status === 'taken' ? 'taken over' : 'taken',
        to: { status: 'taken', takenBy: personId },
      }
    case 'accept':
      if (from.status !== 'draft' && from.status !== 'taken') return settled(from.status)
      return { action: 'accepted', to: { ...from, status: 'accepted' } }
    case 'spike':
      if (from.status === 'spiked' || from.status === 'held') return settled(from.status)
      return { action: 'spiked', to: { ...from, status: 'spiked' } }
  }
}

const SETTLED = {
  accepted: 'This release is accepted already. Undo that first, or spike it.',
  spiked: 'This release is spiked already. Undo that first.',
  held: 'This release is on hold.',
} as const

function settled(status: 'accepted' | 'spiked' | 'held'): string {
  return SETTLED[status]
}

async function undoing(db: Kysely<Database>, articleId: string, now: Standing): Promise<Change | string> {
  const last = await findLastChangeByPerson(db, articleId)
  if (!last) return 'There is nothing to undo: nobody has changed this release yet.'
  if (last.action === 'undone') return 'The last change was an undo. Take, accept or spike the release instead.'
  const { from, to } = last.detail as { from?: Standing; to?: Standing }
  if (!from || to?.status !== now.status || to.takenBy !== now.takenBy)
    return 'The last change cannot be undone any more.'
  return { action: 'undone', to: from, undoes: last.id }
}
