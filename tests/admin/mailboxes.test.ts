import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MailboxHealth, MailboxSettings, MailboxTest } from '../../src/admin/admin-schemas.ts'
import type { TestMailbox } from '../../src/admin/mailboxes.ts'
import type { Problem } from '../../src/http/problem-schema.ts'
import type { Proof } from '../../src/mailbox/mailbox.table.ts'
import { passwordOf } from '../../src/mailbox/mailbox.ts'
import { type NewMessage, SECRET_KEY, seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'

const sha = (n: number) => n.toString(16).padStart(64, '0')

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
  fromNow: false,
  junkFolder: null,
  canaryMinutes: null,
}
const PASSED: MailboxTest = { passed: true, steps: [{ step: 'dns', passed: true, words: 'found' }] }
const REFUSED: MailboxTest = {
  passed: false,
  steps: [
    { step: 'dns', passed: true, words: 'found' },
    { step: 'connect', passed: false, words: 'Nothing answers on port 993' },
  ],
}

const tested: Parameters<TestMailbox>[0][] = []
let passing: (settings: Parameters<TestMailbox>[0]) => boolean = () => false
let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk({
    testMailbox: async (settings) => {
      tested.push(settings)
      return passing(settings) ? PASSED : REFUSED
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
    listOnly: false,
    since: null,
    fromNow: false,
    proof: null,
    canaryMinutes: null,
    canaryWords: null,
    newestAt: null,
    oldestWaitsSince: null,
    events: [],
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
    [
      'in step, with nothing in it',
      `state = 'watching', last_succeeded_at = now()`,
      'good',
      /^Quiet: no message has come yet, but the line is alive\.$/,
    ],
    [
      'between two connections',
      `state = 'waiting', state_detail = 'The server hung up; we connect again.', last_succeeded_at = now()`,
      'good',
      /^The server hung up; we connect again\.$/,
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
      'dead',
      /for 2 days\. No route\. Test it/,
    ],
    ['never reached', `state = 'waiting', created_at = now() - interval '1 hour'`, 'dead', /^It never worked so far\./],
    [
      'refused',
      `state = 'refused', state_detail = 'Wrong password', last_succeeded_at = now()`,
      'refused',
      /does not accept the sign-in\. Wrong password\. Enter the password again/,
    ],
    [
      'paused',
      `paused_at = now(), last_succeeded_at = now() - interval '7 days'`,
      'paused',
      /waits on the server until you resume it/,
    ],
    [
      'half collected',
      `state = 'syncing', last_succeeded_at = now(), proven_at = now(), proof = '${JSON.stringify(proofOf({ listed: 9, accounted: 4 }))}'`,
      'good',
      /^The line is alive\. Older mail is still being collected\.$/,
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

/** In step with its server a moment ago. */
async function alive(folder: string, settings: Partial<MailboxSettings> = {}): Promise<string> {
  const { id } = await add({ folder, ...settings })
  await desk.pool.query(`update mailbox set state = 'watching', last_succeeded_at = now() where id = $1`, [id])
  return id
}

function proofOf(counts: Partial<Proof>): Proof {
  const none = { filed: 0, duplicate: 0, ignored: 0, quarantined: 0, gone: 0, received: 0, retrying: 0 }
  return { listed: 0, accounted: 0, ...none, ...counts }
}

describe('quiet or dead', () => {
  async function arrived(mailboxId: string, uid: number, ago: string, more: Partial<NewMessage> = {}) {
    const id = await seedMessage(desk, { mailboxId, status: 'filed', uidValidity: 7, uid, sha256: sha(uid), ...more })
    await desk.pool.query(
      `insert into cursor (mailbox_id, uid_validity, last_uid) values ($1, 7, $2) on conflict (mailbox_id) do update set last_uid = $2`,
      [mailboxId, uid],
    )
    await desk.pool.query(
      `update message set received_at = now() - $2::interval, stored_at = now() - $2::interval where id = $1`,
      [id, ago],
    )
    return id
  }
  const canary = (mailboxId: string, token: string, ago: string, took: string | null) =>
    desk.pool.query(
      `insert into canary (token, mailbox_id, appended_at, settled_at)
        values ($2, $1, now() - $3::interval, now() - $3::interval + $4::interval)`,
      [mailboxId, token, ago, took],
    )

  test('a mailbox without new mail is quiet, as long as its server answers', async () => {
    const id = await alive('Quiet')
    await arrived(id, 1, '3 hours')
    await arrived(id, 2, '1 minute', { status: 'ignored', reason: 'canary' })
    expect(await healthOf(id)).toMatchObject({
      health: 'good',
      words: 'Quiet: nothing new for 3 hours, but the line is alive.',
    })
    await arrived(id, 3, '4 minutes')
    expect((await healthOf(id)).words).toBe(
      'Everything on the server is collected. The newest message came 4 minutes ago.',
    )
  })

  test('a test message that came back says how fast, one on its way says so, one that is lost means dead', async () => {
    const id = await alive('Canary', { canaryMinutes: 10 })
    expect(await healthOf(id)).toMatchObject({ canaryMinutes: 10, canaryWords: null })
    await canary(id, 'one', '13 minutes', null)
    // One that was sent since, and may still come back, is no excuse.
    await canary(id, 'one again', '4 minutes', null)
    expect(await healthOf(id)).toMatchObject({
      health: 'dead',
      words: expect.stringMatching(/^Test messages do not come back\. Test the mailbox/),
      canaryWords: 'Test message sent 13 minutes ago has not come back',
    })
    await canary(id, 'two', '3 minutes', '1.2 seconds')
    expect(await healthOf(id)).toMatchObject({
      health: 'good',
      canaryWords: 'Test message came back in 1.2 s, 3 minutes ago',
    })
    await canary(id, 'three', '20 seconds', null)
    expect(await healthOf(id)).toMatchObject({
      health: 'good',
      canaryWords: 'Test message came back in 1.2 s, 3 minutes ago',
    })
    await desk.admin.call('PATCH', `/api/v1/admin/mailboxes/${id}`, { body: { canaryMinutes: null } })
    expect(await healthOf(id)).toMatchObject({ health: 'good', canaryMinutes: null, canaryWords: null })
  })

  test('a mailbox whose messages are stored but not read is late, and says where to look', async () => {
    const id = await alive('Unread')
    await arrived(id, 1, '25 minutes', { status: 'received' })
    expect(await healthOf(id)).toMatchObject({
      health: 'late',
      words: expect.stringMatching(/the oldest message has waited 25 minutes to be read.*role ingest/),
      oldestWaitsSince: expect.any(String),
    })
  })
})

test('the proof is told in its sentence, with its age', async () => {
  const id = await alive('Proven')
  const proof = proofOf({ listed: 1482, accounted: 1482, filed: 1430, duplicate: 31, ignored: 19, quarantined: 2 })
  await desk.pool.query(`update mailbox set proof = $2, proven_at = to_timestamp(1800000000) where id = $1`, [
    id,
    JSON.stringify(proof),
  ])
  expect((await healthOf(id)).proof).toEqual({
    words: '1,482 listed, 1,482 accounted for: 1,430 filed, 31 duplicates, 19 ignored, 2 quarantined',
    listed: 1482,
    accounted: 1482,
    provenAt: new Date(1_800_000_000_000).toISOString(),
  })
})

test('what happened to a mailbox is told, newest first, and not what happened to its messages', async () => {
  const id = await alive('Events')
  const messageId = await seedMessage(desk, { mailboxId: id, status: 'filed' })
  await desk.pool.query(
    `insert into history (mailbox_id, message_id, action, detail, happened_at) values
      ($1, null, 'mailbox-reset', '{"from": 1, "to": 2}', now() - interval '2 days'),
      ($1, $2, 'filed', '{}', now()),
      ($1, null, 'mailbox-rewound', '{}', now())`,
    [id, messageId],
  )
  expect((await healthOf(id)).events.map(({ words }) => words)).toEqual([
    expect.stringMatching(/^The server went back in its numbering/),
    'The mailbox was reset by its server. Everything in it was compared by content, nothing is filed twice.',
  ])
})

describe('settings', () => {
  test('a mailbox may start now, with a Junk folder that is only listed and test messages', async () => {
    const { id } = await add({ folder: 'From now', fromNow: true, junkFolder: 'Junk', canaryMinutes: 15 })
    expect(await healthOf(id)).toMatchObject({ fromNow: true, since: null, canaryMinutes: 15, listOnly: false })
    const all = await desk.admin.read<MailboxHealth[]>('/api/v1/admin/mailboxes')
    expect(all.find(({ address }) => address === 'news@mail.desk.example/Junk')).toMatchObject({
      listOnly: true,
      canaryMinutes: null,
    })
  })

  test('a start now and a day exclude each other, and the Junk folder is another one', async () => {
    for (const wrong of [{ fromNow: true, since: '2026-11-01' }, { junkFolder: 'INBOX' }, { canaryMinutes: 0 }]) {
      const answer = await desk.admin.call('POST', '/api/v1/admin/mailboxes', { body: { ...SETTINGS, ...wrong } })
      expect([wrong, answer.status]).toEqual([wrong, 400])
    }
  })

  test('the start is lowered and never raised', async () => {
    const { id } = await add({ folder: 'Lowered', since: '2026-11-01' })
    const lower = async (collectSince: string | null) => {
      const answer = await desk.admin.call('PATCH', `/api/v1/admin/mailboxes/${id}`, { body: { collectSince } })
      return ((await answer.json()) as MailboxHealth).since
    }
    expect(await lower('2026-11-20')).toBe('2026-11-01')
    expect(await lower('2026-10-01')).toBe('2026-10-01')
    expect(await lower(null)).toBeNull()
    expect(await lower('2026-11-20')).toBeNull()
  })

  test('a new password holds for the whole account, and a refused mailbox is tried again', async () => {
    const { id } = await add({ folder: 'Refused', username: 'refused', junkFolder: 'Spam' })
    const rows = async () => {
      const found = await desk.db.selectFrom('mailbox').selectAll().where('username', '=', 'refused').execute()
      return found.map((one) => ({ ...one, password: passwordOf(one, SECRET_KEY) }))
    }
    await desk.pool.query(
      `update mailbox set state = 'refused', refusals = 4, refused_since = now() where username = 'refused'`,
    )
    await desk.admin.call('PATCH', `/api/v1/admin/mailboxes/${id}`, { body: { password: 'the new one' } })
    for (const row of await rows())
      expect(row).toMatchObject({ password: 'the new one', state: 'waiting', refusals: 0, refusedSince: null })
    expect(await rows()).toHaveLength(2)
  })

  test('a change that changes nothing, and one of no mailbox, are refused', async () => {
    const { id } = await add({ folder: 'Unchanged' })
    const change = async (which: string, body: unknown) =>
      (await desk.admin.call('PATCH', `/api/v1/admin/mailboxes/${which}`, { body })).status
    expect(await change(id, {})).toBe(400)
    expect(await change('019ab000-0000-7000-8000-000000000000', { canaryMinutes: 5 })).toBe(404)
  })

  test('a Junk folder that is not there fails the test', async () => {
    passing = (settings) => settings.folder !== 'Jnuk'
    const test = async (junkFolder: string) =>
      (await desk.admin.call('POST', '/api/v1/admin/mailboxes/test', { body: { ...SETTINGS, junkFolder } })).json()
    expect(await test('Junk')).toMatchObject({ passed: true })
    expect(await test('Jnuk')).toMatchObject({
      passed: false,
      steps: [{ passed: true }, { passed: false, words: expect.stringMatching(/^Of the Junk folder: /) }],
    })
    passing = () => false
  })
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
