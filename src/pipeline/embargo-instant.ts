/** From what a clock on the wall shows in a zone to the instant, with what makes it doubtful. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import { Temporal } from 'temporal-polyfill'
import type { EmbargoGiven } from './embargo.ts'
import type { ZoneAmong } from './zones.ts'

/** A day and a time of day. */
export interface Wall {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

export interface Placed {
  /** Milliseconds since 1970. */
  at: number
  doubts: string[]
}

const MINUTE = 60_000

/** The instant at which clocks of that zone show it. */
export function placeWall(wall: Wall, zone: ZoneAmong & { zone: string }, given: EmbargoGiven): Placed {
  const doubts = zone.doubt === null ? [] : [`${zone.doubt}.`]
  if (zone.offset === null) {
    const placed = placeInZone(wall, zone.zone)
    return { at: placed.at, doubts: [...doubts, ...placed.doubts] }
  }
  const at = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - zone.offset * MINUTE
  if (zone.code === null) return { at, doubts }
  const home = zone.code === 'GMT' && isBritish(given) ? 'Europe/London' : zone.zone
  const there = offsetAt(at, home)
  if (there === zone.offset) return { at, doubts }
  const season = there > zone.offset ? 'winter' : 'summer'
  const other = season === 'winter' ? 'summer' : 'winter'
  const doubt = `${zone.code} is the time of ${season}, but on that day ${cityOf(home)} has ${other} time.`
  return { at: placeInZone(wall, home).at, doubts: [...doubts, doubt] }
}

/** The sender's clock shows what clocks in London show. */
function isBritish({ senderOffset, receivedAt }: EmbargoGiven): boolean {
  const offset = offsetAt(receivedAt.getTime(), 'Europe/London') === 60 ? '+0100' : '+0000'
  return senderOffset === offset
}

/** As the clocks of a place show it; an hour that summer time skips or doubles is a doubt. */
export function placeInZone({ year, month, day, hour, minute }: Wall, zone: string): Placed {
  const local = Temporal.PlainDateTime.from({ year, month, day, hour, minute })
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { at: earlier.epochMilliseconds, doubts: [] }
  const skipped = !later.toPlainDateTime().equals(local)
  const doubt = skipped
    ? `In ${cityOf(zone)} clocks skip that hour: summer time begins.`
    : `In ${cityOf(zone)} that hour comes twice: summer time ends.`
  return { at: later.epochMilliseconds, doubts: [doubt] }
}

/** What clocks of a place show at an instant. */
export function wallAt(at: number, zone: string): Wall & { weekday: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const { year, month, day, hour, minute } = local
  return { year, month, day, hour, minute, weekday: local.dayOfWeek }
}

/** Minutes ahead of UTC. */
export function offsetAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replace(/_/g, ' ')
}
