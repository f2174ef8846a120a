import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lowerStart } from '../../src/mailbox/change-mailbox.ts'
import type { Mailbox } from '../../src/mailbox/mailbox.table.ts'
import {
  createMailbox,
  findMailbox,
  importMailbox,
  listMailboxes,
  MailboxExistsError,
  noteProof,
  noteState,
  noteSucceeded,
  passwordOf,
  pauseMailbox,
  resumeMailbox,
  upsertMailboxFromUrl,
} from '../../src/mailbox/mailbox.ts'
import { noteRefused } from '../../src/mailbox/refusal.ts'
import { SecretError } from '../../src/mailbox/secret.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const KEY = 'a secret of more than thirty-two characters'
const SETTINGS = {
  name: 'News desk',
  host: 'mail.example.org',
  port: 993,
  security: 'tls' as const,
  username: 'desk',
  password: 'hunter2',
  folder: 'INBOX',
  since: '2026-11-24',
  afterFiling: 'keyword' as const,
  moveTo: null,
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.db.deleteFrom('mailbox').execute())

test('a mailbox is kept as it was given, its password encrypted', async () => {
  const { password, ...rest } = SETTINGS
  const mailbox = await createMailbox(database.db, KEY, SETTINGS)
  expect(mailbox).toMatchObject({ ...rest, kind: 'imap', state: 'new', pausedAt: null })
  expect(JSON.stringify(mailbox)).not.toContain(password)
  expect(passwordOf(mailbox, KEY)).toBe(password)
  expect(() => passwordOf(mailbox, 'another key of at least 32 characters')).toThrow(SecretError)
})

test('the same account and folder is not added twice, another folder is', async () => {
  await createMailbox(database.db, KEY, SETTINGS)
  await expect(createMailbox(database.db, KEY, { ...SETTINGS, name: 'Again' })).rejects.toThrow(MailboxExistsError)
  await createMailbox(database.db, KEY, { ...SETTINGS, folder: 'Press' })
  expect(await listMailboxes(database.db)).toHaveLength(2)
})

test('a URL that is given again changes nothing, not even the encrypted password', async () => {
  const url = 'imaps://desk:hunter2@mail.example.org/?name=News%20desk'
  const first = await upsertMailboxFromUrl(database.db, KEY, url)
  expect(await upsertMailboxFromUrl(database.db, KEY, url)).toEqual(first)
})

test('a URL with a new password, port or option changes the mailbox of the same account and folder', async () => {
  const first = await upsertMailboxFromUrl(database.db, KEY, 'imaps://desk:hunter2@mail.example.org/?name=News%20desk')
  const second = await upsertMailboxFromUrl(
    database.db,
    KEY,
    'imaps://desk:hunter3@mail.example.org:1993/?moveTo=Filed',
  )
  expect(second).toMatchObject({ id: first.id, name: 'News desk', port: 1993, afterFiling: 'move', moveTo: 'Filed' })
  expect(passwordOf(second, KEY)).toBe('hunter3')
})

test('refusals of an old password do not hold up a new one that a URL gives, and stay for the same one', async () => {
  const { id } = await upsertMailboxFromUrl(database.db, KEY, 'imaps://desk:hunter2@mail.example.org/')
  await noteRefused(database.db, id, new Date(), 0)
  const same = await upsertMailboxFromUrl(database.db, KEY, 'imaps://desk:hunter2@mail.example.org/')
  expect(same).toMatchObject({ refusals: 1, refusedSince: expect.any(Date), signInAfter: expect.any(Date) })
  const changed = await upsertMailboxFromUrl(database.db, KEY, 'imaps://desk:hunter3@mail.example.org/')
  expect(changed).toMatchObject({ refusals: 0, refusedSince: null, signInAfter: null })
})

test('a URL given after SECRET_KEY changed makes the password readable again', async () => {
  const url = 'imaps://desk:hunter2@mail.example.org/'
  await upsertMailboxFromUrl(database.db, 'another key of at least 32 characters', url)
  expect(passwordOf(await upsertMailboxFromUrl(database.db, KEY, url), KEY)).toBe('hunter2')
})

test('two processes that start with the same URL make one mailbox', async () => {
  const url = 'imaps://desk:hunter2@mail.example.org/'
  const made = await Promise.all(Array.from({ length: 8 }, () => upsertMailboxFromUrl(database.db, KEY, url)))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
})

test('a mailbox is found by its id and by its name', async () => {
  const { id } = await createMailbox(database.db, KEY, SETTINGS)
  expect((await findMailbox(database.db, id))?.id).toBe(id)
  expect((await findMailbox(database.db, 'News desk'))?.id).toBe(id)
  expect(await findMailbox(database.db, 'nobody')).toBeUndefined()
})

test('a paused mailbox stays paused since the first time and goes on when resumed', async () => {
  const { id } = await createMailbox(database.db, KEY, SETTINGS)
  const first = await pauseMailbox(database.db, id)
  expect(first?.pausedAt).toBeInstanceOf(Date)
  expect((await pauseMailbox(database.db, id))?.pausedAt).toEqual(first?.pausedAt)
  expect((await resumeMailbox(database.db, id))?.pausedAt).toBeNull()
  expect(await pauseMailbox(database.db, '00000000-0000-7000-8000-000000000000')).toBeUndefined()
})

test('the time of a state is when it began, however often it is told', async () => {
  const { id } = await createMailbox(database.db, KEY, SETTINGS)
  await noteState(database.db, id, 'waiting', 'The server is away.')
  const first = await findMailbox(database.db, id)
  await noteState(database.db, id, 'waiting', 'The server is away.')
  await noteSucceeded(database.db, id)
  const second = await findMailbox(database.db, id)
  expect(second).toMatchObject({
    state: 'waiting',
    stateDetail: 'The server is away.',
    stateChangedAt: first?.stateChangedAt,
  })
  expect(second?.lastSucceededAt).toBeInstanceOf(Date)
})

test('imported files have one mailbox, however often it is asked for', async () => {
  const made = await Promise.all([importMailbox(database.db), importMailbox(database.db), importMailbox(database.db)])
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(made[0]).toMatchObject({ kind: 'import' })
  expect(() => passwordOf(made[0], KEY)).toThrow(/no password/)
})

test('a Junk folder that is named becomes a mailbox of its own that is only listed', async () => {
  await createMailbox(database.db, KEY, {
    ...SETTINGS,
    ...{ since: null, fromNow: true, junkFolder: 'Junk E-Mail', canaryMinutes: 15 },
  })
  const expected = [
    { name: 'News desk', folder: 'INBOX', listOnly: false, fromNow: true, canaryMinutes: 15, afterFiling: 'keyword' },
    {
      ...{ name: 'News desk (Junk E-Mail)', folder: 'Junk E-Mail', listOnly: true, fromNow: true },
      ...{ canaryMinutes: null, afterFiling: 'nothing' },
    },
  ]
  const [, junk] = await listMailboxes(database.db)
  expect(await listMailboxes(database.db)).toMatchObject(expected)
  expect(junk && passwordOf(junk, KEY)).toBe('hunter2')
  const url = 'imaps://desk:hunter3@mail.example.org/?name=News%20desk&since=now&junk=Junk%20E-Mail&canary=15'
  await upsertMailboxFromUrl(database.db, KEY, url)
  const changed = await listMailboxes(database.db)
  expect(changed).toMatchObject(expected)
  expect(changed.map((mailbox) => passwordOf(mailbox, KEY))).toEqual(['hunter3', 'hunter3'])
})

const startOfMailbox = async (id: string) => {
  const { since, fromNow, startLowered } = (await findMailbox(database.db, id)) as Mailbox
  return { since, fromNow, startLowered }
}
const lower = (id: string, since: string | null) =>
  database.db.transaction().execute((trx) => lowerStart(trx, id, since))

test('the start of a mailbox goes down and never up', async () => {
  const url = (since: string) => `imaps://desk:hunter2@mail.example.org/?since=${since}`
  const { id } = await upsertMailboxFromUrl(database.db, KEY, url('now'))
  await lower(id, '2999-01-01')
  expect(await startOfMailbox(id)).toEqual({ since: null, fromNow: true, startLowered: false })
  await lower(id, '2026-03-01')
  await lower(id, '2026-04-01')
  const lowered = { since: '2026-03-01', fromNow: false, startLowered: true }
  expect(await startOfMailbox(id)).toEqual(lowered)
  await upsertMailboxFromUrl(database.db, KEY, url('now'))
  await upsertMailboxFromUrl(database.db, KEY, url('2026-05-01'))
  expect(await startOfMailbox(id)).toEqual(lowered)
  await upsertMailboxFromUrl(database.db, KEY, url('2026-01-01'))
  expect(await startOfMailbox(id)).toEqual({ ...lowered, since: '2026-01-01' })
  await lower(id, null)
  await lower(id, '2025-01-01')
  expect(await startOfMailbox(id)).toEqual({ ...lowered, since: null })
})

test('without a backfill the URL says where a mailbox starts, up and down', async () => {
  const url = (since: string) => `imaps://desk:hunter2@mail.example.org/?since=${since}`
  for (const since of ['2026-03-01', '2026-04-01', '2026-02-01'])
    expect(await upsertMailboxFromUrl(database.db, KEY, url(since))).toMatchObject({ since, fromNow: false })
  expect(await upsertMailboxFromUrl(database.db, KEY, url('now'))).toMatchObject({ since: null, fromNow: true })
})

test('a proof of before the start was lowered is not kept', async () => {
  const proof = { listed: 1, accounted: 1, filed: 1, duplicate: 0, ignored: 0, quarantined: 0, gone: 0 }
  const whole = { ...proof, received: 0, retrying: 0 }
  const before = await createMailbox(database.db, KEY, SETTINGS)
  await noteProof(database.db, before, whole)
  expect(await findMailbox(database.db, before.id)).toMatchObject({ proof: whole, provenAt: expect.any(Date) })
  await lower(before.id, '2026-01-01')
  await noteProof(database.db, before, whole)
  expect(await findMailbox(database.db, before.id)).toMatchObject({ proof: null, provenAt: null })
})
