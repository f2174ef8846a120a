import { useSyncExternalStore } from 'react'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' })

/** A moment in the reader's own time zone, in full. */
export function absoluteTime(iso: string): string {
  return absolute.format(new Date(iso))
}

/** A day of the calendar, `YYYY-MM-DD`, as `22 November 2026`: the same wherever it is read. */
export function calendarDay(date: string): string {
  return calendar.format(new Date(`${date}T00:00:00Z`))
}

/** When, for a sentence: `09:40` today, else `12 Jun, 09:40`. `now` in epoch milliseconds. */
export function clockTime(iso: string, now: number): string {
  const then = new Date(iso)
  const today = then.toDateString() === new Date(now).toDateString()
  return today ? clock.format(then) : `${short.format(then)}, ${clock.format(then)}`
}

/** How long ago, as short as a list needs it: `now`, `4 min`, `3 h`, `Mon 14:05`, `3 Mar`. `now` in epoch milliseconds. */
export function relativeTime(iso: string, now: number): string {
  const then = new Date(iso)
  const age = now - then.getTime()
  if (age < MINUTE) return 'now'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`
  if (age < DAY) return `${Math.floor(age / HOUR)} h`
  if (age < 6 * DAY) return weekday.format(then)
  return (then.getFullYear() === new Date(now).getFullYear() ? short : withYear).format(then)
}

/** The same as a phrase: `just now`, `4 min ago`, `on 3 Mar`. */
export function timeAgo(iso: string, now: number): string {
  const age = now - new Date(iso).getTime()
  if (age < MINUTE) return 'just now'
  return age < DAY ? `${relativeTime(iso, now)} ago` : `on ${relativeTime(iso, now)}`
}

/** A duration in seconds as `40 s`, `3 min`, `2 h`, `4 days`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`
  return `${Math.round(seconds / 86_400)} days`
}

let tick = Date.now()

function everyHalfMinute(changed: () => void): () => void {
  const timer = setInterval(() => {
    tick = Date.now()
    changed()
  }, MINUTE / 2)
  return () => clearInterval(timer)
}

/** The present in epoch milliseconds, renewed twice a minute. */
export function useNow(): number {
  return useSyncExternalStore(everyHalfMinute, () => tick)
}
