import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { Outcome } from '../src/pipeline/draft.ts'
import { ingest } from '../src/pipeline/ingest.ts'

/** Runs in a disposable thread (see pipeline-pool.ts). The attachments' bytes leave it by transfer, not by copy. */
export default async function readInThread(task: {
  source: Uint8Array<ArrayBuffer>
  receivedAt: Date
}): Promise<Outcome> {
  const outcome = await ingest(task.source, task.receivedAt)
  const buffers = outcome.kind === 'draft' ? [...new Set(outcome.files.map((file) => file.content.buffer))] : []
  return move({ [transferableSymbol]: buffers, [valueSymbol]: outcome } as never) as unknown as Outcome
}
