import { expect, test } from 'vitest'
import { parse } from '../../src/pipeline/parse.ts'
import { layOut } from '../../src/pipeline/structure.ts'
import { file, html, message, multipart, type Part, PDF, PNG, release, releaseOf, text } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

async function laidOut(source: Uint8Array) {
  const mail = await parse(source)
  if ('reason' in mail) throw new Error(`not read: ${mail.detail}`)
  const layout = layOut(mail.tree, mail.leaves)
  return {
    head: mail.head,
    sections: layout.sections.map((one) => ({ text: one.text?.value.trim() ?? null, html: one.html?.trim() ?? null })),
    files: layout.files.map((one) => one.declaredType),
  }
}

const rfc822 = (inner: Uint8Array): Part => ({ headers: ['Content-Type: message/rfc822'], body: inner })

test.each<[title: string, whole: Part, sections: { text: string | null; html: string | null }[], files: string[]]>([
  ['an alternative', multipart('alternative', [text('T'), html('H')]), [{ text: 'T', html: 'H' }], []],
  [
    'an alternative in a mixed',
    multipart('mixed', [multipart('alternative', [text('T'), html('H')], 'in'), file('application/pdf', 'a.pdf', PDF)]),
    [{ text: 'T', html: 'H' }],
    ['application/pdf'],
  ],
  [
    'text, file, text',
    multipart('mixed', [text('one'), file('image/png', 'a.png', PNG), text('two')]),
    [
      { text: 'one', html: null },
      { text: 'two', html: null },
    ],
    ['image/png'],
  ],
  [
    'Apple Mail: text beside a mixed of HTML and PDF',
    multipart('alternative', [
      text('T'),
      multipart('mixed', [html('H1'), file('application/pdf', 'a.pdf', PDF), html('H2')], 'in'),
    ]),
    [{ text: 'T', html: 'H1\n<br>\nH2' }],
    ['application/pdf'],
  ],
  [
    'an image of the HTML',
    multipart('related', [
      html('H'),
      {
        headers: ['Content-Type: image/png', 'Content-ID: <a@b>', 'Content-Transfer-Encoding: base64'],
        body: PNG.toString('base64'),
      },
    ]),
    [{ text: null, html: 'H' }],
    ['image/png'],
  ],
  [
    'a text file that is the only text',
    multipart('mixed', [text('T', 'Content-Disposition: inline; filename=a.txt')]),
    [{ text: 'T', html: null }],
    [],
  ],
  [
    'a text file after the text',
    multipart('mixed', [text('T'), text('F', 'Content-Disposition: inline; filename=a.txt')]),
    [{ text: 'T', html: null }],
    ['text/plain'],
  ],
  [
    'a calendar alternative',
    multipart('alternative', [text('T'), { headers: ['Content-Type: text/calendar'], body: 'BEGIN:VCALENDAR' }]),
    [{ text: 'T', html: null }],
    ['text/calendar'],
  ],
  [
    'a digest, whose parts are messages (RFC 2046 section 5.1.5)',
    multipart('digest', [{ headers: [], body: 'Subject: x\r\n\r\ny' }]),
    [],
    ['message/rfc822'],
  ],
  [
    'a signed text',
    multipart('signed', [text('T'), { headers: ['Content-Type: application/pgp-signature'], body: 'sig' }]),
    [{ text: 'T', html: null }],
    ['application/pgp-signature'],
  ],
  [
    'an AMP page beside HTML',
    multipart('alternative', [text('T'), { headers: ['Content-Type: text/x-amp-html'], body: 'amp' }, html('H')]),
    [{ text: 'T', html: 'H' }],
    [],
  ],
  [
    'an attached message',
    multipart('mixed', [text('T'), rfc822(release('in', 'x'))]),
    [{ text: 'T', html: null }],
    ['message/rfc822'],
  ],
])('lays out %s', async (_title, whole, sections, files) => {
  const result = await laidOut(releaseOf('s', whole))
  expect(result.sections).toEqual(sections)
  expect(result.files).toEqual(files)
})

test.each([
  ['quoted-printable', 'quoted-printable', 'Caf=C3=A9 =E2=80=93 a=\r\nb', 'Café – ab'],
  ['base64', 'base64', Buffer.from('Café').toString('base64'), 'Café'],
  ['8bit', '8bit', 'Café', 'Café'],
])('decodes %s', async (_title, encoding, body, expected) => {
  const { sections } = await laidOut(release('s', body, `Content-Transfer-Encoding: ${encoding}`))
  expect(sections[0]?.text).toBe(expected)
})

test('reads the header: sender, further senders, subject, id', async () => {
  const source = message(
    [
      'From: =?utf-8?Q?Ren=C3=A9e?= <r@acme.example>',
      'From: Eve <eve@evil.example>',
      'Subject: =?utf-8?Q?Caf=C3=A9?=',
      'Message-ID: <x@y>',
    ],
    'b',
  )
  const { head } = await laidOut(source)
  expect(head).toMatchObject({
    from: { address: 'r@acme.example', name: 'Renée' },
    alsoFrom: [{ address: 'eve@evil.example', name: 'Eve' }],
    subject: 'Café',
    messageId: 'x@y',
  })
})

test.each<[title: string, source: Uint8Array, reason: string]>([
  [
    'over 50 MiB',
    Buffer.concat([Buffer.from('Subject: big\r\n\r\n'), Buffer.alloc(50 * 1024 * 1024 + 1, 0x61)]),
    'too-large',
  ],
  [
    'a header section over 256 KiB',
    message([`Subject: s`, `X-Long: ${'a'.repeat(300 * 1024)}`], 'b'),
    'headers-too-large',
  ],
  [
    'a part whose header is over 256 KiB',
    releaseOf('s', multipart('mixed', [{ headers: [`X-Long: ${'a'.repeat(300 * 1024)}`], body: 'b' }])),
    'headers-too-large',
  ],
  [
    '501 parts',
    releaseOf(
      's',
      multipart(
        'mixed',
        Array.from({ length: 501 }, () => text('x')),
      ),
    ),
    'too-many-parts',
  ],
  [
    '1,001 addresses in To',
    release('s', 'b', `Cc: ${Array.from({ length: 1001 }, (_none, at) => `a${at}@b.example`).join(',\r\n ')}`),
    'too-many-addresses',
  ],
  [
    '31 levels',
    releaseOf(
      's',
      Array.from({ length: 32 }).reduce<Part>(
        (inner, _none, at) => multipart('mixed', [inner], `deep${at}`),
        text('x'),
      ),
    ),
    'too-many-parts',
  ],
])('quarantines %s, with what the header says', async (_title, source, reason) => {
  const outcome = await ingest(source, new Date(0))
  expect(outcome).toMatchObject({ kind: 'quarantined', reason })
  expect(outcome.origin.subject).toMatch(/^(big|s)$/)
})

test('drafts a message with an attachment over 40 MiB without the attachment, and says so', async () => {
  const part: Part = {
    headers: ['Content-Type: video/mp4', 'Content-Disposition: attachment; filename=a.mp4'],
    body: Buffer.alloc(41 * 1024 * 1024, 1),
  }
  const outcome = await ingest(releaseOf('s', multipart('mixed', [text('T'), part])), new Date(0))
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(outcome.draft.attachments[0]).toMatchObject({ name: 'a.mp4', size: 41 * 1024 * 1024, omitted: 'too-large' })
  expect(outcome.files).toEqual([])
})

test('a multipart without its boundary keeps its text', async () => {
  const outcome = await ingest(
    message(['From: a@b.example', 'Subject: s', 'Content-Type: multipart/mixed'], 'The words are here.'),
    new Date(0),
  )
  expect(outcome).toMatchObject({ kind: 'draft', draft: { body: { text: 'The words are here.' } } })
})
