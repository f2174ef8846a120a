import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleDetail, ArticleList } from '../../src/desk/desk-schemas.ts'
import { seedArticle, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

test('the desk list pages newest first, through equal times, and misses and repeats nothing', async () => {
  const at = new Date('2026-11-20T08:00:00Z')
  const seeded: string[] = []
  for (let n = 0; n < 7; n += 1) seeded.push(await seedArticle(desk, { receivedAt: new Date(at.getTime() + Math.floor(n / 3)) }))
  const read: string[] = []
  let next: string | null = null
  do {
    const page: ArticleList = await desk.editor.read(`/api/v1/articles?limit=2${next ? `&before=${next}` : ''}`)
    read.push(...page.articles.map(({ id }) => id))
    next = page.next
  } while (next)
  expect(read).toEqual(seeded.toReversed())
})
