import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { cleanName } from '../../src/pipeline/attachments.ts'
import { file, html, multipart, type Part, PDF, PNG, release, releaseOf, text } from './build-mail.ts'
import { ingest } from './ingest-plainly.ts'

test.each([
  ['photo.jpg', 'jpg', 'photo.jpg'],
  ['../../../etc/passwd', 'txt', 'passwd.txt'],
  ['C:\\Users\\jane\\logo.png', 'png', 'logo.png'],
  ['a\u0000b\r\nc.pdf', 'pdf', 'abc.pdf'],
  ['invoice\u202efdp.exe', '', 'invoicefdp.exe'],
  ['..', 'pdf', 'attachment-3.pdf'],
  ['.htaccess', 'txt', 'htaccess.txt'],
  ['', 'pdf', 'attachment-3.pdf'],
  [null, '', 'attachment-3'],
  ['Press release – final v3.docx', 'docx', 'Press release – final v3.docx'],
  ['no extension', 'pdf', 'no extension.pdf'],
  ['  many   spaces .pdf', 'pdf', 'many spaces.pdf'],
])('the name %j with the extension %j is shown as %j', (raw, extension, shown) => {
  expect(cleanName(raw, extension, 3)).toBe(shown)
})

test.each([`${'a'.repeat(500)}.pdf`, '😀'.repeat(300), `${'.'.repeat(200_000)}x`, 'ü'.repeat(199)])(
  'a long name is cut to 200 characters',
  (raw) => {
    const name = cleanName(raw, 'pdf', 1)
    expect(name.length).toBeLessThanOrEqual(200)
    expect(name).toMatch(/\.pdf$/)
    expect(name.isWellFormed()).toBe(true)
  },
)

const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
const octets = Buffer.from([1, 2, 3, 0, 255])

test.each<[title: string, part: Part, name: string, type: string]>([
  ['a PNG', file('image/png', 'a.png', PNG), 'a.png', 'image/png'],
  ['a PNG that says it is a JPEG', file('image/jpeg', 'a.jpg', PNG), 'a.jpg', 'image/png'],
  ['a PDF declared as octets', file('application/octet-stream', 'a', PDF), 'a.pdf', 'application/pdf'],
  ['an executable that says it is text', file('text/plain', 'a.txt', octets), 'a.txt', 'application/octet-stream'],
  ['a table', file('text/csv', 'a.csv', Buffer.from('a;b\r\n1;2')), 'a.csv', 'text/csv'],
  [
    'a table declared as octets',
    file('application/octet-stream', 'a.csv', Buffer.from('a;b\r\n1;2')),
    'a.csv',
    'text/csv',
  ],
  [
    'a drawing',
    file('image/svg+xml', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    'a.svg',
    'image/svg+xml',
  ],
  ['a page', file('text/html', 'a.html', Buffer.from('<html><p>x</p></html>')), 'a.html', 'text/html'],
  ['an old Word file', file('application/msword', 'a.doc', CFB), 'a.doc', 'application/msword'],
  [
    'an old Word file declared as octets',
    file('application/octet-stream', 'a.doc', CFB),
    'a.doc',
    'application/msword',
  ],
  [
    'a winmail.dat declared as octets',
    file('application/octet-stream', 'winmail.dat', Buffer.from('789f3e220100', 'hex')),
    'winmail.dat',
    'application/ms-tnef',
  ],
  ['unknown octets', file('application/x-foo', 'a.foo', octets), 'a.foo', 'application/octet-stream'],
  [
    'a message without a name',
    { headers: ['Content-Type: message/rfc822'], body: 'Subject: =?utf-8?Q?Caf=C3=A9?= a/b\r\n\r\nx' },
    'Café a-b.eml',
    'message/rfc822',
  ],
  [
    'RFC 2231 with continuations and a charset',
    {
      headers: [
        'Content-Type: application/pdf',
        "Content-Disposition: attachment; filename*0*=iso-8859-1'de'Pr%E4sen; filename*1=tation.pdf",
      ],
      body: PDF,
    },
    'Präsentation.pdf',
    'application/pdf',
  ],
  [
    'a name in encoded words (RFC 2047 forbids it, all send it)',
    {
      headers: [
        'Content-Type: application/pdf; name="=?utf-8?B?UHLDpHNlbnRhdGlvbi5wZGY=?="',
        'Content-Disposition: attachment',
      ],
      body: PDF,
    },
    'Präsentation.pdf',
    'application/pdf',
  ],
  [
    'a name in raw UTF-8',
    {
      headers: ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename="Präsentation.pdf"'],
      body: PDF,
    },
    'Präsentation.pdf',
    'application/pdf',
  ],
  ['no name', { headers: ['Content-Type: application/pdf'], body: PDF }, 'attachment-1.pdf', 'application/pdf'],
])('names and types %s', async (_title, part, name, type) => {
  // With two words above it, an attached message would be a forward.
  const own = text('The words of a release of its own, which says more than a note above a forward would.')
  const outcome = await ingest(releaseOf('s', multipart('mixed', [own, part])), new Date(0))
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(outcome.draft.attachments[0]).toMatchObject({ name, type })
})

test('reads a raw windows-1252 name, which mailparser takes for UTF-8', async () => {
  const source = releaseOf(
    's',
    multipart('mixed', [
      text('w'),
      {
        headers: ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename="Pr\u0001sentation.pdf"'],
        body: PDF,
      },
    ]),
  )
  const raw = Buffer.from(Buffer.from(source).toString('latin1').replace('\x01', '\xe4'), 'latin1')
  expect(await ingest(raw, new Date(0))).toMatchObject({ draft: { attachments: [{ name: 'Präsentation.pdf' }] } })
})

test('gives each file its bytes, its hash and its own buffer', async () => {
  const outcome = await ingest(
    releaseOf(
      's',
      multipart('mixed', [text('w'), file('image/png', 'a.png', PNG), file('application/pdf', 'b.pdf', PDF)]),
    ),
    new Date(0),
  )
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(outcome.files.map((one) => Buffer.from(one.content))).toEqual([PNG, PDF])
  expect(outcome.files.map((one) => one.sha256)).toEqual(outcome.draft.attachments.map((one) => one.sha256))
  expect(outcome.files[0]?.sha256).toBe(createHash('sha256').update(PNG).digest('hex'))
  for (const one of outcome.files) expect(one.content.buffer.byteLength).toBe(one.content.byteLength)
})

test('tells an image of the text from an attachment', async () => {
  const image: Part = {
    headers: ['Content-Type: image/png', 'Content-ID: <logo@acme>', 'Content-Transfer-Encoding: base64'],
    body: PNG.toString('base64'),
  }
  const outcome = await ingest(
    releaseOf(
      's',
      multipart('mixed', [multipart('related', [html('<p>words</p>'), image], 'in'), file('image/png', 'a.png', PNG)]),
    ),
    new Date(0),
  )
  expect(outcome).toMatchObject({
    draft: {
      attachments: [
        { disposition: 'inline', contentId: 'logo@acme' },
        { disposition: 'attachment', contentId: null },
      ],
    },
  })
})

test('a message that is a file', async () => {
  const outcome = await ingest(release('Photos', PDF, 'Content-Type: application/pdf; name=a.pdf'), new Date(0))
  expect(outcome).toMatchObject({
    kind: 'draft',
    draft: { headline: { value: 'Photos' }, attachments: [{ name: 'a.pdf' }] },
  })
})
