/** A quote that goes on: behind its speaker, or over several paragraphs. */
import { type Attribution, attributionAfter } from './attribution.ts'
import { MARKS, type Speech } from './quote-cues.ts'
import { findSpans, type Span } from './quote-marks.ts'
import type { SheetLine } from './sheet.ts'

const MAX_BETWEEN_WORDS = 30
/** Behind a mark that is opened once for all of them. */
const MAX_OPEN_LINES = 5

export interface Told {
  parts: string[]
  attribution: Attribution | null
  /** The lines it begins and ends in, and whether they begin and end with it. */
  line: number
  lastLine: number
  opens: boolean
  ends: boolean
  closed: boolean
  /** The mark that opened it, and the line that closes it where it is not closed in its own. */
  mark: string
  closesIn: number | null
}

/** A quote over several paragraphs opens each and closes only the last. */
export function continueOpen(told: readonly Told[], text: string, at: number, speech: Speech): boolean {
  const last = told.at(-1)
  if (!last || last.closed || at !== last.lastLine + 1) return false
  const spans = findSpans(text)
  const [span] = spans
  if (!span || span.start > 1) return closeOpen(last, text, at, speech)
  last.lastLine = at
  append(last, text, spans, 0, speech)
  for (let index = 1; index < spans.length; index++) {
    const between = text.slice(spans[index - 1]?.end ?? 0, spans[index]?.start)
    if (joins(between, last, speech)) append(last, text, spans, index, speech)
  }
  return true
}

/** Some open only the first paragraph and close only the last. */
function closeOpen(last: Told, text: string, at: number, speech: Speech): boolean {
  if (last.closesIn === null || at > last.closesIn) return false
  const end = at === last.closesIn ? endOf(text, last.mark) : text.length
  if (end === -1) return false
  last.lastLine = at
  last.parts.push(text.slice(0, end).trim())
  last.closed = at === last.closesIn
  last.ends = text.length - end <= 2
  if (last.closed) last.attribution ??= attributionAfter(text.slice(end + 1), '', speech)
  return true
}

/** Index of the line that closes a mark which no paragraph between opens again, or null. */
export function closesIn(body: readonly SheetLine[], at: number, mark: string): number | null {
  for (let next = at + 1; next < Math.min(body.length, at + MAX_OPEN_LINES); next++) {
    const { text = '', level = 0 } = body[next] ?? {}
    if (level > 0 || text.includes(mark)) return null
    if (endOf(text, mark) !== -1) return next
  }
  return null
}

/** Where the first mark that closes that one stands: at the end, or before who said it. */
function endOf(text: string, mark: string): number {
  const closings = MARKS.get(mark)
  if (closings === undefined || closings.has(mark)) return -1
  for (let at = 0; at < text.length; at++) if (closings.has(text.charAt(at))) return at
  return -1
}

/** Adds the words in one pair of marks, and who says them where that was not known. */
export function append(told: Told, text: string, spans: readonly Span[], index: number, speech: Speech): void {
  const span = spans[index]
  if (!span) return
  told.parts.push(span.words)
  told.closed = span.closed
  told.ends = isEnd(text, span)
  told.attribution ??= attributionAfter(behind(text, spans, index), '', speech)
}

/** `“…,” she said. “…”`: between the two stands who speaks, and nothing else. */
export function joins(between: string, last: Told, speech: Speech): boolean {
  if (between.trim() === '') return true
  if (between.split(/\s+/).length > MAX_BETWEEN_WORDS || /[:：]\s*$/.test(between)) return false
  if (/[.!?]\s+\p{Lu}[^.!?]*[.!?]\s*$/u.test(between.replace(/(?:\p{Lu}|Dr|Prof|Mr|Ms|Mrs|Inc|Ltd)\.\s/gu, '')))
    return false
  return last.attribution !== null && attributionAfter(between, '', speech) !== null
}

/** What stands between one pair of marks and the next. */
export function behind(text: string, spans: readonly Span[], index: number): string {
  return text.slice(spans[index]?.end ?? 0, spans[index + 1]?.start ?? text.length)
}

/** Whether the paragraph ends with these marks. */
export function isEnd(text: string, span: Span): boolean {
  return text.length - span.end <= 1
}
