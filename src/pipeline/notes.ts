/** Notes to editors: what is told to a newsroom and not for publication. */
import type { Reading } from './draft.ts'
import type { Given } from './given.ts'
import { locateLines } from './locate-lines.ts'
import type { Section } from './sections.ts'

/** The notes of these sections together; null: there are none. */
export function readNotes(sections: readonly Section[], given: Given): Reading | null {
  const found = sections.filter(({ kind }) => kind === 'notes').map((section) => withContacts(section, sections))
  const texts = found.flatMap(({ heading, lines }) => {
    const words = lines.map((line) => line.text)
    if (heading === null) return words
    return heading.rest === '' ? words.slice(1) : [heading.rest, ...words.slice(1)]
  })
  const value = texts.join('\n').trim()
  if (value === '') return null
  const sure = found.some(({ heading }) => heading?.kind === 'notes')
  const lines = found[0]?.lines.map((line) => line.text) ?? []
  return { value, confidence: sure ? 0.95 : 0.75, evidence: locateLines(lines, given) }
}

/** Notes that say nothing but whom to ask are those words. */
function withContacts(section: Section, sections: readonly Section[]): Section {
  const { heading, lines } = section
  if (heading?.kind !== 'notes' || heading.rest !== '' || lines.length > 1) return section
  const next = sections[sections.indexOf(section) + 1]
  return next?.kind === 'contacts' && next.heading?.kind === 'invitation'
    ? { ...section, lines: [...lines, ...next.lines] }
    : section
}
