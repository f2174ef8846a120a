/** The standfirst: what stands between headline and lead and sums the story up, a line or several. */

import type { Reading } from './draft.ts'
import type { Given } from './given.ts'
import { cueAt } from './labels.ts'
import { isShort, namesHouse, type TopLine, type TopLines } from './top-lines.ts'

export interface BelowHeadline {
  /** Lines of the standfirst. */
  standfirst: number[]
  /** The line with which the copy begins, or null where none does. */
  lead: number | null
}

/** Below so many lines no lead comes. */
const REACH = 14
const MAX_LENGTH = 420
const MAX_WORDS = 90
const MAX_PARTED_LENGTH = 250
const MAX_NAMES = 7
const MAX_NAME = 60
const MAX_POINTS = 4
/** `The board` below place and date. */
const MAX_SIGNING_WORDS = 6
/** A bold first paragraph with more words, in sentences, is a lead. */
const MAX_BOLD_WORDS = 45
/** A dateline that is this sure makes all above it standfirst. */
const SURE = 0.7

/** Tells standfirst from lead in the lines below the headline; of a letter with several stories all is copy. */
export function readBelow(lines: TopLines, from: number, isDigest: boolean): BelowHeadline {
  if (isDigest) return { standfirst: [], lead: from }
  const lead = findDatedLead(lines, from)
  const standfirst: number[] = []
  for (let at = from; at < from + REACH; at++) {
    const line = lines(at)
    if (!line) break
    if (at === lead) return { standfirst, lead }
    if (line.what === 'field') return { standfirst, lead: at }
    if (line.what === 'dateline' && !closes(lines, line)) return { standfirst, lead: at }
    if (line.what === 'line' || line.what === 'prose' || line.what === 'bullet' || line.what === 'cover') {
      if (lead === null && !isStandfirst(line, lines)) return { standfirst, lead: at }
      if (saysSomething(line)) standfirst.push(at)
    }
  }
  return { standfirst: [], lead: firstOf(lines, from) }
}

/** Not `News provided by` nor the name of a house. */
function saysSomething(line: TopLine): boolean {
  return line.what === 'bullet' || line.level > 0 || line.bold || (line.words >= 4 && !namesHouse(line))
}

/** Place and date below the copy: nothing that could be copy follows. */
function closes(lines: TopLines, { index, dateline }: TopLine): boolean {
  if (dateline?.whole !== true) return false
  const next = nextOf(lines, index + 1)
  return next === null || next.words <= MAX_SIGNING_WORDS
}

/** The line with a dateline, where what stands above it is no more than a standfirst. */
function findDatedLead(lines: TopLines, from: number): number | null {
  let words = 0
  for (let at = from; at < from + REACH; at++) {
    const line = lines(at)
    if (!line || line.text.length > MAX_LENGTH + 400) return null
    if (line.what === 'dateline' && (line.dateline?.confidence ?? 0) >= SURE) return closes(lines, line) ? null : at
    if (line.what === 'field' || line.text.length > MAX_LENGTH) return null
    if (line.what === 'line' || line.what === 'prose' || line.what === 'bullet') words += line.words
    if (words > MAX_WORDS) return null
  }
  return null
}

/** Whether a line below a headline, with no dateline in sight, sums up what a lead below it tells. */
function isStandfirst(line: TopLine, lines: TopLines): boolean {
  if (subheadingLength(line) > 0) return true
  const next = nextOf(lines, line.index + 1)
  if (!next) return false
  if (line.what === 'bullet') return isListAboveLead(line, lines)
  if (line.text.length > MAX_LENGTH) return false
  if (line.level > 0 && next.level === 0) return true
  if (line.bold && !line.shouted && isBoldAbovePlain(line, lines)) return line.words <= MAX_BOLD_WORDS
  if (line.italic && !next.italic) return true
  if (line.text.length <= MAX_PARTED_LENGTH && isPartedFromCopy(line, lines)) return true
  if (/^\*\s?\S/.test(line.text) && !/^\*/.test(next.text)) return true
  if (!line.first && line.what === 'line' && next.what === 'bullet') return isListAboveLead(next, lines)
  const below = nextBehindNames(lines, next)
  return (
    line.what === 'line' &&
    (below?.what === 'prose' || below?.what === 'dateline') &&
    !/[.!?:。…]["”»“]?$/.test(line.text)
  )
}

/** Bold, as the points below it may be, and then comes copy that is not. */
function isBoldAbovePlain({ index }: TopLine, lines: TopLines): boolean {
  let next = nextOf(lines, index + 1)
  for (let points = 0; points < MAX_POINTS && next?.bold && next.words <= MAX_BOLD_WORDS; points++)
    next = nextOf(lines, next.index + 1)
  return next !== null && !next.bold && next.what !== 'bullet'
}

/** What follows the names of houses and sections, or who presents what and when, a line each. */
function nextBehindNames(lines: TopLines, from: TopLine): TopLine | null {
  let next: TopLine | null = from
  for (let names = 0; names < MAX_NAMES && next?.what === 'line' && isName(next); names++)
    next = nextOf(lines, next.index + 1)
  return next
}

const isName = ({ text, bold, level }: TopLine): boolean =>
  text.length < MAX_NAME && !bold && level === 0 && !/[.!?:]$/.test(text)

/** The date of the paper, or its number, stands between it and the copy. */
function isPartedFromCopy({ index }: TopLine, lines: TopLines): boolean {
  for (let at = index + 1; at < index + 4; at++) {
    const line = lines(at)
    if (line?.what === 'date' || line?.what === 'label') return isLead(nextOf(lines, at + 1), lines)
    if (!line || !isShort(line)) return false
  }
  return false
}

function isLead(line: TopLine | null, lines: TopLines): boolean {
  return line?.what === 'prose' || (line?.what === 'bullet' && isListAboveLead(line, lines))
}

/** Points of a list are a standfirst where copy follows them. */
function isListAboveLead({ index }: TopLine, lines: TopLines): boolean {
  for (let at = index + 1; at < index + 8; at++) {
    const line = lines(at)
    if (!line) return false
    if (line.what === 'prose' || (line.what === 'dateline' && !line.dateline?.whole)) return true
    if (line.what !== 'bullet') return false
  }
  return false
}

/** Where the words of `Subheading: Plant to employ 40` begin; 0 where the line does not say so. */
export function subheadingLength({ read: { tokens } }: TopLine): number {
  const first = tokens.findIndex(({ kind }) => kind === 'word')
  const found = first === -1 ? undefined : cueAt('subheadings', tokens, first)
  if (!found) return 0
  const at = tokens[found.after]?.text === '.' ? found.after + 1 : found.after
  return tokens[at]?.text === ':' ? (tokens[at]?.end ?? 0) : 0
}

function nextOf(lines: TopLines, from: number): TopLine | null {
  for (let at = from; at < from + REACH; at++) {
    const line = lines(at)
    if (!line) return null
    if (isCopy(line)) return line
  }
  return null
}

function firstOf(lines: TopLines, from: number): number | null {
  return nextOf(lines, from)?.index ?? null
}

function isCopy({ what }: TopLine): boolean {
  return (
    what === 'line' ||
    what === 'prose' ||
    what === 'bullet' ||
    what === 'dateline' ||
    what === 'field' ||
    what === 'cover'
  )
}

/** The lines as a reading; null where there are none. */
export function standfirstOf(lines: TopLines, indices: readonly number[], given: Given): Reading | null {
  const words = indices.map((index) => wordsOf(lines(index))).filter((text) => text !== '')
  if (words.length === 0) return null
  const value = words.join('\n')
  const evidence = given.locate(value) ?? given.locate(words[0] ?? '')
  return { value, confidence: indices.length > 3 ? 0.6 : 0.8, evidence }
}

function wordsOf(line: TopLine | undefined): string {
  if (!line) return ''
  const text = line.text.slice(subheadingLength(line)).trim()
  return text
    .replace(/^(?:[-*•·‣▪●►▶✓✔]|>{1,2})\s{0,3}/u, '')
    .replace(/^\*{1,2}|\*{1,2}$/g, '')
    .trim()
}
