/** Weighs what all passages say into one verdict. */
import type { Embargo } from './draft.ts'
import type { EmbargoGiven } from './embargo.ts'
import { wallAt } from './embargo-instant.ts'
import type { Reading } from './embargo-reading.ts'
import type { Statement } from './embargo-statements.ts'
import type { Passage } from './passages.ts'

export interface Said extends Statement {
  passage: Passage
}

type Verdict = Pick<Embargo, 'certainty' | 'instant' | 'zone' | 'reasons'> & { said: Said[] }

interface Marked extends Said {
  reading: Reading
}

/** The verdict, and the statements that it rests on. */
export function weigh(said: readonly Said[], given: EmbargoGiven): Verdict {
  const marks = said.filter((one): one is Marked => one.says === 'embargoed' && one.reading !== null)
  const free = said.filter(({ says, passage }) => says === 'free' && passage.place !== 'cut')
  const own = marks.filter(({ passage }) => passage.place !== 'cut')
  const first = own[0] ?? marks[0]
  if (!first) return { certainty: 'none', instant: null, zone: null, reasons: [], said: free.slice(0, 1) }
  const best = likeliest(own) ?? likeliest(marks) ?? first
  const shown = { instant: write(best.reading.at), zone: best.reading.zone }
  if (free[0]) {
    const reason = `It is marked as embargoed, but also says “${excerpt(free[0].words)}”.`
    return { certainty: 'conflict', ...shown, reasons: [reason, ...best.reading.doubts], said: [best, free[0]] }
  }
  const against = marks.find((one) => one !== best && differ(best.reading, one.reading))
  if (best.reading.conflict || against) {
    const reasons = against ? [`“${excerpt(best.words)}” and “${excerpt(against.words)}” do not agree.`] : []
    return {
      certainty: 'conflict',
      ...shown,
      reasons: [...reasons, ...best.reading.doubts],
      said: against ? [best, against] : [best],
    }
  }
  const unread = marks.flatMap(({ words, reading }) => (words === '' ? reading.doubts : []))
  const reasons = [...best.reading.doubts, ...circumstances(best, own.length === 0, given), ...unread]
  return {
    certainty: reasons.length === 0 ? 'certain' : 'uncertain',
    ...shown,
    reasons: [...new Set(reasons)],
    said: [best],
  }
}

function circumstances({ reading }: Marked, onlyCut: boolean, { receivedAt }: EmbargoGiven): string[] {
  const reasons: string[] = []
  if (onlyCut) reasons.push('It stands only beside the copy: in a note, a thread, hidden text or the name of a file.')
  if (reading.at !== null && reading.at <= receivedAt.getTime())
    reasons.push('The time was past when the message came.')
  return reasons
}

/** The one that says most: without a doubt, else with an instant. */
function likeliest(marks: readonly Marked[]): Marked | undefined {
  const fewest = (one: Marked) => (one.reading.at === null ? 100 : 0) + one.reading.doubts.length
  return [...marks].sort((one, other) => fewest(one) - fewest(other))[0]
}

/** Whether what one states goes against what the other states. */
function differ(one: Reading, other: Reading): boolean {
  if (other.conflict) return true
  if (one.doubts.length === 0 && other.doubts.length === 0) return one.at !== other.at
  const { day, time, zoned } = other.stated
  if (one.at === null) return false
  if (zoned && day && time && other.at !== null) return other.at !== one.at
  const wall = wallAt(one.at, one.zone ?? 'UTC')
  const own = one.stated
  const otherDay = day && (own.day ? !sameDay(day, own.day) : !sameDay(day, wall))
  const otherTime = time && own.time && (time.hour % 24 !== own.time.hour % 24 || time.minute !== own.time.minute)
  return Boolean(otherDay || otherTime)
}

function sameDay(
  one: { year: number; month: number; day: number },
  other: { year: number; month: number; day: number },
): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day
}

function write(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z')
}

function excerpt(words: string): string {
  return words.replace(/\s+/g, ' ').slice(0, 160)
}
