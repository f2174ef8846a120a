import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError } from '../src/config.ts'
import {
  enqueueAgain,
  enqueueIngest,
  type IngestQueue,
  openIngestQueue,
  type Queueable,
  type QueuePlace,
  startIngestWorker,
} from '../src/queues.ts'
import { EvictingRedisError, refuseEvictingRedis } from '../src/redis.ts'
import { openTestDatabase, type TestDatabase } from './support/database.ts'
import { startRedis, type TestRedis } from './support/redis.ts'

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

const fail = (error: Error) => {
  throw error
}

describe.each(['postgres', 'redis'] as const)('the queue on %s', (backend) => {
  let place: QueuePlace
  let queue: IngestQueue
  beforeAll(async () => {
    place = { backend, url: backend === 'postgres' ? database.url : redis.url }
    queue = openIngestQueue(place, fail)
  })
  afterAll(() => queue.close())

  async function runUntil(done: () => boolean, ingest: (ids: readonly string[]) => Promise<void>): Promise<void> {
    const worker = startIngestWorker(place, ingest, { concurrency: 2, onFault: fail })
    for (let waited = 0; !done() && waited < 10_000; waited += 20) await sleep(20)
    await worker.close()
  }

  test('a worker gets each queued message id', async () => {
    const ids = [v7(), v7(), v7()]
    await enqueueIngest(
      queue,
      ids.map((id) => ({ id, epoch: 0 })),
    )
    const seen: string[] = []
    await runUntil(
      () => seen.length === 3,
      async (ids) => {
        seen.push(...ids)
      },
    )
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('queueing the same message twice runs it once; queued again after its end it runs again', async () => {
    const message = { id: v7(), epoch: 0 }
    let runs = 0
    const count = async () => {
      runs += 1
    }
    await enqueueIngest(queue, [message])
    await enqueueIngest(queue, [message])
    await runUntil(() => runs > 0, count)
    expect(runs).toBe(1)
    expect(await queue.getWaitingCount()).toBe(0)
    await enqueueIngest(queue, [message])
    expect(await queue.getWaitingCount()).toBe(0)
    await enqueueAgain(queue, [message])
    await runUntil(() => runs > 1, count)
    expect(runs).toBe(2)
  }, 40_000)

  test('small messages that were stored together share jobs of sixteen, large ones have their own', async () => {
    const small = Array.from({ length: 20 }, () => ({ id: v7(), epoch: 0, size: 12_000 }))
    const large = Array.from({ length: 2 }, () => ({ id: v7(), epoch: 0, size: 5_000_000 }))
    await enqueueIngest(queue, [...small, ...large])
    const jobs = await queue.getJobs(['waiting'])
    expect(jobs.map((job) => job.data.messageIds.length).toSorted((a, b) => a - b)).toEqual([1, 1, 4, 16])
    for (const job of jobs) await job.remove()
  })

  test('a group that begins with a message of a waiting group but is another is queued beside it', async () => {
    const [first, second, third] = Array.from({ length: 3 }, () => ({ id: v7(), epoch: 0, size: 1 }))
    await enqueueIngest(queue, [first, second] as Queueable[])
    await enqueueAgain(queue, [first, second] as Queueable[])
    await enqueueAgain(queue, [first, third] as Queueable[])
    const jobs = await queue.getJobs(['waiting'])
    expect(jobs.map((job) => job.data.messageIds.at(-1)).toSorted()).toEqual([second?.id, third?.id])
    for (const job of jobs) await job.remove()
  })

  test('a job holds the id and nothing of the mail', async () => {
    const id = v7()
    await enqueueIngest(queue, [{ id, epoch: 7 }])
    const job = await queue.getJob(`ingest-${id}-7`)
    expect(job?.data).toEqual({ messageIds: [id] })
    await job?.remove()
  })
})

test.each(['allkeys-lru', 'volatile-ttl'])('a Redis with %s is refused with the remedy', async (policy) => {
  const evicting = await startRedis({ 'maxmemory-policy': policy })
  await expect(refuseEvictingRedis(evicting.url)).rejects.toThrow(EvictingRedisError)
  await expect(refuseEvictingRedis(evicting.url)).rejects.toThrow(
    /REDIS_URL.*redis-cli config set maxmemory-policy noeviction/,
  )
  await evicting.close()
})

test('a Redis that keeps everything is accepted', async () => {
  await expect(refuseEvictingRedis(redis.url)).resolves.toBe(true)
})

test('a Redis that is away is to be asked again; one that wants another password is a setting to put right', async () => {
  await expect(refuseEvictingRedis('redis://127.0.0.1:1')).resolves.toBe(false)
  const locked = await startRedis()
  const admin = new Redis(locked.url)
  await admin.config('SET', 'requirepass', 'another')
  admin.disconnect()
  await expect(refuseEvictingRedis(locked.url)).rejects.toThrow(/REDIS_URL: .* user or the password/)
  await expect(refuseEvictingRedis(locked.url.replace('//', '//:wrong@'))).rejects.toThrow(ConfigError)
  await expect(refuseEvictingRedis(locked.url.replace('//', '//:another@'))).resolves.toBe(true)
  await locked.close()
})
