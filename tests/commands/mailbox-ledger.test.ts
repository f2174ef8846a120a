import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findCursor } from '../../src/mailbox/cursor.ts'
import { findMailbox } from '../../src/mailbox/mailbox.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'
import { openPollerDesk, type PollerDesk, release, SECRET, until } from '../workers/poller-desk.ts'

let dovecot: Dovecot
let desk: PollerDesk
let dataDir: string

beforeAll(async () => {
  dovecot = await startDovecot()
  dataDir = await mkdtemp(join(tmpdir(), 'copytaster-commands-'))
})
afterAll(async () => {
  await dovecot.close()
  await rm(dataDir, { recursive: true })
})
beforeEach(async () => {
  desk = await openPollerDesk(dovecot)
})
afterEach(() => desk.close())

const CLI = join(import.meta.dirname, '../../src/cli.ts')

function start(...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: desk.database.url, DATA_DIR: dataDir, SECRET_KEY: SECRET }
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([out, err, [code]]) => ({ out, err, code: code as number }),
  )
  return { child, ended }
}

const run = (...args: string[]) => start(...args).ended
const reportOf = async (...args: string[]) => JSON.parse((await run('verify', '--json', ...args)).out)

const NONE = { filed: 0, duplicate: 0, ignored: 0, quarantined: 0, gone: 0, received: 0, retrying: 0 }

test('verify tells of each mailbox what is listed and what became of it, while the poller runs and afterwards', async () => {
  await desk.deliver(3)
  const { id } = await desk.addMailbox('?name=Desk')
  const stop = desk.start()
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  const { uidValidity } = (await findCursor(desk.database.db, id)) ?? {}
  const known = { name: 'Desk', folder: 'INBOX', uidValidity }
  const three = { ...known, ...NONE, listed: 3, accounted: 3, received: 3, missing: [] }
  const report = await reportOf()
  expect(report).toMatchObject({ sound: expect.any(Boolean), messages: { received: 3 }, checks: expect.any(Array) })
  expect(report.mailboxes).toEqual([{ ...three, words: '3 listed, 3 accounted for: 0 filed, 3 waiting to be read' }])
  await stop()

  // One arrives that nobody collects, and one below it is lost.
  await desk.deliver(1, 4)
  const later = await reportOf()
  expect(later.mailboxes).toMatchObject([{ listed: 4, accounted: 3, missing: [4] }])
  expect(later.mailboxes[0].words).toMatch(/, 1 still to be collected$/)
  expect(later.checks.find(({ check }: { check: string }) => check === 'listed-has-row')).toMatchObject({ broken: [] })

  await desk.database.db.deleteFrom('message').where('uid', '=', 2).execute()
  const lossy = await reportOf('--mailbox', 'Desk')
  expect(lossy).toMatchObject({
    sound: false,
    messages: { received: 2 },
    mailboxes: [{ accounted: 2, missing: [2, 4] }],
  })
  expect(lossy.checks.find(({ check }: { check: string }) => check === 'listed-has-row')).toMatchObject({
    broken: ['uid 2 of Desk has no row'],
  })
}, 180_000)

test('verify asks one mailbox only when it is named, and says so when there is none', async () => {
  const other = `${desk.user}b`
  await dovecot.append(release(1), { user: other })
  await desk.deliver(2)
  const { id } = await desk.addMailbox('?name=Desk')
  await desk.addMailbox('?name=Other', other)
  desk.start()
  await desk.untilStored(3)
  await desk.untilState(id, 'watching')
  const report = await reportOf('--mailbox', 'Other')
  expect(report.mailboxes).toMatchObject([{ name: 'Other', listed: 1 }])
  expect(report.messages).toEqual({ received: 1 })
  const { out, err, code } = await run('verify', '--mailbox', 'Nobody')
  expect([out, code]).toEqual(['', 1])
  expect(err).toContain('There is no mailbox Nobody; list them with: copytaster mailbox list')
}, 180_000)

test('a backfill waits until all is there, and the list of mailboxes tells the proof', async () => {
  for (let i = 1; i <= 5; i++)
    await dovecot.append(release(i), { user: desk.user, receivedAt: new Date(`2026-0${i}-10T12:00:00Z`) })
  const { id } = await desk.addMailbox('?name=Desk&since=now')
  desk.start({ syncEvery: 300 })
  await desk.untilState(id, 'watching')
  await until('proven', async () => (await findMailbox(desk.database.db, id))?.proof?.listed === 0)

  const backfilled = await run('mailbox', 'backfill', 'Desk', '--since', '2026-03-01')
  expect(backfilled).toMatchObject({ out: '', code: 0 })
  expect(backfilled.err).toContain('Desk: 3 listed, 3 accounted for: 0 filed, 3 waiting to be read')
  expect((await desk.messages()).map(({ uid }) => uid)).toEqual([3, 4, 5])

  const later = await run('mailbox', 'backfill', 'Desk', '--since', '2026-04-01')
  expect([later.code, later.err]).toEqual([
    1,
    'copytaster: Desk is collected since 2026-03-01 already; name an earlier day\n',
  ])
  expect((await run('mailbox', 'backfill', 'Desk', '--since', 'March')).err).toContain('a day such as')
  expect((await run('mailbox', 'backfill', 'Desk')).code).toBe(2)

  const listed = await run('mailbox', 'list')
  expect(listed.out).toMatch(
    /Desk .* watching[\s\S]*3 listed, 3 accounted for: 0 filed, 3 waiting to be read \(\d+ s ago\)/,
  )
  expect(JSON.parse((await run('mailbox', 'list', '--json')).out)).toMatchObject([
    { name: 'Desk', since: '2026-03-01', fromNow: false, proof: { listed: 3 }, events: [] },
  ])
}, 240_000)

test('a backfill that nobody waits for is left to the poller', async () => {
  await dovecot.append(release(1), { user: desk.user, receivedAt: new Date('2026-01-10T12:00:00Z') })
  const { id } = await desk.addMailbox('?name=Desk&since=now')
  const stop = desk.start()
  await until('proven', async () => (await findMailbox(desk.database.db, id))?.proof?.listed === 0)
  await stop()
  expect(await run('mailbox', 'backfill', 'Desk', '--since', '2026-01-01', '--no-wait')).toMatchObject({ code: 0 })

  const { child, ended } = start('mailbox', 'backfill', 'Desk', '--since', '2025-01-01')
  await until('lowered', async () => (await findMailbox(desk.database.db, id))?.since === '2025-01-01')
  await sleep(1_000)
  child.kill('SIGINT')
  const { err, code } = await ended
  expect(err).toContain('The poller goes on with it')
  expect(code).toBe(0)
  desk.start()
  await desk.untilStored(1)
}, 180_000)
