/** The day of an embargo, in which year and whether day and month are told apart. */
import { type DateAmong, fitsWeekday, isDate, settleYear } from './dates.ts'
import type { EmbargoGiven } from './embargo.ts'

export interface Day {
  year: number
  month: number
  day: number
  doubts: string[]
}

/** Without a year a day so far off is not beyond doubt; with a weekday that fits it is. */
const NEAR_DAYS = 60
const NEAR_DAYS_BY_WEEKDAY = 170
/** No embargo is longer; a year so far off is a slip. */
const MAX_DAYS = 366

const DAY = 86_400_000

interface Context {
  /** A zone of the United States or Canada is named, where figures stand in the other order. */
  american: boolean
  /** A zone of Europe is named, where the day comes first in figures with points. */
  european: boolean
  /** The text in which the date stands. */
  text: string
  given: EmbargoGiven
}

/** Settles a date as it is written; `weekdays` stand apart from it and must be its own. */
export function settleDay(
  date: DateAmong,
  weekdays: readonly number[],
  { american, european, text, given }: Context,
): Day {
  const doubts: string[] = []
  const { receivedAt } = given
  const pointed = /\d\s?\.\s?\d{1,2}\s?\.\s?\d/.test(text.slice(date.start, date.end))
  const order = settleOrder(
    pointed && european && !american ? { ...date, certain: true } : date,
    american && /\d\s?\/\s?\d{1,2}\s?\/\s?\d/.test(text.slice(date.start, date.end)),
    receivedAt,
  )
  if (order.doubt) doubts.push('Day and month could be the other way round.')
  const { month, day } = order
  const year = date.year ?? settleYear({ month, day }, receivedAt)
  if (!isDate(year, month, day)) return { ...lastOf(year, month), doubts: [...doubts, 'There is no such day.'] }
  const weekday = date.weekday ?? weekdays[0] ?? null
  if (!fitsWeekday({ year, month, day, weekday }) || (weekday !== null && weekdays.some((other) => other !== weekday)))
    doubts.push('The weekday does not go with the date.')
  const ahead = (Date.UTC(year, month - 1, day) - receivedAt.getTime()) / DAY
  const near = weekday === null ? NEAR_DAYS : NEAR_DAYS_BY_WEEKDAY
  if (date.year === null && (ahead > near || ahead < -2)) doubts.push('No year is stated, and the day is not near.')
  if (date.year !== null && ahead > MAX_DAYS) doubts.push('The date is more than a year ahead.')
  return { year, month, day, doubts }
}

/** Where it is not told: the order that comes next. */
function settleOrder({ year, month, day, weekday, certain }: DateAmong, mayBeSwapped: boolean, receivedAt: Date) {
  const swappable = day <= 12 && day !== month
  const doubt = !certain || (mayBeSwapped && swappable && weekday === null)
  if (!doubt || !swappable) return { month, day, doubt }
  const ahead = (one: number, other: number) => {
    const distance =
      Date.UTC(year ?? settleYear({ month: one, day: other }, receivedAt), one - 1, other) - receivedAt.getTime()
    return distance < -DAY ? Number.POSITIVE_INFINITY : distance
  }
  return ahead(month, day) <= ahead(day, month) ? { month, day, doubt } : { month: day, day: month, doubt }
}

function lastOf(year: number, month: number) {
  const last = new Date(Date.UTC(year, month, 0))
  return { year: last.getUTCFullYear(), month: last.getUTCMonth() + 1, day: last.getUTCDate() }
}
