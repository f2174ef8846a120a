import type { Kysely } from 'kysely'
import type { Filing } from '../src/article/file-draft.ts'
import { BlobError, type BlobStore } from '../src/blobs.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import {
  type ClaimedMessage,
  type FaultReason,
  giveBackStart,
  noteFault,
  type Settlement,
} from '../src/message/message.ts'
import { type Pipeline, ReaderDeathError } from './pipeline-pool.ts'

export interface IngestParts {
  db: Kysely<Database>
  blobs: BlobStore
  pipeline: Pipeline
  log: Log
}

/** What is to be written of one message: the verdict and, where that is "filed", the draft. */
export type Result = Settlement & { filing?: Filing }

// The same octets are read in the same way each time: what failed thrice will fail again. Starts that a crash of the worker ended count too.
const READER_DEATHS = 3
// Starts of work on one message, crashes of whole machines included; those that a passing fault ended are given back.
export const MAX_STARTS = 8
const MAX_WORDS = 2_000

/** The quarantine that a fault leads to, or the fault again (and noted) when another try may help. */
export async function giveUpOn(
  parts: IngestParts,
  claim: ClaimedMessage,
  fault: unknown,
  passing: boolean,
  lastTry: boolean,
): Promise<Result> {
  const reason = passing ? undefined : reasonToGiveUp(fault, claim, lastTry)
  if (!passing) {
    const { id, attempts } = claim
    parts.log.warn({ err: fault, message: id, attempts, reason }, 'a message could not be read')
  }
  if (reason) return quarantine(parts, claim, reason, fault)
  const noted = passing ? giveBackStart(parts.db, claim) : noteFault(parts.db, claim, wordsOf(fault))
  await noted.catch((err) => parts.log.debug({ err, message: claim.id }, 'a failed try could not be noted'))
  throw fault
}

async function quarantine(
  { blobs, pipeline }: IngestParts,
  claim: ClaimedMessage,
  reason: FaultReason,
  fault: unknown,
): Promise<Result> {
  const verdict = { status: 'quarantined', reason, detail: wordsOf(fault) } as const
  if (fault instanceof BlobError) return { claim, origin: null, verdict }
  const origin = await pipeline.readOrigin({ blobs, sha256: claim.sha256 })
  return { claim, origin, verdict, fault: kindOf(fault) }
}

/** A reader's death says nothing by itself; what killed it does. */
function wordsOf(fault: unknown): string {
  const cause = fault instanceof ReaderDeathError && fault.cause ? `: ${fault.cause}` : ''
  return `${fault}${cause}`.slice(0, MAX_WORDS)
}

/** Equal for messages with the same trouble: where it failed, and how. */
function kindOf(fault: unknown): string {
  if (fault instanceof ReaderDeathError) return fault.fault
  const { code, name } = fault as NodeJS.ErrnoException
  return `filing:${code ?? name}`
}

function reasonToGiveUp(fault: unknown, claim: ClaimedMessage, lastTry: boolean): FaultReason | undefined {
  if (fault instanceof BlobError) return `source-${fault.state}`
  // The queue's own tries may have gone by with faults that were not the message's.
  const often = claim.attempts >= READER_DEATHS
  const atLast = claim.attempts >= MAX_STARTS
  // Another process may have eaten the memory; but a message that gets each of its readers killed is not read for ever.
  if (fault instanceof ReaderDeathError) return (fault.byLinux ? atLast : often) ? fault.why : undefined
  return (lastTry && often) || atLast ? 'kept-failing' : undefined
}
