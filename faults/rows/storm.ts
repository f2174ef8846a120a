import assert from 'node:assert/strict'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { markerOf, numberedRelease } from '../mail.ts'
import { randomFrom } from '../random.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row, Size } from '../run-row.ts'
import type { Runner } from '../runner.ts'
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts'

type Say = (words: string) => void

/** Everything that goes on at once. */
interface Storm {
  rig: Rig
  random: () => number
  proxies: TcpProxy[]
  /** When articles were seen to be new, by the monotonic clock. */
  articles: number[]
  /** Ends of outages, which are measured to the first article that follows. */
  outages: { from: string; limit: number; at: number }[]
  /** Files on the server that somebody may delete. */
  files: { marker: string; path: string }[]
}

const ROLES = ['poller', 'poller', 'ingest', 'ingest', 'upkeep', 'web']
const LIMITS = { worker: 75, Postgres: 30, queue: 60 }
const BETWEEN_MS = 1_500
const SETTLE_MS = 600_000

const storm: Row = {
  number: 'storm',
  name: 'everything at once: kill -9 over all roles, queue wiped, Postgres immediate, TCP cut, renumbered, expunged',
  backends: BOTH,
  alone: true,
  slow: true,
  async run(rig, size, say) {
    const proxies = await putProxiesBetween(rig)
    const one: Storm = { rig, random: randomFrom(size.seed), proxies, articles: [], outages: [], files: [] }
    const watching = new AbortController()
    const watched = watchArticles(one, watching.signal)
    try {
      for (const roles of ROLES) await rig.start(roles)
      await rage(one, size, say)
      say('… the faults are over; the rest is settled')
      await rig.untilAccounted(SETTLE_MS)
      // An article after the last fault, if none was left to file.
      await deliverSome(one, 1)
      await rig.untilAccounted(SETTLE_MS)
      await sleep(500)
    } finally {
      watching.abort()
      await watched
    }
    measure(one, size)
    assert.ok((await countEpochs(rig)) > 1, 'the server never gave the mailbox new numbers: nothing is shown of that')
  },
}

async function putProxiesBetween(rig: Rig): Promise<TcpProxy[]> {
  const proxies: TcpProxy[] = []
  for (const server of ['imap', 'postgres', 'redis'] as const) {
    const proxy = await startTcpProxy(rig.reach[server])
    rig.reach[server] = proxy
    rig.atEnd(() => proxy.close())
    proxies.push(proxy)
  }
  return proxies
}

/** The faults in an order of their own, the messages spread over all of them. */
async function rage(one: Storm, { small, storm: messages }: Size, say: Say): Promise<void> {
  const faults = shuffled(faultsFor(small ? 150 : messages), one.random)
  const total = small ? 150 : messages
  const started = performance.now()
  for (const [at, fault] of faults.entries()) {
    await deliverSome(one, Math.round((total * (at + 1)) / faults.length) - one.files.length)
    await fault(one)
    await sleep(BETWEEN_MS * (0.5 + one.random()))
    if (at % 20 === 19) {
      const left = ((performance.now() - started) / (at + 1)) * (faults.length - at - 1)
      say(
        `… ${at + 1} of ${faults.length} faults, ${one.files.length} messages, about ${Math.round(left / 1000)} s left`,
      )
    }
  }
}

type Fault = (one: Storm) => Promise<void>

/** Per 10,000 messages: 100 kills, 5 wipes of the queue, 10 stops of Postgres, 200 cuts; the mailbox is renumbered once. */
function faultsFor(messages: number): Fault[] {
  const times = (count: number, fault: Fault) => Array.from({ length: count }, () => fault)
  return [
    ...times(Math.max(6, Math.round(messages / 100)), kill),
    ...times(Math.max(1, Math.round(messages / 2_000)), wipe),
    ...times(Math.max(1, Math.round(messages / 1_000)), stopPostgres),
    ...times(Math.max(2, Math.round(messages / 50)), cut),
    ...times(Math.max(1, Math.round(messages / 1_000)), expunge),
    renumber,
  ]
}

async function deliverSome({ rig, files }: Storm, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    const n = files.length + 1
    const marker = markerOf(rig.tag, n)
    files.push({ marker, path: await rig.deliverSource(numberedRelease(rig.tag, n), { marker }) })
  }
}

const kill: Fault = async ({ rig, random, outages }) => {
  const runner = rig.runners[Math.floor(random() * rig.runners.length)] as Runner
  await runner.kill()
  rig.fault(`kill -9 ${runner.roles}`)
  if (runner.roles === 'ingest') outages.push({ from: 'worker', limit: LIMITS.worker, at: performance.now() })
}

const wipe: Fault = async ({ rig, outages }) => {
  if (rig.backend === 'redis') await rig.servers.redis.run(['FLUSHALL'])
  else await rig.wipeQueue()
  rig.fault(rig.backend === 'redis' ? 'FLUSHALL' : 'queue tables emptied')
  outages.push({ from: 'queue', limit: LIMITS.queue, at: performance.now() })
}

const stopPostgres: Fault = async ({ rig, random, outages }) => {
  await rig.servers.postgres.stopImmediately()
  await sleep(500 + random() * 3_000)
  await rig.servers.postgres.start()
  rig.fault('Postgres immediate')
  outages.push({ from: 'Postgres', limit: LIMITS.Postgres, at: performance.now() })
}

const cut: Fault = async ({ rig, random, proxies }) => {
  proxies[Math.floor(random() * proxies.length)]?.cut()
  rig.fault('TCP cut')
}

/** Somebody deletes a message, collected or not. */
const expunge: Fault = async ({ rig, random, files }) => {
  const gone = files[Math.floor(random() * files.length)]
  if (!gone) return
  const box = rig.servers.dovecot.maildir(rig.user)
  for (const part of ['new', 'cur']) {
    const names = (await readdir(join(box, part))).filter((name) => name.startsWith(basename(gone.path)))
    await Promise.all(names.map((name) => rm(join(box, part, name), { force: true })))
  }
  const delivered = rig.delivered.find(({ marker }) => marker === gone.marker)
  if (delivered) delivered.expected = 'expunged'
  rig.fault('expunged')
}

/** The server forgets its numbers: a new UIDVALIDITY, all messages under new UIDs. */
const renumber: Fault = async ({ rig }) => {
  // Before anything was collected nobody could notice.
  await rig.until('a message in the ledger', async () => (await rig.count()) > 0, 180_000)
  const box = rig.servers.dovecot.maildir(rig.user)
  const names = (await readdir(box)).filter((name) => /^dovecot[-.](uidlist|index)/.test(name))
  await Promise.all(names.map((name) => rm(join(box, name), { force: true, recursive: true })))
  rig.fault('renumbered')
}

async function watchArticles({ rig, articles }: Storm, signal: AbortSignal): Promise<void> {
  let known = 0
  while (!signal.aborted) {
    // Postgres may be away at the moment.
    const count = await countOf(rig).catch(() => known)
    if (count > known) articles.push(performance.now())
    known = count
    await sleep(100)
  }
}

async function countOf(rig: Rig): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from article`.execute(rig.db)
  return Number(rows[0]?.count)
}

async function countEpochs(rig: Rig): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct uid_validity) as count from message`.execute(
    rig.db,
  )
  return Number(rows[0]?.count)
}

function measure({ rig, articles, outages }: Storm, { small }: Size): void {
  for (const { from, limit, at } of outages) {
    const next = articles.find((seen) => seen > at)
    if (next === undefined) throw new Error(`no article was filed after: ${from}`)
    const seconds = (next - at) / 1000
    rig.recovered(from, seconds)
    if (!small && seconds > limit)
      throw new Error(`${from}: ${Math.round(seconds)} s to the next article, more than ${limit}`)
  }
}

function shuffled<T>(things: readonly T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ thing }) => thing)
}

export const rows: Row[] = [storm]
