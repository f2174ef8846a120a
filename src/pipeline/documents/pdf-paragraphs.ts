/** Lines of a PDF put together to paragraphs. A PDF knows none: spacing, size and how full a line is tell where one ends. */
import { GLUE, undoHyphens } from './pdf-hyphens.ts'
import type { Flow } from './pdf-order.ts'
import { type Run, type Segment, wordsOf } from './pdf-segments.ts'

export interface Paragraph {
  lines: Segment[]
  /** The same lines, parted where the writer broke the line. */
  broken: Segment[][]
  size: number
  table: Segment[][] | null
}

/** More space above a line than this, in usual line heights, and it begins a paragraph. */
const MORE_SPACE = 1.3
/** Line height where the document does not tell, in letter heights: word processors use 1.15 to 1.25. */
const USUAL_LEADING = 1.2
const OTHER_SIZE = 0.08
const INDENT = 0.8
const MAX_INDENT = 3
/** A broken line with fewer letters is one of an address or a list, not the end of a paragraph. */
const MIN_PROSE = 45
const BULLET = /^\s{0,9}(?:[•·‣▪●■◦○\uf0b7\uf0a7➢✓►]|[-–*](?=\s))/
const ENDS_SENTENCE = /[.!?:。！？]["'”’»)\]]{0,3}\s*$/

/** Nothing but a mail address, a telephone number or a page: a line of its own in every paper. */
const REACH =
  /^\s*(?:\p{L}{1,9}[.:]\s?)?(?:\S{1,64}@\S{1,80}|\+?\d[\d\s()/.-]{6,20}|(?:https?:\/\/|www\.)\S{1,200})\s*$/u
const ADDRESS_LINE = /^\s*[\p{Lu}\p{Lo}\d+(][^\n]{0,39}$|^\s*\S{1,64}@\S{1,80}\s*$/u

type Break = 'none' | 'line' | 'paragraph'

/** The paragraphs of the flows, in order; one that goes on in the next column or page is one. */
export function readParagraphs(flows: readonly Flow[]): Paragraph[] {
  const leading = usualLeading(flows)
  const paragraphs: Paragraph[] = []
  let before: { line: Segment; flow: Flow } | null = null
  for (const flow of flows) {
    if (flow.kind === 'table') {
      paragraphs.push({ lines: [], broken: [], size: flow.rows[0]?.[0]?.size ?? 0, table: flow.rows })
      before = null
      continue
    }
    for (const [line] of flow.rows) {
      if (!line) continue
      const current = paragraphs.at(-1)
      const kind = before && current ? breakBetween(before, { line, flow }, current, leading) : 'paragraph'
      if (kind === 'paragraph' || !current)
        paragraphs.push({ lines: [line], broken: [[line]], size: line.size, table: null })
      else {
        current.lines.push(line)
        if (kind === 'line') current.broken.push([line])
        else current.broken.at(-1)?.push(line)
      }
      before = { line, flow }
    }
  }
  undoHyphens(paragraphs.map(({ broken }) => broken))
  return paragraphs
}

/** One line's words after the other's, as runs. */
export function joinLines(lines: readonly Segment[]): Run[] {
  const runs: Run[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last && last.text !== '' && !/\s$/.test(last.text) && !isGlued(last.text, line)) last.text += ' '
    if (last) last.text = last.text.replace(GLUE, '')
    runs.push(...line.runs.map((run) => ({ ...run })))
  }
  return runs
}

/** A hyphen was undone there (see below), or the script has no spaces. */
function isGlued(text: string, next: Segment): boolean {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」]/u
  return text.endsWith(GLUE) || (wide.test(text.slice(-1)) && wide.test(wordsOf(next).slice(0, 1)))
}

function breakBetween(
  before: { line: Segment; flow: Flow },
  next: { line: Segment; flow: Flow },
  paragraph: Paragraph,
  leading: number,
): Break {
  const { line } = next
  const last = before.line
  if (Math.abs(last.size - line.size) > last.size * OTHER_SIZE) return 'paragraph'
  if (BULLET.test(wordsOf(line))) return 'paragraph'
  if (isBold(last) !== isBold(line)) return 'paragraph'
  if (before.flow !== next.flow) return goesOn(before, line) ? 'none' : 'paragraph'
  if (last.y - line.y > leading * line.size * MORE_SPACE) return 'paragraph'
  if (isAddress(next.flow) || REACH.test(wordsOf(line))) return 'line'
  const listed = BULLET.test(wordsOf(paragraph.lines[0] ?? line))
  if (!listed && isIndented(before, line)) return 'paragraph'
  if (!isShort(before, line)) return 'none'
  if (listed && line.left > (paragraph.lines[0]?.left ?? 0) + 3) return 'line'
  return ENDS_SENTENCE.test(wordsOf(last)) && wordsOf(last).length > 0 && isProse(paragraph) ? 'paragraph' : 'line'
}

/** Each of at least three short lines begins anew. */
function isAddress({ rows }: Flow): boolean {
  return rows.length > 2 && rows.every(([line]) => line && ADDRESS_LINE.test(wordsOf(line)))
}

function isProse({ broken }: Paragraph): boolean {
  return (broken.at(-1) ?? []).reduce((sum, line) => sum + wordsOf(line).length, 0) > MIN_PROSE
}

/** From one column or page to the next: in the middle of a sentence. */
function goesOn(before: { line: Segment; flow: Flow }, line: Segment): boolean {
  const words = wordsOf(before.line)
  return (
    !ENDS_SENTENCE.test(words) &&
    !isShort(before, line) &&
    (/^\s*["“„»(]?[\p{Ll}\p{N}]/u.test(wordsOf(line)) || (/[\p{L},-]\s*$/u.test(words) && words.length > MIN_PROSE))
  )
}

/** The next line's first word would have had room: the writer ended the line, not its width. */
function isShort({ line, flow }: { line: Segment; flow: Flow }, next: Segment): boolean {
  const words = wordsOf(next).trim()
  const first = /^\S+/.exec(words)?.[0] ?? ''
  const perLetter = (next.right - next.left) / Math.max(1, words.length)
  const width = flow.rows.length > 2 ? flow.right - flow.left : Math.max(flow.right - flow.left, flow.pageWidth * 0.8)
  // The first line of a paragraph may begin further in, which takes nothing from its end.
  const indent = line.rtl ? flow.right - line.right : line.left - flow.left
  const free = width - (line.right - line.left) - (indent < line.size * MAX_INDENT ? indent : 0)
  // Lines without spaces, as in Japanese, are filled to the last letter or two.
  return free > Math.min(first.length + 1, 20) * perLetter * 1.05 + line.size * 0.2
}

function isIndented({ line, flow }: { line: Segment; flow: Flow }, next: Segment): boolean {
  if (next.rtl) return next.right < flow.right - next.size * INDENT && line.right > flow.right - line.size * 0.3
  const centred = Math.abs((line.left + line.right) / 2 - (next.left + next.right) / 2) < line.size * 0.3
  return !centred && next.left > flow.left + next.size * INDENT && line.left < flow.left + line.size * 0.3
}

function isBold({ runs }: Segment): boolean {
  return runs.every(({ text, bold }) => bold || !/[\p{L}\p{N}]/u.test(text))
}

/** The commonest distance between lines in letter heights, among lines of which the first is full. */
function usualLeading(flows: readonly Flow[]): number {
  const counts = new Map<number, number>()
  for (const flow of flows) {
    if (flow.kind === 'table') continue
    flow.rows.forEach(([line], index) => {
      const next = flow.rows[index + 1]?.[0]
      if (!line || !next || Math.abs(line.size - next.size) > line.size * OTHER_SIZE) return
      if (isShort({ line, flow }, next)) return
      const ratio = Math.round(((line.y - next.y) / next.size) * 20) / 20
      if (ratio > 0.8 && ratio < 3) counts.set(ratio, (counts.get(ratio) ?? 0) + 1)
    })
  }
  const [commonest] = [...counts].sort(([, one], [, other]) => other - one)
  return commonest?.[0] ?? USUAL_LEADING
}
