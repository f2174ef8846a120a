import { describe, expect, test } from 'vitest'
import { readCalendar } from '../../../src/pipeline/documents/calendar.ts'
import type { DiaryNote } from '../../../src/pipeline/draft.ts'
import { file, multipart, type Part, release, releaseOf, text } from '../build-mail.ts'
import { ingest } from '../ingest-plainly.ts'

const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:W. Europe Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

function calendar(lines: readonly string[], method = 'REQUEST', before: readonly string[] = []): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${method}`,
    ...before,
    'BEGIN:VEVENT',
    'UID:1@harrow.example',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}

describe('readCalendar', () => {
  test.each<[title: string, text: string, note: Partial<DiaryNote>]>([
    [
      'a time in UTC',
      calendar(['DTSTART:20260701T080000Z', 'DTEND:20260701T093000Z']),
      { starts: '2026-07-01T08:00:00Z', ends: '2026-07-01T09:30:00Z', zone: 'UTC' },
    ],
    [
      'a zone that the file defines, in winter',
      calendar(['DTSTART;TZID=W. Europe Standard Time:20261201T100000'], 'REQUEST', ZONE),
      { starts: '2026-12-01T10:00:00+01:00', zone: 'W. Europe Standard Time' },
    ],
    [
      'the same in summer',
      calendar(['DTSTART;TZID="W. Europe Standard Time":20260701T100000'], 'REQUEST', ZONE),
      { starts: '2026-07-01T10:00:00+02:00' },
    ],
    [
      'a zone that it only names',
      calendar(['DTSTART;TZID=Europe/Berlin:20260701T100000']),
      { starts: '2026-07-01T10:00:00', zone: 'Europe/Berlin' },
    ],
    [
      'a zone with a path',
      calendar(['DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Oslo:20260701T100000']),
      { zone: 'Europe/Oslo' },
    ],
    ['no zone', calendar(['DTSTART:20260701T100000']), { starts: '2026-07-01T10:00:00', zone: null }],
    ['a length', calendar(['DTSTART:20260701T080000Z', 'DURATION:PT45M']), { ends: '2026-07-01T08:45:00Z' }],
    [
      'a day',
      calendar(['DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260702']),
      { starts: '2026-07-01', ends: null, allDay: true },
    ],
    [
      'three days',
      calendar(['DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260704']),
      { starts: '2026-07-01', ends: '2026-07-03', allDay: true },
    ],
    [
      'a series: its first date',
      calendar(['DTSTART:20260701T080000Z', 'RRULE:FREQ=SECONDLY']),
      { starts: '2026-07-01T08:00:00Z' },
    ],
    ['a cancelled method', calendar(['DTSTART:20260701T080000Z'], 'CANCEL'), { cancelled: true }],
    ['a cancelled event', calendar(['DTSTART:20260701T080000Z', 'STATUS:CANCELLED'], 'PUBLISH'), { cancelled: true }],
    [
      'words with escapes and folded lines',
      calendar([
        'DTSTART:20260701T080000Z',
        'SUMMARY:Press conference\\, Le',
        ' eds',
        'LOCATION:Town Hall\\; room 2',
        'DESCRIPTION:Come\\nall',
      ]),
      { summary: 'Press conference, Leeds', place: 'Town Hall; room 2', description: 'Come\nall', cancelled: false },
    ],
  ])('%s', (_title, given, note) => {
    expect(readCalendar(given).diary).toMatchObject([note])
  })

  test.each([
    '',
    'BEGIN:VCALENDAR',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR',
    calendar(['DTSTART:99999999T999999']),
    calendar(['SUMMARY:x']),
  ])('nothing comes of %j, and no exception', (given) => {
    expect(readCalendar(given).diary.filter(({ starts }) => /NaN/.test(starts))).toEqual([])
  })
})

const invitation = calendar([
  'DTSTART:20261201T100000Z',
  'SUMMARY:Harrow opens its plant in Leeds',
  'DESCRIPTION:The mayor will open the plant at ten. Pictures can be taken from nine.',
  'LOCATION:Harrow\\, Mill Lane',
])
const part = (name: string | null): Part => ({
  headers: [`Content-Type: text/calendar; charset=utf-8; method=REQUEST${name ? `; name=${name}` : ''}`],
  body: invitation,
})

test.each<[title: string, source: Uint8Array]>([
  ['an alternative of the text', releaseOf('Invitation', multipart('alternative', [text(''), part(null)]))],
  [
    'a file',
    releaseOf(
      'Invitation',
      multipart('mixed', [text(''), file('application/ics', 'invite.ics', Buffer.from(invitation))]),
    ),
  ],
  ['the message itself', release('Invitation', invitation, 'Content-Type: text/calendar; method=REQUEST')],
])('an invitation as %s is a diary note and, where nothing else is said, the copy', async (_title, source) => {
  const outcome = await ingest(source)
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(outcome.draft.diary).toMatchObject([
    {
      summary: 'Harrow opens its plant in Leeds',
      starts: '2026-12-01T10:00:00Z',
      place: 'Harrow, Mill Lane',
      attachment: 1,
    },
  ])
  expect(outcome.draft.headline.value).toBe('Harrow opens its plant in Leeds')
  expect(outcome.draft.body.text).toContain('The mayor will open the plant at ten.')
})

test('an invitation beside the words leaves them the copy', async () => {
  const words = 'LEEDS, 3 March 2026 – Harrow Robotics invites reporters to the opening of its plant.'
  const outcome = await ingest(
    releaseOf('Harrow invites to Leeds', multipart('alternative', [text(words), part('invite.ics')])),
  )
  expect(outcome).toMatchObject({
    draft: { diary: [{ cancelled: false }], body: { text: expect.stringContaining('invites reporters') } },
  })
})

test('an event that comes as a part and as a file is one note', async () => {
  const whole = multipart('mixed', [
    multipart('alternative', [text('Come to Leeds.'), part(null)], 'inner'),
    file('application/ics', 'invite.ics', Buffer.from(invitation)),
  ])
  const outcome = await ingest(releaseOf('x', whole))
  expect(outcome).toMatchObject({ draft: { diary: [{ attachment: 1 }], attachments: [{}, { name: 'invite.ics' }] } })
})
