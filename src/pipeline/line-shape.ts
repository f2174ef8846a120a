/** What the shape of a line says of it: prose, a point of a list, words in capitals. */
import type { ReadLine } from './dress.ts'
import type { Sheet, SheetLine } from './sheet.ts'

export interface Shaped extends SheetLine {
  words: number
  shouted: boolean
}

/** A lead is a sentence or two. */
const PROSE_WORDS = 10
const LONG_WORDS = 36
const BOLD_PROSE_LENGTH = 260
/** Below a letterhead at most. */
const MAX_QUESTION_INDEX = 5
const MAX_QUESTION_WORDS = 20
/** Bold as writers of plain text set it. */
const STARRED = /^\*{1,5}[^*]{2,300}\*{1,5}$/

/** Whether a line is one or more sentences of copy. */
export function isProse(line: Shaped, sheet: Sheet): boolean {
  const { text, words, shouted, level, bold } = line
  if (level > 0 || shouted || (bold && text.length < BOLD_PROSE_LENGTH)) return false
  if (words >= LONG_WORDS) return true
  if (line.kind === 'list' || isBullet(text)) return false
  if (isQuestionAbove(line)) return false
  if (words >= PROSE_WORDS && /[.!?。؟！？…][»”"’')\]）」』]?\s?(?:\[\d{1,2}\]|\d)?$/u.test(text)) return true
  return isBroken(line, sheet)
}

/** A question alone in one of the first lines is a headline. */
function isQuestionAbove({ text, index, first, last, words }: Shaped): boolean {
  return first && last && words <= MAX_QUESTION_WORDS && index < MAX_QUESTION_INDEX && /[?？؟]$/.test(text)
}

/** The first line of a paragraph whose lines were not joined. */
function isBroken({ index, block, last, text, words }: Shaped, { lines, blocks }: Sheet): boolean {
  const next = lines[index + 1]
  if (last || next?.block !== block || words < 7) return false
  const whole = blocks[block]?.text ?? ''
  return (
    /^[\p{Ll}\p{N}(]/u.test(next.text) &&
    /[.。][\s»”"]/u.test(whole.slice(text.length, text.length + 1500)) &&
    whole.length > 250
  )
}

/** A point of a list that was written by hand. */
export function isBullet(text: string): boolean {
  if (STARRED.test(text)) return false
  return /^(?:[-*•·‣▪●–—►▶✓✔]|>{1,2}|\d{1,2}[.)])\s{0,3}\S/u.test(text)
}

/** Words; of writing without spaces half the characters. */
export function countWords({ tokens }: ReadLine, text: string): number {
  if (text.length > 260) return Math.round(text.length / 6)
  let words = 0
  let wide = 0
  for (const { kind, raw } of tokens) {
    if (kind === 'sign') continue
    if (raw.charCodeAt(0) > 0x2e7f && WIDE.test(raw)) wide++
    else words++
  }
  return words + (wide >> 1)
}

const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** In capitals but for a word or two, such as `iPHONE` or `TransEdge`. */
export function isShouted(text: string): boolean {
  let large = 0
  let small = 0
  for (let at = 0; at < text.length && at < MAX_SHOUTED; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) {
      if (code > 0x60 && code < 0x7b) small++
      else if (code > 0x40 && code < 0x5b) large++
    } else if (/\p{Lu}/u.test(text.charAt(at))) large++
    else if (/\p{Ll}/u.test(text.charAt(at))) small++
    if (small > MAX_SHOUTED / 9) return false
  }
  return large > 3 && small <= large / 9
}

/** Characters of a line that are looked at. */
const MAX_SHOUTED = 150

/** Bold and italic as writers of plain text set them: `*…*`, `_…_`. */
export function lookOfText(text: string): { bold: boolean; italic: boolean } {
  return { bold: STARRED.test(text) || /^#{1,6}\s{1,3}\S/.test(text), italic: /^_[^_]{2,300}_$/.test(text) }
}

/** What is set side by side in a line: `FOR IMMEDIATE RELEASE          Contact: Jane Doe`. */
export function cellsOf(text: string): string[] {
  return text.split(COLUMN)
}

const COLUMN = /\t\s*| {4,}/
