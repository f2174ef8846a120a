/** What can be learnt from a correction: where, in a sender's releases, the part stands that an editor pointed at. */
import type { Lesson, LessonPart, OutlineLine } from '../pipeline/draft.ts'

/** A heading is short and the same each time, so it holds no figures. */
const MAX_HEADING_LENGTH = 80

/**
 * The rule by which the corrected `words` would have been found in the release; null where they stand nowhere in it: they are the editor's
 * own, and there is nothing to learn.
 */
export function deriveRule(
  part: LessonPart,
  words: string,
  release: { subject: string | null; outline: readonly OutlineLine[] },
): Lesson['rule'] | null {
  if (part === 'organisation') return { by: 'words', words: flat(words) }
  const first = flat(words.split('\n', 1)[0] ?? '')
  const at = release.outline.findIndex((line) => isLine(line, first))
  const line = release.outline[at]
  if (!line) return part === 'headline' && isInSubject(first, release.subject) ? { by: 'subject' } : null
  // Words of several lines may begin with their own heading.
  if (isRegion(part)) return deriveHeading(words.trim().includes('\n') ? line : undefined, release.outline[at - 1])
  if (line.element !== 'p') return { by: 'element', element: line.element, nth: nthOf(line, release.outline) }
  return deriveHeading(undefined, release.outline[at - 1]) ?? { by: 'line', line: line.at }
}

/** The heading that the words themselves begin with, else the line above them. */
function deriveHeading(first: OutlineLine | undefined, above: OutlineLine | undefined): Lesson['rule'] | null {
  const heading = [first, above].find((line) => line !== undefined && isHeading(line.words))
  return heading ? { by: 'after', heading: heading.words } : null
}

function isRegion(part: LessonPart): boolean {
  return part === 'boilerplate' || part === 'notes' || part === 'contacts'
}

function isHeading(words: string): boolean {
  return words.length <= MAX_HEADING_LENGTH && !/[\d.!?。]/.test(words.replace(/[.:]$/, ''))
}

/** An outline holds only the beginning of a line. */
function isLine({ words }: OutlineLine, wanted: string): boolean {
  const line = flat(words)
  return wanted !== '' && (line === wanted || (line.length >= 100 && wanted.startsWith(line)))
}

function isInSubject(words: string, subject: string | null): boolean {
  return words !== '' && flat(subject ?? '').includes(words)
}

function nthOf(line: OutlineLine, outline: readonly OutlineLine[]): number {
  return outline.filter(({ element, at }) => element === line.element && at < line.at).length
}

function flat(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}
