import { describe, expect, test } from 'vitest'
import { readSegments, type TextPiece, wordsOf } from '../../../src/pipeline/documents/pdf-segments.ts'

/** A line as browsers print it: from left to right, Arabic glyph by glyph in joined forms, all else in stretches. */
function printed(visual: readonly (string | { glyphs: string })[]): TextPiece[] {
  let left = 50
  const pieces: TextPiece[] = []
  const put = (str: string, dir: string) => {
    const width = str.length * 5
    pieces.push({ str, dir, width, transform: [10, 0, 0, 10, left, 700], fontName: 'f' })
    left += width
  }
  for (const one of visual)
    if (typeof one === 'string') put(one, 'ltr')
    else for (const glyph of one.glyphs) put(glyph, 'rtl')
  return pieces
}

const read = (pieces: TextPiece[]) => readSegments(pieces, new Set()).map(wordsOf)

describe('a line from right to left is read as it is written', () => {
  test.each([
    ['words', [{ glyphs: 'ﻞﺨﻨﻟا' }, ' ', { glyphs: 'ﻚﻨﺑ' }], 'بنك النخل'],
    ['a full stop', ['.', { glyphs: 'ﻚﻨﺑ' }], 'بنك.'],
    ['a year among words', [{ glyphs: 'ﻚﻨﺑ' }, ' 2026 ', { glyphs: 'ﻚﻨﺑ' }], 'بنك 2026 بنك'],
    ['a time', ['10:30 ', { glyphs: 'ﻚﻨﺑ' }], 'بنك 10:30'],
    ['a telephone number', ['112 000 41 963+ :', { glyphs: 'ﻒﺗﺎﻫ' }], 'هاتف: +963 41 000 112'],
    [
      'an address',
      ['a@sahel.example ', { glyphs: 'ﻞﺨﻨﻟا' }, ' ', { glyphs: 'ﻞﺨﻨﻟا' }, ' ', { glyphs: 'ﻞﺨﻨﻟا' }],
      'النخل النخل النخل a@sahel.example',
    ],
    [
      'words of another script',
      ['Red Sea 12 ', { glyphs: 'ﻞﺨﻨﻟا' }, ' ', { glyphs: 'ﻞﺨﻨﻟا' }],
      'النخل النخل Red Sea 12',
    ],
  ])('%s', (_what, visual, written) => {
    expect(read(printed(visual))).toEqual([written])
  })

  test('also where a program sets it word by word, from the right', () => {
    const piece = (str: string, left: number): TextPiece => ({
      ...{ str, dir: 'rtl', width: str.length * 5, fontName: 'f' },
      transform: [10, 0, 0, 10, left, 700],
    })
    expect(read([piece('بنك', 100), piece('النخيل', 67)])).toEqual(['بنك النخيل'])
  })
})

test('a line from left to right with one word from right to left keeps its order', () => {
  expect(read(printed(['The word ', { glyphs: 'ﻚﻨﺑ' }, ' is Arabic']))).toEqual(['The word بنك is Arabic'])
})
