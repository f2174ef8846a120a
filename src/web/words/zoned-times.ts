const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formats = new Map<string, { day: Intl.DateTimeFormat; time: Intl.DateTimeFormat }>()

/** A moment as the clocks of a zone show it: `Thu 12 June 2025, 00:01`. A zone that the browser does not know counts as UTC. */
export function momentIn(zone: string | undefined, iso: string): string {
  return `${dayIn(zone, iso)}, ${timeIn(zone, iso)}`
}

/** `Thu 12 June 2025`. */
export function dayIn(zone: string | undefined, iso: string): string {
  return formatsIn(zone).day.format(new Date(iso)).replace(',', '')
}

/** `00:01`. */
export function timeIn(zone: string | undefined, iso: string): string {
  return formatsIn(zone).time.format(new Date(iso))
}

/** What the clocks of a zone are called: `London time`, `UTC`, `UTC+02:00`. */
export function zoneWords(zone: string): string {
  if (!isKnown(zone) || /^(Etc\/)?(UTC|GMT|Z)$/i.test(zone)) return 'UTC'
  const offset = /^([+-]\d{2}):?(\d{2})$/.exec(zone)
  if (offset) return `UTC${offset[1]}:${offset[2]}`
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  return zone.includes('/') ? `${place} time` : place
}

/** Whether the clocks of two zones show the same at that moment; the reader's own zone where one is undefined. */
export function sameClock(one: string | undefined, other: string | undefined, iso: string): boolean {
  return momentIn(one, iso) === momentIn(other, iso)
}

/** The same moment in another zone, as short as it can be said beside the first: the time alone where the day is the same. */
export function momentBeside(zone: string | undefined, iso: string, beside: string): string {
  return dayIn(zone, iso) === dayIn(beside, iso) ? timeIn(zone, iso) : momentIn(zone, iso)
}

/** How far away: `in 3 days`, `in 2 h 14 min`, `in 14 min`, `now`, `3 h ago`. `now` in epoch milliseconds. */
export function timeLeft(iso: string, now: number): string {
  const left = new Date(iso).getTime() - now
  const length = lengthOf(Math.abs(left))
  if (length === '') return 'now'
  return left > 0 ? `in ${length}` : `${length} ago`
}

/** The same as short as a list needs it: `3 d`, `2 h`, `14 min`; empty once it is over. */
export function shortTimeLeft(iso: string, now: number): string {
  const left = new Date(iso).getTime() - now
  if (left <= 0) return ''
  if (left >= 2 * DAY) return `${Math.floor(left / DAY)} days`
  return left >= HOUR ? `${Math.floor(left / HOUR)} h` : `${Math.max(1, Math.ceil(left / MINUTE))} min`
}

function lengthOf(span: number): string {
  if (span >= 2 * DAY) return `${Math.floor(span / DAY)} days`
  const minutes = Math.ceil(span / MINUTE)
  if (minutes < 2) return span < MINUTE / 2 ? '' : '1 min'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}

function formatsIn(zone: string | undefined) {
  const timeZone = zone === undefined || isKnown(zone) ? zone : 'UTC'
  const known = formats.get(timeZone ?? '')
  if (known) return known
  const of = { ...(timeZone !== undefined && { timeZone }) }
  const made = {
    day: new Intl.DateTimeFormat('en-GB', {
      ...of,
      weekday: 'short',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
    time: new Intl.DateTimeFormat('en-GB', { ...of, hour: '2-digit', minute: '2-digit' }),
  }
  formats.set(timeZone ?? '', made)
  return made
}

/** Whether the browser knows a zone by this name or offset. */
export function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}
