import { setTimeout as sleep } from 'node:timers/promises'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  enqueueIngest,
  type IngestQueue,
  type IngestWorker,
  openIngestQueue,
  type QueuePlace,
  startIngestWorker,
} from '../src/queues.ts'
import { openTestDatabase, type TestDatabase } from './support/database.ts'
import { startRedis, type TestRedis } from './support/redis.ts'

const HOUR_MS = 3_600_000

let database: TestDatabase
let redis: TestRedis
beforeAll(async () => {
  database = await openTestDatabase()
  redis = await startRedis()
})
afterAll(async () => {
  await database.close()
  await redis.close()
})

let queue: IngestQueue
let workers: IngestWorker[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(workers.map((worker) => worker.close(true)))
  workers = []
  await queue.obliterate({ force: true })
  await queue.close()
})

const trueNow = Date.now

/** The time of day jumps; what counts the milliseconds that pass does not (clock_gettime(2)). */
function setClock(ahead: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => trueNow() + ahead)
}

function work(place: QueuePlace, ingest: () => Promise<void>): void {
  workers.push(startIngestWorker(place, ingest, { concurrency: 1, onFault: () => {} }))
}

async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 15_000): Promise<void> {
  for (const end = performance.now() + patience; !(await holds()); await sleep(20)) {
    if (performance.now() > end) expect.fail(`${what}: not within ${patience} ms`)
  }
}

const hang = () => new Promise<void>(() => {})

describe.each(['postgres', 'redis'] as const)('on %s', (backend) => {
  test.each([1, -1])('a clock that is %i hours off takes nobody’s job away', async (hours) => {
    const place: QueuePlace = { backend, url: backend === 'postgres' ? database.url : redis.url }
    queue = openIngestQueue(place, () => {})
    // The worker on the one side of the difference, the check for stalled jobs on the other.
    setClock(Math.min(0, hours) * HOUR_MS)
    work(place, hang)
    await enqueueIngest(queue, [{ id: v7(), epoch: 0 }])
    await until('active', async () => (await queue.getActiveCount()) === 1)
    setClock(Math.max(0, hours) * HOUR_MS)
    for (const _twice of [1, 2]) {
      if (backend === 'postgres') await database.pool.query(`delete from bullmq.meta where field = 'stalled-check'`)
      expect(await queue.getBackend().moveStalledJobsToWait()).toEqual([])
    }
    expect(await queue.getActiveCount()).toBe(1)
  })

  test('a clock that jumps holds up neither new jobs nor those that are tried again', async () => {
    const place: QueuePlace = { backend, url: backend === 'postgres' ? database.url : redis.url }
    queue = openIngestQueue(place, () => {})
    let runs = 0
    let failing = false
    work(place, async () => {
      runs += 1
      if (!failing) return
      failing = false
      throw new Error('passes')
    })
    for (const hours of [1, -1]) {
      setClock(hours * HOUR_MS)
      failing = true
      const before = runs
      await enqueueIngest(queue, [{ id: v7(), epoch: 0 }])
      await until('run', () => runs === before + 1)
      await until('tried again', () => runs === before + 2)
    }
  }, 40_000)
})

test('on postgres, locks and delays of a process whose clock is off are kept by the server’s', async () => {
  const place: QueuePlace = { backend: 'postgres', url: database.url }
  queue = openIngestQueue(place, () => {})
  setClock(HOUR_MS)
  let fail = false
  work(place, async () => {
    if (fail) throw new Error('passes')
    await hang()
  })
  const left = async (column: string, state: string) => {
    const { rows } = await database.pool.query(
      `select ${column} - extract(epoch from clock_timestamp()) * 1000 as left from bullmq.job where state = $1`,
      [state],
    )
    return Number(rows[0]?.left)
  }
  await enqueueIngest(queue, [{ id: v7(), epoch: 0 }])
  await until('active', async () => (await queue.getActiveCount()) === 1)
  expect(await left('locked_until_ms', 'active')).toBeGreaterThan(10_000)
  expect(await left('locked_until_ms', 'active')).toBeLessThan(31_000)
  fail = true
  work(place, async () => {
    throw new Error('passes')
  })
  await enqueueIngest(queue, [{ id: v7(), epoch: 0 }])
  await until('delayed', async () => (await queue.getDelayedCount()) === 1)
  expect(await left('process_at_ms', 'delayed')).toBeLessThan(6_000)
  expect(await left('process_at_ms', 'delayed')).toBeGreaterThan(0)
})
