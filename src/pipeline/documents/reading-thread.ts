/** The thread in which documents are read (see ask-thread.ts). */
import { parentPort } from 'node:worker_threads'
import type { Found } from './found.ts'
import { loadReader, type ThreadFormat } from './read-format.ts'

export interface Asked {
  format: ThreadFormat
  bytes: Uint8Array<ArrayBuffer>
}

/** What the thread says: that its libraries are loaded and it begins, and how it ended. */
export type Word = 'begun' | { found: Found } | { fault: string }

const say = (word: Word) => parentPort?.postMessage(word)

parentPort?.on('message', async ({ format, bytes }: Asked) => {
  try {
    const read = await loadReader(format)
    say('begun')
    say({ found: await read(bytes) })
  } catch (error) {
    say({ fault: String(error) })
  }
})
