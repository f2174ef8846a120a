/** The lines of a release with what the foot is read from, each read once. */
import { isContactLine } from './contact-line.ts'
import { type Marker, readMarker } from './markers.ts'
import { findReachable } from './reachable.ts'
import type { Sheet } from './sheet.ts'

export interface FootLines {
  sheet: Sheet
  languages: readonly string[]
  /** What each line divides; nothing above the copy. */
  marks: readonly (Marker | null)[]
  /** Whether the line is one of a contact block. */
  isContact(index: number): boolean
  /** Whether a telephone number or an e-mail address stands in the line. */
  isReachable(index: number): boolean
}

/** A line of contacts is no longer. */
const MAX_LENGTH = 700

/** Reads the lines of a sheet, of which the copy begins at `bodyStart`. */
export function readFootLines(sheet: Sheet, bodyStart: number, languages: readonly string[]): FootLines {
  const marks = sheet.lines.map((line) => (line.index < bodyStart ? null : readMarker(sheet, line, languages)))
  const contact = new Map<number, boolean>()
  const reachable = new Map<number, boolean>()
  return {
    sheet,
    languages,
    marks,
    isContact: (index) => once(contact, index, () => isContactLine(sheet.lines[index]?.text ?? '', languages)),
    isReachable: (index) => once(reachable, index, () => hasNumber(sheet.lines[index]?.text ?? '')),
  }
}

function once(known: Map<number, boolean>, index: number, read: () => boolean): boolean {
  const before = known.get(index)
  if (before !== undefined) return before
  const answer = read()
  known.set(index, answer)
  return answer
}

function hasNumber(text: string): boolean {
  return text.length <= MAX_LENGTH && findReachable(text).some(({ kind }) => kind !== 'web' && kind !== 'fax')
}
