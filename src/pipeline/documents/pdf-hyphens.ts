/** Hyphens at the ends of a PDF's lines: some divide a word, others are part of it. */
import { z } from 'zod'
import { loadCues } from '../cues.ts'
import { type Segment, wordsOf } from './pdf-segments.ts'

/** Stands where no space follows when lines are joined: a word joiner, which has no width and which no text ends with. */
export const GLUE = '\u2060'

/** As in the German for "North and Baltic Sea", whose first part is only a part of a word. */
const JOINING = new Set(
  [...loadCues('hyphens', z.strictObject({ joining: z.array(z.string().min(1)) })).values()].flatMap(
    ({ joining }) => joining,
  ),
)

/** Undoes the hyphens at the ends of lines that go on in the next line; one that the word has elsewhere, or in a chain of words, stays. */
export function undoHyphens(paragraphs: readonly (readonly Segment[][])[]): void {
  const parts = paragraphs.flat()
  const inside = new Set(
    parts.flat().flatMap(
      (line) =>
        wordsOf(line)
          .toLowerCase()
          .match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? [],
    ),
  )
  for (const lines of parts)
    lines.forEach((line, index) => {
      const next = lines[index + 1]
      if (next) undoHyphen(line, wordsOf(next), inside)
    })
}

function undoHyphen(line: Segment, next: string, inside: ReadonlySet<string>): void {
  const last = line.runs.at(-1)
  const end = /([\p{L}\p{N}-]*[\p{L}\p{N}])([-\u00ad\u2010])\s*$/u.exec(last?.text.slice(-MAX_WORD) ?? '')
  const [, start = '', sign] = /^\s*([\p{L}\p{N}]+)(.?)/u.exec(next) ?? []
  if (!last || !end || start === '' || (sign !== '-' && JOINING.has(start.toLowerCase()))) return
  const [whole, head = '', hyphen] = end
  const keep =
    hyphen !== '\u00ad' &&
    (!/^\p{Ll}/u.test(start) || head.includes('-') || sign === '-' || inside.has(`${head}-${start}`.toLowerCase()))
  last.text = `${last.text.slice(0, -whole.length)}${head}${keep ? '-' : ''}${GLUE}`
}

/** No part of a word is longer. */
const MAX_WORD = 80
