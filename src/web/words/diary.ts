import type { ReleaseParts } from '../api.ts'
import { dayIn, isKnown, momentIn, timeIn, zoneWords } from './zoned-times.ts'

type Note = ReleaseParts['diary'][number]

const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/

/** When an event is: `Thu 3 December 2026, 10:00 to 11:30, London time`. */
export function diaryTimes({ starts, ends, zone, allDay }: Note): string {
  if (allDay) return daysBetween(starts.slice(0, 10), (ends ?? starts).slice(0, 10))
  const isMoment = OFFSET.test(starts)
  const { shownIn, clocks } = isMoment ? clocksOfMoment(starts, zone) : clocksOfPlace(zone)
  const at = (time: string) => (OFFSET.test(time) ? time : `${time}Z`)
  const first = momentIn(shownIn, at(starts))
  const last = ends === null || ends === starts ? null : lastOf(shownIn, at(starts), at(ends))
  return [last === null ? first : `${first} to ${last}`, clocks].join(', ')
}

/** A moment is shown as the clocks at the place show it; where only the moment is known, as the reader's do. */
function clocksOfMoment(starts: string, zone: string | null) {
  if (zone === null || zone === 'UTC') return { shownIn: undefined, clocks: 'your time' }
  const shownIn = isKnown(zone) ? zone : (OFFSET.exec(starts)?.[0] ?? 'UTC')
  return { shownIn, clocks: zoneWords(shownIn) }
}

/** Without an offset a time is what the clocks at the place show: any zone will do to write it out, as long as it is the same. */
function clocksOfPlace(zone: string | null) {
  const known = zone !== null && isKnown(zone) ? zoneWords(zone) : zone
  return { shownIn: 'UTC', clocks: known ?? 'time zone not stated' }
}

function lastOf(zone: string | undefined, starts: string, ends: string): string {
  return dayIn(zone, starts) === dayIn(zone, ends) ? timeIn(zone, ends) : momentIn(zone, ends)
}

function daysBetween(first: string, last: string): string {
  const from = dayIn('UTC', `${first}T00:00:00Z`)
  return last > first ? `${from} to ${dayIn('UTC', `${last}T00:00:00Z`)}` : from
}
