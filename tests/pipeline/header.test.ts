import { expect, test } from 'vitest'
import { decodeFieldBody } from '../../src/pipeline/header.ts'
import { cpuTime } from './cpu-time.ts'

const utf8 = (text: string) => Buffer.from(text).toString('latin1')

test.each([
  ['plain text', ' Acme launches', 'Acme launches'],
  ['a folded line', ' Acme\r\n launches\r\n\tphone', 'Acme launches phone'],
  ['an encoded word', '=?utf-8?Q?Caf=C3=A9_cr=C3=A8me?=', 'Café crème'],
  ['white space between words is dropped', '=?utf-8?Q?Caf=C3=A9?=\r\n =?utf-8?Q?s?=', 'Cafés'],
  ['white space beside text is kept', 'The =?utf-8?Q?Caf=C3=A9?= now', 'The Café now'],
  ['a character cut in two between words', '=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=', 'Café'],
  ['a character cut in two between encodings', '=?utf-8?Q?Caf=C3?= =?utf-8?B?qQ==?=', 'Café'],
  ['two charsets', '=?utf-8?Q?Caf=C3=A9?= =?iso-8859-1?Q?_cr=E8me?=', 'Café crème'],
  ['ISO-2022-JP', '=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=', '日本'],
  ['GB18030', '=?gb18030?B?0MLOxQ==?=', '新闻'],
  ['a language tag (RFC 2231 section 5)', '=?utf-8*en?Q?Caf=C3=A9?=', 'Café'],
  ['raw UTF-8 (RFC 6532)', utf8('Café – now'), 'Café – now'],
  ['raw windows-1252', 'Caf\xe9 \x96 now', 'Café – now'],
  ['a wrong label in a word', '=?us-ascii?Q?Caf=C3=A9?=', 'Café'],
  ['what only looks like a word', '=?utf-8?X?abc?= a=?b', '=?utf-8?X?abc?= a=?b'],
  ['a word glued to text', 'x=?utf-8?Q?y?=z', 'xyz'],
])('decodes %s', (_title, octets, text) => {
  expect(decodeFieldBody(octets)).toBe(text)
})

test('a field of 200,000 half-open words takes no time', () => {
  expect(cpuTime(() => decodeFieldBody('=?utf-8?q?'.repeat(20_000)))).toBeLessThan(500)
})
