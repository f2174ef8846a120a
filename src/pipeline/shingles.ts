/** The copy as words, and the words as shingles: runs of neighbouring words, of which releases share many where they share their text. */

/** Words at the beginning of a copy that are looked at: a release has a few hundred; an annual report is told by its first pages. */
const MAX_WORDS = 3_000
/** Neighbouring words in a shingle: two are shared by strangers, four are lost with every edit. */
const SHINGLE = 3
/** The same where a word is a character. */
const WIDE_SHINGLE = 6
/** Characters that are read for so many words. */
const MAX_CHARACTERS = 30_000

export interface Words {
  /** Lowercase; a figure in one form however it is written: `1,234.50`, `1.234,5` and `1 234.5` are `1234.5`. */
  words: string[]
  /** Whether the word is a figure. */
  figures: boolean[]
  /** Whether the word begins with a capital that no sentence gave it. */
  names: boolean[]
  /** Written without spaces: each character is a word. */
  wide: boolean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with control characters
const NOT_ASCII = /[^\x00-\x7f]/
const LETTER = /[\p{L}\p{M}]/u
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const EASTERN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g
const INVISIBLE = /\u00ad|[\u200b-\u200f]|[\u2060-\u2064]|\ufeff/g
/** Ends a sentence or a line, or begins a quotation. */
const BREAK = /[.!?:\n“”"«»„。！？「]/
const ORDINAL = /^(?:st|nd|rd|th|er|re|e|º|ª)$/

/** Reads the words of a text, at most 3,000. */
export function readWords(text: string): Words {
  const read: Words = { words: [], figures: [], names: [], wide: false }
  const flat = flatten(text.slice(0, MAX_CHARACTERS))
  let wide = 0
  let fresh = true
  for (let at = 0; at < flat.length && read.words.length < MAX_WORDS; ) {
    const sort = sortAt(flat, at)
    const start = at
    at++
    if (sort === LETTERS) while (sortAt(flat, at) === LETTERS) at++
    else if (sort === DIGITS) at = endOfFigure(flat, at)
    else if (sort === WIDES) wide++
    else {
      fresh ||= sort === BREAKS
      continue
    }
    const found = flat.slice(start, at)
    if (sort === LETTERS && sortAt(flat, start - 1) === DIGITS && ORDINAL.test(found)) continue
    const word = sort === DIGITS ? plainFigure(found) : found.toLowerCase()
    read.words.push(word)
    read.figures.push(sort === DIGITS)
    read.names.push(sort === LETTERS && !fresh && word.charCodeAt(0) !== found.charCodeAt(0))
    fresh = false
  }
  read.wide = wide * 2 > read.words.length
  return read
}

const LETTERS = 1
const DIGITS = 2
const WIDES = 3
const BREAKS = 4
const OTHERS = 5
/** What each UTF-16 unit is, found out when it is first met. */
const SORTS = new Uint8Array(0x10000)

function sortAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (Number.isNaN(code)) return OTHERS
  const known = SORTS[code]
  if (known) return known
  const sort = sortOf(String.fromCharCode(code), code)
  SORTS[code] = sort
  return sort
}

function sortOf(sign: string, code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGITS
  if (WIDE.test(sign)) return WIDES
  if (LETTER.test(sign)) return LETTERS
  return BREAK.test(sign) ? BREAKS : OTHERS
}

/** Where the figure ends of which digits stand before `from`: `1,234.50`, `10:30`, `24/11/2026`, `1 234` are one each. */
function endOfFigure(text: string, from: number): number {
  let at = from
  for (let digits = 1; ; ) {
    while (sortAt(text, at) === DIGITS) {
      at++
      digits++
    }
    if (!JOINS.has(text.charCodeAt(at)) || sortAt(text, at + 1) !== DIGITS) return at
    if (SPACES.has(text.charCodeAt(at)) && (digits > 3 || !hasThreeDigits(text, at + 1))) return at
    at++
    digits = 0
  }
}

const SPACES = new Set([0x20, 0xa0, 0x202f, 0x0a])
const JOINS = new Set([...SPACES, ...[...".,:/'’"].map((sign) => sign.charCodeAt(0))])

function hasThreeDigits(text: string, at: number): boolean {
  return [0, 1, 2].every((next) => sortAt(text, at + next) === DIGITS) && sortAt(text, at + 3) !== DIGITS
}

/** The shingles of the words as 32-bit hashes, in order. With `masked` all figures are alike: what is left is the form of the text. */
export function shinglesOf({ words, figures, wide }: Words, masked: boolean): Int32Array {
  const length = wide ? WIDE_SHINGLE : SHINGLE
  const hashes = words.map((word, at) => (masked && figures[at] ? 35 : hashOf(word)))
  const shingles = new Int32Array(Math.max(0, words.length - length + 1))
  for (let at = 0; at < shingles.length; at++) {
    let hash = 0
    for (let next = at; next < at + length; next++) hash = mix(Math.imul(hash, 31) + (hashes[next] ?? 0))
    shingles[at] = hash
  }
  return shingles
}

function flatten(text: string): string {
  if (!NOT_ASCII.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(EASTERN_DIGIT, (digit) => String(digit.charCodeAt(0) & 15))
}

function plainFigure(found: string): string {
  if (found.length < 4) return found.replace(/[,:/]/, '.')
  const plain = found.replace(/[ \n\u00a0\u202f'’]/g, '')
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(plain)) return plain.replace(/[.,]/g, '')
  const point = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','))
  const thousands = /[.,]\d{3}(?=[.,])/.test(plain)
  const whole = thousands ? plain.slice(0, point).replace(/[.,]/g, '') + plain.slice(point) : plain
  return whole.replace(/[,:/]/g, '.').replace(/^(\d+)\.0{1,2}$/, '$1')
}

/** FNV-1a over the UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

/** The finaliser of MurmurHash3. */
export function mix(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
