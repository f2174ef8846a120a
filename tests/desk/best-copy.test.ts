import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleDetail, ArticleList } from '../../src/desk/article-schemas.ts'
import { startTestDesk, type TestDesk } from '../support/desk.ts'
import { fileReleases, type Read } from '../support/file-releases.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

/** Files copies of one release, and says which of them is the row of the desk and which the story calls its best. */
async function bestOf(subject: string, ...copies: Omit<Read, 'text'>[]): Promise<number[]> {
  const paragraphs = Array.from({ length: 12 }, (_, n) =>
    [...'abcdefgh'].map((word) => `${subject}${word}${n}`).join(' '),
  )
  const text = (nth: number) =>
    [...paragraphs, ...(copies[nth]?.headline?.includes('long') ? ['More is said here.'] : [])].join('\n\n')
  const ids = await fileReleases(
    desk.db,
    copies.map((copy, nth) => ({ ...copy, text: text(nth) })),
  )
  const { articles } = await desk.editor.read<ArticleList>('/api/v1/articles?status=draft&limit=200')
  const { story } = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${ids[0]}`)
  expect(story.articles).toHaveLength(copies.length)
  const row = articles.filter(({ storyId }) => storyId === story.id).map(({ id }) => ids.indexOf(id))
  return [...row, ...story.articles.filter(({ best }) => best).map(({ id }) => ids.indexOf(id))]
}

const OWN = { from: 'press@port.example', contact: 'mira@port.example' }

test('the house’s own mail comes before a longer one that a stranger forwarded', async () => {
  const forward = { ...OWN, headline: 'Ferry terminal opens, long', vouched: false }
  expect(await bestOf('ferry', forward, OWN)).toEqual([1, 1])
})

test('the house’s own mail comes before a longer one from elsewhere, which comes before a forward', async () => {
  const agency = { from: 'wire@agency.example', contact: 'mira@port.example' }
  const long = { ...agency, headline: 'Ferry terminal opens, long' }
  expect(await bestOf('concert', long, OWN)).toEqual([1, 1])
  expect(await bestOf('flower', { ...OWN, vouched: false }, agency)).toEqual([1, 1])
})

test('among senders as near as each other the longest is the best', async () => {
  const agency = { from: 'mira@agency.example', contact: 'mira@agency.example', headline: 'Ferry terminal opens, long' }
  expect(await bestOf('railway', OWN, agency)).toEqual([1, 1])
})
