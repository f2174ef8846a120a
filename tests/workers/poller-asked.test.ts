import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkBlob, readBlob } from '../../src/blobs.ts'
import { askToFetch } from '../../src/message/asked.ts'
import type { Message } from '../../src/message/message.table.ts'
import { findMessage } from '../../src/message/message.ts'
import { replayMessage } from '../../src/message/quarantine.ts'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, release, sha256, until } from './poller-desk.ts'

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

const MIB = 1024 * 1024
const ASKER = { id: 'u1', name: 'Ada' }

async function ask(id: string): Promise<void> {
  await desk.database.db
    .insertInto('user')
    .values({ id: ASKER.id, name: ASKER.name, email: 'ada@desk.example', role: 'admin' } as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  expect(await askToFetch(desk.database.db, id, ASKER)).toBe(true)
}

const only = async () => (await desk.messages())[0] ?? expect.unreachable('there is one')
const answered = (id: string) =>
  until('answered', async () => (await findMessage(desk.database.db, id))?.fetchAskedAt === null)
const historyOf = async (id: string) =>
  (await desk.database.db.selectFrom('history').selectAll().where('messageId', '=', id).orderBy('id').execute()).map(
    ({ action, actorName }) => `${action} ${actorName ?? '-'}`,
  )

/** What the blob store lost: as a worker leaves the message, once it is noticed. */
async function quarantine({ id }: Message, reason: string, asked: boolean): Promise<void> {
  await desk.database.db
    .updateTable('message')
    .set({
      status: 'quarantined',
      reason,
      settledAt: new Date(),
      ...(asked && { fetchAskedAt: new Date() }),
      ...(reason === 'could-not-download' && { sha256: null }),
    })
    .where('id', '=', id)
    .execute()
}

/** The mailbox with one message that was collected. */
async function collectOne(): Promise<Message> {
  await desk.deliver(1)
  const { id } = await desk.addMailbox()
  desk.start({ syncEvery: 400 })
  await desk.untilStored(1)
  await desk.untilState(id, 'watching')
  return only()
}

test('a message over the limit is stored for a person at once when asked for, and is not read', async () => {
  const source = Buffer.concat([Buffer.from('Subject: Huge\r\n\r\n'), Buffer.alloc(52 * MIB, 'A line of it.\r\n')])
  imap.deliver(source)
  const { id: mailboxId } = await desk.addMailbox()
  desk.start()
  await desk.untilStored(1)
  await desk.untilState(mailboxId, 'watching')
  const { id } = await only()
  expect(await only()).toMatchObject({ status: 'quarantined', reason: 'too-large', sha256: null })
  const before = imap.transcript.length
  await ask(id)
  await answered(id)
  expect(await only()).toMatchObject({
    status: 'quarantined',
    reason: 'too-large',
    sha256: sha256(source),
    size: source.length,
    epoch: 0,
  })
  expect(await checkBlob(desk.blobs, sha256(source))).toBe('sound')
  expect(await historyOf(id)).toEqual(['fetch-asked Ada', 'fetched -'])
  // In pieces: never the whole of it in one answer.
  const pieces = imap.transcript.slice(before).filter((line) => line.includes('BODY'))
  expect(pieces.length).toBeGreaterThanOrEqual(52)
  expect(pieces.every((line) => /<\d+\.1048576>/.test(line))).toBe(true)
  // It is kept for download: reading it would take more memory than a reader has.
  expect(await replayMessage(desk.database.db, async () => {}, id, null)).toBe(false)
  expect(await askToFetch(desk.database.db, id, null)).toBe(false)
}, 60_000)

test('a message that could not be downloaded goes the ordinary way once it can be fetched', async () => {
  const [source = ''] = await desk.deliver(1)
  let sent = 0
  imap.faults.sends.set(1, (whole) => whole.subarray(0, ++sent))
  await desk.addMailbox()
  desk.start({ syncEvery: 300 })
  await until('failed', async () => (await desk.failedUids()).length === 1)
  await desk.database.db.updateTable('failedUid').set({ retryAt: new Date() }).execute()
  await desk.untilStored(1)
  const { id } = await only()

  await ask(id)
  await answered(id)
  expect(await only()).toMatchObject({
    status: 'quarantined',
    reason: 'could-not-download',
    reasonDetail: expect.stringMatching(/says \d+ bytes, but sent/),
  })
  imap.faults.sends.clear()
  await ask(id)
  await answered(id)
  expect(await only()).toMatchObject({
    status: 'received',
    reason: null,
    reasonDetail: null,
    settledAt: null,
    sha256: sha256(source),
    size: source.length,
    epoch: 1,
    attempts: 0,
  })
  await desk.expectEachOnce([source])
  expect(await historyOf(id)).toEqual(['fetch-asked Ada', 'fetch-failed -', 'fetch-asked Ada', 'fetched -'])
  const queued = async () => (await desk.queue.getJobs(['waiting'])).flatMap((job) => job.data.messageIds)
  await until('queued', async () => (await queued()).length > 0)
  expect(await queued()).toEqual([id])
})

test('a message that is only listed is fetched when a person wants it filed', async () => {
  const { id, sha256: hash } = await collectOne()
  await desk.database.db
    .updateTable('message')
    .set({ status: 'ignored', reason: 'in-junk', sha256: null, settledAt: new Date() })
    .execute()
  await ask(id)
  await answered(id)
  expect(await only()).toMatchObject({ status: 'received', reason: null, sha256: hash, epoch: 1 })
})

test.each(['source-missing', 'source-damaged'])(
  'a source that is %s is put right from the server by itself',
  async (reason) => {
    const message = await collectOne()
    const { sha256: hash } = message
    const path = join(desk.blobs.dir, hash?.slice(0, 1) ?? '', hash ?? '')
    const sound = await readFile(path)
    await writeFile(path, 'damaged')
    await quarantine(message, reason, true)
    await answered(message.id)
    expect(await only()).toMatchObject({ status: 'received', sha256: hash, epoch: 1 })
    expect(await readBlob(desk.blobs, hash ?? '')).toEqual(sound)
  },
)

test.each([
  [
    'sends something else now',
    () => imap.faults.sends.set(1, () => Buffer.from(release(2).slice(0, release(1).length))),
    /sends another message/,
  ],
  ['has it no more', () => void imap.inbox.messages.splice(0), /does not have this message any more/],
])('a lost source stays in quarantine with words when the server %s', async (_, arrange, words) => {
  const message = await collectOne()
  arrange()
  await quarantine(message, 'source-missing', true)
  await answered(message.id)
  expect(await only()).toMatchObject({
    status: 'quarantined',
    reason: 'source-missing',
    sha256: message.sha256,
    reasonDetail: expect.stringMatching(words),
  })
})

test('what was asked for under numbers that count no more is answered in words', async () => {
  const message = await collectOne()
  imap.renumber()
  await until('collected anew', async () => (await desk.messages()).some(({ uidValidity }) => uidValidity === 1_001))
  await quarantine(message, 'source-missing', true)
  await answered(message.id)
  expect((await findMessage(desk.database.db, message.id))?.reasonDetail).toMatch(/numbered its messages anew/)
})

test('a message that breaks the connection whenever it is fetched is given up, and others go on', async () => {
  const message = await collectOne()
  imap.faults.cuts.set(1, 3)
  await quarantine(message, 'could-not-download', false)
  await ask(message.id)
  await answered(message.id)
  expect((await findMessage(desk.database.db, message.id))?.reasonDetail).toMatch(/connection broke/)
  imap.deliver(release(2))
  await desk.untilStored(2)
  // Asked for anew it is tried anew.
  imap.faults.cuts.clear()
  await ask(message.id)
  await answered(message.id)
  expect(await findMessage(desk.database.db, message.id)).toMatchObject({ status: 'received' })
}, 60_000)

test('nothing is fetched that is stored or is none', async () => {
  const { id } = await collectOne()
  const { db } = desk.database
  expect(await askToFetch(db, id, null)).toBe(false)
  expect(await askToFetch(db, 'no id', null)).toBe(false)
  expect(await historyOf(id)).toEqual([])
})
