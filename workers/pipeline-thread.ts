import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { Origin, Outcome } from '../src/pipeline/draft.ts'
import { ingest, readOrigin } from '../src/pipeline/ingest.ts'

// The first message would else wait for the language model and for code that no one has run yet: half a second.
const WARM_UP =
  'Subject: Warm-up\r\n\r\nThe quick brown fox jumps over the lazy dog, and does so until everyone has seen it jump.\r\n'
const warm = ingest(new TextEncoder().encode(WARM_UP), new Date(0))

/** Runs in a disposable thread (see pipeline-pool.ts). The attachments' bytes leave it by transfer, not by copy. */
export default async function readInThread(task: {
  source: Uint8Array<ArrayBuffer>
  receivedAt: Date
}): Promise<Outcome> {
  await warm
  const outcome = await ingest(task.source, task.receivedAt)
  const buffers = outcome.kind === 'draft' ? [...new Set(outcome.files.map((file) => file.content.buffer))] : []
  return move({ [transferableSymbol]: buffers, [valueSymbol]: outcome } as never) as unknown as Outcome
}

/** The header of a message that could not be read as a whole. */
export function readOriginInThread(task: { source: Uint8Array<ArrayBuffer> }): Promise<Origin> {
  return readOrigin(task.source)
}
