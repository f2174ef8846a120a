import { expect, test } from 'vitest'
import { excerptOf } from '../../src/desk/excerpt.ts'

test.each([
  ['WICK HAVEN, 26 November 2026 – The lagoon opens.', 'Wick Haven', 'The lagoon opens.'],
  ['(Linz, 3. Juni) Die Brücke öffnet – endlich.', 'Linz', 'Die Brücke öffnet – endlich.'],
  ['Mittwoch, 3. Juni 2026, Linz – Die Brücke öffnet.', 'Linz', 'Die Brücke öffnet.'],
  ['QUAYTON June 10, 2026 – The bridge opens.', 'Quayton', 'The bridge opens.'],
  ['Halverdam, 26 november 2026 - De walvis is terug.', 'Halverdam', 'De walvis is terug.'],
  ['Baden-Baden, 3. Juni – Die Brücke öffnet.', 'Baden-Baden', 'Die Brücke öffnet.'],
  ['Valdoria, 26 de noviembre de 2026. Un equipo llega.', 'Valdoria', 'Un equipo llega.'],
  ['St. Pölten, 3. Juni 2026 – Die Brücke öffnet.', 'St. Pölten', 'Die Brücke öffnet.'],
  ['Quayton (Northland), June 10 – The bridge opens.', 'Quayton', 'The bridge opens.'],
  ['【東京】橋が開通する。', '東京', '橋が開通する。'],
  ['Quayton, 10 June\n\nThe bridge opens.', 'Quayton', 'The bridge opens.'],
  ['3 June 2026 — The bridge opens.', null, 'The bridge opens.'],
  // The place is told by the news itself, or stands elsewhere.
  ['The lagoon opens – with a feast in Wick Haven.', 'Wick Haven', 'The lagoon opens – with a feast in Wick Haven.'],
  ['The lagoon in Wick Haven opens – with a feast.', 'Wick Haven', 'The lagoon in Wick Haven opens – with a feast.'],
  ['Hamburg bekommt 10 neue Brücken – und mehr.', 'Hamburg', 'Hamburg bekommt 10 neue Brücken – und mehr.'],
  ['The lagoon – long awaited – opens.', null, 'The lagoon – long awaited – opens.'],
  [`${'The lagoon opens '.repeat(8)}in Linz – at last.`, 'Linz', `${'The lagoon opens '.repeat(8)}in Linz – at last.`],
  // There is nothing else.
  ['Quayton, 10 June –', 'Quayton', 'Quayton, 10 June –'],
  ['First line.\n\nSecond  line.', undefined, 'First line. Second line.'],
])('%j of %s', (opening, place, excerpt) => {
  expect(excerptOf(opening, place === undefined ? null : { place, date: null })).toBe(excerpt)
})

test('has two hundred characters at most, and no half ones', () => {
  expect(excerptOf('😀'.repeat(300), null).length).toBeLessThanOrEqual(200)
  expect(excerptOf(`a${'😀'.repeat(300)}`, null).isWellFormed()).toBe(true)
})
