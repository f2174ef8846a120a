/** What the words of an embargo say: the instant, or why it cannot be known. */
import type { EmbargoGiven } from './embargo.ts'
import { type Day, settleDay } from './embargo-day.ts'
import type { Expression } from './embargo-expression.ts'
import { offsetAt, type Placed, placeInZone, placeWall, type Wall, wallAt } from './embargo-instant.ts'
import type { Part } from './embargo-window.ts'
import type { TimeAmong } from './times.ts'
import { writeOffset, type ZoneAmong } from './zones.ts'

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

interface Timed {
  time: TimeAmong
  zones: ZoneAmong[]
  day: Day
  /** The day stands beside this time, or is the only one. */
  ownDay: boolean
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

/** Which zone and day each time goes with. */
function pairUp(
  parts: readonly Part[],
  times: readonly TimeAmong[],
  zones: readonly ZoneAmong[],
  days: readonly Day[],
): Timed[] {
  const timed = times.map(
    (time): Timed => ({ time, zones: [], day: days[0] as Day, ownDay: days.length === 1 && times.length === 1 }),
  )
  for (const zone of zones) {
    const before = timed.filter(({ time }) => time.after <= zone.from).at(-1)
    const target = before ?? timed.find(({ time }) => time.from >= zone.after)
    target?.zones.push(zone)
  }
  // `10 am (10:00) BST`: one zone for both.
  timed.forEach((one, index) => {
    if (one.zones.length > 0) return
    const next =
      timed.slice(index + 1).find(({ zones }) => zones.length > 0) ?? timed.find(({ zones }) => zones.length > 0)
    one.zones = next?.zones ?? []
  })
  const dates = parts.filter((part) => part.type === 'date')
  if (days.length > 1 && days.length === timed.length) {
    timed.forEach((one, index) => {
      one.day = days[index] as Day
      one.ownDay = true
    })
  } else if (timed.length > 1 && dates.length === 1) {
    const place = dates[0]?.from ?? 0
    const beside = timed.filter(({ time }) => time.from < place)
    // The date stands beside one time where the others come after it.
    if (beside.length <= 1 && timed[0]) timed[0].ownDay = true
  }
  return timed
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
  const same = readings.every(({ at, one }) => at === first.at || isSameButForDay(at - first.at, first.one, one))
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

function keyOf({ year, month, day }: Day): string {
  return `${year}-${month}-${day}`
}

/** `00:01 BST, 12 June (19:01 ET)`: in the other zone it is another day, and the date is that of the first. */
function isSameButForDay(apart: number, first: Timed, other: Timed): boolean {
  return Math.abs(apart) === DAY && first.ownDay && !other.ownDay && first.zones !== other.zones
}

function placeTimed({ time, zones, day }: Timed, given: EmbargoGiven): Placed[] {
  const doubts = doubtsOf(time, zones)
  const wall = wallOf(time, day)
  const known = zones.filter((zone): zone is ZoneAmong & { zone: string } => zone.zone !== null)
  const local = zones.find(({ zone }) => zone === null)
  if (known.length === 0) {
    const said = local?.doubt ? [`It says only “local time”, not where.`] : []
    return [{ at: placeAtHome(wall, given), doubts: [...doubts, ...said] }]
  }
  return known.map((zone) => {
    const placed = placeWall(wall, zone, given)
    return { at: placed.at, doubts: [...doubts, ...placed.doubts] }
  })
}

/** The day goes on into the next at 24:00; midnight is read as the end of the day: too late does no harm. */
function wallOf({ hour, minute, kind }: TimeAmong, { year, month, day }: Day): Wall {
  const end = hour === 24 || kind === 'midnight'
  const date = new Date(Date.UTC(year, month - 1, day + (end ? 1 : 0)))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: end ? 0 : hour,
    minute,
  }
}

function doubtsOf({ kind, hour }: TimeAmong, zones: readonly ZoneAmong[]): string[] {
  const european = zones.some(({ zone }) => zone?.startsWith('Europe/') && !/London|Dublin/.test(zone))
  const american = zones.some(({ zone }) => zone?.startsWith('America/'))
  if (kind === 'midnight') return ['“Midnight” does not say whether the day begins or ends.']
  if (kind === 'odd') return ['The hour does not go with the half of the day that is named.']
  if (kind === 'bare' || (kind === 'unpadded' && (american || (hour < 8 && !european))))
    return ['It does not say whether the hour is one of the morning or of the evening.']
  return []
}

/** Where no zone is stated: the desk's, if the sender's clock shows the same, else the sender's. */
function placeAtHome(wall: Wall, { receivedAt, senderOffset, deskZone }: EmbargoGiven): number {
  const sender = senderOffset === null ? null : minutesOf(senderOffset)
  if (sender === null || sender === offsetAt(receivedAt.getTime(), deskZone)) return placeInZone(wall, deskZone).at
  return placeInZone(wall, writeOffset(sender)).at
}

function minutesOf(offset: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(offset) ?? []
  const distance = Number(hours) * 60 + Number(minutes)
  if (sign === undefined || !(distance < 1440)) return null
  return sign === '-' ? -distance : distance
}

function zoneOf({ zones }: Timed): string | null {
  return zones.find(({ zone }) => zone !== null)?.zone ?? null
}
