import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, release, until } from './poller-desk.ts'

let imap: ScriptedImap
let desk: PollerDesk

beforeEach(async () => {
  imap = await startScriptedImap(['IDLE', 'UIDPLUS', 'ESEARCH', 'MOVE'])
  desk = await openScriptedDesk(imap)
})
afterEach(async () => {
  await desk.close()
  await imap.close()
})

const EARLIER = new Date('2026-01-05T10:00:00Z')
const LATER = new Date('2026-01-06T10:00:00Z')
const deliver = (from: number, count: number, receivedAt: Date) =>
  Array.from({ length: count }, (_, i) => release(from + i)).map((source) => {
    imap.deliver(source, { receivedAt })
    return source
  })

/** Of three collected messages the server keeps the first, and gives the numbers of the others, and one more, to new mail. */
function restore(count = 3): string[] {
  imap.inbox.messages.splice(1)
  imap.inbox.uidNext = 2
  return deliver(11, count, LATER)
}

const inInbox = () => imap.inbox.messages.map(({ source }) => source.toString())

/** The second and third message came back as our test messages, and are still to be removed. */
async function areCanaries(): Promise<void> {
  await desk.database.db
    .updateTable('message')
    .set({ status: 'ignored', reason: 'canary', settledAt: new Date(), headerMessageId: 'canary.x@copytaster.invalid' })
    .where('uid', '>', 1)
    .execute()
}

test.each([
  ['unseen', 3],
  ['seen', 1],
])(
  'new mail under the number of a test message that was not removed yet is never removed: UIDNEXT went back %s',
  async (_, count) => {
    const sources = deliver(1, 3, EARLIER)
    await desk.addMailbox('?after=nothing')
    const stop = desk.start()
    await desk.untilStored(3)
    await stop()
    await areCanaries()
    const fresh = restore(count)
    sources.push(...fresh)
    await desk.addMailbox('?after=nothing&canary=1000')
    const { id: mailboxId } = await desk.addMailbox('?after=nothing&canary=1000')
    // None is due.
    await desk.database.db
      .insertInto('canary')
      .values({ token: 'x', mailboxId, messageId: null, settledAt: null })
      .execute()
    desk.start({ syncEvery: 300, reconcileEvery: 300 })
    await desk.untilStored(3 + count)
    await until('looked after', async () =>
      (await desk.messages()).every(({ reason, markedAt }) => reason !== 'canary' || markedAt !== null),
    )
    expect(inInbox()).toEqual([release(1), ...fresh])
    expect(imap.transcript.filter((line) => /Deleted|EXPUNGE/.test(line))).toEqual([])
    await desk.expectEachOnce(sources)
  },
)

test.each([
  ['unseen', 3],
  ['seen', 1],
])(
  'new mail under the number of a message that was filed is collected, not moved: UIDNEXT went back %s',
  async (_, count) => {
    const sources = deliver(1, 3, EARLIER)
    await desk.addMailbox('?moveTo=Filed')
    const stop = desk.start()
    await desk.untilStored(3)
    await stop()
    await desk.file()
    const fresh = restore(count)
    sources.push(...fresh)
    desk.start({ syncEvery: 300, reconcileEvery: 300 })
    await desk.untilStored(3 + count)
    await until('marked', async () =>
      (await desk.messages()).every(({ status, markedAt }) => status !== 'filed' || markedAt !== null),
    )
    expect(inInbox()).toEqual(fresh)
    expect(imap.folders.get('Filed')?.messages.map(({ source }) => source.toString())).toEqual([release(1)])
    await desk.expectEachOnce(sources)
  },
)

test('filed messages are not marked on a connection before its numbers have been compared', async () => {
  deliver(1, 3, EARLIER)
  await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(3)
  await stop()
  await desk.file()
  deliver(4, 1, LATER)
  const before = imap.transcript.length
  desk.start()
  await until('marked', async () => (await desk.messages()).slice(0, 3).every(({ markedAt }) => markedAt !== null))
  const commands = imap.transcript.slice(before)
  const at = (pattern: RegExp) => commands.findIndex((line) => pattern.test(line))
  expect(at(/UID SEARCH/)).toBeGreaterThan(0)
  expect(at(/UID STORE/)).toBeGreaterThan(at(/UID SEARCH/))
})
