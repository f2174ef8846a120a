import type { RedisQueueBackend } from 'bullmq'
import type { IngestJob, IngestQueue, QueuePlace } from './queues.ts'
import { EvictingRedisError, evictionPolicyOf, refusePolicy } from './redis.ts'

/** What the queue knows, as ids of messages: those of the jobs whose turn comes next, and those of the jobs that workers have. */
export interface KnownToQueue {
  next: string[]
  active: string[]
}

// Jobs looked at: some at the head, in case one of them is a leftover; and more than any number of workers has.
const NEXT_JOBS = 20
const ACTIVE_JOBS = 1_000

/** Asks the queue what it knows. In this order, as a job moves from waiting to active meanwhile, not back. */
export async function askQueue(queue: IngestQueue): Promise<KnownToQueue> {
  const next = await queue.getJobs(['waiting'], 0, NEXT_JOBS - 1, true)
  const active = await queue.getJobs(['active'], 0, ACTIVE_JOBS - 1, true)
  const idsOf = (jobs: readonly { data: IngestJob }[]) => jobs.flatMap(({ data }) => data.messageIds)
  return { next: idsOf(next), active: idsOf(active) }
}

/** How the queue is: `away` when it does not answer, `evicting` when it may throw jobs away, `full` when it takes no more. */
export async function findQueueState(
  queue: IngestQueue,
  place: QueuePlace,
): Promise<'fine' | 'away' | 'evicting' | 'full'> {
  try {
    if (place.backend === 'postgres') {
      await queue.isPaused()
      return 'fine'
    }
    const client = await (queue.getBackend() as RedisQueueBackend).client
    const memory = await client.info()
    refusePolicy(evictionPolicyOf(memory))
    return isFull(memory) ? 'full' : 'fine'
  } catch (error) {
    return error instanceof EvictingRedisError ? 'evicting' : 'away'
  }
}

function isFull(memory: string): boolean {
  const read = (field: string) => Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0)
  const limit = read('maxmemory')
  return limit > 0 && read('used_memory') >= limit
}
