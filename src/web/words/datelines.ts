interface Dateline {
  place: string | null
  /** `YYYY-MM-DD`. */
  date: string | null
}

/** Characters that a dateline with a long place and a full date has. */
const LONGEST = 90

/**
 * What the copy does not begin with: an editor reads a dateline where print has it, at the head of the copy, and needs it told again only
 * where it stands elsewhere, or where its date is figures that can be read in two ways (`03/06/2026`).
 */
export function datelineBeside({ place, date }: Dateline, text: string): Dateline {
  const opening = text.trimStart().split('\n', 1)[0] ?? ''
  const start = opening.slice(0, LONGEST)
  const head = fold(start)
  const begins = place === null ? beginsWithFigure(head) && SIGN.test(start) : beginsWith(start, place)
  if (!begins) return { place, date }
  return { place: null, date: date !== null && saysDay(head, date) ? null : date }
}

/** With the place and a sign or a date behind it, or with the day and then the place. `Hamburg opens 10 bridges` is no dateline. */
function beginsWith(start: string, place: string): boolean {
  const [name, lead] = [fold(place), fold(start.split(SIGN, 1)[0] ?? '')]
  if (name === '') return false
  if (!`${lead} `.startsWith(`${name} `)) return beginsWithFigure(lead) && ` ${lead} `.includes(` ${name} `)
  const rest = lead.slice(name.length + 1)
  return rest === '' || A_DATE.test(rest) || endsAsDateline(start, place)
}

/** With a comma or bracket behind the place, or one in it as in `Walpole, MA`; or the place alone is in capitals. */
function endsAsDateline(start: string, place: string): boolean {
  if (fold(start.split(/[,،、(]/, 1)[0] ?? '') === fold(place) || place.includes(',')) return true
  const next = start.slice(place.length).trimStart()
  return place.length > 3 && start.startsWith(place.toUpperCase()) && /^\p{Lu}?\p{Ll}/u.test(next)
}

/** Ends a dateline. */
const SIGN = /[–—―|:/)】」]|\s--?\s/
/** `june 10`; `den 3 juni 2026`, `june 10 2026`; `3 juni`, `2026年6月10日`. */
const A_DATE = /^(?:\p{L}+ \d+|(?:\p{L}+ )?\d+(?: \p{L}+)? \d{4}|\d+(?: ?\p{L}+ ?\d+){0,2}(?: ?\p{L}+)?)$/u

/** `3 June 2026`, `June 3`, `Mittwoch, 3. Juni`. */
function beginsWithFigure(head: string): boolean {
  return /^(?:\p{L}+ ){0,2}\d/u.test(head)
}

function saysDay(head: string, date: string): boolean {
  const [, month, day] = date.split('-').map(Number)
  const figures = (head.match(/\d+/g) ?? []).map(Number)
  // A month in letters, or in signs such as 月, leaves one figure for the day.
  const isSpelt = figures.filter((figure) => figure <= 31).length === 1 || /\d ?[月年]/u.test(head)
  return day !== undefined && figures.includes(day) && (isSpelt || day > 12 || day === month)
}

/** In small letters without accents, with a space between words; digits as `0` to `9`. */
function fold(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
