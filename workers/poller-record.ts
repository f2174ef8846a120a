import type { Transaction } from 'kysely'
import { dropStaged, keepBlobs, type StagedBlob } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import { type Database, databaseNow } from '../src/database.ts'
import { MAX_MESSAGE_BYTES } from '../src/mailbox/collect.ts'
import { noteFailed } from '../src/mailbox/cursor.ts'
import type { Fetched } from '../src/mailbox/fetch-load.ts'
import {
  type LostMessage,
  type Recorded,
  recordGone,
  recordInJunk,
  recordStored,
  recordUnstored,
} from '../src/message/ledger.ts'
import { noteNotEnqueued } from '../src/message/message.ts'
import { enqueueIngest } from '../src/queues.ts'
import type { PollerParts } from './poller.ts'

/** Which mailbox, in which UIDVALIDITY, the fetched messages are of. */
export interface Place {
  mailboxId: string
  uidValidity: number
}

/**
 * Makes fetched messages last: blobs on disk, then their rows together with `alongside` (the move of the cursor) in one transaction.
 * Dying between the two loses and repeats nothing: the blob is found again, the row is left alone. Returns the new ones for
 * `queueFresh`.
 */
export async function recordFetched(
  parts: PollerParts,
  place: Place,
  fetched: readonly Fetched<StagedBlob>[],
  alongside: (trx: Transaction<Database>) => Promise<void>,
): Promise<Recorded[]> {
  const stored = fetched.filter((one) => one.kind === 'stored')
  await keepBlobs(
    parts.blobs,
    stored.map(({ blob }) => blob),
  )
  crashPoint('after-blob-rename')
  const recorded = await parts.db.transaction().execute(async (trx) => {
    await recordLost(trx, place, fetched)
    const recorded = await recordStored(
      trx,
      stored.map(({ message, blob }) => ({
        ...place,
        uid: message.uid,
        sha256: blob.sha256,
        size: blob.size,
        receivedAt: message.receivedAt ?? new Date(),
      })),
    )
    await alongside(trx)
    crashPoint('before-record-commit')
    return recorded
  })
  crashPoint('after-record-commit')
  return recorded
}

async function recordLost(
  trx: Transaction<Database>,
  place: Place,
  fetched: readonly Fetched<StagedBlob>[],
): Promise<void> {
  const lost = ({ message }: Fetched<StagedBlob>): LostMessage => ({
    ...place,
    uid: message.uid,
    size: message.size ?? 0,
    receivedAt: message.receivedAt ?? new Date(),
  })
  await recordGone(trx, fetched.filter(({ kind }) => kind === 'gone').map(lost))
  await recordInJunk(
    trx,
    fetched.filter((one) => one.kind === 'listed').map((one) => ({ ...lost(one), ...one.envelope })),
  )
  await recordUnstored(
    trx,
    'too-large',
    fetched
      .filter((one) => one.kind === 'too-large')
      .map((one) => ({
        ...lost(one),
        ...one.envelope,
        detail: `${one.message.size} bytes; at most ${MAX_MESSAGE_BYTES} are collected`,
      })),
  )
  const failed = fetched.filter((one) => one.kind === 'failed')
  if (failed.length === 0) return
  const reasons = failed.map(({ message, reason }) => ({ uid: message.uid, reason }))
  await noteFailed(trx, place.mailboxId, place.uidValidity, reasons, await databaseNow(trx))
}

/** Queues messages that were stored just now. What the queue does not take is only logged: upkeep queues what is not queued. */
export async function queueFresh(parts: PollerParts, fresh: readonly Recorded[]): Promise<void> {
  try {
    await enqueueIngest(parts.queue, fresh)
    if (fresh.length > 0) crashPoint('after-enqueue')
  } catch (err) {
    parts.log.warn({ err, messages: fresh.length }, 'stored messages are not queued yet; upkeep will queue them')
    await noteNotEnqueued(
      parts.db,
      fresh.map(({ id }) => id),
    )
  }
}

/** Throws away every staged blob that was not kept. A kept one has been renamed, so nothing happens to it. */
export async function dropAll(staged: Iterable<StagedBlob>): Promise<void> {
  await Promise.all([...staged].map(dropStaged))
}
