import { unlink } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { lowerStart } from '../../src/mailbox/change-mailbox.ts'
import type { Mailbox, Proof } from '../../src/mailbox/mailbox.table.ts'
import { findMailbox } from '../../src/mailbox/mailbox.ts'
import { proofWords } from '../../src/mailbox/proof-words.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, until } from './poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk

beforeAll(async () => {
  dovecot = await startDovecot()
})
afterAll(() => dovecot.close())
beforeEach(async () => {
  desk = await openPollerDesk(dovecot)
})
afterEach(() => desk.close())

const DAY_MS = 24 * 3600_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

async function proofOf({ id }: Mailbox): Promise<Proof | null | undefined> {
  return (await findMailbox(desk.database.db, id))?.proof
}

async function untilProof(mailbox: Mailbox, words: string): Promise<void> {
  await until(words, async () => {
    const proof = await proofOf(mailbox)
    return proof ? proofWords(proof) === words : false
  }).catch(async () => expect(proofWords((await proofOf(mailbox)) as Proof)).toBe(words))
}

async function deliverOld(count: number, from = 1): Promise<string[]> {
  const sources = Array.from({ length: count }, (_, i) => release(from + i))
  for (const [i, source] of sources.entries()) {
    await dovecot.append(source, { user: desk.user, receivedAt: daysAgo(60 - (i % 50)) })
  }
  return sources
}

const backfill = ({ id }: Mailbox, since: string) =>
  desk.database.db.transaction().execute((trx) => lowerStart(trx, id, since))

test('the proof is there after the first collection, and again when messages are filed', async () => {
  await desk.deliver(3)
  const mailbox = await desk.addMailbox()
  desk.start({ reconcileEvery: 300, syncEvery: 200 })
  await untilProof(mailbox, '3 listed, 3 accounted for: 0 filed, 3 waiting to be read')
  await desk.file()
  await untilProof(mailbox, '3 listed, 3 accounted for: 3 filed')
  expect((await findMailbox(desk.database.db, mailbox.id))?.provenAt).toBeInstanceOf(Date)
})

test('rows that are missing from the ledger are collected again without a restart, below new mail', async () => {
  const sources = await desk.deliver(30)
  const mailbox = await desk.addMailbox()
  desk.start({ reconcileEvery: 300, syncEvery: 200 })
  await desk.untilStored(30)
  await untilProof(mailbox, '30 listed, 30 accounted for: 0 filed, 30 waiting to be read')
  await desk.database.db.deleteFrom('message').where('uid', 'in', [1, 7, 8, 30]).execute()
  sources.push(...(await desk.deliver(1, 31)))
  await desk.untilStored(31)
  await desk.expectEachOnce(sources)
  expect((await desk.messages()).map(({ uid }) => uid)).toEqual(sources.map((_, i) => i + 1))
  await untilProof(mailbox, '31 listed, 31 accounted for: 0 filed, 31 waiting to be read')
})

test('what is gone from the server is not missed, and what was recorded as gone but is there is collected', async () => {
  const sources = await desk.deliver(4)
  const third = await dovecot.append(release(5), { user: desk.user })
  const mailbox = await desk.addMailbox()
  desk.start({ reconcileEvery: 300, syncEvery: 200 })
  await desk.untilStored(5)
  await untilProof(mailbox, '5 listed, 5 accounted for: 0 filed, 5 waiting to be read')
  await unlink(third.replace('/new/', '/cur/').concat(':2,')).catch(() => unlink(third))
  await desk.database.db
    .updateTable('message')
    .set({ status: 'gone', reason: 'gone-before-fetch', sha256: null, settledAt: new Date(), epoch: 3 })
    .where('uid', '=', 2)
    .execute()
  await untilProof(mailbox, '4 listed, 4 accounted for: 0 filed, 4 waiting to be read')
  await desk.expectEachOnce([...sources, release(5)])
  expect((await desk.messages()).find(({ uid }) => uid === 2)).toMatchObject({
    status: 'received',
    epoch: 4,
    reason: null,
  })
})

test('a message that cannot be downloaded is accounted for as one that is tried again', async () => {
  await desk.deliver(2)
  const mailbox = await desk.addMailbox()
  const { db } = desk.database
  desk.start({ reconcileEvery: 300, syncEvery: 200 })
  await desk.untilStored(2)
  const [first] = await desk.messages()
  await db
    .insertInto('failedUid')
    .values({
      ...{ mailboxId: mailbox.id, uidValidity: first?.uidValidity ?? 0, uid: 2, attempts: 1, reason: 'x' },
      retryAt: new Date(Date.now() + DAY_MS),
    })
    .execute()
  await db.deleteFrom('message').where('uid', '=', 2).execute()
  await untilProof(mailbox, '2 listed, 2 accounted for: 0 filed, 1 waiting to be read, 1 being downloaded again')
})

test('from now on: what was there is left alone, what arrives before the first look is not', async () => {
  await deliverOld(5)
  const mailbox = await desk.addMailbox('?since=now')
  // Added a while before the poller first opens it. The server tells times to the second.
  await desk.database.db
    .updateTable('mailbox')
    .set({ createdAt: daysAgo(1) })
    .execute()
  const sources = await desk.deliver(2, 6)
  desk.start({ reconcileEvery: 300, syncEvery: 200 })
  await desk.untilStored(2)
  sources.push(...(await desk.deliver(1, 8)))
  await desk.untilStored(3)
  await untilProof(mailbox, '3 listed, 3 accounted for: 0 filed, 3 waiting to be read')
  await desk.expectEachOnce(sources)
})

test('from now on in an empty folder is everything that comes, however old', async () => {
  const mailbox = await desk.addMailbox('?since=now')
  desk.start({ syncEvery: 200 })
  await desk.untilState(mailbox.id, 'watching')
  const sources = await deliverOld(2)
  await desk.untilStored(2)
  await desk.expectEachOnce(sources)
})

test('a backfill that is interrupted is complete in the end, each message once, and new mail does not wait for it', async () => {
  const tooOld = Array.from({ length: 20 }, (_, i) => `Subject: Old ${i}\r\n\r\n`)
  for (const source of tooOld) await dovecot.append(source, { user: desk.user, receivedAt: daysAgo(90) })
  const sources = await deliverOld(300)
  const mailbox = await desk.addMailbox('?since=now')
  const stop = desk.start({ syncEvery: 200 })
  await untilProof(mailbox, '0 listed, 0 accounted for: 0 filed')

  const { db } = desk.database
  await sql`create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$`.execute(
    db,
  )
  await sql`create trigger slow before insert on message for each statement execute function slowly()`.execute(db)
  await backfill(mailbox, dayOf(daysAgo(70)))
  await desk.untilStored(40)
  await stop()
  expect((await desk.messages()).length).toBeLessThan(300)

  const stopAgain = desk.start({ syncEvery: 200 })
  await desk.untilStored(210)
  sources.push(...(await desk.deliver(1, 301)))
  await desk.untilStored(301)
  await untilProof(mailbox, '301 listed, 301 accounted for: 0 filed, 301 waiting to be read')
  await stopAgain()
  await desk.expectEachOnce(sources)
}, 60_000)

test('a URL that is given again at the next start does not undo a backfill, and one that says more does more', async () => {
  await deliverOld(3)
  const mailbox = await desk.addMailbox('?since=now')
  desk.start({ syncEvery: 200 })
  await untilProof(mailbox, '0 listed, 0 accounted for: 0 filed')
  await backfill(mailbox, dayOf(daysAgo(70)))
  await desk.untilStored(3)
  expect(await desk.addMailbox('?since=now')).toMatchObject({ since: dayOf(daysAgo(70)), fromNow: false })
  expect(await desk.addMailbox('')).toMatchObject({ since: null, fromNow: false })
})
