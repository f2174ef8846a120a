import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type ArticleRow, countArticles, findArticle, listArticles, type WholeArticle } from '../article/article.ts'
import type { Copy } from '../article/copies.ts'
import { listArticleHistory } from '../article/history.ts'
import { isUndoable, TRIAGE_STEPS, triageArticle } from '../article/triage.ts'
import type { Database } from '../database.ts'
import { nextCursor, readCursor } from '../http/cursor.ts'
import { callerOf } from '../http/guard.ts'
import { ProblemError } from '../http/problem.ts'
import {
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleListQuery,
  type ArticleSummary,
  ChangedProblem,
  HistoryEntry,
  Problem,
} from './desk-schemas.ts'

const ARTICLE = z.object({ id: z.uuid() })
const EXCERPT_LENGTH = 200

/** The desk list, the article, and the four steps of triage. */
export const articleRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database> }> = async (app, { db }) => {
  const forEditors = { config: { access: 'editor' } } as const

  app.get(
    '/articles',
    { ...forEditors, schema: { tags: ['desk'], querystring: ArticleListQuery, response: { 200: ArticleList } } },
    async ({ query: { status, before, limit } }) => {
      const rows = await listArticles(db, { statuses: status, limit, ...readCursor(before) })
      return { articles: rows.map(summaryOf), next: nextCursor(rows, limit) }
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

function etagOf({ version }: { version: number }): string {
  return `"${version}"`
}

function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new ProblemError(428)
  const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1]
  if (!version) throw new ProblemError(400, 'If-Match must be the ETag of the release as you saw it, such as "3"')
  return Number(version)
}

function summaryOf(row: ArticleRow): ArticleSummary {
  const { takenBy, takenByName, opening, receivedAt, receivedAtExactly: _, ...rest } = row
  return {
    ...rest,
    takenBy: takenBy === null ? null : { id: takenBy, name: takenByName ?? takenBy },
    excerpt: opening.replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH).toWellFormed(),
    receivedAt: receivedAt.toISOString(),
  }
}

function detailOf(article: WholeArticle, undoable: boolean): ArticleDetail {
  const { subject, bodyHtml, bodyText, mailboxName, attachments, draft, received, messageId: _, ...row } = article
  const href = `/api/v1/articles/${article.id}`
  return {
    ...summaryOf(row),
    subject,
    bodyHtml,
    bodyText,
    mailboxName,
    copies: received.copies.map(copyOf),
    copyCount: received.count,
    attachments: attachments.map(({ id, name, type, size, role }) => {
      return { id, name, type, size, role, href: `${href}/attachments/${id}` }
    }),
    links: draft.links,
    removed: draft.removed,
    undoable,
    sourceHref: `${href}/source`,
  }
}

function copyOf({ receivedAt, headerMessageId, reason, ...copy }: Copy): ArticleDetail['copies'][number] {
  const equal = reason === 'same-octets' || reason === 'same-text' ? reason : null
  return { ...copy, receivedAt: receivedAt.toISOString(), messageId: headerMessageId, reason: equal }
}
