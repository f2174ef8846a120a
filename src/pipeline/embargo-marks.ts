/** Whether a wording, with its place and its time, marks the paper. */
import type { EmbargoGiven } from './embargo.ts'
import {
  beginsLine,
  isHeading,
  isLabelInLine,
  isMarkAside,
  isMarkByPlace,
  isMarkByTime,
  isOf,
  isPast,
  isTrade,
} from './embargo-place.ts'
import type { Reading } from './embargo-reading.ts'
import { has, type Place, type Timed } from './embargo-time.ts'
import type { Window } from './embargo-window.ts'
import { UNTIL, VAGUE, WORDINGS } from './embargo-wordings.ts'
import { phraseAt } from './tokens.ts'

/** A sentence is read no further to either side. */
const MAX_SENTENCE = 30

/** Whether the wording, with its place and its time, marks this paper. */
export function marks(
  { window, wording, from, after }: Place,
  { expression, reading, ahead, besideDate }: Timed,
  given: EmbargoGiven,
): boolean {
  const { kind } = wording
  const { parts, loose, led } = expression
  if (kind === 'ban') return led
  if (wording.of) {
    const place = { from, after, timeEnds: parts.at(-1)?.after ?? from }
    return led && has(expression, 'date') && isToCome(reading, given) && isOf(window, place, wording.of)
  }
  const byTime = isMarkByTime(window, from, after, parts[0])
  if (kind === 'aside') return isMarkAside(window, from, after) || ((byTime || led) && has(expression, 'date'))
  const byPlace = byTime || isMarkByPlace(window, from, after)
  if (kind === 'dated') {
    const isPassed = reading.at !== null && !ahead
    const hangs = awaits(window, after) && !isPassed && (byPlace || beginsLine(window, from))
    return hangs || (byPlace && isToCome(reading, given))
  }
  if (isPast(window, from) && !ahead) return false
  const told = has(expression, 'date') && has(expression, 'time')
  if (kind === 'phrase') return told || !isTrade(window, from, after)
  if (byPlace) return true
  if (isTrade(window, from, after)) return false
  // `The embargo for the report is Thursday, 12 June.`
  const goesOn = parts.length > 0 && !loose && beginsLine(window, from)
  if (besideDate && beginsLine(window, from)) return true
  return goesOn || isHeading(window, from, after) || isLabelInLine(window, from, after) || (told && !(loose && !led))
}

/** `Frei ab: nach der Pressekonferenz`: on the line follows what it hangs on. */
function awaits({ tokens }: Window, after: number): boolean {
  return [0, 1, 2, 3, 4].some(
    (on) => tokens[after + on]?.line === tokens[after - 1]?.line && phraseAt(VAGUE, tokens, after + on) !== undefined,
  )
}

/** A date to come, today, or a time of an unknown day. */
function isToCome({ at, stated }: Reading, { receivedAt }: EmbargoGiven): boolean {
  if (at !== null) return at > receivedAt.getTime()
  if (stated.day === null) return stated.time !== null
  return Date.UTC(stated.day.year, stated.day.month - 1, stated.day.day) > receivedAt.getTime()
}

/** Not a lock, or one of its sentence's words, or of a time that leads to it, stands in its line: reading the time costs more. */
export function mayLock({ window: { tokens }, wording, from }: Place): boolean {
  if (wording.of === undefined) return true
  let at = from
  while (at > 0 && from - at < MAX_SENTENCE && tokens[at - 1]?.line === tokens[from]?.line) at--
  if (phraseAt(UNTIL, tokens, at)) return true
  for (; at < from + MAX_SENTENCE && tokens[at]?.line === tokens[from]?.line; at++)
    if (phraseAt(wording.of, tokens, at)) return true
  return false
}

/** `Embargo: for immediate use` */
export function leadsToFree({ window: { tokens }, wording, after }: Place): boolean {
  if (wording.kind !== 'word' || tokens[after]?.text !== ':') return false
  const next = phraseAt(WORDINGS, tokens, after + 1)?.means.kind
  return (next === 'immediate' || next === 'none') && tokens[after + 1]?.line === tokens[after]?.line
}
