/** Reads one date, without its weekday, from a token on. */
import type { DateWords } from './date-words.ts'
import { readDateInFigures } from './dates-in-figures.ts'
import { isClock, readYear, skipOf } from './read-year.ts'
import { phraseAt, type Token, touches } from './tokens.ts'

export interface BareDate {
  year: number | null
  month: number
  day: number
  certain: boolean
  /** Index of the first token after it. */
  after: number
}

const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The date that begins at a token; `led`: a weekday stands before it. */
export function readDate(tokens: readonly Token[], at: number, words: DateWords, led: boolean): BareDate | undefined {
  const token = tokens[at]
  if (!token || token.kind === 'sign' || !beginsClean(tokens, at)) return undefined
  const date =
    token.kind === 'number'
      ? (withYearMark(tokens, readDateInFigures(tokens, at, words, led), words) ??
        readJapanese(tokens, at) ??
        readYearFirst(tokens, at, words) ??
        readDayMonth(tokens, at, words, led))
      : (readMonthDay(tokens, at, words, led) ?? readFirst(tokens, at, words, led) ?? readEra(tokens, at))
  return date && date.day >= 1 && date.day <= (MONTH_LENGTHS[date.month - 1] ?? 0) ? date : undefined
}

/** `12.06.2025 r.` */
function withYearMark(tokens: readonly Token[], date: BareDate | undefined, words: DateWords): BareDate | undefined {
  const mark = date && date.year !== null ? phraseAt(words.yearMarks, tokens, date.after) : undefined
  return date && mark ? { ...date, after: mark.after } : date
}

/** Not the minutes of a time, nor the end of a longer number. */
function beginsClean(tokens: readonly Token[], at: number): boolean {
  if (!touches(tokens, at) || tokens[at]?.kind !== 'number') return true
  const sign = tokens[at - 1]
  if (sign?.kind === 'word') return !/^[a-z]$/.test(sign.text) || !touches(tokens, at - 1)
  return !(/^[:./,+-]$/.test(sign?.text ?? '') && touches(tokens, at - 1) && tokens[at - 2]?.kind === 'number')
}

/** `12 June 2025`, `12. Juni`, `1er juin`, `12 de junio de 2025`, `12 июня 2025 г.` */
function readDayMonth(tokens: readonly Token[], at: number, words: DateWords, led: boolean): BareDate | undefined {
  const day = numberOf(tokens[at], 2)
  if (day === null) return undefined
  // `12-Jun-2026`, `12/junio/2026`
  const joined = /^[-/]$/.test(tokens[at + 1]?.text ?? '') && touches(tokens, at + 1) && touches(tokens, at + 2)
  const next = joined ? at + 2 : skipOf(tokens, skipOrdinal(tokens, at + 1, words), words)
  return readFromMonth(tokens, next, words, day, led)
}

function readFromMonth(
  tokens: readonly Token[],
  at: number,
  words: DateWords,
  day: number,
  led: boolean,
): BareDate | undefined {
  const month = phraseAt(words.months, tokens, at)
  if (!month) return undefined
  const after = skipOtherName(tokens, month.after, words, month.means)
  const year = readYear(tokens, after, words)
  if (!year && !led && isWary(tokens[at], words)) return undefined
  return { day, month: month.means, year: year?.year ?? null, certain: true, after: year?.after ?? after }
}

/** `June 12, 2025`, `June the 12th`, `iyunun 12-də`, `kesäkuun 12. päivänä` */
function readMonthDay(tokens: readonly Token[], at: number, words: DateWords, led: boolean): BareDate | undefined {
  const month = phraseAt(words.months, tokens, at)
  if (!month) return undefined
  const place = skipOf(tokens, tokens[month.after]?.text === '.' ? month.after + 1 : month.after, words)
  const day = numberOf(tokens[place], 2)
  if (day === null || isClock(tokens, place, words)) return undefined
  const after = skipOrdinal(tokens, place + 1, words)
  const year = readYear(tokens, after, words)
  if (!year && !led && isWary(tokens[at], words)) return undefined
  return { day, month: month.means, year: year?.year ?? null, certain: true, after: year?.after ?? after }
}

/** `primero de junio`, `premier juin` */
function readFirst(tokens: readonly Token[], at: number, words: DateWords, led: boolean): BareDate | undefined {
  const first = phraseAt(words.firstDay, tokens, at)
  return first && readFromMonth(tokens, skipOf(tokens, first.after, words), words, 1, led)
}

/** `2025-ci il iyunun 12-də`, `2025 June 12` */
function readYearFirst(tokens: readonly Token[], at: number, words: DateWords): BareDate | undefined {
  const year = readYear(tokens, at, words)
  if (year === null || tokens[at]?.text.length !== 4) return undefined
  const next = tokens[year.after]?.text === ',' ? year.after + 1 : year.after
  const date = readDayMonth(tokens, next, words, true) ?? readMonthDay(tokens, next, words, true)
  return date?.year === null ? { ...date, year: year.year } : undefined
}

/** `2025年6月12日`, `6月12日` */
function readJapanese(tokens: readonly Token[], at: number): BareDate | undefined {
  if (tokens[at + 1]?.text !== '年') return readMonthAndDay(tokens, at, null)
  const year = Number(tokens[at]?.text)
  const date = readMonthAndDay(tokens, at + 2, year < 100 ? 2000 + year : year)
  return date && { ...date, certain: year > 100 }
}

function readMonthAndDay(tokens: readonly Token[], at: number, year: number | null): BareDate | undefined {
  const month = numberOf(tokens[at], 2)
  const day = numberOf(tokens[at + 2], 2)
  if (month === null || day === null || tokens[at + 1]?.text !== '月' || tokens[at + 3]?.text !== '日') return undefined
  return { year, month, day, certain: true, after: at + 4 }
}

/** The Reiwa era began in 2019: `令和7年6月12日`. */
function readEra(tokens: readonly Token[], at: number): BareDate | undefined {
  if (tokens[at]?.text !== '令' || tokens[at + 1]?.text !== '和' || tokens[at + 3]?.text !== '年') return undefined
  const year = tokens[at + 2]?.text === '元' ? 1 : numberOf(tokens[at + 2], 2)
  return year === null ? undefined : readMonthAndDay(tokens, at + 4, 2018 + year)
}

function skipOrdinal(tokens: readonly Token[], at: number, words: DateWords): number {
  const dotted = tokens[at]?.text === '.' ? at + 1 : at
  const ordinal = phraseAt(words.ordinals, tokens, dotted)
  return ordinal &&
    (touches(tokens, dotted) || (ordinal.after - dotted === 1 && (tokens[dotted]?.text.length ?? 0) > 3))
    ? ordinal.after
    : dotted
}

/** `حزيران/يونيو`, `حزيران (يونيو)`, `Jun.` */
function skipOtherName(tokens: readonly Token[], at: number, words: DateWords, month: number): number {
  if (tokens[at]?.text === '.' && touches(tokens, at)) return at + 1
  if (!/^[/(]$/.test(tokens[at]?.text ?? '')) return at
  const other = phraseAt(words.months, tokens, at + 1)
  if (other?.means !== month) return at
  return tokens[other.after]?.text === ')' ? other.after + 1 : other.after
}

function isWary(token: Token | undefined, words: DateWords): boolean {
  return token !== undefined && words.wary.has(token.text) && token.raw === token.raw.toLowerCase()
}

function numberOf(token: Token | undefined, digits: number): number | null {
  return token?.kind === 'number' && token.text.length <= digits ? Number(token.text) : null
}
