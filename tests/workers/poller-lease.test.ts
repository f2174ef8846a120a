import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/database.ts'
import { openLease } from '../../workers/poller-lease.ts'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, SECRET, until } from './poller-desk.ts'

let imap: ScriptedImap
let desk: PollerDesk
let children: ChildProcess[]

beforeEach(async () => {
  imap = await startScriptedImap()
  desk = await openScriptedDesk(imap)
  children = []
})
afterEach(async () => {
  for (const child of children) {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
    child.kill('SIGKILL')
    await ended
  }
  await desk.close()
  await imap.close()
})

const PACE = { lookEvery: 100, syncEvery: 300, leaseFor: 3_000 }

/** A poller in a process of its own. */
function startChild(): ChildProcess {
  const parts = { url: desk.database.url, blobDir: desk.blobs.dir, secretKey: SECRET, pace: PACE }
  const program = join(import.meta.dirname, '../support/processes/poller.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(parts)], { stdio: ['pipe', 'inherit', 'inherit'] })
  children.push(child)
  return child
}

const holders = async () =>
  (
    await sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(desk.database.db)
  ).rows.map(({ pid }) => pid)

test('a poller that is frozen loses its mailboxes to another, and when it wakes up it has lost them', async () => {
  const sources = await desk.deliver(2)
  const { id } = await desk.addMailbox()
  const child = startChild()
  await desk.untilStored(2)
  await desk.untilState(id, 'watching')
  const [frozen] = await holders()
  child.kill('SIGSTOP')
  const stop = desk.start(PACE)
  await until('taken over', async () => {
    const [holder] = await holders()
    return holder !== undefined && holder !== frozen
  })
  sources.push(...(await desk.deliver(3, 3)))
  await desk.untilStored(5)

  const connected = imap.connectedAt.length
  child.kill('SIGCONT')
  await sleep(3_000)
  sources.push(...(await desk.deliver(2, 6)))
  await desk.untilStored(7)
  await desk.expectEachOnce(sources)
  // Awake again, it asks for the mailbox, which the other has.
  expect(imap.connectedAt.length).toBe(connected)
  await stop()
  await until('taken back', async () => imap.connectedAt.length > connected)
}, 60_000)

test('a poller that is killed loses its mailboxes at once', async () => {
  await desk.deliver(1)
  await desk.addMailbox()
  const child = startChild()
  await desk.untilStored(1)
  desk.start(PACE)
  child.kill('SIGKILL')
  await desk.deliver(1, 2)
  await desk.untilStored(2)
}, 60_000)

/** Passes connections on to Postgres until it is told to swallow everything. */
async function startSwallowing(): Promise<{ url: string; swallow(): void; close(): void }> {
  const postgres = new URL(desk.database.url)
  const sockets = new Set<Socket>()
  let swallowing = false
  const server = createServer((near) => {
    const far = connectTo(Number(postgres.port), postgres.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    near.on('data', (chunk) => swallowing || far.write(chunk))
    far.on('data', (chunk) => swallowing || near.write(chunk))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(postgres)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    swallow() {
      swallowing = true
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

test('a query that fails ends no connection while the lease lives', async () => {
  const sources = await desk.deliver(1)
  await desk.addMailbox()
  desk.start({ lookEvery: 100 })
  await desk.untilStored(1)
  await until('IDLE', async () => imap.transcript.some((line) => line.endsWith(' IDLE')))
  await sql`alter table mailbox rename to mailbox_away`.execute(desk.database.db)
  await sleep(700)
  await sql`alter table mailbox_away rename to mailbox`.execute(desk.database.db)
  await sleep(300)
  sources.push(...(await desk.deliver(1, 2)))
  await desk.untilStored(2)
  await desk.expectEachOnce(sources)
  expect(imap.connectedAt).toHaveLength(1)
})

test('a mailbox that takes long to end costs no other mailbox its connection', async () => {
  const { db } = desk.database
  const slow = await desk.addMailbox('', 'slow')
  await desk.addMailbox()
  desk.start({ lookEvery: 100, leaseFor: 1_000 })
  const idles = () => imap.transcript.filter((line) => line.endsWith(' IDLE')).length
  await until('IDLE', async () => idles() === 2)
  const gate = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const held = db.transaction().execute(async (trx) => {
    await sql`lock table message in access exclusive mode`.execute(trx)
    holding.resolve()
    await gate.promise
  })
  await holding.promise
  await desk.deliver(1)
  await sleep(300)
  await db.updateTable('mailbox').set({ pausedAt: new Date() }).where('id', '=', slow.id).execute()
  await sleep(2_500)
  gate.resolve()
  await held
  await until('stored', async () => (await desk.messages()).length >= 1)
  await sleep(2_500)
  expect(imap.connectedAt).toHaveLength(2)
}, 60_000)

test('a lease that is cut off from Postgres is lost on both sides, here first', async () => {
  const network = await startSwallowing()
  const { db, pool } = openDatabase(network.url, () => {})
  try {
    const lease = await openLease(pool, 2_000)
    expect(await lease.take('a mailbox')).toBe(true)
    for (let i = 0; i < 5; i++) {
      await sleep(500)
      await lease.prove()
    }
    expect(lease.signal.aborted).toBe(false)
    expect(await holders()).toHaveLength(1)
    network.swallow()
    await expect(lease.prove()).rejects.toThrow(/did not answer in time/)
    expect(lease.signal.aborted).toBe(true)
    expect(await holders()).toHaveLength(1)
    await until('given up by Postgres', async () => (await holders()).length === 0, 5_000)
    lease.end()
  } finally {
    network.close()
    await db.destroy()
  }
})

test('a lease that ends leaves nothing of its settings behind', async () => {
  const { db, pool } = openDatabase(desk.database.url, () => {})
  const lease = await openLease(pool, 1_000)
  await lease.take('a mailbox')
  lease.end()
  await until('free', async () => (await holders()).length === 0)
  const { rows } = await pool.query('show idle_session_timeout')
  expect(rows).toEqual([{ idle_session_timeout: '0' }])
  await db.destroy()
})
