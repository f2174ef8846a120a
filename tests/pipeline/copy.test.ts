import { expect, test } from 'vitest'
import { readCopy } from '../../src/pipeline/copy.ts'
import { readPlainText } from '../../src/pipeline/plain-text.ts'
import type { Section } from '../../src/pipeline/structure.ts'
import { readSubject } from '../../src/pipeline/subject.ts'
import { cpuTime } from './cpu-time.ts'

const plain = (value: string, flowed = false, delSp = false): Section => ({
  text: { value, flowed, delSp },
  html: null,
})
const page = (html: string): Section => ({ text: null, html })
const read = (sections: Section[], subject = 'Acme launches') => readCopy(sections, readSubject(subject))
const words = (count: number) => Array.from({ length: count }, (_none, at) => `word${at}`).join(' ')

test.each<[title: string, value: string, html: string]>([
  ['paragraphs', 'one\n\ntwo', '<p>one</p><p>two</p>'],
  ['short lines as they are', 'Jane Doe\nMain Street 1\nBerlin', '<p>Jane Doe<br>Main Street 1<br>Berlin</p>'],
  ['a list', 'Features:\n- one\n- two', '<p>Features:</p><ul><li>one</li><li>two</li></ul>'],
  ['a list with bullets', '• one\n• two', '<ul><li>one</li><li>two</li></ul>'],
  ['columns', 'Year    Sales\n2025       12\n2026       13', '<pre>Year    Sales\n2025       12\n2026       13</pre>'],
  [
    'markup as text',
    '<script>alert(1)</script> & "x"',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>',
  ],
  [
    'an address as a link',
    'See https://acme.example/a?b=1&c=2.',
    '<p>See <a href="https://acme.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">https://acme.example/a?b=1&amp;c=2</a>.</p>',
  ],
  [
    'an address in brackets',
    '(https://acme.example/a)',
    '<p>(<a href="https://acme.example/a" rel="noopener noreferrer nofollow">https://acme.example/a</a>)</p>',
  ],
  ['no link of another kind', 'javascript:alert(1)', '<p>javascript:alert(1)</p>'],
])('plain text: %s', (_title, value, html) => {
  expect(
    readPlainText({ value, flowed: false, delSp: false })
      .map((block) => block.html)
      .join(''),
  ).toBe(html)
})

const WRAPPED = [
  'BERLIN, 12 June 2026. Acme today launched a telephone that rings only if the',
  'caller is a person whom the owner wants to speak to, and that stays silent in',
  'all other cases, as the company said at a conference for reporters in Berlin.',
  '',
  'Acme GmbH',
  'Main Street 1',
  '10115 Berlin',
].join('\n')

test('lines wrapped by hand are joined, an address is not', () => {
  const [first, second] = readPlainText({ value: WRAPPED, flowed: false, delSp: false })
  expect(first?.text).toBe(WRAPPED.split('\n\n')[0]?.replaceAll('\n', ' '))
  expect(second?.text).toBe('Acme GmbH\nMain Street 1\n10115 Berlin')
})

test.each<[title: string, value: string, delSp: boolean, text: string]>([
  ['soft breaks are joined', 'one \ntwo \nthree\nfour', false, 'one two three\nfour'],
  ['DelSp drops the space', '日本 \n語', true, '日本語'],
  ['stuffed spaces go', ' From here\n >not a quote', false, 'From here\n>not a quote'],
  ['the signature line is no soft break', 'one\n-- \nJane', false, 'one'],
])('format=flowed (RFC 3676): %s', (_title, value, delSp, text) => {
  expect(read([plain(value, true, delSp)]).body.text).toBe(text)
})

test.each<[title: string, section: Section, text: string]>([
  [
    'HTML has the structure',
    { text: { value: 'a b c', flowed: false, delSp: false }, html: '<h1>a</h1><p>b c</p>' },
    'a\n\nb c',
  ],
  ['an empty text part', { text: { value: '\n \n', flowed: false, delSp: false }, html: '<p>a</p>' }, 'a'],
  [
    'a stub text part',
    { text: { value: 'View this in HTML.', flowed: false, delSp: false }, html: `<p>${words(60)}</p>` },
    words(60),
  ],
  [
    'an empty HTML part',
    { text: { value: 'a', flowed: false, delSp: false }, html: '<html><body></body></html>' },
    'a',
  ],
  [
    'a stub HTML part',
    { text: { value: words(60), flowed: false, delSp: false }, html: '<p>See the text.</p>' },
    words(60),
  ],
  [
    'HTML over the limits',
    { text: { value: words(60), flowed: false, delSp: false }, html: `${'<div>'.repeat(300)}${words(60)}` },
    words(60),
  ],
])('chooses the fuller form: %s', (_title, section, text) => {
  expect(read([section]).body.text).toBe(text)
})

test('sections follow each other', () => {
  expect(read([page('<p>one</p>'), plain('two')]).body).toEqual({ text: 'one\n\ntwo', html: '<p>one</p>\n<p>two</p>' })
})

test.each<[title: string, value: string, text: string, what: string]>([
  ['the signature', `${words(30)}\n\n-- \nJane Doe\nAcme`, words(30), 'signature'],
  ['a signature whose space was lost', `${words(30)}\n\n--\nJane Doe\nAcme`, words(30), 'signature'],
  ['what a telephone adds', `${words(30)}\n\nSent from my iPhone`, words(30), 'signature'],
  [
    'a disclaimer',
    `one\n\n${words(30)}\n\nThis e-mail and any attachments are confidential and intended solely for you.`,
    `one\n\n${words(30)}`,
    'signature',
  ],
  [
    'the footer of a list',
    `${words(30)}\n\n_______________________________________________\npress mailing list\npress@lists.example`,
    words(30),
    'list footer',
  ],
  [
    'a cover note',
    `Dear editor,\n\nplease find a release below.\n\nKind regards,\nSam\n\n${words(80)}`,
    words(80),
    'cover note',
  ],
])('drops %s and names it', (_title, value, text, what) => {
  const copy = read([plain(value)])
  expect(copy.body.text).toBe(text)
  expect(copy.removed.map((one) => one.what)).toEqual([what])
})

test.each([['###'], ['-ends-'], ['- 30 -'], ['以上']])('the end mark %s stays for the foot to read', (mark) => {
  expect(read([plain(`one\n\n${mark}\n\nAbout Acme`)]).body.text).toBe(`one\n\n${mark}\n\nAbout Acme`)
})

test('the lines of a signature that is cut are kept beside the copy', () => {
  const words = 'The yard opens today and will employ more people than any other.'
  const { signature, body } = read([plain(`${words}\n\n-- \nJane Doe\nPress Officer\n020 7946 0000`)])
  expect(body.text).toBe(words)
  expect(signature).toEqual(['Jane Doe', 'Press Officer', '020 7946 0000'])
})

const header = (from: string, sent: string, to: string, subject: string) =>
  `${from}: Press <press@acme.example>\n${sent}: Monday, 1 June 2026\n${to}: desk@paper.example\n${subject}: Acme launches`

test.each<[title: string, subject: string, value: string]>([
  [
    'Gmail',
    'Fwd: Acme launches',
    `FYI\n\n---------- Forwarded message ---------\n${header('From', 'Date', 'To', 'Subject')}\n\n${words(80)}`,
  ],
  [
    'Outlook in German',
    'WG: Acme launches',
    `Zur Info\n\n${header('Von', 'Gesendet', 'An', 'Betreff')}\n\n${words(80)}`,
  ],
  ['Outlook in French', 'TR: Acme launches', `${header('De', 'Envoyé', 'À', 'Objet')}\n\n${words(80)}`],
  [
    'Outlook in Spanish',
    'RV: Acme launches',
    `-----Mensaje original-----\n${header('De', 'Enviado', 'Para', 'Asunto')}\n\n${words(80)}`,
  ],
  [
    'Outlook in Italian',
    'I: Acme launches',
    `-----Messaggio originale-----\n${header('Da', 'Inviato', 'A', 'Oggetto')}\n\n${words(80)}`,
  ],
  [
    'Apple Mail',
    'Fwd: Acme launches',
    `Begin forwarded message:\n\n${header('From', 'Date', 'To', 'Subject')}\n\n${words(80)}`,
  ],
  [
    'quoted with marks',
    'FW: Acme launches',
    `See below\n\n${`${header('From', 'Date', 'To', 'Subject')}\n\n${words(80)}`.replace(/^/gm, '> ')}`,
  ],
  [
    'a forward of a forward',
    'Fwd: Fwd: Acme launches',
    `---------- Forwarded message ---------\nFrom: Jo <jo@paper.example>\nDate: today\nSubject: Fwd: Acme\nTo: x@y.example\n\n---------- Forwarded message ---------\n${header('From', 'Date', 'To', 'Subject')}\n\n${words(80)}`,
  ],
])('a message that is only a forward is read as what it forwards: %s', (_title, subject, value) => {
  const copy = read([plain(value)], subject)
  expect(copy.body.text).toBe(words(80))
  expect(copy.forward?.from).toEqual({ address: 'press@acme.example', name: 'Press' })
})

test.each<[title: string, value: string]>([
  ['English', `${words(30)}\n\nOn Mon, 1 June 2026 at 10:00, Jo <jo@paper.example> wrote:\n> old words\n> more`],
  ['English in two lines', `${words(30)}\n\nOn Mon, 1 June 2026 at 10:00, Jo <jo@paper.example>\nwrote:\n> old words`],
  ['German', `${words(30)}\n\nAm 01.06.2026 um 10:00 schrieb Jo:\n> old words`],
  ['French', `${words(30)}\n\nLe 1 juin 2026 à 10:00, Jo a écrit :\n> old words`],
  ['Spanish', `${words(30)}\n\nEl 1 jun 2026, a las 10:00, Jo escribió:\n> old words`],
  ['Outlook', `${words(30)}\n\n-----Original Message-----\n${header('From', 'Sent', 'To', 'Subject')}\n\nold words`],
  [
    'Outlook in German',
    `${words(30)}\n\nVon: Jo <jo@paper.example>\nGesendet: Montag\nAn: Press\nBetreff: old\n\nold words`,
  ],
])('a reply loses the thread below it: %s', (_title, value) => {
  const copy = read([plain(value)], 'Re: Acme launches')
  expect(copy.body.text).toBe(words(30))
  expect(copy.removed).toMatchObject([{ what: 'quoted thread' }])
})

test.each<[title: string, html: string]>([
  [
    'Gmail',
    `<div>${words(30)}</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 1 June 2026 Jo &lt;jo@p.example&gt; wrote:<br></div><blockquote class="gmail_quote"><p>old words</p></blockquote></div>`,
  ],
  [
    'Outlook',
    `<p>${words(30)}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Jo &lt;jo@p.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Press<br><b>Subject:</b> old</p></div><p>old words</p>`,
  ],
  [
    'Thunderbird',
    `<p>${words(30)}</p><div class="moz-cite-prefix">On 01.06.26 10:00, Jo wrote:</div><blockquote type="cite"><p>old words</p></blockquote>`,
  ],
])('a reply in HTML loses the thread below it: %s', (_title, html) => {
  expect(read([page(html)], 'Re: Acme launches').body.text).toBe(words(30))
})

test.each<[title: string, subject: string, value: string, kept: string]>([
  [
    'a forward with a long note keeps both',
    'Fwd: Acme',
    `${words(90)}\n\n---------- Forwarded message ---------\n${header('From', 'Date', 'To', 'Subject')}\n\nthe release`,
    'the release',
  ],
  [
    'a reply that says nothing keeps the thread',
    'Re: Acme',
    'On Mon, 1 June 2026 Jo <jo@p.example> wrote:\n> the release',
    'the release',
  ],
  ['a pull quote in a release', 'Acme', `${words(30)}\n\n> the best phone\n\n${words(30)}`, 'the best phone'],
  ['a memo heading', 'Acme', `From: Press Office\nDate: 1 June 2026\nSubject: Launch\n\n${words(60)}`, 'Press Office'],
  [
    'a release that is not called a reply',
    'Acme',
    `See here\n\n-----Original Message-----\n${header('From', 'Sent', 'To', 'Subject')}\n\n${words(200)}`,
    'word199',
  ],
])('nothing is lost: %s', (_title, subject, value, kept) => {
  expect(read([plain(value)], subject).body.text).toContain(kept)
})

test('links are those of the copy, in order, each once', () => {
  const copy = read([
    page(
      '<p><a href="https://b.example/?a=1&amp;b=2">b</a> <a href="https://a.example/">a</a> <a href="https://b.example/?a=1&amp;b=2">b</a> <a href="mailto:x@y.example">x</a> <a href="tel:+1">t</a></p>',
    ),
  ])
  expect(copy.links).toEqual(['https://b.example/?a=1&b=2', 'https://a.example/', 'mailto:x@y.example'])
})

test('the copy ends at 1 MiB and says so', () => {
  const copy = read([plain('ä'.repeat(2 * 1024 * 1024))])
  expect(Buffer.byteLength(copy.body.text)).toBeLessThanOrEqual(1024 * 1024)
  expect(copy.removed).toMatchObject([{ what: 'text over the limit' }])
})

test.each([
  ['letters', 'a'.repeat(200_000)],
  ['marks', '> '.repeat(100_000)],
  ['dashes', '-'.repeat(200_000)],
  ['addresses', 'https://'.repeat(25_000)],
  ['at signs', 'a@'.repeat(100_000)],
  ['spaces in a line', `x${' '.repeat(200_000)}y`],
  ['lines', 'a\n'.repeat(100_000)],
  ['field names', 'From: '.repeat(33_000)],
  ['field lines', 'From: a\n'.repeat(25_000)],
  ['attributions', 'On 1 wrote:\n'.repeat(17_000)],
  ['end marks', '###\n'.repeat(50_000)],
])('reads 200 kB of %s in time', (_title, value) => {
  expect(cpuTime(() => read([plain(value)], 'Re: x'))).toBeLessThan(3000)
})
