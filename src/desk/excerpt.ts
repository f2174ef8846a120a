import type { Dateline } from '../pipeline/draft.ts'

const EXCERPT_LENGTH = 200

/** Characters that a dateline with a long place and a full date has. */
const LONGEST = 90
/** What ends a dateline: a dash, the end of its line, a full stop behind its year, the bracket that began it. */
const ENDS = /[–—―|\n]\s*| --? |(?<=\d{4})\. |[)】]\s*/g
/** `26 November`, `Mittwoch, 3. Juni`. */
const DAY_FIRST = /^(?:\p{L}+\.?,? ){0,2}\p{N}/u
/** `June 10, 2026`; more words are a sentence. */
const DATE_WORDS = 3

/**
 * The first words of the copy in one line. In a list of two hundred the news must come first, so it begins behind the dateline.
 * `opening` is as much of the copy as there is at hand.
 */
export function excerptOf(opening: string, dateline: Pick<Dateline, 'place' | 'date'> | null): string {
  const copy = opening.trim()
  const news = dateline ? copy.slice(lengthOf(copy.slice(0, LONGEST), dateline.place)) : copy
  return (news || copy).replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH).toWellFormed()
}

/** Characters up to where the news begins; 0: there is no dateline. */
function lengthOf(start: string, place: string | null): number {
  const inBrackets = /^[(【]/.test(start)
  for (const end of start.matchAll(ENDS)) {
    if (/[)】]/.test(end[0]) !== inBrackets) continue
    if (says(start.slice(inBrackets ? 1 : 0, end.index), place)) return end.index + end[0].length
  }
  return 0
}

/** Whether words are a dateline, and no news that names the same place before a dash. */
function says(words: string, place: string | null): boolean {
  const [lead, name] = [words.trim().toLowerCase(), (place ?? '').toLowerCase()]
  if (!lead.startsWith(name) || name === '') return DAY_FIRST.test(lead) && lead.includes(name)
  const rest = lead.slice(name.length).trim()
  return rest === '' || /^[,،、(./:]/.test(rest) || (/\p{N}/u.test(rest) && rest.split(/\s+/).length <= DATE_WORDS)
}
