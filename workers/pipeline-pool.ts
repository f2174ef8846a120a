import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Origin } from '../src/pipeline/draft.ts'
import type { Reading, Source } from './answer-questions.ts'
import { type Answer, type Asked, NoReaderError, NotBegunError, type Reader, startReader } from './reader.ts'

export { ReaderDeathError } from './reader.ts'

/** The pipeline in processes that may die: an endless loop or a blown heap takes one process and one try, nothing else. */
export interface Pipeline {
  /** How many messages it reads at once. */
  readers: number
  /**
   * Reads one message; `traced` finds out in which stage it fails, at some cost. Throws `ReaderDeathError` where the message is to blame,
   * `BlobError` where it is not what was stored, and `NoReaderError` or the system's error where this machine is.
   */
  read(source: Source, receivedAt: Date, traced?: boolean): Promise<Reading>
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
const SPARE_READERS = 2
const SPARE_FOR_MS = 60_000
// A large release with photos is read in a tenth of this.
const SLOW_AFTER_MS = 2_000
// The one being read, and what lies ready so that a reader need not wait until this process finds the time for it.
const PENDING_A_READER = 3
const ENTRY = join(import.meta.dirname, 'pipeline-process.ts')

/**
 * Reads at most `readers` messages at once (default: one for each core but one, which the rest of the work needs). A message that takes
 * longer than a moment goes on beside them, so that an endless loop stops no one; it takes three of those to fill the spare readers too.
 * Limits and the file that a reader runs are given by tests only.
 */
export function openPipeline(
  readers = Math.max(1, availableParallelism() - 1),
  limits: ReadLimits = LIMITS,
  entry: string = ENTRY,
): Pipeline {
  const pool = openReaders(readers, (onSlow) => startReader({ entry, ...limits, slowAfterMs: SLOW_AFTER_MS, onSlow }))
  return {
    readers,
    async read(source, receivedAt, traced = false) {
      const answer = await pool.ask({ about: 'message', source, receivedAt, traced })
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

/** A question in the line for a reader. */
interface Waiting {
  begin(reader: Reader): void
  reject(error: Error): void
}

/** Keeps `usual` readers warm and at work, and further ones while some of them are slow. */
function openReaders(usual: number, start: (onSlow: (reader: Reader) => void) => Reader) {
  const starting = new Set<Reader>()
  const started = new Set<Reader>()
  const line: Waiting[] = []
  let closed = false
  let rest: NodeJS.Timeout | undefined

  const startOne = () => {
    const reader = start(makeWay)
    starting.add(reader)
    reader.ready.then(
      () => {
        starting.delete(reader)
        started.add(reader)
        handOut()
      },
      (error) => {
        starting.delete(reader)
        // Where one cannot start, another would not either, until it is needed again.
        if (starting.size + started.size === 0) for (const waiting of line.splice(0)) waiting.reject(error)
      },
    )
    reader.gone.then(() => {
      if (started.delete(reader)) startMissing()
    })
  }
  const startMissing = () => {
    const slow = [...started].filter((reader) => reader.slow()).length
    const wanted = usual + Math.min(slow, SPARE_READERS)
    while (!closed && starting.size + started.size < wanted) startOne()
  }
  const handOut = () => {
    for (let reader = findFree(usual, started); reader && line.length > 0; reader = findFree(usual, started)) {
      line.shift()?.begin(reader)
    }
    if (line.length > 0) startMissing()
    if (started.size > usual) rest ??= setTimeout(endSpare, SPARE_FOR_MS).unref()
  }
  const makeWay = (slow: Reader) => {
    slow.withdraw()
    handOut()
  }
  const endSpare = () => {
    rest = undefined
    const idle = [...started].filter((reader) => reader.pending() === 0)
    if (started.size > usual) idle.at(-1)?.end()
  }
  startMissing()

  return {
    ask(question: Asked): Promise<Answer> {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const again = (error: Error) => {
        if (closed) reject(new NoReaderError('the readers are being ended'))
        else if (error instanceof NotBegunError) line.unshift(waiting)
        else reject(error)
      }
      const waiting: Waiting = {
        begin: (reader) => reader.ask(question).then(resolve, again).finally(handOut),
        reject,
      }
      line.push(waiting)
      if (closed) again(new NotBegunError())
      handOut()
      return promise
    },
    async close() {
      closed = true
      clearTimeout(rest)
      for (const waiting of line.splice(0)) waiting.reject(new NoReaderError('the readers are being ended'))
      const all = [...starting, ...started]
      for (const reader of all) reader.end()
      await Promise.all(all.map((reader) => reader.gone))
    },
  }
}

/** At most `usual` are at work but for the slow ones. The oldest first, so that a spare one rests and may go. */
function findFree(usual: number, readers: ReadonlySet<Reader>): Reader | undefined {
  const quick = [...readers].filter((reader) => reader.alive() && !reader.slow())
  const busy = quick.filter((reader) => reader.pending() > 0)
  const idle = quick.find((reader) => reader.pending() === 0)
  if (idle && busy.length < usual) return idle
  return busy.filter((reader) => reader.pending() < PENDING_A_READER).toSorted((a, b) => a.pending() - b.pending())[0]
}
