import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { releaseOfSize } from '../mail.ts'
import { randomFrom } from '../random.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'
import type { Runner } from '../runner.ts'

const WORKER_LIMIT_S = 75
const DRAIN_LIMIT_MS = 25_000

const killedWhileStreaming: Row = {
  number: '1',
  name: 'kill -9 poller while a body streams into a temporary file',
  backends: BOTH,
  async run(rig) {
    // Some megabytes each: the poller is seen writing them.
    for (let n = 1; n <= 3; n += 1) {
      const marker = `REF-${rig.tag}-90000${n}`
      await rig.deliverSource(releaseOfSize(marker, 8 * 2 ** 20), { marker })
    }
    const poller = await rig.start('poller', { stayDown: true })
    await rig.until('a temporary file that grows', async () => (await bytesStaged(rig)) > 0, 120_000)
    await poller.kill()
    rig.fault('kill -9 poller')
    assert.ok((await bytesStaged(rig)) > 0, 'the poller was killed after it had stored everything: nothing is shown')
    const killed = performance.now()
    await poller.revive()
    await rig.start('ingest,upkeep')
    await rig.untilAccounted()
    rig.recovered('poller', (performance.now() - killed) / 1000)
  },
}

async function bytesStaged(rig: Rig): Promise<number> {
  const dir = join(rig.blobDir, 'tmp')
  const names = await readdir(dir).catch(() => [])
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(dir, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

const killedAtRandom: Row = {
  number: '7',
  name: 'kill -9 of workers at random while messages flow',
  backends: BOTH,
  slow: true,
  recoverWithin: WORKER_LIMIT_S,
  async run(rig, { small, each, seed }) {
    const random = randomFrom(seed)
    const kills = small ? 4 : 20
    await rig.start('poller,upkeep')
    const workers = [await rig.start('ingest'), await rig.start('ingest')]
    const flowing = rig.deliver(each * 6, { every: small ? 50 : 20 })
    for (let killed = 0; killed < kills; killed += 1) {
      await sleep(300 + random() * 1_200)
      await workers[Math.floor(random() * workers.length)]?.kill()
      rig.fault('kill -9 ingest')
    }
    await flowing
    const last = performance.now()
    await rig.untilAccounted()
    rig.recovered('ingest', (performance.now() - last) / 1000)
  },
}

const endedUnderLoad: Row = {
  number: '8',
  name: 'SIGTERM while jobs are active: they end within 25 s and none stalls',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('poller')
    await rig.deliver(each * 8)
    await rig.until('all stored', async () => (await rig.count()) >= each * 8)
    const worker = await rig.start('ingest')
    await rig.until('a worker at work', async () => (await claimed(rig)) > 0)
    const { milliseconds, code } = await worker.end()
    rig.fault('SIGTERM ingest')
    assert.ok(milliseconds <= DRAIN_LIMIT_MS, `it took ${Math.round(milliseconds)} ms to end`)
    assert.equal(code, 0)
    assert.equal(await heldClaims(rig), 0, 'a message is claimed by a worker that has ended')
    const started = performance.now()
    await rig.start('ingest')
    await rig.untilAccounted()
    rig.recovered('ingest', (performance.now() - started) / 1000)
    const { rows } = await sql<{ most: number }>`select max(attempts) as most from message`.execute(rig.db)
    assert.equal(Number(rows[0]?.most), 1, 'a message was begun twice: its job stalled')
  },
}

async function claimed(rig: Rig): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from message where attempts > 0`.execute(rig.db)
  return Number(rows[0]?.n)
}

/** Messages that somebody has begun and not ended. */
async function heldClaims(rig: Rig): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from message where status = 'received' and claimed_at is not null`.execute(rig.db)
  return Number(rows[0]?.n)
}

const readerKilled: Row = {
  number: '9',
  name: 'the reader of a message is killed, as out of memory: its worker lives and the message is read again',
  backends: BOTH,
  async run(rig, { small, each }) {
    await rig.start('poller,upkeep')
    const worker = await rig.start('ingest')
    const flowing = rig.deliver(each * 4, { every: 30 })
    const wanted = small ? 2 : 10
    for (let killed = 0; killed < wanted; killed += 1) {
      const reader = await busyReader(rig, worker)
      process.kill(reader, 'SIGKILL')
      rig.fault('kill -9 reader')
      await sleep(200)
    }
    await flowing
    await rig.untilAccounted()
    assert.equal(worker.restarts(), 0, 'the worker died with its reader')
  },
}

const readerHangs: Row = {
  number: '10',
  name: 'the reader of a message hangs: it is ended after a minute, and the message is read again',
  backends: BOTH,
  slow: true,
  async run(rig, { each }) {
    await rig.start('poller,upkeep')
    const worker = await rig.start('ingest')
    const flowing = rig.deliver(each * 4, { every: 30 })
    process.kill(await busyReader(rig, worker), 'SIGSTOP')
    rig.fault('SIGSTOP reader')
    const stopped = performance.now()
    await flowing
    await rig.untilAccounted(200_000)
    rig.recovered('reader', (performance.now() - stopped) / 1000)
    assert.equal(worker.restarts(), 0, 'the worker died with its reader')
  },
}

/** A process that reads messages for this worker, at a moment when the worker has some. */
async function busyReader(rig: Rig, worker: Runner): Promise<number> {
  let found: number | undefined
  await rig.until(
    'a reader at work',
    async () => {
      if ((await heldClaims(rig)) === 0) return false
      found = (await childrenOf(worker.pid() ?? 0))[0]
      return found !== undefined
    },
    120_000,
  )
  return found as number
}

async function childrenOf(parent: number): Promise<number[]> {
  const names = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const lines = await Promise.all(names.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')))
  return names.map(Number).filter((_, at) => {
    const line = lines[at] as string
    return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]) === parent
  })
}

const frozen: Row = {
  number: '11',
  name: 'a worker is frozen with its claims, others do its work, and it may write nothing when it wakes',
  backends: BOTH,
  slow: true,
  async run(rig, { small, each }) {
    await rig.start('poller,upkeep')
    const sleeper = await rig.start('ingest')
    await freezeAtWork(rig, sleeper, each)
    rig.fault('SIGSTOP ingest')
    const since = performance.now()
    await rig.start('ingest')
    await rig.untilAccounted()
    rig.recovered('ingest', (performance.now() - since) / 1000)
    const before = await verdicts(rig)
    if (!small) await sleep(Math.max(0, 90_000 - (performance.now() - since)))
    sleeper.thaw()
    await sleep(5_000)
    assert.deepEqual(await verdicts(rig), before, 'the worker that woke has changed a verdict')
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

async function freezeAtWork(rig: Rig, worker: Runner, each: number): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await rig.deliver(each)
    await rig.until('a claim', async () => (await heldClaims(rig)) > 0, 3_000).catch(() => {})
    worker.freeze()
    await sleep(300) // What it had sent already is done by now.
    if ((await heldClaims(rig)) > 0) return
    worker.thaw()
  }
  throw new Error('the worker was never seen with a claim')
}

async function verdicts(rig: Rig): Promise<unknown[]> {
  const { rows } = await sql`
    select m.id, m.status, m.epoch, m.settled_at, a.id as article from message m left join article a on a.message_id = m.id
    order by m.id`.execute(rig.db)
  return rows
}

const twoPollers: Row = {
  number: '12',
  name: 'two pollers on one mailbox: one holds it, the other takes over when that one is killed or frozen',
  backends: BOTH,
  slow: true,
  recoverWithin: 60,
  async run(rig, { each }) {
    const first = await rig.start('poller', { stayDown: true })
    await first.untilStarted()
    await rig.start('ingest,upkeep')
    await rig.deliver(each)
    await rig.untilAccounted()
    const second = await rig.start('poller', { stayDown: true })
    await second.untilStarted()
    await first.kill()
    rig.fault('kill -9 poller')
    await takeover(rig, each)
    // The one that was killed comes back, finds the mailbox taken and waits for its turn, which comes when the other is frozen.
    await first.revive()
    await first.untilStarted()
    await sleep(2_000)
    second.freeze()
    rig.fault('SIGSTOP poller')
    await takeover(rig, each)
    second.thaw()
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

async function takeover(rig: Rig, each: number): Promise<void> {
  const since = performance.now()
  await rig.deliver(each)
  await rig.untilAccounted()
  rig.recovered('poller', (performance.now() - since) / 1000)
}

export const rows: Row[] = [
  killedWhileStreaming,
  killedAtRandom,
  endedUnderLoad,
  readerKilled,
  readerHangs,
  frozen,
  twoPollers,
]
