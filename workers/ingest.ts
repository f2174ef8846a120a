import type { Kysely } from 'kysely'
import { fileDraft } from '../src/article/file-draft.ts'
import { BlobError, type BlobStore, putBlobs, readBlob } from '../src/blobs.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import {
  type ClaimedMessage,
  ClaimLostError,
  claimMessage,
  type FaultReason,
  findFiledCopy,
  noteFault,
  settleMessage,
  type Verdict,
} from '../src/message/message.ts'
import type { Origin, Outcome } from '../src/pipeline/draft.ts'
import { type IngestWorker, type QueuePlace, startIngestWorker } from '../src/queues.ts'
import { type Pipeline, ReaderDeathError } from './pipeline-pool.ts'

export interface IngestParts {
  db: Kysely<Database>
  blobs: BlobStore
  pipeline: Pipeline
  log: Log
}

// A reader that died thrice on the same message will die again.
const READER_DEATHS = 3
// Starts of work on one message, crashes of whole machines included.
const MAX_STARTS = 8

/** Starts taking messages from the queue. `close()` of the worker lets the running ones end first. */
export function startIngest(parts: IngestParts, place: QueuePlace): IngestWorker {
  return startIngestWorker(place, (id, { lastTry }) => ingestMessage(parts, id, lastTry), {
    // While one message waits for Postgres another uses the thread.
    concurrency: parts.pipeline.threads * 2,
    onFault: (error) => parts.log.warn({ err: error }, 'the ingest queue is in trouble; it reconnects by itself'),
  })
}

/**
 * Turns one received message into an article or another verdict. Safe to run twice and at the same time: the claim finds nothing once a
 * message is settled, and only the newest claim can write. Throws faults, for the queue to try again; the last one becomes a quarantine.
 */
export async function ingestMessage(parts: IngestParts, messageId: string, lastTry: boolean): Promise<void> {
  const claim = await claimMessage(parts.db, messageId)
  if (!claim) return
  try {
    if (claim.attempts > MAX_STARTS) return await giveUp(parts, claim, 'kept-failing', claim.lastFault)
    const source = await readBlob(parts.blobs, claim.sha256)
    await settle(parts, claim, await parts.pipeline.read(source, claim.receivedAt))
  } catch (fault) {
    if (fault instanceof ClaimLostError) return
    const reason = reasonToGiveUp(fault, claim, lastTry)
    if (reason) return giveUp(parts, claim, reason, String(fault))
    await noteFault(parts.db, claim, String(fault))
    throw fault
  }
}

async function settle(parts: IngestParts, claim: ClaimedMessage, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'draft':
      await putBlobs(parts.blobs, outcome.files)
      return fileOrLink(parts, claim, outcome)
    case 'ignored':
      return settleAs(parts, claim, { status: 'ignored', reason: outcome.rule }, outcome.origin)
    case 'quarantined':
      return settleAs(
        parts,
        claim,
        { status: 'quarantined', reason: outcome.reason, detail: outcome.detail },
        outcome.origin,
      )
  }
}

async function fileOrLink(
  parts: IngestParts,
  claim: ClaimedMessage,
  outcome: Outcome & { kind: 'draft' },
): Promise<void> {
  try {
    await parts.db.transaction().execute(async (trx) => {
      await settleMessage(trx, claim, { status: 'filed' }, outcome.origin)
      await fileDraft(trx, claim, outcome.origin, outcome.draft)
    })
  } catch (error) {
    const original = isFiledBefore(error) ? await findFiledCopy(parts.db, claim.sha256) : undefined
    if (!original) throw error
    return settleAs(parts, claim, { status: 'duplicate', duplicateOf: original }, outcome.origin)
  }
}

async function giveUp(
  parts: IngestParts,
  claim: ClaimedMessage,
  reason: FaultReason,
  detail: string | null,
): Promise<void> {
  const origin = await readBlob(parts.blobs, claim.sha256).then(parts.pipeline.readOrigin, () => null)
  return settleAs(parts, claim, { status: 'quarantined', reason, detail }, origin)
}

async function settleAs(
  parts: IngestParts,
  claim: ClaimedMessage,
  verdict: Verdict,
  origin: Origin | null,
): Promise<void> {
  await parts.db.transaction().execute((trx) => settleMessage(trx, claim, verdict, origin))
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
