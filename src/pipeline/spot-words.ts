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

/** Vowel signs and the like, which Arabic writers set or leave out, and accents that stand by themselves. */
const MARKS = [
  [0x300, 0x36f],
  [0x640, 0x640],
  [0x64b, 0x655],
  [0x670, 0x670],
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
  const mark = letters.size + 1
  for (const [first, last] of MARKS) for (let code = first; code <= last; code++) classes[code] = mark
  const next = buildTable(coded, mark)
  return (text) => {
    const found: number[] = []
    let state = 0
    for (let at = 0; at < text.length; at++) {
      state = next[(state >> 1) + (classes[text.charCodeAt(at)] as number)] as number
      if ((state & 1) === 1) found.push(at + 1)
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

/**
 * The automaton: at the place of a state's row and a letter's column stands the next state, as the place of its row, doubled, and 1 where a
 * phrase ends there.
 */
function buildTable(phrases: readonly number[][], mark: number): Int32Array {
  const width = mark + 1
  const rows: Int32Array[] = [new Int32Array(width)]
  const ends = new Set<number>()
  for (const phrase of phrases) {
    let state = 0
    for (const letter of phrase) {
      const row = rows[state] as Int32Array
      if (row[letter] === 0) row[letter] = rows.push(new Int32Array(width)) - 1
      state = row[letter] as number
    }
    ends.add(state)
  }
  linkFailures(rows, ends, width)
  // A mark goes with the letter before it.
  for (const [state, row] of rows.entries()) row[mark] = state
  const { order, places } = nearestFirst(rows)
  const next = new Int32Array(rows.length * width)
  order.forEach((state, place) => {
    rows[state]?.forEach((to, letter) => {
      next[place * width + letter] = (places[to] ?? 0) * width * 2 + (ends.has(to) ? 1 : 0)
    })
  })
  return next
}

/** The states by their distance from the first, as those near to it are the ones that are visited: together they stay in the processor's cache. */
function nearestFirst(rows: readonly Int32Array[]): { order: number[]; places: Int32Array } {
  const order = [0]
  const places = new Int32Array(rows.length).fill(-1)
  places[0] = 0
  for (let at = 0; at < order.length; at++)
    for (const to of rows[order[at] ?? 0] ?? [])
      if (places[to] === -1) {
        places[to] = order.length
        order.push(to)
      }
  return { order, places }
}

/** Where a phrase breaks off, the longest end of it that begins another goes on; any white space is one space. */
function linkFailures(rows: readonly Int32Array[], ends: Set<number>, width: number): void {
  const failure = new Int32Array(rows.length)
  const queue = Array.from(rows[0] as Int32Array).filter((state) => state !== 0)
  const afterSpace: number[] = []
  for (const state of queue) {
    const row = rows[state] as Int32Array
    const back = failure[state] as number
    if (ends.has(back)) ends.add(state)
    for (let letter = 0; letter < width; letter++) {
      const to = row[letter] as number
      const other = rows[back]?.[letter] as number
      if (to === 0) row[letter] = other
      else {
        failure[to] = other
        queue.push(to)
        if (letter === SPACE) afterSpace.push(to)
      }
    }
  }
  for (const state of afterSpace) (rows[state] as Int32Array)[SPACE] = state
}
