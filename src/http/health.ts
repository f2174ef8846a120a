import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { BlobStore } from '../blobs.ts'
import { type Database, isMigrated } from '../database.ts'

const Part = z.object({ name: z.string(), passed: z.boolean(), words: z.string() })
const Health = z.object({ ready: z.boolean(), parts: z.array(Part) })
type Part = z.infer<typeof Part>

/** For what watches over processes: `/livez` says that this one runs, `/readyz` that it can serve people now. Public: they name no secret. */
export const healthRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database>; blobs: BlobStore }> = async (
  app,
  { db, blobs },
) => {
  app.get('/livez', { config: { access: 'public' }, schema: { tags: ['health'] } }, async (_request, reply) =>
    reply.type('text/plain').send('ok\n'),
  )
  app.get(
    '/readyz',
    { config: { access: 'public' }, schema: { tags: ['health'], response: { 200: Health, 503: Health } } },
    async (_request, reply) => {
      const parts = await Promise.all([
        check('database', () => sql`select 1`.execute(db), 'does not answer'),
        check('migrations', () => requireMigrated(db), 'are not all there; run: copytaster migrate'),
        check('blobs', () => access(join(blobs.dir, 'tmp'), constants.W_OK), 'cannot be written'),
      ])
      const ready = parts.every((part) => part.passed)
      return reply.code(ready ? 200 : 503).send({ ready, parts })
    },
  )
}

async function check(name: string, look: () => Promise<unknown>, fault: string): Promise<Part> {
  const passed = await look().then(
    () => true,
    () => false,
  )
  return { name, passed, words: passed ? 'fine' : fault }
}

async function requireMigrated(db: Kysely<Database>): Promise<void> {
  if (!(await isMigrated(db))) throw new Error('migrations are missing')
}
