/** The year of a date, told from an hour that may follow the day instead. */
import type { DateWords } from './date-words.ts'
import { phraseAt, type Token, touches } from './tokens.ts'

/** The year after day and month, with `г.`, `r.`, `-ci il`; of two digits only where it cannot be a time. */
export function readYear(
  tokens: readonly Token[],
  from: number,
  words: DateWords,
): { year: number; after: number } | null {
  let at = skipOf(tokens, from, words)
  if (/^[,./-]$/.test(tokens[at]?.text ?? '')) at = skipOf(tokens, at + 1, words)
  const short = tokens[at]?.text === "'" && touches(tokens, at + 1)
  if (short) at++
  const text = tokens[at]?.text ?? ''
  if (tokens[at]?.kind !== 'number' || isClock(tokens, at, words)) return null
  const year = /^(?:19|20)\d\d$/.test(text) ? Number(text) : /^[2-3]\d$/.test(text) ? 2000 + Number(text) : null
  if (year === null) return null
  const mark = phraseAt(words.yearMarks, tokens, at + 1)
  if (text.length === 2 && !short && !mark && !endsThere(tokens, at)) return null
  const after = mark?.after ?? at + 1
  return {
    year,
    after: mark && tokens[after]?.text === '.' && touches(tokens, after) && !isEnd(tokens, after) ? after + 1 : after,
  }
}

/** A line's last word, or one before a sign that ends a clause. */
function endsThere(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return !next || next.line !== tokens[at]?.line || /^[,;)–-]$/.test(next.text)
}

function isEnd(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1] === undefined
}

/** Whether the number is an hour: `10:00`, `10.30`, `14 Uhr`, `10 am`. */
export function isClock(tokens: readonly Token[], at: number, words: DateWords): boolean {
  const next = tokens[at + 1]
  if (next === undefined) return false
  const number = tokens[at + 2]?.kind === 'number' && touches(tokens, at + 1) && touches(tokens, at + 2)
  if (number && next.text === ':') return true
  if (number && next.text === '.' && tokens[at + 2]?.text.length === 2) return true
  // `12 giugno 2025 ore 10`: the word belongs to what follows.
  if (phraseAt(words.clockBefore, tokens, at + 1)) return false
  return (
    [words.clockAfter, words.am, words.pm].some((phrases) => phraseAt(phrases, tokens, at + 1)) &&
    !isYearMark(tokens, at, words)
  )
}

/** In Arabic `م` says that a year is one of our calendar, or that an hour is one after noon. */
function isYearMark(tokens: readonly Token[], at: number, words: DateWords): boolean {
  return tokens[at]?.text.length === 4 && phraseAt(words.yearMarks, tokens, at + 1) !== undefined
}

/** Steps over words such as `of`. */
export function skipOf(tokens: readonly Token[], from: number, words: DateWords): number {
  let at = from
  for (let skipped = 0; skipped < 3; skipped++) {
    const of = phraseAt(words.of, tokens, at)
    if (of) at = of.after
    else if (tokens[at]?.text === "'" && tokens[at + 1]?.kind === 'word') at++
    else break
  }
  return at
}
