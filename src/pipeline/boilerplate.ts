/** What organisations say of themselves below the copy. */
import type { Boilerplate } from './draft.ts'
import type { FootLines } from './foot-lines.ts'
import type { Given } from './given.ts'
import { locateLines } from './locate-lines.ts'
import type { Section } from './sections.ts'
import type { SheetLine } from './sheet.ts'
import { isStanding } from './standing-paragraph.ts'

/** A release of so many organisations is none. */
const MAX_COMPANIES = 20

/** Of a note, or the sign of a list. */
const NUMBER = /^(?:\(?\d{1,2}[.)]|\[\d{1,2}\]|[-–•*])\s+/u

/** The boilerplate of these sections, one an organisation. */
export function readBoilerplate(read: FootLines, sections: readonly Section[], given: Given): Boilerplate[] {
  return sections
    .flatMap((section) => (section.kind === 'notes' ? profilesAmong(section.lines, read) : section))
    .filter(({ kind }) => kind === 'about')
    .slice(0, MAX_COMPANIES)
    .flatMap(({ heading, lines }) => {
      const texts = lines.map((line) => line.text)
      const words = heading === null ? texts : heading.rest === '' ? texts.slice(1) : [heading.rest, ...texts.slice(1)]
      const text = words.join('\n').trim()
      if (text === '') return []
      return [{ heading: heading?.words ?? null, text, evidence: locateLines(texts, given) }]
    })
}

/** `4. The University of Acme is home to …`: a note that says who the house is stands below each of its releases. */
function profilesAmong(notes: readonly SheetLine[], { sheet, languages }: FootLines): Section[] {
  return notes.flatMap((line): Section[] => {
    const own = { ...line, text: line.text.replace(NUMBER, '') }
    const isProfile = own.text.length < line.text.length && isStanding(sheet, own, languages)
    return isProfile ? [{ kind: 'about', heading: null, lines: [own] }] : []
  })
}
