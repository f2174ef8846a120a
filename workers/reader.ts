import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { BlobError, dropBatch, dropStaged } from '../src/blobs.ts'
import type { Fault, Question, Word } from './answer-questions.ts'

/** A child process that reads messages, one at a time and in the order in which it was asked, as its parent sees it. */
export interface Reader {
  /** Resolves when it can be asked. Throws `NoReaderError` where it did not start. */
  ready: Promise<void>
  /** Resolves when the process is gone. */
  gone: Promise<void>
  /** Whether it may be asked (again). */
  alive(): boolean
  /** How many questions it has; it works on the first, the others lie ahead so that it need not wait for them. */
  pending(): number
  /** Whether it has worked on one question for long. */
  slow(): boolean
  /**
   * Throws `ReaderDeathError` where the question is to blame, `BlobError` where the stored message is, `NotBegunError` where it was
   * withdrawn or the reader died of another question, and the system's error or `NoReaderError` where this machine is to blame.
   */
  ask(question: Asked): Promise<Answer>
  /** Takes back what it has not begun. */
  withdraw(): void
  /** Kills it. */
  end(): void
}

/** A question as the reader's parent has it: where files are staged is the reader's affair. */
export type Asked = DistributiveOmit<Question, 'batch'>
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

export type Answer = Extract<Word, { reading: unknown } | { origin: unknown }>

export interface ReaderSetting {
  /** The file that it runs. */
  entry: string
  /** Its JavaScript heap. */
  heapMiB: number
  /** Wall clock for one question; then it is killed. */
  milliseconds: number
  /** After this time on one question it counts as slow. */
  slowAfterMs: number
  onSlow(reader: Reader): void
}

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

/** A question that has no answer yet. */
interface Turn {
  question: Question
  answer: PromiseWithResolvers<Answer>
  withdrawn: boolean
  stage?: string
}

const START_LIMIT_MS = 60_000
// Most of what reading makes is garbage at once: with the small default, much of the time goes into promoting it.
const SEMI_SPACE_MIB = 16
const LAST_WORDS = 2_000
// V8 aborts where the heap is full, and traps where one allocation is larger than any may be; where the machine's memory is full, Linux kills.
const MEMORY_SIGNALS: readonly NodeJS.Signals[] = ['SIGABRT', 'SIGTRAP', 'SIGKILL']

export function startReader(setting: ReaderSetting): Reader {
  const child = forkReader(setting)
  const lastWords = keepLastWords(child)
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => {}) // Told to whoever asks it.
  const gone = Promise.withResolvers<void>()
  const turns: Turn[] = []
  let alive = true
  let slow = false
  let killedFor: 'time' | 'ending' | undefined
  const kill = (why: 'time' | 'ending') => {
    alive = false
    killedFor ??= why
    child.kill('SIGKILL')
  }
  let limit = setTimeout(kill, START_LIMIT_MS, 'time')
  let long: NodeJS.Timeout | undefined

  /** The first question's clocks start: when it is asked, or when the one before it is answered. */
  const begin = () => {
    clearTimeout(limit)
    clearTimeout(long)
    slow = false
    if (turns.length === 0) return
    limit = setTimeout(kill, setting.milliseconds, 'time')
    long = setTimeout(() => {
      slow = true
      setting.onSlow(reader)
    }, setting.slowAfterMs)
  }
  const hear = (word: Word) => {
    const [turn] = turns
    if (word === 'ready') {
      clearTimeout(limit)
      ready.resolve()
    } else if ('stage' in word) {
      if (turn) turn.stage = word.stage
    } else if (turn) {
      if ('fault' in word && word.last) alive = false
      turns.shift()
      begin()
      settle(turn, word)
    }
  }
  const bury = async (cause?: Error) => {
    alive = false
    const [died, ...others] = turns.splice(0)
    begin()
    ready.reject(new NoReaderError(`a reader could not be started: ${cause ?? lastWords()}`, { cause }))
    for (const { answer } of others) answer.reject(new NotBegunError('its reader died of another message'))
    if (died) await dropFilesOf(died)
    died?.answer.reject(deathOf(child.signalCode, killedFor, died))
    gone.resolve()
  }
  child.on('message', hear)
  child.on('error', bury)
  // Comes when all that it said has been heard.
  child.on('close', () => bury())

  const reader: Reader = {
    ready: ready.promise,
    gone: gone.promise,
    alive: () => alive && child.connected,
    pending: () => turns.length,
    slow: () => slow,
    ask(asked) {
      const question: Question = { ...asked, batch: randomUUID() }
      const answer = Promise.withResolvers<Answer>()
      turns.push({ question, answer, withdrawn: false })
      if (turns.length === 1) begin()
      child.send(question, (undelivered) => {
        if (undelivered) answer.reject(new NotBegunError('its reader is gone', { cause: undelivered }))
      })
      return answer.promise
    },
    withdraw() {
      for (const turn of turns.slice(1)) {
        turn.withdrawn = true
        turn.answer.reject(new NotBegunError('another message takes long'))
      }
    },
    end: () => kill('ending'),
  }
  return reader
}

function forkReader({ entry, heapMiB }: ReaderSetting): ChildProcess {
  return fork(entry, [String(process.pid)], {
    serialization: 'advanced',
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${heapMiB}`,
      `--max-semi-space-size=${SEMI_SPACE_MIB}`,
    ],
    // Hostile mail is read there: no secret of this process is in reach.
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

/** What V8 says when it dies would be noise in the log; why a reader does not even start is none. */
function keepLastWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.on('data', (octets) => {
    words = (words + octets).slice(-LAST_WORDS)
  })
  return () => words
}

/** Answers to what was withdrawn come all the same, from a reader that had not heard of it: nobody waits for their files. */
function settle({ question, answer, stage, withdrawn }: Turn, word: Answer | { fault: Fault }): void {
  if ('fault' in word) answer.reject(errorOf(word.fault, question, stage))
  else if (!withdrawn) answer.resolve(word)
  else if ('reading' in word && word.reading.kind === 'draft')
    void Promise.allSettled(word.reading.staged.map(dropStaged))
}

/** What a dead reader had staged. Where that fails, upkeep sweeps it some day. */
async function dropFilesOf({ question }: Turn): Promise<void> {
  if ('blobs' in question.source) await dropBatch(question.source.blobs, question.batch).catch(() => {})
}

function deathOf(signal: NodeJS.Signals | null, killedFor: 'time' | 'ending' | undefined, { stage }: Turn): Error {
  if (killedFor === 'ending') return new NoReaderError('the readers are being ended')
  if (killedFor === 'time') return new ReaderDeathError('took-too-long', { stage })
  const memory = signal !== null && MEMORY_SIGNALS.includes(signal)
  return new ReaderDeathError(memory ? 'took-too-much-memory' : 'broke-the-reader', { stage })
}

function errorOf(fault: Fault, { source }: Question, stage: string | undefined): Error {
  switch (fault.of) {
    case 'source':
      return new BlobError(fault.state, 'sha256' in source ? source.sha256 : source.path)
    case 'machine':
      return Object.assign(new Error(), fault.error)
    case 'pipeline':
      return new ReaderDeathError('broke-the-reader', { stage, cause: Object.assign(new Error(), fault.error) })
  }
}
