import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { readBacklog, readPace } from '../message/tally.ts'
import { findQueueState } from '../queue-state.ts'
import type { IngestQueue, QueuePlace } from '../queues.ts'
import { QueueHealth } from './admin-schemas.ts'
import { queueWords } from './queue-words.ts'

export interface QueueParts {
  db: Kysely<Database>
  queue: IngestQueue
  queuePlace: QueuePlace
}

/** The queue in plain words. It is told by the messages, which are the truth. */
export const queueRoutes: FastifyPluginAsyncZod<QueueParts> = async (app, parts) => {
  app.get(
    '/queues',
    { config: { access: 'admin' }, schema: { tags: ['queues'], response: { 200: z.array(QueueHealth) } } },
    async () => [await readQueue(parts)],
  )
}

/** Counts messages, not jobs: a job may hold several. */
async function readQueue({ db, queue, queuePlace }: QueueParts): Promise<QueueHealth> {
  const [backlog, { perMinute }, state, failed] = await Promise.all([
    readBacklog(db),
    readPace(db),
    findQueueState(queue, queuePlace),
    countFailed(queue),
  ])
  const { waiting, running, retrying, oldestSeconds } = backlog
  return {
    name: queue.name,
    backend: queuePlace.backend,
    ...backlog,
    failed,
    perMinute,
    words: queueWords({ state, waiting: waiting + retrying, running, oldestSeconds }),
  }
}

/** Jobs whose every try failed; none where the queue does not answer. */
function countFailed(queue: IngestQueue): Promise<number> {
  return queue.getFailedCount().catch(() => 0)
}
