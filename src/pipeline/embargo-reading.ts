/** What the words of an embargo say: the instant, or why it cannot be known. */
import type { EmbargoGiven } from './embargo.ts'
import { type Day, settleDay } from './embargo-day.ts'
import type { Expression } from './embargo-expression.ts'
import { wallAt } from './embargo-instant.ts'
import { pairUp, placeTimed, type Timed } from './embargo-pairs.ts'
import type { Part } from './embargo-window.ts'
import type { TimeAmong } from './times.ts'

export interface Reading {
  /** Milliseconds since 1970: what it says, or the likeliest; null where nothing tells. */
  at: number | null
  /** As `Embargo.zone`. */
  zone: string | null
  /** Why it is not certain, a sentence each; none: it is. */
  doubts: string[]
  /** It names two different instants. */
  conflict: boolean
  /** What is stated, to compare with other passages. */
  stated: { day: Day | null; time: TimeAmong | null; zoned: boolean }
}

const DAY = 86_400_000

/** Reads the parts; what is missing is filled in from the circumstances for the likeliest instant, and is a doubt. `inexact`: words beside the time that leave it open; `text`: where the parts stand. */
export function readExpression(
  { parts, loose }: Expression,
  inexact: string | null,
  text: string,
  given: EmbargoGiven,
): Reading {
  const days = parts.flatMap((part) => (part.type === 'date' ? part.date : []))
  const times = parts.flatMap((part) => (part.type === 'time' ? part.time : []))
  const zones = parts.flatMap((part) => (part.type === 'zone' ? part.zone : []))
  const weekdays = parts.flatMap((part) => (part.type === 'weekday' ? part.weekday : []))
  const american = zones.some(
    ({ zone }) => zone !== null && /^America\/(?:New_York|Chicago|Denver|Los_Angeles|Halifax|Anchorage)$/.test(zone),
  )
  const european = zones.some(({ zone }) => zone?.startsWith('Europe/'))
  const settled = days.map((date) => settleDay(date, weekdays, { american, european, text, given }))
  const stated = { day: settled[0] ?? null, time: times[0] ?? null, zoned: zones.some(({ zone }) => zone !== null) }
  const doubts = [
    ...missing(parts),
    ...(loose ? ['Other words stand between the embargo and its time.'] : []),
    ...(mayBeIssue(parts, settled[0], text, given) ? ['The date below it may be that of the paper.'] : []),
    ...(inexact === null ? [] : [`It is not exact: “${inexact}”.`]),
  ]
  const guessed = settled.length === 0 ? guessDay(parts, given) : null
  const day = settled[0] ?? guessed
  if (!day) return { at: null, zone: null, doubts, conflict: false, stated }
  const timed = pairUp(parts, times, zones, settled.length === 0 ? [day] : settled)
  if (timed.length === 0) return { at: null, zone: null, doubts: [...doubts, ...day.doubts], conflict: false, stated }
  return {
    ...agree(timed, settled, doubts, given),
    stated,
  }
}

/** A date on the line below the time, which is the day of receipt. */
function mayBeIssue(parts: readonly Part[], day: Day | undefined, text: string, { receivedAt }: EmbargoGiven): boolean {
  const date = parts.find((part) => part.type === 'date')
  const time = parts.find((part) => part.type === 'time')
  if (date?.type !== 'date' || !time || !day || date.from < time.from) return false
  const sameDay = Math.abs(Date.UTC(day.year, day.month - 1, day.day, 12) - receivedAt.getTime()) < DAY / 2
  const { start } = date.date
  return sameDay && /\n\s*$/.test(text.slice(Math.max(0, start - 8), start))
}

function missing(parts: readonly Part[]): string[] {
  const has = (type: Part['type']) => parts.some((part) => part.type === type)
  if (has('notice')) return ['It has no end: it holds until further notice.']
  if (parts.length === 0) return ['The paper is marked as embargoed, but no date and time can be read.']
  const doubts: string[] = []
  if (!has('date')) doubts.push('No date is stated.')
  if (!has('time')) doubts.push('No time of day is stated.')
  if (!has('zone')) doubts.push('No time zone is stated.')
  return doubts
}

/** For `Monday`, `tomorrow`, or a time alone: the next such day. */
function guessDay(parts: readonly Part[], given: EmbargoGiven): Day | null {
  const received = given.receivedAt.getTime()
  const today = wallAt(received, given.deskZone)
  const weekday = parts.find((part) => part.type === 'weekday')
  if (weekday?.type !== 'weekday') return null
  const ahead = (weekday.weekday - today.weekday + 7) % 7
  const { year, month, day } = wallAt(Date.UTC(today.year, today.month - 1, today.day + ahead), 'UTC')
  return { year, month, day, doubts: [] }
}

/** One instant, where all that is said comes to the same. */
function agree(
  timed: readonly Timed[],
  named: readonly Day[],
  missed: readonly string[],
  given: EmbargoGiven,
): Omit<Reading, 'stated'> {
  const readings = timed.flatMap((one) => placeTimed(one, given).map((placed) => ({ ...placed, one })))
  const first = readings[0]
  if (!first) return { at: null, zone: null, doubts: [...missed], conflict: false }
  const days = new Set(timed.map(({ day }) => keyOf(day)))
  const asWritten = writtenInstant(timed, given)
  if (asWritten !== null && new Set(named.map(keyOf)).size <= days.size)
    return { at: asWritten, zone: zoneOf(first.one), doubts: [...missed, ...first.one.day.doubts], conflict: false }
  const agrees = readings.every(({ at, one }) => at === first.at || isSameButForDay(at - first.at, first.one, one))
  const same = agrees && !timed.some((one) => goesAgainst(one, first.one))
  const zone = zoneOf(first.one)
  const unused = new Set(named.map(keyOf)).size > days.size
  if (!same || unused) {
    const doubt = days.size > 1 || unused ? 'Different dates are named.' : 'Different times are named.'
    const any = named.flatMap((day) => timed.flatMap((one) => placeTimed({ ...one, day }, given)))
    return {
      at: Math.max(...[...readings, ...any].map(({ at }) => at)),
      zone,
      doubts: [...missed, doubt],
      conflict: true,
    }
  }
  // A second zone of the same time that goes against it takes nothing away from its doubts.
  const clean = timed.some((time) => readings.every(({ one, doubts }) => one !== time || doubts.length === 0))
  const doubts = clean ? [] : first.doubts
  return { at: first.at, zone, doubts: [...missed, ...first.one.day.doubts, ...doubts], conflict: false }
}

/** `10:00 BST (09:00 GMT)`: what several times come to, each in its own zone as it is written; null where they differ, or that is doubtful. */
function writtenInstant(timed: readonly Timed[], given: EmbargoGiven): number | null {
  if (timed.length < 2 || timed.some(({ zones }) => zones.length === 0)) return null
  const placed = timed.flatMap((one) =>
    placeTimed({ ...one, zones: one.zones.map((zone) => ({ ...zone, code: null })) }, given),
  )
  const [first] = placed
  return first && placed.every(({ at, doubts }) => at === first.at && doubts.length === 0) ? first.at : null
}

/** `10:00 BST (10:00 GMT)`: the same hour in two zones. */
function goesAgainst({ time, zones }: Timed, first: Timed): boolean {
  const [own, other] = [zones[0]?.code, first.zones[0]?.code]
  return time.hour === first.time.hour && time.minute === first.time.minute && !!own && !!other && own !== other
}

function keyOf({ year, month, day }: Day): string {
  return `${year}-${month}-${day}`
}

/** `00:01 BST, 12 June (19:01 ET)`: in the other zone it is another day, and the date is that of the first. */
function isSameButForDay(apart: number, first: Timed, other: Timed): boolean {
  return Math.abs(apart) === DAY && first.ownDay && !other.ownDay && first.zones !== other.zones
}

function zoneOf({ zones }: Timed): string | null {
  return zones.find(({ zone }) => zone !== null)?.zone ?? null
}
