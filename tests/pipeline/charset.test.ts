import { expect, test } from 'vitest'
import { decodeText, findCharset } from '../../src/pipeline/charset.ts'

const octets = (latin1: string) => Buffer.from(latin1, 'latin1')

test.each<[title: string, bytes: Uint8Array, label: string | null, html: boolean, text: string]>([
  ['UTF-8 as labelled', Buffer.from('Grüße “now”'), 'utf-8', false, 'Grüße “now”'],
  ['windows-1252 quotes under the label iso-8859-1', octets('\x93now\x94 \x80'), 'iso-8859-1', false, '“now” €'],
  ['windows-1250', octets('\xe8e\x9atina'), 'windows-1250', false, 'čeština'],
  ['windows-1251', octets('\xcf\xf0\xe5\xf1\xf1'), 'windows-1251', false, 'Пресс'],
  ['windows-1256', octets('\xc8\xed\xc7\xe4'), 'cp1256', false, 'بيان'],
  ['KOI8-R', octets('\xf0\xd2\xc5\xd3\xd3'), 'koi8-r', false, 'Пресс'],
  ['ISO-2022-JP', octets('\x1b$BF|K\\\x1b(B now'), 'iso-2022-jp', false, '日本 now'],
  ['ISO-2022-JP without a label', octets('\x1b$BF|K\\\x1b(B now'), null, false, '日本 now'],
  ['Shift_JIS', octets('\x93\xfa\x96\x7b'), 'shift_jis', false, '日本'],
  ['EUC-KR under the name of its standard', octets('\xc7\xd1\xb1\xdb'), 'ks_c_5601-1987', false, '한글'],
  ['ISO-2022-KR (RFC 1557)', octets('\x1b$)C\x0eGQ1[\x0f now'), 'iso-2022-kr', false, '한글 now'],
  ['GB18030', octets('\xd0\xc2\xce\xc5'), 'gb18030', false, '新闻'],
  ['HZ (RFC 1843)', octets('~{PBNE~} now ~~'), 'hz-gb-2312', false, '新闻 now ~'],
  ['Big5', octets('\xb7\x73\xbb\x44'), 'big5', false, '新聞'],
  ['UTF-7 (RFC 2152)', octets('Hi Mom -+Jjo--! 1 +- 1'), 'utf-7', false, 'Hi Mom -☺-! 1 + 1'],
  ['UTF-7 beyond the basic plane', octets('+2D3eAA-'), 'UTF-7', false, '😀'],
  ['UTF-16LE', Buffer.from('Grüße', 'utf16le'), 'utf-16le', false, 'Grüße'],
  ['UTF-16 with a byte order mark', Buffer.from('\ufeffGrüße', 'utf16le'), 'utf-16', false, 'Grüße'],
  ['UTF-16 without any label', Buffer.from('Press release', 'utf16le'), null, false, 'Press release'],
  ['ASCII labelled UTF-16', octets('plain'), 'utf-16', false, 'plain'],
  ['declared us-ascii, is UTF-8', Buffer.from('Café'), 'us-ascii', false, 'Café'],
  ['declared us-ascii, is windows-1252', octets('Caf\xe9 \x96 now'), 'us-ascii', false, 'Café – now'],
  ['declared utf-8, is windows-1252', octets('Caf\xe9s et th\xe9s'), 'utf-8', false, 'Cafés et thés'],
  ['declared iso-8859-1, is UTF-8', Buffer.from('Café – crème'), 'iso-8859-1', false, 'Café – crème'],
  ['no label, UTF-8', Buffer.from('Café'), null, false, 'Café'],
  ['no label, windows-1252', octets('d\xe9veloppement'), null, false, 'développement'],
  [
    'UTF-8 cut in the middle stays UTF-8',
    Buffer.concat([Buffer.from('Grüße aus Köln über Düsseldorf ä'), octets('\xc3')]),
    'utf-8',
    false,
    'Grüße aus Köln über Düsseldorf ä\ufffd',
  ],
  ['a label that nobody knows', Buffer.from('Café'), 'x-unknown', false, 'Café'],
  [
    'the header wins over meta',
    octets('<meta charset=utf-8>Caf\xe9 \x96'),
    'windows-1252',
    true,
    '<meta charset=utf-8>Café –',
  ],
  [
    'meta speaks where there is no label',
    octets('<meta charset="windows-1251">\xcf\xf0'),
    null,
    true,
    '<meta charset="windows-1251">Пр',
  ],
  [
    'meta speaks where the label is wrong',
    octets('<meta charset="windows-1251">\xcf\xf0'),
    'utf-8',
    true,
    '<meta charset="windows-1251">Пр',
  ],
  [
    'meta in a text part is only text',
    octets('<meta charset="windows-1251">\xcf'),
    null,
    false,
    '<meta charset="windows-1251">Ï',
  ],
  [
    'a meta that says UTF-16 in readable bytes lies',
    Buffer.from('<meta charset="utf-16">é'),
    null,
    true,
    '<meta charset="utf-16">é',
  ],
])('%s', (_title, bytes, label, html, text) => {
  expect(decodeText(bytes, label, html)).toBe(text)
})

test.each<[label: string, name: string | null]>([
  ['"UTF-8"', 'utf-8'],
  ['cp1252', 'windows-1252'],
  ['cp-1252', 'windows-1252'],
  ['ISO-8859-8-I', 'iso-8859-8-i'],
  ['cp949', 'euc-kr'],
  ['unknown-8bit', null],
])('the label %s means %s', (label, name) => {
  expect(findCharset(label)).toBe(name)
})

test('an endless label takes no time', () => {
  expect(findCharset('"'.repeat(1_000_000))).toBe(null)
})
