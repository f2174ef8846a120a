import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleDetail, HistoryEntry } from '../../src/desk/article-schemas.ts'
import { findLessons } from '../../src/sender/lesson.ts'
import { seedArticle, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const SENDER = 'press@bridge.example'

/** An article whose copy had these lines. */
async function seedWithLines(...lines: string[]): Promise<string> {
  const id = await seedArticle(desk)
  const outline = lines.map((words, at) => ({ at, words, element: 'p' }))
  await desk.pool.query(`update article set draft = draft || jsonb_build_object('outline', $2::jsonb) where id = $1`, [
    id,
    JSON.stringify(outline),
  ])
  return id
}

const put = (id: string, part: string, body: unknown, version = 1) =>
  desk.editor.call('PUT', `/api/v1/articles/${id}/parts/${part}`, { body, headers: { 'if-match': `"${version}"` } })

test('a corrected headline stands on the article, in its history, and is a lesson about its sender', async () => {
  const id = await seedWithLines('BRIDGE NEWS', 'The new bridge opens', 'On Monday the bridge opens.')
  const answer = await put(id, 'headline', { words: 'The new bridge opens' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('etag')).toBe('"2"')
  expect(await answer.json()).toEqual({ learnt: { by: 'after', heading: 'BRIDGE NEWS' } })

  const article = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
  expect(article).toMatchObject({ headline: 'The new bridge opens', version: 2 })
  const history = await desk.editor.read<HistoryEntry[]>(`/api/v1/articles/${id}/history`)
  expect(history.at(-1)).toMatchObject({
    action: 'part corrected',
    actor: 'Ed Itor',
    detail: { part: 'headline', before: { value: 'A new bridge opens' } },
  })
  expect(await findLessons(desk.db, 'Press@Bridge.example')).toEqual([
    { part: 'headline', rule: { by: 'after', heading: 'BRIDGE NEWS' } },
  ])
})

test('a later correction of the same part takes the place of the earlier lesson, which can be forgotten', async () => {
  const id = await seedWithLines('A heading', 'A line below')
  await put(id, 'headline', { words: 'A line below' })
  const path = `/api/v1/senders/${encodeURIComponent(SENDER)}/lessons`
  const lessons = await desk.editor.read<{ id: string; part: string; taughtBy: string; articleId: string }[]>(path)
  expect(lessons).toMatchObject([{ part: 'headline', taughtBy: 'Ed Itor', articleId: id }])

  const forget = () => desk.editor.call('DELETE', `/api/v1/lessons/${lessons[0]?.id}`)
  expect((await forget()).status).toBe(204)
  expect(await desk.editor.read(path)).toEqual([])
  expect((await forget()).status).toBe(404)
})

test('words that stand nowhere in the release correct it, and teach nothing', async () => {
  const id = await seedWithLines('One line', 'Another line')
  const answer = await put(id, 'notes', { words: 'Interviews by telephone only.' })
  expect(await answer.json()).toEqual({ learnt: null })
  expect(await findLessons(desk.db, SENDER)).toEqual([])
})

test('contacts are corrected with names and numbers', async () => {
  const id = await seedWithLines('Ask us', 'Ada Lindqvist, 0123')
  const contacts = [
    { name: 'Ada Lindqvist', role: 'Press officer', organisation: null, email: 'ada@bridge.example', phone: null },
  ]
  expect((await put(id, 'contacts', { words: 'Ada Lindqvist, 0123' })).status).toBe(400)
  expect((await put(id, 'contacts', { words: 'Ada Lindqvist, 0123', contacts })).status).toBe(200)
  const { draft } = await desk.db.selectFrom('article').select('draft').where('id', '=', id).executeTakeFirstOrThrow()
  expect(draft.contacts).toMatchObject(contacts)
})

test('a correction needs the version that was seen, a session, and words', async () => {
  const id = await seedWithLines('One line')
  expect((await put(id, 'headline', { words: 'One line' }, 7)).status).toBe(412)
  expect(
    (await desk.editor.call('PUT', `/api/v1/articles/${id}/parts/headline`, { body: { words: 'x' } })).status,
  ).toBe(428)
  expect((await put(id, 'headline', { words: '  ' })).status).toBe(400)
  expect((await put(id, 'body', { words: 'One line' })).status).toBe(400)
  const { stranger } = desk
  expect((await stranger.get(`/api/v1/senders/${SENDER}/lessons`)).status).toBe(401)
  expect((await stranger.call('PUT', `/api/v1/articles/${id}/parts/headline`, { body: { words: 'x' } })).status).toBe(
    401,
  )
})
