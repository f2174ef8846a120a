/** The headline: the line that the body starts with where it has one, else the undressed subject. */
import type { Block } from './blocks.ts'
import type { Copy } from './copy.ts'
import type { Evidence, Reading } from './draft.ts'
import { readVisibleText } from './html-scan.ts'
import { linesOf } from './lines.ts'
import { isLabel, type Subject } from './subject.ts'

/** Longer than any headline; a subject field holds 998 octets a line, so it can be anything. */
const MAX_HEADLINE_LENGTH = 300
/** Letterhead, contacts and embargo lines stand above the headline; below this many lines the copy has begun. */
const LINES_TO_LOOK_AT = 40
const BLOCKS_TO_LOOK_AT = 12
/** The first words of the copy stand in for a headline that is nowhere. */
const WORDS_AS_HEADLINE = 12

export const NO_HEADLINE = '(no headline)'

/** Finds the headline; `fileName` is that of the first attachment. The value is never empty. */
export function findHeadline(subject: Subject, copy: Copy, fileName: string | null): Reading {
  const lines = topLines(copy.blocks)
  const same = subject.value === '' ? null : findSimilarLine(subject.value, lines)
  if (same !== null) return reading(same, 0.95, evidenceInCopy(copy, same) ?? evidenceInSubject(subject))
  const heading = findHeading(copy.blocks)
  if (heading !== null) return reading(heading, subject.value === '' ? 0.85 : 0.7, evidenceInCopy(copy, heading))
  if (subject.value !== '') return reading(subject.value, 0.8, evidenceInSubject(subject))
  const first = findFirstLine(copy.blocks)
  if (first !== null) return reading(first, 0.6, evidenceInCopy(copy, first))
  const words = firstWords(copy.body.text)
  if (words !== '') return reading(words, 0.3, evidenceInCopy(copy, words))
  if (fileName !== null) return reading(fileName.replace(/\.\w{1,8}$/, ''), 0.2, null)
  return reading(NO_HEADLINE, 0, null)
}

function reading(value: string, confidence: number, evidence: Evidence | null): Reading {
  const flat = value.replace(/[\s\u0000-\u001f]+/g, ' ').trim()
  if (flat === '') return { value: NO_HEADLINE, confidence: 0, evidence: null }
  if (flat.length <= MAX_HEADLINE_LENGTH) return { value: flat, confidence, evidence }
  const cut = flat.slice(0, MAX_HEADLINE_LENGTH)
  return { value: `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_HEADLINE_LENGTH / 2))}…`, confidence: confidence / 2, evidence }
}

function topLines(blocks: readonly Block[]): string[] {
  return linesOf(blocks.slice(0, LINES_TO_LOOK_AT))
    .slice(0, LINES_TO_LOOK_AT)
    .map((line) => line.text)
}

/** The line, or two or three lines that a headline was wrapped over, that says what the subject says. */
function findSimilarLine(subject: string, lines: readonly string[]): string | null {
  const wanted = tokensOf(subject)
  let best: { value: string; score: number } | null = null
  for (let at = 0; at < lines.length; at++) {
    for (let span = 1; span <= 3 && at + span <= lines.length; span++) {
      const value = lines.slice(at, at + span).join(' ')
      if (value.length > MAX_HEADLINE_LENGTH) break
      const score = similarity(wanted, tokensOf(value))
      if (score >= 0.75 && score > (best?.score ?? 0)) best = { value, score }
    }
  }
  return best?.value ?? null
}

/** How much two lines share, by words that stand in both: 1 is the same words. */
function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size < 3 || other.size < 3) return one.size > 0 && one.size === other.size && [...one].every((word) => other.has(word)) ? 1 : 0
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  return (2 * shared) / (one.size + other.size)
}

/** Words; of writing without spaces, its characters. */
function tokensOf(line: string): ReadonlySet<string> {
  const words = line.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu)
  return new Set(words ?? [])
}

function findHeading(blocks: readonly Block[]): string | null {
  const heading = blocks.slice(0, BLOCKS_TO_LOOK_AT).find((block) => block.kind === 'heading' && /^<h[12]/.test(block.html) && isHeadlineLike(block.text))
  return heading?.text ?? null
}

/** A short first line of its own above a paragraph. */
function findFirstLine(blocks: readonly Block[]): string | null {
  for (const line of linesOf(blocks.slice(0, BLOCKS_TO_LOOK_AT)).slice(0, LINES_TO_LOOK_AT)) {
    if (line.text.length > 220) return null
    if (isHeadlineLike(line.text) && !/[.!]$/.test(line.text)) return line.text
  }
  return null
}

function isHeadlineLike(text: string): boolean {
  const words = tokensOf(text).size
  return words >= 3 && text.length <= MAX_HEADLINE_LENGTH && !isLabel(text) && !/@|https?:|www\.|\+?\d[\d\s()/-]{6,}\d|^\W*(contact|kontakt|date|datum|tel|phone|office|cell|ansprechpartner)\b/i.test(text) && !isDateLine(text)
}

function isDateLine(text: string): boolean {
  return text.length < 60 && /\b(19|20)\d\d\b/.test(text) && tokensOf(text).size <= 6
}

function firstWords(text: string): string {
  const words = text.slice(0, 400).split(/\s+/).filter((word) => word !== '')
  const few = words.slice(0, WORDS_AS_HEADLINE).join(' ').slice(0, 100)
  return few === '' ? '' : words.length > WORDS_AS_HEADLINE ? `${few}…` : few
}

function evidenceInSubject(subject: Subject): Evidence {
  return { part: 'subject', start: subject.start, end: subject.end }
}

/** Where the words stand in the part that the copy was read from, white space left out of account. */
function evidenceInCopy(copy: Copy, words: string): Evidence | null {
  const visible = copy.source.part === 'html' ? readVisibleText(copy.source.text) : null
  const text = visible?.text ?? copy.source.text
  const offsets: number[] = []
  let bare = ''
  for (const run of text.matchAll(/\S+/g)) {
    for (let at = 0; at < run[0].length; at++) offsets.push(run.index + at)
    bare += run[0]
  }
  const wanted = words.replace(/\s+|…$/g, '')
  const at = bare.indexOf(wanted)
  const first = offsets[at]
  const last = offsets[at + wanted.length - 1]
  if (wanted === '' || first === undefined || last === undefined) return null
  const place = (offset: number) => (visible ? (visible.offsets[offset] ?? 0) : offset)
  return { part: copy.source.part, start: place(first), end: place(last) + 1 }
}
