import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type IQueueBackend, type Job, type JobProgress, Queue, Worker } from 'bullmq'
import { connectionFor, type QueuePlace } from './queue-connection.ts'
import { endsWithin } from './within.ts'

export type { QueuePlace } from './queue-connection.ts'

/**
 * One queue, `ingest`, on one of two backends: Redis where `REDIS_URL` is set, else Postgres (schema `bullmq`).
 * A job is the ids of a few messages and nothing else; the truth is in the table `message`, so the whole queue may be lost.
 */
const INGEST = 'ingest'

export interface IngestJob {
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

// Messages that were stored together are claimed and filed together, so that they share the queue's work and the waits for the disk. Few
// and small ones only: a job is held in memory whole, and a fault makes all of it run again.
const MESSAGES_A_JOB = 16
const OCTETS_A_JOB = 2 * 1024 * 1024

// Tries by the queue itself: after 2.5 s, 5 s … 40 s at most, with jitter: no pause is as long as the minute after which upkeep takes a
// claimed message for lost (src/message/stranded.ts), as two jobs of one message would get in each other's way. What fails for longer than
// that, for a fault that passes, upkeep queues again.
const INGEST_ATTEMPTS = 6

const JOB_OPTIONS = {
  attempts: INGEST_ATTEMPTS,
  backoff: { type: 'exponential', delay: 2_500, jitter: 0.5 },
  removeOnComplete: { age: 24 * 3600, count: 5_000 },
  removeOnFail: { age: 30 * 24 * 3600 },
} as const

// A worker renews the locks of its jobs at half of this; what it held when it was killed is taken up by others within 30 + 2 × 15 s, as a
// job must be seen without its lock in two checks. Measured with 20 kills in 8,000 jobs: with `maxStalledCount` 0, 63 to 69 messages never
// ran, and with 1 none was missed but a job that was unlucky twice would be; a stalled job is normal and no reason to lose a message. Its
// effect is not done twice (which happened 118 to 155 times without one): the claim in Postgres sees to that.
const LOCKS = { lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 100 }

// BullMQ's own pauses, 15 s after trouble and none after other errors, are too long and too short.
const PAUSE_AFTER_FAULT_MS = 1_000
const CLOSE_WITHIN_MS = 2_000
const SAY_AGAIN_AFTER_MS = 60_000

/**
 * Opens the producer's side, whether or not its server is there. `onFault` hears of trouble, of the same once a minute; it reconnects by
 * itself. What cannot be queued is refused within seconds. `close()` takes two seconds at most and never rejects.
 */
export function openIngestQueue(place: QueuePlace, onFault: (error: Error) => void): IngestQueue {
  const { connection, factory, cut } = connectionFor(place, 'producer')
  const queue: IngestQueue = new Queue(
    INGEST,
    {
      connection,
      prefix: 'copytaster',
      defaultJobOptions: JOB_OPTIONS,
      skipVersionCheck: true,
      skipWaitingForReady: true,
    },
    factory,
  )
  queue.on('error', seldom(onFault))
  const close = queue.close.bind(queue)
  queue.close = async () => {
    await endsWithin(CLOSE_WITHIN_MS, close()).catch(onFault)
    cut()
  }
  return queue
}

/**
 * Starts a worker that gives the ids of each job to `ingest`, as soon as its server is there. A resolved promise is a verdict, a rejected
 * one a fault that is retried. `close()` lets running jobs end; `close(true)`, also when called after it, waits for nothing.
 */
export function startIngestWorker(
  place: QueuePlace,
  ingest: (messageIds: readonly string[], job: { lastTry: boolean; startedBefore: boolean }) => Promise<void>,
  options: { concurrency: number; onFault: (error: Error) => void },
): IngestWorker {
  const { connection, factory, cut } = connectionFor(place, 'worker')
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
      skipVersionCheck: true,
      runRetryDelay: PAUSE_AFTER_FAULT_MS,
      ...LOCKS,
    },
    factory,
  )
  worker.on('error', seldom(options.onFault))
  pauseAfterFaults(worker)
  const close = worker.close.bind(worker)
  worker.close = async (force = false) => {
    if (!force) return close()
    if (!worker.closing) await endsWithin(CLOSE_WITHIN_MS, close(true)).catch(options.onFault)
    cut()
  }
  return worker
}

/** Without it a server that refuses every command would be asked as fast as it can refuse. */
function pauseAfterFaults(worker: IngestWorker): void {
  const backend = worker.getBackend()
  const moveToActive = backend.moveToActive.bind(backend)
  backend.moveToActive = async (...args) => {
    try {
      return await moveToActive(...args)
    } catch (error) {
      if (!worker.closing) await sleep(PAUSE_AFTER_FAULT_MS)
      throw error
    }
  }
}

/** Tells of the same trouble once a minute: a server that is away for an hour must not fill the log. */
function seldom(tell: (error: Error) => void): (error: Error) => void {
  const told = new Map<string, number>()
  return (error) => {
    const now = performance.now()
    if (now - (told.get(error.message) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_AFTER_MS) return
    if (told.size > 100) told.clear()
    told.set(error.message, now)
    tell(error)
  }
}

/**
 * Queues messages for ingest, in order. A job's id tells its messages and their epochs, so that what was claimed since can be queued again
 * (BullMQ silently drops a job whose id it still remembers), and the same call made twice queues once.
 */
export async function enqueueIngest(queue: IngestQueue, messages: readonly Queueable[]): Promise<void> {
  if (messages.length === 0) return
  await queue.addBulk(
    inJobs(messages).map((job) => ({
      name: INGEST,
      data: { messageIds: job.map(({ id }) => id) },
      opts: { jobId: jobIdOf(job) },
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
 * The same for messages that may have been queued before. BullMQ silently ignores a job whose id it remembers, in any state (bullmq#941):
 * a finished one is forgotten first. One that waits or runs is left alone, and holds exactly the same messages.
 */
export async function enqueueAgain(queue: IngestQueue, messages: readonly Queueable[]): Promise<void> {
  for (const job of inJobs(messages)) {
    const known = await queue.getJob(jobIdOf(job))
    if (known?.finishedOn) await known.remove()
  }
  await enqueueIngest(queue, messages)
}

/** Of the messages in it: a job that is known by this id holds the same. */
function jobIdOf([first, ...others]: readonly [Queueable, ...Queueable[]]): string {
  const id = `ingest-${first.id}-${first.epoch}`
  if (others.length === 0) return id
  const rest = createHash('sha256').update(others.map((other) => `${other.id}-${other.epoch}`).join())
  return `${id}-${rest.digest('hex').slice(0, 16)}`
}
