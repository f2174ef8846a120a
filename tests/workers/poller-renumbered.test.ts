import { readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findCursor, moveCursor } from '../../src/mailbox/cursor.ts'
import { findMailbox } from '../../src/mailbox/mailbox.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, sha256, until } from './poller-desk.ts'

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

const UIDLIST = 'dovecot-uidlist'

/** Makes Dovecot number the folder anew: it has lost its list of UIDs. */
async function renumber(): Promise<void> {
  for (const name of await readdir(desk.maildir)) {
    if (name.startsWith('dovecot')) await unlink(join(desk.maildir, name))
  }
  await sleep(1_100) // Dovecot numbers epochs by the second.
}

/** Lets the folder have other numbers: `V` is its UIDVALIDITY, `N` its UIDNEXT. The messages in it go. */
async function setNumbers(change: (header: string) => string): Promise<void> {
  const [header = ''] = (await readFile(join(desk.maildir, UIDLIST), 'utf8')).split('\n')
  for (const part of ['cur', 'new']) {
    for (const name of await readdir(join(desk.maildir, part))) await unlink(join(desk.maildir, part, name))
  }
  for (const name of await readdir(desk.maildir)) {
    if (name.startsWith('dovecot.index')) await unlink(join(desk.maildir, name))
  }
  await writeFile(join(desk.maildir, UIDLIST), `${change(header)}\n`)
}

const events = () =>
  desk.database.db
    .selectFrom('history')
    .select(['action', 'detail', 'mailboxId', 'messageId'])
    .where('action', 'like', 'mailbox-%')
    .orderBy('id')
    .execute()

const received = async () => (await desk.messages()).filter(({ status }) => status === 'received')

test('a renumbered mailbox is told once, by however many pollers it is noticed, and nothing is lost', async () => {
  const sources = await desk.deliver(5)
  const { id } = await desk.addMailbox()
  const stop = desk.start({ syncEvery: 200 })
  await desk.untilStored(5)
  const before = await findCursor(desk.database.db, id)
  await stop()
  await renumber()
  sources.push(...(await desk.deliver(1, 6)))
  const stops = [desk.start({ syncEvery: 100 }), desk.start({ syncEvery: 100 })]
  await desk.untilStored(11)
  await Promise.all(stops.map((end) => end()))
  desk.start({ syncEvery: 100 })
  await desk.untilState(id, 'watching')
  await sleep(500)
  const after = await findCursor(desk.database.db, id)
  expect(await events()).toEqual([
    {
      action: 'mailbox-reset',
      detail: { from: before?.uidValidity, to: after?.uidValidity },
      mailboxId: id,
      messageId: null,
    },
  ])
  const collected = (await received()).filter(({ uidValidity }) => uidValidity === after?.uidValidity)
  expect(collected.map((message) => message.sha256).sort()).toEqual(sources.map(sha256).sort())
})

test('a mailbox that is collected from now on is not filed anew as a whole when it is renumbered', async () => {
  for (let i = 1; i <= 4; i++)
    await dovecot.append(release(i), { user: desk.user, receivedAt: new Date('2026-01-05T12:00:00Z') })
  const { id } = await desk.addMailbox('?since=now')
  const stop = desk.start({ syncEvery: 200 })
  await desk.untilState(id, 'watching')
  const arrived = await desk.deliver(1, 5)
  await desk.untilStored(1)
  await stop()
  // This one comes while nobody watches, and is still to be collected when everything has other numbers.
  arrived.push(...(await desk.deliver(1, 6)))
  await renumber()
  desk.start({ syncEvery: 200, reconcileEvery: 200 })
  await desk.untilStored(3)
  await until('proven', async () => (await findMailbox(desk.database.db, id))?.proof?.listed === 2)
  expect(new Set((await desk.messages()).map((message) => message.sha256))).toEqual(new Set(arrived.map(sha256)))
  arrived.push(...(await desk.deliver(1, 7)))
  await desk.untilStored(4)
})

test('a UIDVALIDITY that comes back with other messages under the same numbers loses none of them', async () => {
  const sources = await desk.deliver(3)
  const { id } = await desk.addMailbox()
  let stop = desk.start({ syncEvery: 200 })
  await desk.untilStored(3)
  const uidValidity = (await findCursor(desk.database.db, id))?.uidValidity ?? 0
  for (const epoch of [uidValidity + 9, uidValidity]) {
    await stop()
    await setNumbers((header) => header.replace(/V\d+/, `V${epoch}`).replace(/N\d+/, 'N1'))
    sources.push(...(await desk.deliver(2, sources.length + 1)))
    stop = desk.start({ syncEvery: 200 })
    await desk.untilStored(sources.length)
  }
  await desk.expectEachOnce(sources)
  expect((await events()).map(({ action, detail }) => [action, detail])).toEqual([
    ['mailbox-reset', { from: uidValidity, to: uidValidity + 9 }],
    ['mailbox-reset', { from: uidValidity + 9, to: uidValidity }],
  ])
}, 60_000)

test('numbers that go back are told once, and new mail under them is collected', async () => {
  const sources = await desk.deliver(5)
  await desk.addMailbox()
  const stop = desk.start({ syncEvery: 200 })
  await desk.untilStored(5)
  await stop()
  await setNumbers((header) => header.replace(/N\d+/, 'N2'))
  // Two have come under numbers that others had before anybody looks, and one more afterwards.
  sources.push(...(await desk.deliver(2, 6)))
  const stopAgain = desk.start({ syncEvery: 200 })
  await desk.untilStored(7)
  sources.push(...(await desk.deliver(1, 8)))
  await desk.untilStored(8)
  await stopAgain()
  desk.start({ syncEvery: 200 })
  sources.push(...(await desk.deliver(1, 9)))
  await desk.untilStored(9)
  await desk.expectEachOnce(sources)
  expect(await events()).toMatchObject([{ action: 'mailbox-rewound', detail: { lastUid: 5, uidNext: 4 } }])
}, 60_000)

test('numbers that go back and are beyond the cursor again before anybody looks hide no message', async () => {
  const sources = await desk.deliver(5)
  await desk.addMailbox()
  const stop = desk.start({ syncEvery: 200 })
  await desk.untilStored(5)
  await stop()
  await setNumbers((header) => header.replace(/N\d+/, 'N2'))
  await sleep(1_100) // The server tells times to the second.
  sources.push(...(await desk.deliver(6, 6)))
  desk.start({ syncEvery: 200, reconcileEvery: 200 })
  await desk.untilStored(11)
  await sleep(1_000)
  await desk.expectEachOnce(sources)
}, 60_000)

test('a poller that has lost the mailbox without knowing moves nothing that its successor has set', async () => {
  await desk.deliver(3)
  const { id } = await desk.addMailbox()
  const { db } = desk.database
  const stop = desk.start({ syncEvery: 200 })
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  await stop()
  const old = await findCursor(db, id)
  const move = (from: NonNullable<typeof old>, lastUid: number) =>
    db.transaction().execute((trx) => moveCursor(trx, id, from, lastUid))
  await db
    .updateTable('cursor')
    .set({ uidValidity: (old?.uidValidity ?? 0) + 1, lastUid: 1 })
    .execute()
  await expect(move(old as NonNullable<typeof old>, 9)).rejects.toThrow('another connection')
  const successor = await findCursor(db, id)
  expect(successor?.lastUid).toBe(1)
  await move(successor as NonNullable<typeof old>, 2)
  await expect(move(successor as NonNullable<typeof old>, 3)).rejects.toThrow('another connection')
  expect((await findCursor(db, id))?.lastUid).toBe(2)
})
