import { openBlobStore } from '../../../src/blobs.ts'
import { openDatabase } from '../../../src/database.ts'
import { openLog } from '../../../src/log.ts'
import { openIngestQueue } from '../../../src/queues.ts'
import { startPoller } from '../../../workers/poller.ts'

/** A poller as a process of its own, for tests that freeze or kill it. Takes a JSON of its parts as argument. */
const { url, blobDir, secretKey, pace } = JSON.parse(process.argv[2] ?? '{}')
const queue = openIngestQueue({ backend: 'postgres', url }, () => {})
const parts = {
  ...openDatabase(url, () => {}),
  blobs: await openBlobStore(blobDir),
  queue,
  log: openLog('silent'),
  secretKey,
}
const stopping = new AbortController()
process.on('SIGTERM', () => stopping.abort())
// The test is over, also because it was killed.
process.stdin.on('end', () => process.exit(1)).resume()
await startPoller(parts, stopping.signal, pace).done
process.exit(0)
