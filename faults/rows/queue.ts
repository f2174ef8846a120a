import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'

const ALL = 'poller,ingest,upkeep'
const REDIS_LIMIT_S = 60

const downAtStart: Row = {
  number: '13',
  name: 'Redis is away at the start: web and poller start all the same, mail is stored',
  backends: ['redis'],
  alone: true,
  recoverWithin: REDIS_LIMIT_S,
  async run(rig, { each }) {
    const { redis } = rig.servers
    await redis.kill()
    rig.fault('Redis away')
    try {
      const product = await rig.start(`web,${ALL}`)
      await rig.deliver(each)
      await rig.until('mail stored without Redis', async () => (await rig.count()) >= each, 120_000)
      assert.equal(product.restarts(), 0, 'it ended because Redis is away')
    } finally {
      await redis.start()
    }
    await drained(rig)
  },
}

/** Everything is filed after Redis has come back; the time until the first new article is what counts. */
async function drained(rig: Rig): Promise<void> {
  if ((await rig.count('received')) > 0) rig.recovered('Redis', await rig.untilNextArticle())
  await rig.untilAccounted()
}

const away: Row = {
  number: '14',
  name: 'Redis goes away while mail flows (ten minutes in full) and comes back',
  backends: ['redis'],
  alone: true,
  recoverWithin: REDIS_LIMIT_S,
  async run(rig, { small, each }) {
    const { redis } = rig.servers
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
    await redis.kill()
    rig.fault('Redis away')
    try {
      const minutes = small ? 0.1 : 10
      await rig.deliver(each, { every: (minutes * 60_000) / each })
      await rig.until('mail stored without Redis', async () => (await rig.count()) >= 2 * each, 120_000)
    } finally {
      await redis.start()
    }
    await drained(rig)
  },
}

const wiped: Row = {
  number: '15',
  name: 'the queue is wiped with everything waiting in it',
  backends: BOTH,
  slow: true,
  async run(rig, { small, each }) {
    await rig.start('poller')
    const waiting = small ? each : each * 25
    await rig.deliver(waiting)
    await rig.until('all queued', async () => (await rig.count()) >= waiting)
    await sleep(500)
    await rig.wipeQueue()
    rig.fault('queue wiped')
    const since = performance.now()
    await rig.start('ingest,upkeep')
    await rig.untilAccounted()
    rig.recovered('queue', (performance.now() - since) / 1000)
  },
}

const evicting: Row = {
  number: '16',
  name: 'Redis may evict: refused at the start, in words that name the remedy',
  backends: ['redis'],
  alone: true,
  async run(rig, { each }) {
    const { redis } = rig.servers
    await redis.run(['CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru'])
    rig.fault('evicting policy')
    try {
      const refused = await rig.start(ALL, { stayDown: true })
      await refused.untilDead()
      assert.match(refused.log(), /maxmemory-policy noeviction/)
      assert.doesNotMatch(refused.log(), /\n\s+at /, 'a stack trace is shown to an operator')
    } finally {
      await redis.run(['CONFIG', 'SET', 'maxmemory-policy', 'noeviction'])
    }
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

const outOfMemory: Row = {
  number: '17',
  name: 'Redis is out of memory: mail is stored and queued when there is room again',
  backends: ['redis'],
  alone: true,
  recoverWithin: REDIS_LIMIT_S,
  async run(rig, { each }) {
    const { redis } = rig.servers
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
    await redis.run(['CONFIG', 'SET', 'maxmemory', '1'])
    rig.fault('Redis out of memory')
    try {
      await rig.deliver(each)
      await rig.until('mail stored', async () => (await rig.count()) >= 2 * each, 120_000)
    } finally {
      await redis.run(['CONFIG', 'SET', 'maxmemory', '0'])
    }
    await drained(rig)
  },
}

const olderAgain: Row = {
  number: '18',
  name: "Redis's machine dies: its jobs are those of some seconds ago, or none",
  backends: ['redis'],
  alone: true,
  slow: true,
  async run(rig, { each }) {
    const { redis } = rig.servers
    const log = join(redis.dir, 'appendonlydir')
    const worker = await rig.start('ingest')
    await rig.start('poller,upkeep')
    await rig.deliver(each)
    await rig.untilAccounted()
    await sleep(1_100) // The append-only file is flushed each second.
    await cp(log, `${log}-older`, { recursive: true })
    worker.freeze() // What comes now waits in the queue and is forgotten with it.
    await rig.deliver(each)
    await rig.until('all stored', async () => (await rig.count()) >= 2 * each)
    await redis.kill()
    await rm(log, { recursive: true })
    await cp(`${log}-older`, log, { recursive: true })
    await redis.start()
    rig.fault('Redis back to an older state')
    worker.thaw()
    const back = performance.now()
    await rig.untilAccounted()
    rig.recovered('Redis', (performance.now() - back) / 1000)
    await redis.kill()
    await rm(log, { recursive: true })
    await redis.start()
    rig.fault('Redis back empty')
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

export const rows: Row[] = [downAtStart, away, wiped, evicting, outOfMemory, olderAgain]
