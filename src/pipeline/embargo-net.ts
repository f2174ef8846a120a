/** Embargoes in words that no list has: a short line at the top says until when or from when the paper is used. */
import type { EmbargoGiven } from './embargo.ts'
import { readExpression } from './embargo-reading.ts'
import type { Statement } from './embargo-statements.ts'
import { openWindow, type Part, readParts } from './embargo-window.ts'
import { FILLERS, LEADS, MEDIA, PLAIN, UNTIL, USES } from './embargo-wordings.ts'
import { phraseAt, type Token } from './tokens.ts'

/** Such a line stands above the headline or right below it. */
const MAX_LINES = 12
const MAX_LENGTH = 200
/** Of other words a sentence has more. */
const MAX_OTHERS = 1
/** A time of day: most lines have none. */
const CLOCK = /\d\s?[:.h]\s?\d\d|\d\s?(?:[ap]\.?m|uhr|uur|h)\b|(?:kl|klo|saat|godz|ore|às|alle)\.?\s?\d|時|час/iu
const DOUBT = 'It says when something may be used, and not plainly that this is embargoed.'

/** The line, as an embargo that is never beyond doubt; null where there is none. */
export function findUnnamed(text: string, given: EmbargoGiven): Statement | null {
  let start = 0
  for (let lines = 0; lines < MAX_LINES && start < text.length; ) {
    const end = text.indexOf('\n', start) === -1 ? text.length : text.indexOf('\n', start)
    const line = text.slice(start, end)
    if (line.trim() !== '') lines++
    const found = line.length <= MAX_LENGTH && CLOCK.test(line) ? readLine(line, given) : null
    if (found) return found
    start = end + 1
  }
  return null
}

function readLine(line: string, given: EmbargoGiven): Statement | null {
  const window = openWindow(line, 0, line.length)
  const { tokens } = window
  const parts = readParts(window, given.languages)
  const has = (type: Part['type']) => parts.some((part) => part.type === type)
  if (!(has('date') && has('time'))) return null
  const use = tokens.some((_, at) => phraseAt(USES, tokens, at) ?? phraseAt(MEDIA, tokens, at))
  const until = tokens.some((_, at) => phraseAt(UNTIL, tokens, at) !== undefined && !isIn(parts, at))
  if (!use || !until || countOthers(tokens, parts) > MAX_OTHERS) return null
  const reading = readExpression({ parts: [...parts], loose: false, led: true }, null, line, given)
  if (reading.at === null || reading.at <= given.receivedAt.getTime()) return null
  return { says: 'embargoed', words: line.trim(), reading: { ...reading, doubts: [DOUBT, ...reading.doubts] } }
}

function countOthers(tokens: readonly Token[], parts: readonly Part[]): number {
  let others = 0
  for (let at = 0; at < tokens.length; ) {
    const known = [USES, MEDIA, UNTIL, FILLERS, PLAIN, LEADS].flatMap((phrases) => phraseAt(phrases, tokens, at) ?? [])
    if (known.length === 0 && tokens[at]?.kind === 'word' && !isIn(parts, at)) others++
    at = Math.max(at + 1, ...known.map(({ after }) => after))
  }
  return others
}

function isIn(parts: readonly Part[], at: number): boolean {
  return parts.some(({ from, after }) => at >= from && at < after)
}
