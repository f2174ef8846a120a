import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { readBacklog, readPace } from '../message/tally.ts'
import type { IngestQueue, QueuePlace } from '../queues.ts'
import { QueueHealth } from './admin-schemas.ts'
import { queueWords } from './words.ts'

export interface QueueParts {
  db: Kysely<Database>
  queue: IngestQueue
  queuePlace: QueuePlace
}

/** The queue in plain words. What waits is told by the messages, which are the truth; how it is spread, by the queue. */
export const queueRoutes: FastifyPluginAsyncZod<QueueParts> = async (app, parts) => {
  app.get(
    '/queues',
    { config: { access: 'admin' }, schema: { tags: ['queues'], response: { 200: z.array(QueueHealth) } } },
    async () => [await readQueue(parts)],
  )
}

async function readQueue({ db, queue, queuePlace }: QueueParts): Promise<QueueHealth> {
  const [backlog, pace, counts] = await Promise.all([readBacklog(db), readPace(db), countJobs(queue)])
  const { waiting, running, retrying, failed } = counts ?? {
    waiting: backlog.count,
    running: 0,
    retrying: 0,
    failed: 0,
  }
  const { oldestSeconds } = backlog
  return {
    name: queue.name,
    backend: queuePlace.backend,
    waiting,
    running,
    retrying,
    failed,
    perMinute: pace.perMinute,
    oldestSeconds,
    words: queueWords({ answers: counts !== undefined, waiting: waiting + retrying, running, oldestSeconds }),
  }
}

/** Undefined when the queue does not answer. */
async function countJobs(queue: IngestQueue) {
  const counts = await queue.getJobCounts().catch(() => undefined)
  if (!counts) return undefined
  const of = (...states: string[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return {
    waiting: of('waiting', 'prioritized', 'paused'),
    running: of('active'),
    retrying: of('delayed'),
    failed: of('failed'),
  }
}
