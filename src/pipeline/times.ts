/** Times of day as people write them, in every language that we read. */
import type { DateWords } from './date-words.ts'
import { type Phrases, phraseAt, type Token, touches } from './tokens.ts'

export interface TimeAmong {
  /** Index of its first token, and of the first after it. */
  from: number
  after: number
  /** 0 to 24. */
  hour: number
  minute: number
  /**
   * `told`: as written; `unpadded`: such as `6:30`, which some write for the evening too; `bare`: an hour alone that may be one in the
   * morning or in the evening; `midnight`: at which end of the day is not said; `odd`: such as `14:00 am`.
   */
  kind: 'told' | 'unpadded' | 'bare' | 'midnight' | 'odd'
}

/** The times among tokens; those in `taken`, such as the figures of a date, are left out. */
export function timesAmong(tokens: readonly Token[], words: DateWords, taken: (at: number) => boolean): TimeAmong[] {
  const found: TimeAmong[] = []
  for (let at = 0; at < tokens.length; ) {
    const time = taken(at) ? undefined : readTime(tokens, at, words, taken)
    if (time) found.push(time)
    at = time?.after ?? at + 1
  }
  return found.flatMap((time) => (time.kind === 'midnight' ? settleMidnight(time, found) : time))
}

/** `midnight (00:01)`: the figures say it. */
function settleMidnight(time: TimeAmong, found: readonly TimeAmong[]): TimeAmong[] {
  const figures = found.some((other) => other.kind === 'told' && other.hour % 24 === 0 && other.minute > 0)
  return figures ? [] : [time]
}

function readTime(
  tokens: readonly Token[],
  at: number,
  words: DateWords,
  taken: (at: number) => boolean,
): TimeAmong | undefined {
  const named = readNamed(tokens, at, words)
  if (named) return named
  // `am 12. Juni`: what stands before the hour in some languages is another word in others.
  const half = /^[ap]m?$/.test(tokens[at]?.text ?? '') ? undefined : halfAt(tokens, at, words)
  const clock = phraseAt(words.clockBefore, tokens, half?.after ?? at)
  const start = clock?.after ?? half?.after ?? at
  const time = taken(start) ? undefined : readFigures(tokens, start, words, start > at)
  return time && toTime({ ...time, half: half?.half ?? time.half }, at)
}

function readNamed(tokens: readonly Token[], at: number, words: DateWords): TimeAmong | undefined {
  const past = phraseAt(words.pastMidnight, tokens, at)
  if (past) return { from: at, after: past.after, hour: 0, minute: 1, kind: 'told' }
  const midnight = phraseAt(words.midnight, tokens, at)
  const noon = phraseAt(words.noon, tokens, at)
  if (midnight) return { from: at, after: midnight.after, hour: 0, minute: 0, kind: 'midnight' }
  return noon && { from: at, after: noon.after, hour: 12, minute: 0, kind: 'told' }
}

type Half = 'am' | 'pm' | 'night' | 'noon' | 'midnight'

interface Figures {
  hour: number
  minute: number
  after: number
  half: Half | null
  /** How the hour is written when nothing says which half of the day is meant. */
  form: 'told' | 'unpadded' | 'bare'
}

const HALVES: readonly Half[] = ['midnight', 'noon', 'am', 'pm', 'night']

function halfAt(tokens: readonly Token[], at: number, words: DateWords): { half: Half; after: number } | undefined {
  for (const half of HALVES) {
    const found = phraseAt<unknown>(words[half] as Phrases<unknown>, tokens, at)
    if (found) return { half, after: found.after }
  }
  return undefined
}

function readFigures(tokens: readonly Token[], at: number, words: DateWords, led: boolean): Figures | undefined {
  const token = tokens[at]
  const spelt = phraseAt(words.hours, tokens, at)
  if (spelt)
    return led ? finish(tokens, { hour: spelt.means, minute: 0, after: spelt.after, form: 'bare' }, words) : undefined
  if (token?.kind !== 'number' || followsNumber(tokens, at)) return undefined
  if (token.text.length === 4) return readTogether(tokens, at, words, led)
  if (token.text.length > 2) return undefined
  return readWithMinutes(tokens, at, words) ?? readHour(tokens, at, words, led)
}

/** `0001`, `0001hrs`, `1430 BST`; never what may be a year. */
function readTogether(tokens: readonly Token[], at: number, words: DateWords, led: boolean): Figures | undefined {
  const text = tokens[at]?.text ?? ''
  // The end of a reference number.
  if (touches(tokens, at) && tokens[at - 1]?.text !== '(') return undefined
  // The end of a telephone number.
  if (tokens[at - 1]?.kind === 'number' && tokens[at - 2]?.kind === 'number') return undefined
  const unit = phraseAt(words.clockAfter, tokens, at + 1)
  const half = halfAt(tokens, at + 1, words)
  const zone = /^(?:UTC|GMT|BST|CES?T|ME?S?Z|[ECMP][DS]?T|Z)$/.test(tokens[at + 1]?.raw ?? '')
  if (/^(?:19|20)/.test(text) && !(unit || half || zone || led)) return undefined
  const time = { hour: Number(text.slice(0, 2)), minute: Number(text.slice(2)), after: unit?.after ?? at + 1 }
  return finish(tokens, { ...time, form: 'told' }, words)
}

/** `10:30`, `10.30`, `10h30`, `10 Uhr 30`, `10時30分`, `10:30:00` */
function readWithMinutes(tokens: readonly Token[], at: number, words: DateWords): Figures | undefined {
  const hour = tokens[at]?.text ?? ''
  const unit = phraseAt(words.clockAfter, tokens, at + 1)
  const pointed = /^[:.]$/.test(tokens[at + 1]?.text ?? '') && touches(tokens, at + 1) && touches(tokens, at + 2)
  const place = pointed ? at + 2 : unit?.after
  if (place === undefined) return undefined
  if (tokens[place]?.text === '半')
    return finish(tokens, { hour: Number(hour), minute: 30, after: place + 1, form: 'told' }, words)
  const minute = tokens[place]
  // `0時1分`: with a word for it a minute needs no second figure.
  const told = !pointed && phraseAt(words.minutesAfter, tokens, place + 1) !== undefined
  if (minute?.kind !== 'number' || minute.text.length > 2 || (minute.text.length < 2 && !told)) return undefined
  if (!pointed && !touches(tokens, place) && unit && !hasMinutes(tokens, place, words)) return undefined
  let after = skipSeconds(tokens, place + 1)
  if (/^[.%]$/.test(tokens[after]?.text ?? '') && touches(tokens, after + 1) && tokens[after + 1]?.kind === 'number')
    return undefined
  after = phraseAt(words.minutesAfter, tokens, after)?.after ?? after
  after = phraseAt(words.clockAfter, tokens, after)?.after ?? after
  const form = words.twelveHour && hour.length === 1 && hour !== '0' && pointed ? 'unpadded' : 'told'
  return finish(tokens, { hour: Number(hour), minute: Number(minute.text), after, form }, words)
}

/** `10 h 30`: the number after the hour is one of minutes and not the day of a date. */
function hasMinutes(tokens: readonly Token[], at: number, words: DateWords): boolean {
  const next = tokens[at + 1]
  if (phraseAt(words.minutesAfter, tokens, at + 1)) return true
  return !(next?.kind === 'word' && phraseAt(words.months, tokens, at + 1)) && !/^[./-]$/.test(next?.text ?? '')
}

function skipSeconds(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === ':' && tokens[at + 1]?.text === '00' && touches(tokens, at) ? at + 2 : at
}

/** `10 Uhr`, `14時`, `6 pm`, `kl. 10` */
function readHour(tokens: readonly Token[], at: number, words: DateWords, led: boolean): Figures | undefined {
  const unit = phraseAt(words.clockAfter, tokens, at + 1)
  const half = halfAt(tokens, at + 1, words)
  if (!unit && !half && !led) return undefined
  // `a las 10.06.2025` or `at 12 June` is none.
  if (!unit && !half && (phraseAt(words.months, tokens, at + 1) || /^[/%]$/.test(tokens[at + 1]?.text ?? '')))
    return undefined
  const oClock = tokens[at + 2]?.text === "'"
  const form = words.twelveHour && (!unit || oClock) ? 'bare' : 'told'
  return finish(tokens, { hour: Number(tokens[at]?.text), minute: 0, after: unit?.after ?? at + 1, form }, words)
}

function finish(tokens: readonly Token[], figures: Omit<Figures, 'half'>, words: DateWords): Figures | undefined {
  if (figures.hour > 24 || figures.minute > 59 || (figures.hour === 24 && figures.minute > 0)) return undefined
  const bracket = tokens[figures.after]?.text === '(' || tokens[figures.after]?.text === ','
  const half = halfAt(tokens, figures.after, words) ?? (bracket ? halfAt(tokens, figures.after + 1, words) : undefined)
  const after = half?.after ?? skipSuffix(tokens, figures.after)
  return { ...figures, half: half?.half ?? null, after }
}

/** The case endings of Turkish and Azerbaijani: `10:00'a`, `10:00-dək`. */
function skipSuffix(tokens: readonly Token[], at: number): number {
  const word = tokens[at + 1]
  const ending = /^['-]$/.test(tokens[at]?.text ?? '') && touches(tokens, at) && touches(tokens, at + 1)
  return ending && word?.kind === 'word' && word.text.length <= 3 && word.raw === word.raw.toLowerCase() ? at + 2 : at
}

function toTime({ hour, minute, after, half, form }: Figures, from: number): TimeAmong {
  const time = { from, after, hour, minute }
  if (half === 'midnight') return { ...time, kind: hour === 12 || hour % 24 === 0 ? 'midnight' : 'odd' }
  if (half === 'noon') return { ...time, kind: hour === 12 ? 'told' : 'odd' }
  if (half === null) return { ...time, kind: hour > 12 || hour === 0 ? 'told' : form }
  const late = half === 'pm' || (half === 'night' && hour > 5)
  if (hour === 12 && !(half === 'pm'))
    return minute === 0 ? { ...time, hour: 0, kind: 'midnight' } : { ...time, hour: 0, kind: 'told' }
  if (hour > 12) return { ...time, kind: late ? 'told' : 'odd' }
  if (hour === 0) return { ...time, kind: half === 'pm' ? 'odd' : 'told' }
  return { ...time, hour: late && hour < 12 ? hour + 12 : hour, kind: 'told' }
}

function followsNumber(tokens: readonly Token[], at: number): boolean {
  if (!touches(tokens, at)) return false
  const before = tokens[at - 1]
  if (before?.kind === 'sign' && /^[+$€£#]$/.test(before.text)) return true
  return /^[:./]$/.test(before?.text ?? '') && touches(tokens, at - 1) && tokens[at - 2]?.kind === 'number'
}
