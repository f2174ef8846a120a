import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Draft, Embargo } from '../../src/pipeline/draft.ts'
import { findEmbargo } from '../../src/pipeline/embargo.ts'
import type { Passage } from '../../src/pipeline/passages.ts'
import { file, html, multipart, release, text } from './build-mail.ts'
import { corpusTitle, hasCorpus, readCorpusLines } from './corpus.ts'
import {
  CERTAIN_IN_SUMMER,
  CERTAIN_IN_WINTER,
  CERTAIN_TOO,
  CONFLICTS,
  NEWS,
  NONE,
  SUMMER,
  TRAPS,
  UNCERTAIN,
  WINTER,
} from './embargo-wordings.ts'
import { ingest } from './ingest-plainly.ts'

interface Options {
  received?: string
  language?: string
  senderOffset?: string | null
  deskZone?: string
}

function read(passages: readonly Passage[], options: Options = {}): Embargo {
  const { received = SUMMER, language = 'en', senderOffset = null, deskZone = 'Europe/London' } = options
  const languages = [...new Set([language, 'en'])]
  return findEmbargo(passages, { receivedAt: new Date(received), senderOffset, deskZone, languages })
}

function at(place: Passage['place'], words: string): Passage {
  return { place, text: words, locate: () => null }
}

function readCopy(words: string, options?: Options): Embargo {
  return read([at('copy', words)], options)
}

describe('An embargo whose date, time and zone are stated', () => {
  test.each([...CERTAIN_IN_SUMMER, ...CERTAIN_TOO])('is certain (%s): %s', (language, words, instant) => {
    expect(readCopy(words, { language })).toMatchObject({ certainty: 'certain', instant, reasons: [] })
  })

  test.each(CERTAIN_IN_WINTER)('is certain in winter (%s): %s', (language, words, instant) => {
    expect(readCopy(words, { language, received: WINTER })).toMatchObject({
      certainty: 'certain',
      instant,
      reasons: [],
    })
  })

  test.each([...CERTAIN_IN_SUMMER, ...CERTAIN_IN_WINTER])(
    'reads the same where the language of a short paper is not told (%s): %s',
    (_language, words, instant) => {
      const received = instant > '2025-09' ? WINTER : SUMMER
      expect(readCopy(words, { received })).toMatchObject({ certainty: 'certain', instant })
    },
  )

  test('names the zone by its place, or by its offset', () => {
    const zoneOf = (zone: string) => readCopy(`Embargoed until 10:00 ${zone} on 12 June 2025`).zone
    const names = ['BST', 'UK time', 'EDT', 'CEST', 'Paris time', 'GMT', 'UTC', 'GMT+3', '+0100']
    expect(names.map(zoneOf)).toEqual([
      'Europe/London',
      'Europe/London',
      'America/New_York',
      'Europe/Berlin',
      'Europe/Paris',
      'UTC',
      'UTC',
      '+03:00',
      '+01:00',
    ])
  })

  test('shows the words that it was read from, and what else it rests on', () => {
    const passage = { ...at('copy', 'A headline\n\nEMBARGOED UNTIL 10:00 BST\nON 12 JUNE 2025\n\nA text.'), locate }
    expect(read([passage], { senderOffset: '+0100' })).toEqual({
      certainty: 'certain',
      instant: '2025-06-12T09:00:00Z',
      zone: 'Europe/London',
      words: 'EMBARGOED UNTIL 10:00 BST ON 12 JUNE 2025',
      reasons: [],
      evidence: { part: 'text', start: 0, end: 41 },
      given: { receivedAt: '2025-06-10T09:00:00.000Z', senderOffset: '+0100', deskZone: 'Europe/London' },
    })
    function locate(words: string) {
      return { part: 'text' as const, start: 0, end: words.length }
    }
  })
})

describe('An embargo that cannot be read beyond doubt', () => {
  test.each(UNCERTAIN)('is uncertain (%s): %s', (language, words, reason) => {
    const embargo = readCopy(words, { language, senderOffset: '+0100' })
    expect(embargo.certainty).toBe('uncertain')
    expect(embargo.reasons.join('\n')).toMatch(reason)
  })

  test.each(TRAPS)('is uncertain where it was written to mislead (%s): %s', (language, words) => {
    expect(readCopy(words, { language, senderOffset: '+0100' }).certainty).toBe('uncertain')
  })

  test.each([
    ['without a zone, by the sender’s clock', 'Embargoed until 10:00 on 12 June 2025', '2025-06-12T14:00:00Z', '-0400'],
    [
      'without a zone or sender’s clock, by the desk’s',
      'Embargoed until 10:00 on 12 June 2025',
      '2025-06-12T09:00:00Z',
      null,
    ],
    ['on a weekday, at the next one', 'Embargoed until 00:01 BST Monday', '2025-06-15T23:01:00Z', null],
    ['at midnight, at the end of the day', 'Embargoed until midnight BST, 12 June 2025', '2025-06-12T23:00:00Z', null],
    ['in either order, at the next of both', 'Embargo: 06/12/2025 10:00 BST', '2025-06-12T09:00:00Z', null],
    [
      'in winter time, by the clocks of the place',
      'Embargoed until 10:00 EST, June 12, 2025',
      '2025-06-12T14:00:00Z',
      null,
    ],
  ])('is likeliest %s', (_title, words, instant, senderOffset) => {
    expect(readCopy(words, { senderOffset })).toMatchObject({ certainty: 'uncertain', instant })
  })

  test('takes Greenwich time in summer at its word, unless the sender’s clock is British', () => {
    const words = 'Embargoed until 10:00 GMT on 12 June 2025'
    expect(readCopy(words, { senderOffset: '+0200' }).certainty).toBe('certain')
    expect(readCopy(words, { senderOffset: '+0100' }).certainty).toBe('uncertain')
  })

  test('counts a year from the time of receipt only where the day is near', () => {
    const words = 'Embargoed until 00:01 GMT on Friday 2 January'
    expect(readCopy(words, { received: '2025-12-29T09:00:00Z' }).instant).toBe('2026-01-02T00:01:00Z')
    expect(readCopy(words, { received: '2025-03-29T09:00:00Z' }).certainty).toBe('uncertain')
  })
})

describe('A paper that says two things', () => {
  test.each(CONFLICTS)('is a conflict (%s): %s', (language, words) => {
    const embargo = readCopy(words, { language })
    expect(embargo.certainty).toBe('conflict')
    expect(embargo.reasons).not.toEqual([])
  })

  const until = 'Embargoed until 10:00 BST on 12 June 2025'
  test.each<[string, Passage[], Embargo['certainty']]>([
    ['the same in subject and body', [at('subject', until), at('copy', until)], 'certain'],
    [
      '“under embargo” in the subject, all of it in the body',
      [at('subject', 'Under embargo: News'), at('copy', until)],
      'certain',
    ],
    ['the day alone in the subject', [at('subject', 'Embargo Thursday 12 June: News'), at('copy', until)], 'certain'],
    [
      'the same instant in another zone',
      [at('copy', until), at('attachment', 'Embargo: 12 June 2025, 11:00 CEST')],
      'certain',
    ],
    ['another day in the subject', [at('subject', 'Embargo Friday 13 June: News'), at('copy', until)], 'conflict'],
    [
      'another hour in the document',
      [at('copy', until), at('attachment', 'Embargo: 12 June 2025, 11:00 BST')],
      'conflict',
    ],
    ['free in the body', [at('subject', until), at('copy', 'FOR IMMEDIATE RELEASE\n\nText.')], 'conflict'],
    ['another hour in a picture', [at('copy', until), at('picture', 'EMBARGO 12 JUNE 2025 9:00 BST')], 'conflict'],
    ['lifted in the subject', [at('subject', 'EMBARGO LIFTED: News'), at('copy', until)], 'conflict'],
    ['an earlier release below, free', [at('copy', until), at('cut', 'FOR IMMEDIATE RELEASE')], 'certain'],
    ['only in what was cut', [at('copy', 'Text.'), at('cut', until)], 'uncertain'],
    ['only in a picture', [at('copy', 'Text.'), at('picture', until)], 'certain'],
    ['only in a document', [at('copy', 'Please see attached.'), at('attachment', until)], 'certain'],
  ])('is weighed: %s', (_title, passages, certainty) => {
    expect(read(passages).certainty).toBe(certainty)
  })
})

describe('A paper without an embargo', () => {
  test.each([...NONE, ...NEWS])('is free (%s): %s', (language, words) => {
    expect(readCopy(words, { language })).toMatchObject({ certainty: 'none', instant: null, reasons: [] })
  })

  test('says nothing where there is nothing to say', () => {
    expect(readCopy('')).toMatchObject({ certainty: 'none', words: null, evidence: null })
    expect(read([])).toMatchObject({ certainty: 'none' })
  })
})

describe('Any text', () => {
  const fragments = fc.constantFrom(
    ...[
      'embargo',
      'EMBARGOED UNTIL',
      'sperrfrist',
      '解禁',
      'حظر النشر حتى',
      'not before',
      '12',
      '06',
      '2025',
      '.',
      '/',
      ':',
      '-',
      '\n',
      '\n\n',
    ],
    ...[
      'June',
      'juin',
      '12.',
      '00',
      '24',
      '10:00',
      '0001',
      'am',
      'pm',
      'BST',
      'CET',
      'Paris',
      'heure de',
      'GMT+',
      '(',
      ')',
      'Thursday',
      '年',
      '月',
      '日',
    ],
  )

  test('is read without a fault', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fragments, { maxLength: 40 }).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(any, (words) => {
        const { certainty, instant, reasons } = readCopy(words)
        if (certainty === 'certain') expect(Date.parse(instant ?? '')).toBeGreaterThan(Date.parse(SUMMER))
        if (certainty === 'uncertain') expect(reasons.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  const zones = {
    'London time': 'Europe/London',
    'heure de Paris': 'Europe/Paris',
    'Uhr Berliner Zeit': 'Europe/Berlin',
    ET: 'America/New_York',
    'Sydney time': 'Australia/Sydney',
  }
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ]

  test('that states all is certain of the instant that another calculation gives, unless clocks skip or double the hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 364 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom(...Object.entries(zones)),
        (days, hour, minute, [name, zone]) => {
          const day = new Date(Date.parse('2025-06-11T00:00:00Z') + days * 86_400_000)
          const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
          const wall = `${day.toISOString().slice(0, 10)} ${clock}`
          const words = `Embargo: ${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}, ${clock} ${name}`
          const fitting = instantsShowing(wall, zone)
          const embargo = readCopy(words)
          expect(embargo.certainty).toBe(fitting.length === 1 ? 'certain' : 'uncertain')
          if (fitting.length === 1) expect(embargo.instant).toBe(fitting[0])
        },
      ),
      { numRuns: 400 },
    )
  })

  test('of a megabyte takes no long time', () => {
    const start = performance.now()
    for (const piece of ['embargo ', 'embargo\n', 'Embargo: 12/', 'embargoed until 10:00 BST ', '解禁', 'a']) {
      const certainty = readCopy(piece.repeat(1_000_000 / piece.length)).certainty
      expect(['none', 'uncertain', 'conflict']).toContain(certainty)
    }
    expect(performance.now() - start).toBeLessThan(30_000)
  })
})

/** Every instant at which a clock in the zone shows that, found by trying each offset there is. */
function instantsShowing(wall: string, zone: string): string[] {
  const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const found: string[] = []
  for (let offset = -12 * 60; offset <= 14 * 60; offset += 30) {
    const instant = new Date(Date.parse(`${wall.replace(' ', 'T')}:00Z`) - offset * 60_000)
    if (clock.format(instant) === wall) found.push(instant.toISOString().replace('.000Z', 'Z'))
  }
  return found
}

describe('The embargo of a message', () => {
  const body =
    'A museum opens its new wing to the public this week.\r\n\r\nIt shows four hundred works, many for the first time.'
  const received = new Date(SUMMER)

  async function draftOf(source: Uint8Array): Promise<Draft> {
    const outcome = await ingest(source, received)
    if (outcome.kind !== 'draft') throw new Error(outcome.kind)
    return outcome.draft
  }

  test('is found in the subject, where it stands', async () => {
    const { embargo } = await draftOf(release('EMBARGOED until 00:01 BST 12 June 2025: A museum opens', body))
    expect(embargo).toMatchObject({
      certainty: 'certain',
      instant: '2025-06-11T23:01:00Z',
      evidence: { part: 'subject', start: 0, end: 38 },
    })
  })

  test('is found in the alternative text of the header image', async () => {
    const page = html(
      `<img src="https://acme.example/h.png" width="600" height="90" alt="EMBARGO: 12 June 2025, 10:00 BST"><p>${body}</p>`,
    )
    const { embargo } = await draftOf(release('A museum opens', page.body, ...page.headers))
    expect(embargo).toMatchObject({ certainty: 'certain', instant: '2025-06-12T09:00:00Z' })
  })

  test('is found in the form of the message that the copy was not taken from', async () => {
    const plain = text(`${body}\r\n\r\n${'More of the same is told in this text at some length. '.repeat(12)}`)
    const page = html('<p>Embargoed until 10:00 BST on 12 June 2025</p>')
    const both = multipart('alternative', [plain, page])
    const { embargo } = await draftOf(release('A museum opens', both.body, ...both.headers))
    expect(embargo.certainty).not.toBe('none')
  })

  test('names the clock of the Date field, to be shown', async () => {
    const mail = release(
      'A museum opens',
      `Embargoed until 10:00 on 12 June 2025\r\n\r\n${body}`,
      'Date: Tue, 10 Jun 2025 10:00:00 +0200',
    )
    const { embargo } = await draftOf(mail)
    expect(embargo).toMatchObject({
      certainty: 'uncertain',
      instant: '2025-06-12T08:00:00Z',
      given: { receivedAt: '2025-06-10T09:00:00.000Z', senderOffset: '+0200', deskZone: 'UTC' },
    })
  })

  test.each([
    ['in hidden text', html(`<div style="display:none">Embargoed until 10:00 BST on 12 June 2025</div><p>${body}</p>`)],
    ['in a field of a form', html(`<p>${body}</p><textarea>Embargoed until 10:00 BST on 12 June 2025</textarea>`)],
    ['in a value of a form', html(`<input value="Embargoed until 10:00 BST on 12 June 2025"><p>${body}</p>`)],
    [
      'in the name of a file',
      multipart('mixed', [text(body), file('application/x-draw', 'Museum EMBARGOED.drw', Buffer.from([1, 2, 3]))]),
    ],
    [
      'in the name of a file, with its time',
      multipart('mixed', [text(body), file('application/x-draw', 'embargo_2025-06-12.drw', Buffer.from([1, 2, 3]))]),
    ],
  ])('is doubtful where it stands only %s', async (_where, part) => {
    const { embargo } = await draftOf(release('A museum opens', part.body, ...part.headers))
    expect(embargo.certainty).toBe('uncertain')
    expect(embargo.reasons.join()).toMatch(/beside the copy/)
  })

  test('is not where the name of a file tells of the news', async () => {
    const report = file('application/x-draw', 'arms embargo report.drw', Buffer.from([1, 2, 3]))
    const part = multipart('mixed', [text(body), report])
    const { embargo } = await draftOf(release('A museum opens', part.body, ...part.headers))
    expect(embargo.certainty).toBe('none')
  })

  test('is doubtful where it stands only in a thread below the copy', async () => {
    const thread = `${body}\r\n\r\n${body}\r\n\r\n-----Original Message-----\r\nFrom: Jane Doe <jane@acme.example>\r\nSent: Monday, June 9, 2025 10:00 AM\r\nTo: Press\r\nSubject: Draft\r\n\r\nEmbargoed until 10:00 BST on 12 June 2025`
    const { embargo } = await draftOf(release('RE: A museum opens', thread))
    expect(embargo).toMatchObject({ certainty: 'uncertain', instant: '2025-06-12T09:00:00Z' })
    expect(embargo.reasons.join()).toMatch(/beside the copy/)
  })
})

interface Line {
  id: string
  received_at: string
  line: string
  status: 'embargoed' | 'immediate' | 'mention' | 'none'
  iso: string | null
}

describe.skipIf(!hasCorpus)(corpusTitle('The embargo lines of the corpus'), () => {
  test.each(readCorpusLines<Line>('truth/embargo-lines.jsonl'))(
    '$id is read',
    ({ line, received_at: received, status, iso }) => {
      const embargo = readCopy(line, { received })
      const full = iso !== null && /T.*(?:[+-]\d\d:\d\d|Z)$/.test(iso)
      expect(embargo.certainty).toBe(status !== 'embargoed' ? 'none' : full ? 'certain' : 'uncertain')
      if (full) expect(Date.parse(embargo.instant ?? '')).toBe(Date.parse(iso))
    },
  )
})
