/** How many words are compared: the beginning tells. */
const MAX_LENGTH = 50_000

/** The longer words of a text, lower case; of Japanese and Chinese pairs of signs. */
export function vocabularyOf(text: string): ReadonlySet<string> {
  const words = text
    .slice(0, MAX_LENGTH)
    .toLowerCase()
    .match(/[\p{Script=Han}\p{Script=Katakana}]{2}|[\p{L}\p{N}]{4,}/gu)
  return new Set(words ?? [])
}

/** The share of the first words that are among the others, 0 to 1. */
export function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (words.size === 0) return 0
  let shared = 0
  for (const word of words) if (others.has(word)) shared++
  return shared / words.size
}
