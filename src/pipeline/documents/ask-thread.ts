/**
 * Reads documents in a thread that may be ended: a PDF can keep its reader busy for hours, or take all memory, and must not take the message
 * with it. The thread is kept for the next document, as it knows its libraries by then; it keeps no process alive.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Found } from './found.ts'
import type { ThreadFormat } from './read-format.ts'
import type { Asked, Word } from './reading-thread.ts'

/** Why there is no answer, for `unread`. */
export type NoAnswer = 'time' | 'memory' | 'fault'

const ENTRY = join(import.meta.dirname, 'reading-thread.ts')
/** Of a reader's 512 MiB; 50 pages of PDF take 60. */
const HEAP_MIB = 256
/** Buffers are beside the heap: what unpacks to gigabytes fills them. A decoded picture takes 100 MiB, twice while it is passed on. */
const MAX_GROWTH_BYTES = 700 * 1024 * 1024
const LOOK_EVERY_MS = 50
/** Loading pdf.js takes half a second, and many times that on a machine that does other things. */
const MAX_LOADING_MS = 20_000

/** Milliseconds that reading may take: of the processors, which are the same on a busy machine, and of the clock. */
export interface Time {
  processor: number
  clock: number
}

let kept: Worker | null = null
/** A thread answers one question at a time, and so do those who ask. */
let turn: Promise<unknown> = Promise.resolve()

/** What is found in the bytes, within the time and the memory that a document may take. */
export function askThread(format: ThreadFormat, bytes: Uint8Array, time: Time): Promise<Found | NoAnswer> {
  const answer = turn.then(() => askNow({ format, bytes: new Uint8Array(bytes) }, time))
  turn = answer
  return answer
}

async function askNow(asked: Asked, time: Time): Promise<Found | NoAnswer> {
  const worker = kept ?? new Worker(ENTRY, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } })
  kept = worker
  const answer = await waitFor(worker, asked, time)
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  if (typeof answer === 'string') {
    kept = null
    // Ending it must not end the process by an error that nobody hears.
    worker.on('error', () => {})
    void worker.terminate()
  }
  worker.unref()
  return answer
}

function waitFor(worker: Worker, asked: Asked, time: Time): Promise<Found | NoAnswer> {
  const { promise, resolve } = Promise.withResolvers<Found | NoAnswer>()
  const memory = process.memoryUsage.rss()
  let begun: { clock: number; processor: NodeJS.CpuUsage } | null = null
  const asking = performance.now()
  const isLate = () => {
    if (begun === null) return performance.now() - asking > MAX_LOADING_MS
    const { user, system } = process.cpuUsage(begun.processor)
    return (user + system) / 1000 > time.processor || performance.now() - begun.clock > time.clock
  }
  const watch = setInterval(() => {
    if (isLate()) resolve('time')
    else if (process.memoryUsage.rss() - memory > MAX_GROWTH_BYTES) resolve('memory')
  }, LOOK_EVERY_MS)
  worker.ref()
  worker.on('message', (word: Word) => {
    if (word === 'begun') begun = { clock: performance.now(), processor: process.cpuUsage() }
    else resolve('found' in word ? word.found : 'fault')
  })
  worker.on('error', (error: Error & { code?: string }) =>
    resolve(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'fault'),
  )
  worker.on('exit', () => resolve('fault'))
  worker.postMessage(asked, [asked.bytes.buffer])
  return promise.finally(() => clearInterval(watch))
}
