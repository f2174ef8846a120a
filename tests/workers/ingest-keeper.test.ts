import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBlobStore } from '../../src/blobs.ts'
import type { Log } from '../../src/log.ts'
import { enqueueIngest, openIngestQueue } from '../../src/queues.ts'
import { keepIngesting } from '../../workers/ingest-keeper.ts'
import { openPipeline, type Pipeline } from '../../workers/pipeline-pool.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { seedMailbox, seedMessage } from '../support/desk.ts'

let database: TestDatabase
let pipeline: Pipeline
let dir: string
beforeAll(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'copytaster-keeper-'))
  pipeline = openPipeline({ readers: 1 })
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
  await rm(dir, { recursive: true })
})

const said: string[] = []
const log = { debug() {}, info() {}, warn() {}, error: (words: string) => void said.push(words) } as unknown as Log

test('a worker that takes no jobs although some wait is replaced, and only then', async () => {
  const { db, pool } = database
  const queuePlace = { backend: 'postgres', url: database.url } as const
  const queue = openIngestQueue(queuePlace, () => {})
  const blobs = await openBlobStore(dir)
  const keep = () =>
    keepIngesting({ db, blobs, pipeline, log, queue, queuePlace }, { silent: 300, longestJob: 60_000, lookEvery: 50 })
  const idle = keep()
  await sleep(800)
  await idle.close()
  expect(said).toEqual([])

  const id = await seedMessage({ db, blobs }, { mailboxId: await seedMailbox(db), status: 'received' })
  await enqueueIngest(queue, [{ id, epoch: 0 }])
  // Jobs can be seen and not taken: the worker hangs.
  const blocker = await pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table bullmq.job in exclusive mode')
  const kept = keep()
  while (said.length === 0) await sleep(20)
  expect(said[0]).toContain('is replaced')
  await blocker.query('rollback')
  blocker.release()
  const settled = () => db.selectFrom('message').select('status').where('status', '!=', 'received').executeTakeFirst()
  while (!(await settled())) await sleep(20)
  await kept.close()
  await queue.close()
})

test('a job that has ended does not count as running, though the queue could not be told of its end', async () => {
  const { db, pool } = database
  const queuePlace = { backend: 'postgres', url: database.url } as const
  const queue = openIngestQueue(queuePlace, () => {})
  const blobs = await openBlobStore(dir)
  const mailboxId = await seedMailbox(db)
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let reading = 0
  const slowly: Pipeline = {
    ...pipeline,
    async read(...question) {
      reading += 1
      await released
      return pipeline.read(...question)
    },
  }
  // One more than the worker takes at once.
  const ids = await Promise.all(
    Array.from({ length: 5 }, (_, n) => seedMessage({ db, blobs }, { mailboxId, status: 'received', subject: `${n}` })),
  )
  const countReceived = async () =>
    (await db.selectFrom('message').select('id').where('id', 'in', ids).where('status', '=', 'received').execute())
      .length
  said.length = 0
  const kept = keepIngesting(
    { db, blobs, pipeline: slowly, log, queue, queuePlace },
    { silent: 3_000, longestJob: 3_600_000, lookEvery: 50 },
  )
  await enqueueIngest(
    queue,
    ids.map((id) => ({ id, epoch: 0 })),
  )
  while (reading < 4) await sleep(20)
  const blocker = await pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table bullmq.job in exclusive mode')
  release()
  while (said.length === 0) await sleep(20)
  expect(said[0]).toContain('is replaced')
  expect(await countReceived()).toBe(1)
  await blocker.query('rollback')
  blocker.release()
  while ((await countReceived()) > 0) await sleep(20)
  await kept.close()
  await queue.close()
})
