import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BlobStore, hasBlob, openBlobStore, putBlobs, readBlob } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordImported } from '../../src/message/imported.ts'
import { claimMessages, findMessage, settleMessages } from '../../src/message/message.ts'
import { findBrokenRows } from '../../src/message/verify.ts'
import type { Source } from '../../workers/answer-questions.ts'
import { ingestMessages } from '../../workers/ingest.ts'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let blobs: BlobStore
let pipeline: Pipeline
const log = openLog('silent')

beforeAll(async () => {
  database = await openTestDatabase()
  blobs = await openBlobStore(await mkdtemp(join(tmpdir(), 'copytaster-ingest-')))
  pipeline = openPipeline(1)
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
  await rm(blobs.dir, { recursive: true })
})
const broken = async () => (await findBrokenRows(database.db)).flatMap((check) => check.broken)
afterEach(async () => expect(await broken()).toEqual([]))

let mailboxId: string
beforeEach(async () => {
  mailboxId = (await importMailbox(database.db)).id
})

async function receive(source: string): Promise<string> {
  const content = Buffer.from(source, 'latin1')
  const sha256 = createHash('sha256').update(content).digest('hex')
  await putBlobs(blobs, [{ sha256, content }])
  const message = { mailboxId, sha256, size: content.length, receivedAt: new Date('2026-11-24T09:00:00Z') }
  const [recorded] = await database.db.transaction().execute((trx) => recordImported(trx, [message]))
  return (recorded as { id: string }).id
}

const parts = (read?: Pipeline['read']) => ({
  db: database.db,
  blobs,
  log,
  pipeline: read ? { ...pipeline, read } : pipeline,
})
const says = (source: Source, word: string) => 'blobs' in source && readBlob(source.blobs, source.sha256).includes(word)
const message = async (id: string) =>
  (await findMessage(database.db, id)) as NonNullable<Awaited<ReturnType<typeof findMessage>>>
const articles = (id: string) => database.db.selectFrom('article').selectAll().where('messageId', '=', id).execute()

const RELEASE = `From: Press Office <press@ministry.example>\r\nSubject: Minister opens bridge\r\nMessage-ID: <1@ministry.example>\r\n\r\nThe minister opened the bridge on Tuesday.\r\n`
const WITH_PDF = `From: a@b.example\r\nSubject: Report\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee the report.\r\n--x\r\nContent-Type: application/pdf; name=report.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64')}\r\n--x--\r\n`

test('a release becomes one article with its sender and history, and the message is filed', async () => {
  const id = await receive(RELEASE)
  await ingestMessages(parts(), [id], false)
  expect(await message(id)).toMatchObject({
    status: 'filed',
    subject: 'Minister opens bridge',
    headerMessageId: '1@ministry.example',
  })
  const [article] = await articles(id)
  expect(article).toMatchObject({
    status: 'draft',
    headline: 'Minister opens bridge',
    fromName: 'Press Office',
    version: 1,
  })
  expect(article?.bodyText).toContain('The minister opened the bridge on Tuesday.')
  const history = await database.db
    .selectFrom('history')
    .selectAll()
    .where('articleId', '=', article?.id as string)
    .execute()
  expect(history).toMatchObject([{ action: 'filed', messageId: id, actorId: null }])
})

test('an attachment is stored under its hash with its type found from the bytes', async () => {
  const id = await receive(WITH_PDF)
  await ingestMessages(parts(), [id], false)
  const [article] = await articles(id)
  const attachments = await database.db
    .selectFrom('attachment')
    .selectAll()
    .where('articleId', '=', article?.id as string)
    .execute()
  expect(attachments).toMatchObject([{ name: 'report.pdf', type: 'application/pdf', size: 15, position: 0 }])
  expect(await hasBlob(blobs, attachments[0]?.sha256 as string)).toBe(true)
})

test('a second run of the same job does nothing', async () => {
  const id = await receive(RELEASE.replace('bridge', 'tunnel'))
  await ingestMessages(parts(), [id], false)
  await ingestMessages(parts(), [id], false)
  expect(await articles(id)).toHaveLength(1)
  expect((await message(id)).attempts).toBe(1)
})

test('runs at once make one article', async () => {
  const id = await receive(RELEASE.replace('bridge', 'dam'))
  await Promise.all(Array.from({ length: 6 }, () => ingestMessages(parts(), [id], false)))
  expect(await articles(id)).toHaveLength(1)
})

test('a worker that lost its claim writes nothing', async () => {
  const id = await receive(RELEASE.replace('bridge', 'road'))
  const slow: Pipeline['read'] = async (source, receivedAt) => {
    await claimMessages(database.db, [id]) // Another worker takes over meanwhile.
    return pipeline.read(source, receivedAt)
  }
  await ingestMessages(parts(slow), [id], false)
  expect(await articles(id)).toEqual([])
  expect((await message(id)).status).toBe('received')
})

test('the same octets through another mailbox become a linked duplicate, also when both are read at once', async () => {
  const source = RELEASE.replace('bridge', 'school')
  const sha256 = createHash('sha256').update(Buffer.from(source, 'latin1')).digest('hex')
  const first = await receive(source)
  const { id: second } = (await database.db
    .insertInto('message')
    .columns(['id', 'mailboxId', 'uidValidity', 'uid', 'sha256', 'size', 'status', 'receivedAt'])
    .expression(
      database.db
        .selectFrom('message')
        .select(({ eb, val }) => [
          eb.fn<string>('gen_random_uuid', []).as('id'),
          'mailboxId',
          val(1).as('uidValidity'),
          val(1).as('uid'),
          'sha256',
          'size',
          'status',
          'receivedAt',
        ])
        .where('id', '=', first),
    )
    .returning('id')
    .executeTakeFirstOrThrow()) as { id: string }
  await Promise.all([first, second].map((id) => ingestMessages(parts(), [id], false)))
  const both = [await message(first), await message(second)]
  expect(both.map(({ status }) => status).toSorted()).toEqual(['duplicate', 'filed'])
  const filed = both.find(({ status }) => status === 'filed')
  expect(both.find(({ status }) => status === 'duplicate')).toMatchObject({ duplicateOf: filed?.id, sha256 })
})

test('messages of one job each get their own verdict, also when one of them fails or has been filed before', async () => {
  const twin = RELEASE.replace('bridge', 'library')
  const ids = [
    await receive(twin),
    await receive(RELEASE.replace('bridge', 'theatre')),
    await receive('Subject: Away\r\nAuto-Submitted: auto-replied\r\n\r\n.\r\n'),
  ]
  const failing = await receive(RELEASE.replace('bridge', 'poison'))
  const read: Pipeline['read'] = async (source, receivedAt) => {
    if (says(source, 'poison')) throw new Error('disk full')
    return pipeline.read(source, receivedAt)
  }
  await expect(ingestMessages(parts(read), [...ids, failing, v7()], false)).rejects.toThrow('disk full')
  expect(await Promise.all([...ids, failing].map(async (id) => (await message(id)).status))).toEqual([
    'filed',
    'filed',
    'ignored',
    'received',
  ])
  expect((await message(failing)).lastFault).toBe('Error: disk full')
})

test('a message that takes long holds up none of those it shares a job with', async () => {
  const quick = await receive(RELEASE.replace('bridge', 'market'))
  const slow = await receive(RELEASE.replace('bridge', 'snail'))
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const read: Pipeline['read'] = async (source, receivedAt) => {
    if (says(source, 'snail')) await released
    return pipeline.read(source, receivedAt)
  }
  const job = ingestMessages(parts(read), [slow, quick], false)
  await expect.poll(async () => (await message(quick)).status, { timeout: 10_000 }).toBe('filed')
  expect((await message(slow)).status).toBe('received')
  release()
  await job
  expect((await message(slow)).status).toBe('filed')
})

test('an auto-reply is ignored with the name of the rule', async () => {
  const id = await receive(
    'From: a@b.example\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n',
  )
  await ingestMessages(parts(), [id], false)
  expect(await message(id)).toMatchObject({ status: 'ignored', reason: 'auto-reply', fromAddress: 'a@b.example' })
  expect(await articles(id)).toEqual([])
})

test('a fault is thrown for the queue to try again, and remembered', async () => {
  const id = await receive(RELEASE.replace('bridge', 'port'))
  const broken = () => Promise.reject(new Error('disk full'))
  await expect(ingestMessages(parts(broken), [id], false)).rejects.toThrow('disk full')
  expect(await message(id)).toMatchObject({ status: 'received', lastFault: 'Error: disk full', attempts: 1 })
  await ingestMessages(parts(), [id], false)
  expect((await message(id)).status).toBe('filed')
})

test('the last fault quarantines the message, with the reason and its header in sight', async () => {
  const id = await receive(RELEASE.replace('bridge', 'airport'))
  const broken = parts(() => Promise.reject(new Error('disk full')))
  for (const last of [false, false]) await expect(ingestMessages(broken, [id], last)).rejects.toThrow('disk full')
  await ingestMessages(broken, [id], true)
  expect(await message(id)).toMatchObject({
    status: 'quarantined',
    reason: 'kept-failing',
    reasonDetail: 'Error: disk full',
    subject: 'Minister opens airport',
    fromAddress: 'press@ministry.example',
  })
})

test.each(['took-too-long', 'took-too-much-memory', 'broke-the-reader'] as const)(
  'a reader that %s three times quarantines the message',
  async (why) => {
    const id = await receive(RELEASE.replace('bridge', why))
    const deadly = () => Promise.reject(new ReaderDeathError(why))
    for (const _ of [1, 2]) await expect(ingestMessages(parts(deadly), [id], false)).rejects.toThrow(ReaderDeathError)
    await ingestMessages(parts(deadly), [id], false)
    expect(await message(id)).toMatchObject({ status: 'quarantined', reason: why, attempts: 3 })
  },
)

test('a message whose workers were all killed is not started for ever', async () => {
  const id = await receive(RELEASE.replace('bridge', 'canal'))
  for (let start = 0; start < 8; start += 1) await claimMessages(database.db, [id])
  await ingestMessages(parts(), [id], false)
  expect(await message(id)).toMatchObject({ status: 'quarantined', reason: 'kept-failing', subject: null })
})

test('a source that is missing or damaged is quarantined by that name', async () => {
  const missing = await receive(RELEASE.replace('bridge', 'lock'))
  const damaged = await receive(RELEASE.replace('bridge', 'quay'))
  const pathOf = async (id: string) => {
    const { sha256 } = await message(id)
    return join(blobs.dir, sha256?.slice(0, 1) as string, sha256 as string)
  }
  await rm(await pathOf(missing))
  await writeFile(await pathOf(damaged), 'not what it was')
  await ingestMessages(parts(), [missing, damaged], false)
  expect(await message(missing)).toMatchObject({ status: 'quarantined', reason: 'source-missing' })
  expect(await message(damaged)).toMatchObject({ status: 'quarantined', reason: 'source-damaged' })
})

test('a settled message cannot be settled again', async () => {
  const id = await receive(RELEASE.replace('bridge', 'pier'))
  const [claim] = await claimMessages(database.db, [id])
  await ingestMessages(parts(), [id], false)
  const late = database.db
    .transaction()
    .execute((trx) =>
      settleMessages(trx, [
        { claim: claim as NonNullable<typeof claim>, verdict: { status: 'ignored', reason: 'bounce' }, origin: null },
      ]),
    )
  await expect(late).rejects.toThrow()
  expect((await message(id)).status).toBe('filed')
})
