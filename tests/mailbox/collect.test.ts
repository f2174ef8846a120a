import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Connection, connect, listAbove, listThese, openFolder } from '../../src/mailbox/collect.ts'
import { describeFault } from '../../src/mailbox/fault.ts'
import { addKeyword, ensureFolder, moveTo } from '../../src/mailbox/mark.ts'
import { testMailbox } from '../../src/mailbox/test-mailbox.ts'
import { type Dovecot, flagsInMaildir, keywordsOfMaildir, PASSWORD, startDovecot } from '../support/dovecot.ts'

let dovecot: Dovecot
let users = 0
let ended = new AbortController()

beforeAll(async () => {
  dovecot = await startDovecot({ tls: true })
})
afterAll(() => dovecot.close())
afterEach(() => {
  ended.abort()
  ended = new AbortController()
})

const settingsOf = (username: string) => ({
  host: dovecot.host,
  port: dovecot.port,
  security: 'none' as const,
  username,
  password: PASSWORD,
})

/** A mailbox of its own with `count` messages of growing size, opened. */
async function openMailbox(count: number): Promise<{ client: Connection; user: string }> {
  const user = `user${++users}`
  for (let i = 1; i <= count; i++) await dovecot.append(`Subject: ${i}\r\n\r\n${'x'.repeat(i)}`, { user })
  const client = await connect(settingsOf(user), ended.signal)
  await openFolder(client, 'INBOX')
  return { client, user }
}

const span = (width: number, limit = 1000, uidNext: number | undefined = undefined) => ({ width, limit, uidNext })
const uidsOf = (listed: readonly { uid: number }[]) => listed.map(({ uid }) => uid)

test('a listing has UID, size and time of receipt of everything above the cursor', async () => {
  const user = `user${++users}`
  await dovecot.append('Subject: old\r\n\r\n', { user })
  await dovecot.append('Subject: new\r\n\r\nhello\r\n', { user, receivedAt: new Date('2026-03-04T05:06:07Z') })
  const client = await connect(settingsOf(user), ended.signal)
  expect(await openFolder(client, 'INBOX')).toMatchObject({ exists: 2, uidNext: 3, uidValidity: expect.any(Number) })
  expect(await listAbove(client, 1, span(10))).toEqual({
    listed: [{ uid: 2, size: 23, receivedAt: new Date('2026-03-04T05:06:07Z') }],
    through: 2,
    ended: true,
  })
})

test('a listing above the last message is empty, although n:* always answers with the last one', async () => {
  const { client } = await openMailbox(3)
  expect(await listAbove(client, 3, span(10))).toEqual({ listed: [], through: 3, ended: true })
})

test('an empty mailbox is listed without a complaint of the server', async () => {
  const { client } = await openMailbox(0)
  expect(await listAbove(client, 0, span(10))).toEqual({ listed: [], through: 0, ended: true })
})

test('a long mailbox is listed span by span, each below the limit', async () => {
  const { client } = await openMailbox(12)
  const first = await listAbove(client, 0, span(5, 1000, 13))
  expect(first).toMatchObject({ through: 5, ended: false })
  expect(uidsOf(first.listed)).toEqual([1, 2, 3, 4, 5])
  const limited = await listAbove(client, 5, span(100, 3, 13))
  expect(limited).toMatchObject({ through: 8, ended: false })
  expect(uidsOf(limited.listed)).toEqual([6, 7, 8])
  expect(await listAbove(client, 8, span(100, 1000, 13))).toMatchObject({ through: 12, ended: true })
})

test('a span without messages is passed over', async () => {
  const { client, user } = await openMailbox(10)
  await client.messageDelete('2:9', { uid: true })
  expect(user).toBeTruthy()
  expect(await listAbove(client, 1, span(4, 1000, 11))).toEqual({ listed: [], through: 5, ended: false })
  expect(uidsOf(await listThese(client, [1, 2, 10]))).toEqual([1, 10])
})

test('the keyword is added to the messages named and to no other, and nothing else changes', async () => {
  const { client, user } = await openMailbox(3)
  await client.messageFlagsAdd('3', ['\\Flagged'], { uid: true })
  expect(await addKeyword(client, [1, 3])).toBe(true)
  expect(await addKeyword(client, [1, 3])).toBe(true)
  expect(await keywordsOfMaildir(dovecot.maildir(user))).toBe('0 $CopytasterFiled\n')
  expect(await flagsInMaildir(dovecot.maildir(user))).toEqual(['a', '', 'Fa'])
})

test('filed messages are moved to a folder that is made first, once', async () => {
  const { client, user } = await openMailbox(3)
  expect(await ensureFolder(client, 'Filed')).toBe(true)
  expect(await ensureFolder(client, 'Filed')).toBe(true)
  expect(await moveTo(client, [1, 2], 'Filed')).toBe(true)
  expect(await moveTo(client, [1, 2], 'Filed')).toBe(true)
  expect(await flagsInMaildir(`${dovecot.maildir(user)}/.Filed`)).toHaveLength(2)
  expect(await flagsInMaildir(dovecot.maildir(user))).toHaveLength(1)
})

test('a folder opened read-only is not marked', async () => {
  const { client } = await openMailbox(1)
  await client.mailboxOpen('INBOX', { readOnly: true })
  expect(await addKeyword(client, [1])).toBe(false)
  expect(await moveTo(client, [1], 'Filed')).toBe(false)
})

test('an abort ends a connection whatever it is doing', async () => {
  const { client } = await openMailbox(1)
  const idling = client.idle()
  ended.abort()
  await idling.catch(() => {})
  expect(client.usable).toBe(false)
  await expect(listAbove(client, 0, span(10))).rejects.toThrow()
  await expect(connect(settingsOf('late'), ended.signal)).rejects.toThrow()
})

test('a certificate that nobody vouches for is refused, with the remedy', async () => {
  const settings = { ...settingsOf('desk'), port: dovecot.tlsPort ?? 0, security: 'tls' as const, host: 'localhost' }
  const fault: unknown = await connect(settings, ended.signal).catch((error: unknown) => error)
  expect(describeFault(fault, 'localhost').words).toMatch(
    /certificate of localhost is not trusted.*NODE_EXTRA_CA_CERTS/,
  )
})

test.each(['tls', 'starttls'] as const)(
  'mail is collected over %s once the certificate is trusted',
  async (security) => {
    const trusted = getCACertificates('default')
    setDefaultCACertificates([...trusted, dovecot.certificate ?? ''])
    try {
      const port = security === 'tls' ? (dovecot.tlsPort ?? 0) : dovecot.port
      const client = await connect({ ...settingsOf('desk'), host: 'localhost', port, security }, ended.signal)
      expect(client.tls).toMatchObject({ authorized: true })
      expect(await openFolder(client, 'INBOX')).toMatchObject({ exists: expect.any(Number) })
    } finally {
      setDefaultCACertificates(trusted)
    }
  },
)

test('a mailbox that works passes every step of its test', async () => {
  const { user } = await openMailbox(2)
  const { passed, steps } = await testMailbox({ ...settingsOf(user), folder: 'INBOX' })
  expect(passed).toBe(true)
  expect(steps.map(({ step }) => step)).toEqual(['dns', 'connect', 'login', 'folder', 'capabilities'])
  expect(steps.map(({ words }) => words).join(' ')).toMatch(
    /without encryption.*INBOX holds 2 messages.*announced at once/,
  )
})

test.each([
  ['dns', { host: 'nowhere.invalid' }, /not found/],
  ['connect', { port: 1 }, /Check the port/],
  ['connect', { security: 'tls' as const }, /encryption/],
  ['login', { password: 'wrong' }, /user name or the password/],
  ['folder', { folder: 'Nowhere' }, /folder does not exist/],
])('a test that fails at %s ends there and says what to do', async (step, wrong, words) => {
  const { passed, steps } = await testMailbox({ ...settingsOf('desk'), folder: 'INBOX', ...wrong })
  expect(passed).toBe(false)
  expect(steps.at(-1)).toEqual({ step, passed: false, words: expect.stringMatching(words) })
  expect(steps.slice(0, -1).every((before) => before.passed)).toBe(true)
})
