import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { correctPart, type PartCorrection } from '../article/correct-part.ts'
import type { Database } from '../database.ts'
import { callerOf } from '../http/guard.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import type { Lesson } from '../pipeline/draft.ts'
import { deriveRule } from '../sender/derive-rule.ts'
import { forgetLesson, keepLesson, listLessons } from '../sender/lesson.ts'
import { LessonList, PartCorrected, PartWords } from './lesson-schemas.ts'
import { etagOf, versionOf } from './version.ts'

const PARTS = ['headline', 'standfirst', 'organisation', 'boilerplate', 'notes', 'contacts'] as const

/** An editor corrects a part; what can be learnt from it is applied to the sender's next releases until it is forgotten. */
export const partRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database> }> = async (app, { db }) => {
  const forEditors = { config: { access: 'editor' } } as const

  app.put(
    '/articles/:id/parts/:part',
    {
      ...forEditors,
      schema: {
        tags: ['desk'],
        params: z.object({ id: z.uuid(), part: z.enum(PARTS) }),
        headers: z.object({ 'if-match': z.string().optional().describe('The ETag of the article as you saw it') }),
        body: PartWords,
        response: { 200: PartCorrected, 404: Problem, 412: Problem, 428: Problem },
      },
    },
    async (request, reply) => {
      const { id, part } = request.params
      const version = versionOf(request.headers['if-match'])
      const correction = correctionOf(part, request.body)
      const learnt = await correctAndLearn(id, version, correction, callerOf(request))
      return reply.header('etag', etagOf({ version: version + 1 })).send({ learnt })
    },
  )

  app.get(
    '/senders/:address/lessons',
    {
      ...forEditors,
      schema: {
        tags: ['desk'],
        params: z.object({ address: z.string().min(1).max(320) }),
        response: { 200: LessonList },
      },
    },
    async ({ params }) => {
      const lessons = await listLessons(db, params.address)
      return lessons.map(({ taughtAt, ...lesson }) => ({ ...lesson, taughtAt: taughtAt.toISOString() }))
    },
  )

  app.delete(
    '/lessons/:id',
    {
      ...forEditors,
      schema: { tags: ['desk'], params: z.object({ id: z.uuid() }), response: { 204: z.null(), 404: Problem } },
    },
    async ({ params }, reply) => {
      if (!(await forgetLesson(db, params.id))) throw new ProblemError(404, 'This was forgotten already')
      return reply.code(204).send(null)
    },
  )

  async function correctAndLearn(
    id: string,
    version: number,
    correction: PartCorrection,
    person: { id: string; name: string },
  ): Promise<Lesson['rule'] | null> {
    return db.transaction().execute(async (trx) => {
      const corrected = await correctPart(trx, id, version, correction, person)
      if (corrected.kind === 'unknown') throw new ProblemError(404, 'There is no such release')
      if (corrected.kind === 'changed') throw new ProblemError(412)
      const { fromAddress: address, subject, outline } = corrected
      const { part, words } = correction
      const rule = deriveRule(part, words, { subject, outline })
      if (rule === null || address === null) return null
      await keepLesson(trx, { address, part, rule, articleId: id, taughtBy: person.id })
      return rule
    })
  }
}

/** Throws a 400 where contacts come without their names and numbers. */
function correctionOf(part: (typeof PARTS)[number], { words, contacts }: z.infer<typeof PartWords>): PartCorrection {
  if (part !== 'contacts') return { part, words }
  if (contacts === undefined) throw new ProblemError(400, 'Say who the contacts are: names, posts, addresses, numbers')
  return { part, words, contacts }
}
