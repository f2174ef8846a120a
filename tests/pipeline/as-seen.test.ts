import { describe, expect, test } from 'vitest'
import { asSeen } from '../../src/pipeline/as-seen.ts'
import type { Outcome } from '../../src/pipeline/draft.ts'
import { release } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

const written: [string, string][] = [
  ['soft hyphens', 'EM\u00adBAR\u00adGO: 13 Decem\u00adber 2026, 10:00 GMT'],
  ['spaces without width', 'EM\u200bBARGO: 1\u200b3 December 2026, 1\u200b0:00 GMT'],
  ['joiners', 'EM\u200c\u2060BARGO: 13 December\ufeff 2026, 10:00\u034f GMT'],
  ['marks of direction', '\u200eEM\u2066BARGO\u2069: 13 December 2026, 10:00 GMT'],
  ['Cyrillic letters that look the same', 'ЕМВАRGО: 13 Dесеmber 2026, 10:00 GMT'],
  ['Greek letters that look the same', 'EMBΑRGΟ: 13 December 2026, 10:00 GMT'],
  ['letters of mathematics', '𝐄𝐌𝐁𝐀𝐑𝐆𝐎: 𝟏𝟑 December 2026, 10:00 GMT'],
  ['circled letters', 'ⒺⓂⒷⒶⓇⒼⓄ: 13 December 2026, 10:00 GMT'],
  ['control characters', 'EM\u0001BAR\u0007GO: 13 Decem\u001fber 2026, 10:00 GMT'],
  ['fillers', 'EM\u3164BAR\ufe0fGO: 13 December 2026, 1\u115f0:00 GMT'],
  ['points between the letters', 'E.M.B.A.R.G.O: 13 December 2026, 10:00 GMT'],
  ['hyphens between the letters', 'E-M-B-A-R-G-O until 13 December 2026, 10:00 GMT'],
  ['a word that is divided at the end of the line', 'EM-\nBARGO: 13 December 2026, 10:00 GMT'],
  ['words that are drawn backwards', '\u202eOGRABME\u202c: \u202e31\u202c December 2026, 10:00 GMT'],
]

describe('an embargo is read as it is seen where it is written with', () => {
  test.each(written)('%s', async (_with, words) => {
    const outcome = (await ingest(
      release('News', `${words}\n\nAcme opens a plant\n\nAcme opens a plant in Averley.`),
      new Date('2026-11-20T10:00:00Z'),
    )) as Extract<Outcome, { kind: 'draft' }>
    expect(outcome.draft.embargo).toMatchObject({ certainty: 'certain', instant: '2026-12-13T10:00:00Z' })
    expect(outcome.draft.embargo.evidence).toMatchObject({ part: 'text', start: expect.any(Number) })
  })
})

test.each([
  'U.S.A. and J.R.R. Tolkien',
  'pre- and post-war',
  'a-b-c',
  '10-\n12 June',
  'IT-компания',
  'Самсунг Galaxy',
  'αβ-Test',
  'naïve – “quoted” café',
  '記者会見',
])('what is written as it is seen stays: %s', (text) => expect(asSeen(text).text).toBe(text))

test('a Russian word with Latin letters is Russian', () => expect(asSeen('ЭМБAРГO').text).toBe('ЭМБАРГО'))

test.each([
  ['invisible characters', '\u200ba'],
  ['a word of two alphabets', 'aж'],
  ['one Latin word', 'a'],
  ['words drawn backwards', '\u202e'],
  ['letters with points', 'a.'],
  ['divided words', 'a-\n'],
])('a mebibyte of %s is read in no time', (_of, unit) => {
  const text = unit.repeat(Math.ceil((1024 * 1024) / unit.length))
  const begun = process.cpuUsage()
  asSeen(`${text}\u200b`)
  const { user } = process.cpuUsage(begun)
  expect(user / 1000).toBeLessThan(1500)
})
