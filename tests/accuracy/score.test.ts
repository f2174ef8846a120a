import { describe, expect, test } from 'vitest'
import { newTallies, type Part } from '../../src/accuracy/parts.ts'
import { belowFloor, reportOf, textOf } from '../../src/accuracy/report.ts'
import { scoreRelease } from '../../src/accuracy/score.ts'
import { scoreStories } from '../../src/accuracy/stories.ts'
import { figuresOf, newTally } from '../../src/accuracy/tally.ts'
import { type Expected, expectedOf } from '../../src/accuracy/truth.ts'
import type { Draft } from '../../src/pipeline/draft.ts'

const EMBARGO: Draft['embargo'] = {
  ...{ certainty: 'none', instant: null, zone: null, words: null, reasons: [], evidence: null },
  given: { receivedAt: '2026-11-23T09:00:00Z', senderOffset: null, deskZone: 'UTC' },
}

const DRAFT: Draft = {
  headline: { value: 'Harbour opens', confidence: 1, evidence: null },
  ...{ standfirst: null, organisation: null, language: 'en', dateline: null, notes: null, correction: null },
  body: { text: 'The harbour opened today.\n\nIt is deep.', html: '' },
  ...{ outline: [], text: '' },
  text: '',
  ...{ quotes: [], boilerplate: [], contacts: [], marks: [], attachments: [], diary: [], links: [], pressKits: [] },
  ...{ embargo: EMBARGO, rest: '', learnt: [], removed: [] },
}

function scored(part: Part, expected: Expected, draft: Partial<Draft> | null) {
  const tallies = newTallies()
  scoreRelease(tallies, 'one', expected, draft && { ...DRAFT, ...draft })
  const { right, wrong, missed } = tallies[part]
  return [right, wrong, missed]
}

const reading = (value: string) => ({ value, confidence: 1, evidence: null })
const dateline = (place: string | null, date: string | null) => ({ place, date, confidence: 1, evidence: null })
const quote = (words: string, speaker: string | null) => ({ words, speaker, title: null, evidence: null })
const contact = (name: string | null, email: string | null, phone: string | null): Draft['contacts'][number] => ({
  ...{ name, email, phone, role: null, organisation: null, otherPhones: [], confidence: 1, evidence: null },
})
const wanted = (name: string | null, email: string | null, phone: string | null) => ({ name, email, phone, phones: [] })
const about = (heading: string | null, text: string) => ({ heading, text, evidence: null })

const CASES: [title: string, part: Part, expected: Expected, draft: Partial<Draft> | null, counts: number[]][] = [
  ['a headline is right with other white space', 'headline', { headline: 'Harbour\n opens' }, {}, [1, 0, 0]],
  ['a headline in another case is wrong', 'headline', { headline: 'HARBOUR OPENS' }, {}, [0, 1, 1]],
  ['no draft has no headline', 'headline', { headline: 'Harbour opens' }, null, [0, 0, 1]],
  ['a headline that is not asked about is not counted', 'headline', {}, {}, [0, 0, 0]],
  [
    'bullets of a standfirst make no difference',
    'standfirst',
    { standfirst: ['• Two piers', '• One crane'] },
    { standfirst: reading('Two piers\nOne crane') },
    [1, 0, 0],
  ],
  [
    'a standfirst where there is none is wrong',
    'standfirst',
    { standfirst: [] },
    { standfirst: reading('x') },
    [0, 1, 0],
  ],
  [
    'a place may be in capitals',
    'dateline place',
    { place: 'Leeds' },
    { dateline: dateline('LEEDS', null) },
    [1, 0, 0],
  ],
  [
    'no date is expected and none found',
    'dateline date',
    { date: null },
    { dateline: dateline('Leeds', null) },
    [0, 0, 0],
  ],
  [
    'a date that is not stated is wrong',
    'dateline date',
    { date: null },
    { dateline: dateline(null, '2026-11-01') },
    [0, 1, 0],
  ],
  [
    'another date is wrong and missed',
    'dateline date',
    { date: '2026-11-02' },
    { dateline: dateline(null, '2026-11-01') },
    [0, 1, 1],
  ],
  ['Bokmål is Norwegian', 'language', { language: 'no' }, { language: 'nb' }, [1, 0, 0]],
  ['a language that is not told is missed', 'language', { language: 'en' }, { language: null }, [0, 0, 1]],
  [
    'any name of an organisation is right',
    'organisation',
    { organisation: ['Acme', 'Acme plc'] },
    { organisation: reading('ACME PLC') },
    [1, 0, 0],
  ],
  ['no correction is expected and none found', 'correction', { correction: null }, {}, [0, 0, 0]],
  [
    'another kind of correction is wrong',
    'correction',
    { correction: 'recall' },
    { correction: { kind: 'update', of: null, words: null, evidence: null } },
    [0, 1, 1],
  ],
  [
    'a quote in two pieces may be found as one',
    'quotes',
    {
      quotes: [
        { words: 'We came', speaker: 'A' },
        { words: 'We saw', speaker: 'A' },
      ],
    },
    { quotes: [quote('We came. We saw.', 'A')] },
    [2, 0, 0],
  ],
  [
    'a word in quotation marks is no quote',
    'quotes',
    { quotes: [] },
    { quotes: [quote('Salt and Silver', null)] },
    [0, 1, 0],
  ],
  [
    'a speaker may have a title before the name',
    'quote speakers',
    { quotes: [{ words: 'We came', speaker: 'Ida Holm' }] },
    { quotes: [quote('We came', 'Prof. Dr. Ida Holm')] },
    [1, 0, 0],
  ],
  [
    'another speaker is wrong',
    'quote speakers',
    { quotes: [{ words: 'We came', speaker: 'Ida Holm' }] },
    { quotes: [quote('We came', 'Ola Holm')] },
    [0, 1, 1],
  ],
  [
    'one of two boilerplates is missed',
    'boilerplate',
    { boilerplate: [{ heading: 'About A' }, { heading: 'About B' }] },
    { boilerplate: [about('ABOUT A', 'x')] },
    [1, 0, 1],
  ],
  [
    'a heading may stand in the text',
    'boilerplate',
    { boilerplate: [{ heading: 'About A' }] },
    { boilerplate: [about(null, 'About A: we make rope')] },
    [1, 0, 0],
  ],
  [
    'a boilerplate that goes on too long is wrong',
    'boilerplate text',
    { boilerplate: [{ heading: 'About A', text: 'We make rope.' }] },
    { boilerplate: [about('About A', 'Contact Ida. We make rope.')] },
    [0, 1, 1],
  ],
  [
    'the address alone makes a contact right',
    'contacts',
    { contacts: [wanted('Ida', 'ida@a.example', '+442079460001')] },
    { contacts: [contact(null, 'IDA@a.example', null)] },
    [1, 0, 0],
  ],
  [
    'a number within the country makes a contact right',
    'contacts',
    { contacts: [wanted('Ida', null, '+442079460001')] },
    { contacts: [contact('Ida', null, '020 7946 0001')] },
    [1, 0, 0],
  ],
  [
    'who shares an address is told by name',
    'contact names',
    { contacts: [wanted('Ida', 'x@a.example', null), wanted('Ola', 'x@a.example', null)] },
    { contacts: [contact('Ola', 'x@a.example', null), contact('Ida', 'x@a.example', null)] },
    [2, 0, 0],
  ],
  ['a hotline is no contact', 'contacts', { contacts: [] }, { contacts: [contact(null, null, '101999')] }, [0, 1, 0]],
  [
    'a number as written is not in E.164',
    'contact phones in E.164',
    { contacts: [wanted(null, null, '+442079460001')] },
    { contacts: [contact(null, null, '020 7946 0001')] },
    [0, 1, 1],
  ],
  [
    'a trunk prefix in brackets is none of the number',
    'contact phones in E.164',
    { contacts: [wanted(null, null, '+44 (0)20 7946 0001')] },
    { contacts: [contact(null, null, '+442079460001')] },
    [1, 0, 0],
  ],
  [
    'words that are in no part are still kept',
    'text kept',
    { needles: ['It is deep', 'Car park'] },
    { rest: 'CAR PARK closed' },
    [2, 0, 0],
  ],
  ['words that are nowhere are lost', 'text kept', { needles: ['Car park'] }, {}, [0, 0, 1]],
  [
    'a footer in the body is wrong',
    'clean body',
    { notInBody: ['Unsubscribe'] },
    { body: { text: 'Words. Unsubscribe', html: '' } },
    [0, 1, 0],
  ],
]

test.each(CASES)('%s', (_, part, expected, draft, counts) => {
  expect(scored(part, expected, draft)).toEqual(counts)
})

describe('an embargo', () => {
  const at = (instant: string) => ({ ...EMBARGO, certainty: 'certain' as const, instant, words: 'Embargo' })
  const certain = { embargo: { certainty: 'certain' as const, instant: '2026-11-24T00:01:00.000Z' } }

  test('is right at the same instant, however that is written', () => {
    expect(scored('embargo', certain, { embargo: at('2026-11-24T01:01:00+01:00') })).toEqual([1, 0, 0])
  })

  test('that is certain at another instant is listed first, and below any floor', () => {
    const tallies = newTallies()
    scoreRelease(tallies, 'early', certain, { ...DRAFT, embargo: at('2026-11-23T00:01:00Z') })
    scoreRelease(tallies, 'right', certain, { ...DRAFT, embargo: at('2026-11-24T00:01:00Z') })
    const report = reportOf(2, tallies)
    expect(report.wrongCertain.map(({ id }) => id)).toEqual(['early'])
    expect(textOf(report, 0)).toMatch(/^WRONGLY CERTAIN EMBARGOES\n {2}early\n/)
    expect(belowFloor(report, {})).toEqual(['1 embargoes are wrongly called certain'])
  })

  test.each([
    ['where there is none', 'none'],
    ['that cannot be known', 'uncertain'],
  ] as const)('%s is wrongly certain', (_, certainty) => {
    const tallies = newTallies()
    scoreRelease(
      tallies,
      'one',
      { embargo: { certainty, instant: null } },
      { ...DRAFT, embargo: at('2026-11-24T00:01:00Z') },
    )
    expect(reportOf(1, tallies).wrongCertain).toHaveLength(1)
  })

  test('that is uncertain holds back as well as a conflict', () => {
    const uncertain = { embargo: { certainty: 'uncertain' as const, instant: null } }
    expect(scored('embargo', uncertain, { embargo: { ...EMBARGO, certainty: 'conflict' } })).toEqual([1, 0, 0])
    expect(scored('embargo certain', uncertain, { embargo: { ...EMBARGO, certainty: 'conflict' } })).toEqual([0, 0, 0])
  })

  test('that is not seen is missed, and nothing is wrongly certain', () => {
    expect(scored('embargo certain', certain, {})).toEqual([0, 0, 1])
  })
})

describe('the body', () => {
  const whole =
    'Harbour opens\n\nLeeds: The harbour opened today.\n\nIt is deep.\n\nIt is wide.\n\nENDS\n\nContact: Ida'
  const body = { whole, start: whole.indexOf('Leeds'), end: whole.indexOf('\n\nENDS') }
  const of = (...paragraphs: string[]) => ({ body: { text: paragraphs.join('\n\n'), html: '' } })

  test.each([
    ['exactly', of('Leeds: The harbour opened today.', 'It is deep.', 'It is wide.'), [1, 1, 1, 1]],
    ['one paragraph early and late', of('Harbour opens', 'Leeds: The harbour…', 'ENDS'), [1, 1, 0, 0]],
    ['two paragraphs late', of('It is wide.', 'ENDS', 'Contact: Ida'), [0, 0, 0, 0]],
    ['with words that are nowhere', of('Something else'), [0, 0, 0, 0]],
  ] as const)('found %s', (_, draft, right) => {
    const parts = ['body start', 'body end', 'body start exact', 'body end exact'] as const
    expect(parts.map((part) => scored(part, { body }, draft)[0])).toEqual(right)
  })

  test('is the same where a machine broke its lines', () => {
    const lead = 'The harbour of Leeds opened today, after years in which nobody knew what to'
    const broken = `Headline\n\n${lead}\ndo with so much water.\n\nENDS`
    const expected = { whole: broken, start: broken.indexOf('The'), end: broken.indexOf('\n\nENDS') }
    expect(scored('body end exact', { body: expected }, of(`${lead} do with so much water.`))).toEqual([1, 0, 0])
  })
})

describe('figures', () => {
  test('are precision, recall and their harmonic mean', () => {
    const { precision, recall, f1, count } = figuresOf({ ...newTally(), right: 6, wrong: 2, missed: 4 })
    expect({ precision, recall, f1, count }).toEqual({ precision: 0.75, recall: 0.6, f1: 6 / 9, count: 10 })
  })

  test('are unknown where nothing was expected or found', () => {
    expect(figuresOf(newTally())).toEqual({ precision: null, recall: null, f1: null, count: 0 })
  })

  test('below the floor are named, and an unknown part is refused', () => {
    const tallies = newTallies()
    scoreRelease(tallies, 'one', { headline: 'Harbour opens' }, DRAFT)
    scoreRelease(tallies, 'two', { headline: 'Harbour shuts' }, DRAFT)
    const report = reportOf(2, tallies)
    expect(belowFloor(report, { headline: 0.5 })).toEqual([])
    expect(belowFloor(report, { headline: 0.51 })).toEqual(['headline: 50.0 % is below 51.0 %'])
    expect(() => belowFloor(report, { headlines: 0.5 })).toThrow(RangeError)
  })
})

describe('stories', () => {
  const words =
    'the harbour master of leeds has opened a new deep basin for ships that carry rope and tar from the north'
  const told = (id: string, story: string, text: string, corrects = false) => ({
    ...{ id, story, read: { text, datedOn: null, bands: ['1'], corrects } },
  })

  test('count each pair once', () => {
    const tally = newTally()
    scoreStories(tally, [told('a', 's', words), told('b', 's', words), told('c', 't', words)])
    expect([tally.right, tally.wrong, tally.missed]).toEqual([1, 2, 0])
  })

  test('that were not read are missed', () => {
    const tally = newTally()
    scoreStories(tally, [told('a', 's', words), { id: 'b', story: 's', read: null }])
    expect([tally.right, tally.wrong, tally.missed]).toEqual([0, 0, 1])
  })
})

describe('a row of truth', () => {
  test.each([
    ['immediate', { status: 'immediate' }, 'none'],
    ['only mentioned', { status: 'mention' }, 'none'],
    ['with date, time and zone', { status: 'embargoed', iso: '2025-06-12T10:00+01:00' }, 'certain'],
    ['without a zone', { status: 'embargoed', iso: '2025-06-12T10:00' }, 'uncertain'],
    ['with a date alone', { status: 'embargoed', iso: '2025-06-12' }, 'uncertain'],
    ['that contradicts itself', { status: 'contradictory', iso: '2025-06-12T10:00Z' }, 'uncertain'],
  ])('with an embargo %s tells its certainty', (_, embargo, certainty) => {
    expect(expectedOf({ id: 'x', line: 'Embargo', ...embargo }).embargo?.certainty).toBe(certainty)
  })

  test('may give its notes as a list', () => {
    expect(expectedOf({ truth: { notes: ['One', 'Two'] } }).notes).toBe('One\nTwo')
  })

  test("of a source's own records asks for a headline only where it stands in the text", () => {
    const row = (title_in_text: boolean) => ({
      label_source: 'dataset',
      truth: { title: 'Rope', title_in_text, language: 'en' },
    })
    expect(expectedOf(row(true))).toEqual({ headline: 'Rope', headlineCut: false, language: 'en' })
    expect(expectedOf(row(false))).toEqual({ headlineCut: false, language: 'en' })
  })
})
