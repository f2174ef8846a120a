/** Whether the copy is a letter with several stories, each under a heading of its own. */

import { wordsIn } from './likeness.ts'
import type { Sheet } from './sheet.ts'

const MIN_STORIES = 3
const MIN_WORDS = 4

/** True where the highest headings are several, each with copy of its own below it. */
export function isDigest({ lines }: Sheet): boolean {
  const headings = lines.filter(({ level, text }) => level > 0 && wordsIn(text).size >= MIN_WORDS)
  const top = Math.min(...headings.map(({ level }) => level))
  const stories = headings.filter(({ level, index }) => level === top && lines[index + 1]?.level === 0)
  return stories.length >= MIN_STORIES
}

/** True where the heading above is that of the letter, and its stories begin at once. */
export function isDigestBelow({ lines }: Sheet, after: number): boolean {
  const [title, first] = [lines[after - 1], lines[after]]
  if (!title || !first || title.level === 0 || first.level <= title.level) return false
  const stories = lines.filter(
    ({ level, text, index }) => level === first.level && index >= after && wordsIn(text).size >= MIN_WORDS,
  )
  return stories.length >= MIN_STORIES
}
