import { test } from 'vitest'
import { seedArticle, startTestDesk } from '../support/desk.ts'
import { buildPage, DESK, openBrowser, openContext, openPage, PHONE, webDir } from './open-page.ts'
import { CONFLICT, seedStory } from './seed-release.ts'
test('look', { timeout: 300000 }, async () => {
  await buildPage()
  const browser = await openBrowser()
  const desk = await startTestDesk({ webDir })
  const story = await seedStory(desk)
  const doubtful = await seedArticle(desk, { headline: 'افتتاح الجسر الجديد في الميناء', bodyText: 'يفتتح الجسر يوم السبت.', language: 'ar',
    attachments: [1, 2].map((n) => ({ name: n === 1 ? 'release.pdf' : 'scan.pdf', type: 'application/pdf', content: new Uint8Array([n]) })),
    parts: { embargo: CONFLICT, headline: { value: 'x', confidence: 0.4, evidence: { part: 'attachment', start: 0, end: 4, attachment: 1 } }, organisation: { value: 'Harbour Trust', confidence: 0.3, evidence: null }, standfirst: { value: 'يربط الجسر ضفتي الميناء', confidence: 0.6, evidence: null } } })
  await desk.db.updateTable('attachment').set({ unread: 'This PDF holds a scan: its text cannot be read here.' }).where('articleId', '=', doubtful).where('name', '=', 'scan.pdf').execute()
  const recalled = await seedArticle(desk, { headline: 'Ferry to sail again', bodyText: 'The ferry sails again.' })
  await desk.editor.call('POST', `/api/v1/articles/${recalled}/accept`, { headers: { 'if-match': '"1"' } })
  await seedArticle(desk, { headline: 'RECALL: Ferry to sail again', bodyText: 'Please disregard our release about the ferry.', corrects: recalled, correctionKind: 'recall' })
  for (const [scheme, viewport, tag] of [['light', { width: 1440, height: 1500 }, 'desk-light'], ['dark', { width: 1440, height: 2300 }, 'desk-dark'], ['light', { width: 390, height: 3600 }, 'phone-light'], ['dark', { width: 320, height: 3800 }, 'phone320-dark']] as const) {
    const context = await openContext(browser, desk.url, desk.editor, { scheme, viewport })
    for (const [name, path] of [['first', `/new/${story.first}`], ['second', `/new/${story.second}`], ['doubt', `/new/${doubtful}`], ['recalled', `/accepted/${recalled}`], ['list', '/']] as const) {
      if (name === 'recalled' && tag !== 'desk-light') continue
      const page = await openPage(context, path)
      await page.waitForTimeout(800)
      if (name === 'first') for (const fold of await page.locator('summary').all()) await fold.click()
      await page.screenshot({ path: `/tmp/look-${tag}-${name}.png` })
      await page.close()
    }
    await context.close()
  }
  await browser.close(); await desk.close()
})
