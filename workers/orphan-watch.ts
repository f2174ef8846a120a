/** A thread beside a reader that ends it once the parent is gone: the reader itself may be in an endless loop and hear nothing. */
import { workerData } from 'node:worker_threads'

const EVERY_MS = 500

// An orphan gets another parent, at once and whatever the parent died of.
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL')
}, EVERY_MS)
