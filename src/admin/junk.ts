import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { nextCursor, readCursor } from '../http/cursor.ts'
import { listInJunk } from '../message/junk.ts'
import { Junk, PageQuery } from './admin-schemas.ts'

/** What lies in Junk folders, for a person who looks for a release that landed there; `/messages/{id}/fetch` files one. */
export const junkRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database> }> = async (app, { db }) => {
  app.get(
    '/junk',
    { config: { access: 'admin' }, schema: { tags: ['junk'], querystring: PageQuery, response: { 200: Junk } } },
    async ({ query: { before, limit } }) => {
      const rows = await listInJunk(db, { limit, ...readCursor(before) })
      const messages = rows.map(({ receivedAtExactly: _, receivedAt, fetchAskedAt, ...rest }) => ({
        ...rest,
        receivedAt: receivedAt.toISOString(),
        fetchAskedAt: fetchAskedAt?.toISOString() ?? null,
      }))
      return { messages, next: nextCursor(rows, limit) }
    },
  )
}
