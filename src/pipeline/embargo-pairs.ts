/** Which day and zone each time of an embargo goes with, and the instants that this comes to. */
import type { EmbargoGiven } from './embargo.ts'
import type { Day } from './embargo-day.ts'
import { offsetAt, type Placed, placeInZone, placeWall, type Wall } from './embargo-instant.ts'
import type { Part } from './embargo-window.ts'
import type { TimeAmong } from './times.ts'
import { writeOffset, type ZoneAmong } from './zones.ts'

export interface Timed {
  time: TimeAmong
  zones: ZoneAmong[]
  day: Day
  /** The day stands beside this time, or is the only one. */
  ownDay: boolean
}

/** Which zone and day each time goes with. */
export function pairUp(
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
    const next = timed.find(({ time }) => time.from >= zone.after)
    // `19時 JST（英国時間 10時）`
    const leads = before !== undefined && before.zones.length > 0 && next?.time.from === zone.after
    // `12:00 (11:00 en Canarias), hora peninsular`: the bracket's time has its own.
    const open =
      before && before.zones.length > 0
        ? timed.find(({ zones, time }) => zones.length === 0 && time.after <= zone.from)
        : undefined
    const target = leads ? next : (open ?? before ?? next)
    target?.zones.push(zone)
  }
  // `10 am (10:00) BST`: one zone for both.
  timed.forEach((one, index) => {
    if (one.zones.length > 0) return
    const next =
      timed.slice(index + 1).find(({ zones }) => zones.length > 0) ?? timed.find(({ zones }) => zones.length > 0)
    one.zones = next?.zones.map((zone) => (isSameTime(one, next) ? zone : onMainland(zone))) ?? []
  })
  const dates = parts.filter((part) => part.type === 'date')
  if (days.length > 1 && days.length === timed.length) {
    timed.forEach((one, index) => {
      one.day = days[index] as Day
      one.ownDay = true
    })
  } else if (days.length > 1 && timed.length > days.length && dates.length === days.length) {
    // `4 June, 00:01 AEST (3 June, 15:01 BST / 10:01 EDT)`: each time is of the date before it.
    for (const one of timed) {
      const at = dates.findLastIndex(({ from }) => from < one.time.from)
      one.day = days[Math.max(0, at)] as Day
      one.ownDay = true
    }
  } else if (timed.length > 1 && dates.length === 1) {
    const place = dates[0]?.from ?? 0
    const beside = timed.filter(({ time }) => time.from < place)
    // The date stands beside one time where the others come after it.
    if (beside.length <= 1 && timed[0]) timed[0].ownDay = true
  }
  return timed
}

function isSameTime({ time: one }: Timed, { time: other }: Timed): boolean {
  return one.hour % 12 === other.hour % 12 && one.minute === other.minute
}

/** Islands whose clocks are told beside those of the mainland, which go without saying: `a las 8:00 h (7:00 h en Canarias)`. */
const MAINLANDS = new Map([
  ['Atlantic/Canary', 'Europe/Madrid'],
  ['Atlantic/Azores', 'Europe/Lisbon'],
])

function onMainland(zone: ZoneAmong): ZoneAmong {
  return { ...zone, zone: MAINLANDS.get(zone.zone ?? '') ?? zone.zone }
}

/** The instants of a time, one a zone; without a zone the likeliest. */
export function placeTimed({ time, zones, day }: Timed, given: EmbargoGiven): Placed[] {
  const doubts = doubtsOf(time, zones)
  const wall = wallOf(time, day)
  const named = zones.filter((zone): zone is Named => zone.zone !== null)
  const known = named.flatMap((zone) => settleZone(zone, named, wall, given))
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

type Named = ZoneAmong & { zone: string }

/** An abbreviation of several zones, where another name of one of them stands beside it, or the sender's clock shows the first of them. */
function settleZone(zone: Named, named: readonly Named[], wall: Wall, given: EmbargoGiven): Named[] {
  if (zone.others.length === 0) return [zone]
  const meanings = [{ zone: zone.zone, offset: zone.offset }, ...zone.others]
  const beside = named.filter((other) => other.others.length === 0).map((other) => placeWall(wall, other, given).at)
  if (meanings.some((meaning) => beside.includes(placeWall(wall, { ...zone, ...meaning, code: null }, given).at)))
    return []
  // The other way round a clock tells nothing: an agency in London writes of Indian time too.
  const isSenders = given.senderOffset !== null && minutesOf(given.senderOffset) === zone.offset
  return [isSenders ? { ...zone, doubt: null } : zone]
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
