import { expect, test } from 'vitest'
import { isMbox, readMbox } from '../../src/message/mbox.ts'

async function* inChunks(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1')
}

async function split(text: string, size = 7): Promise<string[]> {
  const messages: string[] = []
  for await (const message of readMbox(inChunks(text, size))) messages.push(message.toString('latin1'))
  return messages
}

const FIRST = 'From a@b.example Tue Nov 24 09:00:00 2026\n'

test.each<[title: string, mbox: string, messages: string[]]>([
  ['one message', `${FIRST}Subject: A\n\nText\n\n`, ['Subject: A\n\nText\n']],
  ['two messages', `${FIRST}A: 1\n\nx\n\n${FIRST}B: 2\n\ny\n`, ['A: 1\n\nx\n', 'B: 2\n\ny\n']],
  ['CRLF is kept', `${FIRST}A: 1\r\n\r\nx\r\n\r\n`, ['A: 1\r\n\r\nx\r\n']],
  [
    '"From " inside a text does not split',
    `${FIRST}A: 1\n\nFrom here on 2026 is fine?\nFrom Monday 2026\n`,
    ['A: 1\n\nFrom here on 2026 is fine?\nFrom Monday 2026\n'],
  ],
  [
    'an escaped From line is unescaped once',
    `${FIRST}A: 1\n\n>From x\n>>From y\n> quoted\n`,
    ['A: 1\n\nFrom x\n>From y\n> quoted\n'],
  ],
  ['no line end at the end', `${FIRST}A: 1\n\nx`, ['A: 1\n\nx']],
  ['8-bit octets stay', `${FIRST}A: 1\n\n\xe4\xf6\xff\n`, ['A: 1\n\n\xe4\xf6\xff\n']],
  ['nothing', '', []],
])('%s', async (_title, mbox, messages) => {
  for (const size of [1, 7, 64, 100_000]) expect(await split(mbox, size)).toEqual(messages)
})

test('an mbox is told from a message', () => {
  expect(isMbox(Buffer.from(FIRST))).toBe(true)
  expect(isMbox(Buffer.from('From: a@b.example\nSubject: x\n'))).toBe(false)
})
