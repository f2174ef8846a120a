/** Links of a PDF's page, which are areas of it, given to the words that stand there. */
import type { Run, Segment } from './pdf-segments.ts'

export interface PageLink {
  href: string
  /** Left, bottom, right, top in points. */
  rect: [number, number, number, number]
}

/** A table of contents has a hundred; each is compared with each segment. */
const MAX_LINKS = 200

/** The segments with the links in place; where a link covers a part of a segment, that part is told by its share of the width. */
export function linkSegments(segments: readonly Segment[], links: readonly PageLink[]): Segment[] {
  const wanted = links.slice(0, MAX_LINKS).filter(({ href }) => /^(?:https?|mailto):/i.test(href))
  if (wanted.length === 0) return [...segments]
  return segments.map((segment) => {
    const over = wanted.filter(({ rect }) => covers(rect, segment))
    return over.reduce(linkPart, segment)
  })
}

function covers([left, bottom, right, top]: PageLink['rect'], segment: Segment): boolean {
  const middle = segment.y + segment.size * 0.3
  return middle > bottom && middle < top && Math.min(right, segment.right) - Math.max(left, segment.left) > 2
}

function linkPart(segment: Segment, { href, rect }: PageLink): Segment {
  const length = segment.runs.reduce((sum, { text }) => sum + text.length, 0)
  const width = Math.max(1, segment.right - segment.left)
  const place = (x: number) => Math.round(((x - segment.left) / width) * length)
  const [from, to] = segment.rtl ? [length - place(rect[2]), length - place(rect[0])] : [place(rect[0]), place(rect[2])]
  return { ...segment, runs: markRuns(segment.runs, wholeWords(segment.runs, from, to), href) }
}

/** Letters differ in width, so the place is a guess that words set right. */
function wholeWords(runs: readonly Run[], from: number, to: number): { from: number; to: number } {
  const text = runs.map((run) => run.text).join('')
  let start = Math.max(0, Math.min(from, text.length))
  let end = Math.max(start, Math.min(to, text.length))
  while (start > 0 && /\S/.test(text.charAt(start - 1)) && /\S/.test(text.charAt(start))) start--
  while (start < end && /\s/.test(text.charAt(start))) start++
  while (end < text.length && /\S/.test(text.charAt(end)) && /\S/.test(text.charAt(end - 1))) end++
  while (end > start && /[\s.,;:]/.test(text.charAt(end - 1))) end--
  return { from: start, to: end }
}

function markRuns(runs: readonly Run[], { from, to }: { from: number; to: number }, href: string): Run[] {
  const marked: Run[] = []
  let at = 0
  for (const run of runs) {
    const start = Math.max(0, Math.min(from - at, run.text.length))
    const end = Math.max(start, Math.min(to - at, run.text.length))
    if (start > 0) marked.push({ ...run, text: run.text.slice(0, start) })
    if (end > start) marked.push({ ...run, text: run.text.slice(start, end), href: run.href ?? href })
    if (end < run.text.length && end >= start) marked.push({ ...run, text: run.text.slice(end) })
    at += run.text.length
  }
  return marked.filter(({ text }) => text !== '')
}
