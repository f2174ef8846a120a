/** Where a line stands that could be the headline: what is above it, and what is below. */
import { fold } from './phrases.ts'
import { isShort, namesHouse, type TopLine, type TopLines } from './top-lines.ts'

/** The first line, or the first below labels, dates, contacts and the name of a house. */
export function isFirst({ index }: TopLine, lines: TopLines): boolean {
  const before = lines(index - 1)
  return before === undefined || (before.what !== 'line' && before.what !== 'bullet') || isKicker(before)
}

/** A word or two alone above the headline say whose or what it is. */
function isKicker(line: TopLine): boolean {
  return namesHouse(line) || (line.first && line.last && line.words <= 2 && line.level === 0)
}

/** Nothing but dates, labels and numbers stands between it and the lead. */
export function isAboveLead(after: number, lines: TopLines, lead: number): boolean {
  for (let at = after; at < lead; at++) {
    const what = lines(at)?.what
    if (what === 'line' || what === 'bullet' || what === 'prose') return false
  }
  return true
}

/** Its paragraph holds a label or a date as well, and another line follows in a paragraph of its own. */
export function isInLetterhead(line: TopLine, after: number, lines: TopLines, lead: number): boolean {
  const isDress = (other: TopLine | undefined) =>
    other?.block === line.block && (other.what === 'date' || other.what === 'label')
  if (!isDress(lines(line.index - 1)) && !isDress(lines(after))) return false
  for (let at = after; at < lead; at++) if (lines(at)?.what === 'line' && lines(at)?.block !== line.block) return true
  return false
}

/** A name or a post: numbers and addresses follow it. */
export function isInContacts(line: TopLine, lines: TopLines): boolean {
  if (!isShort(line) || line.shouted) return false
  for (let at = line.index + 1; at <= line.index + 3; at++) {
    const next = lines(at)
    if (!next) return false
    if (next.what === 'contact') return true
    if (next.what !== 'line' || !isShort(next)) return false
  }
  return false
}

/** The words stand in the lead as they are: the name of a house, broken over two lines of its letterhead. */
export function isInLead(words: string, lead: TopLine | undefined): boolean {
  return lead !== undefined && fold(lead.text).includes(fold(words.replace(/^the\s/i, '')))
}

/** The lead is the next line. */
export function standsOnLead(after: number, lines: TopLines): boolean {
  const next = lines(after)
  return next?.what === 'prose' || (next?.what === 'dateline' && next.dateline?.whole === false)
}
