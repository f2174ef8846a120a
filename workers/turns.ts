import { dropBatch, dropStaged } from '../src/blobs.ts'
import type { Fault, Question, Word } from './answer-questions.ts'
import { errorOf } from './reader-faults.ts'

export type Answer = Extract<Word, { reading: unknown } | { origin: unknown }>
type Progress = Extract<Word, { stage: string } | { atStore: boolean }>

/** A question that has no answer yet. */
export interface Turn {
  question: Question
  answer: PromiseWithResolvers<Answer>
  /** Nobody waits for the answer any more. */
  withdrawn: boolean
  /** Whether the reader waits for the blob store: that it takes long then is no fault of the message's. */
  atStore: boolean
  /** The stage that began last; undefined where it is not traced. */
  stage: string | undefined
}

/** The questions that a reader has, in order: it works on the first, whose clocks run. */
export interface Turns {
  all: readonly Turn[]
  /** Whether the first takes long. */
  slow(): boolean
  add(turn: Turn): void
  /** Takes the first away, as it is answered. */
  shift(): Turn | undefined
  clear(): Turn[]
}

/** `onSlow` hears when the first turn takes `slowAfterMs`, `onLate` when it takes `milliseconds`. */
export function openTurns(
  { slowAfterMs, milliseconds }: { slowAfterMs: number; milliseconds: number },
  onSlow: () => void,
  onLate: () => void,
): Turns {
  const all: Turn[] = []
  let clocks: NodeJS.Timeout[] = []
  let slow = false
  const startClocks = () => {
    for (const clock of clocks.splice(0)) clearTimeout(clock)
    slow = false
    if (all.length === 0) return
    const tell = () => {
      slow = true
      onSlow()
    }
    clocks = [setTimeout(tell, slowAfterMs), setTimeout(onLate, milliseconds)]
  }
  const remove = (count: number) => {
    const removed = all.splice(0, count)
    startClocks()
    return removed
  }
  return {
    all,
    slow: () => slow,
    add(turn) {
      all.push(turn)
      if (all.length === 1) startClocks()
    },
    shift: () => remove(1)[0],
    clear: () => remove(all.length),
  }
}

/** Notes how far a reader is with a turn; false when the word says something else. */
export function noteProgress(turn: Turn, word: Exclude<Word, 'ready'>): word is Progress {
  if ('stage' in word) turn.stage = word.stage
  else if ('atStore' in word) turn.atStore = word.atStore
  else return false
  return true
}

/** Ends a turn. A reader that had not heard that it was withdrawn answers all the same: nobody waits for its files. */
export function settleTurn({ question, answer, stage, withdrawn }: Turn, word: Answer | { fault: Fault }): void {
  if ('fault' in word) answer.reject(errorOf(word.fault, question.source, stage))
  else if (!withdrawn) answer.resolve(word)
  else if ('reading' in word && word.reading.kind === 'draft')
    void Promise.allSettled(word.reading.staged.map(dropStaged))
}

/** What a dead reader had staged. Where that fails, upkeep sweeps it some day. */
export async function dropFilesOf({ question }: Turn): Promise<void> {
  if ('blobs' in question.source) await dropBatch(question.source.blobs, question.batch).catch(() => {})
}
