import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { Piscina } from 'piscina'
import type { Outcome } from '../src/pipeline/draft.ts'

/** The pipeline in threads that may die: an endless loop or a blown heap takes one thread and one try, nothing else. */
export interface Pipeline {
  threads: number
  /** Reads one message. The `source` is transferred and unusable afterwards. Throws `ReaderDeathError` when the thread had to die. */
  read(source: Uint8Array<ArrayBuffer>, receivedAt: Date): Promise<Outcome>
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

// No release takes more than a few seconds; what takes a minute is an attack or a fault of ours.
const READ_LIMIT_MS = 60_000
// Bounds what a hostile structure can make of 50 MiB; the octets themselves are outside the JavaScript heap.
const HEAP_LIMIT_MB = 512

/** Starts `threads` threads (default: one a core, at least two, so that one endless loop does not stop the others). */
export function openPipeline(threads = Math.max(2, availableParallelism())): Pipeline {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'pipeline-thread.ts'),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  })
  // The clock of a message starts when a thread takes it, not while it waits for one.
  const turn = pLimit(threads)
  return {
    threads,
    read: (source, receivedAt) => turn(() => readWithin(pool, source, receivedAt)),
    close: () => pool.destroy(),
  }
}

async function readWithin(pool: Piscina, source: Uint8Array<ArrayBuffer>, receivedAt: Date): Promise<Outcome> {
  const signal = AbortSignal.timeout(READ_LIMIT_MS)
  try {
    return await pool.run({ source, receivedAt }, { signal, transferList: [source.buffer] })
  } catch (cause) {
    if (signal.aborted) throw new ReaderDeathError('took-too-long', { cause })
    const code = (cause as NodeJS.ErrnoException).code
    throw new ReaderDeathError(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'took-too-much-memory' : 'broke-the-reader', {
      cause,
    })
  }
}
