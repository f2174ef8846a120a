/** The dateline: the place and date with which a lead begins, or that stand on a line of their own. */
import type { StatedDate } from './dateline-day.ts'
import { sureOfDated, sureOfUndated } from './dateline-sure.ts'
import { isHyphen, readTail, type Tail } from './dateline-tail.ts'
import { readWideDateline } from './dateline-wide.ts'
import { isTime, type ReadLine } from './dress.ts'
import { cueAt } from './labels.ts'
import { isCapital, placeAt } from './places.ts'
import type { Token } from './tokens.ts'

export interface ReadDateline {
  place: string | null
  date: StatedDate | null
  /** Characters of the line, without the sign that ends it. */
  start: number
  end: number
  /** Nothing stands behind it in the line. */
  whole: boolean
  confidence: number
}

/** What is known beside the line itself. */
export interface DatelineContext {
  /** Whether the copy names it elsewhere as a place: in an address, or after a preposition. */
  isNamedElsewhere(place: string): boolean
  /** The next line begins with the sign that ends a dateline. */
  goesOn: boolean
}

const ALONE: DatelineContext = { isNamedElsewhere: () => false, goesOn: false }
/** A longer line is not all of it dateline. */
const MAX_WHOLE = 260
const MAX_SIGNS = 4
/** `, im Mai 2026 – `: a month without its day. */
const MONTH =
  /^(,\s?(?:\p{Ll}{1,4}\s)?\p{L}{3,12}\.?\s(?:d[eo]\s)?(?:19|20)\d\d)\s?(?:г\.|р\.|r\.)?\s?[–—-]{1,2}\s?["“„«]?\p{Lu}/u
const MAX_MONTH = 50

/** Reads the dateline with which a line begins. */
export function readDateline(line: ReadLine, context: DatelineContext = ALONE): ReadDateline | null {
  const wide = readWideDateline(line)
  if (wide) return wide
  const { tokens } = line
  let at = 0
  while (at < 3 && /^[("'*•-]$/.test(tokens[at]?.text ?? '')) at++
  const bracketed = tokens.slice(0, at).some(({ text }) => text === '(')
  const read = fromDate(line, at) ?? fromPlace(line, at, bracketed, context)
  const whole = read ?? (at > 0 ? fromPlace(line, 0, false, context) : null)
  if (whole !== null || tokens[at]?.raw.length !== 1) return whole
  // `À Lyon, le 12 juin`, `г. Москва, 12 июня`.
  return fromPlace(line, tokens[at + 1]?.text === '.' ? at + 2 : at + 1, bracketed, context)
}

/** `LONDON, June 12, 2025 /PRNewswire/ -- `, `(Berlin/12.06.2025) `, `SANTA ANA, Calif. – `. */
function fromPlace(line: ReadLine, at: number, bracketed: boolean, context: DatelineContext): ReadDateline | null {
  const { tokens, text } = line
  const place = placeAt(tokens, at, beginsDate(line))
  if (!place) return null
  const tail = readTail(line, place.after)
  const month = tail.date === null ? MONTH.exec(text.slice(tail.end, tail.end + MAX_MONTH)) : null
  if (month) {
    const [start, end] = [tokens[at]?.start ?? 0, tail.end + (month[1]?.length ?? 0)]
    return { place: text.slice(start, tail.end), date: null, start, end, whole: false, confidence: 0.8 }
  }
  // `Paris, le 28 avril 2026, 17h45`
  const ends = tail.after >= tokens.length || (tail.date !== null && isTime(text.slice(tail.end)))
  const whole = ends && text.length <= MAX_WHOLE
  // Between two dashes stands what ends the copy: `– FIN –`.
  if (whole && tail.date === null && tokens[at - 1]?.text === '-') return null
  const start = tokens[at]?.start ?? 0
  const name = text.slice(start, tokens[place.after - 1]?.end ?? start).trim()
  const shape = { tokens, place, name, tail, bracketed, whole }
  const confidence = tail.date ? sureOfDated(shape) : sureOfUndated(shape, context)
  return confidence === 0 ? null : { place: name, date: tail.date, start, end: tail.end, whole, confidence }
}

function beginsDate({ dates }: ReadLine): (at: number) => boolean {
  return (at) => dates.some(({ from }) => from === at)
}

/** `June 12, 2025 – LONDON – `, `12 июня 2025 г., Москва – `, `(12 June 2025) `, `12. Juni 2025 – `. */
function fromDate(line: ReadLine, from: number): ReadDateline | null {
  const { tokens, dates } = line
  if (dates.length === 0) return null
  const led = cueAt('openers', tokens, from)?.after ?? from
  const date = dates.find((one) => one.from === from || one.from === led)
  if (!date) return null
  let at = date.after
  let sign: string | null = null
  while (at - date.after < MAX_SIGNS && /^[-,.:()/|•·]$/.test(tokens[at]?.text ?? '') && !isHyphen(tokens, at)) {
    if (sign === null || sign === ',' || sign === '.') sign = tokens[at]?.text ?? null
    at++
  }
  const start = tokens[from]?.start ?? 0
  const place = placeBehind(line, at)
  if (place) return { ...place, date, start }
  // Alone in its line a date is that of the paper, and `On 12 June` begins a sentence.
  if (at >= tokens.length || tokens[at]?.kind === 'number' || !/^[-:)|]$/.test(sign ?? '')) return null
  if (led !== from && !cueAt('between', tokens, from)) return null
  return { place: null, date, start, end: date.end, whole: false, confidence: 0.85 }
}

/** `12/06/2025. Valladolid. La Junta …` */
function isDotted(tokens: readonly Token[], at: number, { sign, after }: Tail): boolean {
  return sign === '.' && tokens[at - 1]?.text === '.' && isCapital(tokens[after])
}

function placeBehind(line: ReadLine, at: number): Omit<ReadDateline, 'date' | 'start'> | null {
  const { tokens, text } = line
  // `г. Москва`: a letter for the town.
  const town = /^[гсм]$/.test(tokens[at]?.text ?? '') && tokens[at + 1]?.text === '.'
  const from = town ? at + 2 : at
  const place = from < tokens.length ? placeAt(tokens, from, beginsDate(line)) : null
  if (!place || !(town || place.known || place.shouted || place.regioned)) return null
  const tail = readTail({ ...line, dates: [] }, place.after)
  const whole = tail.after >= tokens.length && text.length <= MAX_WHOLE
  if (!whole && !tail.agency && !/^[-:)|]$/.test(tail.sign ?? '') && !isDotted(tokens, at, tail)) return null
  const name = text.slice(tokens[from]?.start ?? 0, tokens[place.after - 1]?.end ?? 0).trim()
  return { place: name, end: tail.end, whole, confidence: place.known ? 0.95 : 0.8 }
}
