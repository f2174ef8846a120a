import {
  type BackendFactory,
  createPostgresBackend,
  getDefaultBackendFactory,
  type IQueueBackend,
  type Job,
  type JobProgress,
  Queue,
  Worker,
} from 'bullmq'
import { Redis } from 'ioredis'

/**
 * One queue, `ingest`, on one of two backends: Redis where `REDIS_URL` is set, else Postgres (schema `bullmq`).
 * A job is a message's id and nothing else; the truth is in the table `message`, so the whole queue may be lost.
 */
export const INGEST = 'ingest'

export interface IngestJob {
  messageId: string
}

export type IngestQueue = Queue<IngestJob, void, typeof INGEST, IngestJob, void, typeof INGEST, IQueueBackend, unknown>
export type IngestWorker = Worker<IngestJob, void, typeof INGEST, IQueueBackend, JobProgress, unknown>

type AnyBackendFactory = BackendFactory<IQueueBackend, unknown>

/** Where the queue lives. */
export type QueuePlace = { backend: 'postgres' | 'redis'; url: string }

/** Redis may throw jobs away; the message names the remedy. */
export class EvictingRedisError extends Error {
  override name = 'EvictingRedisError'
}

// Tries by the queue itself: 5 s, 10 s, 20 s … with jitter. Afterwards the message is quarantined with its fault.
export const INGEST_ATTEMPTS = 6

const JOB_OPTIONS = {
  attempts: INGEST_ATTEMPTS,
  backoff: { type: 'exponential', delay: 5_000, jitter: 0.5 },
  removeOnComplete: { age: 24 * 3600, count: 5_000 },
  removeOnFail: { age: 30 * 24 * 3600 },
} as const

/** Opens the producer's side. `onFault` hears of connection trouble; BullMQ reconnects by itself. */
export function openIngestQueue(place: QueuePlace, onFault: (error: Error) => void): IngestQueue {
  const { connection, factory } = connectionFor(place, 'producer')
  const queue: IngestQueue = new Queue(
    INGEST,
    { connection, prefix: 'copytaster', defaultJobOptions: JOB_OPTIONS },
    factory,
  )
  queue.on('error', onFault)
  return queue
}

/**
 * Starts a worker that gives each message id to `ingestOne`. A resolved promise is a verdict, a rejected one a fault that is retried.
 * `maxStalledCount` is high because a stalled job is normal (a killed worker) and never a reason to lose a message (reliability: 63 of
 * 8,000 never ran with 0). The claim in Postgres keeps a second run from doing anything twice.
 */
export function startIngestWorker(
  place: QueuePlace,
  ingestOne: (messageId: string, job: { lastTry: boolean }) => Promise<void>,
  options: { concurrency: number; onFault: (error: Error) => void },
): IngestWorker {
  const { connection, factory } = connectionFor(place, 'worker')
  const worker: IngestWorker = new Worker(
    INGEST,
    (job: Job<IngestJob, void, typeof INGEST>) =>
      ingestOne(job.data.messageId, { lastTry: job.attemptsMade + 1 >= INGEST_ATTEMPTS }),
    {
      connection,
      prefix: 'copytaster',
      concurrency: options.concurrency,
      lockDuration: 60_000,
      stalledInterval: 15_000,
      maxStalledCount: 10,
    },
    factory,
  )
  worker.on('error', options.onFault)
  return worker
}

/**
 * Queues messages for ingest. The job's id holds the epoch, so that a message which was queued before can be queued again
 * (BullMQ silently drops a job whose id it still remembers), and the same call made twice queues once.
 */
export async function enqueueIngest(
  queue: IngestQueue,
  messages: readonly { id: string; epoch: number }[],
): Promise<void> {
  if (messages.length === 0) return
  await queue.addBulk(
    messages.map(({ id, epoch }) => ({
      name: INGEST,
      data: { messageId: id },
      opts: { jobId: `ingest-${id}-${epoch}` },
    })),
  )
}

/**
 * Removes finished jobs of messages that are to be queued again: BullMQ silently ignores a job whose id it remembers, in any state
 * (bullmq#941). A job that waits or runs is left alone, and queueing it again is then the no-op it should be.
 */
export async function forgetFinished(
  queue: IngestQueue,
  messages: readonly { id: string; epoch: number }[],
): Promise<void> {
  for (const { id, epoch } of messages) {
    const job = await queue.getJob(jobIdOf(id, epoch))
    if (job?.finishedOn) await job.remove()
  }
}

/** Throws `EvictingRedisError` unless the Redis at `url` keeps what it is given (`maxmemory-policy noeviction`). */
export async function refuseEvictingRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null })
  redis.on('error', () => {}) // The failure arrives at connect(), below.
  try {
    await redis.connect()
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1]
    if (policy !== undefined && policy !== 'noeviction') {
      throw new EvictingRedisError(
        `REDIS_URL: this Redis may throw jobs away (maxmemory-policy ${policy}). Run: redis-cli config set maxmemory-policy noeviction, and set it in redis.conf`,
      )
    }
  } finally {
    redis.disconnect()
  }
}

function jobIdOf(id: string, epoch: number): string {
  return `ingest-${id}-${epoch}`
}

function connectionFor(
  place: QueuePlace,
  side: 'producer' | 'worker',
): { connection: unknown; factory: AnyBackendFactory } {
  if (place.backend === 'postgres') {
    return {
      connection: { connectionString: place.url, schema: 'bullmq', migrate: true, max: side === 'producer' ? 3 : 6 },
      factory: createPostgresBackend as AnyBackendFactory,
    }
  }
  // A producer fails fast while Redis is away (upkeep queues the message later); a worker waits for its return.
  const patience =
    side === 'producer' ? { maxRetriesPerRequest: 1, enableOfflineQueue: false } : { maxRetriesPerRequest: null }
  return {
    connection: { ...redisOptions(place.url), ...patience },
    factory: getDefaultBackendFactory() as AnyBackendFactory,
  }
}

function redisOptions(url: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    db: Number(pathname.slice(1) || 0),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
}
