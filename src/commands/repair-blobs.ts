import { setTimeout as sleep } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import { openPipeline, type Pipeline } from '../../workers/pipeline-pool.ts'
import { checkBlob, discardBlob, dropStaged, keepBlobs } from '../blobs.ts'
import { askForSources, countAsked } from '../message/asked.ts'
import { messagesWithAttachment, replacePreview } from '../message/verify.ts'
import type { Parts } from '../parts.ts'

const ASK_EVERY_MS = 500
// A poller that works fetches at least one in this time.
const PATIENCE_MS = 90_000

/**
 * Brings back what can be brought back: sources are fetched from the mail server by a running poller, attachments and
 * previews read again from their sources. `broken` are the hashes that are missing or damaged. What cannot be brought back stays broken.
 */
export async function repairBlobs(parts: Parts, broken: readonly string[]): Promise<void> {
  await discardDamaged(parts, broken)
  const asked = await askForSources(parts.db, broken)
  if (asked > 0) await untilFetched(parts, asked)
  const attachments: string[] = []
  for (const sha256 of broken) if ((await checkBlob(parts.blobs, sha256)) !== 'sound') attachments.push(sha256)
  if (attachments.length === 0) return
  const pipeline = openPipeline()
  try {
    for (const sha256 of attachments) await readAgain(parts, pipeline, sha256)
  } finally {
    await pipeline.close()
  }
}

/** A damaged file would be taken for the blob by those who only look whether it is there. */
async function discardDamaged({ blobs }: Parts, broken: readonly string[]): Promise<void> {
  for (const sha256 of broken) if ((await checkBlob(blobs, sha256)) === 'damaged') await discardBlob(blobs, sha256)
}

async function untilFetched({ db }: Parts, asked: number): Promise<void> {
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'sources: {value} of {total} fetched',
    clearOnComplete: true,
  })
  bar.start(asked, 0)
  let left = asked
  for (let quietSince = performance.now(); left > 0; await sleep(ASK_EVERY_MS)) {
    const now = await countAsked(db)
    if (now < left) quietSince = performance.now()
    left = now
    bar.update(Math.max(0, asked - left))
    if (performance.now() - quietSince > PATIENCE_MS) break
  }
  bar.stop()
  if (left > 0) console.error(`${left} sources are still to be fetched; a running poller does that. Then verify again.`)
}

/** The attachments of a message and their previews follow from its source. */
async function readAgain({ db, blobs }: Parts, pipeline: Pipeline, attachment: string): Promise<void> {
  for (const message of await messagesWithAttachment(db, attachment)) {
    if ((await checkBlob(blobs, message.sha256)) !== 'sound') continue
    const reading = await pipeline.read({ blobs, sha256: message.sha256 }, message.receivedAt)
    if (reading.kind !== 'draft') continue
    await keepBlobs(blobs, reading.staged).finally(() => Promise.allSettled(reading.staged.map(dropStaged)))
    // Another version of the codec makes other octets of the same picture.
    if ((await checkBlob(blobs, attachment)) !== 'sound')
      for (const { sha256, picture } of reading.draft.attachments)
        await replacePreview(db, attachment, sha256, picture?.preview ?? null)
    return
  }
}
