/** Whether words such as `embargo` mark the paper by the place where they stand, or are words of its news. */
import type { Window } from './embargo-window.ts'
import { FILLERS, isTradeWord, LEADS, NOTICES, PAST, UNTIL } from './embargo-wordings.ts'
import { type Phrases, phraseAt, type Token, touches } from './tokens.ts'

/** How many words a label may hold beside the wording. */
const MAX_LEADS = 8
/** A sentence is read no further to either side. */
const MAX_SENTENCE = 30

/** Alone on its line, or in brackets in a text of one line, such as a subject. */
export function isMarkAside(window: Window, from: number, after: number): boolean {
  const { tokens, startsText } = window
  const bracketed = tokens[from - 1]?.text === '(' && tokens[after]?.text === ')'
  if (bracketed && startsText && tokens.at(-1)?.line === 0) return true
  return beginsLine(window, from) && endsLabel(tokens, after) === 'line'
}

/** A label: alone on its line, at its beginning before a sign, at its end after one, or in brackets. */
export function isMarkByPlace(window: Window, from: number, after: number): boolean {
  const { tokens } = window
  if (tokens[from - 1]?.text === '(' && tokens[after]?.text === ')') return true
  const begins = beginsLine(window, from)
  const ends = endsLabel(tokens, after)
  if (begins && ends !== 'no') return true
  const set = /^[-|:/(,*•·.]$/.test(tokens[from - 1]?.text ?? '') && isSameLine(tokens, from - 1, from)
  return set && ends === 'line'
}

/** Words of a label begin the line, and a date or time follows at once. */
export function isMarkByTime(
  window: Window,
  from: number,
  after: number,
  first: { from: number } | undefined,
): boolean {
  if (!first || first.from > after + 2) return false
  return beginsLine(window, from) || window.tokens[from - 1]?.text === '('
}

/** `Embargo changed:`, `Embargo details:` */
export function isHeading(window: Window, from: number, after: number): boolean {
  const colon = window.tokens.slice(after, after + 4).find(({ text }) => text === ':')
  return colon !== undefined && colon.line === window.tokens[from]?.line && beginsLine(window, from)
}

/** Before it stand nothing but signs and words of a label. */
export function beginsLine({ tokens, startsLine }: Window, from: number): boolean {
  const line = tokens[from]?.line
  let at = from
  while (at > 0 && tokens[at - 1]?.line === line) at--
  if (at === 0 && !startsLine) return false
  if (from - at > 2 * MAX_LEADS) return false
  for (; at < from; ) {
    const next = skipLabel(tokens, at)
    if (next === null) return false
    at = next
  }
  return true
}

/** `… das gesprochene Wort! Sperrfrist: Redebeginn`, `Rede – Sperrfrist: …`: a label begins a sentence, or what is set off. */
export function isLabelInLine({ tokens }: Window, from: number, after: number): boolean {
  const before = tokens[from - 1]?.text ?? ''
  const begins = /^[.!?|]$/.test(before) || (before === '-' && !touches(tokens, from))
  return begins && tokens[after]?.text === ':' && isSameLine(tokens, from, after)
}

/** What follows: the end of the line, a sign after which other words come, or words of the news. */
function endsLabel(tokens: readonly Token[], after: number): 'line' | 'sign' | 'no' {
  for (let at = after, words = 0; words < MAX_LEADS; ) {
    const token = tokens[at]
    if (!token || !isSameLine(tokens, at, after - 1)) return 'line'
    // `Sperrfrist. Pressekonferenz am …`
    if (at === after && token.text === '.') return endsLine(tokens, at) ? 'line' : 'sign'
    if (token.kind === 'sign' && /^[:\-|)!*/=>~]$/.test(token.text)) return endsLine(tokens, at) ? 'line' : 'sign'
    if (token.kind === 'number' || phraseAt(UNTIL, tokens, at) || phraseAt(NOTICES, tokens, at)) return 'sign'
    if (token.kind === 'sign' && !/^[.,"'*_(]$/.test(token.text)) return 'no'
    if (token.text === ',' && !endsLine(tokens, at)) return 'no'
    const next = skipLabel(tokens, at) ?? phraseAt(FILLERS, tokens, at)?.after ?? null
    if (next === null) return 'no'
    at = next
    words++
  }
  return 'no'
}

function endsLine(tokens: readonly Token[], at: number): boolean {
  let next = at
  while (tokens[next]?.kind === 'sign' && isSameLine(tokens, next, at)) next++
  return !tokens[next] || !isSameLine(tokens, next, at)
}

function skipLabel(tokens: readonly Token[], at: number): number | null {
  if (tokens[at]?.kind === 'sign') return at + 1
  return phraseAt(LEADS, tokens, at)?.after ?? null
}

function isSameLine(tokens: readonly Token[], one: number, other: number): boolean {
  return tokens[one]?.line === tokens[other]?.line
}

/** `was embargoed until`: an earlier paper, or an earlier time. */
export function isPast({ tokens }: Window, from: number): boolean {
  return [1, 2, 3].some(
    (back) =>
      from - back >= 0 && phraseAt(PAST, tokens, from - back) !== undefined && isSameLine(tokens, from - back, from),
  )
}

/** Words of trade stand in the same sentence. */
export function isTrade({ tokens }: Window, from: number, after: number): boolean {
  const stops = (token: Token | undefined) => !token || /^[.!?]$/.test(token.text)
  let first = from
  while (from - first < 16 && !stops(tokens[first - 1]) && isSameLine(tokens, first - 1, from)) first--
  let last = after
  while (last - after < 16 && !stops(tokens[last]) && isSameLine(tokens, last, after - 1)) last++
  for (let at = first; at < last; at++) if (isTradeWord(tokens, at)) return true
  return false
}

/** One of the phrases stands in the same sentence, or its time begins the line that it ends: `Bis 12. Juni, 10 Uhr gesperrt`. */
export function isOf(
  { tokens }: Window,
  { from, after, timeEnds }: { from: number; after: number; timeEnds: number },
  phrases: Phrases<true>,
): boolean {
  // The point of `1. Mai` ends no sentence.
  const goesOn = (at: number) => !/^[.!?]$/.test(tokens[at]?.text ?? '.') || tokens[at - 1]?.kind === 'number'
  let first = from
  while (from - first < MAX_SENTENCE && isSameLine(tokens, first - 1, from) && goesOn(first - 1)) first--
  for (let at = first; at < from; at++) if (phraseAt(phrases, tokens, at)) return true
  const isAlone = timeEnds >= from - 1 && (!isSameLine(tokens, after, from) || endsLine(tokens, after))
  if (isAlone && !isSameLine(tokens, first - 1, from) && phraseAt(UNTIL, tokens, first)) return true
  for (let at = after; at < after + MAX_SENTENCE && isSameLine(tokens, at, from) && goesOn(at); at++)
    if (phraseAt(phrases, tokens, at)) return true
  return false
}
