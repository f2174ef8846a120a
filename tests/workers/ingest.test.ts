import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BlobStore, hasBlob, openBlobStore, putBlobs, readBlob } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordImported } from '../../src/message/imported.ts'
import { claimMessages, findMessage, giveBackStart, settleMessages } from '../../src/message/message.ts'
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
  pipeline = openPipeline({ readers: 1 })
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
  // The start of the other one is all that counts.
  expect(await message(id)).toMatchObject({ status: 'received', attempts: 1 })
})

test('faults that pass count no start either where two jobs of a message overlap', async () => {
  const id = await receive(RELEASE.replace('bridge', 'ferry'))
  for (let pair = 0; pair < 9; pair += 1) {
    // Both fail when both have claimed it.
    const { promise: claimed, resolve: go } = Promise.withResolvers<void>()
    let reading = 0
    const read = async () => {
      reading += 1
      if (reading === 2) go()
      await claimed
      throw Object.assign(new Error('EIO'), { code: 'EIO', errno: -5 })
    }
    const jobs = [1, 2].map(() => ingestMessages(parts(read), [id], false))
    expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await message(id)).toMatchObject({ status: 'received', attempts: 0 })
  }
})

test('a start that is given back leaves the time for the next try, but no claim to a message that was replayed', async () => {
  const id = await receive(RELEASE.replace('bridge', 'slipway'))
  const failing = parts(() => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO', errno: -5 })))
  let before: Date | null = null
  const slow: Pipeline['read'] = async (...question) => {
    await sql`update message set claimed_at = now() - interval '59 seconds' where id = ${id}`.execute(database.db)
    before = (await message(id)).claimedAt
    return failing.pipeline.read(...question)
  }
  await expect(ingestMessages(parts(slow), [id], false)).rejects.toThrow('EIO')
  const after = (await message(id)).claimedAt as Date
  expect(after.getTime() - (before as unknown as Date).getTime()).toBeGreaterThan(58_000)
  await database.db.updateTable('message').set({ claimedAt: null, attempts: 0 }).where('id', '=', id).execute()
  await giveBackStart(database.db, { id })
  expect(await message(id)).toMatchObject({ claimedAt: null, attempts: 0 })
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

test('readers that Linux killed may be the victims of another process: only eight of them quarantine the message', async () => {
  const id = await receive(RELEASE.replace('bridge', 'granary'))
  const deadly = () => Promise.reject(new ReaderDeathError('took-too-much-memory', { byLinux: true }))
  for (let start = 1; start < 8; start += 1)
    await expect(ingestMessages(parts(deadly), [id], start >= 6)).rejects.toThrow(ReaderDeathError)
  await ingestMessages(parts(deadly), [id], false)
  expect(await message(id)).toMatchObject({ status: 'quarantined', reason: 'took-too-much-memory', attempts: 8 })
})

test('what failed before is read in a traced way, and the quarantine tells the stage and the kind of fault', async () => {
  const id = await receive(RELEASE.replace('bridge', 'fountain'))
  const traced: unknown[] = []
  const deadly: Pipeline['read'] = async (_source, _receivedAt, trace) => {
    traced.push(trace?.traced)
    throw new ReaderDeathError('took-too-long', { stage: trace?.traced ? 'sanitise' : undefined })
  }
  for (const _ of [1, 2, 3]) await ingestMessages(parts(deadly), [id], false).catch(() => {})
  expect(traced).toEqual([false, true, true])
  expect(await message(id)).toMatchObject({ status: 'quarantined', fault: 'sanitise:took-too-long' })
})

test('a message over the limit is not opened', async () => {
  const id = await receive(RELEASE.replace('bridge', 'cathedral'))
  const size = 50 * 1024 * 1024 + 1
  await database.db.updateTable('message').set({ size }).where('id', '=', id).execute()
  await ingestMessages(
    parts(() => Promise.reject(new Error('opened'))),
    [id],
    false,
  )
  expect(await message(id)).toMatchObject({ status: 'quarantined', reason: 'too-large', attempts: 1 })
})

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
  // These were imported: there is no server to fetch them from again.
  expect((await message(missing)).fetchAskedAt).toBeNull()
})

test('a missing source that a server has is asked for', async () => {
  const id = await receive(RELEASE.replace('bridge', 'weir'))
  const uidValidity = Math.floor(Math.random() * 1e9)
  await database.db
    .updateTable('message')
    .set({ uidValidity, uid: 1, sha256: '0'.repeat(64) })
    .where('id', '=', id)
    .execute()
  await ingestMessages(parts(), [id], false)
  expect(await message(id)).toMatchObject({ reason: 'source-missing', fetchAskedAt: expect.any(Date), fault: null })
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

/** Lets the database refuse articles with `headline` for `times` times, by a trigger. Sequences are not rolled back. */
async function refuse(headline: string, code: string, times: number) {
  await sql
    .raw(`create sequence refusals;
    create function refuse() returns trigger language plpgsql as $$ begin
      if nextval('refusals') <= ${times} then raise exception 'refused' using errcode = '${code}'; end if;
      return new; end $$;
    create trigger refuse before insert on article for each row when (new.headline = '${headline}') execute function refuse()`)
    .execute(database.db)
  return () =>
    sql.raw('drop trigger refuse on article; drop function refuse; drop sequence refusals').execute(database.db)
}

test('a full disk of the database never leads to quarantine, counts no start, and harms no other message of the job', async () => {
  const waiting = await receive(RELEASE.replace('bridge', 'silo'))
  const other = await receive(RELEASE.replace('bridge', 'barn'))
  const allow = await refuse('Minister opens silo', '53100', 1_000_000)
  for (let time = 0; time < 12; time += 1) {
    await expect(ingestMessages(parts(), [waiting, other], time > 4)).rejects.toMatchObject({ code: '53100' })
    expect(await message(waiting)).toMatchObject({ status: 'received', attempts: 0, lastFault: null })
    expect((await message(other)).status).toBe('filed')
  }
  await allow()
  await ingestMessages(parts(), [waiting], false)
  expect(await message(waiting)).toMatchObject({ status: 'filed', attempts: 1 })
})

test('a deadlock is tried again at once', async () => {
  const id = await receive(RELEASE.replace('bridge', 'mill'))
  const allow = await refuse('Minister opens mill', '40P01', 3)
  await ingestMessages(parts(), [id], false)
  await allow()
  expect(await message(id)).toMatchObject({ status: 'filed', attempts: 1 })
})

test('what the database refuses for its content is quarantined in the end, with the kind of fault', async () => {
  const id = await receive(RELEASE.replace('bridge', 'kiln'))
  const allow = await refuse('Minister opens kiln', '22021', 1_000_000)
  for (let time = 1; time < 8; time += 1) {
    await expect(ingestMessages(parts(), [id], false)).rejects.toMatchObject({ code: '22021' })
  }
  await ingestMessages(parts(), [id], false)
  await allow()
  expect(await message(id)).toMatchObject({
    status: 'quarantined',
    reason: 'kept-failing',
    fault: 'filing:22021',
    attempts: 8,
    subject: 'Minister opens kiln',
  })
})

test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'a full blob store never leads to quarantine, and leaves no temporary files',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'copytaster-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir])
    try {
      const full = { ...parts(), blobs: await openBlobStore(dir) }
      const photo = Buffer.alloc(160 * 1024, 'photo').toString('base64')
      const source = `${WITH_PDF.replace(/--x--\r\n$/, '')}--x\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${photo}\r\n--x--\r\n`
      const id = await receive(source)
      const sha256 = (await message(id)).sha256 as string
      // The stored message itself is read from beyond the full disk.
      await mkdir(join(dir, sha256.slice(0, 1)), { recursive: true })
      await symlink(join(blobs.dir, sha256.slice(0, 1), sha256), join(dir, sha256.slice(0, 1), sha256))
      await writeFile(join(dir, 'ballast'), Buffer.alloc(128 * 1024))
      for (const last of [false, true, true]) {
        await expect(ingestMessages(full, [id], last)).rejects.toMatchObject({ code: 'ENOSPC' })
        expect(await readdir(join(dir, 'tmp'))).toEqual([])
      }
      expect(await message(id)).toMatchObject({ status: 'received', attempts: 0 })
      await rm(join(dir, 'ballast'))
      await ingestMessages(full, [id], false)
      expect((await message(id)).status).toBe('filed')
    } finally {
      execFileSync('umount', [dir])
      await rm(dir, { recursive: true })
    }
  },
)

test('a message that kills its reader harms no other of its job, and is put aside with its kind of fault', async () => {
  const faulty = openPipeline({
    readers: 1,
    limits: { milliseconds: 10_000, heapMiB: 64 },
    entry: join(import.meta.dirname, '../support/readers/by-text.ts'),
  })
  const sources = ['loop', 'gulp', 'throw', 'fine 1', 'fine 2', 'fine 3']
  const [loop, gulp, thrown, ...fine] = (await Promise.all(sources.map(receive))) as [
    string,
    string,
    string,
    ...string[],
  ]
  const job = [loop, ...fine, gulp, thrown]
  await expect(ingestMessages({ ...parts(), pipeline: faulty }, job, false)).rejects.toBeInstanceOf(ReaderDeathError)
  for (const id of fine) expect(await message(id)).toMatchObject({ status: 'ignored', attempts: 1 })
  for (const _ of [2, 3]) await ingestMessages({ ...parts(), pipeline: faulty }, job, false).catch(() => {})
  await faulty.close()
  expect(await message(loop)).toMatchObject({ reason: 'took-too-long', fault: 'sanitise:took-too-long' })
  expect(await message(gulp)).toMatchObject({ reason: 'took-too-much-memory', fault: 'parse:took-too-much-memory' })
  expect(await message(thrown)).toMatchObject({
    ...{ reason: 'broke-the-reader', fault: 'parse:RangeError', attempts: 3 },
    reasonDetail: 'ReaderDeathError: broke-the-reader: RangeError: a parser gave up',
  })
}, 120_000)
