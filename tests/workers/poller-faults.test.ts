import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type StagedBlob, stageBlob } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { connect as connectImap, listAbove, openFolder } from '../../src/mailbox/collect.ts'
import { fetchLoad } from '../../src/mailbox/fetch-load.ts'
import { loadsOf } from '../../src/mailbox/loads.ts'
import { findMailbox, upsertMailboxFromUrl } from '../../src/mailbox/mailbox.ts'
import { roomFor } from '../../workers/poller-backlog.ts'
import { dropAll, recordFetched } from '../../workers/poller-record.ts'
import { type Dovecot, PASSWORD, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, SECRET, until } from './poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk
let ended: AbortController

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  desk = await openPollerDesk(dovecot)
  ended = new AbortController()
})
afterEach(async () => {
  ended.abort()
  await desk.close()
})

/** Passes connections on to Dovecot; cuts the first `cuts` of them off after `octets` from the server. */
async function startCutting(
  octets: number,
  cuts: number,
): Promise<{ url: string; server: Server; seen: () => number }> {
  const sockets = new Set<Socket>()
  let seen = 0
  const server = createServer((near) => {
    const far = connect(dovecot.port, dovecot.host)
    const cut = ++seen <= cuts
    let left = octets
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (chunk: Buffer) => {
      if (!cut) return near.write(chunk)
      near.write(chunk.subarray(0, left))
      left -= chunk.length
      if (left <= 0) near.end()
    })
  }).listen(0, dovecot.host)
  await once(server, 'listening')
  server.on('close', () => {
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.address() as AddressInfo
  return { url: dovecot.imapUrl(desk.user).replace(`:${dovecot.port}`, `:${port}`), server, seen: () => seen }
}

test.each([
  ['before the greeting', 0],
  ['in the greeting', 20],
  ['at the sign-in', 400],
  ['in the listing', 2_500],
  ['in a message', 12_000],
  ['in a later message', 60_000],
])('a connection that is cut %s loses and repeats nothing', async (_, octets) => {
  const sources = Array.from({ length: 60 }, (_, i) => `Subject: ${i}\r\n\r\n${'x'.repeat(2_000)}\r\n`)
  for (const source of sources) await dovecot.append(source, { user: desk.user })
  const { url, server, seen } = await startCutting(octets, 2)
  try {
    const { id } = await upsertMailboxFromUrl(desk.database.db, SECRET, url)
    const stop = desk.start()
    await desk.untilStored(60)
    await desk.untilState(id, 'watching')
    expect(seen()).toBe(3)
    await desk.expectEachOnce(sources)
    expect(await desk.failedUids()).toEqual([])
    await stop()
  } finally {
    server.close()
  }
})

/** The mailbox opened and listed, with everything that is needed to fetch and record from it. */
async function openListed(limits: { messageBytes: number }) {
  const { db, pool } = desk.database
  const mailbox = await desk.addMailbox()
  const client = await connectImap({ ...mailbox, password: PASSWORD }, ended.signal)
  const { uidValidity } = await openFolder(client, mailbox.folder)
  const { listed } = await listAbove(client, 0, { width: 1_000, limit: 1_000, uidNext: undefined })
  const loads = [...loadsOf(listed, { smallBytes: 1_000, batchBytes: 10_000, batchMessages: 50, ...limits })]
  const parts = { db, pool, blobs: desk.blobs, queue: desk.queue, log: openLog('silent'), secretKey: SECRET }
  const staged: StagedBlob[] = []
  const stage = async (source: Parameters<typeof stageBlob>[1]) => {
    const blob = await stageBlob(desk.blobs, source)
    staged.push(blob)
    return blob
  }
  const record = async () => {
    for (const load of loads) {
      const fetched = await fetchLoad(client, load, stage)
      await recordFetched(parts, { mailboxId: mailbox.id, uidValidity }, fetched, async () => {})
    }
    await dropAll(staged)
  }
  return { client, mailbox, parts, loads, record }
}

test('a message that is expunged between listing and download is recorded as gone, the others as they are', async () => {
  const [first = '', , third = ''] = await desk.deliver(3)
  const large = `Subject: large\r\n\r\n${'x'.repeat(5_000)}`
  await dovecot.append(large, { user: desk.user })
  await dovecot.append(large, { user: desk.user })
  const { client, record } = await openListed({ messageBytes: 100_000 })
  await client.messageDelete('2,5', { uid: true })
  await record()
  const recorded = await desk.messages()
  expect(recorded.map(({ uid, status, reason }) => `${uid} ${status} ${reason}`)).toEqual([
    '1 received null',
    '2 gone gone-before-fetch',
    '3 received null',
    '4 received null',
    '5 gone gone-before-fetch',
  ])
  expect(recorded[1]).toMatchObject({ sha256: null, size: release(2).length, settledAt: expect.any(Date) })
  expect(recorded[0]?.size).toBe(first.length)
  expect(recorded[2]?.size).toBe(third.length)
})

test('a message over the limit is put before a person with its header and is never downloaded', async () => {
  const header =
    'From: =?utf-8?q?J=C3=BCrgen?= <pr@acme.example>\r\nSubject: Big =?utf-8?q?gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <big@acme.example>\r\n\r\n'
  await dovecot.append(`${header}${'x'.repeat(3_000)}`, { user: desk.user })
  const [small = ''] = await desk.deliver(1)
  const { client, loads, record } = await openListed({ messageBytes: 2_000 })
  expect(loads.map(({ kind }) => kind)).toEqual(['too-large', 'batch'])
  await record()
  expect(client.stats().received).toBeLessThan(3_000 + 2_000)
  expect(await desk.messages()).toMatchObject([
    {
      status: 'quarantined',
      reason: 'too-large',
      sha256: null,
      size: header.length + 3_000,
      subject: 'Big grüße',
      fromAddress: 'pr@acme.example',
      fromName: 'Jürgen',
      headerMessageId: 'big@acme.example',
    },
    { status: 'received', size: small.length },
  ])
})

test('recording the same messages twice changes nothing', async () => {
  const sources = await desk.deliver(3)
  const { record } = await openListed({ messageBytes: 100_000 })
  await record()
  const before = await desk.messages()
  await record()
  expect(await desk.messages()).toEqual(before)
  await desk.expectEachOnce(sources)
})

test('fetching waits while too much is unread, and goes on when there is room', async () => {
  await desk.deliver(3)
  const { client, mailbox, parts, record } = await openListed({ messageBytes: 100_000 })
  await record()
  let free = false
  const waiting = roomFor(parts, mailbox, client, ended.signal, 3)().then(() => {
    free = true
  })
  await until(
    'told',
    async () => (await findMailbox(desk.database.db, mailbox.id))?.stateDetail?.includes('wait safely') ?? false,
  )
  expect(free).toBe(false)
  await desk.file()
  await waiting
  expect(free).toBe(true)
})
