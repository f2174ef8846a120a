/** Which of the lines above the lead is the headline, where the subject does not say. */
import { joinsNext } from './headline-wrap.ts'
import { likeness, wordsIn } from './likeness.ts'
import { dressLength } from './subject.ts'
import { isShort, namesHouse, type TopLine, type TopLines } from './top-lines.ts'
import { saysHeadline, undressLine } from './undress-line.ts'

export interface Candidate {
  from: number
  after: number
  confidence: number
}

/** A line that looks like nothing in particular must be better where there is a subject to fall back on. */
const ENOUGH = 2
const ENOUGH_BESIDE_SUBJECT = 4
const MIN_SUBJECT_WORDS = 4
/** The first of two that are much the same is the headline, the second its standfirst. */
const LATER = 1.25
const MAX_LENGTH = 300
export const MAX_SPAN = 5

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The best candidate among the lines from `start` up to the lead. */
export function bestCandidate(lines: TopLines, start: number, lead: number, subject: string): Candidate | null {
  const wanted = wordsIn(subject)
  const enough = wanted.size >= MIN_SUBJECT_WORDS ? ENOUGH_BESIDE_SUBJECT : ENOUGH
  let best: (Candidate & { score: number }) | null = null
  let labelled = isLabelled(lines, start)
  for (let from = start; from < lead; from++) {
    const line = lines(from)
    if (!line) break
    labelled ||= line.what === 'label' || line.what === 'embargo'
    if (!canBeHeadline(line)) continue
    let after = from + 1
    while (after < lead && after - from < MAX_SPAN && joinsNext(lines, from, after)) after++
    const own = undressLine(line, line.text)
    const run = { line, own, after }
    const score = scoreOf(run, lines, lead) + (labelled ? 1.5 : 0) + likenessOf(run, lines, wanted)
    if (score >= enough && (best === null || score >= best.score + LATER))
      best = { from, after, score, confidence: Math.min(0.9, 0.5 + score / 20) }
    from = after - 1
  }
  return best
}

/** What the subject says for it; a headline of two words or three stands in it whole: `REG-Acme PLC Directorate Change`. */
function likenessOf({ own, after }: Run, lines: TopLines, wanted: ReadonlySet<string>): number {
  const words = wordsIn(own)
  if (words.size < 4 && standsOnLead(after, lines) && [...words].every((word) => wanted.has(word))) return 3
  return likeness(wanted, words) * 4
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
  return what === 'line' || (what === 'bullet' && level > 0)
}

interface Run {
  line: TopLine
  /** The first line's own words. */
  own: string
  after: number
}

function scoreOf(run: Run, lines: TopLines, lead: number): number {
  const { line, own, after } = run
  if (saysHeadline(line)) return 20
  const { size } = wordsIn(own)
  const isBrief = size === 2 && line.first && line.last && standsOnLead(after, lines)
  if (own.length > MAX_LENGTH || (size < (line.level > 0 ? 2 : 3) && !isBrief)) return Number.NEGATIVE_INFINITY
  let score = scoreOfLook(line, size) + scoreOfEnd(after === line.index + 1 ? own : (lines(after - 1)?.text ?? own))
  if (size >= 4 && size <= 45 && own.length >= (WIDE.test(own) ? 10 : 25)) score += 2
  if (own.includes(' | ')) score -= 1
  if (isAboveLead(after, lines, lead)) score += lines(lead)?.what === 'dateline' ? 2 : 1
  if (isFirst(line, lines)) score += 1
  if (dressLength(line.dress) > 0) score += 2
  if (line.dress.pieces[0]?.kind === 'date') score -= 3
  if (namesHouse(line)) score -= 3
  if (isInContacts(line, lines)) score -= 4
  if (isInLetterhead(run, lines, lead)) score -= 1
  return score
}

function scoreOfLook({ level, bold, italic, shouted }: TopLine, size: number): number {
  if (level > 0) return 7 - level
  return (bold ? 2.5 : italic ? -1.5 : 0) + (shouted && size >= 4 ? 3 : 0)
}

function scoreOfEnd(text: string): number {
  if (/[:：,;、]$/.test(text)) return -3
  return /[.。!！]$/.test(text) ? -1 : 1
}

/** The first line, or the first below labels, dates, contacts and the name of a house. */
function isFirst({ index }: TopLine, lines: TopLines): boolean {
  const before = lines(index - 1)
  return before === undefined || (before.what !== 'line' && before.what !== 'bullet') || isKicker(before)
}

/** A word or two alone above the headline say whose or what it is. */
function isKicker(line: TopLine): boolean {
  return namesHouse(line) || (line.first && line.last && line.words <= 2 && line.level === 0)
}

/** The lead is the next line. */
function standsOnLead(after: number, lines: TopLines): boolean {
  const next = lines(after)
  return next?.what === 'prose' || (next?.what === 'dateline' && next.dateline?.whole === false)
}

/** Nothing but dates, labels and numbers stands between it and the lead. */
function isAboveLead(after: number, lines: TopLines, lead: number): boolean {
  for (let at = after; at < lead; at++) {
    const what = lines(at)?.what
    if (what === 'line' || what === 'bullet' || what === 'prose') return false
  }
  return true
}

/** Its paragraph holds a label or a date as well, and another line follows in a paragraph of its own. */
function isInLetterhead({ line, after }: Run, lines: TopLines, lead: number): boolean {
  const isDress = (other: TopLine | undefined) =>
    other?.block === line.block && (other.what === 'date' || other.what === 'label')
  if (!isDress(lines(line.index - 1)) && !isDress(lines(after))) return false
  for (let at = after; at < lead; at++) if (lines(at)?.what === 'line' && lines(at)?.block !== line.block) return true
  return false
}

/** A name or a post: numbers and addresses follow it. */
function isInContacts(line: TopLine, lines: TopLines): boolean {
  if (!isShort(line) || line.shouted) return false
  for (let at = line.index + 1; at <= line.index + 3; at++) {
    const next = lines(at)
    if (!next) return false
    if (next.what === 'contact') return true
    if (next.what !== 'line' || !isShort(next)) return false
  }
  return false
}
