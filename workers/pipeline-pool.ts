import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Lesson, Origin } from '../src/pipeline/draft.ts'
import type { Reading, Source } from './answer-questions.ts'
import { startReader } from './reader.ts'
import { openReaders } from './reader-pool.ts'
import type { Answer } from './turns.ts'

export { ReaderDeathError } from './reader-faults.ts'

/** The pipeline in processes that may die: an endless loop or a blown heap takes one process and one try, nothing else. */
export interface Pipeline {
  /** How many messages it reads at once. */
  readers: number
  /**
   * Reads one message with what editors taught about its sender; `traced` finds out in which stage it fails, at some cost. Throws `ReaderDeathError` where the message is to blame,
   * `BlobError` where it is not what was stored, and `NoReaderError` or the system's error where this machine is.
   */
  read(source: Source, receivedAt: Date, how?: { traced?: boolean; lessons?: readonly Lesson[] }): Promise<Reading>
  /** What the header alone says; null when even that cannot be read. */
  readOrigin(source: Source): Promise<Origin | null>
  close(): Promise<void>
}

export interface ReadLimits {
  /** Wall clock for one message. */
  milliseconds: number
  /** JavaScript heap of one reader; the octets themselves are outside it. */
  heapMiB: number
}

// No release takes more than a few seconds; what takes a minute is an attack or a fault of ours. The heap bounds what a hostile structure
// can make of 50 MiB.
const LIMITS: ReadLimits = { milliseconds: 60_000, heapMiB: 512 }
// A large release with photos is read in a tenth of this.
const SLOW_AFTER_MS = 2_000
const ENTRY = join(import.meta.dirname, 'reader-entry.ts')

/**
 * Reads at most `readers` messages at once (default: one for each core but one, which the rest of the work needs). A message that takes
 * longer than a moment goes on beside them, so that an endless loop stops no one; it takes three of those to fill the spare readers too.
 * `zone` is the desk's. Limits and the file that a reader runs are given by tests only.
 */
export function openPipeline({
  readers = Math.max(1, availableParallelism() - 1),
  limits = LIMITS,
  entry = ENTRY,
  zone = 'UTC',
}: {
  readers?: number
  limits?: ReadLimits
  entry?: string
  zone?: string
} = {}): Pipeline {
  const setting = { entry, ...limits, slowAfterMs: SLOW_AFTER_MS }
  const pool = openReaders(readers, (onSlow) => startReader(setting, onSlow))
  return {
    readers,
    async read(source, receivedAt, { traced = false, lessons = [] } = {}) {
      const answer = await pool.ask({ about: 'message', source, circumstances: { receivedAt, zone, lessons }, traced })
      return (answer as Extract<Answer, { reading: unknown }>).reading
    },
    readOrigin: (source) =>
      pool.ask({ about: 'header', source }).then(
        (answer) => (answer as Extract<Answer, { origin: unknown }>).origin,
        () => null,
      ),
    close: () => pool.close(),
  }
}
