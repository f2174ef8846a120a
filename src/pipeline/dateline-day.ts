/** The day that a dateline states. */
import { type FoundDate, settleYear } from './dates.ts'

export type StatedDate = Pick<FoundDate, 'year' | 'month' | 'day' | 'certain'>

/** `YYYY-MM-DD`; the year that is not written is that of the time of receipt, and of two orders of day and month the nearer one counts. */
export function dayOf(date: StatedDate | null, receivedAt: Date): string | null {
  if (!date) return null
  const straight = isoOf(date.year ?? settleYear(date, receivedAt), date.month, date.day)
  if (date.certain || date.year === null || date.day > 12) return straight
  const swapped = isoOf(date.year, date.day, date.month)
  return distance(swapped, receivedAt) < distance(straight, receivedAt) ? swapped : straight
}

function isoOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function distance(day: string, receivedAt: Date): number {
  return Math.abs(Date.parse(`${day}T12:00:00Z`) - receivedAt.getTime())
}
