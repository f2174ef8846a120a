import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MailboxTest } from '../../src/admin/admin-schemas.ts'
import { seedMailbox, seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'
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
    .select(['name', 'port', 'security', 'folder'])
    .executeTakeFirstOrThrow()
  expect(saved).toEqual({ name: 'Sports', port: 993, security: 'tls', folder: 'INBOX' })
})

test('the queue is told in words and figures', async () => {
  const page = await openPage(context, '/admin')
  const queue = page.getByRole('article', { name: /^Queue/ })
  await queue.getByText('Being read').waitFor()
  expect(await queue.getByRole('term').allTextContents()).toContain('Oldest waits')
  expect(await page.getByRole('link', { name: 'Expert view' }).getAttribute('href')).toBe('/admin/board')
})

test('a quarantined message shows its reason, gives its original and is read again on demand', async () => {
  const mailboxId = await seedMailbox(desk.db)
  for (const subject of ['One', 'Two', 'Three']) {
    await seedMessage(desk, { mailboxId, status: 'quarantined', reason: 'too-large', subject })
  }
  const page = await openPage(context, '/admin')
  const row = page.getByRole('row', { name: /^Two/ })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('link', { name: 'Download original' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.eml$/)
  await row.getByRole('button', { name: 'Try again' }).click()
  await row.waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /^One/ }).getByRole('button', { name: 'Try all with this reason' }).click()
  await page.getByText('Nothing in quarantine').waitFor()
  await eventually(async () => {
    const left = await desk.db.selectFrom('message').select('id').where('status', '=', 'quarantined').execute()
    return left.length
  }).toBe(0)
})

test('an editor has no engine room', async () => {
  const editor = await openContext(browser, desk.url, desk.editor)
  const page = await openPage(editor, '/admin')
  await page.getByText('All read').waitFor()
  expect(await page.getByRole('link', { name: 'Engine room' }).count()).toBe(0)
  await editor.close()
})
