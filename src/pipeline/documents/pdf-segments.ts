/** Pieces of text as a PDF sets them, joined into stretches of one line. */
import { type Piece, readFromRight } from './pdf-rtl.ts'

/** What pdf.js says of a piece of text; units are points, y grows upwards (ISO 32000-2 section 8.3.2). */
export interface TextPiece {
  str: string
  dir: string
  width: number
  transform: number[]
  fontName: string
}

export interface Run {
  text: string
  bold: boolean
  href: string | null
}

/** Part of a line, or all of it, without a gap as wide as between columns. */
export interface Segment {
  runs: Run[]
  left: number
  right: number
  /** Base line. */
  y: number
  /** Of the letters, in points. */
  size: number
  rtl: boolean
}

export interface Page {
  left: number
  right: number
  bottom: number
  top: number
  segments: Segment[]
}

/** A gap of more than this many letter heights divides columns; justified text stays below. */
const COLUMN_GAP = 1.6
/** A gap of more than this is a space that was not written. */
const WORD_GAP = 0.16
/** Raised and lowered letters, such as in m², stay in their line. */
const SAME_LINE = 0.5

/** Joins the pieces in the order in which the page has them. */
export function readSegments(pieces: readonly TextPiece[], boldFonts: ReadonlySet<string>): Segment[] {
  const segments: Segment[] = []
  const placed = new Map<Segment, Piece[]>()
  let spaced = false
  for (const piece of pieces) {
    const [a = 0, b = 0, c = 0, d = 0, left = 0, y = 0] = piece.transform
    // Turned text stands at a page's edge and is none of its copy.
    if (Math.abs(b) > Math.abs(a)) continue
    const text = piece.str.replace(/\s+/g, ' ')
    const [right, rtl] = [left + piece.width, piece.dir === 'rtl']
    const run: Run = { text, bold: boldFonts.has(piece.fontName), href: null }
    const last = segments.at(-1)
    if (text.trim() === '') {
      spaced = spaced || text !== ''
      if (last && text !== '' && piece.width > 0 && Math.abs(last.y - y) < last.size * SAME_LINE)
        placed.get(last)?.push({ run, left, right, rtl: false })
      continue
    }
    const size = Math.hypot(c, d)
    const added: Segment = { runs: [{ ...run }], left, right, y, size, rtl }
    const whole = last && continues(last, added) ? last : added
    if (whole === added) segments.push(added)
    else append(whole, added, spaced)
    const pieces = placed.get(whole) ?? []
    pieces.push({ run, left, right, rtl })
    placed.set(whole, pieces)
    spaced = false
  }
  for (const segment of segments) if (segment.rtl) segment.runs = readFromRight(placed.get(segment) ?? [], segment.size)
  return segments
}

/** The words of a segment. */
export function wordsOf({ runs }: Segment): string {
  return runs.map(({ text }) => text).join('')
}

/** Space between two segments of a line, in whichever order they stand; negative where they overlap. */
export function gapBetween(one: Segment, other: Segment): number {
  return Math.max(other.left - one.right, one.left - other.right)
}

function continues(last: Segment, next: Segment): boolean {
  const size = Math.max(last.size, next.size)
  return (
    Math.abs(last.y - next.y) < size * SAME_LINE && gapBetween(last, next) < size * COLUMN_GAP && !isAgain(last, next)
  )
}

/** Set twice at the same place, as some programs do for bold. */
function isAgain(last: Segment, next: Segment): boolean {
  return Math.abs(last.left - next.left) < 1 && wordsOf(last) === wordsOf(next)
}

function append(last: Segment, next: Segment, spaced: boolean): void {
  const [run] = next.runs
  const before = last.runs.at(-1)
  if (!run || !before) return
  const wide = gapBetween(last, next) > Math.min(last.size, next.size) * WORD_GAP
  const space = (wide || spaced) && !/\s$/.test(before.text) && !/^\s/.test(run.text) ? ' ' : ''
  if (before.bold === run.bold) before.text += space + run.text
  else last.runs.push({ ...run, text: space + run.text })
  // The size of a line is that of most of its letters.
  if (run.text.length > wordsOf(last).length / 2) {
    last.size = next.size
    last.y = next.y
  }
  last.left = Math.min(last.left, next.left)
  last.right = Math.max(last.right, next.right)
  last.rtl = last.rtl || next.rtl
}
