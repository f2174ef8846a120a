import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  ArticleCounts,
  ArticleDetail,
  ArticleList,
  ArticleSummary,
  HistoryEntry,
} from '../../src/desk/article-schemas.ts'
import type { Problem } from '../../src/http/problem-schema.ts'
import { seedArticle, startTestDesk, type TestDesk, type Visitor } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const ANY_ID = '019ab000-0000-7000-8000-000000000000'

async function step(who: Visitor, id: string, name: string, version: number): Promise<Response> {
  return who.call('POST', `/api/v1/articles/${id}/${name}`, { headers: { 'if-match': `"${version}"` } })
}

/** Takes the steps one after another, each of which must work. */
async function walk(id: string, steps: readonly [Visitor, string][]): Promise<ArticleDetail> {
  let article = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
  for (const [who, name] of steps) {
    const answer = await step(who, id, name, article.version)
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`)
    article = (await answer.json()) as ArticleDetail
  }
  return article
}

describe('the desk list', () => {
  test('pages newest first, through equal times, and misses and repeats nothing', async () => {
    const at = new Date('2026-11-20T08:00:00Z')
    const seeded: string[] = []
    for (let n = 0; n < 7; n += 1) {
      seeded.push(await seedArticle(desk, { receivedAt: new Date(at.getTime() + Math.floor(n / 3)) }))
    }
    // Times of the database are finer than those of JavaScript.
    await desk.pool.query(`update article set received_at = received_at + random() * interval '900 microseconds'`)
    const { rows } = await desk.pool.query('select id from article order by received_at desc, id desc')
    const read: string[] = []
    let next: string | null = null
    do {
      const page: ArticleList = await desk.editor.read(`/api/v1/articles?limit=2${next ? `&before=${next}` : ''}`)
      read.push(...page.articles.map(({ id }) => id))
      next = page.next
    } while (next)
    expect(read).toEqual(rows.map(({ id }) => id))
    expect(read.toSorted()).toEqual(seeded.toSorted())
  })

  test('a row says what a copytaster needs, with the first words of the copy on one line', async () => {
    const id = await seedArticle(desk, {
      headline: 'Brücke eröffnet',
      bodyText: `  First line.\n\n\tSecond line. ${'word '.repeat(200)}`,
      receivedAt: new Date('2026-11-21T08:00:00Z'),
      language: 'de',
      attachments: [{ name: 'a.png', type: 'image/png', content: new Uint8Array([1]) }],
    })
    const { articles } = await desk.editor.read<ArticleList>('/api/v1/articles?limit=1')
    const { excerpt, ...row } = articles[0] as ArticleSummary
    expect(row).toEqual({
      id,
      status: 'draft',
      takenBy: null,
      headline: 'Brücke eröffnet',
      fromName: 'Bridge Press',
      fromAddress: 'press@bridge.example',
      language: 'de',
      receivedAt: '2026-11-21T08:00:00.000Z',
      attachmentCount: 1,
      version: 1,
      storyId: id,
      copiesInStory: 1,
      versionInStory: 1,
      leads: true,
      correction: null,
      correctedBy: null,
      embargo: { certainty: 'none', instant: null },
    })
    expect(excerpt).toMatch(/^First line\. Second line\. word word/)
    expect(excerpt.length).toBeLessThanOrEqual(200)
  })

  test('lists the states that are asked for, and counts them all', async () => {
    const before = await desk.editor.read<ArticleCounts>('/api/v1/articles/counts')
    await walk(await seedArticle(desk), [[desk.editor, 'take']])
    await walk(await seedArticle(desk), [[desk.editor, 'spike']])
    const listed = await desk.editor.read<ArticleList>('/api/v1/articles?status=taken,spiked&limit=200')
    expect(new Set(listed.articles.map(({ status }) => status))).toEqual(new Set(['taken', 'spiked']))
    const after = await desk.editor.read<ArticleCounts>('/api/v1/articles/counts')
    expect(after).toEqual({ ...before, taken: before.taken + 1, spiked: before.spiked + 1 })
  })
})

describe('an article', () => {
  test('names who forwarded it, and its contacts with numbers as people write them', async () => {
    const contact = { role: null, organisation: null, confidence: 1, evidence: null }
    const id = await seedArticle(desk, {
      forwardedBy: { address: 'sam@paper.example', name: 'Sam Lee' },
      parts: {
        contacts: [
          { ...contact, name: 'Ada', email: null, phone: '+442079460018', otherPhones: ['+4930123456', '12 34 56'] },
          { ...contact, name: 'Bo', email: 'bo@bridge.example', phone: null, otherPhones: [] },
        ],
      },
    })
    const article = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
    expect(article.forwardedBy).toEqual({ address: 'sam@paper.example', name: 'Sam Lee' })
    expect(article.parts.contacts.map(({ phones }) => phones)).toEqual([
      [
        { number: '+442079460018', words: '+44 20 7946 0018' },
        { number: '+4930123456', words: '+49 30 123456' },
        { number: '12 34 56', words: '12 34 56' },
      ],
      [],
    ])
  })

  test('has all that its reading pane shows, and its version as ETag', async () => {
    const content = new TextEncoder().encode('%PDF-1.7')
    const id = await seedArticle(desk, { attachments: [{ name: 'plan.pdf', type: 'application/pdf', content }] })
    const answer = await desk.editor.get(`/api/v1/articles/${id}`)
    const article = (await answer.json()) as ArticleDetail
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(article).toMatchObject({
      mailboxName: 'News desk',
      bodyHtml: '<p>The bridge opens on Monday.</p>',
      links: ['https://bridge.example/'],
      removed: [{ what: 'tracking pixel', detail: 'https://spy.example/p.gif' }],
      undoable: false,
      sourceHref: `/api/v1/articles/${id}/source`,
    })
    expect(article.attachments).toMatchObject([
      { name: 'plan.pdf', type: 'application/pdf', size: 8, disposition: 'attachment', role: 'document' },
    ])
    expect((await desk.editor.get(article.attachments[0]?.href as string)).status).toBe(200)
  })

  test('that there is not is a 404, for every step as well', async () => {
    expect((await desk.editor.get(`/api/v1/articles/${ANY_ID}`)).status).toBe(404)
    for (const name of ['take', 'accept', 'spike', 'undo'])
      expect((await step(desk.editor, ANY_ID, name, 1)).status).toBe(404)
  })
})

describe('triage', () => {
  // E: the editor, A: the admin. The last step is the one that is judged.
  const CASES: [string, string, { status?: string; takenBy?: string | null; refused?: string }][] = [
    ['a draft is taken', 'E take', { status: 'taken', takenBy: 'Ed Itor' }],
    ['a colleague takes it over', 'E take, A take', { status: 'taken', takenBy: 'Ada Min' }],
    ['nobody takes twice', 'E take, E take', { refused: 'You have taken this release already.' }],
    ['a draft is accepted', 'E accept', { status: 'accepted', takenBy: null }],
    ['a taken one is accepted by whoever', 'E take, A accept', { status: 'accepted', takenBy: 'Ed Itor' }],
    ['an accepted one is not accepted again', 'E accept, E accept', { refused: 'accepted already' }],
    ['an accepted one is not taken', 'E accept, A take', { refused: 'accepted already' }],
    ['a draft is spiked', 'E spike', { status: 'spiked' }],
    ['a taken one is spiked', 'E take, A spike', { status: 'spiked' }],
    ['an accepted one is spiked', 'E accept, A spike', { status: 'spiked' }],
    ['a spiked one is not spiked again', 'E spike, E spike', { refused: 'spiked already' }],
    ['a spiked one is not taken', 'E spike, E take', { refused: 'spiked already' }],
    ['a spiked one is not accepted', 'E spike, E accept', { refused: 'spiked already' }],
    ['a take is undone', 'E take, E undo', { status: 'draft', takenBy: null }],
    ['a takeover is undone to who had it', 'E take, A take, A undo', { status: 'taken', takenBy: 'Ed Itor' }],
    ['a colleague’s spike is undone', 'E take, E spike, A undo', { status: 'taken', takenBy: 'Ed Itor' }],
    ['an acceptance is undone', 'E accept, E undo', { status: 'draft' }],
    ['an undo is not undone', 'E take, E undo, E undo', { refused: 'The last change was an undo' }],
    ['after an undo one goes on as before', 'E take, E undo, A accept, A undo', { status: 'draft' }],
    ['what nobody changed cannot be undone', 'E undo', { refused: 'nothing to undo' }],
  ]
  for (const [name, steps, expected] of CASES) {
    test(`${name} (${steps})`, async () => {
      const id = await seedArticle(desk)
      const all = steps.split(', ').map((one): [Visitor, string] => {
        const [who, what] = one.split(' ')
        return [who === 'E' ? desk.editor : desk.admin, what as string]
      })
      const before = await walk(id, all.slice(0, -1))
      const [who, last] = all.at(-1) as [Visitor, string]
      const answer = await step(who, id, last, before.version)
      const after = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
      if (expected.refused) {
        expect(answer.status).toBe(409)
        expect(((await answer.json()) as Problem).detail).toContain(expected.refused)
        expect(after).toEqual(before)
        return
      }
      expect(answer.status).toBe(200)
      expect(answer.headers.get('etag')).toBe(`"${before.version + 1}"`)
      expect(await answer.json()).toEqual(after)
      expect(after.status).toBe(expected.status)
      if (expected.takenBy !== undefined) expect(after.takenBy?.name ?? null).toBe(expected.takenBy)
      expect(after.undoable).toBe(last !== 'undo')
    })
  }

  test('each step is one line of history, an undo too, with who did it and what was before', async () => {
    const id = await seedArticle(desk)
    await walk(id, [
      [desk.editor, 'take'],
      [desk.admin, 'take'],
      [desk.admin, 'undo'],
    ])
    const history = await desk.editor.read<HistoryEntry[]>(`/api/v1/articles/${id}/history`)
    expect(history.map(({ action, actor }) => [action, actor])).toEqual([
      ['filed', null],
      ['taken', 'Ed Itor'],
      ['taken over', 'Ada Min'],
      ['undone', 'Ada Min'],
    ])
    expect(history[3]?.detail).toEqual({
      from: { status: 'taken', takenBy: desk.admin.id },
      to: { status: 'taken', takenBy: desk.editor.id },
      undoes: history[2]?.id,
    })
  })

  test('a change that does not say which version it changes is refused', async () => {
    const id = await seedArticle(desk)
    const without = await desk.editor.call('POST', `/api/v1/articles/${id}/take`)
    expect(without.status).toBe(428)
    for (const etag of ['1', '*', 'W/"1"', '"x"', '"1", "2"']) {
      const answer = await desk.editor.call('POST', `/api/v1/articles/${id}/take`, { headers: { 'if-match': etag } })
      expect([etag, answer.status]).toEqual([etag, 400])
    }
  })

  test('a change of an older version is refused with the article as it is now', async () => {
    const id = await seedArticle(desk)
    await walk(id, [[desk.admin, 'take']])
    const answer = await step(desk.editor, id, 'spike', 1)
    expect(answer.status).toBe(412)
    expect(answer.headers.get('etag')).toBe('"2"')
    const problem = (await answer.json()) as Problem & { article: ArticleDetail }
    expect(problem.article).toEqual(await desk.editor.read(`/api/v1/articles/${id}`))
  })

  test('of twenty people who step at once exactly one does', async () => {
    const id = await seedArticle(desk)
    const steps = Array.from({ length: 20 }, (_, n) =>
      step(n % 2 ? desk.editor : desk.admin, id, n % 3 ? 'take' : 'spike', 1),
    )
    const statuses = (await Promise.all(steps)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412)).toHaveLength(19)
    const history = await desk.editor.read<HistoryEntry[]>(`/api/v1/articles/${id}/history`)
    expect(history).toHaveLength(2)
  })
})
