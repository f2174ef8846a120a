import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  createMailbox,
  findMailbox,
  importMailbox,
  listMailboxes,
  MailboxExistsError,
  noteState,
  noteSucceeded,
  passwordOf,
  pauseMailbox,
  resumeMailbox,
  upsertMailboxFromUrl,
} from '../../src/mailbox/mailbox.ts'
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
