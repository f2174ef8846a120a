import { expect, test } from 'vitest'
import { takeUuencoded } from '../../../src/pipeline/documents/uuencode.ts'
import { release } from '../build-mail.ts'
import { ingest } from '../ingest-plainly.ts'

/** As uuencode writes it, with a grave accent or a space for zero. */
function uuencode(name: string, content: Uint8Array, zero = '`'): string {
  const sign = (value: number) => (value === 0 ? zero : String.fromCharCode(value + 0x20))
  const lines: string[] = []
  for (let at = 0; at < content.length; at += 45) {
    const piece = Buffer.concat([content.subarray(at, at + 45), Buffer.alloc(2)])
    const length = Math.min(45, content.length - at)
    let line = sign(length)
    for (let index = 0; index < length; index += 3) {
      const whole = piece.readUIntBE(index, 3)
      line += sign((whole >> 18) & 63) + sign((whole >> 12) & 63) + sign((whole >> 6) & 63) + sign(whole & 63)
    }
    lines.push(line)
  }
  return `begin 644 ${name}\n${lines.join('\n')}\n${zero}\nend\n`
}

const content = Uint8Array.from({ length: 200 }, (_, index) => (index * 37) & 255)

test.each(['`', ' '])('a file in the text is a file, with %j for zero', (zero) => {
  const { text, files } = takeUuencoded(`The words.\n\n${uuencode('a b.jpg', content, zero)}More words.\n`)
  expect(text).toBe('The words.\n\nMore words.\n')
  expect(files.map(({ leaf }) => [leaf.filename, leaf.chunks[0]])).toEqual([['a b.jpg', content]])
})

test.each([
  'We\nbegin 644 houses this year.\nend of story',
  'begin 644 x\n',
  'begin 644 x\nwords that are no such thing, but a long sentence of the text\nend\n',
  'begin 100 years ago',
])('words that only begin so stay: %j', (given) => {
  expect(takeUuencoded(given)).toEqual({ text: given, files: [] })
})

test('two files, and 1 MiB of beginnings in little time', () => {
  const { files } = takeUuencoded(uuencode('a', content) + uuencode('b', content))
  expect(files).toHaveLength(2)
  const begun = performance.now()
  takeUuencoded('begin 644 x\n'.repeat(90_000))
  expect(performance.now() - begun).toBeLessThan(2_000)
})

test('a draft has them as attachments', async () => {
  const outcome = await ingest(release('x', `The words.\r\n\r\n${uuencode('a.bin', content)}`))
  expect(outcome).toMatchObject({
    draft: { body: { text: 'The words.' }, attachments: [{ name: 'a.bin', size: 200 }] },
  })
})
