/** Which figures a later version gives otherwise, each with the words that it needs: `€ 4 Mrd.`, `12 per cent`, `3.2 million people`. */
import { type Piece, spacedWordsOf } from './pieces.ts'
import { isUnitBefore, unitsBehind } from './units.ts'

/** A figure, date, time or amount that is another now. */
export interface ChangedFigure {
  from: string
  to: string
  /** The paragraph of the later version, from 0; the headline is null. */
  paragraph: number | null
  /** Some words around it, in the later version. */
  context: string
}

const CONTEXT_WORDS = 4
/** A month, a unit. */
const MAX_BESIDE = 2
/** A figure that changed together with the word beside it, such as `12 June`. */
const MAX_TOGETHER = 3

/** One version of a paragraph word by word, and where in it each piece stands. */
interface Side {
  words: string[]
  begins: Map<number, number>
}

/** Figures that were removed where others were added, one for one; and words beside a figure, such as `12 June` and `12.4 million`. */
export function figuresIn(pieces: readonly Piece[], paragraph: number | null): ChangedFigure[] {
  const [old, fresh] = [sideOf(pieces, 'added'), sideOf(pieces, 'removed')]
  return pieces.flatMap((piece, at) => {
    if (piece.kind !== 'removed' || pieces[at + 1]?.kind !== 'added') return []
    const [was, is] = [figuresOf(old, at, piece), figuresOf(fresh, at + 1, pieces[at + 1])]
    const pairs =
      was.length + is.length > 0
        ? was.slice(0, is.length).map((from, nth) => [from, is[nth] ?? ''] as const)
        : wordsBeside(pieces, at)
    return pairs
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ from, to, paragraph, context: contextOf(pieces, at) }))
  })
}

function sideOf(pieces: readonly Piece[], without: 'added' | 'removed'): Side {
  const words: string[] = []
  const begins = new Map<number, number>()
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind === without) continue
    begins.set(at, words.length)
    words.push(...spacedWordsOf(text))
  }
  return { words, begins }
}

/** The figures of a piece, each with what belongs to it on its own side: also when that stayed, or is another now. */
function figuresOf({ words, begins }: Side, at: number, piece: Piece | undefined): string[] {
  const begin = begins.get(at) ?? 0
  const end = begin + spacedWordsOf(piece?.text ?? '').length
  const places = Array.from({ length: end - begin }, (_, nth) => begin + nth).filter((n) => isFigure(words[n]))
  const together = places.length === 1 && end - begin <= MAX_TOGETHER
  return places.map((place) => {
    const first = isUnitBefore(words[place - 1]?.trimEnd() ?? '') ? place - 1 : place
    const behind = unitsBehind(words.slice(place + 1, place + 1 + LOOKED_AT).map((word) => word.trimEnd()))
    const last = place + 1 + behind
    const [from, to] = together ? [Math.min(first, begin), Math.max(last, end)] : [first, last]
    return trimmed(words.slice(from, to).join(''))
  })
}

/** Words that units and what joins them may take. */
const LOOKED_AT = 10

function trimmed(words: string): string {
  return words.replace(/^[\s,;:()]{1,9}/, '').replace(/[\s,;:()]{1,9}$/, '')
}

/** A figure that stayed where the word beside it did not. */
function wordsBeside(pieces: readonly Piece[], at: number): (readonly [string, string])[] {
  const [was, is] = [pieces[at]?.text.trim() ?? '', pieces[at + 1]?.text.trim() ?? '']
  if (spacedWordsOf(was).length > MAX_BESIDE || spacedWordsOf(is).length > MAX_BESIDE) return []
  const before = spacedWordsOf(pieces[at - 1]?.text ?? '')
    .at(-1)
    ?.trimEnd()
  const after = spacedWordsOf(pieces[at + 2]?.text ?? '')[0]?.trimEnd()
  if (isFigure(before)) return [[`${before} ${was}`, `${before} ${is}`]]
  return isFigure(after) ? [[`${was} ${after}`, `${is} ${after}`]] : []
}

function isFigure(word: string | undefined): boolean {
  return word !== undefined && /\p{N}/u.test(word)
}

function contextOf(pieces: readonly Piece[], at: number): string {
  const after = pieces.slice(at + 1).filter(({ kind }) => kind !== 'removed')
  const before = pieces.slice(0, at).filter(({ kind }) => kind !== 'removed')
  const lead = joined(before)
    .split(' ')
    .slice(-CONTEXT_WORDS - 1)
  const [, ...rest] = after
  const tail = joined(rest)
    .split(' ')
    .slice(0, CONTEXT_WORDS + 1)
  return `${lead.join(' ')}${after[0]?.text ?? ''}${tail.join(' ')}`.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}
