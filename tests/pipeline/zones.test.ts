import { describe, expect, test } from 'vitest'
import { dateWords } from '../../src/pipeline/date-words.ts'
import { datesAmong } from '../../src/pipeline/dates.ts'
import { timesAmong } from '../../src/pipeline/times.ts'
import { tokenise } from '../../src/pipeline/tokens.ts'
import { zonesAmong } from '../../src/pipeline/zones.ts'

function write(words: string, language: string): (string | null)[] {
  const tokens = tokenise(words)
  const dates = datesAmong(tokens, [language])
  const inDate = (at: number) => dates.some(({ from, after }) => at >= from && at < after)
  const times = timesAmong(tokens, dateWords([language]), inDate)
  const taken = (at: number) => inDate(at) || times.some(({ from, after }) => at >= from && at < after)
  return zonesAmong(tokens, taken, (at) => times.some(({ after }) => after === at)).map(({ zone }) => zone)
}

describe('A time zone is read', () => {
  test.each([
    ['en', '10:00 BST', 'Europe/London'],
    ['en', '10am bst', 'Europe/London'],
    ['en', '10:00 (UK time)', 'Europe/London'],
    ['en', '10:00 London', 'Europe/London'],
    ['en', 'noon Eastern', 'America/New_York'],
    ['en', '7pm E.S.T.', 'America/New_York'],
    ['en', '8:30 a.m. ET on 12 June', 'America/New_York'],
    ['en', '9:00 Australian Eastern Time', 'Australia/Sydney'],
    ['en', '10:00 Central European Time', 'Europe/Berlin'],
    ['en', '10:00 CET/CEST', 'Europe/Berlin'],
    ['en', '10:00 GMT+1', '+01:00'],
    ['en', '10:00 UTC -04:30', '-04:30'],
    ['en', '10:00 +0100', '+01:00'],
    ['en', '10:00Z', 'UTC'],
    ['en', '10:00 local time in Madrid', 'Europe/Madrid'],
    ['en', '10:00 local time', null],
    ['de', '10 Uhr MESZ', 'Europe/Berlin'],
    ['de', '10 Uhr (Ortszeit Berlin)', 'Europe/Berlin'],
    ['de', '10 Uhr Wiener Zeit', 'Europe/Vienna'],
    ['fr', '10h, heure de Paris', 'Europe/Paris'],
    ['fr', '17h à New York', 'America/New_York'],
    ['fr', "10 h heure avancée de l'Est", 'America/New_York'],
    ['es', '10:00 horas, hora peninsular', 'Europe/Madrid'],
    ['it', 'ore 10 (ora italiana)', 'Europe/Rome'],
    ['nl', '10.00 uur Nederlandse tijd', 'Europe/Amsterdam'],
    ['pt', '10h (horário de Brasília)', 'America/Sao_Paulo'],
    ['sv', 'kl. 10 svensk tid', 'Europe/Stockholm'],
    ['no', 'kl. 10 norsk tid', 'Europe/Oslo'],
    ['da', 'kl. 10 dansk tid', 'Europe/Copenhagen'],
    ['fi', 'klo 10 Suomen aikaa', 'Europe/Helsinki'],
    ['pl', 'godz. 10.00 czasu polskiego', 'Europe/Warsaw'],
    ['tr', 'saat 10.00 (Türkiye saatiyle)', 'Europe/Istanbul'],
    ['az', 'saat 10:00 (Bakı vaxtı ilə)', 'Asia/Baku'],
    ['ru', '10:00 по московскому времени', 'Europe/Moscow'],
    ['ru', '10:00 МСК', 'Europe/Moscow'],
    ['uk', '10:00 за київським часом', 'Europe/Kyiv'],
    ['ar', 'الساعة 10:00 بتوقيت مكة المكرمة', 'Asia/Riyadh'],
    ['ar', 'الساعة 10:00 بتوقيت غرينتش', 'UTC'],
    ['ja', '14時（日本時間）', 'Asia/Tokyo'],
    ['en', '10:00 Newfoundland Daylight Time', 'America/St_Johns'],
    ['en', '10:00 Indian Standard Time', 'Asia/Kolkata'],
    ['fr', '10 h, heure d’été d’Europe centrale', 'Europe/Berlin'],
    ['de', '10 Uhr (Ortszeit Island)', 'Atlantic/Reykjavik'],
    ['da', 'kl. 10 dansk sommertid', 'Europe/Copenhagen'],
    ['fi', 'klo 10 Suomen kesäaikaa', 'Europe/Helsinki'],
    ['pt', '10h (hora dos Açores)', 'Atlantic/Azores'],
  ])('%s: %s', (language, words, zone) => {
    expect(write(words, language)).toEqual([zone])
  })
})

describe('No time zone is', () => {
  test.each([
    ['en', 'The UK museum opens at 10:00'],
    ['en', 'ART and PET shops open'],
    ['en', '10:00, London museum opens'],
    ['en', 'call +44 20 7946 0000'],
    ['fr', 'À 10 H ET APRÈS'],
    ['fr', 'LE TEXTE EST LÀ À 10 H'],
    ['nl', '10.00 uur met koffie'],
    ['es', '10:00 este jueves'],
  ])('%s: %s', (language, words) => {
    expect(write(words, language)).toEqual([])
  })
})
