/** Words round the time of an embargo that leave it open: what is not known to mean nothing is taken to mean something. */
import type { Part } from './embargo-window.ts'
import { CONDITIONS, FILLERS, LEADS, MEDIA, PAST, PLAIN, UNTIL, VAGUE, WORDINGS } from './embargo-wordings.ts'
import { type Phrases, phraseAt, type Token, touches } from './tokens.ts'

/** So much of the sentence behind the time is looked through. */
const MAX_BEHIND = 14
/** The times of other media stand on the same line or below it, with their medium. */
const MAX_LINES_OF_MEDIA = 2
const MAX_BESIDE = 4

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

/** The words that leave open when it ends; null: there are none. */
export function findInexact(tokens: readonly Token[], parts: readonly Part[], span: Span): string | null {
  return (
    findBefore(tokens, span) ??
    findWithin(tokens, parts, span) ??
    findBehind(tokens, parts, Math.max(span.after, span.end)) ??
    findOtherMedia(tokens, parts, Math.max(span.after, span.end)) ??
    findFree(tokens, Math.max(span.after, span.end))
  )
}

/** `Provisional embargo`, `the previous embargo`, `embargoed from`, `embargoed until after` */
function findBefore(tokens: readonly Token[], { from, after }: Span): string | null {
  for (let at = from; at < after; at++) {
    const own = phraseAt(VAGUE, tokens, at)
    if (own && (at === from || own.after > after)) return rawBetween(tokens, at, own.after)
  }
  for (const at of [from - 1, from - 2, from - 3]) {
    if (tokens[at]?.line !== tokens[from]?.line) return null
    const doubtful = phraseAt(VAGUE, tokens, at) ?? phraseAt(PAST, tokens, at)
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
    if (endsClause(tokens, at)) return null
    const open = phraseAt(CONDITIONS, tokens, at) ?? phraseAt(VAGUE, tokens, at)
    if (open) return rawBetween(tokens, at, open.after)
  }
  return null
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

/** `…; this invitation may be published now`, further on in the line. */
function findFree(tokens: readonly Token[], end: number): string | null {
  const line = tokens[end - 1]?.line
  for (let at = end; at < end + 2 * MAX_BEHIND && tokens[at]?.line === line; at++) {
    const free = phraseAt(WORDINGS, tokens, at)
    if (free?.means.kind === 'immediate') return rawBetween(tokens, at, free.after)
  }
  return null
}

/** `Print:`, `For print` */
function isLabel(tokens: readonly Token[], at: number): boolean {
  const begins = (from: number) => tokens[from - 1]?.line !== tokens[from]?.line
  return begins(at) || (begins(at - 1) && phraseAt(FILLERS, tokens, at - 1)?.after === at)
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at]?.text ?? ''
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
