/** Whether a text speaks of a release by its headline. */
import { readWords } from './shingles.ts'

/** A shorter headline is a phrase that stands anywhere. */
const MIN_WORDS = 3
const MIN_CHARACTERS = 8
const MIN_SHARE = 0.7
const MAX_HEADLINE = 500

/** Most of the headline stands in the text, word beside word. */
export function isNamed(headline: string, text: string): boolean {
  const { words, wide } = readWords(headline.slice(0, MAX_HEADLINE))
  if (words.length < (wide ? MIN_CHARACTERS : MIN_WORDS)) return false
  const inText = new Set(pairsOf(readWords(text).words))
  const pairs = pairsOf(words)
  return pairs.filter((pair) => inText.has(pair)).length >= pairs.length * MIN_SHARE
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`)
}
