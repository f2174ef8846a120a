/** The headline: the line that the body starts with where it has one, else the undressed subject. */
import type { Block } from './block.ts'
import type { Copy } from './copy.ts'
import type { Evidence, Reading } from './draft.ts'
import { htmlOffset } from './html-scan.ts'
import { countWords, linesOf } from './lines.ts'
import { withoutDirections } from './storable.ts'
import { isLabel, type Subject } from './subject.ts'

/** Longer than any headline; a subject field holds 998 octets a line, so it can be anything. */
const MAX_HEADLINE_LENGTH = 300
/** Letterhead, contacts and embargo lines stand above the headline; below this many lines the copy has begun. */
const LINES_TO_LOOK_AT = 40
const BLOCKS_TO_LOOK_AT = 12
/** A lead is a sentence or two; a headline is shorter. */
const LEAD_LENGTH = 150
const LEAD_WORDS = 25
/** The first words of the copy stand in for a headline that is nowhere. */
const WORDS_AS_HEADLINE = 12

/** From here on two lines say the same: the share of words that stand in both. */
const SAME = 0.75

/** How often the first word of a headline may turn up before the headline itself does. */
const MAX_TRIES = 100

export const NO_HEADLINE = '(no headline)'

/** Finds the headline; `fileName` is that of the first attachment. The value is never empty. */
export function findHeadline(subject: Subject, copy: Copy, fileName: string | null): Reading {
  const lines = topLines(copy.blocks)
  const same = subject.value === '' ? null : findSimilarLine(subject.value, lines)
  if (same !== null) return reading(same, 0.95, evidenceInCopy(copy, same) ?? evidenceInSubject(subject))
  const heading = findHeading(copy.blocks)
  if (heading !== null) return reading(heading, subject.value === '' ? 0.85 : 0.7, evidenceInCopy(copy, heading))
  const opening = findOpeningLine(copy.blocks)
  if (opening !== null) return reading(opening, subject.value === '' ? 0.8 : 0.6, evidenceInCopy(copy, opening))
  if (subject.value !== '') return reading(subject.value, 0.8, evidenceInSubject(subject))
  const first = findFirstLine(copy.blocks)
  if (first !== null) return reading(first, 0.6, evidenceInCopy(copy, first))
  const words = firstWords(copy.body.text)
  if (words !== '') return reading(words, 0.3, evidenceInCopy(copy, words))
  if (fileName !== null) return reading(fileName.replace(/\.\w{1,8}$/, ''), 0.2, null)
  return reading(NO_HEADLINE, 0, null)
}

function reading(value: string, confidence: number, evidence: Evidence | null): Reading {
  const flat = withoutDirections(value)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (flat === '') return { value: NO_HEADLINE, confidence: 0, evidence: null }
  if (flat.length <= MAX_HEADLINE_LENGTH) return { value: flat, confidence, evidence }
  const cut = flat.slice(0, MAX_HEADLINE_LENGTH)
  return {
    value: `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_HEADLINE_LENGTH / 2))}…`,
    confidence: confidence / 2,
    evidence,
  }
}

function topLines(blocks: readonly Block[]): string[] {
  return linesOf(blocks.slice(0, LINES_TO_LOOK_AT))
    .slice(0, LINES_TO_LOOK_AT)
    .map((line) => line.text)
}

/** The line, or two or three lines that a headline was wrapped over, that says what the subject says. */
function findSimilarLine(subject: string, lines: readonly string[]): string | null {
  const wanted = tokensOf(subject)
  // Each line is split once, and only where the search gets that far: most headlines stand among the first lines.
  const tokens: ReadonlySet<string>[] = []
  let best: { value: string; score: number } | null = null
  for (let at = 0; at < lines.length; at++) {
    const together = new Set<string>()
    for (let span = 0; span < 3; span++) {
      const line = lines[at + span]
      if (line === undefined || line.length > MAX_HEADLINE_LENGTH) break
      tokens[at + span] ??= tokensOf(line)
      for (const word of tokens[at + span] ?? []) together.add(word)
      // Even with every wanted word among them these are too many, and further lines only add to them.
      if (2 * wanted.size < SAME * (wanted.size + together.size)) break
      const score = similarity(wanted, together)
      if (score >= SAME && score > (best?.score ?? 0)) best = { value: lines.slice(at, at + span + 1).join(' '), score }
      if (score === 1) return best?.value ?? null
    }
  }
  return best?.value ?? null
}

/** How much two lines share, by words that stand in both: 1 is the same words. */
function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size < 3 || other.size < 3)
    return one.size > 0 && one.size === other.size && [...one].every((word) => other.has(word)) ? 1 : 0
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
  const heading = blocks
    .slice(0, BLOCKS_TO_LOOK_AT)
    .find((block) => block.kind === 'heading' && /^<h[12]/.test(block.html) && isHeadlineLike(block.text))
  return heading?.text ?? null
}

/** A first line of its own straight above the lead: a headline, whatever the subject says. */
function findOpeningLine(blocks: readonly Block[]): string | null {
  const [first, second] = blocks
  if (!first || !second || first.text.includes('\n') || countWords([second]) < LEAD_WORDS) return null
  return tokensOf(first.text).size >= 5 && isHeadlineLike(first.text) && !/[.:;,!。]$/.test(first.text)
    ? first.text
    : null
}

/** Where the subject says nothing: the line in capitals, else the first long enough line above the lead; capitals may be wrapped. */
function findFirstLine(blocks: readonly Block[]): string | null {
  const lines = topLines(blocks)
  const lead = lines.findIndex((line) => line.length >= LEAD_LENGTH && !isShouted(line))
  const above = lines.slice(0, lead === -1 ? BLOCKS_TO_LOOK_AT : lead)
  const likely = (line: string) => isHeadlineLike(line) && !/[.:,]$/.test(line)
  const shouted = above.findIndex((line) => likely(line) && isShouted(line) && tokensOf(line).size >= 4)
  if (shouted !== -1) {
    const next = above[shouted + 1] ?? ''
    return isShouted(next) && !isLabel(next) && !/[–—-]$/.test(next)
      ? `${above[shouted]} ${next}`
      : (above[shouted] ?? null)
  }
  return above.find((line) => likely(line) && line.length >= 25 && tokensOf(line).size >= 4 && !POST.test(line)) ?? null
}

/** Ends of lines that name a person's post. */
const POST =
  /\b(officer|director|administrator|spokes(person|man|woman)|coordinator|manager|attorney|chief( of staff)?|relations|editor|secretary|sprecher(in)?|leiter(in)?|referent(in)?|directrice|directeur|chargée? de .*|responsable|jef[ea] de prensa|portavoz|addett[oa] stampa|woordvoerder)\W{0,3}$/i

function isShouted(line: string): boolean {
  return line.length > 3 && line === line.toUpperCase() && line !== line.toLowerCase()
}

function isHeadlineLike(text: string): boolean {
  const words = tokensOf(text).size
  return (
    words >= 3 &&
    text.length <= MAX_HEADLINE_LENGTH &&
    !isLabel(text) &&
    !/@|https?:|www\.|\+?\d[\d\s()/-]{6,}\d|^\W*(contact|kontakt|date|datum|tel|phone|office|cell|ansprechpartner)\b/i.test(
      text,
    ) &&
    !isDateLine(text)
  )
}

function isDateLine(text: string): boolean {
  return text.length < 60 && /\b(19|20)\d\d\b/.test(text) && tokensOf(text).size <= 6
}

function firstWords(text: string): string {
  const words = text
    .slice(0, 400)
    .split(/\s+/)
    .filter((word) => word !== '')
  const few = words.slice(0, WORDS_AS_HEADLINE).join(' ').slice(0, 100)
  return few === '' ? '' : words.length > WORDS_AS_HEADLINE ? `${few}…` : few
}

function evidenceInSubject(subject: Subject): Evidence {
  return { part: 'subject', start: subject.start, end: subject.end }
}

/** Where the words stand in the part that the copy was read from, white space left out of account. */
function evidenceInCopy(copy: Copy, words: string): Evidence | null {
  const { part, visible } = copy.source
  const place = findWords(visible?.text ?? copy.source.text, words.replace(/…$/, ''))
  if (place === null || visible === null) return place && { part, ...place }
  return { part, start: htmlOffset(visible, place.start), end: htmlOffset(visible, place.end - 1) + 1 }
}

function findWords(text: string, words: string): { start: number; end: number } | null {
  const wanted = words.replace(/\s+/g, '')
  const first = /^\S{1,40}/.exec(words.trim())?.[0] ?? ''
  if (first === '') return null
  for (
    let start = text.indexOf(first), tries = 0;
    start !== -1 && tries < MAX_TRIES;
    start = text.indexOf(first, start + 1), tries++
  ) {
    let at = start
    let matched = 0
    while (matched < wanted.length && at < text.length) {
      if (text.charCodeAt(at) === wanted.charCodeAt(matched)) matched++
      else if (!/[\s>]/.test(text.charAt(at))) break
      at++
    }
    if (matched === wanted.length) return { start, end: at }
  }
  return null
}
