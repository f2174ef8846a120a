import { expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import { cpuTime } from './cpu-time.ts'

const COPY = 'The bridge opens on Monday, and the minister will be there with all who built it.'
const read = (value: string) =>
  readCopy([{ text: { value, flowed: false, delSp: false }, html: null }], { isReply: false, isForward: false })

// The footers that are cut stand in fingerprint.test.ts, in every way in which lists add them.
test.each<[title: string, end: string]>([
  [
    'a contact beside an offer to unsubscribe',
    '______________\nMedia contact: Jane Doe, +44 20 7946 0958, of the mailing list\npress-request@agency.example',
  ],
  [
    'a contact’s address beside a list’s',
    '______________\nOur mailing list: press-request@agency.example\nAsk Jane Doe: jane@acme.example',
  ],
  ['a contact who keeps the list', '______________\nTo join our mailing list, e-mail Jane Doe, jane@acme.example'],
  [
    'a boilerplate about mailing lists',
    '______________\nAbout Acme\nAcme runs the largest mailing list of the world. More: https://acme.example/',
  ],
  [
    'a boilerplate about Google Groups that goes on',
    '______________\nAcme answers questions in Google Groups.\nIt was founded in 1999 and employs 300 people.',
  ],
  ['a telephone number', '______________\npress mailing list\n+49 30 1234567'],
  ['a table', '______________\nNorth 12\nSouth 3'],
  ['notes to editors', '______________\nNotes to editors\nFor more options, visit https://acme.example/options'],
  ['a rule at the end', '______________'],
  ['a list of the archive', '______________\nThe archive opens at ten:\nhttps://acme.example/visit'],
])('keeps %s', (_title, end) => {
  const { body, footer } = read(`${COPY}\n\n${end}`)
  expect(footer).toBeNull()
  for (const line of end.split('\n').filter((one) => /\w{2}/.test(one.replaceAll('_', ''))))
    expect(body.text.replace(/\s+/g, ' ')).toContain(line)
})

test('keeps what stands above the footer, a contact and a signature included', () => {
  const value = `${COPY}\n\nContact: Jane, +44 20 7946 0958\n\n_______________________________\npress mailing list\npress@lists.example`
  const { body, removed } = read(value)
  expect(body.text).toBe(`${COPY}\n\nContact: Jane, +44 20 7946 0958`)
  expect(removed).toEqual([{ what: 'list footer', detail: 'press mailing list press@lists.example' }])
})

test('a list’s footer that stands in the middle is copy', () => {
  const value = `${COPY}\n\n______________\npress mailing list\npress@lists.example\n\n${COPY}`
  expect(read(value).footer).toBeNull()
})

test.each([
  ['rules', '-----\n'.repeat(40_000)],
  ['footers', 'press mailing list\npress@lists.example\n'.repeat(5_000)],
  ['a long line', `-----\n${'mailing list '.repeat(20_000)}`],
  ['list addresses', `-----\n${'a-request@b.example '.repeat(20_000)}`],
  ['links', `-----\n${'http://'.repeat(30_000)}`],
  ['digits', `-----\n${'1 '.repeat(190)}x\n`.repeat(500)],
])('reads %s in time', (_title, value) => {
  expect(cpuTime(() => read(value))).toBeLessThan(3000)
})
