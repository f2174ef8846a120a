/** The anatomy of a release: its parts, found in the lines of the copy. */
import type { Block } from './block.ts'
import type { Address, Draft } from './draft.ts'
import { readFoot } from './foot.ts'
import type { Given } from './given.ts'
import { applyLessons } from './lessons.ts'
import { findOrganisation } from './organisation.ts'
import { outlineOf } from './outline.ts'
import { findQuotes } from './quotes.ts'
import { blocksBetween, type Sheet } from './sheet.ts'
import { readTop } from './top.ts'

export interface Anatomy
  extends Pick<
    Draft,
    | 'headline'
    | 'standfirst'
    | 'organisation'
    | 'dateline'
    | 'quotes'
    | 'boilerplate'
    | 'notes'
    | 'contacts'
    | 'marks'
    | 'rest'
    | 'learnt'
    | 'outline'
  > {
  body: Block[]
}

/** Takes the copy apart. `signature` holds the lines that were cut as the writer's signature. */
export function readAnatomy(sheet: Sheet, signature: readonly string[], from: Address | null, given: Given): Anatomy {
  const top = readTop(sheet, given)
  const foot = readFoot(sheet, top.bodyStart, signature, from, given)
  const { boilerplate, contacts } = foot
  const bodyEnd = Math.max(foot.bodyEnd, top.bodyStart)
  // Letterheads and what signs the copy name the house as a signature does.
  const beside = sheet.lines.filter(({ index }) => (index < top.bodyStart || index >= bodyEnd) && !top.told.has(index))
  const signed = [...signature, ...beside.map(({ text }) => text)]
  const read = {
    headline: top.headline,
    standfirst: top.standfirst,
    organisation: findOrganisation(
      {
        boilerplate,
        contacts,
        signature: signed,
        lines: sheet.lines.map(({ text }) => text),
        headline: top.headline.value,
      },
      from,
      given,
    ),
    boilerplate,
    notes: foot.notes,
    contacts,
  }
  const { parts, learnt, bodyEnd: taughtEnd } = applyLessons(read, bodyEnd, sheet, given)
  const inBody = (index: number) => index >= top.bodyStart && index < taughtEnd
  const rest = sheet.lines.filter(({ index }) => !inBody(index) && !top.told.has(index) && !foot.told.has(index))
  return {
    ...parts,
    dateline: top.dateline,
    body: blocksBetween(sheet, top.bodyStart, taughtEnd),
    quotes: findQuotes(sheet.lines.slice(top.bodyStart, taughtEnd), given),
    marks: [...top.marks, ...foot.marks],
    rest: rest.map(({ text }) => text).join('\n'),
    learnt,
    outline: outlineOf(sheet),
  }
}
