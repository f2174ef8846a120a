/** The lines of a PDF as HTML: paragraphs put together, words at line ends too, headings told by their size. */

import type { Flow } from './pdf-order.ts'
import { joinLines, type Paragraph, readParagraphs } from './pdf-paragraphs.ts'
import { type Run, type Segment, wordsOf } from './pdf-segments.ts'
import { headingLevel, headingSizes, runsToHtml } from './rich.ts'

const BULLET = /^\s{0,9}(?:[•·‣▪●■◦○–\uf0b7\uf0a7➢✓►]|[-*o](?=\s))\s{0,9}/

/** HTML of the text, from its flows in order. */
export function linesToHtml(flows: readonly Flow[]): string {
  const paragraphs = readParagraphs(flows)
  const sizes = sizesOf(paragraphs)
  const html: string[] = []
  let list: string[] = []
  const flush = () => {
    if (list.length > 0) html.push(`<ul>${list.join('')}</ul>`)
    list = []
  }
  for (const paragraph of paragraphs) {
    const bullet = paragraph.table === null && BULLET.test(wordsOf(paragraph.lines[0] ?? NO_LINE))
    if (bullet) list.push(`<li>${runsToHtml(withoutBullet(joinLines(paragraph.lines)), false)}</li>`)
    else {
      flush()
      html.push(paragraph.table ? tableToHtml(paragraph.table) : paragraphToHtml(paragraph, sizes))
    }
  }
  flush()
  return html.join('\n')
}

const NO_LINE: Segment = { runs: [], left: 0, right: 0, y: 0, size: 0, rtl: false }

function sizesOf(paragraphs: readonly Paragraph[]): number[] {
  const letters = new Map<number, number>()
  for (const { lines, size } of paragraphs)
    letters.set(rounded(size), (letters.get(rounded(size)) ?? 0) + lengthOf(lines))
  return headingSizes(letters)
}

function paragraphToHtml({ lines, size, broken }: Paragraph, sizes: readonly number[]): string {
  const level = headingLevel(sizes, rounded(size), lengthOf(lines))
  const dir = lines.some(({ rtl }) => rtl) ? ' dir="rtl"' : ''
  const words = broken.map((part) => runsToHtml(joinLines(part), level > 0)).join('<br>')
  const name = level > 0 ? `h${level}` : 'p'
  return `<${name}${dir}>${words}</${name}>`
}

function lengthOf(lines: readonly Segment[]): number {
  return lines.reduce((sum, line) => sum + wordsOf(line).length, 0)
}

function tableToHtml(rows: readonly Segment[][]): string {
  const cells = (row: readonly Segment[]) => row.map((cell) => `<td>${runsToHtml(cell.runs, false)}</td>`).join('')
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`
}

function withoutBullet(runs: readonly Run[]): Run[] {
  const [first, ...rest] = runs
  if (!first) return []
  const text = first.text.replace(BULLET, '')
  if (text.trim() !== '' || rest.length === 0) return [{ ...first, text }, ...rest]
  return rest.map((run, index) => (index === 0 ? { ...run, text: run.text.trimStart() } : run))
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2
}
