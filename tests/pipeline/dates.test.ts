import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDates, fitsWeekday, isDate, settleYear } from '../../src/pipeline/dates.ts'

/** `2025-06-12`, `--06-12` without a year; ` 4` a Thursday; ` ?` where it could be another. */
function write(words: string, language: string): string[] {
  return findDates(words, [...new Set([language, 'en'])]).map(({ year, month, day, weekday, certain }) => {
    const two = (number: number) => String(number).padStart(2, '0')
    const date = `${year ?? '-'}-${two(month)}-${two(day)}`
    return `${date}${weekday === null ? '' : ` ${weekday}`}${certain ? '' : ' ?'}`
  })
}

describe('A date is found', () => {
  test.each([
    ['en', '12 June 2025', '2025-06-12'],
    ['en', 'June 12, 2025', '2025-06-12'],
    ['en', 'Thursday, June 12th, 2025', '2025-06-12 4'],
    ['en', 'Thu 12 Jun', '--06-12 4'],
    ['en', 'the 12th of June 2025', '2025-06-12'],
    ['en', 'Sept. 5, 2025', '2025-09-05'],
    ['en', 'JUNE 12 2025', '2025-06-12'],
    ['en', '2025-06-12', '2025-06-12'],
    ['en', '2025-06-12T10:00:00Z', '2025-06-12'],
    ['en', '25/12/2025', '2025-12-25'],
    ['en', '12/25/2025', '2025-12-25'],
    ['en', '12/06/2025', '2025-06-12 ?'],
    ['en', '12/6/25', '2025-06-12 ?'],
    ['en', '06/06/2025', '2025-06-06'],
    ['en', 'Thursday 12/06/2025', '2025-06-12 4'],
    ['en', 'Saturday 12/06/2025', '2025-12-06 6'],
    ['en', "12 Jun '25", '2025-06-12'],
    ['en', '12 June 2025 (Thursday)', '2025-06-12 4'],
    ['en', '10:30 June 12, 2025', '2025-06-12'],
    ['en', '12 June 2000 hrs', '--06-12'],
    ['en', '12 May', '--05-12'],
    ['de', '12. Juni 2025', '2025-06-12'],
    ['de', 'Donnerstag, den 12. Juni 2025', '2025-06-12 4'],
    ['de', 'Do., 12.06.2025', '2025-06-12 4'],
    ['de', '12. 6. 2025', '2025-06-12'],
    ['de', '12.06.25', '2025-06-12'],
    ['de', 'am 12.06. um 10 Uhr', '--06-12'],
    ['de', '1. März 2025', '2025-03-01'],
    ['de', '5. Jänner 2026', '2026-01-05'],
    ['fr', 'jeudi 12 juin 2025', '2025-06-12 4'],
    ['fr', '1er juin', '--06-01'],
    ['fr', 'le 12 AOUT 2025', '2025-08-12'],
    ['fr', '12/06/2025', '2025-06-12'],
    ['fr', 'le 12/06 à 10h', '--06-12'],
    ['fr', '3 févr. 2026', '2026-02-03'],
    ['es', 'jueves, 12 de junio de 2025', '2025-06-12 4'],
    ['es', '12 de junio del 2025', '2025-06-12'],
    ['es', 'primero de julio de 2025', '2025-07-01'],
    ['it', 'giovedì 12 giugno 2025', '2025-06-12 4'],
    ['it', '1° luglio 2025', '2025-07-01'],
    ['it', '12 giugno 2025 ore 10', '2025-06-12'],
    ['nl', 'donderdag 12 juni 2025', '2025-06-12 4'],
    ['nl', 'do 12 juni', '--06-12 4'],
    ['nl', '12-06-2025', '2025-06-12'],
    ['pt', 'quinta-feira, 12 de junho de 2025', '2025-06-12 4'],
    ['pt', '1º de Março de 2026', '2026-03-01'],
    ['sv', 'torsdagen den 12 juni 2025', '2025-06-12 4'],
    ['sv', 'den 12:e juni', '--06-12'],
    ['sv', 'torsdag 12/6 kl. 10', '--06-12 4'],
    ['no', 'torsdag 12. juni 2025', '2025-06-12 4'],
    ['no', '3. desember 2025', '2025-12-03'],
    ['da', 'torsdag den 12. juni 2025', '2025-06-12 4'],
    ['da', 'den 1. maj 2026', '2026-05-01'],
    ['fi', '12. kesäkuuta 2025', '2025-06-12'],
    ['fi', 'torstaina 12.6. klo 10', '--06-12 4'],
    ['fi', 'kesäkuun 12. päivänä 2025', '2025-06-12'],
    ['fi', '12.6.2025', '2025-06-12'],
    ['pl', '12 czerwca 2025 r.', '2025-06-12'],
    ['pl', 'czwartek, 12 czerwca 2025', '2025-06-12 4'],
    ['pl', '12 VI 2025', '2025-06-12'],
    ['pl', 'dnia 12.06.2025 roku', '2025-06-12'],
    ['tr', '12 Haziran 2025 Perşembe', '2025-06-12 4'],
    ['tr', '12 HAZİRAN 2025', '2025-06-12'],
    ['tr', '3 KASIM 2025', '2025-11-03'],
    ['tr', '12.06.2025', '2025-06-12'],
    ['az', '12 iyun 2025-ci il', '2025-06-12'],
    ['az', '2025-ci il iyunun 12-də', '2025-06-12'],
    ['az', '12 iyun 2025-ci il, cümə axşamı', '2025-06-12 4'],
    ['ru', '12 июня 2025 г.', '2025-06-12'],
    ['ru', 'четверг, 12 июня 2025 года', '2025-06-12 4'],
    ['ru', '12 июня, четверг', '--06-12 4'],
    ['ru', '3 МАЯ 2026', '2026-05-03'],
    ['uk', '12 червня 2025 року', '2025-06-12'],
    ['uk', 'п’ятниця, 13 червня 2025 р.', '2025-06-13 5'],
    ['uk', '1 листопада 2025', '2025-11-01'],
    ['ar', '12 يونيو 2025', '2025-06-12'],
    ['ar', 'الخميس ١٢ يونيو ٢٠٢٥', '2025-06-12 4'],
    ['ar', '12 حزيران/يونيو 2025', '2025-06-12'],
    ['ar', '12 كانون الأول 2025', '2025-12-12'],
    ['ja', '2025年6月12日（木）', '2025-06-12 4'],
    ['ja', '２０２５年６月１２日', '2025-06-12'],
    ['ja', '令和7年6月12日', '2025-06-12'],
    ['ja', '6月12日', '--06-12'],
    ['ja', '2025/6/12', '2025-06-12'],
  ])('%s: %s', (language, words, date) => {
    expect(write(words, language)).toEqual([date])
  })

  test('in a language that the text is not in', () => {
    expect(write('Die Messe beginnt am 12. Juni 2025.', 'en')).toEqual(['2025-06-12'])
    expect(write('Выставка открывается 12 июня 2025 года.', 'de')).toEqual(['2025-06-12'])
  })

  test('with the characters where it stands, weekday and all', () => {
    const words = 'Berlin, Donnerstag, 12. Juni 2025 – Ein Haus'
    const [date] = findDates(words, ['de'])
    expect(words.slice(date?.start, date?.end)).toBe('Donnerstag, 12. Juni 2025')
  })

  test('each one, and the weekday goes with its own', () => {
    expect(write('12 June, Monday 16 June and 1 July 2025', 'en')).toEqual(['--06-12', '--06-16 1', '2025-07-01'])
  })
})

describe('No date is found', () => {
  test.each([
    ['en', 'You may 12 times try'],
    ['en', 'Call 020 7946 0000'],
    ['en', 'version 192.168.1.12'],
    ['en', 'open 24/7'],
    ['en', '12.5 million in June 2025'],
    ['en', '45 June 2025'],
    ['en', '12/13/14/15'],
    ['de', 'um 10.05. Uhr'],
    ['de', 'im Juni 2025'],
    ['fr', 'un sur 12'],
    ['sv', 'kl. 10.05.'],
    ['ja', '6月に12人'],
    ['en', ''],
  ])('%s: %s', (language, words) => {
    expect(write(words, language)).toEqual([])
  })
})

describe('A date without a year', () => {
  test.each([
    ['2025-06-10', 6, 12, 2025],
    ['2025-12-20', 1, 5, 2026],
    ['2026-01-05', 12, 20, 2025],
    ['2025-06-10', 2, 29, 2024],
  ])('received on %s, month %d, day %d, is one of %d', (received, month, day, year) => {
    expect(settleYear({ month, day }, new Date(received))).toBe(year)
  })
})

test.each([
  ['de', '12. Juni 2025 – Die Stadtwerke erneuern eine Leitung', null],
  ['de', '12.06.2025 So ist es', null],
  ['es', '12 de junio de 2025 – Mar adentro', null],
  ['en', '12 June 2025 – Thursday saw the opening', null],
  ['en', '12 June 2025 – Thursday', 4],
  ['de', '12. Juni 2025, Do, um 10 Uhr', 4],
  ['de', '12.06.2025 (Do)', 4],
  ['fr', '12 juin 2025 / jeudi', 4],
])('A word that begins a sentence is no weekday (%s): %s', (language, words, weekday) => {
  expect(findDates(words, [language, 'en'])[0]?.weekday).toBe(weekday)
})

test('A date is found far into a sentence without other figures, and one that is all words', () => {
  const far = 'the council of the town said in a long and winding sentence that it would open on '.repeat(2)
  expect(write(`${far}Thursday, the 12th of June 2025`, 'en')).toEqual(['2025-06-12 4'])
  expect(write(`El primero de junio ${'y así sucesivamente '.repeat(8)}abrirán 12 museos`, 'es')).toEqual(['--06-01'])
})

test('A weekday fits its date or not; none fits each', () => {
  const date = { year: 2025, month: 6, day: 12 }
  expect(fitsWeekday({ ...date, weekday: 4 })).toBe(true)
  expect(fitsWeekday({ ...date, weekday: 5 })).toBe(false)
  expect(fitsWeekday({ ...date, weekday: null })).toBe(true)
})

test('Any text is read without a fault, and every date that is found could be', () => {
  const pieces = fc.constantFrom(
    '12',
    '31',
    '02',
    '2025',
    '.',
    '/',
    '-',
    ' ',
    'June',
    'Juni',
    'de',
    'Thursday',
    '年',
    '月',
    '日',
    "'",
    ':',
    '٣',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom('en', 'de', 'ja', 'ar'), (words, language) => {
      for (const { start, end, year, month, day } of findDates(words, [language])) {
        expect(end).toBeGreaterThan(start)
        expect(isDate(2024, month, day)).toBe(true)
        if (year !== null) expect(year).toBeGreaterThan(999)
      }
    }),
    { numRuns: 500 },
  )
})
