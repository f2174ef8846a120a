import { createHash } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putBlobs } from '../../src/blobs.ts'
import type { Picture } from '../../src/pipeline/draft.ts'
import { seedArticle, startTestDesk, type TestDesk } from '../support/desk.ts'
import { buildPage, openBrowser, openContext, openPage, webDir } from './open-page.ts'

let browser: Browser
let desk: TestDesk
let context: BrowserContext
let article: string

const UNKNOWN: Picture = {
  width: 1600,
  height: 1067,
  caption: null,
  credit: null,
  byline: null,
  copyright: null,
  usageTerms: null,
  city: null,
  takenOn: null,
  alt: null,
  preview: null,
}

beforeAll(async () => {
  await buildPage()
  browser = await openBrowser()
  desk = await startTestDesk({ webDir })
  context = await openContext(browser, desk.url, desk.editor)
  article = await seedPictures()
})
afterAll(async () => {
  await context?.close()
  await browser?.close()
  await desk?.close()
})

async function seedPictures(): Promise<string> {
  const names = ['bridge.jpg', 'IMG_2041.HEIC', 'figures.pdf', 'acme-logo.png', 'facebook.png']
  const content = (name: string) => new TextEncoder().encode(name)
  const attachments = names.map((name) => ({
    name,
    type: name.endsWith('pdf') ? 'application/pdf' : 'image/jpeg',
    content: content(name),
  }))
  const id = await seedArticle(desk, { headline: 'Bridge opens', attachments })
  const preview = new Uint8Array(
    await sharp({ create: { width: 640, height: 427, channels: 3, background: '#3a6a8a' } })
      .jpeg()
      .toBuffer(),
  )
  const sha256 = createHash('sha256').update(preview).digest('hex')
  await putBlobs(desk.blobs, [{ sha256, content: preview }])
  const look = (name: string, set: object) =>
    desk.db.updateTable('attachment').set(set).where('articleId', '=', id).where('name', '=', name).execute()
  const photo: Picture = {
    ...UNKNOWN,
    caption: 'The new bridge by day, seen from the river bank',
    credit: 'Jane Roe/Acme',
    copyright: '© Acme 2026',
    usageTerms: 'Free for editorial use',
    city: 'Bern',
    takenOn: '2026-11-20',
    preview: { sha256, type: 'image/jpeg', width: 640, height: 427 },
  }
  await look('bridge.jpg', { role: 'photo', picture: JSON.stringify(photo), previewSha256: sha256 })
  await look('IMG_2041.HEIC', {
    role: 'photo',
    type: 'image/heic',
    picture: JSON.stringify(UNKNOWN),
    unread: 'This is a HEIC photo: it cannot be shown here.',
  })
  await look('acme-logo.png', { role: 'logo', picture: JSON.stringify(UNKNOWN) })
  await look('facebook.png', { role: 'icon', picture: JSON.stringify(UNKNOWN) })
  return id
}

test('pictures come first, with a look at them, their caption, credit and rights', async () => {
  const page = await openPage(context, `/new/${article}`)
  const pictures = page.getByRole('figure')
  await pictures.first().waitFor()
  const first = pictures.first()
  const shown = first.getByRole('img', { name: 'The new bridge by day, seen from the river bank' })
  await shown.scrollIntoViewIfNeeded()
  await expect.poll(() => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)).toBe(640)
  const words = (await first.textContent()) ?? ''
  for (const part of [
    'Jane Roe/Acme',
    '© Acme 2026',
    'Free for editorial use',
    '1600 × 1067 pixels',
    'Bern, taken 20 Nov 2026',
  ])
    expect(words).toContain(part)
  expect(await first.getByRole('link', { name: 'Download bridge.jpg' }).getAttribute('download')).toBe('bridge.jpg')
  expect(await pictures.count()).toBe(2)
  await page.close()
})

test('a picture that cannot be shown says so, and logos are folded away', async () => {
  const page = await openPage(context, `/new/${article}`)
  await page.getByText('This is a HEIC photo: it cannot be shown here.').waitFor()
  await page.getByRole('img', { name: 'No preview of IMG_2041.HEIC' }).waitFor()
  expect(await page.getByText('acme-logo.png').isVisible()).toBe(false)
  await page.getByText('2 logos and icons').click()
  await page.getByText('acme-logo.png').waitFor()
  expect(await page.getByRole('heading', { level: 3 }).allTextContents()).toEqual(
    expect.arrayContaining(['2 pictures', '1 file']),
  )
  await page.close()
})

test.each(['light', 'dark'] as const)('pictures are accessible in the %s scheme', async (scheme) => {
  const dressed = await openContext(browser, desk.url, desk.editor, { scheme })
  const page = await openPage(dressed, `/new/${article}`)
  await page.getByRole('figure').first().waitFor()
  await page.getByText('2 logos and icons').click()
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Attachments"]').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  await dressed.close()
})
