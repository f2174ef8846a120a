import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { BlobStore } from '../blobs.ts'
import { type Database, isMigrated } from '../database.ts'
import { findQueueState } from '../queue-state.ts'
import type { IngestQueue, QueuePlace } from '../queues.ts'
import { endsWithin } from '../within.ts'

const Part = z.object({ name: z.string(), passed: z.boolean(), words: z.string() })
const Health = z.object({ ready: z.boolean(), parts: z.array(Part) })
type Part = z.infer<typeof Part>

export interface HealthParts {
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
  queuePlace: QueuePlace
}

/** Who asks gives up after some seconds too. */
const ANSWERS_WITHIN_MS = 3_000

const QUEUE_WORDS = {
  fine: 'fine',
  away: 'does not answer; messages are stored meanwhile and read when it is back',
  evicting: 'may throw jobs away; run on its Redis: config set maxmemory-policy noeviction',
  full: 'takes no more, as the memory of its Redis is full; raise maxmemory',
}

/** For what watches over processes: `/livez` says that this one runs, `/readyz` that it can serve people now. Public: they name no secret. */
export const healthRoutes: FastifyPluginAsyncZod<HealthParts> = async (app, { db, blobs, queue, queuePlace }) => {
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
      // People work on what is there without a queue, and mail is stored: it makes this process no less ready.
      return reply.code(ready ? 200 : 503).send({ ready, parts: [...parts, await checkQueue(queue, queuePlace)] })
    },
  )
}

async function check(name: string, look: () => Promise<unknown>, fault: string): Promise<Part> {
  const passed = await endsWithin(ANSWERS_WITHIN_MS, look()).catch(() => false)
  return { name, passed, words: passed ? 'fine' : fault }
}

async function checkQueue(queue: IngestQueue, place: QueuePlace): Promise<Part> {
  let state: keyof typeof QUEUE_WORDS = 'away'
  await endsWithin(
    ANSWERS_WITHIN_MS,
    findQueueState(queue, place).then((found) => {
      state = found
    }),
  )
  return { name: 'queue', passed: (state as string) === 'fine', words: QUEUE_WORDS[state] }
}

async function requireMigrated(db: Kysely<Database>): Promise<void> {
  if (!(await isMigrated(db))) throw new Error('migrations are missing')
}
