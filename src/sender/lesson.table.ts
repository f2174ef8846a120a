import type { Generated, JSONColumnType } from 'kysely'
import type { Lesson, LessonPart } from '../pipeline/draft.ts'

export interface LessonTable {
  id: string
  /** Whose releases: an address in lower case. */
  address: string
  part: LessonPart
  rule: JSONColumnType<Lesson['rule']>
  articleId: string | null
  taughtBy: string | null
  taughtAt: Generated<Date>
}
