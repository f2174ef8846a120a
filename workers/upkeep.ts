import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type BlobStore, sweepStaging } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import { findStranded, noteEnqueued } from '../src/message/message.ts'
import { enqueueIngest, forgetFinished, type IngestQueue } from '../src/queues.ts'

export interface UpkeepParts {
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
  log: Log
}

const EVERY_MS = 15_000
// A few thousand stranded messages are back in the queue within two rounds.
const STRANDED_AT_ONCE = 2_000
// Long after any download has ended.
const STAGING_AGE_MS = 24 * 3600_000

/** Does the timed chores until `signal` aborts. A chore that fails is logged and done again in the next round. */
export async function runUpkeep(parts: UpkeepParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await requeueStranded(parts).catch((err) =>
      parts.log.warn({ err }, 'stranded messages are not queued yet; next try in 15 s'),
    )
    await sweepStaging(parts.blobs, new Date(Date.now() - STAGING_AGE_MS)).catch((err) =>
      parts.log.warn({ err }, 'old temporary files are not swept'),
    )
    await sleep(EVERY_MS, undefined, { signal }).catch(() => {}) // Woken early by the end.
  }
}

/** Queues again what the queue lost or never got. Returns how many. The truth is in Postgres; the queue may be wiped at any moment. */
export async function requeueStranded(parts: UpkeepParts): Promise<number> {
  const stranded = await findStranded(parts.db, STRANDED_AT_ONCE)
  if (stranded.length === 0) return 0
  await forgetFinished(parts.queue, stranded)
  await enqueueIngest(parts.queue, stranded)
  crashPoint('after-requeue')
  await noteEnqueued(
    parts.db,
    stranded.map(({ id }) => id),
  )
  parts.log.info({ messages: stranded.length }, 'queued stranded messages again')
  return stranded.length
}
