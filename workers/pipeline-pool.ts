import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { Piscina } from 'piscina'
import type { Origin, Outcome } from '../src/pipeline/draft.ts'

/** The pipeline in threads that may die: an endless loop or a blown heap takes one thread and one try, nothing else. */
export interface Pipeline {
  /** How many messages it reads at once. */
  readers: number
  /** Reads one message. The `source` is transferred and unusable afterwards. Throws `ReaderDeathError` when the thread had to die. */
  read(source: Uint8Array<ArrayBuffer>, receivedAt: Date): Promise<Outcome>
  /** What the header alone says; null when even that kills its reader. The `source` is transferred. */
  readOrigin(source: Uint8Array<ArrayBuffer>): Promise<Origin | null>
  close(): Promise<void>
}

/** The thread that read a message was ended, by a limit or by a fault of its own. */
export class ReaderDeathError extends Error {
  override name = 'ReaderDeathError'
  readonly why: 'took-too-long' | 'took-too-much-memory' | 'broke-the-reader'
  constructor(why: ReaderDeathError['why'], options?: ErrorOptions) {
    super(why, options)
    this.why = why
  }
}

export interface ReadLimits {
  /** Wall clock for one message. */
  milliseconds: number
  /** JavaScript heap of one thread; the octets themselves are outside it. */
  heapMiB: number
}

// No release takes more than a few seconds; what takes a minute is an attack or a fault of ours. The heap bounds what a hostile structure
// can make of 50 MiB.
const LIMITS: ReadLimits = { milliseconds: 60_000, heapMiB: 512 }
// Most of what reading makes is garbage at once: with the small default, much of the time goes into promoting it.
const YOUNG_GENERATION_MIB = 64
const SPARE_THREADS = 2
// A large release with photos is read in a tenth of this.
const LONG_MS = 2_000
const THREAD = join(import.meta.dirname, 'pipeline-thread.ts')

/**
 * Reads at most `readers` messages at once (default: one for each core but one, which the rest of the work needs). A message that takes
 * longer than a moment goes on beside them on a spare thread, so that an endless loop stops no one. Limits and the file that a thread
 * runs are given by tests only.
 */
export function openPipeline(
  readers = Math.max(1, availableParallelism() - 1),
  limits: ReadLimits = LIMITS,
  thread: string = THREAD,
): Pipeline {
  const pool = new Piscina({
    filename: thread,
    minThreads: readers,
    maxThreads: readers + SPARE_THREADS,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
  })
  // A thread that meets its heap limit while it is being ended for its time has no task left to reject; unheard, it would end the process.
  pool.on('error', () => {})
  // The clock of a message starts when a thread takes it, not while it waits for one.
  const inTurn = takingTurns(readers, readers + SPARE_THREADS)
  return {
    readers,
    read: (source, receivedAt) => inTurn(() => runWithin<Outcome>(pool, limits.milliseconds, { source, receivedAt })),
    readOrigin: (source) =>
      inTurn(() => runWithin<Origin>(pool, limits.milliseconds, { source }, 'readOriginInThread')).catch(() => null),
    close: () => pool.destroy(),
  }
}

/** Runs tasks `usual` at a time; one that takes long gives up its turn but goes on, as long as no more than `most` run. */
function takingTurns(usual: number, most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const turn = pLimit(usual)
  const place = pLimit(most)
  return async <T>(task: () => Promise<T>) => {
    const started = Promise.withResolvers<{ work: Promise<T> }>()
    turn(async () => {
      const work = place(task)
      started.resolve({ work })
      await orLater(LONG_MS, work)
    })
    return (await started.promise).work
  }
}

/** Resolves when `work` has ended, in whatever way, and after `milliseconds` at the latest. */
function orLater(milliseconds: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, milliseconds)
    const end = () => {
      clearTimeout(late)
      resolve()
    }
    work.then(end, end)
  })
}

async function runWithin<T>(
  pool: Piscina,
  milliseconds: number,
  task: { source: Uint8Array<ArrayBuffer>; receivedAt?: Date },
  name = 'default',
): Promise<T> {
  const signal = AbortSignal.timeout(milliseconds)
  try {
    return await pool.run(task, { name, signal, transferList: [task.source.buffer] })
  } catch (cause) {
    if (signal.aborted) throw new ReaderDeathError('took-too-long', { cause })
    const code = (cause as NodeJS.ErrnoException).code
    throw new ReaderDeathError(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'took-too-much-memory' : 'broke-the-reader', {
      cause,
    })
  }
}
