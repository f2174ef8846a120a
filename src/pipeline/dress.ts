/** The dress of a line: labels, numbers, dates and embargoes that a press office writes around or above the headline. */
import { type DateAmong, datesAmong } from './dates.ts'
import { cueAt, DRESS, type DressKind } from './labels.ts'
import { phraseAt, type Token, tokenise } from './tokens.ts'

interface DressPiece {
  kind: Exclude<DressKind, 'before date'> | 'date'
  /** Characters of the line. */
  start: number
  end: number
}

export interface Dress {
  pieces: DressPiece[]
  /** Character at which the line's own words begin; its length where there are none. */
  end: number
  /** Nothing else stands in the line. */
  whole: boolean
  /** A sign stands between the dress and the words behind it. */
  parted: boolean
}

/** A line as it is read here: no further than its first characters, which hold any label or dateline. */
export interface ReadLine {
  text: string
  tokens: readonly Token[]
  dates: readonly DateAmong[]
}

/** A dateline of two places and a long region has 160 characters; an embargo line may have more. */
const MAX_READ = 260
/** Of a paragraph only its dateline is of interest. */
const MAX_READ_OF_PARAGRAPH = 140
/** An embargo's end, in words, before the headline goes on in the same line. */
const MAX_EMBARGO_WORDS = 24
/** Codes such as `USDL-25-0021`, `IP/25/1234`, `12/2025`, `2025-117`, `4471K`. */
const CODE =
  /^(?:\p{Lu}{1,8}[-–/]){0,2}(?:\p{Lu}{1,8}[-–/ ]{1,2})?(?:\d{1,6}\p{Lu}?|(?=\p{Lu}{0,12}\d)[\p{Lu}\d]{9,24})(?:[-–/.]\w{1,6}){0,3}(?:\s?\(\p{Lu}{2,4}\))?(?=[\s|,;:)\]–—*•·-]|$)/u
const TIME =
  /^[\s,|–(-]{0,4}(?:(?:at|um|ab|à|a las|alle|ore|kl|klo|om|às|в|о|saat|godz)[\s.]{1,3})?\d{1,2}(?:[:.h]\d{2}(?:\s?(?:uhr|hrs?|[ap]\.?m\.?|h|ч|год)(?!\p{L})\.?)?|\s?(?:uhr|hrs?|[ap]\.?m\.?|h|heures|час\p{L}{0,3}|год\p{L}{0,4}|時)(?!\p{L})\.?)(?:\s?\(?(?:[A-Z]{2,5}|local time|\p{L}{4,10}(?:\s\p{L}{4,8})?\stime)\)?(?![\p{L}]))?/iu

const MAX_TIME = 40
const MAX_CODE = 50

/** Reads a line once for all that is asked of it. */
export function readLine(text: string, languages: readonly string[]): ReadLine {
  const tokens = tokenise(text.slice(0, text.length > MAX_READ ? MAX_READ_OF_PARAGRAPH : MAX_READ))
  const dates = tokens.some(({ kind }) => kind === 'number') ? datesAmong(tokens, languages) : NO_DATES
  return { text, tokens, dates }
}

const NO_DATES: readonly DateAmong[] = []

/** The dress with which a line begins. */
export function readDress({ text, tokens, dates }: ReadLine): Dress {
  const pieces: DressPiece[] = []
  let at = 0
  let parted = false
  while (at < tokens.length) {
    const token = tokens[at]
    if (token?.kind === 'sign' && token.raw !== '№') {
      if (!isTrim(token.raw)) break
      parted = (parted && pieces.length > 0) || (pieces.length > 0 && parts(text, token))
      at++
      continue
    }
    const piece = pieceAt({ text, tokens, dates }, at, pieces)
    if (piece === null) break
    if (piece.kind !== null)
      pieces.push({ kind: piece.kind, start: token?.start ?? 0, end: endOf(tokens, piece.after) })
    parted = piece.parted
    at = piece.after
  }
  const end = at < tokens.length ? (tokens[at]?.start ?? text.length) : text.length
  const whole = pieces.length > 0 && text.length <= MAX_READ && at >= tokens.length
  return { pieces, end: whole ? text.length : end, whole, parted }
}

interface Found {
  /** Null for words that only lead to the next piece. */
  kind: DressPiece['kind'] | null
  after: number
  parted: boolean
}

function pieceAt(line: ReadLine, at: number, before: readonly DressPiece[]): Found | null {
  const date = line.dates.find(({ from }) => from === at)
  if (date) return { kind: 'date', after: date.after, parted: false }
  const found = phraseAt(DRESS, line.tokens, at)
  if (found?.means === 'embargo') return embargoAt(line, at, found.after)
  if (found?.means === 'number')
    return codeAt(line, skipSigns(line.tokens, found.after, 3)) ?? codeAlone(line, at, before)
  if (found && found.means !== 'before date') return { kind: found.means, after: found.after, parted: false }
  return leadToDate(line, at, before.length > 0) ?? timeAt(line, at) ?? codeAlone(line, at, before)
}

/** Words before a date: `Date:`, `vom`. */
function leadToDate({ tokens, dates }: ReadLine, at: number, inside: boolean): Found | null {
  if (dates.length === 0) return null
  const label = phraseAt(DRESS, tokens, at)
  const word = cueAt('between', tokens, at) ?? (inside ? cueAt('joints', tokens, at) : undefined)
  const after = label?.means === 'before date' ? skipSigns(tokens, label.after, 2) : word?.after
  return after !== undefined && dates.some(({ from }) => from === after) ? { kind: null, after, parted: false } : null
}

/** The time beside a date. */
function timeAt({ tokens, dates, text }: ReadLine, at: number): Found | null {
  const start = tokens[at]?.start ?? 0
  const time = dates.length > 0 ? TIME.exec(text.slice(start, start + MAX_TIME)) : null
  return time && { kind: null, after: afterCharacter(tokens, start + time[0].length), parted: false }
}

/** Whether the words are a time of day and nothing else. */
export function isTime(words: string): boolean {
  return words.length <= MAX_TIME && TIME.exec(words)?.[0].length === words.trimEnd().length
}

function codeAt({ tokens, text }: ReadLine, at: number): Found | null {
  const start = tokens[at]?.start
  const code = start === undefined ? null : CODE.exec(text.slice(start, start + MAX_CODE))
  return code && { kind: 'number', after: afterCharacter(tokens, (start ?? 0) + code[0].length), parted: false }
}

/** A number with nothing to say that it is one: behind a label, in the form of a code, or alone in its line. */
function codeAlone(line: ReadLine, at: number, before: readonly DressPiece[]): Found | null {
  const found = codeAt(line, at)
  const start = line.tokens[at]?.start ?? 0
  const words = line.text.slice(start, start + MAX_CODE)
  const alone = found?.after === line.tokens.length && at === 0 && /[/-]/.test(words)
  return before.length > 0 || alone || /^\p{Lu}{2,8}[-/]\d/u.test(words) ? found : null
}

/** `Embargoed until 12 June, 10:00:`, `[EMBARGO]`; where no sign ends it, all of the line where it says until when. */
function embargoAt({ text, tokens }: ReadLine, at: number, after: number): Found | null {
  const opened = /[[(【（]/.test(tokens[at - 1]?.raw ?? '')
  let says = after === tokens.length
  for (let next = after; next < Math.min(tokens.length, after + MAX_EMBARGO_WORDS); next++) {
    const token = tokens[next]
    if (token?.kind === 'number' || cueAt('until', tokens, next)) says = true
    else if (token?.kind === 'sign' && (opened ? /[\])】）]/.test(token.raw) : ends(text, tokens, next)))
      return says || next - after < 2 ? { kind: 'embargo', after: next + 1, parted: true } : null
  }
  const rest = tokens.length - after
  return says && rest <= MAX_EMBARGO_WORDS ? { kind: 'embargo', after: tokens.length, parted: false } : null
}

function ends(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!token || !parts(text, token)) return false
  return !(/[:：.-]/.test(token.raw) && tokens[at + 1]?.kind === 'number' && tokens[at + 1]?.start === token.end)
}

/** White space, brackets, stars, bars: what stands around labels. */
function isTrim(sign: string): boolean {
  return /^[*•·|/\\()[\]{}#_–—:：.,;+«»"“”„<>=~【】（）「」『』■●◆▪►→-]$/u.test(sign)
}

/** A colon, a bar, a closing bracket; a dash with space around it. */
function parts(text: string, { raw, start, end }: Token): boolean {
  if (/^[:：|>)\]】）»*•·–—/]$/u.test(raw)) return true
  return /^[-‐‑]$/.test(raw) && (/^\s|^$/.test(text.slice(end, end + 1)) || /\s/.test(text.slice(start - 1, start)))
}

function skipSigns(tokens: readonly Token[], at: number, most: number): number {
  let next = at
  while (next - at < most && tokens[next]?.kind === 'sign') next++
  return next
}

function afterCharacter(tokens: readonly Token[], character: number): number {
  const next = tokens.findIndex(({ start }) => start >= character)
  return next === -1 ? tokens.length : next
}

function endOf(tokens: readonly Token[], after: number): number {
  return tokens[after - 1]?.end ?? 0
}
