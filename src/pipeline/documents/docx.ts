/** The only home of mammoth: the text of a Word file as HTML. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import mammoth from 'mammoth'
import { type DocxStyles, readDocxStyles, sizeOfStyle, styleOf } from './docx-styles.ts'
import { type Found, found, htmlSection } from './found.ts'
import { contactsInMargin } from './margin-contacts.ts'
import { type OfficePackage, openPackage } from './office-package.ts'
import { headingLevel, headingSizes } from './rich.ts'
import { wordsOfXml } from './xml-words.ts'

const DAMAGED =
  'This Word file is damaged, incomplete or too large to read: open it in a word processor, or ask the sender for it again.'
const STYLE_MAP = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  'u => u',
  'br[type="page"] => br',
]
const LEVEL_END = '</w:lvl>'
/** Beyond this a paragraph lies in tables in tables in tables. */
const MAX_DEPTH = 60

/** An element of the document as mammoth has it; only what is read here. */
interface Element {
  type: string
  children?: Element[]
  value?: string
  styleId?: string | null
  styleName?: string | null
  fontSize?: number | null
  isBold?: boolean
  numbering?: unknown
}

/** Reads a DOCX. Never throws for what is in it. */
export async function readDocx(bytes: Uint8Array): Promise<Found> {
  const files = openPackage(bytes)
  if (files === null) return found({ unread: DAMAGED })
  try {
    const styles = readDocxStyles(files.readXml('word/styles.xml') ?? '')
    const html = await convert(files, styles)
    const margin = marginOf(files)
    return found({
      section: htmlSection(html + contactsInMargin(margin)),
      margin: margin.join('\n'),
      files: files.pictures('word/media/'),
    })
  } catch {
    // mammoth throws plain errors for whatever is missing or broken.
    return found({ unread: DAMAGED, files: files.pictures('word/media/') })
  }
}

async function convert(files: OfficePackage, styles: DocxStyles): Promise<string> {
  // Not in mammoth's types: a `file` stands for the archive, so that nothing is unpacked but within the limits here.
  const file = {
    exists: (name: string) => files.names.includes(name),
    read: async (name: string, encoding?: string) => {
      const xml = encoding === 'base64' ? '' : files.readXml(name)
      if (xml === null) throw new Error(`${name} cannot be read`)
      return name === 'word/numbering.xml' ? withoutUndrawn(xml) : xml
    },
  }
  const options = {
    styleMap: STYLE_MAP,
    includeEmbeddedStyleMap: false,
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    transformDocument: (document: Element) => nameHeadings(document, styles),
  }
  const { value } = await mammoth.convertToHtml({ file } as unknown as { buffer: Buffer }, options)
  return value
}

/** Less the levels of numbering that draw nothing, as some programs write them for headings: they make no list (ECMA-376 part 1, 17.18.59). */
function withoutUndrawn(xml: string): string {
  const pieces = xml.split(LEVEL_END)
  const rest = pieces.pop() ?? ''
  const kept = pieces.map((level) => {
    const start = level.lastIndexOf('<w:lvl ')
    return start !== -1 && level.includes('<w:numFmt w:val="none"/>', start) ? level.slice(0, start) : level + LEVEL_END
  })
  return kept.join('') + rest
}

/** Gives large paragraphs the names of headings, as many releases set their headline in large letters and call it nothing. */
function nameHeadings(document: Element, styles: DocxStyles): Element {
  const paragraphs = paragraphsOf(document, 0).map((paragraph) => ({ paragraph, ...measure(paragraph, styles) }))
  const letters = new Map<number, number>()
  for (const { size, length } of paragraphs) letters.set(size, (letters.get(size) ?? 0) + length)
  const sizes = headingSizes(letters)
  for (const { paragraph, size, length } of paragraphs) {
    const style = styleOf(styles, paragraph.styleId ?? null)
    if (/^(?:heading [1-9]|title|subtitle)$/i.test(paragraph.styleName ?? '') || length === 0) continue
    const level = style.level > 0 ? style.level : headingLevel(sizes, size, length)
    if (style.level > 0) paragraph.numbering = null
    if (level > 0 && !paragraph.numbering) {
      paragraph.styleName = `Heading ${level}`
      paragraph.styleId = `Heading${level}`
    } else if (style.bold) for (const run of runsOf(paragraph)) run.isBold = true
  }
  return document
}

function paragraphsOf(element: Element, depth: number): Element[] {
  if (element.type === 'paragraph') return [element]
  return depth > MAX_DEPTH ? [] : (element.children ?? []).flatMap((child) => paragraphsOf(child, depth + 1))
}

function runsOf(paragraph: Element): Element[] {
  const inside = (paragraph.children ?? []).flatMap((child) =>
    child.type === 'run' ? [child] : (child.children ?? []),
  )
  return inside.filter(({ type }) => type === 'run')
}

function measure(paragraph: Element, styles: DocxStyles): { size: number; length: number } {
  let size = 0
  let length = 0
  for (const run of runsOf(paragraph)) {
    const words = (run.children ?? []).reduce((sum, child) => sum + (child.value?.trim().length ?? 0), 0)
    if (words > 0) size = Math.max(size, run.fontSize ?? sizeOfStyle(styles, paragraph.styleId ?? null))
    length += words
  }
  return { size, length }
}

/** Page headers and footers, a line each. */
function marginOf(files: OfficePackage): string[] {
  const names = files.names.filter((name) => /^word\/(?:header|footer)\d{0,3}\.xml$/.test(name)).slice(0, 12)
  const lines = names.flatMap((name) =>
    wordsOfXml(files.readXml(name) ?? '', { words: 'w:t', lines: ['w:p', 'w:br'], gaps: ['w:tab'] }),
  )
  return [...new Set(lines)]
}
