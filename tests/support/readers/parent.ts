/** A process that lets a reader loop over the message in the file that is its argument, and waits to be killed. */
import { join } from 'node:path'
import { openPipeline } from '../../../workers/pipeline-pool.ts'

const pipeline = openPipeline({
  readers: 1,
  limits: { milliseconds: 600_000, heapMiB: 64 },
  entry: join(import.meta.dirname, 'by-text.ts'),
})
await pipeline.read({ path: process.argv[2] as string }, new Date(0))
