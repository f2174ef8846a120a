import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedArticle, startTestDesk, type TestDesk } from '../support/desk.ts'
import { buildPage, DESK, openBrowser, openContext, openPage, PHONE, webDir } from './open-page.ts'
import { CONFLICT, seedStory } from './seed-release.ts'

let browser: Browser
let desk: TestDesk
let context: BrowserContext
let story: Awaited<ReturnType<typeof seedStory>>
let doubtful: string
let recalled: string
let undated: string

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
  desk = await startTestDesk({ webDir })
  context = await openContext(browser, desk.url, desk.editor)
  story = await seedStory(desk)
  doubtful = await seedDoubtful()
  recalled = await seedRecalled()
  undated = await seedArticle(desk, {
    headline: 'A bridge for two',
    bodyText: 'Walkers and cyclists share the bridge.',
    parts: { dateline: { place: 'Quayton', date: '2099-06-10', confidence: 0.95, evidence: null } },
  })
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await desk?.close()
})

/** Its text came from a document, its embargo contradicts itself, and the file beside it cannot be read. */
async function seedDoubtful(): Promise<string> {
  const file = (name: string) => ({ name, type: 'application/pdf', content: new TextEncoder().encode(name) })
  const evidence = { part: 'attachment', start: 0, end: 4, attachment: 1 } as const
  const id = await seedArticle(desk, {
    headline: 'افتتاح الجسر الجديد في الميناء',
    bodyText: 'يفتتح الجسر يوم السبت.',
    language: 'ar',
    attachments: [file('release.pdf'), file('scan.pdf')],
    parts: {
      embargo: CONFLICT,
      headline: { value: 'x', confidence: 0.4, evidence },
      organisation: { value: 'Harbour Trust', confidence: 0.3, evidence: null },
      standfirst: { value: 'يربط الجسر ضفتي الميناء', confidence: 0.6, evidence },
    },
  })
  await desk.db
    .updateTable('attachment')
    .set({ unread: 'This PDF holds a scan: its text cannot be read here.' })
    .where('articleId', '=', id)
    .where('name', '=', 'scan.pdf')
    .execute()
  return id
}

/** An accepted release that the sender has taken back since. */
async function seedRecalled(): Promise<string> {
  const id = await seedArticle(desk, { headline: 'Ferry to sail again', bodyText: 'The ferry sails again.' })
  await desk.editor.call('POST', `/api/v1/articles/${id}/accept`, { headers: { 'if-match': '"1"' } })
  await seedArticle(desk, {
    headline: 'RECALL: Ferry to sail again',
    bodyText: 'Please disregard our release about the ferry.',
    corrects: id,
    correctionKind: 'recall',
  })
  return id
}

/** Axe looks at every element, and the machine may be busy. */
const A_WHILE = 240_000

const banner = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const row = (page: Page, headline: string) => page.getByRole('option').filter({ hasText: headline })

test('the parts of a release stand in reading order, each as what it is', async () => {
  const page = await openPage(context, `/new/${story.second}`)
  const words = await page.locator('article').innerText()
  const inOrder = [
    'Embargoed until Fri 12 June 2099, 00:01 London time',
    'Harbour Trust',
    'Footbridge opens over the harbour',
    'The crossing joins both banks',
    'Quayton, 10 June 2099 – The footbridge over the harbour opens on Saturday',
    'Mira Holt',
    'Notes to editors',
    '2 quotes',
    'Boilerplate: About Harbour Trust, About Tide Works',
    'Available until 17 June 2099',
    'Sun 14 June 2099, 10:00 to 11:30, London time',
    'Also in the message',
  ]
  let from = 0
  const missing = inOrder.filter((part) => {
    const at = words.indexOf(part, from)
    if (at >= 0) from = at + part.length
    return at < 0
  })
  expect(missing).toEqual([])
  expect(words.match(/Quayton, 10 June 2099/g)).toHaveLength(1)
  expect(words).not.toContain('Dateline')
  const contacts = page.getByRole('region', { name: 'Contacts' })
  expect(
    await contacts.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual(['mailto:mira.holt@harbour.example', 'tel:+442079460018', 'mailto:press@harbour.example'])
  await page.getByText('2 quotes').click()
  await page.getByText('Mira Holt, Head of Communications').waitFor()
  await page.getByRole('link', { name: '+44 20 7946 0018' }).waitFor()
  await page.getByText('Forwarded by Sam Lee').waitFor()
  await page.close()
})

test('a dateline that the copy does not begin with stands above it', async () => {
  const page = await openPage(context, `/new/${undated}`)
  const words = await page.locator('article').innerText()
  expect(words).toMatch(/Dateline\s+Quayton, 10 June 2099\s+Walkers and cyclists share the bridge/)
  await page.close()
})

test('an embargo is counted down in the desk’s time, and said in the reader’s where that is another', async () => {
  const abroad = await browser.newContext({ baseURL: desk.url, timezoneId: 'Europe/Paris' })
  await abroad.addCookies(await context.cookies())
  const page = await openPage(abroad, `/new/${story.first}`)
  const embargo = banner(page, 'Embargo')
  await embargo.getByText('your time 01:01').waitFor()
  await embargo.getByText(/^In \d+ days/).waitFor()
  await embargo.getByText('How this was read').click()
  await embargo.getByText('“STRICTLY EMBARGOED UNTIL 00:01 BST, FRIDAY 12 JUNE 2099”').waitFor()
  await embargo.getByText('UTC+02:00').waitFor()
  expect(await embargo.locator('[aria-live], [role=status], [role=timer], [role=alert]').count()).toBe(0)
  await abroad.close()
})

test('an embargo that contradicts itself warns, with the reasons and what it was read from', async () => {
  const page = await openPage(context, `/new/${doubtful}`)
  const embargo = banner(page, 'Embargo')
  await embargo.getByText('The embargo contradicts itself: it counts as embargoed').waitFor()
  expect(await embargo.getByRole('listitem').allTextContents()).toEqual(CONFLICT.reasons)
  await embargo.getByText(`“${CONFLICT.words}”`).waitFor()
  await row(page, 'افتتاح').getByText('Embargo not certain').waitFor()
  await page.close()
})

test('what is not sure is told in words, and so is the file that was read, and the one that could not be', async () => {
  const page = await openPage(context, `/new/${doubtful}`)
  await page.getByText('Not sure: this may not be the headline').waitFor()
  await page.getByText('Not sure: guessed from the sender’s address').waitFor()
  await page.getByText('The release was read from release.pdf').waitFor()
  const unread = banner(page, 'Not read')
  await unread.getByText('This PDF holds a scan: its text cannot be read here.').waitFor()
  await unread.getByRole('link', { name: 'Download scan.pdf' }).waitFor()
  const standfirst = page.getByText('يربط الجسر ضفتي الميناء')
  expect([await standfirst.getAttribute('lang'), await standfirst.getAttribute('dir')]).toEqual(['ar', 'rtl'])
  await page.close()
})

test('a story is one row, whose copies and versions are told apart; other copies say what they add and are reached by keyboard', async () => {
  const page = await openPage(context, `/new/${story.second}`)
  await row(page, 'Footbridge').getByText('2 copies').waitFor()
  await row(page, 'Footbridge').getByText('Version 2: correction', { exact: true }).waitFor()
  expect(await row(page, 'New bridge for Quayton').count()).toBe(0)
  const others = page.getByRole('region', { name: 'Other copies of this story' })
  await others.getByText('Has one more photo').waitFor()
  expect(await others.getByRole('link').allTextContents()).toEqual(['New bridge for Quayton'])
  const versions = page.getByRole('region', { name: 'Other versions' })
  expect(await versions.getByRole('link').allTextContents()).toEqual(['Footbridge opens over the harbour'])
  await versions.getByText('Version 1: corrected').waitFor()
  await page.getByText('1 other copy of this story came in.').waitFor()
  await others.getByText('Has a later embargo: Fri 12 June 2099, 06:00 London time').waitFor()
  await page.getByRole('button', { name: 'See what it adds' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'New bridge for Quayton' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('reading')
  expect(await row(page, 'Footbridge').getAttribute('aria-selected')).toBe('true')
  await page.close()
})

test('both versions of a corrected release say so, with the changed figures and words', async () => {
  const page = await openPage(context, `/new/${story.first}`)
  const later = banner(page, 'Later version')
  await later
    .getByText(/^Version 1: corrected by version 2, \d\d:\d\d|^Version 1: corrected by version 2, \d+ \w+/)
    .waitFor()
  expect(await later.getByRole('row').nth(1).innerText()).toMatch(/12\.4m euros\s+1\.24m euros\s+…/)
  await later.getByText('Changes word by word').click()
  expect(await later.locator('p del').allTextContents()).toContain('12.4m ')
  expect(await later.locator('p ins').allTextContents()).toContain('1.24m ')
  await later.getByRole('link', { name: 'CORRECTION: Footbridge opens over the harbour' }).click()
  const earlier = banner(page, 'Earlier version')
  await earlier.getByText('Version 2: corrects version 1').waitFor()
  await earlier.getByText('The sender says: Correcting the cost').waitFor()
  await row(page, 'CORRECTION: Footbridge').getByText('Version 2: correction', { exact: true }).waitFor()
  await page.close()
})

test('a recall of an accepted release is stated strongly', async () => {
  const page = await openPage(context, `/accepted/${recalled}`)
  const later = banner(page, 'Later version')
  await later.getByText(/^Recalled by the sender, .*: do not use this release$/).waitFor()
  expect(await later.innerText()).toContain('This one is already accepted.')
  await row(page, 'Ferry to sail again').getByText('Recalled').waitFor()
  await page.close()
})

test('a correction that comes in while the release is read is told at once', async () => {
  const id = await seedArticle(desk, { headline: 'Tram line closes', bodyText: 'It closes on Monday.' })
  const page = await openPage(context, `/new/${id}`)
  await page.getByRole('heading', { level: 2, name: 'Tram line closes' }).waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  await seedArticle(desk, {
    headline: 'UPDATE: Tram line closes',
    bodyText: 'It closes on Tuesday.',
    corrects: id,
    correctionKind: 'update',
  })
  await banner(page, 'Later version')
    .getByText(/^Version 1: updated by version 2/)
    .waitFor()
  await page.close()
})

test('what editors taught about a sender is shown and can be forgotten', async () => {
  const from = 'taught@harbour.example'
  const headline = 'Taught headline'
  const id = await seedArticle(desk, {
    headline,
    from,
    parts: { learnt: ['headline'], outline: [{ at: 1, words: headline, element: 'h1' }] },
  })
  await desk.editor.call('PUT', `/api/v1/articles/${id}/parts/headline`, {
    headers: { 'if-match': '"1"' },
    body: { words: headline },
  })
  const page = await openPage(context, `/new/${id}`)
  await page.getByText('Headline found as an editor taught for this sender.').waitFor()
  await page.getByRole('button', { name: 'See what was taught' }).click()
  const dialog = page.getByRole('dialog', { name: 'Taught for this sender' })
  await dialog.getByText(/Taught by Ed Itor/).waitFor()
  await dialog.getByRole('button', { name: 'Forget headline' }).click()
  await dialog.getByText('Nothing is taught for this sender any more.').waitFor()
  expect(await desk.editor.read(`/api/v1/senders/${from}/lessons`)).toEqual([])
  await page.close()
})

test('a contact is copied whole, and it is said', async () => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openPage(context, `/new/${story.first}`)
  await page.getByRole('button', { name: 'Copy Mira Holt' }).click()
  await page.getByRole('status').getByText('Copied: Mira Holt').waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.split('\n')).toEqual([
    'Mira Holt',
    'Head of Communications',
    'Harbour Trust',
    'mira.holt@harbour.example',
    '+44 20 7946 0018',
  ])
  await page.close()
})

test.each([
  { scheme: 'light', viewport: DESK },
  { scheme: 'dark', viewport: PHONE },
  { scheme: 'light', viewport: { width: 320, height: 700 } },
] as const)(
  'axe objects to nothing, $scheme, $viewport.width wide, and nothing is wider than the window',
  { timeout: A_WHILE },
  async (visit) => {
    const visiting = await openContext(browser, desk.url, desk.editor, visit)
    for (const path of [`/new/${story.first}`, `/new/${doubtful}`, '/']) {
      const page = await openPage(visiting, path)
      if (path !== '/') await page.getByRole('heading', { level: 2 }).waitFor()
      for (const fold of await page.locator('summary').all()) await fold.click()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(await widerThanWindow(page)).toEqual([])
      await page.close()
    }
    await visiting.close()
  },
)

function widerThanWindow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((box) => box.getBoundingClientRect().right > window.innerWidth + 1)
      .map((box) => box.outerHTML.slice(0, 120)),
  )
}
