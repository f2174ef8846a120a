import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MailboxTest } from '../../src/admin/admin-schemas.ts'
import { seedArticle, seedMailbox, seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'
import { buildPage, openBrowser, openContext, openPage, webDir } from './open-page.ts'

let browser: Browser
let desk: TestDesk
let context: BrowserContext
let mailboxTest: MailboxTest

const failing: MailboxTest = {
  passed: false,
  steps: [
    { step: 'dns', passed: true, words: 'mail.example.org is 192.0.2.1' },
    { step: 'connect', passed: true, words: 'The connection is encrypted' },
    { step: 'login', passed: false, words: 'The server refused the password. Make an app password and try it.' },
  ],
}

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  mailboxTest = { passed: true, steps: [{ step: 'dns', passed: true, words: 'Found the server' }] }
  desk = await startTestDesk({ webDir, testMailbox: async () => mailboxTest })
  context = await openContext(browser, desk.url, desk.admin)
})
afterEach(async () => {
  await context.close()
  await desk.close()
})

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

test('a mailbox shows its health in words, what came out of it, and can be paused and resumed', async () => {
  const mailboxId = await seedMailbox(desk.db)
  await seedMessage(desk, { mailboxId, status: 'filed' })
  await seedMessage(desk, { mailboxId, status: 'ignored', reason: 'auto-reply' })
  const page = await openPage(context, '/admin')
  const mailbox = card(page, 'News desk')
  await mailbox.getByText('Not looked in yet').waitFor()
  expect(await mailbox.getByRole('definition').allTextContents()).toEqual(['1', '1'])
  await mailbox.getByRole('button', { name: 'Pause News desk' }).click()
  await mailbox.getByRole('button', { name: 'Resume News desk' }).click()
  await mailbox.getByRole('button', { name: 'Pause News desk' }).waitFor()
})

test('a new mailbox is tested step by step, and saved once the test has passed', async () => {
  const page = await openPage(context, '/admin')
  await page.getByText('No mailbox yet').waitFor()
  await page.getByRole('button', { name: 'Add mailbox' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add mailbox' })
  await dialog.locator('[name=name]').fill('Sports')
  await dialog.locator('[name=host]').fill('mail.example.org')
  await dialog.locator('[name=username]').fill('sports@example.org')
  await dialog.locator('[name=password]').fill('not the app password')
  await dialog.locator('summary').click()
  await dialog.locator('[name=start]').selectOption('now')
  await dialog.locator('[name=junkFolder]').fill('Junk')
  await dialog.locator('[name=canaryMinutes]').fill('10')
  mailboxTest = failing
  await dialog.getByRole('button', { name: 'Test' }).click()
  await dialog.getByText('The server refused the password').waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(3)

  mailboxTest = { passed: true, steps: failing.steps.map((step) => ({ ...step, passed: true, words: 'Fine' })) }
  await dialog.locator('[name=password]').fill('the app password')
  await dialog.getByRole('button', { name: 'Test' }).click()
  await dialog.getByRole('button', { name: 'Save mailbox' }).click()
  await card(page, 'Sports').getByText('sports@mail.example.org/INBOX').waitFor()
  const saved = await desk.db
    .selectFrom('mailbox')
    .select(['name', 'port', 'security', 'folder', 'fromNow', 'listOnly', 'canaryMinutes'])
    .orderBy('createdAt')
    .execute()
  const both = { port: 993, security: 'tls', fromNow: true }
  expect(saved).toEqual([
    { ...both, name: 'Sports', folder: 'INBOX', listOnly: false, canaryMinutes: 10 },
    { ...both, name: 'Sports (Junk)', folder: 'Junk', listOnly: true, canaryMinutes: null },
  ])
})

test('the queue is told in words and figures', async () => {
  const page = await openPage(context, '/admin')
  const queue = page.getByRole('article', { name: /^Queue/ })
  await queue.getByText('Being read').waitFor()
  expect(await queue.getByRole('term').allTextContents()).toContain('Oldest waits')
  expect(await page.getByRole('link', { name: 'Expert view' }).getAttribute('href')).toBe('/admin/board')
})

test('a mailbox shows its signs of life, its proof and what happened to it', async () => {
  const mailboxId = await seedMailbox(desk.db)
  const proof = {
    listed: 40,
    accounted: 10,
    filed: 10,
    duplicate: 0,
    ignored: 0,
    quarantined: 0,
    gone: 0,
    received: 0,
    retrying: 0,
  }
  await desk.pool.query(
    `update mailbox set last_succeeded_at = now(), canary_minutes = 5, proof = $2, proven_at = now() - interval '4 minutes' where id = $1`,
    [mailboxId, JSON.stringify(proof)],
  )
  await desk.pool.query(
    `insert into canary (token, mailbox_id, appended_at) values ('t', $1, now() - interval '12 minutes')`,
    [mailboxId],
  )
  await desk.pool.query(`insert into history (mailbox_id, action) values ($1, 'mailbox-reset')`, [mailboxId])
  const page = await openPage(context, '/admin')
  const mailbox = card(page, 'News desk')
  await mailbox.getByText('Dead', { exact: true }).waitFor()
  await mailbox.getByText('Test message sent 12 minutes ago has not come back').waitFor()
  await mailbox.getByText('40 listed, 10 accounted for: 10 filed, 30 still to be collected').waitFor()
  await mailbox.getByText('10 of 40 collected').waitFor()
  expect(await mailbox.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
  await mailbox.getByText('The mailbox was reset by its server').waitFor()
})

test('the settings of a mailbox change its test messages and its start; a refused one is asked for its password', async () => {
  const mailboxId = await seedMailbox(desk.db)
  await desk.pool.query(`update mailbox set since = '2026-11-01', last_succeeded_at = now()`)
  const page = await openPage(context, '/admin')
  await page.getByRole('button', { name: 'Settings of News desk' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings of News desk' })
  await dialog.locator('[name=canaryMinutes]').fill('15')
  await dialog.locator('[name=collectSince]').fill('2026-10-01')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  const row = () => desk.db.selectFrom('mailbox').selectAll().where('id', '=', mailboxId).executeTakeFirstOrThrow()
  expect(await row()).toMatchObject({ canaryMinutes: 15, since: '2026-10-01', passwordEncrypted: null })

  await desk.pool.query(`update mailbox set state = 'refused'`)
  await page.reload()
  await page.getByRole('button', { name: 'Enter the password again for News desk' }).click()
  await dialog.locator('[name=password]').fill('the right one')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await row()).passwordEncrypted).not.toBeNull()
})

test('a quarantined message shows its reason, gives its original and is read again on demand', async () => {
  const mailboxId = await seedMailbox(desk.db)
  for (const subject of ['One', 'Two', 'Three']) {
    const fault = subject === 'Three' ? 'parse:took-too-long' : 'sanitise:took-too-long'
    await seedMessage(desk, { mailboxId, status: 'quarantined', reason: 'took-too-long', fault, subject })
  }
  await seedMessage(desk, { mailboxId, status: 'quarantined', reason: 'empty', subject: 'Four' })
  const page = await openPage(context, '/admin')
  const row = page.getByRole('row', { name: /^Two/ })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('link', { name: 'Download original' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.eml$/)
  await row.getByRole('button', { name: 'How it got here' }).click()
  await page
    .getByRole('list', { name: 'How it got here' })
    .getByText(/^Quarantined \(took-too-long\)/)
    .waitFor()
  await row.getByRole('button', { name: 'Try again' }).click()
  await row.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Took too long 2' }).click()
  await page.getByRole('row', { name: /^Four/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'While making the HTML safe' }).click()
  await page.getByRole('row', { name: /^Three/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Replay all 1 of these' }).click()
  await page.getByRole('row', { name: /^Four/ }).waitFor()
  await eventually(async () => {
    const left = await desk.db.selectFrom('message').select('subject').where('status', '=', 'quarantined').execute()
    return left.map(({ subject }) => subject).sort()
  }).toEqual(['Four', 'Three'])
})

test('what was never stored is fetched from the mailbox on demand, and then offers its original', async () => {
  const mailboxId = await seedMailbox(desk.db)
  const lost = { sha256: null, uid: 5, uidValidity: 1, subject: 'Photographs' }
  const id = await seedMessage(desk, { mailboxId, status: 'quarantined', reason: 'too-large', ...lost })
  const page = await openPage(context, '/admin')
  const row = page.getByRole('row', { name: /^Photographs/ })
  expect(await row.getByRole('link', { name: 'Download original' }).count()).toBe(0)
  await row.getByRole('button', { name: 'Fetch from the mailbox' }).click()
  await row.getByText('Asked; fetched within a minute').waitFor()
  // As the poller does.
  await desk.pool.query('update message set sha256 = $2, fetch_asked_at = null where id = $1', [id, 'a'.repeat(64)])
  await row.getByRole('link', { name: 'Download original' }).waitFor({ timeout: 15_000 })
})

test('what lies in Junk is listed where a Junk folder is looked into, and filed on demand', async () => {
  const mailboxId = await seedMailbox(desk.db)
  const place = {
    sha256: null,
    uid: 5,
    uidValidity: 1,
    subject: 'A release after all',
    fromAddress: 'pr@bridge.example',
  }
  await seedMessage(desk, { mailboxId, status: 'ignored', reason: 'in-junk', ...place })
  const page = await openPage(context, '/admin')
  await card(page, 'News desk').waitFor()
  expect(await page.getByRole('heading', { name: 'In Junk' }).count()).toBe(0)
  await desk.pool.query('update mailbox set list_only = true')
  await page.reload()
  const row = page.getByRole('row', { name: /^A release after all/ })
  await row.getByText('pr@bridge.example').waitFor()
  await row.getByRole('button', { name: 'File it' }).click()
  await row.getByText('Asked; fetched within a minute').waitFor()
})

test('an admin sees how a release got here, an editor does not', async () => {
  const articleId = await seedArticle(desk, { headline: 'Bridge opens' })
  const page = await openPage(context, `/new/${articleId}`)
  await page.getByRole('button', { name: 'How it got here' }).click()
  await page.getByRole('list', { name: 'How it got here' }).getByText(`Filed as article ${articleId}`).waitFor()
  const editor = await openContext(browser, desk.url, desk.editor)
  const theirs = await openPage(editor, `/new/${articleId}`)
  await theirs.getByText('Filed by Copytaster').waitFor()
  expect(await theirs.getByRole('button', { name: 'How it got here' }).count()).toBe(0)
  await editor.close()
})

test('an editor has no engine room', async () => {
  const editor = await openContext(browser, desk.url, desk.editor)
  const page = await openPage(editor, '/admin')
  await page.getByRole('heading', { name: 'Desk' }).waitFor()
  expect(await page.getByRole('link', { name: 'Engine room' }).count()).toBe(0)
  await editor.close()
})
