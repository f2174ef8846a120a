/** Whether a headline goes on in the next line. */
import { cueAt } from './labels.ts'
import type { TopLine, TopLines } from './top-lines.ts'

/** A line broken by a mail program or by hand is at least this long. */
const MIN_BROKEN = 50
const MAX_TOGETHER = 280

/** Whether the headline that stands in the lines from `from` up to `after` goes on in the line `after`. */
export function joinsNext(lines: TopLines, from: number, after: number): boolean {
  const last = lines(after - 1)
  const next = lines(after)
  // `Utl.:` heads the second line of an Austrian release.
  if (!last || !next || next.text.startsWith('Utl.:')) return false
  if (isFragment(next.text) && last.block === next.block) return true
  if (isFragment(last.text)) return isFragmentJoined(lines, from, after)
  if (next.what !== 'line' && !isOddDateline(next)) return false
  let together = next.text.length
  for (let at = from; at < after; at++) together += lines(at)?.text.length ?? 0
  if (together > MAX_TOGETHER || /[.!?。؟]["”»“]?$/.test(last.text) || !isSameLook(last, next)) return false
  const inside = last.block === next.block
  if (/[:：]$/.test(last.text)) return inside && (isSetOff(last) || continues(next))
  if (inside && last.level > 0) return true
  if (isOpen(last) || continues(next)) return inside || isSetOff(last)
  // In capitals a line that goes on begins with a preposition.
  if (last.shouted && !inside && beginsSmall(next)) return true
  if (!inside) return false
  if (last.shouted && next.shouted) return true
  return isTitled(last) && isTitled(next) && (last.text.length >= MIN_BROKEN || beginsSmall(next))
}

/** A number or the raised end of an ordinal, which files for printing set apart: `7`, `TH`. */
function isFragment(text: string): boolean {
  return /^(?:\d{1,3}|st|nd|rd|th)$/i.test(text)
}

/** Behind a raised end the headline goes on as it was before. */
function isFragmentJoined(lines: TopLines, from: number, after: number): boolean {
  let at = after - 1
  while (at > from && isFragment(lines(at)?.text ?? '')) at--
  const [whole, next] = [lines(at), lines(after)]
  return whole !== undefined && next?.what === 'line' && whole.block === next.block && isSameLook(whole, next)
}

/** In capitals, a wrapped headline that names a town may read like a dateline. */
function isOddDateline({ what, shouted, dateline }: TopLine): boolean {
  return what === 'dateline' && shouted && dateline?.date === null && !dateline.whole
}

function isSameLook(one: TopLine, other: TopLine): boolean {
  return (
    one.level === other.level && one.bold === other.bold && one.italic === other.italic && one.shouted === other.shouted
  )
}

/** Told from ordinary lines by its look. */
function isSetOff({ level, bold, shouted }: TopLine): boolean {
  return level > 0 || bold || shouted
}

/** The line ends in the middle: in a small word, a comma, an open bracket or quote. */
function isOpen({ text, read: { tokens } }: TopLine): boolean {
  if (/[,–—&/+・-]$|\s-$/.test(text)) return true
  const last = tokens.length - 1
  const joint = tokens[last]?.kind === 'word' && cueAt('joints', tokens, last)
  if (joint && text.length < 250 && tokens[last]?.end === text.length) return true
  const opened = text.match(/[(„“«「]/g)?.length ?? 0
  const closed = text.match(/[)“”»」]/g)?.length ?? 0
  return /[(„«「]/.test(text) && opened > closed
}

function continues({ text }: TopLine): boolean {
  return /^[\p{Ll}&)–—-]/u.test(text)
}

/** Where small words are set in capitals too: a preposition or `than`, not an article. */
function beginsSmall({ read: { tokens } }: TopLine): boolean {
  return (
    !/^(?:an?|the|new|our|its?|their|his|her|this|that|these|will|are|is|more)$/.test(tokens[0]?.text ?? '') &&
    cueAt('joints', tokens, 0) !== undefined
  )
}

/** Most of its long words begin with a capital letter, as in headlines of some countries. */
export function isTitled({ text }: TopLine): boolean {
  const words = text.match(/(?<![\p{L}\p{N}])\p{L}{4,}/gu) ?? []
  return words.length > 1 && words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.8
}
