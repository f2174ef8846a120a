import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Embargo } from '../../src/pipeline/draft.ts'
import { findEmbargo } from '../../src/pipeline/embargo.ts'

const RECEIVED = '2026-11-23T09:00:00Z'

function read(text: string, language = 'en', place: 'copy' | 'subject' = 'copy'): Embargo {
  const given = { receivedAt: new Date(RECEIVED), senderOffset: '+0000', deskZone: 'Europe/London' }
  return findEmbargo([{ place, text, locate: () => null }], { ...given, languages: [...new Set([language, 'en'])] })
}

const COPY = '\n\nThe harbour opens its reading room\n\nVisitors can now read the logs of the old harbour.'

describe('What leaves the time open', () => {
  test.each([
    ['en', 'Embargoed until 10:00 GMT on 26 November 2026 or publication, whichever is later'],
    ['en', 'Embargoed until 10:00 GMT on 26 November 2026 unless told otherwise'],
    ['en', 'Embargoed until 10:00 GMT on 26 November 2026, except in Scotland'],
    ['en', 'Embargoed until 3pm GMT on 26 November 2026 minus one hour'],
    ['en', 'Embargoed until 26 November 2026 at 10:00 GMT 2027'],
    ['en', 'Provisional embargo: 10:00 GMT on 26 November 2026'],
    ['en', 'The previous embargo of 10:00 GMT on 26 November 2026 stands corrected'],
    ['en', 'Embargoed from 10:00 GMT on 26 November 2026'],
    ['en', 'Embargoed until after 10:00 GMT on 26 November 2026'],
    ['en', 'Embargoed until 10:00ish GMT on 26 November 2026'],
    ['en', 'Embargoed until one hour before the opening at 10:00 GMT on 26 November 2026'],
    ['en', 'Embargoed until 10:00 GMT, three days before 26 November 2026'],
    ['en', 'Embargoed until the eve of 26 November 2026, 10:00 GMT'],
    ['en', 'Embargoed until 26 November 2026 (press call 10:00 GMT)'],
    ['en', 'Embargoed until 26 November 2026, launch at 10:00 GMT'],
    ['en', 'Embargoed until 10:00 Madrid or London time on 26 November 2026'],
    ['en', 'Embargoed until 10:00 CET (London) on 26 November 2026'],
    ['en', 'Embargo for Asia: 10:00 GMT 26 November 2026; for Europe: 12:00 GMT 26 November 2026'],
    ['en', 'Embargoed until 10:00 GMT on 26 November 2026; online: 12:00'],
    ['en', 'Embargoed until 10:00 GMT on 26 November 2026\nand 12:00 on the web'],
    ['en', 'Embargo: 00:01 GMT, Friday 2 April 2027 (BST)'],
    ['en', 'EMBARGO 10:00 GMT\n23 November 2026\nThe trust opens its room on 26 November 2026.'],
    ['en', 'This is not embargoed until 10:00 GMT on 26 November 2026'],
    ['en', 'The embargo no longer lifts at 10:00 GMT on 26 November 2026'],
    ['en', 'Embargo brought forward by one hour: previously 10:00 GMT, 26 November 2026'],
    ['de', 'Gesperrt bis Redeende, Redebeginn 26.11.2026, 11 Uhr MEZ'],
    ['de', 'Sperrfrist Print: 26.11.2026, 11 Uhr MEZ, Online: 26.11.2026, 6 Uhr MEZ'],
    ['de', 'Sperrfrist. Pressekonferenz am 26.11.2026, 11 Uhr MEZ'],
    ['de', 'Es gilt das gesprochene Wort! Sperrfrist: Redebeginn'],
    ['de', 'Rede des Ministers – Sperrfrist: Beginn der Rede, 26. November 2026, 10 Uhr MEZ'],
    ['en', 'Please hold this until we call you.'],
    ['de', 'Frei ab: sofort nach der Pressekonferenz'],
    ['fr', 'Embargo une heure avant la conférence du 26 novembre 2026 à 10h (heure de Paris)'],
    ['es', 'Embargo hasta una hora antes del acto, 26 de noviembre de 2026, 10:00 (hora de Madrid)'],
    ['ru', 'Эмбарго: за час до начала, 26 ноября 2026 года, 10:00 мск'],
    ['tr', 'Ambargo: toplantıdan bir saat sonra, 26 Kasım 2026, 10:00 (TSİ)'],
  ])('is held back and not certain (%s): %s', (language, words) => {
    expect(read(words + COPY, language).certainty).toMatch(/^(?:uncertain|conflict)$/)
  })
})

describe('A time that is whole', () => {
  test.each([
    ['en', 'RELEASE DATE: 26 November 2026\nRELEASE TIME: 10:00 GMT', '2026-11-26T10:00:00Z'],
    ['en', 'Under embargo until 7:00AM EST 26-Nov-2026', '2026-11-26T12:00:00Z'],
    ['en', 'Embargo: 2026-11-26T10:00:00Z', '2026-11-26T10:00:00Z'],
    ['en', 'Embargoed until 10:00 a.m. Bogota time, 26 November 2026', '2026-11-26T15:00:00Z'],
    ['en', 'Embargo until 26 November 2026 at 10:00 (Tallinn time)', '2026-11-26T08:00:00Z'],
    [
      'en',
      'This report must not be published, posted or shared on social media before 10am GMT on Thursday 26 November 2026.',
      '2026-11-26T10:00:00Z',
    ],
    ['de', 'EMBARGO:26.11.2026,10Uhr MEZ', '2026-11-26T09:00:00Z'],
    ['de', 'Diese Mitteilung unterliegt einer Sperrfrist bis 26. November 2026, 10 Uhr MEZ.', '2026-11-26T09:00:00Z'],
    ['es', 'EMBARGO HASTA: 26/noviembre/2026, 10:00 a.m. (hora de Lima)', '2026-11-26T15:00:00Z'],
    [
      'it',
      'Le informazioni non possono essere pubblicate prima delle ore 10:00 CET del 26 novembre 2026.',
      '2026-11-26T09:00:00Z',
    ],
    ['az', '26 noyabr 2026-cı il Bakı vaxtı ilə saat 10:00-dək dərc edilməməlidir', '2026-11-26T06:00:00Z'],
    ['fi', 'Tietoja ei saa julkaista ennen torstaita 26.11.2026 klo 10.00 (Suomen aikaa).', '2026-11-26T08:00:00Z'],
  ])('is certain (%s): %s', (language, words, instant) => {
    expect(read(words + COPY, language)).toMatchObject({ certainty: 'certain', instant, reasons: [] })
  })
})

describe('A word written in haste', () => {
  test.each(['embargoe', 'EMBAGOED UNTIL', 'Emabrgo', 'E M B A R G O', 'Sperfrist', 'Sperrfirst', 'ЭМБРАГО'])(
    'marks the paper as the word does: %s',
    (word) => {
      expect(read(`${word}: Thursday 26 November 2026, 10:00 GMT${COPY}`)).toMatchObject({
        certainty: 'certain',
        instant: '2026-11-26T10:00:00Z',
      })
    },
  )
})

describe('Words about a contact, or about embargoes in general', () => {
  test.each([
    ['nl', 'De haven opent\n\nNoot voor redacties (niet voor publicatie)\nPersvoorlichting, pers@trust.example'],
    ['sv', 'Hamnen öppnar\n\nKontakt (ej för publicering): pressrummet, 070-123 45 67'],
    ['en', 'The harbour opens\n\nEmbargo policy: our releases are sent under embargo until 00:01 on the day of issue.'],
    ['en', 'The harbour opens\n\nOur embargo policy can be found at https://trust.example/embargo.'],
    ['en', 'Embargo: for immediate use'],
    ['en', 'The embargo on this release has been lifted.'],
  ])('do not mark the paper (%s): %s', (language, words) => {
    expect(read(words, language).certainty).toBe('none')
  })

  test.each([
    ['copy', 'NOT FOR PUBLICATION\n\nThe harbour opens'],
    ['subject', 'The harbour opens (not for publication)'],
    ['copy', 'EMBARGOED: please read our embargo policy'],
    ['copy', 'Embargo policy: this release is embargoed until 26 November 2026.'],
  ] as const)('mark it where they stand for the paper, in the %s: %s', (place, words) => {
    expect(read(words, 'en', place).certainty).toBe('uncertain')
  })
})

describe('A text that speaks of embargoes more often than is read', () => {
  test('is held back although none of what was read marks it', () => {
    const words =
      'The embargoes on oil went on and on. '.repeat(3) + `${'x '.repeat(400)}the oil embargo of old. `.repeat(350)
    expect(read(words)).toMatchObject({ certainty: 'uncertain', instant: null, words: null, evidence: null })
  })
})

const pick = <T>(...values: T[]) => fc.constantFrom(...values)
const wording = pick(
  'Embargo: ',
  'EMBARGOED UNTIL ',
  'Under embargo until ',
  'Not for publication before ',
  'Sperrfrist: ',
  'Sous embargo jusqu’au ',
)
const clock = pick('10:00', '10am', '00:01', '2 p.m.', '14.30', '10 Uhr', '10h00', '1430hrs')
const zone = pick(' GMT', ' (CET)', ' London time', ' (heure de Paris)', ' ET', ' UTC+2')
const date = pick(
  '26 November 2026',
  'Thursday 26 November 2026',
  'Thursday, November 26, 2026',
  'Donnerstag, 26. November 2026',
  'jeudi 26 novembre 2026',
  '26/11/2026',
)
const tail = pick('', '.', COPY, '\nReference 2026-118', '\nContact: 020 7946 0000')

describe('Whatever the wording', () => {
  test('a day, an hour and a zone together are read, or held back', () => {
    fc.assert(
      fc.property(wording, clock, zone, date, tail, (words, hour, place, day, rest) => {
        expect(read(`${words}${hour}${place}, ${day}${rest}`).certainty).not.toBe('none')
      }),
    )
  })

  test('nothing is certain without a zone, without an hour, or without a day', () => {
    fc.assert(
      fc.property(wording, clock, zone, date, tail, (words, hour, place, day, rest) => {
        for (const time of [`${hour}, ${day}`, `${day}${place}`, `${hour}${place}`])
          expect(read(`${words}${time}${rest}`).certainty).toMatch(/^(?:uncertain|conflict)$/)
      }),
    )
  })

  test('a weekday that contradicts the date, or a second time, is never certain', () => {
    fc.assert(
      fc.property(
        wording,
        clock,
        zone,
        date,
        pick(' / ', ', ', ' and ', ' or ', '; online: ', '\nand '),
        (words, hour, place, day, joint) => {
          const wrong = day
            .replace(/Thursday/, 'Friday')
            .replace(/Donnerstag/, 'Freitag')
            .replace(/jeudi/, 'vendredi')
          if (wrong !== day) expect(read(`${words}${hour}${place}, ${wrong}${COPY}`).certainty).not.toBe('certain')
          expect(read(`${words}${hour}${place}, ${day}${joint}23:47${COPY}`).certainty).not.toBe('certain')
        },
      ),
    )
  })
})
