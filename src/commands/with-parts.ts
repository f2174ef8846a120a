import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openParts, type Parts } from '../parts.ts'

/** Runs a short command on the installation's own database, blobs and queue, and closes them whatever happens. */
export async function withParts<T>(run: (parts: Parts) => Promise<T>): Promise<T> {
  const parts = await openParts(readConfig(), openLog('warn'))
  try {
    return await run(parts)
  } finally {
    await parts.close()
  }
}
