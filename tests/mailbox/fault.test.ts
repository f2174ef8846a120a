import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { connect } from '../../src/mailbox/collect.ts'
import { delayAfter, describeFault } from '../../src/mailbox/fault.ts'

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
})

/** A server that greets with `greeting` and answers a sign-in with `answer`; `close` ends the connection instead. */
async function startScripted(greeting: string, answer: string): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write(`${greeting}\r\n`)
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        const [tag, command] = line.split(' ')
        if (command === 'CAPABILITY') socket.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`)
        else if (command === 'LOGIN') answer === 'close' ? socket.destroy() : socket.write(`${tag} ${answer}\r\n`)
        else socket.write(`${tag} OK done\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return (server.address() as AddressInfo).port
}

async function faultOf(port: number, security: 'tls' | 'starttls' | 'none' = 'none') {
  const settings = { host: '127.0.0.1', port, security, username: 'desk', password: 'hunter2' }
  const fault: unknown = await connect(settings, new AbortController().signal).then(
    () => expect.unreachable('connected'),
    (error: unknown) => error,
  )
  return describeFault(fault, 'mail.example.org')
}

const READY = '* OK ready'

test.each([
  ['refused', READY, 'NO [AUTHENTICATIONFAILED] Invalid credentials', /user name or the password.*Invalid credentials/],
  ['throttled', READY, 'NO LOGIN failed', /without saying that the password is wrong.*LOGIN failed/],
  ['throttled', READY, 'NO [LIMIT] Too many simultaneous connections', /fewer connections/],
  ['throttled', READY, 'NO [UNAVAILABLE] Temporary authentication failure', /a little later/],
  ['throttled', READY, 'NO [OVERQUOTA] Account exceeded command or bandwidth limits', /a little later/],
  ['throttled', READY, 'NO Too many login attempts, try again later', /a little later/],
  ['throttled', '* BYE Too many connections from your address', '', /fewer connections.*Too many connections/],
  ['passing', '* BYE Server shutting down', '', /closed the connection.*Server shutting down/],
  ['passing', READY, 'close', /closed the connection/],
] as const)('%s when the server says %s and %s', async (kind, greeting, answer, words) => {
  const fault = await faultOf(await startScripted(greeting, answer))
  expect(fault).toEqual({ kind, words: expect.stringMatching(words) })
  expect(fault.words).not.toContain('hunter2')
})

test('a port on which nobody listens is named as such', async () => {
  const port = await startScripted(READY, '')
  await stop?.()
  expect(await faultOf(port)).toMatchObject({ kind: 'passing', words: expect.stringContaining('Check the port') })
})

test.each(['tls', 'starttls'] as const)('a server without %s is never spoken to in clear', async (security) => {
  expect((await faultOf(await startScripted(READY, ''), security)).words).toMatch(/encryption/)
})

test.each([
  [{ code: 'ENOTFOUND' }, /name mail.example.org is not found/],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, /NODE_EXTRA_CA_CERTS/],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, /Check the server name/],
  [{ code: 'CONNECT_TIMEOUT' }, /firewall/],
  [{ mailboxMissing: true }, /folder does not exist/],
  [{ message: 'terminating connection due to administrator command' }, /terminating connection/],
])('%j is put in plain words', (traits, words) => {
  expect(describeFault(Object.assign(new Error(), traits), 'mail.example.org')).toEqual({
    kind: 'passing',
    words: expect.stringMatching(words),
  })
})

test.each([
  ['passing', 1, [500, 1_000]],
  ['passing', 4, [4_000, 8_000]],
  ['passing', 50, [30_000, 60_000]],
  ['throttled', 1, [15_000, 30_000]],
  ['throttled', 50, [450_000, 900_000]],
  ['refused', 1, [660_000, 726_000]],
  ['refused', 50, [3_600_000, 3_960_000]],
] as const)('after a fault that is %s, number %i in a row, it waits %j ms', (kind, count, [least, most]) => {
  expect(delayAfter(kind, count, 0)).toBe(least)
  expect(delayAfter(kind, count, 1)).toBe(most)
})

test.each([
  [{ code: 'ENOSPC' }, 'The disk for messages is full. Make room there;'],
  [{ code: 'EIO' }, 'Messages cannot be written to their disk (EIO).'],
  [{ code: '53100', severity: 'ERROR' }, 'The disk of the database is full.'],
  [{ code: '25006', severity: 'ERROR' }, 'The database takes nothing at the moment (25006);'],
])('trouble of ours is not put down to the mail server: %j', (traits, words) => {
  const fault = describeFault(Object.assign(new Error('too many, try again later'), traits), 'mail.example.org')
  expect(fault.kind).toBe('passing')
  expect(fault.words).toContain(words)
  expect(fault.words).toContain('new ones wait safely on the server')
  expect(fault.words).not.toContain('mail.example.org')
})
