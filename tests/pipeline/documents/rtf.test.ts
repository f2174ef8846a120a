import { describe, expect, test } from 'vitest'
import { decompressRtf } from '../../../src/pipeline/documents/compressed-rtf.ts'
import { readRtf } from '../../../src/pipeline/documents/rtf.ts'
import { readTnef } from '../../../src/pipeline/documents/tnef.ts'
import { corpusTitle, hasCorpus, readCorpus } from '../corpus.ts'
import { storedRtf } from './build-tnef.ts'

const read = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1'))
const FONTS =
  '{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fnil\\fcharset204 Arial;}{\\f2\\fnil\\fcharset128 Mincho;}}'

test.each<[title: string, rtf: string, html: string]>([
  ['paragraphs', 'one\\par two\\par\\par three', '<p>one</p>\n<p>two</p>\n<p>three</p>'],
  ['signs', "Caf\\'e9 \\emdash  \\ldblquote x\\rdblquote  a\\~b \\{\\}", '<p>Café — “x” a\u00a0b {}</p>'],
  ['Unicode with what stands for it', '\\u8364?\\u-10179?\\u-8704?\\uc0\\u228 x', '<p>€😀ä' + 'x</p>'],
  [
    'other code pages',
    "{\\f1 \\'cf\\'f0\\'e5\\'f1\\'f1\\'e0}\\par{\\f2 \\'82\\'a0\\'82\\'a2}",
    '<p>Пресса</p>\n<p>あい</p>',
  ],
  ['bold', 'a {\\b b} c\\b d\\b0 e', '<p>a <b>b</b> c<b>d</b>e</p>'],
  [
    'large letters',
    '{\\fs40 The headline}\\par\\fs20 words and more words of the text',
    '<h1>The headline</h1>\n<p>words and more words of the text</p>',
  ],
  [
    'a named heading',
    '{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1 The headline\\par\\pard words',
    '<h1>The headline</h1>\n<p>words</p>',
  ],
  [
    'links',
    '{\\field{\\*\\fldinst{HYPERLINK "https://a.example/?b=1&c"}}{\\fldrslt{\\ul here}}}',
    '<p><a href="https://a.example/?b=1&amp;c">here</a></p>',
  ],
  [
    'lists',
    '{\\listtext\\bullet\\tab}one\\par{\\listtext\\bullet\\tab}two\\par\\pard three',
    '<ul><li>one</li><li>two</li></ul>\n<p>three</p>',
  ],
  ['numbering that draws nothing', '{\\listtext\\pard\\plain \\tab}\\ls1 one\\par two', '<p>one</p>\n<p>two</p>'],
  [
    'tables',
    '\\trowd\\intbl a\\cell b\\cell\\row\\intbl c\\cell d\\cell\\row\\pard e',
    '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>\n<p>e</p>',
  ],
  [
    'what is hidden or deleted',
    'a{\\v b}{\\deleted c}{\\*\\unknown d}{\\info{\\title e}}{\\*\\annotation f}',
    '<p>a</p>',
  ],
  ['from right to left', '\\pard\\rtlpar \\u1605?\\u1578?\\u1581?\\u1601?\\par', '<p dir="rtl">متحف</p>'],
  ['broken lines', 'a\\line b', '<p>a<br>b</p>'],
])('reads %s', (_title, rtf, html) => {
  expect(read(`{\\rtf1\\ansi\\ansicpg1252\\deff0${FONTS}${rtf}}`).section?.html).toBe(html)
})

test('takes HTML out of RTF as it was put in (MS-OXRTFEX)', () => {
  const rtf =
    "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Caf\\'e9 {\\*\\htmltag84 <b>}\\htmlrtf {\\b\\htmlrtf0 x < y{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0 {\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 z{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0{\\*\\mhtmltag64 <q>}}"
  expect(read(rtf).section?.html).toBe('<p>Café <b>x &lt; y</b>&nbsp;z</p>')
})

test('unpacks RTF as Outlook packs it: the example of MS-OXRTFCP section 4.1.1', () => {
  const packed = Buffer.from(
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
    'hex',
  )
  expect(Buffer.from(decompressRtf(packed) ?? []).toString('latin1')).toMatch(
    /^\{\\rtf1\\ansi\\ansicpg1252\\pard hello world\}/,
  )
  expect(Buffer.from(decompressRtf(storedRtf(Buffer.from('{\\rtf1 x}'))) ?? []).toString()).toBe('{\\rtf1 x}')
  expect(decompressRtf(Buffer.alloc(20))).toBeNull()
})

describe.skipIf(!hasCorpus)(corpusTitle('winmail.dat of the corpus'), () => {
  test.each([
    ['tnef-body', null],
    ['tnef-christmas', null],
    ['tnef-one-file', null],
    ['tnef-rtf', null],
    ['tnef-two-files', null],
    ['tnef-winmail', null],
  ])('%s has the files that are listed', (name) => {
    const listed = Buffer.from(readCorpus(`tnef/${name}.list`))
      .toString()
      .trim()
      .split(/\r?\n/)
      .filter((file) => !/^(?:body\.|Untitled)/.test(file))
    const found = readTnef(new Uint8Array(readCorpus(`tnef/${name}.tnef`)))
    expect(found.unread).toBeNull()
    expect(found.files.map((file) => file.name)).toEqual(expect.arrayContaining(listed))
  })
})
