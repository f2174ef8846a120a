import { hash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type BlobStore, openBlobStore } from '../../src/blobs.ts'
import { type Database, openDatabase } from '../../src/database.ts'
import { openLog } from '../../src/log.ts'
import { ClaimLostError, claimMessages, findMessage, settleMessages } from '../../src/message/message.ts'
import { findBrokenRows } from '../../src/message/verify.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { type IngestParts, ingestMessages } from '../../workers/ingest.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let blobs: BlobStore
let machines: Kysely<Database>[]
let mailboxes: string[]

beforeAll(async () => {
  database = await openTestDatabase()
  blobs = await openBlobStore(await mkdtemp(join(tmpdir(), 'copytaster-equality-')))
  machines = [1, 2, 3].map(() => openDatabase(database.url, () => {}).db)
  mailboxes = ['Desk', 'Press', 'Sport'].map(() => v7())
  await database.db
    .insertInto('mailbox')
    .values(
      mailboxes.map((id, at) => ({
        id,
        kind: 'imap',
        name: `Mailbox ${at}`,
        host: `mail-${at}.example`,
        passwordEncrypted: null,
        since: null,
        moveTo: null,
      })),
    )
    .execute()
})
afterAll(async () => {
  await Promise.all(machines.map((db) => db.destroy()))
  await database.close()
  await rm(blobs.dir, { recursive: true })
})
afterEach(async () => {
  const broken = (await findBrokenRows(database.db)).flatMap((check) => check.broken)
  expect(broken).toEqual([])
})

const sources = new Map<string, Uint8Array>()
let uid = 0

/** A message as if just stored from that mailbox. */
async function receive(source: string, mailbox = 0): Promise<string> {
  const octets = Buffer.from(source)
  const sha256 = hash('sha256', octets)
  sources.set(sha256, octets)
  const id = v7()
  const place = { mailboxId: mailboxes[mailbox]!, uidValidity: 1, uid: ++uid }
  await database.db
    .insertInto('message')
    .values({ ...BLANK, ...place, id, sha256, size: octets.length })
    .execute()
  return id
}

const BLANK = {
  status: 'received',
  receivedAt: new Date('2026-11-25T09:00:00Z'),
  reason: null,
  reasonDetail: null,
  duplicateOf: null,
  subject: null,
  fromAddress: null,
  fromName: null,
  headerMessageId: null,
  enqueuedAt: new Date(),
  claimedAt: null,
  lastFault: null,
  settledAt: null,
  markedAt: null,
  fingerprint: null,
  fetchAskedAt: null,
  fault: null,
} as const

/** Runs a job as one machine would, with connections of its own; the pipeline runs here instead of in a process. */
function work(
  machine: number,
  ids: readonly string[],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<void> {
  const read = async ({ sha256 }: { sha256: string }) => {
    await meanwhile()
    const outcome = await ingest(sources.get(sha256)!, { receivedAt: new Date(0), zone: 'UTC', lessons: [] })
    return outcome.kind === 'draft' ? { ...outcome, staged: [] } : outcome
  }
  const pipeline = { readers: 1, read, readOrigin: async () => null, close: async () => {} }
  const parts = { db: machines[machine]!, blobs, log: openLog('silent'), pipeline }
  return ingestMessages(parts as unknown as IngestParts, ids, false)
}

const release = (words: string, id: string, to = 'desk@paper.example') =>
  `Delivered-To: ${to}\r\nFrom: Press <press@acme.example>\r\nTo: press-list@acme.example\r\nSubject: Acme says\r\nMessage-ID: <${id}@acme.example>\r\n\r\n${words}\r\n`

async function verdicts(ids: readonly string[]) {
  const found = await Promise.all(ids.map((id) => findMessage(database.db, id)))
  return found.map((message) => message!)
}

/** Exactly one of them is filed, with one article, and the others are linked to it. */
async function expectOneArticle(ids: readonly string[], reason: string): Promise<void> {
  const all = await verdicts(ids)
  const [filed, ...more] = all.filter(({ status }) => status === 'filed')
  expect(more).toEqual([])
  for (const copy of all.filter(({ id }) => id !== filed?.id))
    expect(copy).toMatchObject({ status: 'duplicate', duplicateOf: filed?.id, reason })
  const articles = await database.db.selectFrom('article').select('messageId').where('messageId', 'in', ids).execute()
  expect(articles).toEqual([{ messageId: filed?.id }])
}

test('of equal messages that are settled at once, one is filed and the others are linked, in every one of 200 rounds', {
  timeout: 180_000,
}, async () => {
  for (let round = 0; round < 200; round++) {
    const twins = [
      await receive(release(`Octets ${round}.`, `t${round}`), 0),
      await receive(release(`Octets ${round}.`, `t${round}`), 1),
    ]
    const texts = [
      await receive(release(`Text ${round}.`, `a${round}`), 0),
      await receive(release(`Text ${round}.`, `b${round}`, 'press@paper.example'), 1),
      await receive(release(`Text ${round}.`, `c${round}`, 'sport@paper.example'), 2),
    ]
    const [t1, t2] = twins as [string, string]
    const [a, b, c] = texts as [string, string, string]
    // In turn: each by itself; two of the same in one job; jobs that take them in opposite orders.
    const jobs = [
      [[t1, a], [t2], [b, c]],
      [[t1, t2, a, b], [c]],
      [
        [t1, a, b],
        [b, a, t2],
        [c, t2, t1],
      ],
      [[a, t1], [t2, c], [b]],
    ][round % 4]!
    await Promise.all(jobs.map((ids, machine) => work(machine, ids)))
    await expectOneArticle(twins, 'same-octets')
    await expectOneArticle(texts, 'same-text')
  }
})

test('a message with the octets of one that is filed is linked without being read, with what is known of that', async () => {
  const [first, second] = [await receive(release('Known.', 'k'), 0), await receive(release('Known.', 'k'), 1)]
  await work(0, [first])
  const reads: string[] = []
  await work(1, [second], async () => reads.push('read'))
  expect(reads).toEqual([])
  await expectOneArticle([first, second], 'same-octets')
  const [filed, copy] = await verdicts([first, second])
  const { fingerprint, recipients, subject, fromAddress, headerMessageId } = filed!
  expect(copy).toMatchObject({ fingerprint, recipients, subject, fromAddress, headerMessageId })
  expect(recipients).toEqual(['desk@paper.example'])
})

test('a message of which the twin is filed while it is read becomes its copy', async () => {
  const [first, second] = [await receive(release('Late.', 'l1'), 0), await receive(release('Late.', 'l2'), 1)]
  await work(0, [first], () => work(1, [second]))
  expect((await verdicts([second]))[0]).toMatchObject({ status: 'filed' })
  await expectOneArticle([first, second], 'same-text')
})

test('the same Message-ID with other content is another message', async () => {
  const ids = [await receive(release('Content one.', 'same')), await receive(release('Content two.', 'same'))]
  await work(0, ids)
  expect((await verdicts(ids)).map(({ status }) => status)).toEqual(['filed', 'filed'])
})

test('a second copy writes a line on the article, but the same octets met again in the same mailbox do not', async () => {
  const first = await receive(release('Lines.', 'n1'), 0)
  await work(0, [first])
  const copies = [
    await receive(release('Lines.', 'n1'), 0),
    await receive(release('Lines.', 'n1'), 1),
    await receive(release('Lines.', 'n2', 'press@paper.example'), 0),
  ]
  await work(0, copies)
  await expectOneArticle([first, ...copies.slice(0, 2)], 'same-octets')
  const lines = await database.db
    .selectFrom('history')
    .select(['messageId', 'detail'])
    .where('action', '=', 'copy-received')
    .where('articleId', 'in', database.db.selectFrom('article').select('id').where('messageId', '=', first))
    .orderBy('id')
    .execute()
  expect(lines.toSorted((one, other) => copies.indexOf(one.messageId!) - copies.indexOf(other.messageId!))).toEqual([
    { messageId: copies[1], detail: { recipients: ['desk@paper.example'], reason: 'same-octets' } },
    { messageId: copies[2], detail: { recipients: ['press@paper.example'], reason: 'same-text' } },
  ])
})

test.each([
  ['6 days later', '2026-12-01T09:00:00Z', 'duplicate'],
  ['6 days before', '2026-11-19T09:00:00Z', 'duplicate'],
  ['8 days later', '2026-12-03T09:00:00Z', 'filed'],
  ['8 days before', '2026-11-17T09:00:00Z', 'filed'],
])('the same words %s: %s, %s', async (title, time, status) => {
  const words = `Press conference tomorrow, ${title}.`
  const [first, second] = [await receive(release(words, 'w1')), await receive(release(words, 'w2'))]
  await database.db
    .updateTable('message')
    .set({ receivedAt: new Date(time) })
    .where('id', '=', second)
    .execute()
  await work(0, [first])
  await work(1, [second])
  const [original, again] = await verdicts([first, second])
  expect(original!.fingerprint).not.toBeNull()
  expect(again).toMatchObject(
    status === 'filed'
      ? { status, fingerprint: null, duplicateOf: null }
      : { status, reason: 'same-text', duplicateOf: first },
  )
  const articles = await database.db
    .selectFrom('article')
    .select('id')
    .where('messageId', 'in', [first, second])
    .execute()
  expect(articles).toHaveLength(status === 'filed' ? 2 : 1)
})

test('the same octets are a copy however late they come', async () => {
  const [first, second] = [await receive(release('Octets late.', 'o')), await receive(release('Octets late.', 'o'))]
  await database.db
    .updateTable('message')
    .set({ receivedAt: new Date('2027-11-25T09:00:00Z') })
    .where('id', '=', second)
    .execute()
  await work(0, [first])
  await work(1, [second])
  await expectOneArticle([first, second], 'same-octets')
})

test('a copy of which the original is not filed any more is not linked to it but read', async () => {
  const [first, second] = [await receive(release('Undone.', 'u'), 0), await receive(release('Undone.', 'u'), 1)]
  await work(0, [first])
  const [claim] = await claimMessages(database.db, [second])
  expect(claim?.duplicateOf).toBe(first)
  await database.db.deleteFrom('history').where('messageId', '=', first).execute()
  await database.db.deleteFrom('article').where('messageId', '=', first).execute()
  const undone = { status: 'quarantined', reason: 'empty' } as const
  await database.db.updateTable('message').set(undone).where('id', '=', first).execute()
  const verdict = { status: 'duplicate', duplicateOf: first, reason: 'same-octets' } as const
  const linked = database.db
    .transaction()
    .execute((trx) => settleMessages(trx, [{ claim: claim!, verdict, origin: null }]))
  await expect(linked).rejects.toThrow(ClaimLostError)
  await work(1, [second])
  expect((await verdicts([second]))[0]).toMatchObject({ status: 'filed', duplicateOf: null })
})
