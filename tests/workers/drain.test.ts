import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { numberedRelease } from '../../faults/mail.ts'
import { type Runner, startRunner } from '../../faults/runner.ts'
import { startTcpProxy } from '../../faults/tcp-proxy.ts'
import { type BlobStore, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordStored } from '../../src/message/ledger.ts'
import { enqueueIngest, openIngestQueue, type QueuePlace } from '../../src/queues.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

let database: TestDatabase
let redis: TestRedis
let dir: string
beforeAll(async () => {
  database = await openTestDatabase()
  redis = await startRedis()
  dir = await mkdtemp(join(tmpdir(), 'copytaster-drain-'))
})
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.kill()))
  await database.close()
  await redis.close()
  await rm(dir, { recursive: true, force: true })
})

const runners: Runner[] = []

/** The product in a process of its own. */
async function start(env: Record<string, string>, wrapped: readonly string[] = []): Promise<Runner> {
  const settings = {
    PATH: '/usr/bin:/bin',
    DATA_DIR: dir,
    SECRET_KEY: 'k'.repeat(40),
    PORT: '0',
    LOG_LEVEL: 'info',
    ...env,
  }
  const roles = env.ROLES ?? ''
  const logFile = join(dir, `${runners.length}.log`)
  const runner = startRunner({ roles, env: settings, logFile, stayDown: true, wrapped })
  runners.push(runner)
  await runner.untilStarted()
  return runner
}

const serverOf = ({ url }: { url: string }) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })

let uid = 0

/** As the poller does it, without a mailbox. */
async function receive(place: QueuePlace, count: number): Promise<void> {
  const blobs: BlobStore = await openBlobStore(join(dir, 'blobs'))
  const { id: mailboxId } = await importMailbox(database.db)
  const messages = Array.from({ length: count }, () => {
    uid += 1
    const content = Buffer.from(numberedRelease('drain', uid))
    return { content, sha256: createHash('sha256').update(content).digest('hex'), uid, size: content.length }
  })
  await putBlobs(blobs, messages)
  const stored = messages.map(({ content, ...one }) => ({ ...one, mailboxId, uidValidity: 1, receivedAt: new Date() }))
  const recorded = await database.db.transaction().execute((trx) => recordStored(trx, stored))
  const queue = openIngestQueue(place, () => {})
  await enqueueIngest(queue, recorded)
  await queue.close()
}

const countReceived = async () =>
  Number((await database.pool.query(`select count(*) as n from message where status = 'received'`)).rows[0].n)

async function untilReceived(holds: (received: number) => boolean): Promise<void> {
  for (const end = performance.now() + 60_000; !holds(await countReceived()); await sleep(20)) {
    if (performance.now() > end) expect.fail(`${await countReceived()} messages still wait`)
  }
}

describe.each(['postgres', 'redis'] as const)('workers on %s', (backend) => {
  test('that are replaced one by one under load stall no job and read no message twice', async () => {
    const place = { backend, url: backend === 'redis' ? redis.url : database.url }
    const env = { ROLES: 'ingest', DATABASE_URL: database.url, ...(backend === 'redis' && { REDIS_URL: redis.url }) }
    const [first, second] = await Promise.all([start(env), start(env)])
    await receive(place, 240)
    await untilReceived((left) => left < 200)
    const third = start(env)
    // The second signal is that of a person who is impatient, or of a process group that is told twice.
    process.kill(first.pid() as number, 'SIGTERM')
    expect(await first.end()).toMatchObject({ code: 0 })
    expect(await second.end()).toMatchObject({ code: 0 })
    const queue = openIngestQueue(place, () => {})
    await untilReceived((left) => left === 0)
    const last = await (await third).end()
    expect(last.code).toBe(0)
    expect(last.milliseconds).toBeLessThan(10_000)
    expect(await queue.getActiveCount()).toBe(0)
    await queue.close()
    const { rows } = await database.pool.query('select distinct attempts, status from message')
    expect(rows).toEqual([{ attempts: 1, status: 'filed' }])
    const logs = [first, second, await third].map((runner) => runner.log()).join('')
    expect(logs).not.toMatch(/stalled|lock/i)
  }, 120_000)
})

// Running work is given 25 s, and that is what the worst of these take; they are ended together.
test('a process ends by itself within half a minute, with success, whatever is down', async () => {
  const [redisProxy, postgresProxy] = await Promise.all([
    startTcpProxy(serverOf(redis)),
    startTcpProxy(serverOf(database)),
  ])
  const all = { ROLES: 'web,poller,ingest,upkeep', DATABASE_URL: database.url }
  const [onRedis, onPostgres] = await Promise.all([
    start({ ...all, REDIS_URL: redisProxy.through(redis.url) }),
    start({ ...all, DATABASE_URL: postgresProxy.through(database.url) }),
  ])
  await sleep(2_000)
  redisProxy.blackHole()
  postgresProxy.blackHole()
  const silent = await Promise.all([onRedis.end(), onPostgres.end()])
  await Promise.all([redisProxy.restore(), postgresProxy.restore()])
  await Promise.all([onRedis.revive(), onPostgres.revive()])
  await Promise.all([onRedis.untilStarted(), onPostgres.untilStarted()])
  for (const proxy of [redisProxy, postgresProxy]) {
    proxy.refuse()
    proxy.cut()
  }
  const away = await Promise.all([onRedis.end(), onPostgres.end()])
  await Promise.all([redisProxy.close(), postgresProxy.close()])
  for (const { code, milliseconds } of [...silent, ...away]) {
    expect(code).toBe(0)
    expect(milliseconds).toBeLessThan(30_000)
  }
}, 120_000)
