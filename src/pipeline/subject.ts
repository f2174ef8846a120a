/** The subject without what mail programs, lists and press offices put around the headline. */
import { type Dress, type ReadLine, readDress, readLine } from './dress.ts'
import { isEmbargoLine, isLabelLine } from './label-lines.ts'
import { cueAt, DRESS } from './labels.ts'
import { phraseAt } from './tokens.ts'

/** Twice the longest line that RFC 5322 section 2.1.1 allows: the rest of a subject is no headline. */
export const MAX_SUBJECT_LENGTH = 2000

const REPLY =
  /^(re|r|aw|antw|antwort|sv|vs|odp|réf|ref|rif|res|atb|ynt|отв|回复|答复|返信)(\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*/iu
/** `Vastaus` in Finnish, `Videresendt` in Danish and Norwegian: both are true of it. */
const EITHER = /^vs\s?[:：]/iu
const FORWARD = /^(fwd?|fw|wg|weitergeleitet|tr|i|rv|enc|vb|doorst|pd|fs|vl|ilt|пересл|转发|轉寄|転送)\s?[:：]\s*/iu
const LIST = /^\[[^\]]{1,80}\]\s*/
const SPAM_MARK = /^\*{2,5}\s?spam\s?\*{2,5}\s*/i
const MAX_ROUNDS = 12

/** Where a subject may be told apart from what is put behind it. */
const PARTING = /\s[-–—/•·]\s|\s?[|([（【]\s?|\s?—\s?/gu
const ANY_PARTING = /[-–—/•·|([（【]/u
/** `| Acme News`: the name of whoever sends it. */
const MAX_NAME_WORDS = 4
const MIN_HEADLINE_WORDS = 4

export interface Subject {
  /** The headline in it, empty where the subject has nothing else than dress. */
  value: string
  /** Character offsets of `value` in the decoded subject. */
  start: number
  end: number
  isReply: boolean
  isForward: boolean
  /** It speaks of a correction, an update or a repetition. */
  isCorrection: boolean
}

/** Undresses a decoded subject. */
export function readSubject(subject: string | null): Subject {
  const whole = (subject ?? '').slice(0, MAX_SUBJECT_LENGTH)
  const { start, isReply, isForward } = undressStart(whole)
  const end = undressEnd(whole, start)
  const value = whole.slice(start, end)
  const isCorrection = saysCorrection(whole)
  if (saysNothing(value)) return { value: '', start, end: start, isReply, isForward, isCorrection }
  return { value, start, end, isReply, isForward, isCorrection }
}

function saysCorrection(whole: string): boolean {
  const { tokens } = readLine(whole, [])
  return tokens.some((_token, at) => phraseAt(DRESS, tokens, at)?.means === 'correction')
}

function undressStart(whole: string): { start: number; isReply: boolean; isForward: boolean } {
  let start = 0
  let isReply = false
  let isForward = false
  for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
    const rest = whole.slice(start)
    const length =
      (/^\s+/.exec(rest) ?? REPLY.exec(rest) ?? FORWARD.exec(rest) ?? LIST.exec(rest) ?? SPAM_MARK.exec(rest))?.[0]
        .length ?? leadingDress(rest)
    if (length === 0) break
    // The first says what this message is; what follows, what it answers or forwards.
    if (!isReply && !isForward) {
      isReply = REPLY.test(rest)
      isForward = isReply ? EITHER.test(rest) : FORWARD.test(rest)
    }
    start += length
  }
  return { start, isReply, isForward }
}

/** How many characters of dress stand before the headline; a name before a bar is dress as well. */
function leadingDress(rest: string): number {
  const line = readLine(rest, [])
  const length = dressLength(readDress(line))
  if (length > 0) return length
  const name = /^([^|]{2,40})\s?\|\s{0,3}(?=\S)/.exec(rest)
  if (!name?.[1]) return 0
  const isName =
    countWords(name[1]) <= MAX_NAME_WORDS - 1 && countWords(rest.slice(name[0].length)) >= MIN_HEADLINE_WORDS
  return isName ? name[0].length : 0
}

/** How long the dress is that can be taken off a line: it must be parted from other words, and be more than a date. */
export function dressLength({ pieces, end, parted, whole }: Dress): number {
  const occasion = pieces.find(({ kind }) => kind === 'occasion')
  if (occasion) return pieces[0] === occasion ? 0 : occasion.start
  return parted && !whole && pieces.some(({ kind }) => kind !== 'date' && kind !== 'number') ? end : 0
}

function undressEnd(whole: string, start: number): number {
  let end = start + whole.slice(start).trimEnd().length
  for (let rounds = 0; rounds < 3; rounds++) {
    const cut = trailingDress(whole.slice(start, end))
    if (cut === null) break
    end = start + whole.slice(start, start + cut).trimEnd().length
  }
  return end
}

/** Where the dress behind the headline begins; `withNames`: so does the name of a house behind a bar. */
export function trailingDress(value: string, withNames = true): number | null {
  if (!ANY_PARTING.test(value)) return null
  const partings = [...value.slice(-200).matchAll(PARTING)].map(({ index, 0: sign }) => ({
    at: index + Math.max(0, value.length - 200),
    sign,
  }))
  for (const { at, sign } of partings.slice(-4).reverse()) {
    if (at === 0) continue
    const tail = value.slice(at + sign.length)
    if (isDress(tail)) return at
    const named = withNames && sign.includes('|') && countWords(tail) <= MAX_NAME_WORDS
    if (named && countWords(value.slice(0, at)) >= MIN_HEADLINE_WORDS) return at
  }
  return null
}

function isDress(tail: string): boolean {
  const line = readLine(tail.replace(/[\s)\]）】]{1,3}$/u, ''), [])
  const dress = readDress(line)
  if (isEmbargoLine(line, dress)) return true
  return dress.whole && dress.pieces.some(({ kind }) => kind !== 'date' && kind !== 'number' && kind !== 'occasion')
}

/** Nothing but what the paper is: `Press release`, `Please find our press release attached`, `Embargoed until 12 June, 10:00`. */
function saysNothing(value: string): boolean {
  if (value.length > 200) return false
  const line = readLine(value, [])
  const dress = readDress(line)
  return isEmbargoLine(line, dress) || isLabelLine(line, dress) || isAllDress(line)
}

function isAllDress({ tokens, dates }: ReadLine): boolean {
  for (let at = 0; at < tokens.length; ) {
    const found =
      dates.find(({ from }) => from === at) ??
      phraseAt(DRESS, tokens, at) ??
      cueAt('enclosed', tokens, at) ??
      cueAt('empty', tokens, at) ??
      cueAt('covers', tokens, at)
    if (found) at = found.after
    else if (tokens[at]?.kind !== 'word') at++
    else return false
  }
  return true
}

/**
 * A decoded subject without what is put before it on the way: signs of a reply or a forward, and the tags (given without brackets) of which
 * `isTag` says so. What the press office itself wrote stays, `CORRECTION:` included.
 */
export function undressSubject(subject: string, isTag: (tag: string) => boolean): string {
  let rest = subject.trim()
  for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
    const tag = LIST.exec(rest)?.[0]
    const prefix =
      tag !== undefined && isTag(tag.trim().slice(1, -1))
        ? tag
        : (SPAM_MARK.exec(rest) ?? REPLY.exec(rest) ?? FORWARD.exec(rest))?.[0]
    if (!prefix) break
    rest = rest.slice(prefix.length).trimStart()
  }
  return rest
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
