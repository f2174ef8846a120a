/** Words between quotation marks, of every language at once: which mark opens is told by what stands round it. */
import { MARKS } from './quote-cues.ts'

/** A quote of more characters has lost its closing mark. */
const MAX_LENGTH = 6000
/** Marks that are never closed, of which each is looked after for so long. */
const MAX_OPEN = 20

export interface Span {
  /** Of the opening mark, and behind the closing one. */
  start: number
  end: number
  words: string
  /** False where the paragraph ends before the quote does. */
  closed: boolean
}

const ANY = new RegExp(`[${[...MARKS.keys()].join('')}]`, 'g')
/** Before a mark that opens. */
const BEFORE = /[\s([{–—:/¡¿،،、。-]/
const APOSTROPHES = new Set(['‘', "'"])

/** The words in marks in a paragraph, in order, none inside another. */
export function findSpans(text: string): Span[] {
  const spans: Span[] = []
  let open = 0
  ANY.lastIndex = 0
  for (let found = ANY.exec(text); found; found = ANY.exec(text)) {
    const at = found.index
    if (!opensAt(text, at)) continue
    const end = findEnd(text, at)
    if (end === -1) {
      if (++open > MAX_OPEN) break
      if ((at > 1 && !/[:：]\s{0,2}$/.test(text.slice(Math.max(0, at - 3), at))) || APOSTROPHES.has(text.charAt(at)))
        continue
      spans.push({ start: at, end: text.length, words: text.slice(at + 1).trim(), closed: false })
      break
    }
    spans.push({ start: at, end: end + 1, words: text.slice(at + 1, end).trim(), closed: true })
    ANY.lastIndex = end + 1
  }
  return spans
}

function opensAt(text: string, at: number): boolean {
  const mark = text.charAt(at)
  if (!MARKS.has(mark)) return false
  if (mark === '「' || mark === '『') return true
  const next = text.charAt(at + 1)
  if (next === '' || (/\s/.test(next) && mark !== '«')) return false
  const before = text.charAt(at - 1)
  return mark === '«' || before === '' || BEFORE.test(before) || MARKS.has(before)
}

function findEnd(text: string, at: number): number {
  const mark = text.charAt(at)
  const closings = MARKS.get(mark) ?? new Set()
  const limit = Math.min(text.length, at + MAX_LENGTH)
  let fallback = -1
  let depth = 0
  for (let end = at + 1; end < limit; end++) {
    const sign = text.charAt(end)
    if (sign === mark && (mark === '「' || mark === '„' || mark === '«')) depth++
    else if (closings.has(sign) && !(mark === '“' && sign === '“')) {
      if (depth > 0) depth--
      else if (!APOSTROPHES.has(mark)) {
        // Two straight marks, and the Nordic ones, are alike: that which closes stands behind a word.
        if (sign !== mark || !/\s/.test(text.charAt(end - 1))) return end
      } else if (!/[\p{L}\p{N}]/u.test(text.charAt(end + 1)) && !/\s/.test(text.charAt(end - 1))) {
        if (/[.,!?…]/.test(text.charAt(end - 1)) || text.charAt(end + 1) === ',') return end
        if (fallback === -1) fallback = end
      }
    }
  }
  return mark === "'" ? -1 : fallback
}
