/** How much two lines say the same, by their words. */

/** From here on two lines say the same: the share of words that stand in both. */
export const SAME = 0.75
/** Nearly all words of the shorter stand in the longer: a subject that was cut, or that says more than the headline. */
const CONTAINED = 0.85
const MIN_CONTAINED = 4
const MAX_RATIO = 2.5

/** Words; of writing without spaces, its characters. */
export function wordsIn(line: string): ReadonlySet<string> {
  const words = line.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu)
  return new Set(words ?? [])
}

/** 1 is the same words; below `SAME`, but not 0, one is contained in the other. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size)
  if (least < 3) return one.size > 0 && one.size === other.size && [...one].every((word) => other.has(word)) ? 1 : 0
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  const dice = (2 * shared) / (one.size + other.size)
  if (dice >= SAME) return dice
  const contained = least >= MIN_CONTAINED && shared / least >= CONTAINED
  return contained && Math.max(one.size, other.size) <= MAX_RATIO * least ? SAME - 0.05 + dice / 100 : 0
}
