import { BlobError } from '../src/blobs.ts'
import type { Fault, Source } from './answer-questions.ts'

/** The reader of a message died of it: by a limit, or by a fault of the pipeline. */
export class ReaderDeathError extends Error {
  override name = 'ReaderDeathError'
  readonly why: 'took-too-long' | 'took-too-much-memory' | 'broke-the-reader'
  /** Stage and kind, such as `sanitise:took-too-long` or `parse:TypeError`; the stage is `reader` where the message was not traced. */
  readonly fault: string
  constructor(why: ReaderDeathError['why'], { stage, cause }: { stage?: string | undefined; cause?: Error } = {}) {
    super(why, { cause })
    this.why = why
    this.fault = `${stage ?? 'reader'}:${cause?.name ?? why}`
  }
}

/** There was no reader for the message, which is no fault of the message's: none could be started, or all are being ended. */
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

/** What the end of a reader means for the question that it was working on. */
export function deathOf(signal: NodeJS.Signals | null, killing: Killing | undefined, stage: string | undefined): Error {
  if (killing === 'ending') return new NoReaderError('the readers are being ended')
  if (killing === 'time') return new ReaderDeathError('took-too-long', { stage })
  const memory = signal !== null && MEMORY_SIGNALS.includes(signal)
  return new ReaderDeathError(memory ? 'took-too-much-memory' : 'broke-the-reader', { stage })
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
