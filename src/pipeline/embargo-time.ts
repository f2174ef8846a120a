/** The time that belongs to a wording, behind it or before it, and what it says. */
import type { EmbargoGiven } from './embargo.ts'
import { findAside } from './embargo-aside.ts'
import { gatherBefore } from './embargo-before.ts'
import { type Expression, gatherAfter } from './embargo-expression.ts'
import { findInexact } from './embargo-inexact.ts'
import { languagesOfEmbargo } from './embargo-language.ts'
import { type Reading, readExpression } from './embargo-reading.ts'
import { type Part, readParts, type Window } from './embargo-window.ts'
import { isVerbLast, LEADS, UNTIL, type Wording } from './embargo-wordings.ts'
import { phraseAt, type Token } from './tokens.ts'

/** A wording in a window. */
export interface Place {
  window: Window
  wording: Wording
  from: number
  after: number
}

export interface Timed {
  expression: Expression
  reading: Reading
  /** Its time is to come. */
  ahead: boolean
  /** A date stands on its line, whether it is its own or not. */
  besideDate: boolean
}

/** Reads the time of a wording. */
export function readTime({ window, wording, from, after }: Place, given: EmbargoGiven): Timed {
  const languages = languagesOfEmbargo(wording, window.tokens, from, given)
  const parts = readParts(window, languages)
  const expression = gather({ window, wording, from, after }, parts, languages)
  const first = Math.min(from, ...expression.parts.map((part) => part.from))
  const last = Math.max(from, ...expression.parts.map((part) => part.after))
  const span = { from, after, start: first < from ? first : after, end: last }
  const inexact =
    expression.parts.length === 0
      ? null
      : (findInexact(window.tokens, parts, span, expression.parts) ??
        findAside({ window, wording, from, after }, expression))
  const reading = readExpression(expression, inexact, window.text, given)
  const ahead = reading.at !== null && reading.at > given.receivedAt.getTime()
  const line = window.tokens[from]?.line
  const besideDate = parts.some((part) => part.type === 'date' && window.tokens[part.from]?.line === line)
  return { expression, reading, ahead, besideDate }
}

/** Whether a part of that kind is among them. */
export function has({ parts }: Expression, type: Part['type']): boolean {
  return parts.some((part) => part.type === type)
}

function gather(
  { window, wording, from, after }: Place,
  parts: readonly Part[],
  languages: readonly string[],
): Expression {
  const { tokens } = window
  const leads = [1, 2, 3].some((back) => after - back >= from && phraseAt(UNTIL, tokens, after - back)?.after === after)
  const following = gatherAfter(tokens, parts, after, leads || wording.kind === 'dated')
  if (has(following, 'date')) return following
  const leading = gatherBefore(tokens, parts, from, isVerbLast(wording.languages) || isVerbLast(languages.slice(0, 1)))
  if (!has(leading, 'date')) return following
  if (isFieldAbove(window, from, leading))
    return { parts: [...leading.parts, ...following.parts], loose: false, led: true }
  return following.parts.length === 0
    ? leading
    : { parts: [...leading.parts, ...following.parts], loose: true, led: true }
}

/** `RELEASE DATE: 12 June 2026` above `RELEASE TIME: …` or `Embargo time: …`: a field with nothing but the date. */
function isFieldAbove({ tokens }: Window, from: number, { parts }: Expression): boolean {
  const [first] = parts
  const line = (tokens[from]?.line ?? 0) - 1
  const start = tokens.findIndex((token) => token.line === line)
  const colon = first && tokens[first.from - 1]
  return (
    first !== undefined &&
    start !== -1 &&
    (tokens[start]?.text === tokens[from]?.text || isDateField(tokens, start, first.from - 1)) &&
    colon?.text === ':' &&
    colon.line === line &&
    first.from - start <= 4 &&
    parts.every((part) => part.type === 'date' || part.type === 'weekday') &&
    parts.at(-1)?.after === tokens.findIndex((token) => token.line > line)
  )
}

/** `Release date`, not `Date`, which is that of the paper. */
function isDateField(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to)
  return words.length > 1 && words.every((_, index) => phraseAt(LEADS, tokens, from + index) !== undefined)
}
