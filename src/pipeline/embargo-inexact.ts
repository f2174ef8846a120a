/** Words round the time of an embargo that leave it open: what is not known to mean nothing is taken to mean something. */
import type { Part } from './embargo-window.ts'
import { CONDITIONS, EVENTS, FILLERS, LEADS, MEDIA, PAST, PLAIN, UNTIL, VAGUE, WORDINGS } from './embargo-wordings.ts'
import { type Phrases, phraseAt, type Token, touches } from './tokens.ts'

/** So much of the sentence behind the time is looked through. */
const MAX_BEHIND = 14
/** The times of other media stand on the same line or below it, with their medium. */
const MAX_LINES_OF_MEDIA = 2
const MAX_BESIDE = 4

/** Their full stop ends no sentence. */
const SHORTENED = /^(?:bzw|resp|evtl|ggf|incl|excl|approx|ca|min|max)$/

/** Words that may stand between wording and time. */
const KNOWN: readonly Phrases<unknown>[] = [FILLERS, UNTIL, WORDINGS, PLAIN, LEADS]

interface Span {
  /** Index of the wording's first token, and of the first after it. */
  from: number
  after: number
  /** Where the words between wording and time begin; and the first token after both. */
  start: number
  end: number
}

/** The words that leave open when it ends; null: there are none. `own`: the parts of its time. */
export function findInexact(
  tokens: readonly Token[],
  parts: readonly Part[],
  span: Span,
  own: readonly Part[],
): string | null {
  return (
    findBefore(tokens, span) ??
    findWithin(tokens, parts, span) ??
    findBehind(tokens, parts, Math.max(span.after, span.end)) ??
    findOtherMedia(tokens, parts, Math.max(span.after, span.end)) ??
    findFree(tokens, Math.max(span.after, span.end)) ??
    findOtherTime(tokens, parts, Math.max(span.after, span.end), own)
  )
}

/** `Provisional embargo`, `the previous embargo`, `Press briefing under embargo`, `embargoed from`, `embargoed until after` */
function findBefore(tokens: readonly Token[], { from, after }: Span): string | null {
  for (let at = from; at < after; at++) {
    const own = phraseAt(VAGUE, tokens, at)
    if (own && (at === from || own.after > after)) return rawBetween(tokens, at, own.after)
  }
  for (const at of [from - 1, from - 2, from - 3]) {
    if (tokens[at]?.line !== tokens[from]?.line) return null
    const doubtful = phraseAt(VAGUE, tokens, at) ?? phraseAt(PAST, tokens, at) ?? phraseAt(EVENTS, tokens, at)
    if (doubtful?.after === from) return rawBetween(tokens, at, from)
  }
  return null
}

function findWithin(tokens: readonly Token[], parts: readonly Part[], { start, end }: Span): string | null {
  for (let at = start; at < end; ) {
    const part = partAt(parts, at)
    const vague = part ? undefined : phraseAt(VAGUE, tokens, at)
    const known = part ?? knownAt(tokens, at)
    if (vague || (!known && tokens[at]?.kind !== 'sign')) return rawBetween(tokens, at, vague?.after ?? at + 1)
    at = known?.after ?? at + 1
  }
  return null
}

/** The longest; also the `T` of `2026-06-12T06:00`. */
function knownAt(tokens: readonly Token[], at: number): { after: number } | undefined {
  if (tokens[at]?.text === 't' && touches(tokens, at) && touches(tokens, at + 1)) return { after: at + 1 }
  const found = KNOWN.flatMap((phrases) => phraseAt(phrases, tokens, at) ?? [])
  return found.sort((one, other) => other.after - one.after)[0]
}

/** `… or publication, whichever is later`, `… except in Scotland`, up to the end of the sentence. */
function findBehind(tokens: readonly Token[], parts: readonly Part[], end: number): string | null {
  const line = tokens[end - 1]?.line
  if (tokens[end]?.kind === 'number' && tokens[end]?.line === line && !partAt(parts, end))
    return tokens[end]?.raw ?? null
  for (let at = end; at < end + MAX_BEHIND && tokens[at]?.line === line; at++) {
    // `… – except Scotland`
    if (endsClause(tokens, at)) return isSentenceEnd(tokens, at) ? null : conditionAt(tokens, at + 1)
    // `…, so please do not publish before then`
    if (phraseAt(UNTIL, tokens, at - 1)?.after === at) continue
    const open = phraseAt(CONDITIONS, tokens, at) ?? phraseAt(VAGUE, tokens, at)
    if (open) return rawBetween(tokens, at, open.after)
  }
  return null
}

function conditionAt(tokens: readonly Token[], at: number): string | null {
  const found = phraseAt(CONDITIONS, tokens, at)
  return found ? rawBetween(tokens, at, found.after) : null
}

const isSentenceEnd = (tokens: readonly Token[], at: number): boolean => /^[.!?]$/.test(tokens[at]?.text ?? '')

/** `…. Correction: the embargo is 11:00 BST`, further on in the line: another time. */
function findOtherTime(
  tokens: readonly Token[],
  parts: readonly Part[],
  end: number,
  own: readonly Part[],
): string | null {
  const line = tokens[end - 1]?.line
  for (let at = end; at < end + 2 * MAX_BEHIND && tokens[at]?.line === line; at++) {
    const wording = phraseAt(WORDINGS, tokens, at)
    if (!wording || !/^(?:word|phrase|dated|ban)$/.test(wording.means.kind)) continue
    const other = parts.find(
      ({ type, from }) => type === 'time' && from >= wording.after && from - wording.after <= MAX_BESIDE,
    )
    if (other && !own.some((part) => isSameTime(part, other))) return rawBetween(tokens, at, other.after)
  }
  return null
}

function isSameTime(one: Part, other: Part): boolean {
  if (one.type !== 'time' || other.type !== 'time') return false
  return one.time.hour % 12 === other.time.hour % 12 && one.time.minute === other.time.minute
}

/** `…; newspapers of 13 June`, `… and for Saturday's papers`, `Print: 13 June` below it: some media have a time of their own. */
function findOtherMedia(tokens: readonly Token[], parts: readonly Part[], end: number): string | null {
  const line = tokens[end - 1]?.line ?? 0
  for (let at = end; at < end + 2 * MAX_BEHIND && (tokens[at]?.line ?? Infinity) <= line + MAX_LINES_OF_MEDIA; at++) {
    const medium = phraseAt(MEDIA, tokens, at)
    if (!medium || (tokens[at]?.line !== line && !isLabel(tokens, at))) continue
    const beside = parts.find(
      ({ type, from, after }) =>
        /^(?:date|time|weekday)$/.test(type) &&
        from >= end &&
        tokens[from]?.line === tokens[at]?.line &&
        (from >= medium.after ? from - medium.after <= MAX_BESIDE : at >= after && at - after <= MAX_BESIDE),
    )
    if (beside) return rawBetween(tokens, Math.min(at, beside.from), Math.max(medium.after, beside.after))
  }
  return null
}

/** `…; this invitation may be published now`, further on in the line; `For immediate release in Scotland` below it. */
function findFree(tokens: readonly Token[], end: number): string | null {
  const line = tokens[end - 1]?.line ?? 0
  for (let at = end; at < end + 2 * MAX_BEHIND && (tokens[at]?.line ?? Infinity) <= line + MAX_LINES_OF_MEDIA; at++) {
    if (tokens[at]?.line !== line && !beginsLine(tokens, at)) continue
    const free = phraseAt(WORDINGS, tokens, at)
    if (free?.means.kind === 'immediate') return rawBetween(tokens, at, free.after)
  }
  return null
}

/** `Print:`, `For print` */
function isLabel(tokens: readonly Token[], at: number): boolean {
  return beginsLine(tokens, at) || (beginsLine(tokens, at - 1) && phraseAt(FILLERS, tokens, at - 1)?.after === at)
}

const beginsLine = (tokens: readonly Token[], at: number): boolean => tokens[at - 1]?.line !== tokens[at]?.line

function endsClause(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at]?.text ?? ''
  if (sign === '.' && SHORTENED.test(tokens[at - 1]?.text ?? '') && touches(tokens, at)) return false
  return /^[.!?:;|]$/.test(sign) || (sign === '-' && !(touches(tokens, at) && touches(tokens, at + 1)))
}

function partAt(parts: readonly Part[], at: number): Part | undefined {
  return parts.find((part) => at >= part.from && at < part.after)
}

function rawBetween(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ raw }) => raw)
    .join(' ')
}
