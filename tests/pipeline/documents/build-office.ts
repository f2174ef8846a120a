/** DOCX and ODT files for tests, made of the least XML that is one. */
import { strToU8, zipSync } from 'fflate'
import type { Told } from './releases.ts'

const WORD =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** A paragraph of a DOCX: `style` by its id, `size` in points. */
export function p(text: string, { style, size, bold }: { style?: string; size?: number; bold?: boolean } = {}): string {
  const look = `${bold ? '<w:b/>' : ''}${size ? `<w:sz w:val="${size * 2}"/>` : ''}`
  const runs = `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
  return `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}${runs}</w:p>`
}

/** A DOCX with that body; more parts by name. */
export function docxOf(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/hyperlink" Target="https://harrow.example/leeds" TargetMode="External"/><Relationship Id="rId3" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      `<?xml version="1.0"?><w:styles ${WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="PMTitel"><w:name w:val="PM Titel"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>`,
    ),
    'word/numbering.xml': strToU8(
      `<?xml version="1.0"?><w:numbering ${WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    ),
    'word/document.xml': strToU8(`<?xml version="1.0"?><w:document ${WORD}><w:body>${body}</w:body></w:document>`),
  }
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content
  return zipSync(files)
}

/** How a DOCX shows that a line is the headline. */
export type HeadlineLook = 'title' | 'heading' | 'large' | 'bold' | 'own style' | 'outlined'

const LOOKS: Readonly<Record<HeadlineLook, Parameters<typeof p>[1]>> = {
  title: { style: 'Titel' },
  heading: { style: 'berschrift1' },
  large: { size: 18, bold: true },
  bold: { bold: true },
  'own style': { style: 'PMTitel' },
  // Writer numbers its headings with nothing.
  outlined: { style: 'PMTitel' },
}

/** A release as a DOCX. */
export function releaseDocx(told: Told, look: HeadlineLook = 'heading', photo?: Uint8Array): Uint8Array {
  const numbered = (number: number) => `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${number}"/></w:numPr></w:pPr>`
  const point = (text: string) => p(text).replace('<w:p>', `<w:p><w:pPr>${numbered(1)}`)
  const headline = p(told.headline, LOOKS[look])
  const body = [
    look === 'outlined' ? headline.replace('</w:pPr>', numbered(2)) : headline,
    p(told.standfirst, { bold: true }),
    ...told.body.map((text) => p(text)),
    ...told.points.map(point),
    p(told.boilerplate.heading, { bold: true }),
    p(told.boilerplate.text),
    ...told.contact.map((text) => p(text)),
  ]
  const footer = `<?xml version="1.0"?><w:ftr ${WORD}>${p('Footer of the paper')}</w:ftr>`
  return docxOf(body.join(''), { 'word/footer1.xml': footer, ...(photo && { 'word/media/image1.jpeg': photo }) })
}

const ODF =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
const BOLD =
  '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'

/** An ODT with that text; more parts by name. */
export function odtOf(text: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const files: Record<string, Uint8Array | [Uint8Array, { level: 0 }]> = {
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content ${ODF}><office:automatic-styles>${BOLD}<style:style style:name="Big" style:family="paragraph"><style:text-properties fo:font-size="20pt"/></style:style></office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    ),
    'styles.xml': strToU8(
      `<?xml version="1.0"?><office:document-styles ${ODF}><office:master-styles><style:master-page><style:footer><text:p>Footer of the paper</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`,
    ),
  }
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content
  return zipSync(files as Parameters<typeof zipSync>[0])
}

/** A release as an ODT, its headline a heading or only in large letters. */
export function releaseOdt(told: Told, heading = true, photo?: Uint8Array): Uint8Array {
  const paragraph = (text: string) => `<text:p>${escapeXml(text)}</text:p>`
  const bold = (text: string) => `<text:p><text:span text:style-name="B">${escapeXml(text)}</text:span></text:p>`
  const top = heading
    ? `<text:h text:outline-level="1">${escapeXml(told.headline)}</text:h>`
    : `<text:p text:style-name="Big">${escapeXml(told.headline)}</text:p>`
  const list = `<text:list>${told.points.map((point) => `<text:list-item>${paragraph(point)}</text:list-item>`).join('')}</text:list>`
  const parts = [
    top,
    bold(told.standfirst),
    ...told.body.map(paragraph),
    list,
    bold(told.boilerplate.heading),
    paragraph(told.boilerplate.text),
    ...told.contact.map(paragraph),
  ]
  return odtOf(parts.join(''), photo && { 'Pictures/1.jpg': photo })
}
