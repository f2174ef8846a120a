/** Where the body begins and ends, counted in paragraphs of the text that it stands in. */
import { squeezed } from './compare.ts'
import type { Expected } from './truth.ts'

/** How many paragraphs the body begins and ends too late (or, below 0, too early); null where its words are not in the text. */
export interface BodyOffsets {
  start: number | null
  end: number | null
}

// So much of the first and last words tells where they stand.
const EDGE = 40
// Edges that are not in the text are looked for a few lines further in: a bullet or a link may be written differently.
const TRIES = 4

/** Compares the body that was found with the expected one, white space and punctuation left out of account. */
export function bodyOffsets({ whole, start, end }: NonNullable<Expected['body']>, found: string): BodyOffsets {
  const text = squeezedWithPlaces(whole)
  const paragraphs = paragraphStarts(whole)
  const lines = found
    .split('\n')
    .map(squeezed)
    .filter((line) => line !== '')
  const first = nearest(
    text,
    edges(lines, (line) => line.slice(0, EDGE)),
    start,
  )
  const last = nearest(
    text,
    edges(lines.toReversed(), (line) => line.slice(-EDGE)),
    end,
  )
  return {
    start: first && indexAt(paragraphs, first.start) - indexAt(paragraphs, firstWordAt(whole, start)),
    end: last && indexAt(paragraphs, last.end) - indexAt(paragraphs, lastWordAt(whole, end)),
  }
}

function edges(lines: readonly string[], edge: (line: string) => string): string[] {
  return lines.slice(0, TRIES).map(edge)
}

/** The first of the words that are in the text, where they stand nearest to a place. */
function nearest(text: Squeezed, candidates: readonly string[], place: number): { start: number; end: number } | null {
  for (const words of candidates) {
    let best: { start: number; end: number } | null = null
    for (let at = text.words.indexOf(words); at !== -1; at = text.words.indexOf(words, at + 1)) {
      const here = { start: text.places[at] ?? 0, end: text.places[at + words.length - 1] ?? 0 }
      if (best === null || Math.abs(here.start - place) < Math.abs(best.start - place)) best = here
    }
    if (best) return best
  }
  return null
}

interface Squeezed {
  words: string
  /** Where in the text each character stands. */
  places: number[]
}

function squeezedWithPlaces(text: string): Squeezed {
  let words = ''
  const places: number[] = []
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    const kept = squeezed(character)
    for (let unit = 0; unit < kept.length; unit++) places.push(at)
    words += kept
    at += character.length
  }
  return { words, places }
}

// Lines between these widths were broken by a machine and go on; a shorter line ends a paragraph, and a longer one is a paragraph.
const BROKEN = { from: 50, to: 100 }

/** Where the paragraphs begin: at blank lines, and at line breaks that no machine made. */
function paragraphStarts(text: string): number[] {
  const starts: number[] = []
  let at = 0
  let goesOn = false
  for (const line of text.split('\n')) {
    const width = line.trim().length
    if (width > 0 && !goesOn) starts.push(at)
    goesOn = width >= BROKEN.from && width <= BROKEN.to
    at += line.length + 1
  }
  return starts
}

function indexAt(starts: readonly number[], place: number): number {
  return starts.findLastIndex((start) => start <= place)
}

function firstWordAt(text: string, from: number): number {
  return from + Math.max(0, text.slice(from).search(/[\p{L}\p{N}]/u))
}

function lastWordAt(text: string, to: number): number {
  const trailing = /[^\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, to - 200), to))?.[0].length ?? 0
  return to - trailing - 1
}
