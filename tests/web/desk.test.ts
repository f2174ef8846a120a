import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startServer } from '../../src/server.ts'
import { seedArticle, seedMailbox, seedMessage, startTestDesk, type TestDesk } from '../support/desk.ts'
import { buildPage, openBrowser, openContext, openPage, PHONE, webDir } from './open-page.ts'

let browser: Browser
let desk: TestDesk
let context: BrowserContext

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
})
afterAll(() => browser?.close())

beforeEach(async () => {
  desk = await startTestDesk({ webDir })
  context = await openContext(browser, desk.url, desk.editor)
})
afterEach(async () => {
  await context.close()
  await desk.close()
})

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 })
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const rows = (page: Page) => page.getByRole('option')
const selected = (page: Page) => page.locator('[role="option"][aria-selected="true"]')
const reading = (page: Page) => page.getByRole('heading', { level: 2 })
const toast = (page: Page) => page.locator('.mantine-Notification-root')

async function seedThree(): Promise<string[]> {
  const seeds = ['First', 'Second', 'Third'].map((headline, index) => ({ headline, receivedAt: minutesAgo(index + 1) }))
  await seedMailbox(desk.db)
  return Promise.all(seeds.map((seed) => seedArticle(desk, seed)))
}

function decideElsewhere(id: string, step: string, version: number) {
  return desk.admin.call('POST', `/api/v1/articles/${id}/${step}`, { headers: { 'if-match': `"${version}"` } })
}

async function statusOf(id: string): Promise<string> {
  const { status } = await desk.db.selectFrom('article').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  return status
}

test('a person signs in with address and password and sees the drafts, newest first', async () => {
  await seedThree()
  await desk.editor.call('POST', '/api/v1/me/password', { body: { password: 'five unrelated words here' } })
  const stranger = await openContext(browser, desk.url, desk.stranger)
  const page = await openPage(stranger, '/')
  await page.getByLabel('E-mail address').fill('ed@desk.example')
  await page.locator('input[name=password]').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('do not go together').waitFor()
  await page.locator('input[name=password]').fill('five unrelated words here')
  await page.keyboard.press('Enter')
  await eventually(() => rows(page).count()).toBe(3)
  expect(await rows(page).allTextContents()).toEqual([
    expect.stringContaining('First'),
    expect.stringContaining('Second'),
    expect.stringContaining('Third'),
  ])
  expect(await reading(page).textContent()).toBe('First')
  await stranger.close()
})

describe('what comes in while the page is open', () => {
  test('appears at the top within two seconds, without a reload, and is announced', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await page.getByText('Live', { exact: true }).waitFor()
    await seedArticle(desk, { headline: 'Hot off the wire' })
    await rows(page).first().getByText('Hot off the wire').waitFor({ timeout: 2000 })
    await expect
      .poll(() => page.getByRole('status').allTextContents())
      .toContain('New release from Bridge Press: Hot off the wire')
    expect(await reading(page).textContent()).toBe('First')
  })

  test('appears in an empty list too', async () => {
    await seedMailbox(desk.db)
    await desk.pool.query(`update mailbox set state = 'watching', last_succeeded_at = now()`)
    const page = await openPage(context, '/')
    await page.getByText('All read').waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
    await seedArticle(desk, { headline: 'The first of the day' })
    await rows(page).first().waitFor({ timeout: 2000 })
  })

  test('of a fresh mailbox is told before the first release is there, with progress', async () => {
    const page = await openPage(context, '/')
    await page.getByText('No mailbox yet').waitFor()
    const mailboxId = await seedMailbox(desk.db)
    await seedMessage(desk, { mailboxId, status: 'received' })
    await seedMessage(desk, { mailboxId, status: 'ignored', reason: 'bounce' })
    await page.reload()
    await page.getByText('Reading the first messages…').waitFor()
    await page.getByText('1 of 2 messages read').waitFor()
    expect(await page.getByRole('progressbar', { name: 'Messages read' }).getAttribute('aria-valuenow')).toBe('50')
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await page.getByText('Live', { exact: true }).waitFor()
    await seedArticle(desk, { headline: 'The very first' })
    await rows(page).first().getByText('The very first').waitFor({ timeout: 2000 })
    expect(await page.getByText('Reading the first messages…').count()).toBe(0)
  })

  test.each([
    ['paused_at = now()', 'Every mailbox is paused'],
    [`state = 'refused'`, 'The mailbox cannot be opened'],
  ])('cannot come where %s, which an admin can look into', async (change, words) => {
    await seedMailbox(desk.db)
    await desk.pool.query(`update mailbox set ${change}`)
    const page = await openPage(context, '/')
    await page.getByText(words).waitFor()
    expect(await page.getByRole('button', { name: 'Open the engine room' }).count()).toBe(0)
    const admins = await openContext(browser, desk.url, desk.admin)
    const theirs = await openPage(admins, '/')
    await theirs.getByRole('button', { name: 'Open the engine room' }).click()
    await theirs.getByRole('heading', { level: 1, name: 'Engine room' }).waitFor()
    await admins.close()
  })

  test('waits behind a pill while somebody works in the list, and comes with a click or a key', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await page.getByText('Live', { exact: true }).waitFor()
    await rows(page).first().focus()
    await seedArticle(desk, { headline: 'One more' })
    await page.getByRole('button', { name: '1 new' }).waitFor()
    expect(await rows(page).count()).toBe(3)
    await seedArticle(desk, { headline: 'And another' })
    await page.getByRole('button', { name: '2 new' }).click()
    await eventually(() => rows(page).count()).toBe(5)

    await rows(page).first().focus()
    await seedArticle(desk, { headline: 'By key' })
    await page.getByRole('button', { name: '1 new' }).waitFor()
    await page.keyboard.press('n')
    await eventually(() => rows(page).first().textContent()).toContain('By key')
  })

  test('a burst is taken in as one', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await page.getByText('Live', { exact: true }).waitFor()
    await Promise.all(Array.from({ length: 20 }, (_, index) => seedArticle(desk, { headline: `Burst ${index}` })))
    await page.getByRole('link', { name: /^New 23/ }).waitFor()
    await eventually(() => rows(page).first().getAttribute('aria-setsize')).toBe('23')
  })

  test('a release that somebody else settles keeps its row under the reader, marked', async () => {
    const [id] = await seedThree()
    const page = await openPage(context, '/')
    await page.getByText('Live', { exact: true }).waitFor()
    await decideElsewhere(String(id), 'accept', 1)
    await rows(page).first().getByText('Accepted').waitFor()
    expect(await rows(page).count()).toBe(3)
    expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0)
  })
})

describe('the keyboard', () => {
  test('j and k move, o reads, Escape goes back', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await rows(page).first().waitFor()
    await page.keyboard.press('j')
    await eventually(() => reading(page).textContent()).toBe('Second')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'))).toBe('2')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    await eventually(() => reading(page).textContent()).toBe('First')
    await page.keyboard.press('o')
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('reading')
    await page.keyboard.press('Escape')
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('option')
  })

  test('1 accepts, 3 spikes, each goes on to the next release, and z takes back the last', async () => {
    const [first, second] = await seedThree()
    const page = await openPage(context, '/')
    await reading(page).waitFor()
    await page.keyboard.press('1')
    await eventually(() => reading(page).textContent()).toBe('Second')
    await eventually(() => statusOf(String(first))).toBe('accepted')
    await page.keyboard.press('3')
    await eventually(() => reading(page).textContent()).toBe('Third')
    await eventually(() => statusOf(String(second))).toBe('spiked')
    expect(await rows(page).count()).toBe(1)
    await toast(page).getByText('Spiked: Second').waitFor()
    await page.keyboard.press('z')
    await eventually(() => statusOf(String(second))).toBe('draft')
    await eventually(() => reading(page).textContent()).toBe('Second')
    await page.keyboard.press('z')
    await eventually(() => statusOf(String(first))).toBe('draft')
    await eventually(() => rows(page).count()).toBe(3)
  })

  test('t takes a release, which stays in view with the name of its taker', async () => {
    const [first] = await seedThree()
    const page = await openPage(context, '/')
    await reading(page).waitFor()
    await page.keyboard.press('t')
    await eventually(() => statusOf(String(first))).toBe('taken')
    await selected(page).getByText('Taken by Ed Itor').waitFor()
    await toast(page).getByRole('button', { name: 'Undo' }).click()
    await eventually(() => statusOf(String(first))).toBe('draft')
  })

  test('take and accept in one breath both count', async () => {
    const [first] = await seedThree()
    const page = await openPage(context, '/')
    await reading(page).waitFor()
    await page.keyboard.press('t')
    await page.keyboard.press('1')
    await eventually(() => statusOf(String(first))).toBe('accepted')
    expect(await page.getByText('Someone else').count()).toBe(0)
  })

  test('? shows the keys, Ctrl+K finds an action by name', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await reading(page).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Spike').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.getByLabel('What do you want to do?').fill('spiked rel')
    await page.keyboard.press('Enter')
    await page.getByText('The spike is empty').waitFor()
  })

  test('single keys can be switched off, and stay off', async () => {
    await seedThree()
    const page = await openPage(context, '/')
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click()
    await page.reload()
    await reading(page).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('1')
    expect(await reading(page).textContent()).toBe('First')
    await rows(page).first().focus()
    await page.keyboard.press('ArrowDown')
    await eventually(() => reading(page).textContent()).toBe('Second')
  })

  test('keys are silent while something is typed', async () => {
    const [first] = await seedThree()
    const page = await openPage(context, '/')
    await page.keyboard.press('Control+k')
    await page.getByLabel('What do you want to do?').pressSequentially('1 3 t')
    expect(await statusOf(String(first))).toBe('draft')
  })
})

test('a release that somebody else changed meanwhile is told in plain words and shown as it is now', async () => {
  const [first] = await seedThree()
  const page = await openPage(context, '/')
  await reading(page).waitFor()
  await page.route('**/accept', async (route) => {
    await decideElsewhere(String(first), 'spike', 1)
    await route.continue()
  })
  await page.getByRole('button', { name: 'Accept' }).click()
  await toast(page).getByText('Someone else changed this release').waitFor()
  expect(await statusOf(String(first))).toBe('spiked')
  await eventually(() => rows(page).first().textContent()).toContain('Spiked')
})

test('a list of hundreds is fetched as it is read, and says how long it is', async () => {
  for (let index = 0; index < 120; index += 1) {
    await seedArticle(desk, { headline: `Release ${index}`, receivedAt: minutesAgo(index + 1) })
  }
  const page = await openPage(context, '/')
  await rows(page).first().waitFor()
  await eventually(() => rows(page).first().getAttribute('aria-setsize')).toBe('120')
  expect(await rows(page).count()).toBeLessThan(40)
  const list = page.locator('#releases')
  await eventually(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    return list.textContent()
  }).toMatch(/Release 119.*That is all: 120 releases/)
})

test('a release that is opened by its address shows where it stands; one that is not in the list yet marks no other', async () => {
  const ids: string[] = []
  for (let index = 0; index < 70; index += 1)
    ids.push(await seedArticle(desk, { headline: `Release ${index}`, receivedAt: minutesAgo(index + 1) }))
  const page = await openPage(context, `/new/${ids[30]}`)
  await eventually(() => reading(page).textContent()).toBe('Release 30')
  await eventually(() => selected(page).textContent()).toContain('Release 30')
  await expect.poll(() => selected(page).evaluate((row) => row.getBoundingClientRect().top)).toBeLessThan(900)
  const far = await openPage(context, `/new/${ids[65]}`)
  await eventually(() => reading(far).textContent()).toBe('Release 65')
  await rows(far).first().waitFor()
  expect(await selected(far).count()).toBe(0)
  expect(await far.locator('[role="option"][tabindex="0"]').count()).toBe(1)
  await far.keyboard.press('j')
  await eventually(() => reading(far).textContent()).toBe('Release 0')
  await eventually(() => selected(far).textContent()).toContain('Release 0')
})

test('the copy is set with its language and direction, and its links tell nothing', async () => {
  const id = await seedArticle(desk, {
    language: 'ar',
    bodyHtml: '<h1>مرحبا</h1><p>نص <a href="https://example.org/a">رابط</a></p><script>document.title = "x"</script>',
  })
  const page = await openPage(context, `/new/${id}`)
  const copy = page.locator('[lang="ar"][dir="rtl"]', { hasText: 'رابط' })
  await copy.waitFor()
  const link = copy.getByRole('link')
  expect(await link.getAttribute('target')).toBe('_blank')
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(await copy.locator('script').count()).toBe(0)
  expect(await copy.getByRole('heading', { level: 3 }).count()).toBe(1)
})

test('on a phone the list and the release are two views, with the verdicts at the thumb', async () => {
  await seedThree()
  const phone = await openContext(browser, desk.url, desk.editor, { viewport: PHONE })
  const page = await openPage(phone, '/')
  expect(await page.getByRole('button', { name: 'Accept' }).count()).toBe(0)
  await rows(page).nth(1).tap()
  await eventually(() => reading(page).textContent()).toBe('Second')
  expect(await rows(page).count()).toBe(0)
  const accept = await page.getByRole('button', { name: 'Accept' }).boundingBox()
  expect(accept?.height).toBeGreaterThanOrEqual(44)
  expect(accept?.y).toBeGreaterThan(PHONE.height - 80)
  await page.getByRole('button', { name: 'List' }).click()
  await eventually(() => rows(page).count()).toBe(3)
  await phone.close()
})

test('a lost connection is told, and what came in meanwhile appears once it is back', async () => {
  await seedThree()
  const before = await startServer(desk.parts)
  const port = before.port
  const elsewhere = await openContext(browser, `http://127.0.0.1:${port}`, desk.editor)
  const page = await openPage(elsewhere, '/')
  await page.getByText('Live', { exact: true }).waitFor()
  await before.close()
  await page.getByText('Reconnecting…').waitFor()
  await seedArticle(desk, { headline: 'Meanwhile' })
  const after = await startServer({ ...desk.parts, port })
  await rows(page).first().getByText('Meanwhile').waitFor({ timeout: 15_000 })
  await page.getByText('Live', { exact: true }).waitFor()
  await elsewhere.close()
  await after.close()
})
