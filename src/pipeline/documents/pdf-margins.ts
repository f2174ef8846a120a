/** What a PDF repeats at the top and foot of its pages, which is no copy: letterheads, page numbers, addresses. */
import { contactsInMargin } from './margin-contacts.ts'
import { type Page, type Segment, wordsOf } from './pdf-segments.ts'

/** Share of the page's height at its top and at its foot where such lines stand. */
const MARGIN = 0.14
/** Points within which it is the same place. */
const SAME_HEIGHT = 6
/** Digits and at most a word before, between and after: `2`, `Page 2 of 3`, `Seite 2`, `- 2 -`, `2/3`. */
const PAGE_NUMBER =
  /^[^\p{L}\p{N}]{0,3}(?:\p{L}{1,10}\.?\s)?\d{1,3}(?:\s?(?:[/|]|\p{L}{1,4})\s?\d{1,3})?[^\p{L}\p{N}]{0,3}$/u

export interface Margins {
  kept: Page[]
  /** The words that were taken away, a line each. */
  margin: string
  /** Those of them by which somebody can be reached, as HTML. */
  contacts: string
}

/** Takes repeated lines and page numbers away from the edges of the pages. */
export function takeMargins(pages: readonly Page[]): Margins {
  const counts = countKeys(pages)
  const taken = new Map<string, string>()
  const kept = pages.map((page) => ({
    ...page,
    segments: page.segments.filter((segment) => {
      const words = wordsOf(segment).trim()
      const key = keyOf(page, segment)
      if (key === null) return true
      if ((counts.get(key) ?? 0) < 2 && !PAGE_NUMBER.test(words)) return true
      taken.set(key, words)
      return false
    }),
  }))
  // A document that says the same on each page in full is no document with margins.
  if (kept.every(({ segments }) => segments.length === 0)) return { kept: [...pages], margin: '', contacts: '' }
  const lines = [...taken.values()]
  return { kept, margin: lines.join('\n'), contacts: contactsInMargin(lines) }
}

function countKeys(pages: readonly Page[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const keys = new Set(page.segments.map((segment) => keyOf(page, segment)))
    for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Equal for lines that say the same, numbers aside, at the same place; null for what is not at an edge. */
function keyOf({ bottom, top }: Page, segment: Segment): string | null {
  const height = (segment.y - bottom) / Math.max(1, top - bottom)
  if (height > MARGIN && height < 1 - MARGIN) return null
  const words = wordsOf(segment).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()
  return `${Math.round(segment.y / SAME_HEIGHT)} ${words}`
}
