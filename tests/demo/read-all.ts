import { type SampleRelease, sampleReleases, tricklingReleases } from '../../demo/releases.ts'
import type { Outcome } from '../../src/pipeline/draft.ts'
import { ingest } from '../pipeline/ingest-plainly.ts'

/** A sample release, the name of its copy file, and how the pipeline reads it. */
export interface SampleReading extends SampleRelease {
  slug: string
  outcome: Outcome
}

/** Every sample release as of `now`, those that wait first, in the order in which they come. */
export async function readAll(now: Date): Promise<SampleReading[]> {
  const waiting = await sampleReleases(now)
  const trickling = await Promise.all(tricklingReleases.map((compose) => compose(now)))
  return Promise.all(
    [...waiting, ...trickling].map(async ({ source, receivedAt }) => ({
      ...{ source, receivedAt, slug: slugOf(source) },
      outcome: await ingest(source, receivedAt),
    })),
  )
}

/** Message-IDs begin with the time and the name of the copy file. */
function slugOf(source: Buffer): string {
  return /^Message-ID: <[^.@]+\.([^.@]+)@/im.exec(source.toString('latin1'))?.[1] ?? ''
}
