/** What organisations say of themselves below the copy. */
import type { Boilerplate } from './draft.ts'
import type { Given } from './given.ts'
import { locateLines } from './locate-lines.ts'
import type { Section } from './sections.ts'

/** A release of so many organisations is none. */
const MAX_COMPANIES = 20

/** The boilerplate of these sections, one an organisation. */
export function readBoilerplate(sections: readonly Section[], given: Given): Boilerplate[] {
  return sections
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
