import { setTimeout as sleep } from 'node:timers/promises'
import { countBacklog } from '../src/message/ledger.ts'
import type { IngestQueue, IngestWorker, QueuePlace } from '../src/queues.ts'
import { type IngestParts, startIngest } from './ingest.ts'

interface KeeperParts extends IngestParts {
  queue: IngestQueue
  queuePlace: QueuePlace
}

/** The worker of this process, whichever it is now. */
export interface KeptIngest {
  /** Takes no more jobs and lets the running ones end. */
  close(): Promise<void>
  /** Ends it without waiting for jobs; within seconds, whatever is down. */
  cut(): Promise<void>
}

/** How long nothing may happen though jobs wait, how long a job may run, and how often that is looked at; milliseconds. */
interface Patience {
  silent: number
  longestJob: number
  lookEvery: number
}

// A job with sixteen messages that are read one by one takes a minute for each at most, and that only where all of them hang.
const PATIENCE: Patience = { silent: 120_000, longestJob: 20 * 60_000, lookEvery: 15_000 }

/**
 * Starts taking messages from the queue and watches over it: a worker that does nothing for two minutes although jobs wait, as seen after
 * a failover of Redis (bullmq#3185), is replaced. What the old one still works on ends or loses its claim.
 */
export function keepIngesting(parts: KeeperParts, patience = PATIENCE): KeptIngest {
  const ending = new AbortController()
  const { signal } = ending
  let watched = startWatched(parts, patience)
  const watching = (async () => {
    for (;;) {
      await sleep(patience.lookEvery, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted) return
      if (!watched.isSilent() || !(await jobsWait(parts).catch(() => false)) || signal.aborted) continue
      parts.log.error('the ingest worker takes no jobs although some wait; it is replaced')
      void watched.worker.close(true)
      watched = startWatched(parts, patience)
    }
  })()
  return {
    async close() {
      ending.abort()
      await watching
      await watched.worker.close()
    },
    cut: () => watched.worker.close(true),
  }
}

interface Watched {
  worker: IngestWorker
  /** Whether no job was begun or ended for long, and none can still be running. */
  isSilent(): boolean
}

function startWatched(parts: KeeperParts, patience: Patience): Watched {
  let lastSign = performance.now()
  let running = 0
  const worker = startIngest(parts, parts.queuePlace, (change) => {
    lastSign = performance.now()
    running += change
  })
  return {
    worker,
    isSilent: () => performance.now() - lastSign > (running > 0 ? patience.longestJob : patience.silent),
  }
}

/** The queue and the ledger must both say so: either may hold leftovers of the other. */
async function jobsWait({ db, queue }: KeeperParts): Promise<boolean> {
  return (await countBacklog(db, 1)) > 0 && (await queue.getWaitingCount()) > 0
}
