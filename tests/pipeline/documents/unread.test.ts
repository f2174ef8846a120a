import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { file, multipart, releaseOf, text } from '../build-mail.ts'
import { ingest } from '../ingest-plainly.ts'
import { docxOf, odtOf, p, releaseDocx } from './build-office.ts'
import { pdfOf, releasePdf } from './build-pdf.ts'
import { releaseRtf } from './build-rtf.ts'
import { tnefOf } from './build-tnef.ts'
import { LEEDS } from './releases.ts'

const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])
const sized = (bytes: Uint8Array, size: number) =>
  Buffer.concat([bytes, Buffer.alloc(Math.max(0, size - bytes.length))])

/** A zip archive whose entries say that they are encrypted. */
function locked(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const bytes = Buffer.from(zipSync(files))
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    at !== -1;
    at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  )
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8)
  return bytes
}

const lorem = LEEDS.body.join(' ')
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]><x>&j;</x>`
const FILE_OF_OWN = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

describe('a file whose text cannot be read', () => {
  test.each<[title: string, name: string, content: () => Uint8Array | Promise<Uint8Array>, says: RegExp]>([
    [
      'a scanned PDF',
      'a.pdf',
      () => pdfOf((page) => page.rect(50, 50, 200, 200).fill('red')),
      /no text that can be read/,
    ],
    ['a PDF with a password', 'a.pdf', () => pdfOf((page) => page.text(lorem), { userPassword: 'x' }), /password/],
    ['a PDF that breaks off', 'a.pdf', async () => (await releasePdf(LEEDS)).subarray(0, 300), /damaged|no text/],
    ['a PDF that is none', 'a.pdf', () => strToU8('nothing of the kind'), /damaged/],
    ['an old Word file', 'a.doc', () => compound('WordDocument'), /old Word file/],
    ['a Word file with a password', 'a.docx', () => compound('EncryptedPackage'), /password/],
    ['a damaged Word file', 'a.docx', () => releaseDocx(LEEDS).subarray(0, 1500), /damaged/],
    ['a Word file without its text', 'a.docx', () => docxOf('<w:p>'), /damaged/],
    ['a Word file with entities of its own', 'a.docx', () => docxOf('', { 'word/document.xml': LAUGHS }), /damaged/],
    ['an ODT with entities of its own', 'a.odt', () => odtOf('', { 'content.xml': LAUGHS }), /damaged/],
    ['an ODT that asks for a file', 'a.odt', () => odtOf('', { 'content.xml': FILE_OF_OWN }), /damaged/],
    ['a Word file of too much text', 'a.docx', () => docxOf(p('word '.repeat(2_000_000))), /too large/],
    [
      'a Pages file',
      'a.pages',
      () => zipSync({ 'Index/Document.iwa': strToU8('x'), 'preview.jpg': strToU8('x') }),
      /Pages/,
    ],
    ['an archive with a password', 'a.zip', () => locked({ 'a.docx': releaseDocx(LEEDS) }), /password/],
    [
      'an archive that breaks off',
      'a.zip',
      () => zipSync({ 'a.docx': releaseDocx(LEEDS) }).subarray(0, 900),
      /damaged/,
    ],
    ['an archive that is a bomb', 'a.zip', () => zipSync({ 'a.txt': new Uint8Array(60_000_000) }), /attack/],
    ['an archive of another kind', 'a.rar', () => strToU8('Rar!\u001a\u0007\u0001'), /not opened here/],
    ['a sealed message', 'smime.p7m', () => Buffer.from([0x30, 0x80, 6, 9]), /S\/MIME/],
    [
      'a spreadsheet',
      'a.xlsx',
      () => zipSync({ '[Content_Types].xml': strToU8('x'), 'xl/workbook.xml': strToU8('x') }),
      /Spreadsheets/,
    ],
    ['a message of Outlook that is damaged', 'a.msg', () => compound('__properties_version1.0'), /damaged/],
    ['a calendar that is damaged', 'a.ics', () => strToU8('BEGIN:VCALENDAR\nfoo'), /calendar/],
  ])('%s', async (_title, name, content, says) => {
    const bytes = await content()
    const outcome = await ingest(
      releaseOf(
        'Harrow opens a plant in Leeds',
        multipart('mixed', [text('Please see attached.'), file('application/octet-stream', name, bytes)]),
      ),
    )
    expect(outcome).toMatchObject({
      kind: 'draft',
      draft: {
        headline: { value: 'Harrow opens a plant in Leeds' },
        attachments: [{ name, size: bytes.length, unread: expect.stringMatching(says) }],
      },
    })
  })

  test('gives the draft its name where there is no subject', async () => {
    const scan = await pdfOf((page) => page.rect(50, 50, 200, 200).fill('red'))
    const outcome = await ingest(
      releaseOf('', multipart('mixed', [text(''), file('application/pdf', 'New plant in Leeds.pdf', scan)])),
    )
    expect(outcome).toMatchObject({ kind: 'draft', draft: { headline: { value: 'New plant in Leeds' } } })
  })

  test.each(['image/jpeg', 'audio/mpeg', 'text/vcard'])('is not meant where a file has none: %s', async (type) => {
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text('The words.'), file(type, 'a.bin', strToU8('BEGIN:VCARD'))])),
    )
    expect(outcome).toMatchObject({ draft: { attachments: [{ unread: null }] } })
  })
})

describe('limits', () => {
  test('only the first 50 pages of a PDF are read', async () => {
    const bytes = await pdfOf((page) => {
      for (let index = 1; index <= 60; index++)
        page.text(`Chapter ${'abcdefghijklmnopqrst'[index % 20]} of the report of this year`).addPage()
    })
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text(''), file('application/pdf', 'a.pdf', bytes)])),
    )
    expect(outcome).toMatchObject({
      draft: { attachments: [{ unread: 'Only the first 50 of its 61 pages were read.' }] },
    })
  })

  test('an archive of many files is opened as far as it goes', async () => {
    const files = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`${index}.bin`, strToU8('\0')]))
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text('w'), file('application/zip', 'a.zip', zipSync(files))])),
    )
    if (outcome.kind !== 'draft') throw new Error('no draft')
    expect(outcome.draft.attachments).toHaveLength(1001)
    expect(outcome.draft.attachments[0]?.unread).toMatch(/more files than are opened/)
  })

  test('archives in archives are opened three deep', async () => {
    let bytes: Uint8Array = zipSync({ 'a.docx': releaseDocx(LEEDS) })
    for (let depth = 0; depth < 5; depth++) bytes = zipSync({ [`${depth}.zip`]: bytes })
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text('w'), file('application/zip', 'a.zip', bytes)])),
    )
    if (outcome.kind !== 'draft') throw new Error('no draft')
    expect(outcome.draft.attachments.map(({ within }) => within)).toEqual([null, 1, 2, 3, 4])
    expect(outcome.draft.attachments.at(-1)?.unread).toMatch(/too deep/)
  })

  test('what an entry says of its size is not believed', async () => {
    const bytes = Buffer.from(zipSync({ 'a.txt': new Uint8Array(30_000_000) }))
    const at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1')
    bytes.writeUInt32LE(10, at + 24)
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text('w'), file('application/zip', 'a.zip', bytes)])),
    )
    expect(outcome).toMatchObject({ draft: { attachments: [{}, { unread: expect.stringMatching(/damaged/) }] } })
  })

  test('a large file is a file', async () => {
    const bytes = sized(releaseRtf(LEEDS), 20 * 1024 * 1024)
    const outcome = await ingest(
      releaseOf('x', multipart('mixed', [text('See attached'), file('application/rtf', 'a.rtf', bytes)])),
    )
    expect(outcome).toMatchObject({ draft: { headline: { value: LEEDS.headline } } })
  })
})

test('HTML of a Word file is cleaned as that of mail is', async () => {
  const link =
    '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>here</w:t></w:r></w:hyperlink><w:hyperlink r:id="rId9"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
  const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://harrow.example/leeds" TargetMode="External"/><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`
  const docx = docxOf(p(LEEDS.headline, { style: 'Titel' }) + p('<script>alert(1)</script>') + p(lorem) + link, {
    'word/_rels/document.xml.rels': relations,
  })
  const outcome = await ingest(
    releaseOf('x', multipart('mixed', [text(''), file('application/octet-stream', 'a.docx', docx)])),
  )
  if (outcome.kind !== 'draft') throw new Error('no draft')
  expect(outcome.draft.links).toEqual(['https://harrow.example/leeds'])
  expect(JSON.stringify([outcome.draft.body.html, outcome.draft.rest])).not.toMatch(/<script|javascript:/)
})

test('a winmail.dat beside the text gives its files, and the text stays the copy', async () => {
  const tnef = tnefOf({
    body: 'Something else that nobody reads.',
    files: [{ name: 'a.bin', content: strToU8('\0\u0001') }],
  })
  const outcome = await ingest(
    releaseOf(
      LEEDS.headline,
      multipart('mixed', [text(LEEDS.body.join('\r\n\r\n')), file('application/ms-tnef', 'winmail.dat', tnef)]),
    ),
  )
  expect(outcome).toMatchObject({
    draft: { attachments: [{ name: 'winmail.dat' }, { name: 'a.bin', within: 1 }], removed: [] },
  })
})

describe('what one message may cost', () => {
  const pages = (count: number, page: (index: number) => string) =>
    zipSync(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.html`, strToU8(page(index))])))
  const from = (archive: Uint8Array) =>
    ingest(releaseOf('News', multipart('mixed', [text('See attached.'), file('application/zip', 'a.zip', archive)])))

  test.each<[title: string, page: (index: number) => string]>([
    ['pages that show nothing', (index) => `<p hidden>${index} ${'lorem ipsum '.repeat(30_000)}</p>`],
    ['pages', (index) => `<p>${index}</p>${'<p>lorem ipsum</p>'.repeat(20_000)}`],
  ])('of an archive of %s only as many are read as a release may have', async (_title, page) => {
    const outcome = await from(pages(30, page))
    const files = outcome.kind === 'draft' ? outcome.draft.attachments.slice(1) : []
    expect(files).toHaveLength(30)
    expect(files[0]?.unread).toBeNull()
    expect(files.at(-1)?.unread).toMatch(/more documents than are opened/)
  })

  test('messages in an archive bring no more files than one message may have', async () => {
    const parts = Array.from({ length: 300 }, (_, index) =>
      file('application/octet-stream', `${index}.bin`, strToU8('x')),
    )
    const inner = releaseOf('News', multipart('mixed', parts, 'inner'))
    const names = Array.from({ length: 20 }, (_, index) => `${index}.eml`)
    const outcome = await from(zipSync(Object.fromEntries(names.map((name) => [name, inner]))))
    const files = outcome.kind === 'draft' ? outcome.draft.attachments : []
    expect(files.length).toBeLessThanOrEqual(1001)
    expect(files.findLast(({ name }) => name.endsWith('.eml'))?.unread).toMatch(/more files than are opened/)
  })
})
