import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BlobStore, openBlobStore } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordImported } from '../../src/message/imported.ts'
import { claimMessages, noteEnqueued } from '../../src/message/message.ts'
import { enqueueIngest, type IngestQueue, openIngestQueue } from '../../src/queues.ts'
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

const age = (id: string, seconds: number) =>
  sql`update message set stored_at = stored_at - make_interval(secs => ${seconds}), enqueued_at = enqueued_at - make_interval(secs => ${seconds}),
    claimed_at = claimed_at - make_interval(secs => ${seconds}) where id = ${id}`.execute(database.db)

describe.each(['postgres', 'redis'] as const)('stranded messages, queue on %s', (backend) => {
  let queue: IngestQueue
  let parts: UpkeepParts
  beforeAll(() => {
    queue = openIngestQueue({ backend, url: backend === 'postgres' ? database.url : redis.url }, () => {})
    parts = { db: database.db, blobs, queue, log: openLog('silent') }
  })
  afterAll(() => queue.close())
  beforeEach(async () => {
    await database.db.deleteFrom('message').execute()
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
    expect(await queue.getWaitingCount()).toBe(20)
  })

  test('a message that still waits in a long queue is not queued twice', async () => {
    const message = await receive()
    await enqueueIngest(queue, [message])
    await noteEnqueued(database.db, [message.id])
    await age(message.id, 61)
    await requeueStranded(parts)
    expect(await queue.getWaitingCount()).toBe(1)
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
