import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { BlobError, type BlobStore, readBlob, type StagedFile, stageFiles } from '../src/blobs.ts'
import type { Circumstances, Origin, Outcome } from '../src/pipeline/draft.ts'

/** Where a message lies: in the blob store, where its attachments are staged too, or in any file. */
export type Source = { blobs: BlobStore; sha256: string } | { path: string }

export type Question =
  | { about: 'message'; source: Source; circumstances: Circumstances; batch: string; traced: boolean }
  | { about: 'header'; source: Source; batch: string }

/** An `Outcome` with the attachments' bytes in temporary files, which no one can see yet. */
export type Reading =
  | Exclude<Outcome, { kind: 'draft' }>
  | (Omit<Extract<Outcome, { kind: 'draft' }>, 'files'> & { staged: StagedFile[] })

/** Why there is no answer: the stored message is not what it was, the disk or another part of this machine failed, or the pipeline did. */
export type Fault =
  | { of: 'source'; state: BlobError['state'] }
  | { of: 'machine'; error: { message: string; code: string | undefined; errno: number | undefined } }
  | { of: 'pipeline'; error: { name: string; message: string; stack: string | undefined } }

/**
 * What a reader says. `stage` is about to begin; with `atStore` false it has the source, and with true it waits for the store again, as it
 * does at first; `last` is the fault of which the reader ends.
 */
export type Word =
  | 'ready'
  | { stage: string }
  | { atStore: boolean }
  | { reading: Reading }
  | { origin: Origin }
  | { fault: Fault; last: boolean }

/** The pipeline's two functions, or others that take their place. */
export interface Reads {
  ingest(source: Uint8Array, circumstances: Circumstances, onStage?: (stage: string) => void): Promise<Outcome>
  readOrigin(source: Uint8Array): Promise<Origin>
}

/**
 * Makes this process a reader: it answers its parent's questions, one at a time, and lives no longer than the parent. Whatever a message
 * does to it, nobody else is harmed; where memory runs out, Linux ends it before anyone else.
 */
export function answerQuestions({ ingest, readOrigin }: Reads): void {
  volunteerForTheEnd()
  const parent = Number(process.argv[2])
  new Worker(join(import.meta.dirname, 'orphan-watch.ts'), { workerData: parent }).unref()
  process.on('disconnect', () => process.exit())
  // These go to whole groups of processes, while the parent still wants its answers.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('uncaughtException', (error) => say({ fault: faultOf(error), last: true }, () => process.exit(1)))
  // The next questions may lie ahead, so that this process never waits for its parent.
  let turn = Promise.resolve()
  process.on('message', (question: Question) => {
    turn = turn.then(async () => say(await answer(question)))
  })
  say('ready')

  async function answer(question: Question): Promise<Word> {
    let source: Uint8Array
    try {
      source = await sourceOf(question.source)
    } catch (error) {
      return {
        fault: error instanceof BlobError ? { of: 'source', state: error.state } : ofMachine(error),
        last: false,
      }
    }
    // Of a store that hangs this process could not tell: it says what goes well.
    say({ atStore: false })
    try {
      if (question.about === 'header') return { origin: await readOrigin(source) }
      const onStage = question.traced ? (stage: string) => say({ stage }) : undefined
      return stagedAway(question, await ingest(source, question.circumstances, onStage))
    } catch (error) {
      return { fault: faultOf(error), last: false }
    }
  }
}

async function sourceOf(source: Source): Promise<Uint8Array> {
  return 'path' in source ? readFile(source.path) : readBlob(source.blobs, source.sha256)
}

/** The outcome without its files' bytes: these lie in temporary files now, or nowhere where there is no store. */
function stagedAway({ source, batch }: Question & { about: 'message' }, outcome: Outcome): Word {
  if (outcome.kind !== 'draft') return { reading: outcome }
  const { files, ...draft } = outcome
  if (files.length > 0) say({ atStore: true })
  try {
    return { reading: { ...draft, staged: 'path' in source ? [] : stageFiles(source.blobs, batch, files) } }
  } catch (error) {
    return { fault: ofMachine(error), last: false }
  }
}

function ofMachine(error: unknown): Fault {
  const { message, code, errno } = error as NodeJS.ErrnoException
  return { of: 'machine', error: { message, code, errno } }
}

function faultOf(error: unknown): Fault {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { of: 'pipeline', error: { name, message, stack } }
}

function say(word: Word, done?: () => void): void {
  process.send?.(word, undefined, undefined, done)
}

/** See proc_pid_oom_score_adj(5). Elsewhere than on Linux, or where it is forbidden, the reader is as likely a victim as others. */
function volunteerForTheEnd(): void {
  if (process.platform !== 'linux') return
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {}
}
