/** A release as a document: PDF, DOCX, ODT and RTF. */
import { strToU8, zipSync } from 'fflate'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import type { Section } from './source.ts'
import { joined } from './truth-row.ts'

/** Latin script only: the standard fonts have no other. With columns, what stands above the body and below it goes over all of them. */
export function pdfOf(sections: readonly Section[], columns = 1): Promise<Buffer> {
  return drawn((page) => {
    for (const { kind, text } of sections) {
      if (text === '') continue
      page.font(kind === 'headline' ? 'Helvetica-Bold' : 'Helvetica').fontSize(kind === 'headline' ? 18 : 11)
      if (kind === 'body' && columns > 1)
        page.text(text.replace(/^## /gm, ''), { columns, columnGap: 20, height: COLUMN_HEIGHT }).moveDown()
      else for (const paragraph of text.split('\n\n')) page.text(paragraph.replace(/^## /, '')).moveDown()
    }
  })
}

// In points: what a body of some 250 words fills in two columns.
const COLUMN_HEIGHT = 260

/** A PDF of one picture: what a copier makes of a sheet of paper. */
export async function scanOf(sections: readonly Section[]): Promise<Buffer> {
  const lines = plainTextOf(sections).split('\n')
  const text = lines.map((line, at) => `<text x="60" y="${80 + at * 22}" font-size="16">${escaped(line)}</text>`)
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="1240" height="1754" fill="#fdfdfa"/>${text.join('')}</svg>`
  const picture = await sharp(Buffer.from(sheet)).jpeg({ quality: 70 }).toBuffer()
  return drawn((page) => page.image(picture, 0, 0, { width: page.page.width }))
}

function drawn(draw: (page: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 60 })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))))
  draw(document)
  document.end()
  return done
}

export function docxOf(sections: readonly Section[]): Buffer {
  const paragraphs = sections.flatMap(({ kind, text }) =>
    linesOf(text).map((line) => {
      const style = kind === 'headline' ? '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' : ''
      return `<w:p>${style}<w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`
    }),
  )
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  return packed({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${types}"/></Types>`,
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
  })
}

export function odtOf(sections: readonly Section[]): Buffer {
  const paragraphs = sections.flatMap(({ kind, text }) =>
    linesOf(text).map((line) =>
      kind === 'headline'
        ? `<text:h text:outline-level="1">${escaped(line)}</text:h>`
        : `<text:p>${escaped(line)}</text:p>`,
    ),
  )
  const names =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
  return packed({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0"?><office:document-content ${names} office:version="1.2"><office:body><office:text>${paragraphs.join('')}</office:text></office:body></office:document-content>`,
    'META-INF/manifest.xml':
      '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>',
  })
}

/** With a photo, it stands below the text. */
export function rtfOf(sections: readonly Section[], photo?: Buffer): Buffer {
  const paragraphs = sections.flatMap(({ kind, text }) =>
    linesOf(text).map((line) =>
      kind === 'headline' ? `{\\b\\fs32 ${rtfText(line)}\\par}` : `{${rtfText(line)}\\par}`,
    ),
  )
  const picture = photo ? `\n{\\pict\\jpegblip\\picw1600\\pich1067 ${photo.toString('hex')}}` : ''
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n${paragraphs.join('\n\\par\n')}${picture}\n}`,
  )
}

/** One archive with the given files. */
export function packed(files: Record<string, string | Uint8Array>): Buffer {
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ])
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: '2026-01-01T00:00:00Z' }))
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^## /, ''))
}

/** RTF 1.9: characters beyond ASCII as signed 16-bit units, each with a stand-in. */
function rtfText(line: string): string {
  return line.replace(/[\\{}]/g, '\\$&').replace(/[^\x20-\x7e]/g, (unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** The text as a plain mail has it. */
export function plainTextOf(sections: readonly Section[]): string {
  return joined(sections).text.replace(/^## /gm, '')
}
