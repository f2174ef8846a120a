import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  ArticleChanges,
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleSummary,
} from '../../src/desk/article-schemas.ts'
import type { Embargo } from '../../src/pipeline/draft.ts'
import { type Seed, seedArticle, seedCopy, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const minute = (of: number) => new Date(Date.UTC(2026, 10, 24, 9, of))
const seed = (given: Seed) => seedArticle(desk, given)
const list = async (query: string) => (await desk.editor.read<ArticleList>(`/api/v1/articles?${query}`)).articles
const detail = (id: string) => desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
const rowsOf = async (storyOf: string, status: string) => {
  const { storyId } = await detail(storyOf)
  return (await list(`status=${status}&limit=200`)).filter((row) => row.storyId === storyId)
}
async function step(id: string, name: string) {
  const { version } = await detail(id)
  const answer = await desk.editor.call('POST', `/api/v1/articles/${id}/${name}`, {
    headers: { 'if-match': `"${version}"` },
  })
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}`)
}

test('a story is one row: its most complete copy, with how many there are', async () => {
  const short = await seed({ headline: 'Ferry opens', receivedAt: minute(1) })
  const full = await seed({
    headline: 'Ferry terminal opens',
    bodyText: 'long '.repeat(90),
    receivedAt: minute(2),
    storyOf: short,
  })
  await seed({ headline: 'Terminal opens', receivedAt: minute(3), storyOf: short })
  const rows = await rowsOf(short, 'draft')
  expect(rows).toMatchObject([
    { id: full, headline: 'Ferry terminal opens', copiesInStory: 3, versionInStory: 1, leads: true },
  ])
  expect((await detail(short)).leads).toBe(false)
})

test('the row is the best copy in the states that are asked for', async () => {
  const first = await seed({ bodyText: 'long '.repeat(90), receivedAt: minute(10) })
  const second = await seed({ receivedAt: minute(11), storyOf: first })
  await step(first, 'spike')
  expect(await rowsOf(first, 'draft')).toMatchObject([{ id: second, copiesInStory: 2 }])
  expect(await rowsOf(first, 'spiked')).toMatchObject([{ id: first }])
  expect(await rowsOf(first, 'draft,spiked')).toMatchObject([{ id: second }])
})

test('of versions the last one is the row, also where a copy of the first is longer', async () => {
  const first = await seed({ bodyText: 'long '.repeat(90), receivedAt: minute(20) })
  await seed({ bodyText: 'long '.repeat(200), receivedAt: minute(21), storyOf: first })
  const second = await seed({ receivedAt: minute(22), corrects: first, correctionKind: 'correction' })
  const third = await seed({ receivedAt: minute(23), corrects: second, correctionKind: 'update' })
  expect(await rowsOf(first, 'draft')).toMatchObject([
    { id: third, correction: 'update', correctedBy: null, copiesInStory: 2, versionInStory: 3 },
  ])
  await step(third, 'spike')
  expect(await rowsOf(first, 'draft,spiked')).toMatchObject([{ id: second, correctedBy: 'update' }])
})

test('copies and versions are counted apart', async () => {
  const counts = async (id: string) => {
    const { copiesInStory, versionInStory, story } = await detail(id)
    return [copiesInStory, versionInStory, story.articles.find((one) => one.id === id)?.versionInStory]
  }
  const first = await seed({ receivedAt: minute(26) })
  await seedCopy(desk, first, { recipients: ['press@paper.example'] })
  expect(await counts(first)).toEqual([2, 1, 1])

  // The correction came once: nobody has to look at two of it.
  const second = await seed({ receivedAt: minute(27), corrects: first, correctionKind: 'correction' })
  expect([await counts(first), await counts(second)]).toEqual([
    [1, 1, 1],
    [1, 2, 2],
  ])

  const agency = await seed({ receivedAt: minute(28), storyOf: first })
  for (const at of ['desk@paper.example', 'news@paper.example']) await seedCopy(desk, agency, { recipients: [at] })
  expect(await counts(second)).toEqual([4, 2, 2])
  const update = await seed({ receivedAt: minute(29), corrects: second, correctionKind: 'update' })
  expect([await counts(update), await counts(agency)]).toEqual([
    [4, 3, 3],
    [4, 1, 1],
  ])
})

test('pages through stories by key: each once, newest best copy first', async () => {
  const best: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const first = await seed({ receivedAt: minute(30 + 2 * n), language: 'sv' })
    best.push(
      await seed({
        bodyText: 'long '.repeat(50),
        receivedAt: minute(n === 3 ? 25 : 31 + 2 * n),
        storyOf: first,
        language: 'sv',
      }),
    )
  }
  const read: ArticleSummary[] = []
  let next: string | null = null
  do {
    const page: ArticleList = await desk.editor.read(
      `/api/v1/articles?status=draft&limit=2${next ? `&before=${next}` : ''}`,
    )
    read.push(...page.articles)
    next = page.next
  } while (next)
  expect(new Set(read.map(({ storyId }) => storyId)).size).toBe(read.length)
  const own = read.filter(({ language }) => language === 'sv').map(({ id }) => id)
  expect(own).toEqual([best[4], best[2], best[1], best[0], best[3]])
})

test('stories are counted, not copies', async () => {
  const before = await desk.editor.read<ArticleCounts>('/api/v1/articles/counts')
  const first = await seed({ receivedAt: minute(50) })
  await seed({ receivedAt: minute(51), storyOf: first })
  const after = await desk.editor.read<ArticleCounts>('/api/v1/articles/counts')
  expect(after.draft).toBe((before.draft ?? 0) + 1)
})

test('a story tells what its other copies add', async () => {
  const photo = (n: number) => ({
    name: `${n}.jpg`,
    type: 'image/jpeg',
    content: new Uint8Array([n]),
    role: 'photo' as const,
  })
  const contact = {
    name: null,
    role: null,
    organisation: null,
    phone: null,
    otherPhones: [],
    confidence: 1,
    evidence: null,
  }
  const own = await seed({
    receivedAt: minute(52),
    attachments: [photo(1)],
    parts: { contacts: [{ ...contact, email: 'a@x.example' }] },
  })
  const given = { receivedAt: minute(53).toISOString(), senderOffset: null, deskZone: 'UTC' }
  const embargo: Embargo = {
    certainty: 'certain',
    instant: '2026-11-25T05:00:00.000Z',
    zone: 'UTC',
    words: '',
    reasons: [],
    evidence: null,
    given,
  }
  const other = await seed({
    receivedAt: minute(53),
    storyOf: own,
    from: 'agency@wire.example',
    attachments: [photo(1), photo(2), photo(3)],
    parts: {
      embargo,
      contacts: [
        { ...contact, email: 'A@x.example' },
        { ...contact, email: 'b@x.example' },
      ],
    },
  })
  const { story } = await detail(own)
  expect(story.articles.map(({ id, best }) => [id, best])).toEqual([
    [other, true],
    [own, false],
  ])
  expect(story.adds).toEqual([
    { articleId: other, what: 'photos', words: '2 more photos' },
    { articleId: other, what: 'embargo', words: '2026-11-25T05:00:00.000Z' },
    { articleId: other, what: 'contacts', words: 'b@x.example' },
    { articleId: other, what: 'sender', words: 'Bridge Press' },
  ])
})

test('versions name each other, and can be compared with any of the story', async () => {
  const first = await seed({
    bodyText: 'The terminal cost 12.4m euros.\n\nIt opens on 12 June.',
    receivedAt: minute(54),
  })
  await step(first, 'accept')
  const second = await seed({
    bodyText: 'The terminal cost 1.24m euros.\n\nIt opens on 12 July.',
    receivedAt: minute(55),
    corrects: first,
    correctionKind: 'correction',
  })
  expect(await detail(first)).toMatchObject({
    corrects: null,
    correctedBy: 'correction',
    correctedIn: { id: second, kind: 'correction' },
  })
  expect(await detail(second)).toMatchObject({ corrects: { id: first, status: 'accepted' }, correctedIn: null })
  const changes = await desk.editor.read<ArticleChanges>(`/api/v1/articles/${second}/changes`)
  expect(changes).toMatchObject({ before: { id: first }, after: { id: second }, cut: false })
  expect(changes.figures.map(({ from, to, paragraph }) => [from, to, paragraph])).toEqual([
    ['12.4m euros', '1.24m euros', 0],
    ['12 June', '12 July', 1],
  ])
  const turned = await desk.editor.read<ArticleChanges>(`/api/v1/articles/${first}/changes?against=${second}`)
  expect(turned.figures[0]).toMatchObject({ from: '1.24m euros', to: '12.4m euros' })
})

test('there is nothing to compare a single release with, nor releases of two stories', async () => {
  const [one, other] = [await seed({ receivedAt: minute(56) }), await seed({ receivedAt: minute(57) })]
  expect((await desk.editor.get(`/api/v1/articles/${one}/changes`)).status).toBe(404)
  expect((await desk.editor.get(`/api/v1/articles/${one}/changes?against=${other}`)).status).toBe(404)
})

test('an article that was filed when fewer parts were read has the others absent', async () => {
  const id = await seed({ receivedAt: minute(58) })
  const old = { headline: { value: 'Old', confidence: 1, evidence: null }, links: [], removed: [] }
  await desk.db
    .updateTable('article')
    .set({ draft: JSON.stringify(old) })
    .where('id', '=', id)
    .execute()
  expect(await detail(id)).toMatchObject({
    parts: { headline: { value: 'Old' }, standfirst: null, quotes: [], embargo: { certainty: 'none' } },
    correctionWords: null,
  })
})
