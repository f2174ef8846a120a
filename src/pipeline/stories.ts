/** Whether the copy is a letter with several stories, each under a heading of its own. */

import { wordsIn } from './likeness.ts'
import type { Sheet } from './sheet.ts'
import type { TopLine, TopLines } from './top-lines.ts'

const MIN_STORIES = 3
const MIN_WORDS = 4
/** Below the title of a letter headings may be shorter. */
const MIN_WORDS_BELOW = 2
const MAX_HEADING_WORDS = 10
/** Of a story in a letter without headings. */
const MAX_PARAGRAPHS = 5
const TOWN = /^\p{Lu}[\p{Lu}\s/-]{2,30}[.:]\s\S/u

/** True where the highest headings are several, each with copy of its own below it. */
export function isDigest({ lines }: Sheet): boolean {
  const headings = lines.filter(({ level, text }) => level > 0 && wordsIn(text).size >= MIN_WORDS)
  const top = Math.min(...headings.map(({ level }) => level))
  const stories = headings.filter(({ level, index }) => level === top && lines[index + 1]?.level === 0)
  return stories.length >= MIN_STORIES
}

/** True where the line above is the title of a letter, and its stories begin at once. */
export function isDigestBelow({ lines }: Sheet, top: TopLines, after: number): boolean {
  const [title, first] = [lines[after - 1], lines[after]]
  if (!title || !first) return false
  if (first.level <= title.level) return first.level === 0 && isPlainDigest(top, after)
  const stories = lines.filter(
    ({ level, text, index }) => level === first.level && index >= after && wordsIn(text).size >= MIN_WORDS_BELOW,
  )
  return stories.length >= MIN_STORIES
}

/** Stories under a line in capitals each, or with a dateline each: `Fahrraddiebstahl`, `OBERDORF. Ein schwarzes Rad …` */
function isPlainDigest(lines: TopLines, after: number): boolean {
  const first = lines(after)
  if (!first) return false
  let stories = 0
  for (let at = after; heads(lines, at, first); stories++) {
    if (stories + 1 === MIN_STORIES) return true
    const limit = at + MAX_PARAGRAPHS
    for (at++; at < limit && !heads(lines, at, first); ) at++
  }
  return false
}

/** Whether a line begins a story, in the manner of the first one. */
function heads(lines: TopLines, at: number, first: TopLine): boolean {
  const line = lines(at)
  if (line?.what !== 'line' || !line.first || !line.last || line.shouted !== first.shouted) return false
  if (line.words > MAX_HEADING_WORDS || /[.!?:]$/.test(line.text)) return false
  const next = lines(at + 1)
  return line.shouted ? next?.shouted === false && next.text.length > line.text.length : isDatelined(next)
}

function isDatelined(line: TopLine | undefined): boolean {
  if (line?.what === 'dateline') return line.dateline?.whole === false
  return line?.what === 'prose' && TOWN.test(line.text)
}
