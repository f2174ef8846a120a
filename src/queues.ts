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
 * A job is the ids of a few messages and nothing else; the truth is in the table `message`, so the whole queue may be lost.
 */
const INGEST = 'ingest'

interface IngestJob {
  messageIds: string[]
}

/** A message to be queued, in the epoch it has now. Those with a `size` (octets) may share a job. */
export interface Queueable {
  id: string
  epoch: number
  size?: number
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

// Messages that were stored together are claimed and filed together, so that they share the queue's work and the waits for the disk. Few
// and small ones only: a job is held in memory whole, and a fault makes all of it run again.
const MESSAGES_A_JOB = 16
const OCTETS_A_JOB = 2 * 1024 * 1024

// Tries by the queue itself: 5 s, 10 s, 20 s … with jitter. Afterwards the message is quarantined with its fault.
const INGEST_ATTEMPTS = 6

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
 * Starts a worker that gives the ids of each job to `ingest`. A resolved promise is a verdict, a rejected one a fault that is retried.
 * `maxStalledCount` is high because a stalled job is normal (a killed worker) and never a reason to lose a message (reliability: 63 of
 * 8,000 never ran with 0). The claim in Postgres keeps a second run from doing anything twice.
 */
export function startIngestWorker(
  place: QueuePlace,
  ingest: (messageIds: readonly string[], job: { lastTry: boolean; startedBefore: boolean }) => Promise<void>,
  options: { concurrency: number; onFault: (error: Error) => void },
): IngestWorker {
  const { connection, factory } = connectionFor(place, 'worker')
  const worker: IngestWorker = new Worker(
    INGEST,
    (job: Job<IngestJob, void, typeof INGEST>) =>
      ingest(job.data.messageIds, {
        lastTry: job.attemptsMade + 1 >= INGEST_ATTEMPTS,
        startedBefore: job.attemptsStarted > 1,
      }),
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
 * Queues messages for ingest, in order. The job's id holds the first message and its epoch, so that a message which was queued before can
 * be queued again (BullMQ silently drops a job whose id it still remembers), and the same call made twice queues once.
 */
export async function enqueueIngest(queue: IngestQueue, messages: readonly Queueable[]): Promise<void> {
  if (messages.length === 0) return
  await queue.addBulk(
    inJobs(messages).map((job) => ({
      name: INGEST,
      data: { messageIds: job.map(({ id }) => id) },
      opts: { jobId: jobIdOf(job[0]) },
    })),
  )
}

function inJobs(messages: readonly Queueable[]): [Queueable, ...Queueable[]][] {
  const jobs: [Queueable, ...Queueable[]][] = []
  let octets = 0
  for (const message of messages) {
    const size = message.size ?? OCTETS_A_JOB
    const job = jobs.at(-1)
    octets += size
    if (job && job.length < MESSAGES_A_JOB && octets <= OCTETS_A_JOB) {
      job.push(message)
    } else {
      jobs.push([message])
      octets = size
    }
  }
  return jobs
}

/**
 * Removes finished jobs of messages that are to be queued again: BullMQ silently ignores a job whose id it remembers, in any state
 * (bullmq#941). A job that waits or runs is left alone, and queueing it again is then a no-op. Of a job with several messages that goes
 * for the first only; the others are queued a second time by themselves, and whichever job comes later finds nothing to claim.
 */
export async function forgetFinished(
  queue: IngestQueue,
  messages: readonly { id: string; epoch: number }[],
): Promise<void> {
  for (const message of messages) {
    const job = await queue.getJob(jobIdOf(message))
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

function jobIdOf({ id, epoch }: Queueable): string {
  return `ingest-${id}-${epoch}`
}

function connectionFor(
  place: QueuePlace,
  side: 'producer' | 'worker',
): { connection: unknown; factory: AnyBackendFactory } {
  if (place.backend === 'postgres') {
    return {
      connection: {
        connectionString: place.url,
        schema: 'bullmq',
        migrate: true,
        max: side === 'producer' ? 3 : 6,
        // The queue may be lost whole, so a job need not wait for the disk: its message already did.
        options: '-c synchronous_commit=off',
      },
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
