import { expect, test } from 'vitest'
import { html, release } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'
import { AUTHORITIES } from './releases/authorities.ts'
import { CLUBS } from './releases/clubs.ts'
import { CORRECTED } from './releases/corrected.ts'
import { EASTERN } from './releases/eastern.ts'
import { ENGLISH } from './releases/english.ts'
import { GERMAN } from './releases/german.ts'
import { LAYOUTS } from './releases/layouts.ts'
import { LOOKS } from './releases/looks.ts'
import { MIXED } from './releases/mixed.ts'
import { NORTHERN } from './releases/northern.ts'
import { ODD } from './releases/odd.ts'
import { OFFICES } from './releases/offices.ts'
import type { ReleaseCase } from './releases/release-case.ts'
import { ROMANCE } from './releases/romance.ts'
import { USUAL } from './releases/usual.ts'
import { WIRES } from './releases/wires.ts'

const RECEIVED = new Date('2025-06-12T09:00:00Z')
const RELEASES = [
  ...ENGLISH,
  ...GERMAN,
  ...ROMANCE,
  ...NORTHERN,
  ...EASTERN,
  ...ODD,
  ...MIXED,
  ...USUAL,
  ...CORRECTED,
  ...AUTHORITIES,
  ...WIRES,
  ...CLUBS,
  ...LOOKS,
  ...LAYOUTS,
  ...OFFICES,
]

const flat = (words: string) => words.replace(/\s+/g, ' ').trim()
const encoded = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`

async function read({ subject, text, html: page }: Pick<ReleaseCase, 'subject' | 'text' | 'html'>) {
  const headers = page === undefined ? [] : html('').headers
  const outcome = await ingest(release(encoded(subject), page ?? text ?? '', ...headers), RECEIVED)
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  return outcome.draft
}

test.each(RELEASES.map((one) => [`${one.headline} (${one.about ?? 'subject'}: ${one.subject})`, one] as const))(
  'the top is read of: %s',
  async (_title, expected) => {
    const draft = await read(expected)
    const body = flat(draft.body.text)
    expect(draft.headline.value).toBe(expected.headline)
    expect([draft.dateline?.place ?? null, draft.dateline?.date ?? null]).toEqual([
      expected.place ?? null,
      expected.date ?? null,
    ])
    expect(body.slice(0, expected.body.length)).toBe(flat(expected.body))
    if (expected.standfirst !== undefined) expect(draft.standfirst?.value ?? null).toBe(expected.standfirst)
    if (expected.inSubject) expect(draft.headline.evidence?.part).toBe('subject')
  },
)

const LEAD =
  'LEEDS, 12 June 2025 – The city will plant 4,000 trees along its ring road by spring, the council said today. Half of them are limes.'
const MORE = 'The trees cost £2 million, which the council has set aside in its budget for the coming year.'

test('labels, release words and dates above the copy are marks, and nothing above the copy is lost', async () => {
  const draft = await read({
    subject: 'Press release',
    text: `Leeds Parks\nPRESS RELEASE No. 12/2025\nFor immediate release\n12 June 2025\n\nCity to plant 4,000 trees along its ring road\n\n${LEAD}\n\n${MORE}`,
  })
  expect(draft.marks.map(({ kind, words }) => [kind, words])).toEqual([
    ['label', 'PRESS RELEASE'],
    ['immediate', 'For immediate release'],
    ['date', '12 June 2025'],
  ])
  expect(draft.rest).toBe('Leeds Parks\nPRESS RELEASE No. 12/2025')
})

test('evidence of headline, standfirst and dateline points at their words in the text', async () => {
  const text = `PRESS RELEASE\n\nCity to plant 4,000 trees along its ring road\n\nSubheading: Half of them are limes\n\n${LEAD}\n\n${MORE}`
  const draft = await read({ subject: 'Trees', text })
  const { headline, standfirst, dateline } = draft
  const wordsAt = (evidence: { start: number; end: number } | null | undefined) =>
    evidence ? text.slice(evidence.start, evidence.end) : null
  expect(wordsAt(headline.evidence)).toBe('City to plant 4,000 trees along its ring road')
  expect(wordsAt(standfirst?.evidence)).toBe('Half of them are limes')
  expect(wordsAt(dateline?.evidence)).toBe('LEEDS, 12 June 2025')
})

test('a dateline without a year has that of the time of receipt', async () => {
  const draft = await read({ subject: 'Trees', text: `City plants trees\n\n${LEAD.replace(' 2025', '')}\n\n${MORE}` })
  expect(draft.dateline?.date).toBe('2025-06-12')
})

test('a date in figures that could be read two ways is the one nearer to the time of receipt', async () => {
  const draft = await read({ subject: 'Trees', text: `City plants trees\n\nLEEDS (06/12/2025) – ${LEAD}\n\n${MORE}` })
  expect(draft.dateline?.date).toBe('2025-06-12')
})

test('a top of nothing but labels and brackets takes no time', async () => {
  const before = process.cpuUsage()
  for (const piece of ['PRESS RELEASE: ', 'LONDON, ', '(', '12 June 2025 ', '【東京】', 'A-', 'embargoed until '])
    await read({ subject: 'x', text: `${piece.repeat(30_000)}\n`.repeat(2) })
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000)
})

test('the note above a corrected release is no part of the copy, but stays in sight', async () => {
  const note =
    'Please note that the release sent at 9am contained an error. The figure should have read 4,000, not 400.'
  const draft = await read({
    subject: 'Corrected press release',
    text: `${note}\n\nCity to plant 4,000 trees along its ring road\n\n${LEAD}\n\n${MORE}`,
  })
  expect(draft.body.text).not.toContain('Please note')
  expect(draft.rest).toBe(note)
})

test.each([
  ['a recall with nothing below it', 'Please disregard our press release of this morning.\n\nKind regards\nJo Tarn'],
  [
    'a note with copy, but no headline, below it',
    `Please disregard our press release of this morning.\n\n${MORE}\n\n${MORE.replace('trees', 'limes')}`,
  ],
])('words are never lost with a note: %s', async (_title, text) => {
  const draft = await read({ subject: 'Recall', text })
  for (const line of text.split('\n').filter((one) => one.length > 20))
    expect(flat(`${draft.headline.value} ${draft.body.text} ${draft.rest}`)).toContain(line)
})
