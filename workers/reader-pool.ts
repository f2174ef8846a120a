import type { Asked, Reader } from './reader.ts'
import { NoReaderError, NotBegunError } from './reader-faults.ts'
import type { Answer } from './turns.ts'

/** A question in the line for a reader. */
interface Waiting {
  begin(reader: Reader): void
  reject(error: Error): void
}

const SPARE_READERS = 2
const SPARE_FOR_MS = 60_000
// The one being read, and what lies ready so that a reader need not wait until this process finds the time for it.
const PENDING_A_READER = 3

/** Keeps `usual` readers warm and at work, and further ones while some of them are slow. */
export function openReaders(usual: number, start: (onSlow: (reader: Reader) => void) => Reader) {
  const starting = new Set<Reader>()
  const started = new Set<Reader>()
  const line: Waiting[] = []
  let closed = false
  let rest: NodeJS.Timeout | undefined

  /** False where it failed at once, as where the memory is full. */
  const startOne = (): boolean => {
    let reader: Reader
    try {
      reader = start(makeWay)
    } catch (error) {
      giveUpWithoutReaders(error as Error)
      return false
    }
    starting.add(reader)
    reader.ready.then(
      () => {
        starting.delete(reader)
        started.add(reader)
        handOut()
      },
      (error) => {
        starting.delete(reader)
        giveUpWithoutReaders(error)
      },
    )
    reader.gone.then(() => {
      if (started.delete(reader)) startMissing()
    })
    return true
  }
  // Where one cannot start, another would not either, until it is needed again.
  const giveUpWithoutReaders = (error: Error) => {
    if (starting.size + started.size === 0) for (const waiting of line.splice(0)) waiting.reject(error)
  }
  const startMissing = () => {
    const slow = [...started].filter((reader) => reader.slow()).length
    const wanted = usual + Math.min(slow, SPARE_READERS)
    while (!closed && starting.size + started.size < wanted) if (!startOne()) break
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
      if (closed) reject(new NoReaderError('the readers are being ended'))
      const again = (error: Error) => {
        if (closed) reject(new NoReaderError('the readers are being ended'))
        else if (error instanceof NotBegunError) line.unshift(waiting)
        else reject(error)
      }
      const waiting: Waiting = {
        begin: (reader) => reader.ask(question).then(resolve, again).finally(handOut),
        reject,
      }
      if (!closed) line.push(waiting)
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
