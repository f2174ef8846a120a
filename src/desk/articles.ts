import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { countArticles, findArticle, listArticles } from '../article/article.ts'
import { compareVersions } from '../article/changes.ts'
import { listArticleHistory } from '../article/history.ts'
import { isUndoable, TRIAGE_STEPS, triageArticle } from '../article/triage.ts'
import { findVersionPair } from '../article/versions.ts'
import type { Database } from '../database.ts'
import { nextCursor, readCursor } from '../http/cursor.ts'
import { callerOf } from '../http/guard.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { detailOf, summaryOf } from './article-detail.ts'
import {
  ArticleChanges,
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleListQuery,
  ChangedProblem,
  HistoryEntry,
} from './article-schemas.ts'
import { etagOf, versionOf } from './version.ts'

const ARTICLE = z.object({ id: z.uuid() })

/** The desk list, the article, and the four steps of triage. */
export const articleRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database> }> = async (app, { db }) => {
  const forEditors = { config: { access: 'editor' } } as const

  app.get(
    '/articles',
    { ...forEditors, schema: { tags: ['desk'], querystring: ArticleListQuery, response: { 200: ArticleList } } },
    async ({ query: { status, before, limit } }) => {
      const rows = await listArticles(db, { statuses: status, limit, ...readCursor(before) })
      return { articles: rows.map((row) => summaryOf({ ...row, leads: true })), next: nextCursor(rows, limit) }
    },
  )

  app.get('/articles/counts', { ...forEditors, schema: { tags: ['desk'], response: { 200: ArticleCounts } } }, () =>
    countArticles(db),
  )

  app.get(
    '/articles/:id',
    { ...forEditors, schema: { tags: ['desk'], params: ARTICLE, response: { 200: ArticleDetail, 404: Problem } } },
    async ({ params }, reply) => {
      const article = await readArticle(db, params.id)
      return reply.header('etag', etagOf(article)).send(article)
    },
  )

  app.get(
    '/articles/:id/history',
    { ...forEditors, schema: { tags: ['desk'], params: ARTICLE, response: { 200: z.array(HistoryEntry) } } },
    async ({ params }) =>
      (await listArticleHistory(db, params.id)).map(({ id, action, actorName, happenedAt, detail }) => ({
        id,
        action,
        actor: actorName,
        happenedAt: happenedAt.toISOString(),
        detail,
      })),
  )

  app.get(
    '/articles/:id/changes',
    {
      ...forEditors,
      schema: {
        tags: ['desk'],
        params: ARTICLE,
        querystring: z.object({
          against: z.uuid().optional().describe('An article of the same story; the version before when absent'),
        }),
        response: { 200: ArticleChanges, 404: Problem },
      },
    },
    async ({ params, query }) => {
      const pair = await findVersionPair(db, params.id, query.against)
      if (!pair) throw new ProblemError(404, 'There is no other version of this release to compare it with')
      const { before, after } = pair
      return { before: versionIn(before), after: versionIn(after), ...compareVersions(before, after) }
    },
  )

  for (const step of TRIAGE_STEPS) {
    app.post(
      `/articles/:id/${step}`,
      {
        ...forEditors,
        schema: {
          tags: ['desk'],
          params: ARTICLE,
          headers: z.object({ 'if-match': z.string().optional().describe('The ETag of the article as you saw it') }),
          response: { 200: ArticleDetail, 404: Problem, 409: Problem, 412: ChangedProblem, 428: Problem },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const version = versionOf(request.headers['if-match'])
        const triaged = await triageArticle(db, id, version, step, callerOf(request))
        if (triaged.kind === 'illegal') throw new ProblemError(409, triaged.words)
        const article = await readArticle(db, id)
        reply.header('etag', etagOf(article))
        if (triaged.kind === 'changed') throw new ProblemError(412, undefined, { article })
        return reply.send(article)
      },
    )
  }
}

/** Throws a 404 when there is no such article. */
async function readArticle(db: Kysely<Database>, id: string): Promise<ArticleDetail> {
  const article = await findArticle(db, id)
  if (!article) throw new ProblemError(404, 'There is no such release')
  return detailOf(article, await isUndoable(db, id, article))
}

function versionIn({ id, headline, receivedAt }: { id: string; headline: string; receivedAt: Date }) {
  return { id, headline, receivedAt: receivedAt.toISOString() }
}
