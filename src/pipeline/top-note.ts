/** The note above a corrected release that says what was wrong with the first one: the release below it is what is to be read. */
import { speaksOfCorrection } from './correction-phrases.ts'
import type { Given } from './given.ts'
import { hasCue } from './labels.ts'
import { LINES_TO_LOOK_AT, type TopLine, type TopLines } from './top-lines.ts'

/** A note is a paragraph or two, below a letterhead and a greeting. */
const MAX_LINES = 12
/** Paragraphs that go on about something else: more of them are the release. */
const MAX_ASIDE = 2
const MAX_NOTE_LENGTH = 900
/** A release has a sentence of that length; a recall has none. */
const MIN_LEAD_WORDS = 10
const MIN_HEADLINE_WORDS = 4

/** The line after the note; `start`, where the search begins, if there is none. */
export function afterNote(lines: TopLines, start: number, given: Given): number {
  let corrects = given.subject.isCorrection
  let end = start
  let headed = false
  for (let at = start; at < start + MAX_LINES; at++) {
    const line = lines(at)
    if (!line || (end > start && at - end > MAX_ASIDE)) break
    corrects ||= line.dress.pieces.some(({ kind }) => kind === 'correction')
    // Nearly every release: nothing speaks of a correction, and a headline stands above the lead.
    if (end === start && !corrects && headed && isCopy(line)) return start
    headed ||= line.what === 'line' && line.words >= MIN_HEADLINE_WORDS && !speaks(lines, line, corrects, given)
    if (speaks(lines, line, corrects, given)) end = at + 1
    else if (end > start && !goesOn(line)) return hasRelease(lines, at) ? at : start
    else if (end === start && (isCopy(line) || isHeadlineOfLead(lines, at))) return start
  }
  return end > start && hasRelease(lines, end) ? end : start
}

function speaks(lines: TopLines, line: TopLine, corrects: boolean, given: Given): boolean {
  const { text, what, dress, read, index } = line
  if (text.length > MAX_NOTE_LENGTH || what === 'date' || what === 'contact' || line.level > 0) return false
  if (dress.pieces[0]?.kind === 'correction' && !dress.whole && isRemark(text.slice(dress.pieces[0].end))) return true
  const sentence = what === 'prose' || what === 'cover' || /[.:。：]$/.test(text)
  if (sentence && corrects && hasCue('errors', read.tokens)) return true
  const heads = what === 'line' && lines(index + 1)?.what === 'line'
  return (sentence || heads || what === 'dateline') && speaksOfCorrection(text, given.languages)
}

/** Behind a label: all of it in brackets, or a sentence. */
function isRemark(rest: string): boolean {
  return /^\s?[([（].{1,200}[)\]）]$/.test(rest) || /[.:。：]$/.test(rest)
}

function goesOn({ what, text, level, bold, shouted }: TopLine): boolean {
  if (what === 'prose' || what === 'cover' || what === 'greeting') return true
  return what === 'line' && /[:：]$/.test(text) && level === 0 && !bold && !shouted
}

/** The copy of the release has begun. */
function isCopy({ what, dateline }: TopLine): boolean {
  return what === 'prose' || what === 'field' || (what === 'dateline' && dateline?.whole === false)
}

/** The headline of a release: what stands below it is no note of the sender. */
function isHeadlineOfLead(lines: TopLines, at: number): boolean {
  return lines(at)?.what === 'line' && lines(at + 1)?.what === 'dateline' && lines(at + 1)?.dateline?.date !== null
}

function hasRelease(lines: TopLines, from: number): boolean {
  for (let at = from; at < Math.min(from + MAX_LINES, LINES_TO_LOOK_AT); at++) {
    const line = lines(at)
    if (!line) return false
    if ((line.what === 'prose' || line.what === 'dateline') && line.words >= MIN_LEAD_WORDS) return true
  }
  return false
}
