import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type BlobStore, sweepStaging } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import { noteEnqueued } from '../src/message/message.ts'
import { findStranded } from '../src/message/stranded.ts'
import { askQueue } from '../src/queue-state.ts'
import { enqueueAgain, type IngestQueue, type QueuePlace } from '../src/queues.ts'
import { EvictingRedisError, refuseEvictingRedis } from '../src/redis.ts'

export interface UpkeepParts {
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
  log: Log
}

const EVERY_MS = 15_000
const STRANDED_AT_ONCE = 1_000
// A whole backlog, which the poller keeps at 5,000, is back in the queue within one round; more than that waits for the next.
const BATCHES_A_ROUND = 10
// Long after any download has ended.
const STAGING_AGE_MS = 24 * 3600_000

/** Does the timed chores until `signal` aborts. A chore that fails is logged and done again in the next round. */
export async function runUpkeep(parts: UpkeepParts & { queuePlace: QueuePlace }, signal: AbortSignal): Promise<void> {
  const checkEviction = evictionCheck(parts)
  while (!signal.aborted) {
    await checkEviction()
    await requeueStranded(parts, signal).catch((err) =>
      parts.log.warn({ err }, 'stranded messages are not queued yet; next try in 15 s'),
    )
    await sweepStaging(parts.blobs, new Date(Date.now() - STAGING_AGE_MS)).catch((err) =>
      parts.log.warn({ err }, 'old temporary files are not swept'),
    )
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {}) // Woken early by the end.
  }
}

/**
 * Queues again what the queue lost or never got, in order and in groups like fresh ones. Returns how many. The truth is in Postgres; the
 * queue may be wiped at any moment.
 */
export async function requeueStranded(parts: UpkeepParts, signal?: AbortSignal): Promise<number> {
  const held = await askQueue(parts.queue)
  let requeued = 0
  for (let batch = 0; batch < BATCHES_A_ROUND && !signal?.aborted; batch++) {
    const stranded = await findStranded(parts.db, held, STRANDED_AT_ONCE)
    if (stranded.length === 0) break
    await enqueueAgain(parts.queue, stranded)
    crashPoint('after-requeue')
    await noteEnqueued(
      parts.db,
      stranded.map(({ id }) => id),
    )
    requeued += stranded.length
  }
  if (requeued > 0) parts.log.info({ messages: requeued }, 'queued stranded messages again')
  return requeued
}

/** A Redis that was away at the start is looked at when it is back. Work goes on whatever it says: upkeep restores what it throws away. */
function evictionCheck({ queuePlace, log }: { queuePlace: QueuePlace; log: Log }): () => Promise<void> {
  let checked = queuePlace.backend === 'postgres'
  return async () => {
    if (checked) return
    try {
      checked = await refuseEvictingRedis(queuePlace.url)
    } catch (err) {
      checked = err instanceof EvictingRedisError
      log.error({ err }, 'Redis must be set up anew')
    }
  }
}
