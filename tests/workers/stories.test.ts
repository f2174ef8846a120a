import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { triageArticle } from '../../src/article/triage.ts'
import { RELEASES } from '../pipeline/story-pairs.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { fileReleases, type Read } from '../support/file-releases.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query('truncate message, article, attachment, story, history cascade')
})

const COPY = `The harbour authority of Portmarin opened its new ferry terminal on Monday. The building has room for 2,400 passengers a day and cost 18.5 million euros, which the region and the town paid in equal parts.

Work began three years ago. The first ferry left for the islands at seven in the morning with 312 passengers on board, among them the pupils of two schools, who had won a drawing competition of the town's library.

"We have waited a long time for this day," said the harbour master. "Now nobody has to stand in the rain any more." The old landing stage is to become a market hall with 40 stalls and a café in the summer of 2027.`
const OTHER = `The museum of Oldbeck shows two hundred drawings by a forgotten botanist from Thursday. Most of them lay in the attic of a school until a teacher found them between maps and broken chairs last winter, and have never been seen in public.

The exhibition runs until the end of April and is free for children under twelve. Guided tours begin at three in the afternoon, and the catalogue has been printed on paper that was made in the town's last mill.`
const CORRECTED = COPY.replace('18.5 million', '15.8 million')

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`)
const file = (...releases: Read[]) => fileReleases(database.db, releases)
async function fileEach(...releases: Read[]): Promise<string[]> {
  const ids: string[] = []
  for (const release of releases) ids.push(...(await file(release)))
  return ids
}
async function article(id: string | undefined) {
  return database.db
    .selectFrom('article')
    .select(['storyId', 'corrects', 'correctionKind', 'version', 'status'])
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()
}
const storyOf = async (id: string | undefined) => (await article(id)).storyId
async function history(id: string | undefined) {
  return database.db
    .selectFrom('history')
    .select(['action', 'detail'])
    .where('articleId', '=', id ?? '')
    .orderBy('id')
    .execute()
}

describe('near-duplicates', () => {
  const copies: [string, Read][] = [
    [
      'from another sender under another headline',
      { text: COPY, headline: 'A dry place to wait', from: 'a@agency.example' },
    ],
    [
      'with an introduction of its own',
      { text: `Portmarin has waited for it: here is the news from the harbour.\n\n${COPY}` },
    ],
    ['cut after half', { text: COPY.slice(0, COPY.indexOf('"We')) }],
    ['cut after the first paragraph', { text: COPY.split('\n\n')[0] as string }],
    [
      'with a sentence more',
      { text: `${COPY}\n\nThe mayor thanked the builders and invited everyone to a party on the quay.` },
    ],
    [
      'with other quotes, dashes and line breaks',
      { text: COPY.replaceAll('"', '”').replaceAll(' ', '\n').replace('18.5', '18,5') },
    ],
  ]
  test.each(copies)('%s are one story', async (_how, copy) => {
    const [first, second] = await fileEach({ text: COPY }, copy)
    expect(await storyOf(second)).toBe(await storyOf(first))
    expect(await article(second)).toMatchObject({ corrects: null, correctionKind: null })
  })

  const others: [string, Read][] = [
    ['another text', { text: OTHER }],
    [
      'the same figures of another week',
      { text: COPY.replace('2,400', '3,100').replace('312', '298').replace('18.5', '21.9') },
    ],
    ['the same words of another date', { text: COPY, datedOn: '2026-11-17' }],
    [
      'the same words of another place',
      { text: COPY.replaceAll('Portmarin', 'Westhaven').replace('islands', 'islands of Westhaven') },
    ],
  ]
  test.each(others)('%s is another story', async (_how, other) => {
    const [first, second] = await fileEach(
      { text: COPY.replace('islands', 'islands of Portmarin'), datedOn: '2026-11-24' },
      other,
    )
    expect(await storyOf(second)).not.toBe(await storyOf(first))
  })

  test('that come a month apart are two stories', async () => {
    const [first, second] = await fileEach({ text: COPY }, { text: COPY, receivedAt: new Date('2026-12-26T09:00:00Z') })
    expect(await storyOf(second)).not.toBe(await storyOf(first))
  })

  test('filed in one transaction are one story', async () => {
    const ids = await file({ text: COPY }, { text: OTHER }, { text: COPY, from: 'a@agency.example' })
    const [first, other, second] = await Promise.all(ids.map(storyOf))
    expect(second).toBe(first)
    expect(other).not.toBe(first)
  })

  test('filed at the same time by several workers are one story, every time', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.pool.query('truncate message, article, attachment, story, history cascade')
      const copies = Array.from({ length: 6 }, (_, n) =>
        file({ text: COPY, from: `${n}@agency.example` }, { text: OTHER }),
      )
      await Promise.all(copies)
      const { rows } = await sql<{ stories: number; begun: number }>`
        select count(distinct story_id)::int as stories, (select count(*) from story)::int as begun from article`.execute(
        database.db,
      )
      expect(rows).toEqual([{ stories: 2, begun: 2 }])
    }
  })

  test('of two stories that a third release tells both become one, and say so', async () => {
    const half = COPY.indexOf('Work began')
    const [first, second] = await fileEach(
      { text: COPY.slice(0, half) },
      { text: `${COPY.slice(0, 40)} ${COPY.slice(half)}` },
    )
    expect(await storyOf(second)).not.toBe(await storyOf(first))
    const [whole] = await file({ text: COPY })
    const stories = await Promise.all([first, second, whole].map(storyOf))
    expect(new Set(stories).size).toBe(1)
    const merged = await database.db
      .selectFrom('story')
      .select('mergedInto')
      .where('mergedInto', 'is not', null)
      .execute()
    expect(merged).toEqual([{ mergedInto: stories[0] }])
    const lines = [...(await history(first)), ...(await history(second))].map(({ action }) => action)
    expect(lines.filter((action) => action === 'story joined')).toHaveLength(1)
  })

  test('are looked for by index', async () => {
    await file({ text: COPY })
    await database.pool.query('analyze article')
    const { rows } = await database.pool
      .query(`set enable_seqscan = off; explain select id from article where bands && array[1::bigint, 2]`)
      .then((answers) => (answers as unknown as { rows: Record<string, string>[] }[])[1] ?? { rows: [] })
    await database.pool.query('set enable_seqscan = on')
    expect(JSON.stringify(rows)).toContain('article_bands')
  })
})

describe('a correction', () => {
  const found: [string, Read, Read, string][] = [
    [
      'that answers it',
      { text: COPY, id: '1@port.example' },
      { text: CORRECTED, thread: ['1@port.example'] },
      'thread',
    ],
    [
      'in its Outlook conversation',
      { text: COPY, thread: ['conversation:01'] },
      { text: 'The cost was 15.8 million.', thread: ['conversation:01'] },
      'thread',
    ],
    ['of the same address', { text: COPY }, { text: CORRECTED, headline: 'Terminal: the right cost' }, 'text'],
    ['of the same house', { text: COPY }, { text: CORRECTED, from: 'office@mail.port.example' }, 'text'],
    [
      'that only names it',
      { text: COPY, headline: 'Portmarin opens ferry terminal' },
      {
        text: 'In our release "Portmarin opens ferry terminal" the cost should read 15.8 million.',
        headline: 'Correction',
      },
      'headline',
    ],
    [
      'much of which was written anew',
      { text: COPY },
      { text: `${CORRECTED.split('\n\n').slice(0, 2).join('\n\n')}\n\n${OTHER}` },
      'text',
    ],
  ]
  test.each(found)('%s is the next version of the release', async (_how, release, correction, by) => {
    const [first, second] = await fileEach(
      { receivedAt: at('09:00'), ...release },
      { receivedAt: at('10:00'), kind: 'correction', ...correction },
    )
    const [one, two] = [await article(first), await article(second)]
    expect(two).toMatchObject({ corrects: first, correctionKind: 'correction', storyId: one.storyId, version: 1 })
    expect(one.version).toBe(2)
    expect(await history(second)).toMatchObject([
      { action: 'filed' },
      { action: 'corrects', detail: { of: first, by } },
    ])
    expect(await history(first)).toMatchObject([
      { action: 'filed' },
      { action: 'corrected', detail: { kind: 'correction', by: second, status: 'draft' } },
    ])
  })

  const alone: [string, Read, Read][] = [
    [
      'by a stranger who names the same organisation',
      { text: COPY, organisation: 'Harbour Authority' },
      { text: CORRECTED, from: 'desk@elsewhere.example', organisation: 'harbour authority', kind: 'correction' },
    ],
    [
      'by a stranger who answers it',
      { text: COPY, id: '1@port.example' },
      { text: CORRECTED, from: 'x@gmail.com', thread: ['1@port.example'], kind: 'correction' },
    ],
    [
      'by a stranger who takes back what he answers',
      { text: COPY, id: '1@port.example' },
      { text: 'Please disregard.', from: 'x@gmail.com', thread: ['1@port.example'], kind: 'recall' },
    ],
    ['of another sender', { text: COPY }, { text: CORRECTED, from: 'x@elsewhere.example', kind: 'correction' }],
    [
      'of another with the same provider',
      { text: COPY, from: 'a@gmail.com' },
      { text: CORRECTED, from: 'b@gmail.com', kind: 'correction' },
    ],
    ['of another release', { text: COPY }, { text: OTHER, headline: 'Drawings shown', kind: 'correction' }],
    [
      'six weeks later',
      { text: COPY },
      { text: CORRECTED, kind: 'correction', receivedAt: new Date('2027-01-05T09:00:00Z') },
    ],
    [
      'that takes back the same headline of another sender',
      { text: COPY, headline: 'Portmarin opens ferry terminal' },
      {
        text: 'Please disregard.',
        headline: 'Recall: Portmarin opens ferry terminal',
        from: 'x@elsewhere.example',
        kind: 'recall',
      },
    ],
    [
      'in the thread of another release, which was answered for its list of addresses',
      { text: COPY, id: '1@port.example' },
      { text: `${OTHER}\n\n${OTHER}`, headline: 'Drawings shown', kind: 'correction', thread: ['1@port.example'] },
    ],
  ]
  test.each(alone)('%s stands alone, and says so', async (_how, release, correction) => {
    const [first, second] = await fileEach(
      { receivedAt: at('09:00'), ...release },
      { receivedAt: at('10:00'), ...correction },
    )
    expect(await article(second)).toMatchObject({ corrects: null, correctionKind: correction.kind })
    expect(await history(second)).toMatchObject([{ action: 'filed' }, { action: 'corrects', detail: { of: null } }])
    expect(await history(first)).toHaveLength(1)
  })

  test('is found among all releases of the day, in every language, by thread, address, house and headline', async () => {
    const originals = RELEASES.map(([name, text], n): Read => {
      const headline =
        text
          .split(/[.。]/)
          .find((sentence) => sentence.length > 30)
          ?.split(' ')
          .slice(0, 9)
          .join(' ') ?? name
      return { text, headline, from: `press@house${n}.example`, id: `${n}@house.example`, receivedAt: at('09:00') }
    })
    const ids = await file(...originals)
    const corrections = originals.flatMap((original, n): [string | undefined, Read][] => {
      const text = original.text.replace(/\d(?=\D)/, (digit) => String((Number(digit) + 1) % 10))
      const correction: Read = {
        ...original,
        text,
        kind: 'correction',
        id: `c${n}@house.example`,
        receivedAt: at('10:00'),
      }
      const { id: _, ...nameless } = correction
      return [
        [ids[n], { ...correction, thread: [`${n}@house.example`] }],
        [ids[n], { ...nameless, headline: 'Please note', receivedAt: at('10:10') }],
        [ids[n], { ...nameless, from: `office@mail.house${n}.example`, receivedAt: at('10:20') }],
        [
          ids[n],
          { ...nameless, text: `Correction: ${original.headline}. The figure was wrong.`, receivedAt: at('10:30') },
        ],
      ]
    })
    const filed = await fileEach(...corrections.map(([, correction]) => correction))
    const first = new Map(
      (await database.db.selectFrom('article').select(['id', 'corrects']).execute()).map((row) => [
        row.id,
        row.corrects,
      ]),
    )
    const rootOf = (id: string | undefined): string | undefined => {
      const before = id && first.get(id)
      return before ? rootOf(before) : id
    }
    const found = filed.map((id, n) => `${RELEASES[n >> 2]?.[0]}: ${rootOf(id) === corrections[n]?.[0]}`)
    expect(found).toEqual(corrections.map((_, n) => `${RELEASES[n >> 2]?.[0]}: true`))
  })

  test('of a series is of the release with the same figures', async () => {
    const week = (n: number) => COPY.replace('2,400', `${n},400`).replace('312', `${n}12`).replace('40', `${n}0`)
    const [, second, third, correction] = await fileEach(
      { text: week(3), receivedAt: at('08:00') },
      { text: week(4), receivedAt: at('09:00') },
      { text: week(5), receivedAt: at('10:00') },
      { text: week(4).replace('412', '411'), receivedAt: at('11:00'), kind: 'correction' },
    )
    expect((await article(correction)).corrects).toBe(second)
    expect(await history(third)).toHaveLength(1)
  })

  test('filed before what it corrects is linked when that comes', async () => {
    const [correction, first] = await fileEach(
      { text: CORRECTED, receivedAt: at('10:00'), kind: 'correction' },
      { text: COPY, receivedAt: at('09:00') },
    )
    expect(await article(correction)).toMatchObject({ corrects: first, storyId: await storyOf(first), version: 2 })
    expect(await history(first)).toMatchObject([
      { action: 'filed' },
      { action: 'corrected', detail: { by: correction } },
    ])
    expect(await database.db.selectFrom('story').selectAll().execute()).toHaveLength(1)
  })

  test('filed together with what it corrects is linked', async () => {
    const [correction, first] = await file(
      { text: CORRECTED, receivedAt: at('10:00'), kind: 'correction' },
      { text: COPY, receivedAt: at('09:00') },
    )
    expect(await article(correction)).toMatchObject({ corrects: first, storyId: await storyOf(first) })
  })

  test('of a correction is the version after it, also where they come in another order', async () => {
    const versions: Read[] = [
      { text: COPY, receivedAt: at('09:00') },
      { text: CORRECTED, receivedAt: at('10:00'), kind: 'correction' },
      { text: CORRECTED.replace('312', '321'), receivedAt: at('11:00'), kind: 'correction' },
    ]
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      await database.pool.query('truncate message, article, attachment, story, history cascade')
      const filed = await fileEach(...order.map((n) => versions[n] as Read))
      const ids = versions.map((_, n) => filed[order.indexOf(n)])
      const links = await Promise.all(ids.map(async (id) => (await article(id)).corrects))
      expect([order, links]).toEqual([order, [null, ids[0], ids[1]]])
      expect(new Set(await Promise.all(ids.map(storyOf))).size).toBe(1)
    }
  })

  test('is stated on each earlier version that somebody has taken or accepted, and asks to look again', async () => {
    const [first, second] = await fileEach(
      { text: COPY, receivedAt: at('09:00') },
      { text: CORRECTED, receivedAt: at('10:00'), kind: 'correction' },
    )
    await database.pool.query(
      `insert into "user" (id, name, email, "emailVerified", role) values ('u', 'Ed', 'u@desk.example', true, 'editor') on conflict do nothing`,
    )
    const step = async (id: string | undefined, version: number) =>
      triageArticle(database.db, id ?? '', version, 'accept', { id: 'u', name: 'Ed' })
    expect(await step(first, 1)).toEqual({ kind: 'changed' })
    expect(await step(first, 2)).toEqual({ kind: 'done' })
    const [third] = await file({ text: CORRECTED.replace('312', '321'), receivedAt: at('11:00'), kind: 'correction' })
    expect((await history(first)).at(-1)).toMatchObject({
      action: 'corrected',
      detail: { by: third, status: 'accepted' },
    })
    expect((await history(second)).at(-1)).toMatchObject({
      action: 'corrected',
      detail: { by: third, status: 'draft' },
    })
  })

  test('that two workers file at the same time as what it corrects is linked once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.pool.query('truncate message, article, attachment, story, history cascade')
      const [[first], [second], [third]] = (await Promise.all([
        file({ text: COPY, receivedAt: at('09:00') }),
        file({ text: CORRECTED, receivedAt: at('10:00'), kind: 'correction' }),
        file({ text: CORRECTED.replace('312', '321'), receivedAt: at('11:00'), kind: 'correction' }),
      ])) as [[string], [string], [string]]
      expect([(await article(second)).corrects, (await article(third)).corrects]).toEqual([first, second])
    }
  })
})

describe('a recall', () => {
  test('finds the release that it names', async () => {
    const [, first, recall] = await fileEach(
      { text: OTHER, headline: 'Museum shows forgotten drawings', receivedAt: at('09:00') },
      { text: COPY, headline: 'Portmarin opens ferry terminal', receivedAt: at('09:30') },
      {
        text: 'Ines Marlow would like to recall the message, "Portmarin opens ferry terminal".',
        headline: 'Recall: Portmarin opens ferry terminal',
        kind: 'recall',
        receivedAt: at('10:00'),
      },
    )
    expect(await article(recall)).toMatchObject({ corrects: first, correctionKind: 'recall' })
  })

  test('that names nothing is of the one release that its sender has just sent, and of none of several', async () => {
    const recall: Read = {
      text: 'Please disregard our release of this morning.',
      headline: 'Please disregard',
      kind: 'recall',
      receivedAt: at('10:00'),
    }
    const [first, one] = await fileEach({ text: COPY, receivedAt: at('09:00') }, recall)
    expect((await article(one)).corrects).toBe(first)
    const [, other] = await fileEach({ text: OTHER, receivedAt: at('09:30') }, { ...recall, receivedAt: at('11:00') })
    expect((await article(other)).corrects).toBeNull()
  })
})

describe('an answer without a word of correction', () => {
  test('with much the same release in it is an update', async () => {
    const [first, second] = await fileEach(
      { text: COPY, id: '1@port.example', receivedAt: at('09:00') },
      { text: CORRECTED, thread: ['1@port.example'], receivedAt: at('10:00') },
    )
    expect(await article(second)).toMatchObject({ corrects: first, correctionKind: 'update' })
  })

  test('with another release in it is a release', async () => {
    const [first, second] = await fileEach(
      { text: COPY, id: '1@port.example', receivedAt: at('09:00') },
      { text: OTHER, thread: ['1@port.example'], receivedAt: at('10:00') },
    )
    expect(await article(second)).toMatchObject({ corrects: null, correctionKind: null })
    expect(await storyOf(second)).not.toBe(await storyOf(first))
  })
})
