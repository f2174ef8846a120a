import type { Dateline } from '../pipeline/draft.ts'

const EXCERPT_LENGTH = 200

/** A dateline has ninety characters at most and ends with its bracket, a dash, or its line. */
const OPENING = /^(?:[(【]([^)】\n]{1,90})[)】]|([^–—―|\n]{1,90})[–—―|\n])\s*/
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
  const begins = dateline ? OPENING.exec(copy) : null
  const isDateline = begins !== null && says(begins[1] ?? begins[2] ?? '', dateline?.place ?? null)
  const news = isDateline ? copy.slice(begins[0].length) : copy
  return (news || copy).replace(/\s+/g, ' ').trim().slice(0, EXCERPT_LENGTH).toWellFormed()
}

/** Whether words are a dateline, and no news that names the same place before a dash. */
function says(words: string, place: string | null): boolean {
  const [lead, name] = [words.trim().toLowerCase(), (place ?? '').toLowerCase()]
  if (!lead.startsWith(name) || name === '') return DAY_FIRST.test(lead) && lead.includes(name)
  const rest = lead.slice(name.length).trim()
  return rest === '' || /^[,،、(./:]/.test(rest) || (/\p{N}/u.test(rest) && rest.split(/\s+/).length <= DATE_WORDS)
}
