/** Which of the lines above the lead is the headline, where the subject does not say. */
import { isAboveLead, isFirst, isInContacts, isInLead, isInLetterhead, standsOnLead } from './headline-place.ts'
import { isTitled, joinsNext } from './headline-wrap.ts'
import { likeness, wordsIn } from './likeness.ts'
import { subheadingLength } from './standfirst.ts'
import { dressLength } from './subject.ts'
import { namesHouse, type TopLine, type TopLines } from './top-lines.ts'
import { saysHeadline, undressLine } from './undress-line.ts'

export interface Candidate {
  from: number
  after: number
  confidence: number
  score: number
}

/** A line that looks like nothing in particular must be better where there is a subject to fall back on. */
const ENOUGH = 2
const ENOUGH_BESIDE_SUBJECT = 4
const MIN_SUBJECT_WORDS = 4
/** The first of two that are much the same is the headline, the second its standfirst. */
const LATER = 1.25
const MAX_LENGTH = 300
export const MAX_SPAN = 5

/** `HOUSE PRICE INDEX – APRIL 2026`: what a series is called and its month. */
const PERIOD = /\s[–—-]\s(?:\p{L}{1,8}\s)?\p{L}{3,12}\.?\s20\d\d$/u
/** `(Tokyo Prime: 1234)` below the name of a company. */
const IN_BRACKETS = /^[(（][^()（）]{1,80}[)）]$/
/** `Museum of Boats | 4 Quay Street | boats.example` */
const SITE = /[|·•]\s?(?:www\.)?[\p{L}\d-]{2,40}(?:\.[\p{L}\d-]{2,40}){0,2}\.[a-z]{2,10}$/u
/** `Old Market 9 | 14467 Newtown` */
const TOWN = /[|·•,]\s?\d{4,5}\s\p{Lu}[\p{L} -]{2,30}$/u
/** What the house is called for short. */
const ABBREVIATED = /\s[(（]\p{Lu}{2,8}[)）]$/u
const MIN_HEADLINE_WORDS = 5
const MAX_STATE_WORDS = 4
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The best candidate among the lines from `start` up to the lead. */
export function bestCandidate(lines: TopLines, start: number, lead: number, subject: string): Candidate | null {
  const wanted = wordsIn(subject)
  const enough = wanted.size >= MIN_SUBJECT_WORDS ? ENOUGH_BESIDE_SUBJECT : ENOUGH
  let best: Candidate | null = null
  let labelled = isLabelled(lines, start)
  for (let from = start; from < lead; from++) {
    const line = lines(from)
    if (!line) break
    labelled ||= line.what === 'label' || line.what === 'embargo'
    if (!canBeHeadline(line)) continue
    let after = from + 1
    while (after < lead && after - from < MAX_SPAN && joinsNext(lines, from, after)) after++
    const own = undressLine(line, line.text)
    const run = { line, own, whole: wholeOf(own, lines, from, after), after }
    const score = scoreOf(run, lines, lead) + (labelled ? 1.5 : 0) + likenessOf(run, lines, wanted)
    if (score >= enough && (best === null || score >= best.score + LATER))
      best = { from, after, score, confidence: Math.min(0.9, 0.5 + score / 20) }
    from = after - 1
  }
  return best
}

/** What the subject says for it; a headline of two words or three stands in it whole: `REG-Acme PLC Directorate Change`. */
function likenessOf({ own, whole, after }: Run, lines: TopLines, wanted: ReadonlySet<string>): number {
  const words = wordsIn(own)
  if (words.size < 4 && standsOnLead(after, lines) && [...words].every((word) => wanted.has(word))) return 3
  return Math.max(likeness(wanted, words), whole === own ? 0 : likeness(wanted, wordsIn(whole))) * 4
}

/** The paper calls itself a release above its covering letter. */
function isLabelled(lines: TopLines, start: number): boolean {
  for (let at = 0; at < start; at++) if (lines(at)?.what === 'label' || lines(at)?.what === 'embargo') return true
  return false
}

function canBeHeadline(line: TopLine): boolean {
  const { what, level, shouted, dateline } = line
  // In capitals a headline that names a town may read like a dateline.
  if (what === 'dateline') return shouted && dateline?.whole === false
  return (what === 'line' || (what === 'bullet' && level > 0)) && subheadingLength(line) === 0
}

interface Run {
  line: TopLine
  /** The first line's own words. */
  own: string
  /** With those of the lines that go on. */
  whole: string
  after: number
}

function wholeOf(own: string, lines: TopLines, from: number, after: number): string {
  let whole = own
  for (let at = from + 1; at < after; at++) whole += ` ${lines(at)?.text ?? ''}`
  return whole
}

function scoreOf(run: Run, lines: TopLines, lead: number): number {
  const { line, own, whole, after } = run
  if (saysHeadline(line)) return 20
  const { size } = wordsIn(whole)
  const isBrief = size === 2 && line.first && line.last && standsOnLead(after, lines)
  if (whole.length > MAX_LENGTH || (size < (line.level > 0 ? 2 : 3) && !isBrief)) return Number.NEGATIVE_INFINITY
  let score = scoreOfLook(line, size) + scoreOfEnd(after === line.index + 1 ? own : (lines(after - 1)?.text ?? own))
  if (size >= 4 && size <= 45 && whole.length >= (WIDE.test(own) ? 10 : 20)) score += 2
  if (PERIOD.test(own)) score -= 3
  if (isAboveLead(after, lines, lead)) score += lines(lead)?.what === 'dateline' ? 2 : 1
  if (isFirst(line, lines)) score += 1
  if (own.includes(' | ')) score -= 1
  else if (size > MIN_HEADLINE_WORDS && isTitled(line) && isPlain(lines(after))) score += 1
  if (dressLength(line.dress) > 0) score += 2
  if (line.dress.pieces[0]?.kind === 'date') score -= 3
  if (namesHouse(line) || isHouseBelow(run, lines)) score -= hasHeadlineBelow(run, lines, lead) ? 4.5 : 3
  if (isInContacts(line, lines)) score -= 4
  if (isNameAbove(run, lines, lead)) score -= 4
  if (IN_BRACKETS.test(whole) || SITE.test(whole) || TOWN.test(whole)) score -= 4
  if (isInLetterhead(line, after, lines, lead)) score -= 1
  return score
}

/** A line in small letters, as a standfirst below a headline in capitals of the title kind. */
const isPlain = (next: TopLine | undefined): boolean =>
  next?.what === 'line' && next.words > MIN_HEADLINE_WORDS && !next.shouted && !isTitled(next)

/** `TRANSPORT WORKERS' UNION (TWU)`, or words that the lead has as they are, with a headline of its own below: the name of a house. */
function isNameAbove(run: Run, lines: TopLines, lead: number): boolean {
  const { own, whole } = run
  return (ABBREVIATED.test(own) || isInLead(whole, lines(lead))) && hasHeadlineBelow(run, lines, lead)
}

function hasHeadlineBelow({ line, after }: Run, lines: TopLines, lead: number): boolean {
  for (let at = after; at < lead; at++) {
    const next = lines(at)
    if (next?.what === 'line' && next.block !== line.block && next.words >= MIN_HEADLINE_WORDS) return true
  }
  return false
}

/** `STATE OF CALDERA` above `DEPARTMENT OF NATURAL RESOURCES`. */
function isHouseBelow({ line, after }: Run, lines: TopLines): boolean {
  const next = lines(line.index + 1)
  return line.shouted && line.words <= MAX_STATE_WORDS && after === line.index + 2 && !!next && namesHouse(next)
}

function scoreOfLook({ level, bold, italic, shouted, centred }: TopLine, size: number): number {
  if (level > 0) return 7 - level
  return (centred ? 1.5 : 0) + (bold ? 2.5 : italic ? -1.5 : 0) + (shouted && size >= 4 ? 3 : 0)
}

function scoreOfEnd(text: string): number {
  if (/[:：,;、]$/.test(text)) return -3
  return /[.。!！]$/.test(text) ? -1 : 1
}
