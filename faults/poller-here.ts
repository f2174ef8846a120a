import { openBlobStore } from '../src/blobs.ts'
import { openDatabase } from '../src/database.ts'
import { openLog } from '../src/log.ts'
import { openIngestQueue } from '../src/queues.ts'
import { type Pace, startPoller } from '../workers/poller.ts'
import type { Rig } from './rig.ts'

// Short ticks, so that what only a tick can find is found soon.
const PACE: Pace = { syncEvery: 1_000, reconcileEvery: 60_000, lookEvery: 100, leaseFor: 20_000 }

/** The product's poller in this process, at a pace of the row's own, on the rig's database, queue and blobs. Returns how to stop it. */
export async function startPollerHere(rig: Rig, pace: Partial<Pace> = {}): Promise<() => Promise<void>> {
  const env = rig.env('poller')
  const database = openDatabase(env.DATABASE_URL as string, () => {})
  const place =
    env.REDIS_URL === undefined
      ? ({ backend: 'postgres', url: env.DATABASE_URL as string } as const)
      : ({ backend: 'redis', url: env.REDIS_URL } as const)
  const queue = openIngestQueue(place, () => {})
  const blobs = await openBlobStore(rig.blobDir)
  const parts = { ...database, queue, blobs, log: openLog('silent'), secretKey: env.SECRET_KEY as string }
  const stopping = new AbortController()
  const { done } = startPoller(parts, stopping.signal, { ...PACE, ...pace })
  return async () => {
    stopping.abort()
    await done
    await queue.close()
    await database.db.destroy()
  }
}
