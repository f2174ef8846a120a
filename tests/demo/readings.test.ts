import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseCopyFile } from '../../demo/copy-file.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { fileReleases } from '../support/file-releases.ts'
import { readAll } from './read-all.ts'
import { TRUTHS } from './truths.ts'

const HOUR = 3_600_000
const read = await readAll(new Date('2026-03-05T12:34:56.789Z'))

describe('the sample releases', () => {
  test('are all told what they say', () => {
    const drafts = read.filter(({ outcome }) => outcome.kind === 'draft').map(({ slug }) => slug)
    expect(drafts.toSorted()).toEqual(Object.keys(TRUTHS).toSorted())
  })

  test.each(Object.keys(TRUTHS))('%s is read as its source says', (slug) => {
    const { place = null, daysOld, embargo = 'none', contact, headline = headlineOf(slug) } = TRUTHS[slug] ?? {}
    const { draft, receivedAt } = readingOf(slug)
    const written = daysOld === undefined ? null : dayBefore(receivedAt, daysOld)
    expect({
      headline: draft.headline.value,
      language: draft.language,
      place: draft.dateline?.place ?? null,
      date: draft.dateline?.date ?? null,
      embargo: draft.embargo.certainty,
      contacts: draft.contacts.flatMap(({ email, phone }) => [email, phone]),
    }).toEqual({
      headline,
      language: languageOf(slug),
      place,
      date: written,
      embargo,
      contacts: expect.arrayContaining([contact]),
    })
  })

  test('hold back a lagoon until a full hour in London, four to five hours after it came', () => {
    const { draft, receivedAt } = readingOf('tidal-lagoon')
    const lift = Date.parse(draft.embargo.instant ?? '')
    expect(lift % HOUR).toBe(0)
    expect(lift - receivedAt.getTime()).toBeGreaterThan(4 * HOUR)
    expect(lift - receivedAt.getTime()).toBeLessThanOrEqual(5 * HOUR)
    expect(draft.embargo).toMatchObject({ zone: 'Europe/London', reasons: [] })
  })

  test('say of their photos what records and captions say, and until when the press kit is there', () => {
    const { draft, receivedAt } = readingOf('titan-arum')
    const rights = { credit: 'Wrenfield Botanic Garden', byline: 'Odile Marsh', city: 'Wrenfield' }
    expect(draft.attachments.map(({ role, picture }) => ({ role, ...picture }))).toMatchObject([
      { role: 'photo', caption: expect.stringContaining('Tam Brackley beside the titan arum'), ...rights },
      { role: 'photo', caption: expect.stringContaining('queue in the dark'), ...rights },
    ])
    expect(draft.pressKits).toMatchObject([{ expiresOn: dayBefore(receivedAt, -7) }])
  })

  test.each([
    ['ministerium-termin', 'Eröffnung Klimawald Lindenrode'],
    ['museo-faros', 'Visita de prensa: La costa que vigila'],
    ['club-belrive', 'AS Belrive – Port-Lamy'],
  ])('%s puts a date into the diary', (slug, summary) => {
    expect(readingOf(slug).draft.diary).toMatchObject([{ summary }])
  })

  test.each([
    ['see-attached', 'application/pdf'],
    ['vedlagt-ferge', 'application/rtf'],
  ])('%s has its headline from a file', (slug, type) => {
    const { draft } = readingOf(slug)
    expect(draft.headline.evidence).toMatchObject({ part: 'attachment', attachment: 1 })
    expect(draft.attachments[0]).toMatchObject({ type, unread: null })
  })

  test.each([
    ['forwarded-bells', 'nightdesk@dailycourier.example', 'news@stosythbells.example'],
    ['weitergeleitet-orgel', 'k.vogl@dailycourier.example', 'kultur@kloster-altenried.example'],
  ])('%s is by its real sender, not by the colleague', (slug, colleague, sender) => {
    const { origin } = readingOf(slug)
    expect([origin.forwardedBy?.address, origin.from?.address]).toEqual([colleague, sender])
  })

  test.each([
    ['larder-correction', 'correction'],
    ['tram-correction', 'correction'],
    ['violin-found', 'update'],
  ])('%s says that it is a later version', (slug, kind) => {
    expect(readingOf(slug).draft.correction).toMatchObject({ kind })
  })
})

describe('the stories of the sample releases', () => {
  test('are one card each for company and agency, for a correction and what it corrects', async () => {
    const database = await openTestDatabase()
    onTestFinished(() => database.close())
    expect(await storiesOf(database.db)).toEqual([
      ['larder-correction', 'larder-report'],
      ['pocketgrid-agency', 'pocketgrid-round'],
      ['tram-correction', 'tram-line'],
    ])
  })
})

/** Which releases share a story, once all are filed, by name. */
async function storiesOf(db: TestDatabase['db']): Promise<string[][]> {
  const releases = read
    .filter(({ outcome }) => outcome.kind === 'draft')
    .map(({ slug }) => ({ slug, ...readingOf(slug) }))
  const ids = await fileReleases(db, releases.map(filedOf))
  const articles = await db.selectFrom('article').select(['id', 'storyId']).execute()
  const stories = Map.groupBy(articles, ({ storyId }) => storyId)
  const named = [...stories.values()].map((told) =>
    told.map(({ id }) => releases[ids.indexOf(id)]?.slug ?? '').toSorted(),
  )
  return named.filter(({ length }) => length > 1).toSorted()
}

function filedOf({ draft, origin, receivedAt }: ReturnType<typeof readingOf>) {
  const { headline, body, dateline, organisation, correction } = draft
  return {
    ...{ text: body.text, headline: headline.value, receivedAt },
    ...(origin.from && { from: origin.from.address }),
    ...(origin.messageId !== null && { id: origin.messageId }),
    ...(origin.thread && { thread: origin.thread }),
    ...(correction && { kind: correction.kind }),
    ...(dateline?.date && { datedOn: dateline.date }),
    ...(organisation && { organisation: organisation.value }),
  }
}

function readingOf(slug: string) {
  const found = read.find((one) => one.slug === slug)
  if (found?.outcome.kind !== 'draft') throw new Error(`${slug} is not a draft`)
  return { ...found.outcome, receivedAt: found.receivedAt }
}

function copyOf(slug: string) {
  return parseCopyFile(slug, readFileSync(new URL(`../../demo/copy/${slug}.txt`, import.meta.url), 'utf8'))
}

/** The line that the copy file marks with `# `, without the label that it may begin with. */
function headlineOf(slug: string): string {
  const { fields, copy } = copyOf(slug)
  const copied = fields.get('copy-of')?.[0]
  const marked = /^# (.*)$/m.exec(copied === undefined ? copy : copyOf(copied).copy)?.[1] ?? ''
  return marked.replace(/^UPDATE: /, '')
}

/** As the pipeline writes it: Bokmål and Nynorsk are Norwegian. */
function languageOf(slug: string): string {
  const language = copyOf(slug).fields.get('language')?.[0]?.slice(0, 2) ?? ''
  return language === 'nb' ? 'no' : language
}

/** `YYYY-MM-DD`, in UTC. */
function dayBefore(date: Date, days: number): string {
  return new Date(date.getTime() - days * 24 * HOUR).toISOString().slice(0, 10)
}
