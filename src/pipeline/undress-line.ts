/** A line of the copy without the dress that stands in it beside the headline: `PRESS RELEASE: …`, `Headline: …`, `*…*`. */
import { cueAt } from './labels.ts'
import { dressLength, trailingDress } from './subject.ts'
import type { TopLine } from './top-lines.ts'

/** A heading as plain text is marked up: `# Acme opens plant`. */
const MARKED = /^#{1,6}\s{1,3}(?=\S)/
const STARS = /^([*_#=~-]{1,5})\s?(\S.{0,400}?)\s?\1$/u

/** The line's own words. */
export function undressLine(line: TopLine | undefined, text: string): string {
  if (!line) return text
  let own = text.slice(dressLength(line.dress))
  const heading = headingLength(line)
  if (heading > 0) own = text.slice(heading)
  const cut = own.length < 300 ? trailingDress(own, false) : null
  if (cut !== null) own = own.slice(0, cut)
  return (STARS.exec(own.trim())?.[2] ?? own.trim().replace(MARKED, '')).trim()
}

/** `Headline: Acme opens plant`. */
function headingLength({ read: { tokens } }: TopLine): number {
  const first = tokens.findIndex(({ kind }) => kind === 'word')
  const heading = first === -1 ? undefined : cueAt('headlines', tokens, first)
  return heading && tokens[heading.after]?.text === ':' ? (tokens[heading.after]?.end ?? 0) : 0
}

/** Whether a line says of itself that it is the headline. */
export function saysHeadline(line: TopLine): boolean {
  const length = headingLength(line)
  return length > 0 && line.text.slice(length).trim() !== ''
}
