import { setTimeout as sleep } from 'node:timers/promises'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BreakablePostgres, startBreakablePostgres } from '../faults/postgres.ts'
import { type BreakableRedis, startBreakableRedis } from '../faults/redis.ts'
import { startTcpProxy, type TcpProxy } from '../faults/tcp-proxy.ts'
import { findQueueState } from '../src/queue-state.ts'
import {
  enqueueIngest,
  type IngestQueue,
  type IngestWorker,
  openIngestQueue,
  type QueuePlace,
  startIngestWorker,
} from '../src/queues.ts'

let place: QueuePlace
let queue: IngestQueue
let workers: IngestWorker[] = []
let ran: string[] = []

// An 'error' event or a rejection that nobody hears would fail the run.
const heard: Error[] = []
const onFault = (error: Error) => void heard.push(error)

function open(given: QueuePlace): void {
  place = given
  ran = []
  queue = openIngestQueue(place, onFault)
  startWorker()
}

function startWorker(): IngestWorker {
  const run = async (ids: readonly string[]) => void ran.push(...ids)
  const worker = startIngestWorker(place, run, { concurrency: 2, onFault })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close(true)))
  workers = []
  await queue.close()
})

const enqueue = async (count = 1) => {
  const messages = Array.from({ length: count }, () => ({ id: v7(), epoch: 0 }))
  await enqueueIngest(queue, messages)
  return messages.map(({ id }) => id)
}

async function until(holds: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> {
  for (const end = performance.now() + patience; !(await holds()); await sleep(50)) {
    if (performance.now() > end) expect.fail(`not within ${patience} ms; last heard: ${heard.at(-1)}`)
  }
}

/** A message is queued, by as many tries as upkeep would make, and gets to the worker. */
async function works(patience?: number): Promise<void> {
  let ids: string[] = []
  await until(async () => {
    ids = await enqueue().catch(() => [])
    return ids.length > 0
  }, patience)
  await until(() => ids.every((id) => ran.includes(id)), patience)
}

/** Runs and fails within the time in which nobody else is held up. */
async function isRefusedWithin(ms: number): Promise<void> {
  const started = performance.now()
  await expect(enqueue()).rejects.toThrow()
  expect(performance.now() - started).toBeLessThan(ms)
}

describe('the queue on a Redis that', () => {
  let redis: BreakableRedis
  beforeAll(async () => {
    redis = await startBreakableRedis()
  })
  afterAll(() => redis.close())

  test('is away at the start is used when it comes', async () => {
    await redis.kill()
    open({ backend: 'redis', url: redis.url(1) })
    await isRefusedWithin(5_000)
    expect(await findQueueState(queue, place)).toBe('away')
    await redis.start()
    await works()
    expect(await findQueueState(queue, place)).toBe('fine')
  })

  test('is killed and comes back empty goes on', async () => {
    open({ backend: 'redis', url: redis.url(2) })
    await works()
    await redis.kill()
    await isRefusedWithin(5_000)
    await redis.start({ appendonly: 'no' })
    await works()
  })

  test('is wiped while thousands wait and some run goes on', async () => {
    open({ backend: 'redis', url: redis.url(3) })
    await works()
    await enqueue(3_000)
    await redis.run(['FLUSHALL'])
    await works()
  })

  test('is full takes no more, says so, and goes on when it has room', async () => {
    open({ backend: 'redis', url: redis.url(4) })
    await works()
    await redis.run(['CONFIG', 'SET', 'maxmemory', '1'])
    await isRefusedWithin(5_000)
    expect(await findQueueState(queue, place)).toBe('full')
    await redis.run(['CONFIG', 'SET', 'maxmemory', '0'])
    await works()
  })

  test('begins to evict is found out', async () => {
    open({ backend: 'redis', url: redis.url(4) })
    await redis.run(['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'])
    expect(await findQueueState(queue, place)).toBe('evicting')
    await redis.run(['CONFIG', 'SET', 'maxmemory-policy', 'noeviction'])
  })

  test('pauses for some seconds is waited for', async () => {
    open({ backend: 'redis', url: redis.url(5) })
    await works()
    await redis.run(['CLIENT', 'PAUSE', '3000', 'ALL'])
    const ids = await enqueue()
    await until(() => ids.every((id) => ran.includes(id)))
  })

  // The deadline of a producer is ten seconds, and of a worker twenty.
  test('is half-open is given up by the producer, closed in time, and taken up again', async () => {
    const proxy = await startTcpProxy(redis)
    try {
      open({ backend: 'redis', url: proxy.through(redis.url(6)) })
      await works()
      const second = startWorker()
      proxy.blackHole()
      await isRefusedWithin(15_000)
      const started = performance.now()
      await second.close(true)
      expect(performance.now() - started).toBeLessThan(4_000)
      await proxy.restore()
      await works(40_000)
    } finally {
      await proxy.close()
    }
  }, 60_000)
})

describe('the queue on a Postgres that', () => {
  let postgres: BreakablePostgres
  let proxy: TcpProxy
  beforeAll(async () => {
    postgres = await startBreakablePostgres()
    proxy = await startTcpProxy(postgres)
  })
  afterAll(async () => {
    await proxy.close()
    await postgres.close()
  })

  const on = async (name: string): Promise<QueuePlace> => {
    await postgres.run(`create database ${name}`)
    return { backend: 'postgres', url: postgres.url(name) }
  }

  test('is away at the start is used when it comes', async () => {
    const given = await on('late')
    await postgres.stopImmediately()
    open(given)
    await isRefusedWithin(5_000)
    expect(await findQueueState(queue, place)).toBe('away')
    await postgres.start()
    await works()
    expect(await findQueueState(queue, place)).toBe('fine')
  })

  test('is stopped immediately and comes back goes on', async () => {
    open(await on('stopped'))
    await works()
    await postgres.stopImmediately()
    await isRefusedWithin(5_000)
    await postgres.start()
    await works()
  })

  test('loses the schema of the queue makes it anew, for producers and workers alike', async () => {
    open(await on('dropped'))
    await works()
    await postgres.run('drop schema bullmq cascade', 'dropped')
    await works()
  })

  test('has all tables of the queue emptied, the ledger of its migrations too, goes on, also after a restart', async () => {
    open(await on('emptied'))
    await works()
    const tables = await postgres.run(
      `select string_agg('bullmq.' || tablename, ', ') as names from pg_tables where schemaname = 'bullmq'`,
      'emptied',
    )
    await postgres.run(`truncate ${tables.rows[0].names}`, 'emptied')
    await works()
    await Promise.all([queue.close(), ...workers.map((worker) => worker.close())])
    open(place)
    await works()
  })

  test('has no connection left is waited for', async () => {
    await postgres.run('create role crowd login')
    const { url } = await on('crowded')
    await postgres.run('alter database crowded owner to crowd')
    open({ backend: 'postgres', url: url.replace('copytaster@', 'crowd@') })
    await works()
    await postgres.run('alter role crowd connection limit 0')
    await postgres.run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'crowded'`)
    // Connections in the pool may learn only now that they were ended (57P01).
    await vi.waitFor(() => expect(enqueue()).rejects.toMatchObject({ code: '53300' }), { timeout: 10_000 })
    expect(await findQueueState(queue, place)).toBe('away')
    await postgres.run('alter role crowd connection limit -1')
    await works()
  })

  // A query is given fifteen seconds.
  test('is half-open is given up by the producer, closed in time, and taken up again', async () => {
    const { url } = await on('silent')
    open({ backend: 'postgres', url: proxy.through(url) })
    await works()
    const second = startWorker()
    proxy.blackHole()
    await isRefusedWithin(20_000)
    const started = performance.now()
    await second.close(true)
    expect(performance.now() - started).toBeLessThan(4_000)
    await proxy.restore()
    await works(40_000)
  }, 60_000)
})
