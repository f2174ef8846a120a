/** The top of a release: what stands above the copy, and where the copy begins. */
import { dayOf } from './dateline-day.ts'
import type { Dateline, Reading, ReleaseMark } from './draft.ts'
import type { Given } from './given.ts'
import { type FoundHeadline, findHeadline } from './headline.ts'
import { isGreeting } from './mail-phrases.ts'
import { marksIn } from './release-marks.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { readBelow, standfirstOf } from './standfirst.ts'
import { isDigest, isDigestBelow } from './stories.ts'
import { LINES_TO_LOOK_AT, readTopLines, type TopLine, type TopLines } from './top-lines.ts'
import { afterNote } from './top-note.ts'

/** Above a greeting stand a letterhead or a date. */
const LINES_BEFORE_GREETING = 6
const MAX_COVER_LINES = 12
const REACH_OF_FIELDS = 6
/** Brackets, dashes and a full stop round the marks of a line. */
const MAX_BETWEEN_MARKS = 6

export interface Top {
  headline: Reading
  standfirst: Reading | null
  dateline: Dateline | null
  marks: ReleaseMark[]
  /** The line with which the copy begins; the number of lines where there is none. */
  bodyStart: number
  /** Lines above it that are told of in one of these parts. */
  told: ReadonlySet<number>
}

/** Reads the top of the sheet. */
export function readTop(sheet: Sheet, given: Given): Top {
  const lines = readTopLines(sheet, given)
  const noted = afterCover(sheet, lines)
  const start = afterNote(lines, noted, given)
  const lead = findLead(lines, start)
  const found = findHeadline(sheet, given, lines, start, lead)
  if (!found.anchored && isDigest(sheet)) return wholeOf(found, given)
  const below = found.lines
    ? readBelow(lines, found.lines.after, isDigestBelow(sheet, lines, found.lines.after))
    : { standfirst: [], lead: start > noted ? lead : bodyWithout(lines, start, lead) }
  const bodyStart = below.lead ?? found.lines?.after ?? 0
  const told = new Set<number>(below.standfirst)
  if (found.lines) for (let at = found.lines.from; at < found.lines.after; at++) told.add(at)
  const marks = tellMarks(lines, bodyStart, told, given)
  const dateline = findDateline(lines, start, bodyStart, told, given)
  const standfirst = standfirstOf(lines, below.standfirst, given)
  return { headline: found.reading, standfirst, dateline, marks, bodyStart, told }
}

/** Of a letter with several stories all is copy. */
function wholeOf(found: FoundHeadline, given: Given): Top {
  const { subject } = given
  const evidence = { part: 'subject' as const, start: subject.start, end: subject.end }
  const headline = subject.value === '' ? found.reading : { value: subject.value, confidence: 0.7, evidence }
  return { headline, standfirst: null, dateline: null, marks: [], bodyStart: 0, told: new Set() }
}

/** The line after a greeting, or a line that says what is sent, and the sentences that go with it; 0 where there is none. */
function afterCover(sheet: Sheet, lines: TopLines): number {
  const greeting = sheet.lines.slice(0, LINES_BEFORE_GREETING).findIndex(({ text }) => isGreeting(text))
  let at = greeting === -1 ? (lines(0)?.what === 'cover' ? 0 : -1) : greeting
  if (at === -1) return 0
  const parted = afterRule(sheet, at)
  if (parted > 0) return parted
  let end = at + 1
  for (; at < MAX_COVER_LINES; at++) {
    const what = lines(at)?.what
    if (what === undefined) return 0
    if (what === 'greeting' || what === 'cover') end = at + 1
    else if (what !== 'prose') break
  }
  return end
}

/** The line after the row of dashes that parts a letter from the release below it, which is longer; 0 where there is none. */
function afterRule({ lines, blocks }: Sheet, greeting: number): number {
  const rule = lines.findIndex(
    ({ index, text, block, first }) =>
      index > greeting && (ROW.test(text) || (first && blocks[block - 1]?.kind === 'rule')),
  )
  if (rule === -1 || rule > LINES_TO_LOOK_AT / 2) return 0
  const start = ROW.test(lines[rule]?.text ?? '') ? rule + 1 : rule
  const lengthOf = (some: readonly SheetLine[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  return lengthOf(lines.slice(start)) > lengthOf(lines.slice(0, rule)) ? start : 0
}

const ROW = /^([-_=~*–—])(?:\s?\1){4,200}$/

/** The first line that can only be copy: a dateline with words behind it, prose, a field of an invitation. */
function findLead(lines: TopLines, start: number): number {
  for (let at = start; at < LINES_TO_LOOK_AT; at++) {
    const line = lines(at)
    if (!line) return at
    if (line.what === 'prose' || (line.what === 'field' && isList(lines, at))) return at
    if (line.what === 'dateline' && !(line.dateline?.whole && isHigh(lines, at)) && !isLetterhead(lines, at)) return at
  }
  return start
}

/** `ACME - Union of drivers`, above a lead that begins with place and date. */
function isLetterhead(lines: TopLines, index: number): boolean {
  const above = lines(index)
  if (above?.dateline?.date || (above?.words ?? 0) > MAX_LETTERHEAD_WORDS) return false
  for (let at = index + 1; at <= index + REACH_OF_DATELINE; at++) {
    const { what, dateline } = lines(at) ?? {}
    if (what === undefined || what === 'prose') return false
    if (what === 'dateline' && dateline?.date && !dateline.whole) return true
  }
  return false
}

const MAX_LETTERHEAD_WORDS = 14
const REACH_OF_DATELINE = 6

/** `WHO`, `WHAT`, `WHEN`: one alone, such as `Time: 9:30 am`, belongs to the letterhead. */
function isList(lines: TopLines, index: number): boolean {
  for (let at = index + 1; at < index + REACH_OF_FIELDS; at++) if (lines(at)?.what === 'field') return true
  return false
}

/** A dateline alone in its line belongs to the letterhead where a headline, not the lead, follows it. */
function isHigh(lines: TopLines, index: number): boolean {
  for (let at = index + 1; at < LINES_TO_LOOK_AT; at++) {
    const what = lines(at)?.what
    if (what === undefined || what === 'field' || what === 'dateline') return false
    if (what === 'line') return true
    if (what === 'prose' || what === 'bullet' || what === 'cover') break
  }
  return false
}

/** Where the copy begins if no headline stands in it: at the lead of a release, else at the start. */
function bodyWithout(lines: TopLines, start: number, lead: number): number {
  const first = lines(lead)
  if (!first) return 0
  let dressed = first.what === 'dateline'
  for (let at = 0; at < lead; at++) {
    const line = lines(at)
    if (line?.what === 'label' || line?.what === 'embargo' || (line?.what === 'dateline' && line.dateline?.date))
      dressed = true
  }
  if (dressed) return lead
  const onlyDress = Array.from({ length: lead }, (_, at) => lines(at)?.what).every(
    (what) => what === 'link' || what === 'date' || what === 'contact',
  )
  return onlyDress && start === 0 ? lead : 0
}

function tellMarks(lines: TopLines, bodyStart: number, told: Set<number>, given: Given): ReleaseMark[] {
  const marks: ReleaseMark[] = []
  for (let at = 0; at < Math.min(bodyStart, LINES_TO_LOOK_AT); at++) {
    const line = lines(at)
    if (!line) break
    if (line.what === 'embargo') continue
    const found = marksIn(line, given)
    marks.push(...found)
    // What else stands in the line (a number, a ticker) is told by no mark.
    const words = found.reduce((length, mark) => length + mark.words.length, 0)
    if ((line.what === 'label' || line.what === 'date') && words >= line.text.length - MAX_BETWEEN_MARKS) told.add(at)
  }
  return marks
}

/** That of the lead; else one that stands alone above it, or begins a note above the release. */
function findDateline(
  lines: TopLines,
  start: number,
  bodyStart: number,
  told: Set<number>,
  given: Given,
): Dateline | null {
  const lead = lines(bodyStart)
  if (lead?.dateline && lead.what === 'dateline') {
    const next = lead.dateline.whole ? lines(bodyStart + 1) : undefined
    const more = next?.dateline && !lead.dateline.place ? next : lead
    return datelineOf(more, given)
  }
  for (let at = 0; at < Math.min(bodyStart, LINES_TO_LOOK_AT); at++) {
    const line = lines(at)
    if (line?.what !== 'dateline' || !line.dateline?.whole || told.has(at)) continue
    told.add(at)
    return datelineOf(line, given)
  }
  for (let at = 0; at < start; at++) {
    const line = lines(at)
    if (line?.what === 'dateline') return datelineOf(line, given)
  }
  return null
}

function datelineOf({ dateline, text }: TopLine, given: Given): Dateline | null {
  if (!dateline) return null
  const date = dayOf(dateline.date, given.receivedAt)
  if (dateline.place === null && date === null) return null
  return {
    place: dateline.place,
    date,
    confidence: dateline.confidence,
    evidence: given.locate(text.slice(dateline.start, dateline.end)),
  }
}
