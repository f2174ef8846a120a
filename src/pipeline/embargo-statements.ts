/** What a text says of its own use: embargoed until then, free now, or nothing. */
import type { EmbargoGiven } from './embargo.ts'
import type { Expression } from './embargo-expression.ts'
import { leadsToFree, marks, mayLock } from './embargo-marks.ts'
import { findUnnamed } from './embargo-net.ts'
import { isMarkByPlace } from './embargo-place.ts'
import type { Reading } from './embargo-reading.ts'
import { has, type Place, readTime } from './embargo-time.ts'
import { openWindows, type Window } from './embargo-window.ts'
import { WORDINGS } from './embargo-wordings.ts'
import { phrasesAt } from './tokens.ts'

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
  const unnamed = found.length === 0 ? findUnnamed(text, given) : null
  if (unnamed) return [unnamed]
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
      if (found || /^(?:other|policy|lifted)$/.test(means.kind)) break
    }
    if (!found && wording.means.kind === 'none')
      found = readNegated({ window, wording: wording.means, from: at, after: wording.after }, given)
    if (found && !(general === tokens[at]?.line && isUndated(found.statement))) statements.push(found.statement)
    used = Math.max(used, found?.used ?? 0)
    at = wording.after
  }
  return statements
}

function isUndated({ says, reading }: Statement): boolean {
  return says === 'embargoed' && reading?.stated.day === null
}

/** `not embargoed until …` */
function readNegated(place: Place, given: EmbargoGiven): Found | null {
  const { expression, reading, ahead } = readTime(place, given)
  if (!ahead || !expression.led || !has(expression, 'date')) return null
  return embargoed(place, expression, { ...reading, doubts: [...reading.doubts, NEGATED] })
}

const NEGATED = 'It says both that there is none and until when it holds.'

interface Found {
  statement: Statement
  /** Index of the first token that it leaves to others. */
  used: number
}

function readWording(place: Place, given: EmbargoGiven): Found | null {
  const { window, wording, from, after } = place
  const { kind } = wording
  if (kind === 'other' || leadsToFree(place) || !mayLock(place)) return null
  // `Embargo policy: Sunday 25 October, 00:05 CEST`
  if (kind === 'policy' && window.tokens[after]?.text !== ':') return null
  if (kind === 'immediate') return isMarkByPlace(window, from, after) ? free(place) : null
  if (kind === 'none') return isMarkByPlace(window, from, after) && !readNegated(place, given) ? free(place) : null
  const timed = readTime(place, given)
  const { expression, reading, ahead } = timed
  if (kind === 'lifted' && !(ahead && has(expression, 'date')))
    return isMarkByPlace(window, from, after) ? free(place) : null
  return kind === 'lifted' || marks(place, timed, given) ? embargoed(place, expression, reading) : null
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
