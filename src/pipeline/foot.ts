/** The foot of a release: where the copy ends, and what stands below it (and, of contacts, above it). */
import { findBodyEnd } from './body-end.ts'
import { readBoilerplate } from './boilerplate.ts'
import { findContacts } from './contacts.ts'
import type { Address, Boilerplate, Contact, Reading, ReleaseMark } from './draft.ts'
import { readFootLines } from './foot-lines.ts'
import type { Given } from './given.ts'
import { readNotes } from './notes.ts'
import { readSections, type Section } from './sections.ts'
import type { Sheet } from './sheet.ts'

export interface Foot {
  /** The line after the last one of the copy. */
  bodyEnd: number
  boilerplate: Boilerplate[]
  notes: Reading | null
  contacts: Contact[]
  marks: ReleaseMark[]
  /** Lines outside of the copy that are told of in one of these parts. */
  told: ReadonlySet<number>
}

/** More marks than this tell nothing more. */
const MAX_MARKS = 20

/** Reads what stands outside of the copy, which begins at `bodyStart`. `signature` holds the lines that were cut as that of the writer, `from`. */
export function readFoot(
  sheet: Sheet,
  bodyStart: number,
  signature: readonly string[],
  from: Address | null,
  given: Given,
): Foot {
  const read = readFootLines(sheet, bodyStart, given.languages)
  const bodyEnd = findBodyEnd(read, bodyStart)
  const sections = readSections(read, bodyEnd)
  const found = findContacts(sheet, bodyStart, sections, { address: from?.address ?? null, signature }, given)
  return {
    bodyEnd,
    boilerplate: readBoilerplate(read, sections, given),
    notes: readNotes(sections, given),
    contacts: found.contacts,
    marks: readEnds(sections, given),
    told: new Set([...toldIn(sections), ...found.told]),
  }
}

function readEnds(sections: readonly Section[], given: Given): ReleaseMark[] {
  return sections
    .filter(({ kind }) => kind === 'marks')
    .slice(0, MAX_MARKS)
    .map(({ heading }) => {
      const words = heading?.words ?? ''
      return { kind: 'end', words, evidence: given.locate(words) }
    })
}

function toldIn(sections: readonly Section[]): number[] {
  return sections.flatMap(({ kind, lines, heading }) => {
    if (kind === 'marks') return lines.slice(0, 1).map((line) => line.index)
    const empty = lines.length === 1 && heading !== null && heading.rest === ''
    return (kind === 'about' || kind === 'notes') && !empty ? lines.map((line) => line.index) : []
  })
}
