import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BlobStore, openBlobStore } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordImported } from '../../src/message/imported.ts'
import { recordStored } from '../../src/message/ledger.ts'
import { type ClaimedMessage, claimMessages, noteEnqueued, noteFault } from '../../src/message/message.ts'
import {
  enqueueIngest,
  type IngestQueue,
  openIngestQueue,
  type Queueable,
  type QueuePlace,
  startIngestWorker,
} from '../../src/queues.ts'
import { requeueStranded, type UpkeepParts } from '../../workers/upkeep.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

let database: TestDatabase
let redis: TestRedis
let blobs: BlobStore
beforeAll(async () => {
  database = await openTestDatabase()
  redis = await startRedis()
  blobs = await openBlobStore(await mkdtemp(join(tmpdir(), 'copytaster-upkeep-')))
})
afterAll(async () => {
  await database.close()
  await redis.close()
  await rm(blobs.dir, { recursive: true })
})

let serial = 0
async function receive(): Promise<{ id: string; epoch: number }> {
  serial += 1
  const octets = String(serial)
  const { id: mailboxId } = await importMailbox(database.db)
  const message = {
    mailboxId,
    sha256: createHash('sha256').update(octets).digest('hex'),
    size: 1,
    receivedAt: new Date(),
  }
  const [recorded] = await database.db.transaction().execute((trx) => recordImported(trx, [message]))
  return recorded as { id: string; epoch: number }
}

/** As the poller stores them: together, and about to be queued. */
async function receiveMany(count: number): Promise<Queueable[]> {
  const { id: mailboxId } = await importMailbox(database.db)
  const stored = Array.from({ length: count }, () => {
    serial += 1
    const sha256 = createHash('sha256').update(String(serial)).digest('hex')
    return { mailboxId, uidValidity: 1, uid: serial, sha256, size: 1, receivedAt: new Date() }
  })
  const recorded: Queueable[] = []
  for (let start = 0; start < count; start += 1_000) {
    const some = stored.slice(start, start + 1_000)
    recorded.push(...(await database.db.transaction().execute((trx) => recordStored(trx, some))))
  }
  return recorded
}

const age = (id: string, seconds: number) =>
  sql`update message set stored_at = stored_at - make_interval(secs => ${seconds}), enqueued_at = enqueued_at - make_interval(secs => ${seconds}),
    claimed_at = claimed_at - make_interval(secs => ${seconds}) where id = ${id}`.execute(database.db)

describe.each(['postgres', 'redis'] as const)('stranded messages, queue on %s', (backend) => {
  let queue: IngestQueue
  let parts: UpkeepParts
  let place: QueuePlace
  beforeAll(() => {
    place = { backend, url: backend === 'postgres' ? database.url : redis.url }
    queue = openIngestQueue(place, () => {})
    parts = { db: database.db, blobs, queue, log: openLog('silent') }
  })
  afterAll(() => queue.close())
  beforeEach(async () => {
    await sql`truncate message cascade`.execute(database.db)
    await queue.obliterate({ force: true })
  })

  test('a message whose queueing failed is queued', async () => {
    const { id } = await receive()
    expect(await requeueStranded(parts)).toBe(0) // The poller may be about to.
    await age(id, 11)
    expect(await requeueStranded(parts)).toBe(1)
    expect(await queue.getWaitingCount()).toBe(1)
    expect(await requeueStranded(parts)).toBe(0)
  })

  test('a queue that was wiped is filled again', async () => {
    const messages = await Promise.all(Array.from({ length: 20 }, receive))
    await enqueueIngest(queue, messages)
    await noteEnqueued(
      database.db,
      messages.map(({ id }) => id),
    )
    await queue.obliterate({ force: true })
    for (const { id } of messages) await age(id, 61)
    expect(await requeueStranded(parts)).toBe(20)
    expect(await queue.getWaitingCount()).toBe(2)
  })

  test('what waits in a long queue is not queued twice, however long it waits', async () => {
    const messages = await receiveMany(100)
    await enqueueIngest(queue, messages)
    for (const { id } of messages) await age(id, 3_600)
    expect(await requeueStranded(parts)).toBe(0)
    expect((await queue.getJobs(['waiting'])).flatMap((job) => job.data.messageIds)).toHaveLength(100)
  })

  test('what a queue lost is found by what waits in it and came later, and keeps its groups and order', async () => {
    const lost = await receiveMany(40)
    for (const { id } of lost) await age(id, 100)
    const waiting = await receiveMany(20)
    await enqueueIngest(queue, waiting)
    for (const { id } of waiting) await age(id, 60)
    expect(await requeueStranded(parts)).toBe(40)
    const jobs = await queue.getJobs(['waiting'], 0, -1, true)
    expect(jobs.map((job) => job.data.messageIds.length)).toEqual([16, 4, 16, 16, 8])
    expect(jobs.flatMap((job) => job.data.messageIds)).toEqual([...waiting, ...lost].map(({ id }) => id))
    expect(await requeueStranded(parts)).toBe(0)
  })

  test('a job that a worker has but has not claimed yet is let be; one that it sits on for ten minutes is not', async () => {
    const messages = await receiveMany(3)
    await enqueueIngest(queue, messages)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const worker = startIngestWorker(place, () => held, { concurrency: 1, onFault: () => {} })
    while ((await queue.getActiveCount()) === 0) await sleep(20)
    for (const { id } of messages) await age(id, 300)
    expect(await requeueStranded(parts)).toBe(0)
    for (const { id } of messages) await age(id, 301)
    await requeueStranded(parts)
    const rows = await database.db
      .selectFrom('message')
      .select('id')
      .where('enqueuedAt', '>', sql<Date>`now() - interval '1 minute'`)
      .execute()
    expect(rows).toHaveLength(3)
    release()
    await worker.close()
  })

  test('the whole backlog is back within one round after the queue was wiped while it was full', async () => {
    const messages = await receiveMany(5_000)
    await enqueueIngest(queue, messages)
    await queue.obliterate({ force: true })
    await sql`update message set enqueued_at = enqueued_at - interval '11 seconds'`.execute(database.db)
    expect(await requeueStranded(parts)).toBe(5_000)
    expect(await requeueStranded(parts)).toBe(0)
    const ids = (await queue.getJobs(['waiting'], 0, -1, true)).flatMap((job) => job.data.messageIds)
    expect(ids).toEqual(messages.map(({ id }) => id))
  })

  test('a job that ended without its messages is forgotten, and they are queued in the same group', async () => {
    const messages = await receiveMany(5)
    await enqueueIngest(queue, messages)
    const worker = startIngestWorker(place, async () => {}, { concurrency: 1, onFault: () => {} })
    while ((await queue.getCompletedCount()) === 0) await sleep(20)
    await worker.close()
    for (const { id } of messages) await age(id, 11)
    expect(await requeueStranded(parts)).toBe(5)
    expect((await queue.getJobs(['waiting'])).map((job) => job.data.messageIds)).toEqual([messages.map(({ id }) => id)])
  })

  test('a message that failed is given three minutes, as its job may wait to be tried again', async () => {
    const message = await receive()
    await noteEnqueued(database.db, [message.id])
    const [claim] = await claimMessages(database.db, [message.id])
    await noteFault(database.db, claim as ClaimedMessage, 'Error: away')
    await age(message.id, 170)
    expect(await requeueStranded(parts)).toBe(0)
    await age(message.id, 11)
    expect(await requeueStranded(parts)).toBe(1)
  })

  test('a message whose worker died after the claim is queued again', async () => {
    const message = await receive()
    await noteEnqueued(database.db, [message.id])
    await claimMessages(database.db, [message.id])
    await age(message.id, 50)
    expect(await requeueStranded(parts)).toBe(0)
    await age(message.id, 11)
    expect(await requeueStranded(parts)).toBe(1)
  })
})
