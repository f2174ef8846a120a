/** Dates in figures alone: whose first number the day is, where that can be told. */
import type { DateWords } from './date-words.ts'
import type { BareDate } from './read-date.ts'
import { phraseAt, type Token, touches } from './tokens.ts'

/** Reads `12.06.2025`, `12/6/25`, `2025-06-12`, `12.06.`; `led`: a weekday stands before it. */
export function readDateInFigures(
  tokens: readonly Token[],
  at: number,
  words: DateWords,
  led: boolean,
): BareDate | undefined {
  const separator = tokens[at + 1]?.text ?? ''
  const [first, second, third] = [tokens[at], tokens[at + 2], tokens[at + 4]]
  if (!/^[./-]$/.test(separator) || !touches(tokens, at + 1) || second?.kind !== 'number') return undefined
  if (!touches(tokens, at + 2) && separator !== '.') return undefined
  const whole =
    tokens[at + 3]?.text === separator &&
    touches(tokens, at + 3) &&
    third?.kind === 'number' &&
    (touches(tokens, at + 4) || separator === '.') &&
    !goesOn(tokens, at + 5)
  const texts = [first?.text ?? '', second.text, whole ? (third?.text ?? '') : '']
  const date = whole ? readWhole(texts, separator, words) : readWithoutYear(tokens, at, words, led)
  if (date) return { ...date, after: whole ? at + 5 : date.after }
  return whole ? readWithoutYear(tokens, at, words, led) : undefined
}

/** A longer number, such as an IP address. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  return (
    /^[./-]$/.test(tokens[at]?.text ?? '') &&
    touches(tokens, at) &&
    touches(tokens, at + 1) &&
    tokens[at + 1]?.kind === 'number'
  )
}

function readWhole(texts: readonly string[], separator: string, words: DateWords): BareDate | undefined {
  const [first, second, third] = texts.map(Number) as [number, number, number]
  const lengths = texts.map((text) => text.length).join('')
  if (/^4[12][12]$/.test(lengths)) return valid({ year: first, month: second, day: third, certain: true })
  if (/^[12][12]4$/.test(lengths)) return readDayAndMonth(first, second, third, separator, words)
  if (!/^[12][12]2$/.test(lengths)) return undefined
  const date = readDayAndMonth(first, second, 2000 + third, separator, words)
  // `25-06-12` is one of 2025 as well.
  if (separator === '-' || words.order === 'ymd') return date && { ...date, certain: false }
  return date
}

function readDayAndMonth(
  first: number,
  second: number,
  year: number,
  separator: string,
  words: DateWords,
): BareDate | undefined {
  if (second > 12) return separator === '.' ? undefined : valid({ year, month: first, day: second, certain: true })
  const certain = words.order === 'dmy' || first > 12 || first === second
  return valid({ year, month: second, day: first, certain })
}

/** `12.06.` of itself; `12/06` and `12.6` only after a weekday or before an hour. In Japanese the month comes first. */
function readWithoutYear(tokens: readonly Token[], at: number, words: DateWords, led: boolean): BareDate | undefined {
  const [first, separator, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text, tokens[at + 2]?.text ?? '']
  if (first.length > 2 || second.length > 2 || separator === '-') return undefined
  const dotted = separator === '.' && tokens[at + 3]?.text === '.' && touches(tokens, at + 3)
  const after = dotted ? at + 4 : at + 3
  if (!touches(tokens, at + 2) && !dotted) return undefined
  const apart = tokens[after]?.text ?? ''
  // `5/6 2026`
  if (words.order === 'dmy' && separator === '/' && /^20\d\d$/.test(apart) && !touches(tokens, after)) {
    const date = readDayAndMonth(Number(first), Number(second), Number(apart), separator, words)
    return date && { ...date, after: after + 1 }
  }
  if (tokens[after]?.kind === 'number' && touches(tokens, after)) return undefined
  if (!led && isAfterClock(tokens, at, words)) return undefined
  if (!led && !dotted && !leadsToHour(tokens, after, words)) return undefined
  if (phraseAt(words.clockAfter, tokens, after) && !phraseAt(words.clockBefore, tokens, after)) return undefined
  const [one, other] = [Number(first), Number(second)]
  if (words.order === 'ymd') return valid({ year: null, month: one, day: other, certain: true }, after)
  const date = readDayAndMonth(one, other, 0, separator ?? '', words)
  return date && { ...date, year: null, after }
}

/** `12/06 at …`, `12/06 00:01`, `12/06, 10:00`, `6/12（木）` */
function leadsToHour(tokens: readonly Token[], at: number, words: DateWords): boolean {
  const next = /^[,(]$/.test(tokens[at]?.text ?? '') ? at + 1 : at
  if (phraseAt(words.clockBefore, tokens, next)) return true
  if (tokens[at]?.text === '(' && phraseAt(words.weekdays, tokens, next)) return true
  if (words.order === 'ymd' && /^[月火水木金土日]$/.test(tokens[next]?.text ?? '')) return true
  return tokens[next]?.kind === 'number' && tokens[next + 1]?.text === ':' && touches(tokens, next + 1)
}

function isAfterClock(tokens: readonly Token[], at: number, words: DateWords): boolean {
  const before = tokens[at - 1]?.text === '.' ? at - 2 : at - 1
  const clock = phraseAt(words.clockBefore, tokens, before)
  return clock !== undefined && clock.after <= at
}

function valid(date: Omit<BareDate, 'after'>, after = 0): BareDate | undefined {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 ? { ...date, after } : undefined
}
