import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, listAbove, openFolder, readEnvelopes } from '../../src/mailbox/collect.ts'
import { askToFetch } from '../../src/message/asked.ts'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { setHas } from '../support/scripted-imap-syntax.ts'
import { openScriptedDesk, type PollerDesk, until } from './poller-desk.ts'

let imap: ScriptedImap
let desk: PollerDesk

beforeEach(async () => {
  imap = await startScriptedImap()
  desk = await openScriptedDesk(imap)
})
afterEach(async () => {
  await desk.close()
  await imap.close()
})

const mail = (i: number) => `From: pr@acme.example\r\nSubject: Mail ${i}\r\n\r\nText ${i}\r\n`
const NO = { no: '[SERVERBUG] internal error' }

/** Every FETCH that asks for `part` of this message, alone or with others, is refused. */
function refuse(part: RegExp, refused: number): void {
  imap.faults.script = ({ name, args, line }) => {
    const asked = setHas(String(args[0]), refused, imap.inbox.messages.at(-1)?.uid ?? 0)
    return name === 'UID FETCH' && asked && part.test(line) ? NO : undefined
  }
}

test('a message that is too large and of which the server tells nothing more holds up no other', async () => {
  for (const i of [1, 2, 3]) imap.deliver(mail(i))
  imap.faults.sizes.set(2, 60 * 1024 * 1024)
  refuse(/ENVELOPE/, 2)
  const { id } = await desk.addMailbox()
  desk.start()
  await desk.untilStored(3)
  expect((await desk.messages())[1]).toMatchObject({ reason: 'too-large', subject: null })
  await desk.untilState(id, 'watching')
  expect(imap.connectedAt).toHaveLength(1)
})

test('a message in a Junk folder of which the server tells nothing is listed without its header', async () => {
  for (const i of [1, 2, 3]) imap.deliver(mail(i))
  refuse(/ENVELOPE/, 2)
  const { id } = await desk.addMailbox()
  await desk.database.db.updateTable('mailbox').set({ listOnly: true, afterFiling: 'nothing' }).execute()
  desk.start()
  await desk.untilStored(3)
  expect((await desk.messages()).map(({ reason, subject }) => [reason, subject])).toEqual([
    ['in-junk', 'Mail 1'],
    ['in-junk', null],
    ['in-junk', 'Mail 3'],
  ])
  await desk.untilState(id, 'watching')
  expect(imap.connectedAt).toHaveLength(1)
})

test.each([
  ['size', /SIZE/],
  ['size and time', /SIZE|INTERNALDATE/],
])('a message of which the server refuses the %s is collected with all others', async (_, part) => {
  const sources = await desk.deliver(5)
  refuse(part, 3)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await desk.untilStored(5)
  await desk.untilState(id, 'watching')
  await desk.expectEachOnce(sources)
  expect(imap.connectedAt).toHaveLength(1)
})

test('one that is missing below the cursor, too, and so is one that is asked for', async () => {
  const sources = await desk.deliver(5)
  await desk.addMailbox()
  const stop = desk.start()
  await desk.untilStored(5)
  await stop()
  const { db } = desk.database
  await db.deleteFrom('message').where('uid', 'in', [2, 3]).execute()
  const [first] = await desk.messages()
  await db
    .updateTable('message')
    .set({ status: 'quarantined', reason: 'could-not-download', sha256: null, settledAt: new Date() })
    .where('uid', '=', 1)
    .execute()
  refuse(/SIZE|INTERNALDATE/, 3)
  const connected = imap.connectedAt.length
  desk.start({ syncEvery: 300 })
  await desk.untilStored(5)
  refuse(/SIZE|INTERNALDATE/, 1)
  await askToFetch(db, first?.id ?? '', null)
  await until('fetched', async () => (await desk.messages())[0]?.status === 'received')
  await desk.expectEachOnce(sources)
  expect(imap.connectedAt).toHaveLength(connected + 1)
})

test('a fault of our own is not counted as a try of a message that could not be downloaded', async () => {
  const sources = await desk.deliver(2)
  imap.faults.script = ({ name, line }) =>
    name === 'UID FETCH' && /FETCH (?:2|1,2) .*BODY/.test(line) ? NO : undefined
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 200 })
  await until('failed', async () => (await desk.failedUids()).length === 1)
  await desk.untilState(id, 'watching')
  imap.faults.script = () => undefined
  const { db } = desk.database
  const staging = join(desk.blobs.dir, 'tmp')
  await rename(staging, `${staging}-away`)
  // The next try is the last.
  await db.updateTable('failedUid').set({ attempts: 7, retryAt: new Date() }).execute()
  await desk.untilState(id, 'waiting')
  expect(await desk.failedUids()).toMatchObject([{ uid: 2, attempts: 7 }])
  await rename(`${staging}-away`, staging)
  await db.updateTable('failedUid').set({ retryAt: new Date() }).execute()
  await desk.untilStored(2)
  await desk.expectEachOnce(sources)
})

test('rows that nobody asked for do not move the cursor, and are no envelopes', async () => {
  await desk.deliver(20)
  imap.inbox.messages.splice(10, 9)
  imap.faults.unasked = ['* 11 FETCH (UID 20 FLAGS (\\Seen))', '* 1 FETCH (UID 1 FLAGS (\\Seen))']
  const settings = { host: imap.host, port: imap.port, security: 'none' as const, username: 'u', password: 'p' }
  const client = await connect(settings, new AbortController().signal)
  try {
    const { uidNext } = await openFolder(client, 'INBOX')
    const { listed, through, ended } = await listAbove(client, 1, { width: 5, limit: 100, uidNext })
    expect([listed.map(({ uid }) => uid), through, ended]).toEqual([[2, 3, 4, 5, 6], 6, false])
    imap.inbox.messages.splice(0, 1)
    expect([...(await readEnvelopes(client, [1, 2])).keys()]).toEqual([2])
  } finally {
    client.close()
  }
})
