import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Question, Word } from './answer-questions.ts'
import { deathOf, type Killing, NoReaderError, NotBegunError } from './reader-faults.ts'
import { type Answer, dropFilesOf, noteProgress, openTurns, settleTurn } from './turns.ts'

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

/** A question as the reader's parent has it: under which name files are staged is the reader's affair. */
export type Asked = OmitOfEach<Question, 'batch'>
type OmitOfEach<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

export interface ReaderSetting {
  /** The file that it runs. */
  entry: string
  /** Its JavaScript heap. */
  heapMiB: number
  /** Wall clock for one question; then it is killed. */
  milliseconds: number
  /** After this time on one question it counts as slow. */
  slowAfterMs: number
}

const START_LIMIT_MS = 60_000
// Most of what reading makes is garbage at once: with the small default, much of the time goes into promoting it.
const SEMI_SPACE_MIB = 16
const LAST_WORDS = 2_000

/** Starts a reader; `onSlow` hears when it becomes slow. */
export function startReader(setting: ReaderSetting, onSlow: (reader: Reader) => void): Reader {
  const child = forkReader(setting)
  const lastWords = keepLastWords(child)
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => {}) // Told to whoever asks it.
  const gone = Promise.withResolvers<void>()
  let alive = true
  let killing: Killing | undefined
  // Whatever it works on after that, it does not die of.
  let saidLast = false
  const kill = (why: Killing) => {
    alive = false
    killing ??= why
    child.kill('SIGKILL')
  }
  const startClock = setTimeout(kill, START_LIMIT_MS, 'time')
  const turns = openTurns(
    setting,
    () => onSlow(reader),
    () => kill('time'),
  )

  const hear = (word: Word) => {
    if (word === 'ready') {
      clearTimeout(startClock)
      return ready.resolve()
    }
    if (saidLast) return
    if ('fault' in word && word.last) {
      saidLast = true
      alive = false
    }
    const [turn] = turns.all
    if (!turn) return
    if (noteProgress(turn, word)) return
    turns.shift()
    settleTurn(turn, word)
  }
  let buried = false
  const bury = async (cause?: Error) => {
    if (buried) return
    buried = true
    alive = false
    clearTimeout(startClock)
    // What failed may be another thing than its life.
    child.kill('SIGKILL')
    ready.reject(new NoReaderError(`a reader could not be started: ${cause ?? lastWords()}`, { cause }))
    const [died, ...others] = turns.clear()
    for (const { answer } of others) answer.reject(notBegun())
    if (died) await dropFilesOf(died)
    died?.answer.reject(saidLast ? notBegun() : deathOf({ signal: child.signalCode, killing, failure: cause }, died))
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
    pending: () => turns.all.length,
    slow: turns.slow,
    ask(asked) {
      const question: Question = { ...asked, batch: randomUUID() }
      const answer = Promise.withResolvers<Answer>()
      turns.add({ question, answer, withdrawn: false, atStore: true, stage: undefined })
      child.send(question, (undelivered) => {
        if (undelivered) answer.reject(new NotBegunError('its reader is gone', { cause: undelivered }))
      })
      return answer.promise
    },
    withdraw() {
      for (const turn of turns.all.slice(1)) {
        turn.withdrawn = true
        turn.answer.reject(new NotBegunError('another message takes long'))
      }
    },
    end: () => kill('ending'),
  }
  return reader
}

function notBegun(): NotBegunError {
  return new NotBegunError('its reader died of another message')
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
