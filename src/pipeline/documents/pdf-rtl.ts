/** Puts the pieces of a line that is written from right to left into the order of reading: programs set them from left to right, glyph by glyph. */
import type { Run } from './pdf-segments.ts'

/** A piece of a line: its run is in the order of reading, and only its place says where it belongs. */
export interface Piece {
  run: Run
  left: number
  right: number
  rtl: boolean
}

type Direction = 'rtl' | 'ltr'

/** A gap of more than this many letter heights is a space that was not written. */
const WORD_GAP = 0.16
/** Letters in the forms in which they join (Unicode, Arabic Presentation Forms): as they are set, not as they are written. */
const PRESENTATION = /[\ufb50-\ufdff\ufe70-\ufefc]+/g

/**
 * The runs of the line in the order of reading (UAX 9, reversed): the line goes from right to left where most of its letters do, and figures
 * and words of other scripts in it from left to right. `size` is that of the letters, in points.
 */
export function readFromRight(pieces: readonly Piece[], size: number): Run[] {
  const base: Direction = countLetters(pieces, true) >= countLetters(pieces, false) ? 'rtl' : 'ltr'
  const placed = (base === 'rtl' ? pieces.flatMap(splitFigures) : [...pieces]).sort(
    (one, other) => one.left - other.left,
  )
  const stretches: Piece[][] = []
  const directions = directionsOf(placed, base)
  for (const [at, piece] of placed.entries()) {
    const stretch = stretches.at(-1)
    if (stretch && directions[at] === directions[at - 1]) stretch.push(piece)
    else stretches.push([piece])
  }
  let at = 0
  const read = stretches.map((stretch) => {
    const direction = directions[at]
    at += stretch.length
    return direction === 'rtl' ? stretch.reverse() : stretch
  })
  return joinPieces((base === 'rtl' ? read.reverse() : read).flat(), size)
}

/** Figures with the spaces and signs between them, and the space beside words, are set in the order in which they are seen: each by itself, told by its share of the width. */
function splitFigures(piece: Piece): Piece[] {
  const { text } = piece.run
  if (piece.rtl || text.length < 2) return [piece]
  const parts = /\p{L}/u.test(text) ? /^\s+|\S+(?:\s+\S+)*|\s+$/g : /\p{N}+(?:[.,:/]\p{N}+)*|\s+|[^\p{N}\s]/gu
  const width = (piece.right - piece.left) / text.length
  return [...text.matchAll(parts)].map(({ 0: part, index }) => {
    const left = piece.left + index * width
    return { run: { ...piece.run, text: part }, left, right: left + part.length * width, rtl: false }
  })
}

function countLetters(pieces: readonly Piece[], rtl: boolean): number {
  return pieces.reduce((sum, one) => (one.rtl === rtl ? sum + (one.run.text.match(/\p{L}/gu)?.length ?? 0) : sum), 0)
}

/**
 * Signs and spaces between words of one direction go with these, others with the line: so do spaces between figures, which part them where the
 * line goes from right to left (UAX 9, N1), but not the signs within one, such as `10:30` (W4).
 */
function directionsOf(pieces: readonly Piece[], base: Direction): Direction[] {
  const kinds = pieces.map(kindOf)
  return kinds.map((kind, at) => {
    if (kind === 'rtl') return 'rtl'
    if (kind !== null) return 'ltr'
    if (SEPARATOR.test(pieces[at]?.run.text ?? '') && kinds[at - 1] === 'figure' && kinds[at + 1] === 'figure')
      return 'ltr'
    const before = kinds.slice(0, at).findLast((one) => one !== null)
    const after = kinds.slice(at + 1).find((one) => one !== null)
    return before === after && (before === 'rtl' || before === 'ltr') ? before : base
  })
}

const SEPARATOR = /^[.,:/+-]$/

function kindOf({ run, rtl }: Piece): Direction | 'figure' | null {
  if (rtl) return 'rtl'
  if (/\p{L}/u.test(run.text)) return 'ltr'
  return /\p{N}/u.test(run.text) ? 'figure' : null
}

function joinPieces(pieces: readonly Piece[], size: number): Run[] {
  const runs: Run[] = []
  for (const [at, { run, left, right }] of pieces.entries()) {
    const text = run.text.replace(PRESENTATION, (forms) => forms.normalize('NFKC'))
    const before = pieces[at - 1]
    const last = runs.at(-1)
    if (!before || !last) {
      runs.push({ ...run, text })
      continue
    }
    const gap = Math.max(left - before.right, before.left - right)
    const space = gap > size * WORD_GAP && !/\s$/.test(last.text) && !/^\s/.test(text) ? ' ' : ''
    if (last.bold === run.bold) last.text += space + text
    else runs.push({ ...run, text: space + text })
  }
  return runs
}
