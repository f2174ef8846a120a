/** What the copy says of a place that a line may begin with. */
import type { DatelineContext } from './dateline.ts'
import type { Sheet, SheetLine } from './sheet.ts'

/** What the lines of the copy say for each of them. */
export function contextOf({ lines }: Sheet): (line: SheetLine) => DatelineContext {
  const isNamedElsewhere = (place: string) =>
    lines.some(({ text, index }) => namesPlace(text, place) || (index < LETTERHEAD && endsIn(text, place)))
  return (line) => ({
    isNamedElsewhere,
    goesOn: /^\s?[,–—-]/.test(lines[line.index + 1]?.text ?? ''),
  })
}

/** `Gemeente Waalmond` above the headline. */
const endsIn = (text: string, place: string): boolean => text.length < MAX_LETTERHEAD && text.endsWith(` ${place}`)

const LETTERHEAD = 4
const MAX_LETTERHEAD = 60

/** `33330 Gütersloh`, `in Gütersloh`. */
function namesPlace(text: string, place: string): boolean {
  for (let at = text.indexOf(place, 1), tries = 0; at > 0 && tries < 5; at = text.indexOf(place, at + 1), tries++) {
    const before = text.slice(Math.max(0, at - 12), at)
    if (/\d{3,6}\s{1,2}$/.test(before)) return true
    const word = /(\p{L}{1,5})\s$/u.exec(before)?.[1]
    if (word && PREPOSITIONS.has(word.toLowerCase())) return true
  }
  return false
}

const PREPOSITIONS = new Set(
  'in im bei aus stadt à en a au de i w we na v i på til ved hos från från a em no v в у з із із'.split(' '),
)
