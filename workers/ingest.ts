import { setTimeout as sleep } from 'node:timers/promises'
import { type BlobStore, dropStaged, keepBlobs, type StagedFile } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import { MAX_MESSAGE_BYTES } from '../src/mailbox/collect.ts'
import { type ClaimedMessage, claimMessages } from '../src/message/message.ts'
import { isVouchedFor, mailHouseOf } from '../src/pipeline/mail-house.ts'
import { type IngestWorker, type QueuePlace, startIngestWorker } from '../src/queues.ts'
import type { Reading } from './answer-questions.ts'
import { giveUpOn, type IngestParts, MAX_STARTS, type Result } from './give-up.ts'
import { isPassing, isPassingInDatabase, pastCollisions } from './passing-fault.ts'
import { readAsTaught } from './read-as-taught.ts'
import { settle, throwFirst } from './settle.ts'

export type { IngestParts } from './give-up.ts'

// Sixteen releases are read in a tenth of this.
const SETTLE_WITHIN_MS = 2_000
// While some jobs wait for Postgres and the disk, others are read.
const JOBS_A_READER = 4

/**
 * Starts taking messages from the queue. `close()` of the worker lets the running ones end first. `onJob` hears when work on a job begins
 * (1) and ends (-1), also where the queue has forgotten the job meanwhile, of which BullMQ tells nothing.
 */
export function startIngest(parts: IngestParts, place: QueuePlace, onJob: (change: 1 | -1) => void): IngestWorker {
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
  const counted: typeof ingest = async (ids, job) => {
    onJob(1)
    try {
      await ingest(ids, job)
    } finally {
      onJob(-1)
    }
  }
  return startIngestWorker(place, counted, {
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
    ready.push(await work(parts, claim).catch((fault) => giveUpOn(parts, claim, fault, isPassing(fault), lastTry)))
  })
  const allRead = Promise.allSettled(readings)
  // What is read by then is written; a message that hangs holds up nobody else.
  await Promise.race([allRead, sleep(SETTLE_WITHIN_MS, undefined, { ref: false })])
  const early = await Promise.allSettled([settle(parts, ready.splice(0), lastTry)])
  const read = await allRead
  const late = await Promise.allSettled([settle(parts, ready.splice(0), lastTry)])
  throwFirst([...early, ...read, ...late])
}

async function work(parts: IngestParts, claim: ClaimedMessage): Promise<Result> {
  const { blobs } = parts
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
  const reading = await readAsTaught(parts, { blobs, sha256: claim.sha256 }, claim.receivedAt, attempts > 1)
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
      const { draft, fingerprint, signature } = reading
      const vouched = isVouchedFor(origin)
      const house = vouched ? mailHouseOf(origin.from?.address) : null
      const filing = { message: claim, origin, draft, signature, house, vouched }
      return { claim, origin, fingerprint, verdict: { status: 'filed' }, filing }
    }
    case 'ignored':
      return { claim, origin, verdict: { status: 'ignored', reason: reading.rule } }
    case 'quarantined':
      return { claim, origin, verdict: { status: 'quarantined', reason: reading.reason, detail: reading.detail } }
  }
}
