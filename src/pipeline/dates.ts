/** Dates as people write them, in every language that we read. */
import { type DateWords, dateWords } from './date-words.ts'
import { readDate } from './read-date.ts'
import { phraseAt, type Token, tokenise } from './tokens.ts'

export interface FoundDate {
  /** Characters of the text, with the weekday. */
  start: number
  end: number
  /** Null where none is written. */
  year: number | null
  /** 1 to 12. */
  month: number
  day: number
  /** 1 is Monday; null where none is written. */
  weekday: number | null
  /** False where day and month, or the year, could be others. */
  certain: boolean
}

/** A date among tokens: from one index up to (not including) another. */
export interface DateAmong extends FoundDate {
  from: number
  after: number
}

/** Signs and words between a weekday and its date. */
const MAX_BETWEEN = 4
/** A weekday of two words, what stands between it and a date that begins with its month, and that month. */
const MAX_BEFORE_FIGURE = 14

/** The dates in a text, in their order. Languages: the likeliest first; they settle how a date in figures reads. */
export function findDates(text: string, languages: readonly string[]): FoundDate[] {
  if (!/\p{Nd}/u.test(text)) return []
  return datesAmong(tokenise(text), languages).map(({ from: _from, after: _after, ...date }) => date)
}

/** The dates among the tokens of a text. */
export function datesAmong(tokens: readonly Token[], languages: readonly string[]): DateAmong[] {
  const words = dateWords(languages)
  const found: DateAmong[] = []
  let before: { weekday: number; from: number; after: number } | null = null
  let figure = -1
  for (let at = 0; at < tokens.length; ) {
    if (figure < at) figure = nextNumber(tokens, at)
    // Far from any figure stands no date but one such as `primero de junio`.
    if (figure - at > MAX_BEFORE_FIGURE && !words.firstDay.has(tokens[at]?.text ?? '')) {
      at++
      continue
    }
    const weekday = weekdayAt(tokens, at, words)
    if (weekday) {
      before = { weekday: weekday.means, from: at, after: weekday.after }
      at = weekday.after
      continue
    }
    const led: typeof before = before !== null && areBetween(tokens, before.after, at, words) ? before : null
    const date = readDate(tokens, at, words, led !== null)
    if (!date) {
      at++
      continue
    }
    const trailing = led === null ? weekdayAfter(tokens, date.after, words) : null
    const after = trailing?.after ?? date.after
    const from = led?.from ?? at
    found.push({
      ...settleOrder({ ...date, weekday: led?.weekday ?? trailing?.weekday ?? null }),
      start: tokens[from]?.start ?? 0,
      end: tokens[after - 1]?.end ?? 0,
      from,
      after,
    })
    before = null
    at = after
  }
  return found
}

/** The year in which a date without one is nearest to the time of receipt. */
export function settleYear({ month, day }: { month: number; day: number }, receivedAt: Date): number {
  const middle = receivedAt.getUTCFullYear()
  let nearest = middle
  let least = Number.POSITIVE_INFINITY
  // Eight years hold a 29 February, except around 2100.
  for (let year = middle - 8; year <= middle + 8; year++) {
    if (!isDate(year, month, day)) continue
    const distance = Math.abs(Date.UTC(year, month - 1, day, 12) - receivedAt.getTime())
    if (distance >= least) continue
    least = distance
    nearest = year
  }
  return nearest
}

/** False where a weekday is given and the date falls on another. */
export function fitsWeekday(date: { year: number; month: number; day: number; weekday: number | null }): boolean {
  return date.weekday === null || weekdayOf(date.year, date.month, date.day) === date.weekday
}

/** Whether the calendar has that day. */
export function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}

type Unplaced = Pick<FoundDate, 'year' | 'month' | 'day' | 'weekday' | 'certain'>

/** A weekday tells day from month where only one of both orders falls on it. */
function settleOrder({ year, month, day, weekday, certain }: Unplaced): Unplaced {
  const date = { year, month, day, weekday, certain }
  if (certain || year === null || weekday === null || day > 12) return date
  const straight = weekdayOf(year, month, day) === weekday
  const swapped = weekdayOf(year, day, month) === weekday
  if (straight === swapped) return date
  return straight ? { ...date, certain: true } : { ...date, month: day, day: month, certain: true }
}

function nextNumber(tokens: readonly Token[], from: number): number {
  for (let at = from; at < tokens.length; at++) if (tokens[at]?.kind === 'number') return at
  return Number.POSITIVE_INFINITY
}

function weekdayAt(tokens: readonly Token[], at: number, words: DateWords) {
  return tokens[at]?.kind === 'sign' ? undefined : phraseAt(words.weekdays, tokens, at)
}

function areBetween(tokens: readonly Token[], from: number, to: number, words: DateWords): boolean {
  if (to - from > MAX_BETWEEN) return false
  for (let at = from; at < to; ) {
    const token = tokens[at]
    const of = phraseAt(words.of, tokens, at)
    if (of) at = of.after
    else if (token?.kind === 'sign' && /[,.()'-]/.test(token.text)) at++
    else return false
  }
  return true
}

/** `12 June 2025 (Thursday)`, `12 июня, четверг`, `6月12日（木）`; not where the weekday begins another date. */
function weekdayAfter(
  tokens: readonly Token[],
  from: number,
  words: DateWords,
): { weekday: number; after: number } | null {
  let at = from
  while (at - from < 2 && /^[,(/-]$/.test(tokens[at]?.text ?? '')) at++
  const wide = WIDE_WEEKDAYS.indexOf(tokens[at]?.text ?? '?')
  if (wide !== -1 && tokens[at - 1]?.text === '(' && tokens[at + 1]?.text === ')')
    return { weekday: wide + 1, after: at + 2 }
  const weekday = weekdayAt(tokens, at, words)
  if (!weekday || beginsSentence(tokens, at, weekday.after)) return null
  let next = weekday.after
  while (next - weekday.after < MAX_BETWEEN && areBetween(tokens, weekday.after, next + 1, words)) next++
  if (readDate(tokens, next, words, true)) return null
  const closed = tokens[at - 1]?.text === '(' && tokens[weekday.after]?.text === ')'
  return { weekday: weekday.means, after: weekday.after + (closed ? 1 : 0) }
}

/** `12. Juni 2025 – Die Stadt`, `12.06.2025 So war es`: behind a dash, or as an abbreviation, no word may follow a weekday. */
function beginsSentence(tokens: readonly Token[], at: number, after: number): boolean {
  const short = after === at + 1 && (tokens[at]?.raw.length ?? 0) <= MAX_SHORT_WEEKDAY
  return (
    (short || tokens[at - 1]?.text === '-') &&
    tokens[after]?.kind === 'word' &&
    tokens[after]?.line === tokens[at]?.line
  )
}

const MAX_SHORT_WEEKDAY = 3

/** In brackets after a Japanese date, Monday first. */
const WIDE_WEEKDAYS = '月火水木金土日'
