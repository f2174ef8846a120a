/** A stretch of text round words that may mark an embargo, as tokens, with the dates, times and zones in it. */
import { dateWords } from './date-words.ts'
import { type DateAmong, datesAmong } from './dates.ts'
import { findTraces, NOTICES } from './embargo-wordings.ts'
import { type TimeAmong, timesAmong } from './times.ts'
import { phraseAt, type Token, tokenise } from './tokens.ts'
import { type ZoneAmong, zonesAmong } from './zones.ts'

/** An embargo with all its wordings is shorter. */
const BEFORE = 260
const AFTER = 420
/** A text that speaks of embargoes more often is one about them; its mark stands above. */
const MAX_WINDOWS = 100

export interface Window {
  text: string
  tokens: Token[]
  /** Its first token begins a line. */
  startsLine: boolean
  /** Its first line is that of the text. */
  startsText: boolean
  /** What was read in it, by the languages it was read in. */
  read: Map<string, readonly Part[]>
}

export type Part = { from: number; after: number } & (
  | { type: 'date'; date: DateAmong }
  | { type: 'time'; time: TimeAmong }
  | { type: 'zone'; zone: ZoneAmong }
  | { type: 'weekday'; weekday: number }
  | { type: 'relative' | 'notice' }
)

/** The stretches of a text in which something may mark an embargo; those that overlap are one. `whole`: there are no more of them. */
export function openWindows(text: string): { windows: Window[]; whole: boolean } {
  const spans: { start: number; end: number }[] = []
  let whole = true
  for (const trace of findTraces(text)) {
    const start = Math.max(0, trace - BEFORE)
    const end = Math.min(text.length, trace + AFTER)
    const last = spans.at(-1)
    if (last && start <= last.end && end - last.start < 4 * (BEFORE + AFTER)) last.end = end
    else if (spans.length < MAX_WINDOWS) spans.push({ start, end })
    else whole = false
  }
  return { windows: spans.map(({ start, end }) => openWindow(text, start, end)), whole }
}

/** The stretch as a window. */
export function openWindow(text: string, start: number, end: number): Window {
  const lineStart = start === 0 ? 0 : text.indexOf('\n', start) + 1
  // Where the line itself is longer than the window, it begins between words.
  const whole = start === 0 || (lineStart > 0 && lineStart < start + BEFORE / 2)
  const space = /\s/.exec(text.slice(start, start + 60))
  const from = whole ? lineStart : start + (space ? space.index : 0)
  const to =
    end === text.length
      ? end
      : Math.max(from, end - (/\S*$/.exec(text.slice(Math.max(from, end - 60), end))?.[0].length ?? 0))
  const part = text.slice(from, to)
  return { text: part, tokens: tokenise(part), startsLine: whole, startsText: start === 0, read: new Map() }
}

/** The dates, times and zones of a window, in their order. */
export function readParts({ tokens, read }: Window, languages: readonly string[]): readonly Part[] {
  const key = languages.join()
  const parts = read.get(key) ?? gatherParts(tokens, languages)
  read.set(key, parts)
  return parts
}

function gatherParts(tokens: readonly Token[], languages: readonly string[]): Part[] {
  const words = dateWords(languages)
  const dates = datesAmong(tokens, languages)
  const inDate = coverage(dates)
  const times = timesAmong(tokens, words, inDate)
  const inTime = coverage(times)
  const endsTime = new Set(times.map(({ after }) => after))
  const taken = (at: number) => inDate(at) || inTime(at)
  const zones = zonesAmong(tokens, taken, (at) => endsTime.has(at))
  const inZone = coverage(zones)
  const others: Part[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (taken(at) || inZone(at)) continue
    const part = readOther(tokens, at, words)
    if (!part) continue
    others.push(part)
    at = part.after - 1
  }
  const parts: Part[] = [
    ...dates.map((date): Part => ({ type: 'date', date, from: date.from, after: date.after })),
    ...times.map((time): Part => ({ type: 'time', time, from: time.from, after: time.after })),
    ...zones.map((zone): Part => ({ type: 'zone', zone, from: zone.from, after: zone.after })),
    ...others,
  ]
  return parts.sort((one, other) => one.from - other.from)
}

function readOther(tokens: readonly Token[], at: number, words: ReturnType<typeof dateWords>): Part | undefined {
  const notice = phraseAt(NOTICES, tokens, at)
  if (notice) return { type: 'notice', from: at, after: notice.after }
  const weekday = phraseAt(words.weekdays, tokens, at)
  if (weekday) return { type: 'weekday', weekday: weekday.means, from: at, after: weekday.after }
  const relative = phraseAt(words.relative, tokens, at)
  return relative && { type: 'relative', from: at, after: relative.after }
}

function coverage(spans: readonly { from: number; after: number }[]): (at: number) => boolean {
  const covered = new Set<number>()
  for (const { from, after } of spans) for (let at = from; at < after; at++) covered.add(at)
  return (at) => covered.has(at)
}
