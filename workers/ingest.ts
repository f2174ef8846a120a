import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { noteCopies } from '../src/article/copies.ts'
import { type Filing, fileDrafts } from '../src/article/file-draft.ts'
import { BlobError, type BlobStore, dropStaged, keepBlobs, type StagedFile } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import { settleCanaries } from '../src/mailbox/canary.ts'
import { MAX_MESSAGE_BYTES } from '../src/mailbox/collect.ts'
import {
  type ClaimedMessage,
  ClaimLostError,
  claimMessages,
  type FaultReason,
  findOriginal,
  giveBackStart,
  isFiledBefore,
  noteFault,
  type Settlement,
  settleMessages,
} from '../src/message/message.ts'
import { type IngestWorker, type QueuePlace, startIngestWorker } from '../src/queues.ts'
import type { Reading } from './answer-questions.ts'
import { isCollision, isPassing, isPassingInDatabase } from './passing-fault.ts'
import { type Pipeline, ReaderDeathError } from './pipeline-pool.ts'

export interface IngestParts {
  db: Kysely<Database>
  blobs: BlobStore
  pipeline: Pipeline
  log: Log
}

/** What is to be written of one message: the verdict and, where that is "filed", the draft. */
type Result = Settlement & { filing?: Filing }

// The same octets are read in the same way each time: what failed thrice will fail again.
const READER_DEATHS = 3
// Starts of work on one message, crashes of whole machines included; those that a passing fault ended are given back.
const MAX_STARTS = 8
// Deadlocks and collisions are gone at the next try.
const COLLISIONS = 3
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
    const waits = ends.find((end) => end.status === 'rejected' && isPassingInDatabase(end.reason))
    if (waits?.status === 'rejected')
      parts.log.warn({ err: waits.reason }, 'messages wait for this to pass; they are tried again')
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
  const claims = await pastCollisions(() => claimMessages(parts.db, ids))
  if (claims.length > 0) crashPoint('after-claim')
  const ready: Result[] = []
  const readings = claims.map(async (claim) => {
    ready.push(await read(parts, claim).catch((fault) => giveUpOn(parts, claim, fault, isPassing(fault), lastTry)))
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

async function read({ blobs, pipeline }: IngestParts, claim: ClaimedMessage): Promise<Result> {
  const unread = (verdict: Result['verdict']): Result => ({ claim, origin: null, verdict })
  const { duplicateOf, size, attempts } = claim
  if (duplicateOf !== null) return unread({ status: 'duplicate', duplicateOf, reason: 'same-octets' })
  if (size > MAX_MESSAGE_BYTES) {
    const detail = `${size} bytes; at most ${MAX_MESSAGE_BYTES} are read`
    return unread({ status: 'quarantined', reason: 'too-large', detail })
  }
  // Whatever kills its readers may do so in the header already: this one is not opened again.
  if (attempts > MAX_STARTS) return unread({ status: 'quarantined', reason: 'kept-failing', detail: claim.lastFault })
  // Tracing is worth its cost where something failed before.
  const reading = await pipeline.read({ blobs, sha256: claim.sha256 }, claim.receivedAt, attempts > 1)
  crashPoint('after-read')
  if (reading.kind === 'draft') await keepOrDrop(blobs, reading.staged)
  crashPoint('after-attachments')
  return resultOf(claim, reading)
}

async function keepOrDrop(blobs: BlobStore, staged: readonly StagedFile[]): Promise<void> {
  const [kept] = await Promise.allSettled([keepBlobs(blobs, staged)])
  if (kept.status === 'fulfilled') return
  await Promise.allSettled(staged.map(dropStaged))
  throw kept.reason
}

function resultOf(claim: ClaimedMessage, reading: Reading): Result {
  const { origin } = reading
  switch (reading.kind) {
    case 'draft': {
      const { draft, fingerprint } = reading
      return { claim, origin, fingerprint, verdict: { status: 'filed' }, filing: { message: claim, origin, draft } }
    }
    case 'ignored':
      return { claim, origin, verdict: { status: 'ignored', reason: reading.rule } }
    case 'quarantined':
      return { claim, origin, verdict: { status: 'quarantined', reason: reading.reason, detail: reading.detail } }
  }
}

/** Writes all results in one transaction. Where that is refused, one by one: one message's trouble is not another's. */
async function settle(parts: IngestParts, results: readonly Result[], lastTry: boolean): Promise<void> {
  const [only, ...others] = results
  if (only === undefined) return
  const [written] = await Promise.allSettled([pastCollisions(() => write(parts.db, results))])
  if (written.status === 'fulfilled') crashPoint('after-filing-commit')
  else if (others.length === 0) await settleOtherwise(parts, only, written.reason, lastTry)
  else throwFirst(await Promise.allSettled(results.map((result) => settle(parts, [result], lastTry))))
}

async function write(db: Kysely<Database>, found: readonly Result[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const results = await ignoreCanaries(trx, found)
    await settleMessages(trx, results)
    await fileDrafts(
      trx,
      results.flatMap(({ filing }) => filing ?? []),
    )
    const duplicates = results.filter(({ verdict }) => verdict.status === 'duplicate')
    await noteCopies(
      trx,
      duplicates.map(({ claim }) => claim.id),
    )
    crashPoint('before-filing-commit')
  })
}

/** The results, save that test messages of our own are ignored, whatever they were read as. */
async function ignoreCanaries(trx: Transaction<Database>, results: readonly Result[]): Promise<readonly Result[]> {
  const arrived = results.map(({ claim, origin }) => ({ ...claim, headerMessageId: origin?.messageId ?? null }))
  const canaries = await settleCanaries(trx, arrived)
  if (canaries.size === 0) return results
  return results.map(({ claim, origin, ...rest }) => ({
    ...(canaries.has(claim.id) ? { verdict: { status: 'ignored', reason: 'canary' } as const } : rest),
    ...{ claim, origin },
  }))
}

/** The verdict that stands where the one found could not be written. */
async function settleOtherwise(parts: IngestParts, result: Result, error: unknown, lastTry: boolean): Promise<void> {
  if (error instanceof ClaimLostError) return
  const { claim, origin, fingerprint = null, verdict } = result
  if (isFiledBefore(error)) {
    const original = await findOriginal(parts.db, { ...claim, fingerprint })
    if (original) {
      const duplicate = { status: 'duplicate', duplicateOf: original.id, reason: original.reason } as const
      return settle(parts, [{ claim, origin, fingerprint, verdict: duplicate }], lastTry)
    }
  }
  const passing = isPassingInDatabase(error) || isFiledBefore(error)
  if (passing || verdict.status !== 'quarantined') {
    return settle(parts, [await giveUpOn(parts, claim, error, passing, lastTry)], lastTry)
  }
  // What the header says may be what the database refuses.
  if (origin === null) throw error
  await settle(parts, [{ ...result, origin: null }], lastTry)
}

/** The same again where it collided with another transaction. */
async function pastCollisions<T>(work: () => Promise<T>, left = COLLISIONS): Promise<T> {
  const [end] = await Promise.allSettled([work()])
  if (end.status === 'fulfilled') return end.value
  if (left === 0 || !isCollision(end.reason)) throw end.reason
  return pastCollisions(work, left - 1)
}

/** The quarantine that a fault leads to, or the fault again (and noted) when another try may help. */
async function giveUpOn(
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
  if (fault instanceof ReaderDeathError) return often ? fault.why : undefined
  return (lastTry && often) || claim.attempts >= MAX_STARTS ? 'kept-failing' : undefined
}
