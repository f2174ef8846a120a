/** Figures in words: a table, the misses, and what is below the floor. */
import { PARTS, type Part, type Tallies } from './parts.ts'
import { type Figures, figuresOf, type Miss } from './tally.ts'

interface PartReport extends Figures {
  part: Part
  misses: Miss[]
}

export interface Report {
  releases: number
  /** Embargoes called certain that are not, or not then: the most expensive mistake there is. */
  wrongCertain: Miss[]
  parts: PartReport[]
}

/** The report on the parts that were asked about or found. */
export function reportOf(releases: number, tallies: Tallies): Report {
  const parts = PARTS.map((part) => ({ part, ...figuresOf(tallies[part]), misses: tallies[part].misses }))
  return {
    releases,
    wrongCertain: tallies['embargo certain'].misses.filter(({ found }) => found !== null),
    parts: parts.filter(({ count, misses }) => count > 0 || misses.length > 0),
  }
}

/** The parts whose F1 is below its floor, as sentences; with a floor, no embargo may be wrongly certain. Throws a `RangeError` for a part that is not known. */
export function belowFloor({ parts, wrongCertain }: Report, floor: Record<string, number>): string[] {
  const wrong = wrongCertain.length > 0 ? [`${wrongCertain.length} embargoes are wrongly called certain`] : []
  const below = Object.entries(floor).flatMap(([part, least]) => {
    if (!PARTS.includes(part as Part))
      throw new RangeError(`the floor names ${part}: the parts are ${PARTS.join(', ')}`)
    const f1 = parts.find((one) => one.part === part)?.f1 ?? 0
    return f1 < least ? [`${part}: ${percent(f1)} is below ${percent(least)}`] : []
  })
  return [...wrong, ...below]
}

/** The report for people, with at most so many misses of each part. */
export function textOf({ releases, wrongCertain, parts }: Report, most: number): string {
  const rows = parts.map(({ part, precision, recall, f1, count }) =>
    [
      part.padEnd(24),
      ...[precision, recall, f1].map((figure) => percent(figure).padStart(9)),
      String(count).padStart(7),
    ].join(''),
  )
  return [
    ...(wrongCertain.length > 0 ? ['WRONGLY CERTAIN EMBARGOES', ...wrongCertain.flatMap(missLines), ''] : []),
    `${releases} releases`,
    `${'part'.padEnd(24)}precision   recall       F1  count`,
    ...rows,
    ...parts.filter(({ misses }) => misses.length > 0 && most > 0).flatMap((part) => missesOf(part, most)),
  ].join('\n')
}

function missesOf({ part, misses }: PartReport, most: number): string[] {
  const more = misses.length > most ? [`  and ${misses.length - most} more`] : []
  return ['', `${part}: ${misses.length} misses`, ...misses.slice(0, most).flatMap(missLines), ...more]
}

const SHOWN = 110

function missLines({ id, expected, found }: Miss): string[] {
  const short = (text: string | null) => (text === null ? '(none)' : text.replace(/\s+/g, ' ').slice(0, SHOWN))
  return [`  ${id}`, `    expected ${short(expected)}`, `    found    ${short(found)}`]
}

/** Rounded down, so that 100 % means all. */
function percent(share: number | null): string {
  return share === null ? '–' : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}
