/** What stands between the place of a dateline and the lead: date, agency, signs. */
import type { DateAmong } from './dates.ts'
import type { ReadLine } from './dress.ts'
import { cueAt } from './labels.ts'
import { type Token, touches } from './tokens.ts'

export interface Tail {
  date: DateAmong | null
  /** The name of a wire or an agency stands there. */
  agency: boolean
  /** It is one that is known, so no bracket of a sentence. */
  wire: boolean
  /** The last sign that was met: a dash or colon, a closing bracket, a point; null where words follow at once. */
  sign: string | null
  comma: boolean
  /** Index of the first token after it. */
  after: number
  /** Character at which the dateline ends, without the sign that ends it. */
  end: number
}

const MAX_TOKENS = 60
const MAX_AGENCY_TOKENS = 14
/** First words by which wires and agencies sign. */
const WIRES = new Set(
  'ots dpa epd kna afp apa efe ansa pap tass тасс ritzau ntb tt stt anp belga lusa aa ap reuters prnewswire business globe cnw accesswire newsfile presseportal adnkronos askanews ddp sid upi unian укрінформ интерфакс interfax'.split(
    ' ',
  ),
)

/** Goes over date, agency and signs behind a place. */
export function readTail(line: ReadLine, from: number): Tail {
  const { tokens } = line
  const end = tokens[from - 1]?.end ?? 0
  const tail: Tail = { date: null, agency: false, wire: false, sign: null, comma: false, after: from, end }
  const limit = Math.min(tokens.length, from + MAX_TOKENS)
  for (let at: number | null = from; at !== null && at < limit; )
    at =
      takeDate(line, at, tail, from) ??
      takeAgency(line, at, tail) ??
      skipWord(line, at, tail) ??
      takeSign(line, at, tail)
  return tail
}

function takeDate({ dates }: ReadLine, at: number, tail: Tail, start: number): number | null {
  // `Vilanova del Mar, 12 de mayo`: the last word of the place reads as a weekday.
  const begun = ({ from, after }: DateAmong) => from === at || (at === start && from < at && after > at)
  const date = tail.date === null ? dates.find(begun) : undefined
  if (!date) return null
  tail.date = date
  tail.end = date.end
  tail.sign = null
  tail.after = date.after
  return date.after
}

function takeAgency(line: ReadLine, at: number, tail: Tail): number | null {
  const agency = agencyAt(line, at)
  if (!agency) return null
  tail.agency = true
  tail.wire = WIRES.has(line.tokens[at + 1]?.text ?? '')
  tail.date ??= agency.date
  tail.end = line.tokens[agency.after - 1]?.end ?? tail.end
  tail.sign = ')'
  tail.after = agency.after
  return agency.after
}

/** The words between place and date, and a day without its month: `MADRID, 12 (EFE).-`. */
function skipWord(line: ReadLine, at: number, tail: Tail): number | null {
  if (tail.date !== null) return null
  if (line.tokens[at]?.kind === 'number') return tail.comma && agencyAt(line, at + 1) ? at + 1 : null
  const between = cueAt('between', line.tokens, at)
  return between && leadsToDate(line, between.after) ? between.after : null
}

/** The token after the sign; null where the dateline has ended before it, or ends with it. */
function takeSign(line: ReadLine, at: number, tail: Tail): number | null {
  const { tokens } = line
  const sign = tokens[at]
  if (sign?.kind !== 'sign' || !/^[-,;.:()/|•·]$/.test(sign.text)) return null
  if ((sign.text === '(' && !leadsToDate(line, at + 1)) || (sign.text === '-' && isHyphen(tokens, at))) return null
  tail.after = at + 1
  const ends = sign.text === '.' && tail.sign === null && tail.date === null
  if (ends && !leadsToDate(line, at + 1) && tokens[at + 1]?.text !== '-') {
    tail.sign = '.'
    return null
  }
  tail.comma ||= sign.text === ',' || sign.text === ';'
  if (/^[-:]$/.test(sign.text) || !/^[-:]$/.test(tail.sign ?? '')) {
    if (!/^[,;]$/.test(sign.text) || tail.sign === null) tail.sign = sign.text === ';' ? ',' : sign.text
  }
  if (sign.text === ')') tail.end = sign.end
  return at + 1
}

/** `(BUSINESS WIRE)`, `/PRNewswire/`, `(ots)`, `(Newsfile Corp. - June 12, 2025)`. */
function agencyAt({ tokens, dates }: ReadLine, at: number): { after: number; date: DateAmong | null } | null {
  const open = tokens[at]?.text
  if (open !== '(' && open !== '/') return null
  const close = open === '(' ? ')' : '/'
  if (tokens[at + 1]?.kind !== 'word' || dates.some(({ from }) => from === at + 1)) return null
  for (let next = at + 2; next < Math.min(tokens.length, at + MAX_AGENCY_TOKENS); next++) {
    if (tokens[next]?.text !== close) continue
    return { after: next + 1, date: dates.find(({ from }) => from > at && from < next) ?? null }
  }
  return null
}

/** A date begins within a token or two. */
function leadsToDate({ tokens, dates }: ReadLine, at: number): boolean {
  if (dates.length === 0) return false
  const between = cueAt('between', tokens, at)
  return dates.some(
    ({ from }) => from === at || from === between?.after || (from === at + 1 && tokens[at]?.kind === 'sign'),
  )
}

/** A hyphen in a word, not a dash. */
export function isHyphen(tokens: readonly Token[], at: number): boolean {
  const [before, sign, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!/^[-‐‑]$/.test(sign?.raw ?? '') || before?.kind !== 'word' || !next || next.kind === 'sign') return false
  return touches(tokens, at) && touches(tokens, at + 1)
}
