import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findMailbox } from '../../src/mailbox/mailbox.ts'
import { type Reaction, type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, release, until } from './poller-desk.ts'

let imap: ScriptedImap
let desk: PollerDesk

beforeEach(async () => {
  imap = await startScriptedImap()
  desk = await openScriptedDesk(imap)
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.close()
  await imap.close()
})

/** The server reacts so to a command, as often as `times` says. */
function react(name: string, reaction: Reaction, times = Number.POSITIVE_INFINITY, holds = /./) {
  let left = times
  imap.faults.script = (command) => {
    if (command.name !== name || !holds.test(command.line) || left <= 0) return undefined
    left -= 1
    return reaction
  }
}

const mailboxOf = async (id: string) => (await findMailbox(desk.database.db, id)) ?? expect.unreachable('it is there')
const detailOf = async (id: string) => (await mailboxOf(id)).stateDetail ?? ''
const dueNow = () => desk.database.db.updateTable('failedUid').set({ retryAt: new Date() }).execute()
const BODY = /BODY/

test('a server with no extension at all, that tells no UIDNEXT, announces nothing and lists backwards, is collected whole', async () => {
  imap.capabilities.clear()
  Object.assign(imap.faults, { announces: false, saysUidNext: false, backwards: true, permanentFlags: undefined })
  const sources = await desk.deliver(60)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 500 })
  await desk.untilStored(60)
  await desk.untilState(id, 'watching')
  sources.push(...(await desk.deliver(2, 61)))
  await desk.untilStored(62)
  await desk.expectEachOnce(sources)
  const known = /^\S+ (?:CAPABILITY|ID|LOGIN|NAMESPACE|LIST|LSUB|SELECT|NOOP|UID FETCH|UID SEARCH|UID STORE|LOGOUT)\b/
  expect(imap.transcript.filter((line) => !known.test(line))).toEqual([])
})

test.each([
  ['read-only', { readOnly: true }],
  ['of no keywords', { permanentFlags: '()' }],
])('a folder that is %s is collected, and nothing in it is changed', async (_, faults) => {
  Object.assign(imap.faults, faults)
  const sources = await desk.deliver(3)
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  await desk.file()
  sources.push(...(await desk.deliver(1, 4)))
  await desk.untilStored(4)
  await desk.expectEachOnce(sources)
  expect(imap.inbox.messages.flatMap(({ flags }) => [...flags])).toEqual([])
  expect((await desk.messages()).map(({ markedAt }) => markedAt)).toEqual([null, null, null, null])
})

test('a message that is sent short is read again a minute later and then put before a person, with what was seen', async () => {
  const sources = await desk.deliver(2)
  imap.deliver('From: pr@acme.example\r\nSubject: Short\r\n\r\nBody that is never sent whole\r\n')
  let sent = 0
  imap.faults.sends.set(3, (source) => source.subarray(0, source.length - 5 - ++sent))
  sources.push(...(await desk.deliver(1, 4)))
  await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await desk.untilStored(3)
  await until('failed', async () => (await desk.failedUids()).length === 1)
  expect(await desk.failedUids()).toMatchObject([{ uid: 3, attempts: 1 }])
  await dueNow()
  await desk.untilStored(4)
  const [bad] = (await desk.messages()).filter(({ uid }) => uid === 3)
  expect(bad).toMatchObject({
    status: 'quarantined',
    reason: 'could-not-download',
    size: 72,
    subject: 'Short',
    fromAddress: 'pr@acme.example',
    reasonDetail: expect.stringMatching(/says 72 bytes, but sent \d+ and then \d+/),
  })
  expect(await desk.failedUids()).toEqual([])
  expect((await desk.messages()).filter(({ status }) => status === 'received')).toHaveLength(3)
})

test('a message that is sent short once is collected whole', async () => {
  const sources = await desk.deliver(3)
  let sent = 0
  imap.faults.sends.set(2, (source) => (sent++ === 0 ? source.subarray(0, 5) : source))
  await desk.addMailbox()
  desk.start()
  await desk.untilStored(3)
  await desk.expectEachOnce(sources)
})

test('a literal that is cut off in the middle holds up no other message', async () => {
  const sources = await desk.deliver(3)
  imap.faults.cuts.set(2, 4)
  await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await until(
    'the others are stored',
    async () => (await desk.messages()).length === 2 && (await desk.failedUids()).length === 1,
  )
  imap.faults.cuts.clear()
  await dueNow()
  await desk.untilStored(3)
  await desk.expectEachOnce(sources)
}, 60_000)

test('a message that the server does not give out is asked for again and again, for a day', async () => {
  const sources = await desk.deliver(3)
  react('UID FETCH', { no: '[SERVERBUG] it is somewhere else' }, Number.POSITIVE_INFINITY, /FETCH (?:2|1,2,3) .*BODY/)
  await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await desk.untilStored(2)
  await until('three attempts', async () => {
    await dueNow()
    return ((await desk.failedUids())[0]?.attempts ?? 0) >= 3
  })
  expect(await desk.failedUids()).toMatchObject([{ uid: 2, reason: expect.stringContaining('it is somewhere else') }])
  imap.faults.script = () => undefined
  await until('given out', async () => {
    await dueNow()
    return (await desk.messages()).length === 3
  })
  await desk.expectEachOnce(sources)
})

test.each([
  '[LIMIT] Too many simultaneous connections',
  '[OVERQUOTA] Account exceeded command or bandwidth limits',
  '[UNAVAILABLE] come back',
])(
  'fetching that is answered with %s goes on later, and is no fault of the messages or the password',
  async (words) => {
    const sources = await desk.deliver(5)
    react('UID FETCH', { no: words }, 1, BODY)
    const { id } = await desk.addMailbox()
    const stop = desk.start()
    await until('told', async () => (await detailOf(id)).includes('a little later'))
    expect(await mailboxOf(id)).toMatchObject({ state: 'waiting', refusals: 0 })
    expect(await desk.failedUids()).toEqual([])
    expect(imap.connectedAt).toHaveLength(1)
    // Not to wait for half a minute.
    await stop()
    desk.start()
    await desk.untilStored(5)
    await desk.expectEachOnce(sources)
  },
)

test.each([
  ['at the greeting', (bye: string) => Object.assign(imap.faults, { greeting: `* BYE ${bye}` })],
  ['at the sign-in', (bye: string) => react('LOGIN', { bye })],
  ['in IDLE', (bye: string) => react('IDLE', { bye }, 1)],
  ['at the listing', (bye: string) => react('UID FETCH', { bye }, 1)],
])('too many connections %s is never a wrong password', async (_, arrange) => {
  arrange('Too many connections from your address')
  const { id } = await desk.addMailbox()
  const stop = desk.start()
  await desk.untilState(id, 'waiting')
  expect(await mailboxOf(id)).toMatchObject({
    refusals: 0,
    stateDetail: expect.stringContaining('Too many connections'),
  })
  expect(imap.connectedAt).toHaveLength(1)
  await stop()
  imap.faults.greeting = '* OK ready'
  imap.faults.script = () => undefined
  const sources = await desk.deliver(1)
  desk.start()
  await desk.untilStored(1)
  await desk.expectEachOnce(sources)
})

test('a person is asked for the password only after three refusals spread over half an hour', async () => {
  react('LOGIN', { no: '[AUTHENTICATIONFAILED] Invalid credentials' })
  const { id } = await desk.addMailbox()
  const { db } = desk.database
  const age = (minutes: number) =>
    db
      .updateTable('mailbox')
      .set({ signInAfter: new Date(), refusedSince: sql`refused_since - make_interval(mins => ${minutes})` })
      .execute()
  const refusals = (count: number) => until(`${count} refusals`, async () => (await mailboxOf(id)).refusals === count)
  let stop = desk.start()
  await refusals(1)
  await until('told', async () => (await detailOf(id)).includes('refused the sign-in once; it may be passing'))
  expect((await mailboxOf(id)).state).toBe('waiting')

  // Another poller, or this one started anew, does not ask again before its time.
  await stop()
  stop = desk.start()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(imap.connectedAt).toHaveLength(1)
  await stop()

  await age(11)
  stop = desk.start()
  await refusals(2)
  await until('told', async () => (await detailOf(id)).includes('twice'))
  await stop()
  await age(18)
  stop = desk.start()
  await refusals(3)
  await until('told', async () => (await detailOf(id)).includes('3 times'))
  expect((await mailboxOf(id)).state).toBe('waiting')
  await stop()
  await age(5)
  stop = desk.start()
  await desk.untilState(id, 'refused')
  expect(await detailOf(id)).toMatch(/user name or the password.*Invalid credentials/)
  await stop()

  await age(0)
  imap.faults.script = () => undefined
  desk.start()
  await desk.untilState(id, 'watching')
  expect(await mailboxOf(id)).toMatchObject({ refusals: 0, refusedSince: null, signInAfter: null })
}, 60_000)

test('a connection that is open at our end only is found within the tick', async () => {
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 1_000 })
  await desk.untilState(id, 'watching')
  await until('IDLE', async () => imap.transcript.some((line) => line.endsWith(' IDLE')))
  imap.freeze()
  imap.faults.script = () => undefined
  const sources = await desk.deliver(1)
  // A second of IDLE, fifteen for the answer, one before it connects again.
  await desk.untilStored(1)
  expect(imap.connectedAt).toHaveLength(2)
  await desk.expectEachOnce(sources)
}, 60_000)

test.each([3600_000, -3600_000])('a clock that jumps by %i ms stops nothing', async (jump) => {
  const sources = await desk.deliver(1)
  const { id } = await desk.addMailbox()
  imap.faults.announces = false
  desk.start({ syncEvery: 500 })
  await desk.untilState(id, 'watching')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump })
  sources.push(...(await desk.deliver(1, 2)))
  const end = performance.now() + 10_000
  while ((await desk.messages()).length < 2 && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await desk.expectEachOnce(sources)
})

test('a mailbox that is renumbered in the middle of a fetch is collected whole in its new numbering', async () => {
  const sources = await desk.deliver(60)
  let renumbered = false
  imap.faults.script = ({ name, line }) => {
    if (renumbered || name !== 'UID FETCH' || !BODY.test(line)) return undefined
    renumbered = true
    return { afterRows: 5, act: () => imap.renumber('INBOX', 500), next: { bye: 'the mailbox was rebuilt' } }
  }
  await desk.addMailbox()
  desk.start()
  const inNew = async () =>
    (await desk.messages()).filter(({ uidValidity, status }) => uidValidity === 1_001 && status === 'received')
  await until('60 in the new epoch', async () => (await inNew()).length === 60)
  expect((await inNew()).map(({ size }) => size)).toEqual(sources.map(({ length }) => length))
})

test.each(['two words', 'Presse&AOQ-cher', 'with "quotes"', 'braces {10}', 'back\\slash', 'percent % star *'])(
  'a folder named %s is opened under exactly that name',
  async (wire) => {
    imap.folders.set(wire, { uidValidity: 5, uidNext: 1, messages: [] })
    imap.deliver(release(1), { folder: wire })
    const folder = wire.replace('&AOQ-', 'ä')
    await desk.addMailbox(`?folder=${encodeURIComponent(folder)}`)
    desk.start()
    await desk.untilStored(1)
    await desk.expectEachOnce([release(1)])
  },
)

test.each(['INBOX\r\nZ1 DELETE INBOX', 'INBOX {12+}\r\nZ1 DELETE INBOX', '"INBOX"\r\nZ1 LOGOUT', 'a\nZ1 NOOP'])(
  'a folder named %j makes no command of its own',
  async (folder) => {
    const { id } = await desk.addMailbox().then(async (mailbox) => {
      await desk.database.db.updateTable('mailbox').set({ folder, moveTo: folder, afterFiling: 'move' }).execute()
      return mailbox
    })
    desk.start()
    await desk.untilState(id, 'waiting')
    expect(await detailOf(id)).toMatch(/name of a folder|folder does not exist/)
    expect(imap.transcript.filter((line) => /Z1/.test(line) && !/^\S+ (?:LIST|LSUB|SELECT)/.test(line))).toEqual([])
    expect(imap.folders.has('INBOX')).toBe(true)
  },
)
