/** The words of date, time and zone that belong to a wording: gathered from it on, as far as nothing else is said between them. */

import type { Part } from './embargo-window.ts'
import { FILLERS, LEADS, PLAIN, UNTIL, WORDINGS } from './embargo-wordings.ts'
import { phraseAt, type Token, touches } from './tokens.ts'

export interface Expression {
  parts: Part[]
  /** Other words stand between, so that the time may be that of something else. */
  loose: boolean
  /** A word such as `until` leads to it. */
  led: boolean
}

/** How many other words may stand before the first part, and between parts. */
const MAX_BEFORE = 9
const MAX_BETWEEN = 3
/** After a whole time, so that a second one for others is not overlooked. */
const MAX_BEFORE_SECOND = 4
/** No embargo goes on for longer. */
const MAX_TOKENS = 80
/** A line end and an empty line. */
const MAX_LINE_ENDS = 3
/** `New York:` and the sign before it. */
const MAX_LABEL = 4

interface Walk {
  tokens: readonly Token[]
  parts: ReadonlyMap<number, Part>
  chosen: Part[]
  others: number
  loose: boolean
  /** A word such as `until` came last, among fillers. */
  until: boolean
}

/** Gathers the parts that follow a wording; `leads`: it ends in a word such as `until`. */
export function gatherAfter(
  tokens: readonly Token[],
  parts: readonly Part[],
  from: number,
  leads: boolean,
): Expression {
  const byStart = new Map(parts.map((part) => [part.from, part]))
  // `for release at 10:00`, `until further notice`: the wording has taken the first word.
  const begun = parts.find((part) => part.from < from && part.after > from)
  if (begun) byStart.set(from, begun)
  const walk: Walk = { tokens, parts: byStart, chosen: [], others: 0, loose: false, until: leads }
  let at = from
  const end = Math.min(tokens.length, from + MAX_TOKENS)
  while (at < end) {
    const next = step(walk, at)
    if (next === null) break
    at = next
  }
  return { parts: walk.chosen, loose: walk.loose, led: walk.until }
}

function step(walk: Walk, at: number): number | null {
  const { tokens, chosen } = walk
  if (lineEndsBefore(tokens, at) > 0 && !mayCross(walk, at)) return null
  const part = walk.parts.get(at)
  if (part) return take(walk, part)
  const token = tokens[at]
  if (token?.kind === 'sign') return stepOverSign(walk, at)
  const until = phraseAt(UNTIL, tokens, at)
  if (until) {
    walk.until = true
    return upToPart(walk, at, until.after)
  }
  const wording = phraseAt(WORDINGS, tokens, at)
  if (wording && /^(?:immediate|none|lifted|other)$/.test(wording.means.kind)) return null
  if (wording) {
    walk.others = 0
    if (wording.means.kind !== 'word') walk.until = true
    return upToPart(walk, at, wording.after)
  }
  const filler = phraseAt(FILLERS, tokens, at) ?? (isWhole(chosen) ? undefined : phraseAt(PLAIN, tokens, at))
  if (filler) return upToPart(walk, at, filler.after)
  walk.others++
  const most = chosen.length === 0 ? MAX_BEFORE : isWhole(chosen) ? MAX_BEFORE_SECOND : MAX_BETWEEN
  return walk.others > most ? null : at + 1
}

/** `do godz. 9.00`: the last words of one are the first of the other. */
function upToPart({ parts }: Walk, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) if (parts.has(at)) return at
  return to
}

function take(walk: Walk, part: Part): number | null {
  const { chosen } = walk
  const whole = isWhole(chosen)
  if (whole && walk.others > 0 && part.type !== 'time' && part.type !== 'date') return null
  if (whole && (part.type === 'notice' || part.type === 'relative' || part.type === 'weekday')) return null
  if (chosen.length === 0 && walk.others > 0 && !walk.until) walk.loose = true
  // `até às 10h`: the time has taken the word.
  walk.until ||= phraseAt(UNTIL, walk.tokens, part.from) !== undefined
  chosen.push(part)
  walk.others = 0
  return part.after
}

function stepOverSign(walk: Walk, at: number): number | null {
  const { tokens, chosen } = walk
  const sign = tokens[at]?.text ?? ''
  const dash = sign === '-' && !(touches(tokens, at) && touches(tokens, at + 1))
  const ends = /^[.!?;]$/.test(sign)
  if (!ends && !dash && sign !== ':' && sign !== '|') return at + 1
  const leads = leadsToPart(walk, at + 1)
  // `10:00 GMT; online: 12:00`
  const joins = dash || sign === ';' || (sign === ':' && (isFiller(tokens, at - 1) || isLabel(tokens, at)))
  if (isWhole(chosen)) return leads && joins && (sign === ':' || leads.type !== 'date') ? at + 1 : null
  if (leads) return at + 1
  // `Sperrfrist für Print: …`, `EMBARGO – not to be used before …`: what comes must still lead to a time.
  if (chosen.length === 0 && !ends && leadsByWording(tokens, at + 1)) return at + 1
  return chosen.length === 0 && leadsByPlainWords(walk, at + 1) ? at + 1 : null
}

/** `(US: 06:00 EDT)`, `| Japan: 18:00 JST`: a word or two between a bracket, a bar or a comma and the colon. */
function isLabel(tokens: readonly Token[], colon: number): boolean {
  for (let at = colon - 1; at >= colon - MAX_LABEL; at--) {
    if (/^[(|,;/]$/.test(tokens[at]?.text ?? '')) return at < colon - 1
    if (tokens[at]?.kind !== 'word') return false
  }
  return false
}

/** `This is embargoed. It may be published from …`: the next sentence says nothing else. */
function leadsByPlainWords({ tokens, parts }: Walk, from: number): boolean {
  for (let at = from; at < from + MAX_BEFORE; ) {
    const until = phraseAt(UNTIL, tokens, at)
    if (until && isPartAt(tokens, parts, until.after)) return true
    const known = until ?? phraseAt(PLAIN, tokens, at) ?? phraseAt(FILLERS, tokens, at) ?? phraseAt(LEADS, tokens, at)
    if (!known) return false
    at = known.after
  }
  return false
}

function isPartAt(tokens: readonly Token[], parts: ReadonlyMap<number, Part>, from: number): boolean {
  const filler = phraseAt(FILLERS, tokens, from)
  return parts.has(from) || (filler !== undefined && parts.has(filler.after))
}

/** Another wording of the embargo follows. */
function leadsByWording(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 4; at++) {
    const wording = phraseAt(WORDINGS, tokens, at)
    if (wording) return /^(?:phrase|dated|word|ban|aside)$/.test(wording.means.kind)
  }
  return false
}

/** The part that follows when fillers and signs are left out. */
function leadsToPart({ tokens, parts }: Walk, from: number): Part | undefined {
  let at = from
  for (let steps = 0; steps < 6 && at < tokens.length; steps++) {
    const part = parts.get(at)
    if (part) return part
    const filler = phraseAt(UNTIL, tokens, at) ?? phraseAt(FILLERS, tokens, at)
    if (filler) at = filler.after
    else if (tokens[at]?.kind === 'sign') at++
    else return undefined
  }
  return undefined
}

/** Whether what stands on the next line goes on with the time. */
function mayCross(walk: Walk, at: number): boolean {
  const { tokens, chosen, parts } = walk
  const ends = lineEndsBefore(tokens, at)
  if (ends > MAX_LINE_ENDS) return false
  const part = leadsToPart(walk, at)
  if (isWhole(chosen)) {
    const goesOn = tokens[at]?.text === '(' || parts.get(at)?.type === 'zone' || part?.type === 'time'
    return ends === 1 && goesOn && part !== undefined && part.type !== 'date'
  }
  if (chosen.length === 0) return part !== undefined || (ends === 1 && walk.until) || leadsByWording(tokens, at)
  if (!part || (part.type === 'date' && chosen.some(({ type }) => type === 'date'))) return false
  // `LONDON TIME SQUARE OPENS` is a headline.
  if ((ends > 1 || part.type === 'zone') && !holdsOnlyParts(walk, at)) return false
  // A date below may be that of the paper.
  if (part.type === 'date' && ends > 1 && chosen.some(({ type }) => type === 'time') && !isFiller(tokens, at - 1))
    walk.loose = true
  return true
}

/** Nothing but parts, fillers and signs, up to the end of the line. */
function holdsOnlyParts({ tokens, parts }: Walk, from: number): boolean {
  const line = tokens[from]?.line
  for (let at = from; at < tokens.length && tokens[at]?.line === line; ) {
    const known = parts.get(at) ?? phraseAt(UNTIL, tokens, at) ?? phraseAt(FILLERS, tokens, at)
    if (!known && tokens[at]?.kind !== 'sign') return false
    at = known?.after ?? at + 1
  }
  return true
}

function isFiller(tokens: readonly Token[], at: number): boolean {
  return phraseAt(FILLERS, tokens, at) !== undefined || tokens[at]?.text === ','
}

/** Date, time and zone are all there. */
function isWhole(parts: readonly Part[]): boolean {
  return (['date', 'time', 'zone'] as const).every((wanted) => parts.some(({ type }) => type === wanted))
}

function lineEndsBefore(tokens: readonly Token[], at: number): number {
  return at === 0 ? 0 : (tokens[at]?.line ?? 0) - (tokens[at - 1]?.line ?? 0)
}
