/** The headline: the line of the copy that says what the subject says, else the one set as a headline, else the undressed subject. */

import type { Evidence, Reading } from './draft.ts'
import type { Given } from './given.ts'
import { isInLetterhead } from './headline-place.ts'
import { bestCandidate, type Candidate, MAX_SPAN } from './headline-score.ts'
import { joinsNext } from './headline-wrap.ts'
import { likeness, SAME, wordsIn } from './likeness.ts'
import { type Sheet, wordsBetween } from './sheet.ts'
import { withoutDirections } from './storable.ts'
import type { Subject } from './subject.ts'
import { LINES_TO_LOOK_AT, namesHouse, type TopLine, type TopLines } from './top-lines.ts'
import { undressLine } from './undress-line.ts'

/** Longer than any headline; a subject field holds 998 octets a line, so it can be anything. */
const MAX_HEADLINE_LENGTH = 300
/** The first words of the copy stand in for a headline that is nowhere. */
const WORDS_AS_HEADLINE = 12
/** Copy above a line that the subject repeats: then it is a sub-heading, not the headline. */
const MAX_WORDS_ABOVE = 60
const MAX_COVER_WORDS = 250
/** Of whoever sends it. */
const MAX_NAME_WORDS = 4
/** Likeness of a heading that stands in the subject whole. */
const INSIDE = 0.97
const MIN_WORDS_INSIDE = 3
/** Of a line that is set as a headline, or stands below a label. */
const CERTAIN_SCORE = 6

/** A word or two before a colon or a dash, and at least four behind it. */
const KICKER = /^(\S+(?:\s\S+){0,2}?)\s?[:：|–—-]\s((?:\S+\s){3}.+)$/su
/** A kicker stands high. */
const MAX_LINES_ABOVE = 12

export const NO_HEADLINE = '(no headline)'

export interface FoundHeadline {
  reading: Reading
  /** The lines it stands in: from one index up to (not including) another; null where it is not in the copy. */
  lines: { from: number; after: number } | null
  /** Told by its likeness to the subject. */
  anchored: boolean
}

/** Finds the headline in the lines from `start` up to the lead. The value is never empty. */
export function findHeadline(sheet: Sheet, given: Given, lines: TopLines, start: number, lead: number): FoundHeadline {
  const { subject, locate } = given
  const alike = findAnchor(subject.value, lines, start) ?? findAnchor(withoutKicker(subject.value, lines), lines, start)
  const anchor = alike !== null && namesSender(alike, lines, lead) ? null : alike
  const best = anchor ?? bestCandidate(lines, start, lead, subject.value) ?? aboveCover(lines, start, subject.value)
  // What would leave no copy is the copy.
  const found = anchor === null && best?.after === sheet.lines.length ? null : best
  if (found) {
    const value = joinedLines(lines, found.from, found.after)
    const evidence = locate(value) ?? (anchor ? evidenceInSubject(subject) : null)
    const { from, after } = found
    return {
      reading: reading(value, anchor ? 0.95 : found.confidence, evidence),
      lines: { from, after },
      anchored: anchor !== null,
    }
  }
  return { reading: fallBack(sheet, given, lead), lines: null, anchored: false }
}

/** `STRIKE ALERT: Bus drivers to walk out …`, and the first words in a line of their own: what the subject says of the headline. */
function withoutKicker(subject: string, lines: TopLines): string {
  const [, kicker, rest = ''] = KICKER.exec(subject.slice(0, MAX_HEADLINE_LENGTH)) ?? []
  if (kicker === undefined) return ''
  for (let at = 0; at < MAX_LINES_ABOVE; at++) if (lines(at)?.text === kicker) return rest
  return ''
}

/** `Acme Rail Supplies - Press release`, and the same name in the letterhead: a subject without a headline. */
function namesSender({ from, after }: Anchor, lines: TopLines, lead: number): boolean {
  const line = lines(from)
  if (!line || line.words > MAX_NAME_WORDS || line.level > 0 || line.bold) return false
  return isInLetterhead(line, after, lines, lead)
}

/** Above the greeting of an invitation, set as a headline; a letterhead is not. */
function aboveCover(lines: TopLines, start: number, subject: string): Candidate | null {
  const found = start > 0 ? bestCandidate(lines, 0, start, subject) : null
  return found && found.score >= CERTAIN_SCORE ? found : null
}

function fallBack(sheet: Sheet, { subject, fileName, locate }: Given, lead: number): Reading {
  if (subject.value !== '') return reading(subject.value, 0.8, evidenceInSubject(subject))
  const words = firstWords(wordsBetween(sheet, lead, lead + 20)) || firstWords(wordsBetween(sheet, 0, 20))
  if (words !== '') return reading(words, 0.3, locate(words))
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

/** The headline's lines as one, without their dress. */
function joinedLines(lines: TopLines, from: number, after: number): string {
  let value = ''
  for (let at = from; at < after; at++) {
    const text = lines(at)?.text ?? ''
    const own = at === from ? undressLine(lines(at), text) : text
    // In writing without spaces a broken line goes on without one.
    const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。・」』]$/u.test(value)
    const ordinal = /\d$/.test(value) && /^(?:st|nd|rd|th)$/i.test(own)
    value = value === '' ? own : value + (wide || ordinal ? '' : ' ') + own
  }
  return value
}

interface Anchor {
  from: number
  after: number
  confidence: number
}

/** The line, or the lines that a headline was wrapped over, that say what the subject says. */
function findAnchor(subject: string, lines: TopLines, start: number): Anchor | null {
  const wanted = wordsIn(subject)
  if (wanted.size === 0) return null
  // Each line is split once, and only where the search gets that far: most headlines stand among the first lines.
  const words: ReadonlySet<string>[] = []
  let best: (Anchor & { score: number }) | null = null
  let above = 0
  let greeted = false
  for (let from = start; from < LINES_TO_LOOK_AT; from++) {
    const first = lines(from)
    if (!first || above > (greeted ? MAX_COVER_WORDS : MAX_WORDS_ABOVE)) break
    const together = new Set<string>()
    for (let after = from + 1; after <= from + MAX_SPAN; after++) {
      const line = lines(after - 1)
      if (!line || line.text.length > MAX_HEADLINE_LENGTH || !canBeHeadline(line)) break
      // A sentence in a paragraph of its own does not go on with the headline above it.
      if (after > from + 1 && line.first && line.what === 'prose') break
      // Nor does one line that is a heading, or in capitals, with another that is none.
      if (line.first && (line.level !== first.level || line.shouted !== first.shouted)) break
      words[after - 1] ??= wordsIn(undressLine(line, line.text))
      // A row of dashes.
      if (words[after - 1]?.size === 0) break
      for (const word of words[after - 1] ?? []) together.add(word)
      const heading = line.level > 0 && after === from + 1
      const score = heading && isInside(together, wanted) ? INSIDE : likeness(wanted, together) + (heading ? 0.01 : 0)
      // Of one word or two a subject may be a kicker.
      const needed = first.what === 'prose' ? SAME : wanted.size < 3 && first.level === 0 ? 2 : 0.1
      if (score >= needed && score > (best?.score ?? 0)) best = { from, after, confidence: 0.95, score }
      if (score >= 1) break
      // Even with every wanted word among them these are too many, and further lines only add to them.
      if (wanted.size * 3 < together.size) break
    }
    // Only a heading that says the same counts for more.
    if (best && best.score >= 1 && !((lines(from + 1)?.level ?? 0) > 0)) break
    if (first.what === 'dateline' && !first.dateline?.whole) break
    greeted ||= first.what === 'greeting' || first.what === 'cover'
    if (first.what === 'prose') above += Math.max(first.words, first.text.length / 7)
  }
  if (!best) return null
  let { from, after } = best
  if (best.score >= 0.995 && !goesOnSmall(lines, after)) return { from, after, confidence: 0.95 }
  while (from > start && after - from < MAX_SPAN && joinsNext(lines, from - 1, from)) from--
  while (after - from < MAX_SPAN && joinsNext(lines, from, after)) after++
  return { from, after, confidence: 0.95 }
}

/** The paragraph goes on in a small letter: its writer broke the line, and the subject is no more than its first one. */
function goesOnSmall(lines: TopLines, after: number): boolean {
  const [last, next] = [lines(after - 1), lines(after)]
  return last?.block === next?.block && /^\p{Ll}/u.test(next?.text ?? '')
}

/** The subject says all that the heading says, and more. */
function isInside(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return words.size >= MIN_WORDS_INSIDE && [...words].every((word) => wanted.has(word))
}

function canBeHeadline(line: TopLine): boolean {
  const { what, dateline } = line
  if (line.level === 0 && namesHouse(line)) return false
  // A row of a table.
  if (line.kind === 'pre' || line.kind === 'table') return false
  if (what === 'dateline') return dateline?.whole === false && dateline.confidence < 0.8
  return what !== 'greeting' && what !== 'link' && what !== 'embargo' && what !== 'date' && !line.dress.whole
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
