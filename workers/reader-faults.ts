import { BlobError } from '../src/blobs.ts'
import type { Fault, Source } from './answer-questions.ts'
import type { Turn } from './turns.ts'

/** The reader of a message died of it: by a limit, or by a fault of the pipeline. */
export class ReaderDeathError extends Error {
  override name = 'ReaderDeathError'
  readonly why: 'took-too-long' | 'took-too-much-memory' | 'broke-the-reader'
  /** Stage and kind, such as `sanitise:took-too-long` or `parse:TypeError`; the stage is `reader` where the message was not traced. */
  readonly fault: string
  /** Whether Linux killed it, which another process may be to blame for: such a death proves less than others. */
  readonly byLinux: boolean
  constructor(
    why: ReaderDeathError['why'],
    { stage, cause, byLinux = false }: { stage?: string | undefined; cause?: Error; byLinux?: boolean } = {},
  ) {
    super(why, { cause })
    this.why = why
    this.byLinux = byLinux
    this.fault = `${stage ?? 'reader'}:${cause?.name ?? why}`
  }
}

/**
 * There was no reader for the message, which is no fault of the message's: none could be started, it had no source from a blob store that
 * hangs, or all are being ended.
 */
export class NoReaderError extends Error {
  override name = 'NoReaderError'
}

/** Nobody has begun with it: it may be asked elsewhere. */
export class NotBegunError extends Error {
  override name = 'NotBegunError'
}

/** Why a parent kills its reader: a question takes too long, or no more are to be asked. */
export type Killing = 'time' | 'ending'

// V8 aborts where the heap is full, and traps where one allocation is larger than any may be; where the machine's memory is full, Linux kills.
const MEMORY_SIGNALS: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGTRAP', 'SIGKILL']

/** How a reader ended: by which signal, killed by its parent or not, or that it could not be dealt with any more (`failure`). */
interface ReaderEnd {
  signal: NodeJS.Signals | null
  killing: Killing | undefined
  failure: Error | undefined
}

/** What the end of a reader means for the question that it was working on. */
export function deathOf({ signal, killing, failure }: ReaderEnd, { stage, atStore }: Turn): Error {
  if (killing === 'ending') return new NoReaderError('the readers are being ended')
  if (killing === 'time' && atStore)
    return new NoReaderError('the blob store does not answer in time; is its disk there?')
  if (killing === 'time') return new ReaderDeathError('took-too-long', { stage })
  if (failure) return new NoReaderError('a reader failed', { cause: failure })
  const memory = signal !== null && MEMORY_SIGNALS.includes(signal)
  if (memory) return new ReaderDeathError('took-too-much-memory', { stage, byLinux: signal === 'SIGKILL' })
  return new ReaderDeathError('broke-the-reader', { stage })
}

/** A fault that a reader told of, as the error that it was there. */
export function errorOf(fault: Fault, source: Source, stage: string | undefined): Error {
  switch (fault.of) {
    case 'source':
      return new BlobError(fault.state, 'sha256' in source ? source.sha256 : source.path)
    case 'machine':
      return Object.assign(new Error(), fault.error)
    case 'pipeline':
      return new ReaderDeathError('broke-the-reader', { stage, cause: Object.assign(new Error(), fault.error) })
  }
}
