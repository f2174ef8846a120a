/** Finds any of many phrases in a text at the cost of a table look-up a character (Aho and Corasick, Communications of the ACM 18, 1975). */
import { fold } from './tokens.ts'

/** The places at which one of the phrases ends; capitals, accents and the kind of white space make no difference. */
export type Spot = (text: string) => number[]

/** Characters that are in no phrase. */
const OTHER = 0
const SPACE = 1

/** Where characters stand that are written in several ways: letters of alphabets, signs, and their wide forms. */
const VARIED = [
  [0, 0x6ff],
  [0x1e00, 0x206f],
  [0x3000, 0x3000],
  [0xff00, 0xff9f],
] as const

/** Makes a spotter; of phrases that contain each other the shorter one is enough. */
export function compileSpotter(phrases: Iterable<string>): Spot {
  const classes = new Uint16Array(0x10000)
  const letters = new Map<string, number>([[' ', SPACE]])
  const coded = [...new Set(phrases)].map((phrase) => Array.from(even(phrase), (letter) => classOf(letter, letters)))
  for (const [letter, number] of letters) classes[letter.charCodeAt(0)] = number
  for (const [first, last] of VARIED)
    for (let code = first; code <= last; code++)
      classes[code] = letters.get(evenLetter(String.fromCharCode(code))) ?? OTHER
  const { next, ends, width } = buildTable(coded, letters.size + 1)
  return (text) => {
    const found: number[] = []
    let state = 0
    let space = false
    for (let at = 0; at < text.length; at++) {
      const letter = classes[text.charCodeAt(at)] as number
      if (letter === SPACE && space) continue
      space = letter === SPACE
      state = next[state * width + letter] as number
      if (ends[state] === 1) found.push(at + 1)
    }
    return found
  }
}

function classOf(letter: string, letters: Map<string, number>): number {
  const known = letters.get(letter)
  if (known !== undefined) return known
  letters.set(letter, letters.size + 1)
  return letters.size
}

function even(phrase: string): string {
  return Array.from(phrase.trim().replace(/\s+/g, ' '), evenLetter).join('')
}

function evenLetter(letter: string): string {
  if (/^\s$/.test(letter)) return ' '
  if (/^[‘’´`ʼ′＇]$/.test(letter)) return "'"
  if (/^[‐‑–—−]$/.test(letter)) return '-'
  if (letter === '：') return ':'
  const bare = fold(letter)
  return bare.length === 1 ? bare : letter
}

function buildTable(phrases: readonly number[][], width: number) {
  const rows: (Int32Array | undefined)[] = [new Int32Array(width)]
  const final = new Set<number>()
  for (const phrase of phrases) {
    let state = 0
    for (const letter of phrase) {
      const row = rows[state] as Int32Array
      if (row[letter] === 0) row[letter] = rows.push(new Int32Array(width)) - 1
      state = row[letter] as number
    }
    final.add(state)
  }
  const next = new Uint16Array(rows.length * width)
  rows.forEach((row, state) => {
    if (row) next.set(row, state * width)
  })
  const ends = new Uint8Array(rows.length)
  for (const state of final) ends[state] = 1
  linkFailures(next, ends, width)
  return { next, ends, width }
}

/** Where a phrase breaks off, the longest end of it that begins another goes on. */
function linkFailures(next: Uint16Array, ends: Uint8Array, width: number): void {
  const failure = new Int32Array(ends.length)
  const queue = Array.from(next.subarray(0, width)).filter((state) => state !== 0)
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const back = failure[state] as number
    if (ends[back] === 1) ends[state] = 1
    for (let letter = 0; letter < width; letter++) {
      const to = next[state * width + letter] as number
      const other = next[back * width + letter] as number
      if (to === 0) next[state * width + letter] = other
      else {
        failure[to] = other
        queue.push(to)
      }
    }
  }
}
