import { describe, expect, test } from 'vitest'
import { dateWords } from '../../src/pipeline/date-words.ts'
import { datesAmong } from '../../src/pipeline/dates.ts'
import { timesAmong } from '../../src/pipeline/times.ts'
import { tokenise } from '../../src/pipeline/tokens.ts'

/** `10:30`, with its kind where that is not `told`. */
function write(words: string, language: string): string[] {
  const tokens = tokenise(words)
  const languages = [...new Set([language, 'en'])]
  const dates = datesAmong(tokens, languages)
  const taken = (at: number) => dates.some(({ from, after }) => at >= from && at < after)
  return timesAmong(tokens, dateWords(languages), taken).map(({ hour, minute, kind }) => {
    const time = `${hour}:${String(minute).padStart(2, '0')}`
    return kind === 'told' ? time : `${time} ${kind}`
  })
}

describe('A time of day is read', () => {
  test.each([
    ['en', '00:01', '0:01'],
    ['en', '0001 hrs', '0:01'],
    ['en', '00.01hrs', '0:01'],
    ['en', '1430 BST', '14:30'],
    ['en', '6.30pm', '18:30'],
    ['en', '8:30 a.m.', '8:30'],
    ['en', '12:01 a.m.', '0:01'],
    ['en', '12 pm', '12:00'],
    ['en', '12 noon', '12:00'],
    ['en', 'noon', '12:00'],
    ['en', '10 in the morning', '10:00'],
    ['en', '12 am', '0:00 midnight'],
    ['en', 'midnight', '0:00 midnight'],
    ['en', '12:00 midnight', '12:00 midnight'],
    ['en', 'midnight (00:01)', '0:01'],
    ['en', '14:00 am', '14:00 odd'],
    ['en', '14:00 pm', '14:00'],
    ['en', '6:30', '6:30 unpadded'],
    ['en', "6 o'clock", '6:00 bare'],
    ['en', 'at 10', '10:00 bare'],
    ['de', '10 Uhr', '10:00'],
    ['de', '10.30 Uhr', '10:30'],
    ['de', '10 Uhr 30', '10:30'],
    ['de', '24 Uhr', '24:00'],
    ['de', '12 Uhr mittags', '12:00'],
    ['de', 'Mitternacht', '0:00 midnight'],
    ['fr', '10h30', '10:30'],
    ['fr', '6 h 00', '6:00'],
    ['fr', 'à 14 heures', '14:00'],
    ['fr', 'midi', '12:00'],
    ['fr', '6 heures du soir', '18:00'],
    ['es', 'a las 10:00 horas', '10:00'],
    ['es', 'a las 8 de la tarde', '20:00'],
    ['es', 'a las 12 de la noche', '0:00 midnight'],
    ['it', 'ore 18.30', '18:30'],
    ['nl', '9u30', '9:30'],
    ['nl', '10.00 uur', '10:00'],
    ['pt', 'às 11h30', '11:30'],
    ['sv', 'kl. 06.00', '6:00'],
    ['no', 'klokken 10', '10:00'],
    ['da', 'kl. 14', '14:00'],
    ['fi', 'klo 9', '9:00'],
    ['pl', 'godz. 10:00', '10:00'],
    ['tr', 'saat 10.00’a kadar', '10:00'],
    ['az', 'saat 10:00-dək', '10:00'],
    ['ru', 'в 10 часов утра', '10:00'],
    ['ru', '12 часов ночи', '0:00 midnight'],
    ['uk', 'о 6 годині вечора', '18:00'],
    ['ar', 'الساعة العاشرة صباحاً', '10:00'],
    ['ar', 'الساعة ١٤:٣٠', '14:30'],
    ['ja', '午後2時', '14:00'],
    ['ja', '１４時３０分', '14:30'],
    ['ja', '午前5時半', '5:30'],
    ['ja', '正午', '12:00'],
  ])('%s: %s', (language, words, time) => {
    expect(write(words, language)).toEqual([time])
  })
})

describe('No time of day is', () => {
  test.each([
    ['en', '25:00'],
    ['en', '10:75'],
    ['en', 'REF-25-0021'],
    ['en', '12 June 2025'],
    ['en', 'in 2025'],
    ['en', '+44 20 7946 0000'],
    ['en', '10.5%'],
    ['de', 'am 12.06.2025'],
    ['fr', '12/06/2025'],
  ])('%s: %s', (language, words) => {
    expect(write(words, language)).toEqual([])
  })
})
