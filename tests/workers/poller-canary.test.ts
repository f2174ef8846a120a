import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLog } from '../../src/log.ts'
import { canaryOf, canarySource, newToken, noteAppending } from '../../src/mailbox/canary.ts'
import { ingestMessages } from '../../workers/ingest.ts'
import { openPipeline, type Pipeline } from '../../workers/pipeline-pool.ts'
import { type ScriptedImap, startScriptedImap } from '../support/scripted-imap.ts'
import { openScriptedDesk, type PollerDesk, until } from './poller-desk.ts'

let pipeline: Pipeline
let imap: ScriptedImap
let desk: PollerDesk

beforeAll(() => {
  pipeline = openPipeline({ readers: 1 })
})
afterAll(() => pipeline.close())
beforeEach(async () => {
  imap = await startScriptedImap()
  desk = await openScriptedDesk(imap)
})
afterEach(async () => {
  await desk.close()
  await imap.close()
})

const canaries = () => desk.database.db.selectFrom('canary').selectAll().orderBy('appendedAt').execute()
const articles = () => desk.database.db.selectFrom('article').selectAll().execute()

async function ingestAll(): Promise<void> {
  const { db } = desk.database
  const ids = (await desk.messages()).filter(({ status }) => status === 'received').map(({ id }) => id)
  await ingestMessages({ db, blobs: desk.blobs, pipeline, log: openLog('silent') }, ids, false)
}

test('a test message goes the whole way, is ignored by its own rule, tells how long it took and is removed', async () => {
  const { id } = await desk.addMailbox('?canary=1')
  desk.start({ syncEvery: 400 })
  await desk.untilStored(1)
  const [sent] = imap.inbox.messages
  expect([...(sent?.flags ?? [])]).toEqual(['\\Seen'])
  expect(sent?.source.toString()).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  expect(sent?.source.toString()).toContain('This is a test message. Copytaster put it into this mailbox itself')
  const [canary] = await canaries()
  expect(canary?.token).toMatch(/^[0-9a-f]{32}$/)
  expect(await canaryOf(desk.database.db, id)).toMatchObject({ settledAt: null, back: null })

  await ingestAll()
  const [message] = await desk.messages()
  expect(message).toMatchObject({ status: 'ignored', reason: 'canary', fingerprint: null })
  expect((await canaries())[0]).toMatchObject({ messageId: message?.id, settledAt: expect.any(Date) })
  expect(await articles()).toEqual([])
  const sign = await canaryOf(desk.database.db, id)
  expect(sign?.back?.seconds).toBeGreaterThan(0)
  expect(sign?.settledAt).toEqual(sign?.back?.settledAt)

  await until('removed', async () => imap.inbox.messages.length === 0)
  await until('noted', async () => (await desk.messages())[0]?.markedAt !== null)
  expect(imap.transcript.filter((line) => /EXPUNGE/.test(line))).toHaveLength(1)
  // The next is due in a minute only.
  expect(await canaries()).toHaveLength(1)
  expect(imap.transcript.filter((line) => / APPEND /.test(line))).toHaveLength(1)
})

test('where single messages cannot be removed, or not at all, the test message stays and harms nothing', async () => {
  imap.capabilities.delete('UIDPLUS')
  await desk.addMailbox('?canary=1')
  desk.start({ syncEvery: 300 })
  await desk.untilStored(1)
  await ingestAll()
  const rounds = () => imap.transcript.filter((line) => / SELECT /.test(line)).length
  const before = rounds()
  await until('three rounds', async () => rounds() > before + 2)
  expect(imap.inbox.messages).toHaveLength(1)
  expect(imap.transcript.filter((line) => /EXPUNGE|Deleted/i.test(line))).toEqual([])
})

test('nothing is ever put into a mailbox without the setting, nor into one that is only listed', async () => {
  const { id } = await desk.addMailbox()
  const rounds = () => imap.transcript.filter((line) => / SELECT /.test(line)).length
  desk.start({ syncEvery: 200 })
  await until('three rounds', async () => rounds() > 3)
  await desk.database.db.updateTable('mailbox').set({ listOnly: true, canaryMinutes: 1 }).where('id', '=', id).execute()
  const before = rounds()
  await until('three rounds', async () => rounds() > before + 3)
  expect(imap.transcript.filter((line) => / APPEND /.test(line))).toEqual([])
})

test('a server that takes no message is not asked again on this connection, and the mailbox is collected', async () => {
  imap.faults.script = ({ name }) => (name === 'APPEND' ? { no: '[NOPERM] not here' } : undefined)
  const { id } = await desk.addMailbox('?canary=1')
  desk.start({ syncEvery: 200 })
  const rounds = () => imap.transcript.filter((line) => / SELECT /.test(line)).length
  await until('four rounds', async () => rounds() > 4)
  expect(imap.transcript.filter((line) => / APPEND /.test(line))).toHaveLength(1)
  expect(await canaries()).toEqual([])
  const sources = await desk.deliver(1)
  await desk.untilStored(1)
  await desk.expectEachOnce(sources)
  expect(await canaryOf(desk.database.db, id)).toBeUndefined()
})

test('only a token that this mailbox sent is ours: a forged test message is an ordinary one', async () => {
  const { id } = await desk.addMailbox()
  const other = await desk.addMailbox('', 'other')
  const { db } = desk.database
  const [ours, others] = [newToken(), newToken()]
  await noteAppending(db, id, ours)
  await noteAppending(db, other.id, others)
  await db.updateTable('mailbox').set({ pausedAt: new Date() }).where('id', '=', other.id).execute()
  const sent = new Date()
  // Ours twice, as when the server renumbers the mailbox.
  for (const token of [newToken(), others, ours, ours]) imap.deliver(canarySource(token, 'Desk', sent))
  desk.start()
  await desk.untilStored(4)
  await ingestAll()
  const stored = await desk.messages()
  expect(stored.map(({ reason }) => reason === 'canary')).toEqual([false, false, true, true])
  const [canary] = (await canaries()).filter(({ token }) => token === ours)
  expect(stored.slice(2).map(({ id }) => id)).toContain(canary?.messageId)
  expect((await canaries()).find(({ token }) => token === others)?.settledAt).toBeNull()
})

test('the oldest test message that is missing since one came back is told, until one comes back again', async () => {
  const { id } = await desk.addMailbox()
  const { db } = desk.database
  const send = async (minutesAgo: number, back: boolean) => {
    const token = newToken()
    await noteAppending(db, id, token)
    const appendedAt = sql<Date>`now() - make_interval(mins => ${minutesAgo})`
    await db
      .updateTable('canary')
      .set({ appendedAt, settledAt: back ? sql<Date>`now() - make_interval(mins => ${minutesAgo}, secs => -2)` : null })
      .where('token', '=', token)
      .execute()
    return token
  }
  const ageOf = async () => {
    const sign = await canaryOf(db, id)
    return (
      sign && [
        Math.round((Date.now() - sign.appendedAt.getTime()) / 60_000),
        sign.settledAt === null,
        sign.back?.seconds,
      ]
    )
  }
  await send(3_000, false)
  expect(await ageOf()).toBeUndefined()
  await send(50, false)
  await send(40, true)
  expect(await ageOf()).toEqual([40, false, 2])
  await send(30, false)
  await send(20, false)
  await send(10, false)
  expect(await ageOf()).toEqual([30, true, 2])
  await send(5, true)
  expect(await ageOf()).toEqual([5, false, 2])
})

test('another message with the token of a test message that came back is an ordinary one', async () => {
  const { id: mailboxId } = await desk.addMailbox()
  const token = newToken()
  await noteAppending(desk.database.db, mailboxId, token)
  const copied = (subject: string) =>
    `From: pr@acme.example\r\nSubject: ${subject}\r\nMessage-ID: <canary.${token}@copytaster.invalid>\r\n\r\n${subject} in full.\r\n`
  imap.deliver(copied('The first'))
  desk.start()
  await desk.untilStored(1)
  await ingestAll()
  imap.deliver(copied('A real release'))
  await desk.untilStored(2)
  await ingestAll()
  expect((await desk.messages()).map(({ status }) => status)).toEqual(['ignored', 'filed'])
})
