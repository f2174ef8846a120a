import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MailboxHealth, MailboxSettings, MailboxTest } from '../../src/admin/admin-schemas.ts'
import type { Problem } from '../../src/desk/desk-schemas.ts'
import { seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'

const SETTINGS: MailboxSettings = {
  name: 'News desk',
  host: 'mail.desk.example',
  port: 993,
  security: 'tls',
  username: 'news@desk.example',
  password: 'the password of the mailbox',
  folder: 'INBOX',
  since: null,
  afterFiling: 'keyword',
  moveTo: null,
}
const REFUSED: MailboxTest = {
  passed: false,
  steps: [
    { step: 'dns', passed: true, words: 'found' },
    { step: 'connect', passed: false, words: 'Nothing answers on port 993' },
  ],
}

const tested: MailboxSettings[] = []
let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk({
    testMailbox: async (settings) => {
      tested.push(settings)
      return REFUSED
    },
  })
})
afterAll(() => desk.close())

async function add(settings: Partial<MailboxSettings>): Promise<MailboxHealth> {
  const answer = await desk.admin.call('POST', '/api/v1/admin/mailboxes', { body: { ...SETTINGS, ...settings } })
  if (answer.status !== 201) throw new Error(`adding answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as MailboxHealth
}

async function healthOf(id: string): Promise<MailboxHealth> {
  const all = await desk.admin.read<MailboxHealth[]>('/api/v1/admin/mailboxes')
  return all.find((mailbox) => mailbox.id === id) as MailboxHealth
}

test('a mailbox that is added is listed, and its password is nowhere to be read', async () => {
  const { id } = await add({ folder: 'Added' })
  const answer = await desk.admin.get('/api/v1/admin/mailboxes')
  const text = await answer.text()
  expect(text).not.toContain(SETTINGS.password)
  expect((JSON.parse(text) as MailboxHealth[]).find((mailbox) => mailbox.id === id)).toEqual({
    id,
    kind: 'imap',
    name: 'News desk',
    address: 'news@mail.desk.example/Added',
    paused: false,
    health: 'new',
    words: 'Connecting for the first time.',
    lastSucceededAt: null,
    counts: { received: 0, filed: 0, ignored: 0, duplicate: 0, quarantined: 0, gone: 0 },
    retrying: 0,
  })
  const { rows } = await desk.pool.query('select password_encrypted from mailbox where id = $1', [id])
  expect(rows[0].password_encrypted).not.toContain(SETTINGS.password)
})

test('settings that are left out have defaults', async () => {
  const { name, host, username, password } = { ...SETTINGS, username: 'defaults' }
  const answer = await desk.admin.call('POST', '/api/v1/admin/mailboxes', { body: { name, host, username, password } })
  expect((await answer.json()) as MailboxHealth).toMatchObject({ address: 'defaults@mail.desk.example/INBOX' })
})

test('the same account and folder is not added twice', async () => {
  await add({ folder: 'Twice' })
  const again = await desk.admin.call('POST', '/api/v1/admin/mailboxes', { body: { ...SETTINGS, folder: 'Twice' } })
  expect(again.status).toBe(409)
  expect(((await again.json()) as Problem).detail).toMatch(/is collected already/)
})

test('settings are tested before they are saved, and a saved mailbox with its saved password', async () => {
  const unsaved = await desk.admin.call('POST', '/api/v1/admin/mailboxes/test', { body: SETTINGS })
  expect(await unsaved.json()).toEqual(REFUSED)
  expect(tested.at(-1)).toEqual(SETTINGS)
  const { id } = await add({ folder: 'Tested' })
  const saved = await desk.admin.call('POST', `/api/v1/admin/mailboxes/${id}/test`)
  expect(await saved.json()).toEqual(REFUSED)
  expect(tested.at(-1)).toMatchObject({ password: SETTINGS.password, folder: 'Tested', host: SETTINGS.host })
})

test('pausing and resuming may be repeated', async () => {
  const { id } = await add({ folder: 'Paused' })
  for (const [verb, paused] of [
    ['pause', true],
    ['pause', true],
    ['resume', false],
    ['resume', false],
  ] as const) {
    const answer = await desk.admin.call('POST', `/api/v1/admin/mailboxes/${id}/${verb}`)
    expect((await answer.json()) as MailboxHealth).toMatchObject({ id, paused })
    expect(await healthOf(id)).toMatchObject({ paused, health: paused ? 'paused' : 'new' })
  }
})

test('a mailbox that there is not is a 404', async () => {
  for (const verb of ['test', 'pause', 'resume']) {
    const answer = await desk.admin.call('POST', `/api/v1/admin/mailboxes/019ab000-0000-7000-8000-000000000000/${verb}`)
    expect([verb, answer.status]).toEqual([verb, 404])
  }
})

describe('how a mailbox is', () => {
  const CASES: [string, string, string, RegExp][] = [
    ['in step', `state = 'watching', last_succeeded_at = now()`, 'good', /^Everything on the server is collected\.$/],
    [
      'between two connections',
      `state = 'waiting', state_detail = 'The server hung up', last_succeeded_at = now()`,
      'good',
      /made again in a moment\. The server hung up\.$/,
    ],
    [
      'open but silent',
      `state = 'watching', last_succeeded_at = now() - interval '7 minutes'`,
      'late',
      /No successful look at the mailbox for 7 minutes\. Test it/,
    ],
    [
      'away since yesterday',
      `state = 'waiting', state_detail = 'No route', last_succeeded_at = now() - interval '40 hours'`,
      'late',
      /for 2 days\. No route\. Test it/,
    ],
    ['never reached', `state = 'waiting', created_at = now() - interval '1 hour'`, 'late', /^It never worked so far\./],
    [
      'refused',
      `state = 'refused', state_detail = 'Wrong password', last_succeeded_at = now()`,
      'refused',
      /does not accept the sign-in\. Wrong password\. Check user name/,
    ],
    [
      'paused',
      `paused_at = now(), last_succeeded_at = now() - interval '7 days'`,
      'paused',
      /waits on the server until you resume it/,
    ],
  ]
  for (const [name, change, health, words] of CASES) {
    test(`${name} is ${health}, and says what to do`, async () => {
      const { id } = await add({ folder: name })
      await desk.pool.query(`update mailbox set ${change} where id = $1`, [id])
      const found = await healthOf(id)
      expect(found.health).toBe(health)
      expect(found.words).toMatch(words)
    })
  }
})

test('messages are counted by what became of them, and UIDs that are tried again', async () => {
  const { id } = await add({ folder: 'Counted' })
  for (const status of ['received', 'filed', 'filed', 'ignored', 'quarantined'] as const) {
    await seedMessage(desk, { mailboxId: id, status })
  }
  await desk.pool.query(`insert into failed_uid values ($1, 1, 7, 2, 'timeout', now())`, [id])
  expect(await healthOf(id)).toMatchObject({
    counts: { received: 1, filed: 2, ignored: 1, duplicate: 0, quarantined: 1, gone: 0 },
    retrying: 1,
  })
})
