/** Text of word processors on its way to HTML: paragraphs with their look, lists and tables. */
import { escapeHtml } from './escape.ts'

export interface RichRun {
  /** Line ends are broken lines. */
  text: string
  bold: boolean
  href: string | null
}

export interface ParagraphLook {
  /** Of a heading that the document names so, from 1; 0: none. */
  level: number
  listed: boolean
  rtl: boolean
}

interface Paragraph extends ParagraphLook {
  runs: RichRun[]
  /** Of its largest letters, in points; 0 where nothing is said. */
  size: number
}

type Rich = Paragraph | { table: RichRun[][][] }

/** Text under construction. */
export interface RichText {
  blocks: Rich[]
  /** The paragraph that is being written. */
  runs: RichRun[]
  size: number
  /** The rows and cells of the table that is being written. */
  rows: RichRun[][][]
  cells: RichRun[][]
  /** Characters written. */
  length: number
  letters: Map<number, number>
}

/** A copy is at most 1 MiB; markup and what is cut may take as much again. */
const MAX_LENGTH = 2 * 1024 * 1024
const HEADING_SIZE = 1.15
const MAX_HEADING_LENGTH = 300
const MAX_LEVEL = 4

/** An empty text. */
export function startRich(): RichText {
  return { blocks: [], runs: [], size: 0, rows: [], cells: [], length: 0, letters: new Map() }
}

/** Adds words to the paragraph. `size` is in points, 0 where it is not known. */
export function writeText(
  rich: RichText,
  text: string,
  look: { bold: boolean; href: string | null; size: number },
): void {
  if (text === '' || rich.length > MAX_LENGTH) return
  rich.length += text.length
  const { bold, href, size } = look
  const last = rich.runs.at(-1)
  if (last && last.bold === bold && last.href === href) last.text += text
  else rich.runs.push({ text, bold, href })
  if (text.trim() === '') return
  rich.size = Math.max(rich.size, size)
  rich.letters.set(size, (rich.letters.get(size) ?? 0) + text.length)
}

/** Ends the paragraph; inside a cell it only breaks the line. */
export function endParagraph(rich: RichText, look: ParagraphLook, inCell = false): void {
  if (inCell) {
    writeText(rich, '\n', { bold: false, href: null, size: 0 })
    return
  }
  endTable(rich)
  if (rich.runs.some(({ text }) => text.trim() !== '')) rich.blocks.push({ ...look, runs: rich.runs, size: rich.size })
  rich.runs = []
  rich.size = 0
}

/** Ends a cell of a table. */
export function endCell(rich: RichText): void {
  rich.cells.push(rich.runs)
  rich.runs = []
  rich.size = 0
}

/** Ends a row of a table. */
export function endRow(rich: RichText): void {
  if (rich.cells.length > 0) rich.rows.push(rich.cells)
  rich.cells = []
}

/** Ends a table, where one is being written. */
export function endTable(rich: RichText): void {
  endRow(rich)
  if (rich.rows.length > 0) rich.blocks.push({ table: rich.rows })
  rich.rows = []
}

/** The whole as HTML. */
export function richToHtml(rich: RichText): string {
  const sizes = headingSizes(rich.letters)
  const html: string[] = []
  let list: string[] = []
  const flush = () => {
    if (list.length > 0) html.push(`<ul>${list.join('')}</ul>`)
    list = []
  }
  for (const block of rich.blocks) {
    if ('runs' in block && block.listed) {
      list.push(`<li>${runsToHtml(block.runs, false)}</li>`)
      continue
    }
    flush()
    html.push('table' in block ? tableToHtml(block.table) : paragraphToHtml(block, sizes))
  }
  flush()
  return html.join('\n')
}

/** Sizes well above that of most letters, the largest first. */
export function headingSizes(letters: ReadonlyMap<number, number>): number[] {
  const [body = 0] = [...letters].sort(([, one], [, other]) => other - one).map(([size]) => size)
  if (body === 0) return []
  return [...letters.keys()].filter((size) => size >= body * HEADING_SIZE).sort((one, other) => other - one)
}

/** Level of a heading with letters of that size and that many characters, from 1; 0: it is none. */
export function headingLevel(sizes: readonly number[], size: number, length: number): number {
  const rank = sizes.indexOf(size)
  return rank === -1 || length > MAX_HEADING_LENGTH ? 0 : Math.min(rank + 1, MAX_LEVEL)
}

function paragraphToHtml({ runs, size, level, rtl }: Paragraph, sizes: readonly number[]): string {
  const length = runs.reduce((sum, { text }) => sum + text.length, 0)
  const rank =
    level > 0 && length <= MAX_HEADING_LENGTH ? Math.min(level, MAX_LEVEL) : headingLevel(sizes, size, length)
  const name = rank === 0 ? 'p' : `h${rank}`
  return `<${name}${rtl ? ' dir="rtl"' : ''}>${runsToHtml(runs, rank > 0)}</${name}>`
}

function tableToHtml(rows: readonly RichRun[][][]): string {
  const cells = (row: readonly RichRun[][]) =>
    row.map((runs) => `<td>${runsToHtml(runs, false).replace(/(?:<br>)+$/, '')}</td>`).join('')
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`
}

/** Runs as HTML; in a heading nothing is bold, as all of it is. */
export function runsToHtml(runs: readonly RichRun[], heading: boolean): string {
  return runs
    .map(({ text, bold, href }) => {
      const words = escapeHtml(text).replace(/\n/g, '<br>')
      const linked = href === null ? words : `<a href="${escapeHtml(href)}">${words}</a>`
      return bold && !heading && text.trim() !== '' ? `<b>${linked}</b>` : linked
    })
    .join('')
    .replaceAll('</b><b>', '')
}
