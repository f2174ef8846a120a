import { expect, test } from 'vitest'
import { printable, printableJson } from '../../src/commands/printable.ts'

test.each([
  ['\u001b[2J\u001b]52;c;ZXZpbA==\u0007', ' [2J ]52;c;ZXZpbA== '],
  ['\u009b31mred', ' 31mred'],
  ['gpj.\u202eexe', 'gpj. exe'],
  ['two\r\nlines', 'two  lines'],
  ['Grüße, 日本 👩‍🚒 می‌روم', 'Grüße, 日本 👩‍🚒 می‌روم'],
])('a terminal shows %j and obeys nothing in it', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('JSON means the same and holds no escape sequence', () => {
  const value = { subject: 'a\u001b[2J\u009b31m\u202eb', list: ['é'] }
  const json = printableJson(value, 2)
  expect(printable(json.replaceAll('\n', ''))).toBe(json.replaceAll('\n', ''))
  expect(JSON.parse(json)).toEqual(value)
})
