import type { Stage } from '../src/pipeline/draft.ts'
import { ingest } from '../src/pipeline/ingest.ts'
import { type Kind, seededMessage } from './seeded-mail.ts'

/** As many messages go before as warm up the whole way: readers live for thousands. */
const WARM_UP = 500

/** Milliseconds that one message takes on average in each stage of the pipeline, in this process; warmed up before. */
export async function timeStages(kind: Kind, count: number): Promise<{ stage: Stage; milliseconds: number }[]> {
  const receivedAt = new Date('2026-11-24T09:00:00Z')
  const spent = new Map<Stage, number>()
  for (let index = -WARM_UP; index < count; index += 1) {
    if (index === 0) spent.clear()
    const source = seededMessage(kind, 5_000_000 + index)
    let stage: Stage = 'parse'
    let since = performance.now()
    const turn = (next: Stage) => {
      const now = performance.now()
      spent.set(stage, (spent.get(stage) ?? 0) + now - since)
      stage = next
      since = now
    }
    await ingest(source, { receivedAt, zone: 'Europe/London', lessons: [] }, turn)
    turn('parse')
  }
  return [...spent].map(([stage, milliseconds]) => ({ stage, milliseconds: milliseconds / count }))
}
