import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedArticle, seedCopy, startTestDesk, type TestDesk } from '../support/desk.ts'
import { buildPage, openBrowser, openContext, openPage, webDir } from './open-page.ts'

let browser: Browser
let desk: TestDesk
let context: BrowserContext

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
  desk = await startTestDesk({ webDir })
  context = await openContext(browser, desk.url, desk.editor)
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await desk?.close()
})

async function seedReceived(recipients: string[]): Promise<string> {
  const id = await seedArticle(desk, { headline: 'Bridge opens' })
  const own = desk.db.selectFrom('article').select('messageId').where('id', '=', id)
  await desk.db.updateTable('message').set({ recipients }).where('id', 'in', own).execute()
  return id
}

test('a second copy that comes in while the release is read shows both addresses and times, and is announced in the history', async () => {
  const id = await seedReceived(['desk@paper.example'])
  const page = await openPage(context, `/new/${id}`)
  await page.getByText('Live', { exact: true }).waitFor()
  expect(await page.getByRole('region', { name: 'Copies' }).count()).toBe(0)
  const receivedAt = new Date(Date.now() - 3_600_000)
  await seedCopy(desk, id, { recipients: ['press@paper.example'], receivedAt })
  const copies = page.getByRole('region', { name: 'Copies' })
  await copies
    .getByText('2 copies of this release: received at press@paper.example and desk@paper.example')
    .waitFor({ timeout: 10_000 })
  await page.getByRole('option').filter({ hasText: '2 copies' }).waitFor()
  expect(await copies.getByRole('listitem').count()).toBe(2)
  expect(await copies.locator('time').first().getAttribute('datetime')).toBe(receivedAt.toISOString())
  await page.getByText('Another copy came in at press@paper.example').waitFor()
  expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('Bridge opens')
  await page.close()
})

test('copies that all name the same addresses show each of them', async () => {
  const recipients = ['desk@paper.example', 'press@paper.example']
  const id = await seedReceived(recipients)
  await seedCopy(desk, id, { recipients })
  const page = await openPage(context, `/new/${id}`)
  await page.getByText('received at desk@paper.example and press@paper.example').waitFor()
  await page.close()
})

test('a copy that names nobody is told by its mailbox', async () => {
  const id = await seedReceived([])
  await seedCopy(desk, id, { recipients: [] })
  const page = await openPage(context, `/new/${id}`)
  await page.getByText('2 copies of this release: all received at News desk').waitFor()
  await page.close()
})
