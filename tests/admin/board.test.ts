import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enqueueIngest } from '../../src/queues.ts'
import { startTestDesk, type TestDesk } from '../support/desk.ts'
import { openBrowser, openContext } from '../web/open-page.ts'

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  desk = await startTestDesk()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await desk.close()
})

test('the board for experts works in a browser under its policy, and asks nobody else for anything', async () => {
  await enqueueIngest(desk.queue, [{ id: '019ab000-0000-7000-8000-000000000000', epoch: 0 }])
  const context = await openContext(browser, desk.url, desk.admin)
  const page = await context.newPage()
  const elsewhere: string[] = []
  page.on('response', (answer) => {
    if (!answer.url().startsWith(desk.url)) elsewhere.push(answer.url())
  })
  await page.goto('/admin/board/queue/ingest?status=waiting')
  await page.getByText('ingest-019ab000', { exact: false }).first().waitFor({ timeout: 15_000 })
  expect(elsewhere).toEqual([])
  expect(await page.getByRole('button', { name: /add job|pause|empty/i }).count()).toBe(0)
  await context.close()
})
