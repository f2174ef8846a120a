import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from '../../faults/tcp-proxy.ts'

/** Greets, then sends back whatever it gets. */
let server: Server
let served: Set<Socket>
let proxy: TcpProxy

beforeEach(async () => {
  served = new Set()
  server = createServer({ allowHalfOpen: true }, (socket) => {
    served.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => served.delete(socket))
    socket.write('hello ')
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startTcpProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
})
afterEach(async () => {
  await proxy.close()
  for (const socket of served) socket.destroy()
  server.close()
})

interface Visit {
  socket: Socket
  heard(): string
  /** Resolves when that many octets are there, or the connection has ended. */
  until(octets: number): Promise<string>
  /** How the connection ended: `end` for FIN, else the error's code. */
  ended: Promise<string>
}

function visit(): Visit {
  const socket = connect({ host: proxy.host, port: proxy.port, allowHalfOpen: true })
  let heard = ''
  const ended = new Promise<string>((resolve) => {
    socket.on('end', () => resolve('end'))
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
  })
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1')
  })
  const until = async (octets: number) => {
    let over = false
    void ended.then(() => {
      over = true
    })
    while (heard.length < octets && !over) await sleep(2)
    return heard
  }
  return { socket, heard: () => heard, until, ended }
}

test('passes both directions on, and each side sees the other end', async () => {
  const one = visit()
  one.socket.write('a'.repeat(300_000))
  expect(await one.until(300_006)).toBe(`hello ${'a'.repeat(300_000)}`)
  one.socket.end()
  expect(await one.ended).toBe('end')
  expect(proxy.counts).toMatchObject({ accepted: 1, cut: 0, octets: { 'to-server': 300_000, 'to-client': 300_006 } })
  while (proxy.open() > 0) await sleep(2)
})

test('cut resets what is open, on both sides; the next connection works', async () => {
  const one = visit()
  await one.until(6)
  expect(proxy.cut()).toBe(1)
  expect(await one.ended).toBe('ECONNRESET')
  while (served.size > 0) await sleep(2)
  expect(await visit().until(6)).toBe('hello ')
  expect(proxy.counts).toMatchObject({ accepted: 2, cut: 1 })
})

test('cutNext resets the next connections after so many octets of a direction', async () => {
  proxy.cutNext(1, 3)
  const first = visit()
  expect(await first.ended).toBe('ECONNRESET')
  expect(first.heard()).toBe('hel')
  proxy.cutNext(1, 4, 'to-server')
  const second = visit()
  second.socket.write('abcdefgh')
  expect(await second.ended).toBe('ECONNRESET')
  expect(await visit().until(6)).toBe('hello ')
  expect(proxy.counts).toMatchObject({ cut: 2, octets: { 'to-server': 4 } })
})

test('cutWhen resets after a pattern, also one that arrives in two pieces, and some octets beyond it', async () => {
  const one = visit()
  await one.until(6)
  proxy.cutWhen('BODY[]', 'to-client', { beyond: 2 })
  one.socket.write('xx BOD')
  await one.until(12)
  one.socket.write('Y[] {30} more')
  expect(await one.ended).toBe('ECONNRESET')
  expect(one.heard()).toBe('hello xx BODY[] {')
  const two = visit()
  two.socket.write('BODY[] again')
  expect(await two.until(18)).toBe('hello BODY[] again')
  expect(() => proxy.cutWhen('', 'to-client')).toThrow(RangeError)
})

test('truncate ends the stream early, as if that were all', async () => {
  proxy.truncate(4)
  const one = visit()
  expect(await one.ended).toBe('end')
  expect(one.heard()).toBe('hell')
  expect(proxy.counts).toMatchObject({ cut: 0, truncated: 1 })
})

test('a black hole passes nothing, accepts in silence, and gives back what it held', async () => {
  const one = visit()
  await one.until(6)
  proxy.blackHole()
  one.socket.write('kept')
  const two = visit()
  await once(two.socket, 'connect')
  await sleep(60)
  expect([one.heard(), two.heard(), served.size]).toEqual(['hello ', '', 1])
  await proxy.restore()
  expect(await one.until(10)).toBe('hello kept')
  expect(await two.until(6)).toBe('hello ')
  expect(proxy.counts).toMatchObject({ swallowed: 2, cut: 0 })
})

test('forget leaves open connections dead for ever and lets new ones in', async () => {
  const one = visit()
  await one.until(6)
  proxy.forget()
  one.socket.write('lost')
  expect(await visit().until(6)).toBe('hello ')
  await proxy.restore()
  await sleep(60)
  expect(one.heard()).toBe('hello ')
  expect(one.socket.destroyed).toBe(false)
})

test('refuse lets nobody in until restored; open connections go on', async () => {
  const one = visit()
  await one.until(6)
  proxy.refuse()
  expect(await visit().ended).toBe('ECONNREFUSED')
  one.socket.write('on')
  expect(await one.until(8)).toBe('hello on')
  await proxy.restore()
  expect(await visit().until(6)).toBe('hello ')
})

test('delay and throttle make it late and slow, and change no octet', async () => {
  proxy.delay(80)
  const before = performance.now()
  const one = visit()
  await one.until(6)
  expect(performance.now() - before).toBeGreaterThan(70)
  await proxy.restore()
  proxy.throttle(20_000)
  const text = Array.from({ length: 1_000 }, (_, i) => `line ${i}\n`).join('')
  one.socket.write(text)
  const start = performance.now()
  expect(await one.until(6 + text.length)).toBe(`hello ${text}`)
  expect(performance.now() - start).toBeGreaterThan(300)
})

test('through puts the proxy into the URL of any server', () => {
  expect(proxy.through('imap://user:p%40ss@mail.example:143/INBOX?since=2026-01-01')).toBe(
    `imap://user:p%40ss@127.0.0.1:${proxy.port}/INBOX?since=2026-01-01`,
  )
  expect(proxy.through('redis://127.0.0.1:6379')).toBe(`redis://127.0.0.1:${proxy.port}`)
  expect(proxy.through('postgres://u:p@127.0.0.1:5432/db')).toBe(`postgres://u:p@127.0.0.1:${proxy.port}/db`)
})
