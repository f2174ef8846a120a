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
  pipeline = openPipeline(1)
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
