/** What a text says of its own use: embargoed until then, free now, or nothing. */
import type { EmbargoGiven } from './embargo.ts'
import { type Expression, findInexact, gatherAfter, gatherBefore } from './embargo-expression.ts'
import { languagesOfEmbargo } from './embargo-language.ts'
import { beginsLine, isHeading, isMarkAside, isMarkByPlace, isMarkByTime, isPast, isTrade } from './embargo-place.ts'
import { type Reading, readExpression } from './embargo-reading.ts'
import { openWindows, type Part, readParts, type Window } from './embargo-window.ts'
import { isVerbLast, UNTIL, VAGUE, WORDINGS, type Wording } from './embargo-wordings.ts'
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

const UNREAD: Statement = {
  says: 'embargoed',
  words: '',
  reading: {
    at: null,
    zone: null,
    doubts: ['It speaks of embargoes so often that not all of it was read.'],
    conflict: false,
    stated: { day: null, time: null, zoned: false },
  },
}

/** Reads every statement of a text, in their order. */
export function findStatements(text: string, given: EmbargoGiven): Statement[] {
  const left = { wordings: MAX_WORDINGS }
  const { windows, whole } = openWindows(text)
  const found = windows.flatMap((window) => readWindow(window, given, left))
  return whole && left.wordings > 0 ? found : [...found, UNREAD]
}

function readWindow(window: Window, given: EmbargoGiven, left: { wordings: number }): Statement[] {
  const statements: Statement[] = []
  const { tokens } = window
  let used = 0
  /** The line that speaks of embargoes in general. */
  let general = -1
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
      if (means.kind === 'policy') general = tokens[at]?.line ?? -1
      if (found || means.kind === 'other' || means.kind === 'policy') break
    }
    if (found && !(general === tokens[at]?.line && isUndated(found.statement))) statements.push(found.statement)
    used = Math.max(used, found?.used ?? 0)
    at = wording.after
  }
  return statements
}

function isUndated({ says, reading }: Statement): boolean {
  return says === 'embargoed' && reading?.stated.day === null
}

interface Found {
  statement: Statement
  /** Index of the first token that it leaves to others. */
  used: number
}

function readWording(place: Place, given: EmbargoGiven): Found | null {
  const { window, wording, from, after } = place
  const { kind } = wording
  if (kind === 'other' || kind === 'policy' || leadsToFree(place)) return null
  if (kind === 'immediate' || kind === 'none') return isMarkByPlace(window, from, after) ? free(place) : null
  const timed = readTime(place, given)
  const { expression, reading, ahead } = timed
  if (kind === 'lifted' && !(ahead && has(expression, 'date')))
    return isMarkByPlace(window, from, after) ? free(place) : null
  return kind === 'lifted' || marks(place, timed, given) ? embargoed(place, expression, reading) : null
}

/** `Embargo: for immediate use` */
function leadsToFree({ window: { tokens }, wording, after }: Place): boolean {
  if (wording.kind !== 'word' || tokens[after]?.text !== ':') return false
  const next = phraseAt(WORDINGS, tokens, after + 1)?.means.kind
  return (next === 'immediate' || next === 'none') && tokens[after + 1]?.line === tokens[after]?.line
}

interface Timed {
  expression: Expression
  reading: Reading
  /** Its time is to come. */
  ahead: boolean
}

function readTime({ window, wording, from, after }: Place, given: EmbargoGiven): Timed {
  const languages = languagesOfEmbargo(wording, window.tokens, from, given)
  const parts = readParts(window, languages)
  const expression = gather({ window, wording, from, after }, parts, languages)
  const first = Math.min(from, ...expression.parts.map((part) => part.from))
  const last = Math.max(from, ...expression.parts.map((part) => part.after))
  const span = first < from ? first : after
  const inexact = expression.parts.length === 0 ? null : findInexact(window.tokens, parts, span, last)
  const reading = readExpression(expression, inexact, window.text, given)
  return { expression, reading, ahead: reading.at !== null && reading.at > given.receivedAt.getTime() }
}

/** Whether the wording, with its place and its time, marks this paper. */
function marks(
  { window, wording, from, after }: Place,
  { expression, reading, ahead }: Timed,
  given: EmbargoGiven,
): boolean {
  const { kind } = wording
  const { parts, loose, led } = expression
  if (kind === 'ban') return led
  const byTime = isMarkByTime(window, from, after, parts[0])
  if (kind === 'aside') return isMarkAside(window, from, after) || (byTime && has(expression, 'date'))
  const byPlace = byTime || isMarkByPlace(window, from, after)
  if (kind === 'dated') return byPlace && (isToCome(reading, given) || (parts.length === 0 && awaits(window, after)))
  if (isPast(window, from) && !ahead) return false
  const told = has(expression, 'date') && has(expression, 'time')
  if (kind === 'phrase') return told || !isTrade(window, from, after)
  if (byPlace) return true
  if (isTrade(window, from, after)) return false
  // `The embargo for the report is Thursday, 12 June.`
  const goesOn = parts.length > 0 && !loose && beginsLine(window, from)
  return goesOn || isHeading(window, from, after) || (told && !(loose && !led))
}

/** `Frei ab: nach der Pressekonferenz`: on the line follows what it hangs on. */
function awaits({ tokens }: Window, after: number): boolean {
  return [0, 1, 2, 3, 4].some(
    (on) => tokens[after + on]?.line === tokens[after - 1]?.line && phraseAt(VAGUE, tokens, after + on) !== undefined,
  )
}

function has({ parts }: Expression, type: Part['type']): boolean {
  return parts.some((part) => part.type === type)
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
  if (has(following, 'date')) return following
  const leading = gatherBefore(tokens, parts, from, isVerbLast(wording.languages) || isVerbLast(languages.slice(0, 1)))
  if (!has(leading, 'date')) return following
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
