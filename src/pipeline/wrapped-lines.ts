/** Lines that were wrapped by hand or by a mail program, told from those that their writer ended. */

/** Below this nothing was wrapped; above it a line is a paragraph of its own. */
const MIN_WIDTH = 50
const MAX_WIDTH = 110
/** Two lines may end alike by chance. */
const MIN_VOTES = 3
/** Of a wide line without a known width: the first word of the next may go on in lower case. */
const MIN_BROKEN_LENGTH = 58

/** Mail programs break a line a little late where a word is long. */
const MAX_OVERHANG = 8

const MIN_WIDE_WIDTH = 24
const WIDE = /[\u3040-\u30ff\u4e00-\u9fff]/

export const BULLET = /^\s{0,8}(?:[-*•·‣▪●–]|o(?= ))\s+(?=\S)/
const NUMBERED = /^\s{0,8}(?:\d{1,2}|[a-z])[.)]\s+\S/i
/** A number to call, an address to write to, a label: a line of its own, however full the one above. */
const OWN_LINE =
  /^\s*(?:[+(]?\d[\d\s()./-]{6,30}$|\S{1,100}@\S{1,100}$|(?:https?:\/\/|www\.)\S{1,400}$|[*_]{0,2}[\p{Lu}\p{Lo}][\p{L}\p{M}.-]{0,18}(?: [\p{L}\p{M}.-]{1,12})?\s?[:：][*_]{0,2}\s)/u
/** `FOR IMMEDIATE RELEASE          Contact: Jane Doe`: set in columns, so each line stands for itself. */
const COLUMNS = /\S(?: {4,}|\t)\s*\S/
const ENDS_SENTENCE = /[.!?…:;]["”“»«')\]]{0,2}$/

/**
 * The column at which the lines of paragraphs were wrapped, or null. Each line that another one follows was, if it was wrapped, no longer
 * than that column, and would have been with the next word: the column on which most lines agree.
 */
export function wrapWidth(paragraphs: readonly (readonly string[])[]): number | null {
  const changes = new Int32Array(MAX_WIDTH + 2)
  let pairs = 0
  let long = 0
  for (const lines of paragraphs) {
    for (let at = 0; at + 1 < lines.length; at++) {
      const length = lines[at]?.length ?? 0
      if (length > MAX_WIDTH) long++
      const next = length + 1 + firstWord(lines[at + 1] ?? '').length
      if (
        next <= MIN_WIDTH ||
        length > MAX_WIDTH ||
        OWN_LINE.test(lines[at + 1] ?? '') ||
        !(lines[at] ?? '').trim().includes(' ')
      )
        continue
      pairs++
      const from = Math.max(length, MIN_WIDTH)
      const to = Math.min(next, MAX_WIDTH + 1)
      changes[from] = (changes[from] ?? 0) + 1
      changes[to] = (changes[to] ?? 0) - 1
    }
  }
  // Where as many lines are paragraphs of their own, nobody broke any by hand.
  if (long >= Math.max(pairs, MIN_VOTES)) return null
  const found = agreed(changes, pairs)
  return found && countWider(paragraphs, found.width) < found.votes ? found.width : null
}

/** Lines of words that are wider than those that were wrapped: nobody broke them. */
function countWider(paragraphs: readonly (readonly string[])[], width: number): number {
  return paragraphs.flat().filter((line) => line.length > width + MAX_OVERHANG && /\S\s+\S/.test(line)).length
}

/** Writing without spaces is wrapped within words, so all lines but the last are nearly of one length; null where they are not. */
export function wideWidth(paragraphs: readonly (readonly string[])[]): number | null {
  const lengths = new Map<number, number>()
  for (const lines of paragraphs)
    for (const line of lines.slice(0, -1)) {
      const length = line.trim().length
      if (WIDE.test(line) && length >= MIN_WIDE_WIDTH && length <= MIN_WIDTH)
        lengths.set(length, (lengths.get(length) ?? 0) + 1)
    }
  const longest = [...lengths.keys()].toSorted((one, other) => other - one)
  return longest.find((length) => sumOf(lengths, length) >= MIN_VOTES) ?? null
}

/** Signs that may not begin a line shorten the one above. */
function sumOf(lengths: ReadonlyMap<number, number>, length: number): number {
  return (lengths.get(length) ?? 0) + (lengths.get(length - 1) ?? 0) + (lengths.get(length - 2) ?? 0)
}

function agreed(changes: Int32Array, pairs: number): { width: number; votes: number } | null {
  let votes = 0
  let most = 0
  let width = 0
  for (let column = MIN_WIDTH; column <= MAX_WIDTH; column++) {
    votes += changes[column] ?? 0
    if (votes > most) {
      most = votes
      width = column
    }
  }
  return most >= MIN_VOTES || (most === 2 && pairs === 2) ? { width, votes: most } : null
}

/** The lines of a paragraph, each with what was wrapped from it: so addresses and verse stay as they are. */
export function joinWrapped(lines: readonly string[], width: number | null, wide: number | null): string[] {
  const joined: string[][] = []
  let before = ''
  for (const line of lines) {
    const last = joined.at(-1)
    if (last && isWideWrapped(before, line, wide)) last.push(line.trim())
    else if (last && (isWrapped(before, line, width) || isHanging(last[0] ?? '', before, line)))
      last.push(isHyphen(before, line) ? '' : ' ', line.trim())
    else joined.push([line])
    before = line
  }
  return joined.map((parts) => parts.join(''))
}

function isWideWrapped(before: string, line: string, wide: number | null): boolean {
  const length = before.trim().length
  return (
    wide !== null &&
    length <= wide &&
    length >= wide - 2 &&
    WIDE.test(before) &&
    WIDE.test(line) &&
    !BULLET.test(line) &&
    !/[。！？]$/u.test(before)
  )
}

function isWrapped(before: string, line: string, width: number | null): boolean {
  if (before.length > MAX_WIDTH || BULLET.test(line) || NUMBERED.test(line)) return false
  if (COLUMNS.test(before) || COLUMNS.test(line)) return false
  // A bracket that is open goes on, whatever stands in it.
  if (OWN_LINE.test(line) && before.lastIndexOf('(') <= before.lastIndexOf(')')) return false
  // What is wider than the lines that were wrapped is a paragraph of its own, below a headline for instance.
  if (line.length > (width ?? MAX_WIDTH) + MAX_OVERHANG && /\S\s+\S/.test(line)) return false
  // A paragraph may begin with an indented line.
  if (/^\s{2}/.test(line) && !/^\s/.test(before) && ENDS_SENTENCE.test(before)) return false
  if (width !== null && before.length + 1 + firstWord(line).length > width) return true
  const goesOn = /^\s*\p{Ll}/u.test(line) && !ENDS_SENTENCE.test(before)
  return goesOn && before.length >= (width === null ? MIN_BROKEN_LENGTH : width * 0.6)
}

/** An entry of a list, in lines that stand in from its sign. */
function isHanging(entry: string, before: string, line: string): boolean {
  if (!/^\s{2,}\S/.test(line) || BULLET.test(line) || NUMBERED.test(line)) return false
  return (
    (BULLET.test(entry) || NUMBERED.test(entry)) &&
    (BULLET.test(before) || NUMBERED.test(before) || /^\s{2}/.test(before))
  )
}

function isHyphen(before: string, line: string): boolean {
  return /\p{L}-$/u.test(before) && /^\s*\p{Ll}/u.test(line)
}

function firstWord(line: string): string {
  return /^\s*(\S{1,80})/.exec(line)?.[1] ?? ''
}
