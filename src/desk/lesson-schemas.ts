/** What editors correct and teach, as JSON. The web app imports the types only. */
import { z } from 'zod'

const ContactWords = z.object({
  name: z.string().max(200).nullable(),
  role: z.string().max(200).nullable(),
  organisation: z.string().max(200).nullable(),
  email: z.email().max(320).nullable(),
  phone: z.string().max(40).nullable(),
})

/** A part of a release as an editor says it is: its words as they stand in the release, from which the place is learnt. */
export const PartWords = z.object({
  words: z.string().trim().min(1).max(20_000),
  /** Needed for the part `contacts`, whose `words` are then the lines in which they stand. */
  contacts: z.array(ContactWords).max(20).optional(),
})

const LessonRule = z.union([
  z.object({ by: z.literal('subject') }),
  z.object({ by: z.literal('line'), line: z.int() }),
  z.object({ by: z.literal('after'), heading: z.string() }),
  z.object({ by: z.literal('element'), element: z.string(), nth: z.int() }),
  z.object({ by: z.literal('words'), words: z.string() }),
])

/** `learnt` is where the part will be looked for in this sender's next release; null: the words stand nowhere in this one. */
export const PartCorrected = z.object({ learnt: LessonRule.nullable() })

/** What editors taught about one sender's releases. */
export const LessonList = z.array(
  z.object({
    id: z.uuid(),
    part: z.string(),
    rule: LessonRule,
    /** The release in which it was taught, where that is still there. */
    articleId: z.uuid().nullable(),
    taughtBy: z.string().nullable(),
    taughtAt: z.iso.datetime(),
  }),
)

export type LessonList = z.infer<typeof LessonList>
