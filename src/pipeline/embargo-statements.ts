/** What a text says of its own use: embargoed until then, free now, or nothing. */
import type { EmbargoGiven } from './embargo.ts'
import { type Expression, findInexact, gatherAfter, gatherBefore } from './embargo-expression.ts'
import { languagesOfEmbargo } from './embargo-language.ts'
import { beginsLine, isHeading, isMarkByPlace, isMarkByTime, isPast, isTrade } from './embargo-place.ts'
import { type Reading, readExpression } from './embargo-reading.ts'
import { openWindows, type Part, readParts, type Window } from './embargo-window.ts'
import { isVerbLast, UNTIL, WORDINGS, type Wording } from './embargo-wordings.ts'
import { phraseAt, phrasesAt } from './tokens.ts'

export interface Statement {
  /** The paper may not be used yet, or may be used now. */
  says: 'embargoed' | 'free'
  /** As written, white space between words aside. */
  words: string
  /** Of an embargo. */
  reading: Reading | null
}

/** A text that speaks of embargoes more often is about them; what marks it stands above. */
const MAX_WORDINGS = 300

interface Place {
  window: Window
  wording: Wording
  from: number
  after: number
}

/** Reads every statement of a text, in their order. */
export function findStatements(text: string, given: EmbargoGiven): Statement[] {
  const left = { wordings: MAX_WORDINGS }
  return openWindows(text).flatMap((window) => readWindow(window, given, left))
}

function readWindow(window: Window, given: EmbargoGiven, left: { wordings: number }): Statement[] {
  const statements: Statement[] = []
  const { tokens } = window
  let used = 0
  for (let at = 0; at < tokens.length && left.wordings > 0; ) {
    const [wording, ...shorter] = phrasesAt(WORDINGS, tokens, at)
    if (!wording) {
      at++
      continue
    }
    left.wordings--
    let found: Found | null = null
    for (const { means, after } of at < used ? [] : [wording, ...shorter]) {
      found = readWording({ window, wording: means, from: at, after }, given)
      if (found || means.kind === 'other') break
    }
    if (found) statements.push(found.statement)
    used = Math.max(used, found?.used ?? 0)
    at = wording.after
  }
  return statements
}

interface Found {
  statement: Statement
  /** Index of the first token that it leaves to others. */
  used: number
}

function readWording(place: Place, given: EmbargoGiven): Found | null {
  const { window, wording, from, after } = place
  const { kind } = wording
  if (kind === 'other') return null
  const byPlace = isMarkByPlace(window, from, after)
  if (kind === 'immediate' || kind === 'none') return byPlace ? free(place) : null
  const languages = languagesOfEmbargo(wording, window.tokens, from, given)
  const parts = readParts(window, languages)
  const expression = gather(place, parts, languages)
  const last = Math.max(from, ...expression.parts.map((part) => part.after))
  const first = Math.min(from, ...expression.parts.map((part) => part.from))
  const inexact =
    expression.parts.length === 0
      ? null
      : findInexact(window.tokens, parts, first < from ? first : after, Math.max(last, from))
  const reading = readExpression(expression, inexact, window.text, given)
  const has = (type: Part['type']) => expression.parts.some((part) => part.type === type)
  const byTime = isMarkByTime(window, from, after, expression.parts[0])
  const ahead = reading.at !== null && reading.at > given.receivedAt.getTime()
  if (kind === 'lifted')
    return has('date') && ahead ? embargoed(place, expression, reading) : byPlace ? free(place) : null
  if (kind === 'ban') return expression.led ? embargoed(place, expression, reading) : null
  if (kind === 'dated')
    return (byPlace || byTime) && isToCome(reading, given) ? embargoed(place, expression, reading) : null
  const told = has('date') && has('time')
  if (isPast(window, from) && !ahead) return null
  if (kind === 'phrase') return told || !isTrade(window, from, after) ? embargoed(place, expression, reading) : null
  const beside = told && !(expression.loose && !expression.led) && !isTrade(window, from, after)
  // `The embargo for the report is Thursday, 12 June.`
  const goesOn = expression.parts.length > 0 && !expression.loose && beginsLine(window, from)
  const trade = isTrade(window, from, after)
  const headed = !trade && isHeading(window, from, after)
  return byPlace || byTime || (goesOn && !trade) || headed || beside ? embargoed(place, expression, reading) : null
}

/** A date to come, today, or a time of an unknown day. */
function isToCome({ at, stated }: Reading, { receivedAt }: EmbargoGiven): boolean {
  if (at !== null) return at > receivedAt.getTime()
  if (stated.day === null) return stated.time !== null
  return Date.UTC(stated.day.year, stated.day.month - 1, stated.day.day) > receivedAt.getTime()
}

function gather(
  { window, wording, from, after }: Place,
  parts: readonly Part[],
  languages: readonly string[],
): Expression {
  const { tokens } = window
  const leads = [1, 2, 3].some((back) => after - back >= from && phraseAt(UNTIL, tokens, after - back)?.after === after)
  const following = gatherAfter(tokens, parts, after, leads || wording.kind === 'dated')
  const hasDate = (expression: Expression) => expression.parts.some(({ type }) => type === 'date')
  if (hasDate(following)) return following
  const leading = gatherBefore(tokens, parts, from, isVerbLast(wording.languages) || isVerbLast(languages.slice(0, 1)))
  if (!hasDate(leading)) return following
  return following.parts.length === 0
    ? leading
    : { parts: [...leading.parts, ...following.parts], loose: true, led: true }
}

function free(place: Place): Found {
  const { window, from, after } = place
  return { statement: { says: 'free', words: wordsBetween(window, from, after), reading: null }, used: after }
}

function embargoed({ window, from, after }: Place, { parts }: Expression, reading: Reading): Found {
  const first = Math.min(from, ...parts.map((part) => part.from))
  const last = Math.max(after, ...parts.map((part) => part.after))
  return { statement: { says: 'embargoed', words: wordsBetween(window, first, last), reading }, used: last }
}

function wordsBetween({ text, tokens }: Window, from: number, after: number): string {
  const count = (sign: string) => tokens.slice(from, after).filter(({ text }) => text === sign).length
  const closes = tokens[after]?.text === ')' && count('(') > count(')')
  return text.slice(tokens[from]?.start, tokens[closes ? after : after - 1]?.end)
}
