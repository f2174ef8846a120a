/** Finds cue phrases in lines: whole words, whatever their case, quotes, dashes and width. */

/** Where a phrase stands in the folded text, which is as long as the text itself. */
export interface Match {
  start: number
  end: number
  phrase: string
}

export interface Phrases {
  /** Every phrase as its words, joined by a space. */
  whole: ReadonlySet<string>
  /** By their first word, the longest first. */
  byFirst: ReadonlyMap<string, readonly string[][]>
  /** Of each phrase its longest word, which few lines hold, and the pairs of letters with which those words begin, by `pairAt`. */
  keys: ReadonlySet<string>
  pairs: Uint8Array
  /** Those of a script without spaces, the longest first. */
  unspaced: readonly string[]
}

interface Word {
  text: string
  start: number
  end: number
}

/** Between the words of one phrase stands no more than this. */
const GAP = /^[\s.'’&/()・·-]{1,4}$/
const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff]/
/** A line longer than this is read no further. */
const MAX_LENGTH = 600

const SPACES = new Set([0xa0, 0x202f, 0x2007, 0x3000])
/** Letters, quotes, dashes and spaces of one kind in many forms. */
const FORMS = /[\uff01-\uff5e\u2018\u2019\u02bc\u02bb`´\u2010-\u2015\u2212\u00a0\u202f\u2007\u3000İı\t\n]/g

/** Lower case and one form of each quote, dash and space; as long as the text, so that places in one are places in the other. */
export function fold(text: string): string {
  return (isPlain(text) ? text : text.replace(FORMS, formOf)).toLowerCase()
}

/** Nothing but ASCII that has one form. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e || code === 0x60) return false
  }
  return true
}

function formOf(sign: string): string {
  const code = sign.charCodeAt(0)
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0)
  if (sign === 'İ' || sign === 'ı') return 'i'
  if (code === 0x2212 || (code >= 0x2010 && code <= 0x2015)) return '-'
  return code < 0x21 || SPACES.has(code) ? ' ' : "'"
}

/** The words of folded text. */
function wordsOf(folded: string): Word[] {
  const words: Word[] = []
  const last = Math.min(folded.length, MAX_LENGTH)
  for (let at = 0; at < last; at++) {
    if (!isWordCode(folded.charCodeAt(at))) continue
    const start = at
    while (at < last && isWordCode(folded.charCodeAt(at))) at++
    words.push({ text: folded.slice(start, at), start, end: at })
  }
  return words
}

/** Folded text as its words, joined by a space: the form in which whole lines are compared. */
export function keyOf(folded: string): string {
  const words = wordsOf(folded)
  const [only] = words
  return words.length === 1 && only ? only.text : words.map(({ text }) => text).join(' ')
}

/** Prepares phrases for `findPhrases`. */
export function preparePhrases(all: Iterable<string>): Phrases {
  const whole = new Set<string>()
  const byFirst = new Map<string, string[][]>()
  const unspaced = new Set<string>()
  for (const phrase of all) {
    const key = keyOf(fold(phrase))
    if (whole.has(key) || key === '') continue
    whole.add(key)
    if (UNSPACED.test(key)) unspaced.add(fold(phrase))
    const words = key.split(' ')
    const first = words[0] ?? ''
    byFirst.set(first, [...(byFirst.get(first) ?? []), words])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length)
  const keys = new Set([...whole].map(longestWord))
  const pairs = new Uint8Array(PAIRS)
  for (const key of keys) pairs[pairAt(key, 0, key.length)] = 1
  return { whole, byFirst, keys, pairs, unspaced: [...unspaced].sort((a, b) => b.length - a.length) }
}

/** The phrases that stand in folded text, in order, none within another. */
export function findPhrases(phrases: Phrases, folded: string): Match[] {
  if (phrases.unspaced.length > 0 && UNSPACED.test(folded)) return findUnspaced(phrases, folded)
  if (!holdsKey(phrases, folded)) return []
  const words = wordsOf(folded)
  const found: Match[] = []
  for (let at = 0; at < words.length; at++) {
    const match = phraseAt(phrases, words, at, folded)
    if (match === null) continue
    found.push(match.found)
    at += match.length - 1
  }
  return found
}

function longestWord(phrase: string): string {
  return phrase.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest))
}

/** Whether folded text holds a word without which there is no phrase in it: most lines hold none, and its first two letters tell of most words. */
function holdsKey({ keys, pairs }: Phrases, folded: string): boolean {
  const last = Math.min(folded.length, MAX_LENGTH)
  for (let at = 0; at < last; at++) {
    if (!isWordCode(folded.charCodeAt(at))) continue
    const start = at
    while (at < last && isWordCode(folded.charCodeAt(at))) at++
    if (pairs[pairAt(folded, start, at)] === 1 && keys.has(folded.slice(start, at))) return true
  }
  return false
}

const PAIRS = 1024

/** A number below 1,024 for the first two letters of the word from `start` to `end`. */
function pairAt(text: string, start: number, end: number): number {
  const second = start + 1 < end ? text.charCodeAt(start + 1) : 0
  return (text.charCodeAt(start) * 31 + second) & (PAIRS - 1)
}

/** The phrase with which folded text begins, white space and marks aside. */
export function leadingPhrase(phrases: Phrases, folded: string): Match | null {
  if (phrases.unspaced.length > 0 && UNSPACED.test(folded)) {
    const first = folded.search(/[\p{L}\p{N}]/u)
    const phrase = phrases.unspaced.find((one) => folded.startsWith(one, first))
    return phrase === undefined ? null : { start: first, end: first + phrase.length, phrase }
  }
  const first = wordAt(folded, 0)
  return first !== null && phrases.byFirst.has(folded.slice(first.start, first.end))
    ? (phraseAt(phrases, wordsOf(folded.slice(0, 120)), 0, folded)?.found ?? null)
    : null
}

function phraseAt(
  phrases: Phrases,
  words: readonly Word[],
  at: number,
  folded: string,
): { found: Match; length: number } | null {
  const first = words[at]
  const wanted = first && phrases.byFirst.get(first.text)?.find((one) => agrees(one, words, at, folded))
  const last = wanted && words[at + wanted.length - 1]
  if (!first || !last) return null
  return { found: { start: first.start, end: last.end, phrase: wanted.join(' ') }, length: wanted.length }
}

function agrees(wanted: readonly string[], words: readonly Word[], at: number, folded: string): boolean {
  return wanted.every((text, index) => {
    const word = words[at + index]
    if (word?.text !== text) return false
    return index === 0 || GAP.test(folded.slice(words[at + index - 1]?.end, word.start))
  })
}

function findUnspaced(phrases: Phrases, folded: string): Match[] {
  const found: Match[] = []
  for (const phrase of phrases.unspaced) {
    const start = folded.slice(0, MAX_LENGTH).indexOf(phrase)
    const end = start + phrase.length
    if (start === -1 || found.some((other) => start < other.end && end > other.start)) continue
    found.push({ start, end, phrase })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The beginnings of phrases, the second words by the first; null where a phrase is one word. */
export type Beginnings = ReadonlyMap<string, ReadonlySet<string> | null>

/** The beginnings of phrases: a line that begins otherwise holds none of them at its start. */
export function beginningsOf(all: Iterable<string>): Beginnings {
  const found = new Map<string, Set<string> | null>()
  for (const phrase of all) {
    const [first = '', second] = keyOf(fold(phrase)).split(' ')
    const seconds = found.get(first)
    if (second === undefined) found.set(first, null)
    else if (seconds !== null) found.set(first, (seconds ?? new Set()).add(second))
  }
  return found
}

/** How a line begins: its first two words, folded; null for writing without spaces, where that cannot be told. */
export function beginningOf(line: string): readonly [string, string] | null {
  const first = wordAt(line, 0)
  if (first === null) return ['', '']
  if (UNSPACED.test(line.slice(first.start, first.end))) return null
  const second = wordAt(line, first.end)
  return [fold(line.slice(first.start, first.end)), second === null ? '' : fold(line.slice(second.start, second.end))]
}

/** How far into a line its first words are looked for. */
const MAX_START = 120

/** The next word from a place on, found by character codes alone: a paragraph is told from a heading in no time. */
function wordAt(line: string, from: number): { start: number; end: number } | null {
  const last = Math.min(line.length, MAX_START)
  let start = from
  while (start < last && !isWordCode(line.charCodeAt(start))) start++
  let end = start
  while (end < last && isWordCode(line.charCodeAt(end))) end++
  return end > start ? { start, end } : null
}

/** What each code unit is, filled in as it is met: 1 belongs to a word, 2 does not. */
const KINDS = new Uint8Array(0x10000)

/** Whether a character is a letter, a digit or a mark on one, told by its code; halves of rarer ones count as letters. */
export function isWordCode(code: number): boolean {
  const known = KINDS[code]
  if (known) return known === 1
  const isWord = (code >= 0xd800 && code <= 0xdfff) || /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code))
  KINDS[code] = isWord ? 1 : 2
  return isWord
}

/** Whether a phrase may stand at the start of a line that begins so. */
export function mayBegin(beginnings: Beginnings, start: readonly [string, string] | null): boolean {
  if (start === null) return true
  const seconds = beginnings.get(start[0])
  return seconds === null || (seconds?.has(start[1]) ?? false)
}
