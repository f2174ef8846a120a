import { duration } from './spans.ts'

const TROUBLE = {
  away: 'The queue does not answer. Messages are safe and are read once it is back; check REDIS_URL.',
  full: 'The queue takes no more, as the memory of its Redis is full. Messages are safe; raise maxmemory.',
  evicting:
    'The Redis of the queue may throw jobs away. Messages are safe and are queued again; run on it: config set maxmemory-policy noeviction.',
}

/** How the queue is, in a sentence. */
export function queueWords(queue: {
  state: 'fine' | 'away' | 'evicting' | 'full'
  waiting: number
  running: number
  oldestSeconds: number | null
}): string {
  if (queue.state !== 'fine') return TROUBLE[queue.state]
  if (queue.oldestSeconds === null) return 'Nothing waits to be read.'
  const count = Math.max(queue.waiting + queue.running, 1)
  const what = count === 1 ? '1 message is being read or waits' : `${count} messages are being read or wait`
  if (queue.oldestSeconds < 600) return `${what} for it.`
  return `${what} for it, the oldest for ${duration(queue.oldestSeconds)}. If this number does not fall, check that a process has the role ingest.`
}
