import type { OnStage, Outcome } from '../../src/pipeline/draft.ts'
import { ingest as ingestAs } from '../../src/pipeline/ingest.ts'

/** `ingest` for a desk that lives by UTC and has taught nothing. */
export function ingest(source: Uint8Array, receivedAt = new Date(0), onStage?: OnStage): Promise<Outcome> {
  return ingestAs(source, { receivedAt, zone: 'UTC', lessons: [] }, onStage)
}
