import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type Filing, fileDrafts } from '../src/article/file-draft.ts'
import { BlobError, type BlobStore, putBlobs, readBlob } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import {
  type ClaimedMessage,
  ClaimLostError,
  claimMessages,
  type FaultReason,
  findFiledCopy,
  noteFault,
  type Settlement,
  settleMessages,
} from '../src/message/message.ts'
import type { Outcome } from '../src/pipeline/draft.ts'
import { type IngestWorker, type QueuePlace, startIngestWorker } from '../src/queues.ts'
import { type Pipeline, ReaderDeathError } from './pipeline-pool.ts'

export interface IngestParts {
  db: Kysely<Database>
  blobs: BlobStore
  pipeline: Pipeline
  log: Log
}

/** What is to be written of one message: the verdict and, where that is "filed", the draft. */
type Result = Settlement & { filing?: Filing }

// A reader that died thrice on the same message will die again.
const READER_DEATHS = 3
// Starts of work on one message, crashes of whole machines included.
const MAX_STARTS = 8
const MAX_WORDS = 2_000
// Sixteen releases are read in a tenth of this.
const SETTLE_WITHIN_MS = 2_000
// While some jobs wait for Postgres and the disk, others are read.
const JOBS_A_READER = 4

/** Starts taking messages from the queue. `close()` of the worker lets the running ones end first. */
export function startIngest(parts: IngestParts, place: QueuePlace): IngestWorker {
  const ingest = async (ids: readonly string[], job: { lastTry: boolean; startedBefore: boolean }) => {
    // A job that was started before may hold the message that killed its worker: then one at a time, so that it takes no other along.
    const groups = job.startedBefore ? ids.map((id) => [id]) : [ids]
    const ends: PromiseSettledResult<void>[] = []
    for (const group of groups) ends.push(...(await Promise.allSettled([ingestMessages(parts, group, job.lastTry)])))
    throwFirst(ends)
  }
  return startIngestWorker(place, ingest, {
    concurrency: parts.pipeline.readers * JOBS_A_READER,
    onFault: (error) => parts.log.warn({ err: error }, 'the ingest queue is in trouble; it reconnects by itself'),
  })
}

/**
 * Turns received messages into articles or other verdicts, each by itself, written together. Safe to run twice and at the same time: the
 * claim finds nothing once a message is settled, and only the newest claim can write. Throws the first fault when all others are settled,
 * for the queue to try again; the last try makes it a quarantine.
 */
export async function ingestMessages(parts: IngestParts, ids: readonly string[], lastTry: boolean): Promise<void> {
  const claims = await claimMessages(parts.db, ids)
  if (claims.length > 0) crashPoint('after-claim')
  const ready: Result[] = []
  const readings = claims.map(async (claim) => {
    ready.push(await read(parts, claim).catch((fault) => giveUpOn(parts, claim, fault, lastTry)))
  })
  const allRead = Promise.allSettled(readings)
  // What is read by then is written; a message that hangs holds up nobody else.
  await Promise.race([allRead, sleep(SETTLE_WITHIN_MS, undefined, { ref: false })])
  await settle(parts, ready.splice(0), lastTry)
  const ends = await allRead
  await settle(parts, ready.splice(0), lastTry)
  throwFirst(ends)
}

function throwFirst(ends: readonly PromiseSettledResult<void>[]): void {
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

async function read(parts: IngestParts, claim: ClaimedMessage): Promise<Result> {
  // Whatever kills its readers may do so in the header already: this one is not opened again.
  if (claim.attempts > MAX_STARTS) {
    return { claim, origin: null, verdict: { status: 'quarantined', reason: 'kept-failing', detail: claim.lastFault } }
  }
  const source = await readBlob(parts.blobs, claim.sha256)
  const outcome = await parts.pipeline.read(source, claim.receivedAt)
  crashPoint('after-read')
  if (outcome.kind === 'draft') await putBlobs(parts.blobs, outcome.files)
  crashPoint('after-attachments')
  return resultOf(claim, outcome)
}

function resultOf(claim: ClaimedMessage, outcome: Outcome): Result {
  const { origin } = outcome
  switch (outcome.kind) {
    case 'draft':
      return { claim, origin, verdict: { status: 'filed' }, filing: { message: claim, origin, draft: outcome.draft } }
    case 'ignored':
      return { claim, origin, verdict: { status: 'ignored', reason: outcome.rule } }
    case 'quarantined':
      return { claim, origin, verdict: { status: 'quarantined', reason: outcome.reason, detail: outcome.detail } }
  }
}

/** Writes all results in one transaction. Where that is refused, one by one: one message's trouble is not another's. */
async function settle(parts: IngestParts, results: readonly Result[], lastTry: boolean): Promise<void> {
  if (results.length === 0) return
  try {
    await parts.db.transaction().execute(async (trx) => {
      await settleMessages(trx, results)
      await fileDrafts(
        trx,
        results.flatMap(({ filing }) => filing ?? []),
      )
      crashPoint('before-filing-commit')
    })
    crashPoint('after-filing-commit')
  } catch (error) {
    const [only, ...others] = results as [Result, ...Result[]]
    if (others.length === 0) return settleOtherwise(parts, only, error, lastTry)
    const writes: PromiseSettledResult<void>[] = []
    for (const result of results) writes.push(...(await Promise.allSettled([settle(parts, [result], lastTry)])))
    throwFirst(writes)
  }
}

/** The verdict that stands where the one found could not be written. */
async function settleOtherwise(
  parts: IngestParts,
  { claim, origin }: Result,
  error: unknown,
  lastTry: boolean,
): Promise<void> {
  if (error instanceof ClaimLostError) return
  const original = isFiledBefore(error) ? await findFiledCopy(parts.db, claim.sha256) : undefined
  const result: Result = original
    ? { claim, origin, verdict: { status: 'duplicate', duplicateOf: original } }
    : await giveUpOn(parts, claim, error, lastTry)
  await parts.db.transaction().execute((trx) => settleMessages(trx, [result]))
}

/** The quarantine that a fault leads to, or the fault again (and noted) when another try may help. */
async function giveUpOn(parts: IngestParts, claim: ClaimedMessage, fault: unknown, lastTry: boolean): Promise<Result> {
  const reason = reasonToGiveUp(fault, claim, lastTry)
  parts.log.warn({ err: fault, message: claim.id, attempts: claim.attempts, reason }, 'a message could not be read')
  if (reason) return quarantine(parts, claim, reason, wordsOf(fault))
  await noteFault(parts.db, claim, wordsOf(fault))
  throw fault
}

async function quarantine(
  parts: IngestParts,
  claim: ClaimedMessage,
  reason: FaultReason,
  detail: string | null,
): Promise<Result> {
  const origin = await readBlob(parts.blobs, claim.sha256).then(parts.pipeline.readOrigin, () => null)
  return { claim, origin, verdict: { status: 'quarantined', reason, detail } }
}

/** A reader's death says nothing by itself; what killed it does. */
function wordsOf(fault: unknown): string {
  const cause = fault instanceof ReaderDeathError && fault.cause ? `: ${fault.cause}` : ''
  return `${fault}${cause}`.slice(0, MAX_WORDS)
}

function reasonToGiveUp(fault: unknown, claim: ClaimedMessage, lastTry: boolean): FaultReason | undefined {
  if (fault instanceof BlobError) return `source-${fault.state}`
  if (fault instanceof ReaderDeathError && (lastTry || claim.attempts >= READER_DEATHS)) return fault.why
  return lastTry ? 'kept-failing' : undefined
}

/** The unique index `message_filed_once`: a message with the same octets is filed already. */
function isFiledBefore(error: unknown): boolean {
  return (error as { code?: string; constraint?: string }).constraint === 'message_filed_once'
}
