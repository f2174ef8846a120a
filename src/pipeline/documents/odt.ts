/** The text of an OpenDocument text file (OASIS ODF 1.3 part 3). */
import { Parser } from 'htmlparser2'
import { type Found, found, htmlSection } from './found.ts'
import { contactsInMargin } from './margin-contacts.ts'
import { lookOfStyle, type OdtStyles, readOdtStyles } from './odt-styles.ts'
import { openPackage } from './office-package.ts'
import { endCell, endParagraph, endRow, endTable, type RichText, richToHtml, startRich, writeText } from './rich.ts'
import { wordsOfXml } from './xml-words.ts'

const DAMAGED =
  'This OpenDocument file is damaged, incomplete, locked or too large to read: open it in a word processor, or ask the sender for it again.'
/** Their words are none of the text: what was deleted, comments, the sources of a list of contents, formulas, scripts. */
const SKIPPED = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:annotation-end',
  'text:note-citation',
  'draw:object',
  'office:scripts',
  'svg:title',
  'svg:desc',
  'office:forms',
  'text:sequence-decls',
])
const MAX_SPACES = 100

/** Reads an ODT. Never throws for what is in it. */
export function readOdt(bytes: Uint8Array): Found {
  const files = openPackage(bytes)
  const content = files?.readXml('content.xml') ?? null
  if (files === null || content === null) return found({ unread: DAMAGED })
  const sheet = files.readXml('styles.xml') ?? ''
  const text = readContent(content, readOdtStyles(sheet + content))
  const margin = wordsOfXml(masterPages(sheet), { words: 'text:p', lines: ['text:p'], gaps: ['text:tab', 'text:s'] })
  const html = richToHtml(text) + contactsInMargin(margin)
  return found({
    section: htmlSection(html),
    margin: [...new Set(margin)].join('\n'),
    files: files.pictures('Pictures/'),
  })
}

function masterPages(sheet: string): string {
  const start = sheet.indexOf('<office:master-styles')
  return start === -1 ? '' : sheet.slice(start)
}

interface Place {
  rich: RichText
  styles: OdtStyles
  /** Style names of the open paragraph and spans. */
  spans: string[]
  /** Levels of the open headings, 0 for a paragraph; a frame in a paragraph holds others. */
  levels: number[]
  lists: number
  cells: number
  skipped: number
  href: string | null
}

function readContent(xml: string, styles: OdtStyles): RichText {
  const place: Place = { rich: startRich(), styles, spans: [], levels: [], lists: 0, cells: 0, skipped: 0, href: null }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(place, name, attributes),
      ontext: (text) => write(place, text.replace(/\s+/g, ' ')),
      onclosetag: (name) => close(place, name),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  endTable(place.rich)
  return place.rich
}

function open(place: Place, name: string, attributes: Readonly<Record<string, string>>): void {
  if (SKIPPED.has(name)) place.skipped++
  const style = attributes['text:style-name'] ?? ''
  if (name === 'text:p' || name === 'text:h') {
    if (place.levels.length > 0) finish(place)
    place.spans.push(style)
    place.levels.push(
      name === 'text:h' ? Number(attributes['text:outline-level'] ?? 1) || 1 : lookOfStyle(place.styles, style).level,
    )
  } else if (name === 'text:span') place.spans.push(style)
  else if (name === 'text:a') place.href = attributes['xlink:href'] ?? null
  else if (name === 'text:line-break') write(place, '\n')
  else if (name === 'text:tab') write(place, '\t')
  else if (name === 'text:s') write(place, ' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, MAX_SPACES)))
  else if (name === 'text:list') place.lists++
  else if (name === 'table:table') place.cells++
}

function close(place: Place, name: string): void {
  if (SKIPPED.has(name)) place.skipped--
  const { rich } = place
  if (name === 'text:p' || name === 'text:h') {
    finish(place)
    place.spans.pop()
    place.levels.pop()
  } else if (name === 'text:span') place.spans.pop()
  else if (name === 'text:a') place.href = null
  else if (name === 'text:list') place.lists--
  else if (place.cells === 1 && name === 'table:table-cell') endCell(rich)
  else if (place.cells === 1 && name === 'table:table-row') endRow(rich)
  else if (name === 'table:table') {
    place.cells--
    if (place.cells === 0) endTable(rich)
  }
}

function finish(place: Place): void {
  const level = place.levels.at(-1) ?? 0
  const rtl = lookOfStyle(place.styles, place.spans.at(-1) ?? '').rtl ?? false
  endParagraph(place.rich, { level, listed: place.lists > 0 && level === 0, rtl }, place.cells > 0)
}

function write(place: Place, text: string): void {
  if (place.levels.length === 0 || place.skipped > 0) return
  const looks = place.spans.map((name) => lookOfStyle(place.styles, name))
  const bold = looks.findLast((look) => look.bold !== null)?.bold ?? false
  const size = looks.findLast((look) => look.size !== null)?.size ?? place.styles.size
  writeText(place.rich, text, { bold, href: place.href, size })
}
