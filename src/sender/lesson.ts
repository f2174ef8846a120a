import type { Kysely, Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import type { Lesson, LessonPart } from '../pipeline/draft.ts'

/** What is known of this sender's releases, for the pipeline. */
export async function findLessons(db: Kysely<Database>, address: string): Promise<Lesson[]> {
  return db.selectFrom('lesson').select(['part', 'rule']).where('address', '=', address.toLowerCase()).execute()
}

/** The same for people: who taught it, when, and by which release. */
export async function listLessons(db: Kysely<Database>, address: string) {
  return db
    .selectFrom('lesson')
    .leftJoin('user', 'user.id', 'lesson.taughtBy')
    .select(['lesson.id', 'lesson.part', 'lesson.rule', 'lesson.articleId', 'lesson.taughtAt', 'user.name as taughtBy'])
    .where('lesson.address', '=', address.toLowerCase())
    .orderBy('lesson.part')
    .execute()
}

/** Keeps a lesson; an earlier one about the same part of the same sender's releases gives way. */
export async function keepLesson(
  trx: Transaction<Database>,
  lesson: { address: string; part: LessonPart; rule: Lesson['rule']; articleId: string; taughtBy: string },
): Promise<void> {
  const { articleId, taughtBy } = lesson
  const rule = JSON.stringify(lesson.rule)
  await trx
    .insertInto('lesson')
    .values({ id: v7(), address: lesson.address.toLowerCase(), part: lesson.part, rule, articleId, taughtBy })
    .onConflict((conflict) =>
      conflict.columns(['address', 'part']).doUpdateSet({ rule, articleId, taughtBy, taughtAt: new Date() }),
    )
    .execute()
}

/** Forgets a lesson; false: there was none. */
export async function forgetLesson(db: Kysely<Database>, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('lesson').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
