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
  [
    'a sentence with a link to an archive',
    '______________\nThe chief executive stays in office: https://acme.example/archive/1',
  ],
  ['a sentence beside a link to subscribe', '#####\nEmbargo until 3 May. Subscribe: https://acme.example/subscribe'],
  ['news about Google Groups', '______________\nGoogle Groups will close on 3 May 2027, the company said.'],
  ['news about a list', '______________\nMailing list closed'],
  [
    'a footer’s words with a sentence more',
    '______________\npress mailing list\nThe minister resigned.\npress@lists.example',
  ],
  ['news about LISTSERV without a rule', 'The vendor of LISTSERV paid 3 million for Acme.'],
  ['a footer without a rule', 'press mailing list\npress@lists.example'],
  ['an offer to opt out', 'Patients have until 1 July 2027 to opt out of the register.'],
  ['an offer to unsubscribe', 'The court ordered Acme to let customers unsubscribe.'],
  ['a way to the press conference', 'See the press conference online on 3 May at 14:00.'],
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

test.each([
  ['Google Groups closes on 3 May, the company said in a statement.'],
  ['_______\npress mailing list\npress@lists.example'],
  ['See the press conference online.\n\nUnsubscribe here.'],
])('never leaves nothing: %s', (value) => {
  expect(read(value).body.text).toContain(value.split('\n')[0]?.replaceAll('_', '') || 'press mailing list')
})

test.each([
  'To unsubscribe from this newsletter, click here: https://acme.example/u',
  'Unsubscribe | Manage your preferences',
  'You are receiving this e-mail because you subscribed to our newsletter. If you no longer wish to receive it, unsubscribe here.',
  'Newsletter abbestellen',
])('drops from the draft, but not from what is compared: %s', (dress) => {
  const { body, seen, removed } = read(`${COPY} ${COPY}\n\n${dress}`)
  expect(body.text).toBe(`${COPY} ${COPY}`)
  expect(seen.words).toContain(dress)
  expect(removed).toMatchObject([{ what: 'list footer' }])
})

test('an imprint beside an offer to unsubscribe stays', () => {
  const dress = 'You receive this e-mail because you are on our press list. Unsubscribe | Manage preferences'
  const { body } = read(`${COPY} ${COPY}\n\n${dress}\nNewsdesk Sender Ltd, 1 Example Street`)
  expect(body.text).toBe(`${COPY} ${COPY}\n\nNewsdesk Sender Ltd, 1 Example Street`)
})

test('a link to the browser above a newsletter is dropped from the draft', () => {
  const dress = 'Trouble viewing this e-mail? View it in your browser: https://acme.example/v'
  expect(read(`${dress}\n\n${COPY}`).body.text).toBe(COPY)
})

test('the thread that a reply quotes without a line above it is named', () => {
  const value = `${COPY}\n\n> The old words.`
  const { body, removed } = readCopy([{ text: { value, flowed: false, delSp: false }, html: null }], {
    ...{ isReply: true, isForward: false },
  })
  expect(body.text).toBe(COPY)
  expect(removed).toEqual([{ what: 'quoted thread', detail: 'The old words.' }])
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
  ['a long line of names', `x\n${'-----\n'.repeat(23)}${'subscribed to the a'.repeat(60_000)}`],
  ['offers to unsubscribe', 'unsubscribe\n\n'.repeat(60_000)],
  ['links', `-----\n${'http://'.repeat(30_000)}`],
  ['digits', `-----\n${'1 '.repeat(190)}x\n`.repeat(500)],
])('reads %s in time', (_title, value) => {
  expect(cpuTime(() => read(value))).toBeLessThan(3000)
})
