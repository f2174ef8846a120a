/** Text as words, numbers and signs, folded so that capitals, accents and other digits make no difference; and phrases to find among them. */

export interface Token {
  kind: 'number' | 'word' | 'sign'
  /** Folded; digits as 0 to 9. */
  text: string
  /** As written. */
  raw: string
  start: number
  end: number
  /** How many line ends stand before it. */
  line: number
}

/** The words, numbers and signs of a text; white space and direction marks are left out. Of writing without spaces every character is a word. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let line = 0
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at)
    const start = at
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    if (kind === LINE_END) line++
    if (kind === LINE_END || kind === BLANK) continue
    if (kind === DIGIT) while (at < text.length && kindAt(text, at) === DIGIT) at++
    if (kind === LETTER) while (at < text.length && (kindAt(text, at) === LETTER || kindAt(text, at) === MARK)) at++
    const raw = text.slice(start, at)
    const place = { raw, start, end: at, line }
    if (kind === DIGIT) tokens.push({ kind: 'number', text: asciiDigits(raw), ...place })
    else if (kind === LETTER || kind === WIDE) tokens.push({ kind: 'word', text: fold(raw), ...place })
    else tokens.push({ kind: 'sign', text: SIGNS.get(raw) ?? raw, ...place })
  }
  return tokens
}

const BLANK = 1
const LINE_END = 2
const DIGIT = 3
const WIDE = 4
const LETTER = 5
/** Belongs to the word before it. */
const MARK = 6
const SIGN = 7
/** What each code unit is, filled in as it is met. */
const KINDS = new Uint8Array(0x10000)

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  // Of characters beyond the first plane only some Han are met in copy.
  if (code >= 0xd800 && code <= 0xdfff)
    return /\p{Script=Han}/u.test(String.fromCodePoint(text.codePointAt(at) ?? 0)) ? WIDE : SIGN
  const known = KINDS[code]
  if (known) return known
  const kind = kindOf(String.fromCharCode(code))
  KINDS[code] = kind
  return kind
}

function kindOf(character: string): number {
  if (character === '\n') return LINE_END
  if (/[\s\p{Cc}]/u.test(character)) return BLANK
  if (/\p{Nd}/u.test(character)) return DIGIT
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)) return WIDE
  if (/\p{L}/u.test(character)) return LETTER
  if (/[\p{M}\u00AD\u200C\u200D]/u.test(character)) return MARK
  return /\p{Cf}/u.test(character) ? BLANK : SIGN
}

/** Signs that are written in several ways. */
const SIGNS = new Map<string, string>([
  ...[...'’‘ʼ´`′＇'].map((sign) => [sign, "'"] as const),
  ...[...'‐‑‒–—―−－'].map((sign) => [sign, '-'] as const),
  ...[...'：﹕∶'].map((sign) => [sign, ':'] as const),
  ...[...'（【［〔「『'].map((sign) => [sign, '('] as const),
  ...[...'）】］〕」』'].map((sign) => [sign, ')'] as const),
  ...[...'／⁄'].map((sign) => [sign, '/'] as const),
  ...[...'，、،'].map((sign) => [sign, ','] as const),
  ...[...'．。'].map((sign) => [sign, '.'] as const),
  ['[', '('],
  [']', ')'],
  ['＋', '+'],
])

/** A word without capitals, accents, and the marks that Arabic and Turkish writers set or leave out. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  if (ASCII.test(lower)) return lower
  const bare = lower.normalize('NFKD').replace(/[\u0300-\u036F\u00AD\u200C\u0640\u064B-\u0655\u0670]|\u200D/g, '')
  return bare.replace(/[ıłøəßىة]/g, (letter) => LETTERS[letter] ?? letter).normalize('NFC')
}

const ASCII = /^[\0-\x7f]*$/
const LETTERS: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', ə: 'e', ß: 'ss', ى: 'ي', ة: 'ه' }

function asciiDigits(digits: string): string {
  return ASCII.test(digits) ? digits : Array.from(digits.normalize('NFKC'), digitOf).join('')
}

/** Each script's ten digits stand in a row of their own. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return digit
  for (let back = 0; back < 10; back++) if (!/\p{Nd}/u.test(String.fromCodePoint(code - back - 1))) return String(back)
  return '0'
}

/** Phrases by their first word; each stands for something. */
export type Phrases<Meaning> = ReadonlyMap<string, readonly { rest: readonly string[]; means: Meaning }[]>

/** Makes phrases findable, the longest first. */
export function compilePhrases<Meaning>(phrases: Iterable<readonly [string, Meaning]>): Phrases<Meaning> {
  const compiled = new Map<string, { rest: string[]; means: Meaning }[]>()
  for (const [phrase, means] of phrases) {
    const [first, ...rest] = tokenise(phrase).map(({ text }) => text)
    if (first === undefined) continue
    const same = compiled.get(first) ?? []
    same.push({ rest, means })
    compiled.set(first, same)
  }
  for (const same of compiled.values()) same.sort((one, other) => other.rest.length - one.rest.length)
  return compiled
}

export interface PhraseFound<Meaning> {
  means: Meaning
  /** Index of the first token after it. */
  after: number
}

/** The longest phrase that begins at a token, or undefined. */
export function phraseAt<Meaning>(
  phrases: Phrases<Meaning>,
  tokens: readonly Token[],
  at: number,
): PhraseFound<Meaning> | undefined {
  const same = phrases.get(tokens[at]?.text ?? '')
  if (same === undefined) return undefined
  for (const { rest, means } of same) if (goesOn(tokens, at, rest)) return { means, after: at + 1 + rest.length }
  return undefined
}

/** Every phrase that begins at a token, the longest first. */
export function phrasesAt<Meaning>(
  phrases: Phrases<Meaning>,
  tokens: readonly Token[],
  at: number,
): PhraseFound<Meaning>[] {
  const same = phrases.get(tokens[at]?.text ?? '') ?? []
  return same
    .filter(({ rest }) => goesOn(tokens, at, rest))
    .map(({ rest, means }) => ({ means, after: at + 1 + rest.length }))
}

function goesOn(tokens: readonly Token[], at: number, rest: readonly string[]): boolean {
  for (let index = 0; index < rest.length; index++) if (tokens[at + 1 + index]?.text !== rest[index]) return false
  return true
}

/** Whether a token follows the one before it without a space. */
export function touches(tokens: readonly Token[], at: number): boolean {
  return tokens[at] !== undefined && tokens[at - 1]?.end === tokens[at]?.start
}
