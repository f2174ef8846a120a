/** Words that make a time that of something else: the paper is sent, discussed or shown under embargo then, and the embargo goes on. */
import type { Expression } from './embargo-expression.ts'
import type { Place } from './embargo-time.ts'
import { FILLERS, LEADS, PLAIN, UNTIL, WORDINGS } from './embargo-wordings.ts'
import { type Phrases, phraseAt, type Token } from './tokens.ts'

/** `not before` stands so near to the date. */
const MAX_LEAD = 4

/** They say nothing of what is done. */
const KNOWN: readonly Phrases<unknown>[] = [LEADS, PLAIN, FILLERS, WORDINGS]

/** The first of the words by which the time may be that of something else, where none leads from the wording to it or back; null: there are none. */
export function findAside(
  { window: { tokens }, wording, from, after }: Place,
  { parts, led }: Expression,
): string | null {
  // `not to be published` speaks of the paper itself.
  if (wording.kind !== 'word' && wording.kind !== 'phrase') return null
  const end = parts.at(-1)?.after ?? 0
  if (end > from) return led || isOf(tokens[after]) ? null : wordBefore(tokens, from)
  for (let at = (parts[0]?.from ?? 0) - MAX_LEAD; at < after; at++) if (phraseAt(UNTIL, tokens, at)) return null
  return wordBehind(tokens, after)
}

/** `The embargo of 10:00 GMT`, `the embargo (10:00 GMT)`: the time is its own. */
const isOf = (token: Token | undefined): boolean =>
  /^(?:[:(]|of|v[ao]n|vom|du|del|di|de|av|до|は)$/.test(token?.text ?? '')

/** `3 Haziran 2026, 14.00’te ambargolu olarak gönderilecektir`: something else is done under embargo then. */
function wordBehind(tokens: readonly Token[], after: number): string | null {
  for (let at = after; tokens[at]?.line === tokens[after - 1]?.line; ) {
    const token = tokens[at]
    if (!token || (token.kind === 'sign' && token.text !== ',')) return null
    const known = KNOWN.flatMap((phrases) => phraseAt<unknown>(phrases, tokens, at) ?? [])
    if (token.kind === 'word' && known.length === 0) return token.raw
    at = Math.max(at + 1, ...known.map((found) => found.after))
  }
  return null
}

/** `We will send the embargoed report on 3 June`: other words stand before it, and none leads from it to the time. */
function wordBefore(tokens: readonly Token[], from: number): string | null {
  for (let at = from - 1; at >= 0 && tokens[at]?.line === tokens[from]?.line; at--) {
    const token = tokens[at]
    if (token?.kind === 'sign' && token.text !== ',') return null
    if (token?.kind === 'word' && !KNOWN.some((known) => endsAt(known, tokens, at))) return token.raw
  }
  return null
}

/** Whether a known phrase ends with the token. */
function endsAt(phrases: Phrases<unknown>, tokens: readonly Token[], at: number): boolean {
  return [0, 1, 2, 3].some((back) => (phraseAt(phrases, tokens, at - back)?.after ?? 0) > at)
}
