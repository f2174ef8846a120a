/** Until when something can be had, where a line says so: `available until 3 May`, `expires in 7 days`. */

import { z } from 'zod'
import { cuePattern } from './cue-pattern.ts'
import { loadCues } from './cues.ts'
import { findDates, settleYear } from './dates.ts'
import type { Given } from './given.ts'

const Words = z.array(z.string().min(1)).min(1)
const Cues = z.object({
  /** Stands next to a date: `available until`. */
  until: Words,
  /** Stands next to a time that it lasts: `available for`. */
  lasting: Words,
  hours: Words,
  days: Words,
  weeks: Words,
  months: Words,
})

export interface Expiry {
  /** As written. */
  words: string
  /** `YYYY-MM-DD`; null where it cannot be told. */
  day: string | null
}

const ALL = [...loadCues('expiry', Cues).values()]
const UNTIL = pattern('until')
const LASTING = pattern('lasting')
const UNITS = ['hours', 'days', 'weeks', 'months'] as const
const LENGTH = new RegExp(
  `(?<count>\\p{Nd}{1,3})\\s{0,2}-?(?:${UNITS.map((unit) => `(?<${unit}>${wordsOf(unit)})`).join('|')})(?![\\p{L}\\p{M}]{3})`,
  'giu',
)
/** A date stands right after its cue, or before it in languages that say it the other way round. */
const MAX_AFTER = 30
const MAX_BEFORE = 14
const MAX_LINE_LENGTH = 1_000

/** The end that a line states; null: none. */
export function findExpiry(line: string, given: Pick<Given, 'receivedAt' | 'zone' | 'languages'>): Expiry | null {
  if (line.length > MAX_LINE_LENGTH || !/\p{Nd}/u.test(line)) return null
  return findDay(line, given) ?? findLength(line, given)
}

function findDay(line: string, given: Pick<Given, 'receivedAt' | 'languages'>): Expiry | null {
  const cues = [...line.matchAll(UNTIL)]
  if (cues.length === 0) return null
  const dates = findDates(line, given.languages)
  for (const cue of cues) {
    const [from, to] = [cue.index, cue.index + cue[0].length]
    const date = dates.find(({ start, end }) => isNear(line, from, to, start, end))
    if (!date) continue
    const year = date.year ?? settleYear(date, given.receivedAt)
    const words = line.slice(Math.min(from, date.start), Math.max(to, date.end)).trim()
    return { words, day: date.certain ? `${year}-${two(date.month)}-${two(date.day)}` : null }
  }
  return null
}

function findLength(line: string, { receivedAt, zone }: Pick<Given, 'receivedAt' | 'zone'>): Expiry | null {
  const lengths = [...line.matchAll(LENGTH)]
  if (lengths.length === 0) return null
  for (const cue of line.matchAll(LASTING)) {
    const [from, to] = [cue.index, cue.index + cue[0].length]
    const length = lengths.find((one) => isNear(line, from, to, one.index, one.index + one[0].length))
    if (!length) continue
    const words = line.slice(Math.min(from, length.index), Math.max(to, length.index + length[0].length)).trim()
    return { words, day: dayAfter(receivedAt, zone, numberOf(length.groups?.count ?? ''), unitOf(length)) }
  }
  return null
}

function isNear(line: string, from: number, to: number, start: number, end: number): boolean {
  if (start >= to) return start - to <= MAX_AFTER && !/[.!?;]\s/.test(line.slice(to, start))
  return end <= from && from - end <= MAX_BEFORE && !/[.!?;,]\s/.test(line.slice(end, from))
}

function unitOf(length: RegExpMatchArray): (typeof UNITS)[number] {
  return UNITS.find((unit) => length.groups?.[unit] !== undefined) ?? 'days'
}

/** The day at the desk on which that time after the receipt is over. */
function dayAfter(receivedAt: Date, zone: string, count: number, unit: (typeof UNITS)[number]): string | null {
  const end = new Date(receivedAt)
  if (unit === 'hours') end.setUTCHours(end.getUTCHours() + count)
  else if (unit === 'months') end.setUTCMonth(end.getUTCMonth() + count)
  else end.setUTCDate(end.getUTCDate() + count * (unit === 'weeks' ? 7 : 1))
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    const part = new Map(parts.formatToParts(end).map(({ type, value }) => [type, value]))
    return `${part.get('year')}-${part.get('month')}-${part.get('day')}`
  } catch {
    // A date beyond what a calendar holds, or no such zone.
    return null
  }
}

function numberOf(digits: string): number {
  return Number([...digits].map((digit) => (digit.codePointAt(0) ?? 0) & 0xf).join(''))
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** Writing without spaces has no beginnings of words. */
function pattern(kind: 'until' | 'lasting'): RegExp {
  return new RegExp(
    `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Arabic}\\p{M}])(?:${wordsOf(kind)})(?![a-z\\p{Script=Cyrillic}])`,
    'giu',
  )
}

function wordsOf(kind: keyof z.infer<typeof Cues>): string {
  return cuePattern(ALL.flatMap((cues) => cues[kind]).map((cue) => cue.toLowerCase()))
}
