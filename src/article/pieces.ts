/** Words of two texts side by side: which stayed, which went, which came. */
import { diffArrays } from 'diff'

export interface Piece {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const MAX_WORDS = 1_000
/** Words that may be removed and added until two paragraphs are two. */
const MAX_EDITS = 200

/** Words with the space after them; of writing without spaces each character; a figure is one word with its points and signs. */
const WORD =
  /(?:[\p{Sc}+−-]?\d+(?:[.,:/’'\u00a0\u202f]\d+)*(?:\p{Script=Han}|\p{L}{1,3}(?!\p{L})|[%‰\p{Sc}])?|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}]+|[^\s\p{L}\p{M}\d])\s{0,3}/gu

/** The words of a text, each with the space after it. */
export function spacedWordsOf(text: string): string[] {
  return text.match(WORD) ?? []
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return spacedWordsOf(text).map((word) => word.trimEnd())
}

/** Both texts in one. Those that are too long, or too different, are told as a whole. */
export function compareWords(before: string, after: string): Piece[] {
  if (before === after) return [{ kind: 'same', text: after }]
  const [old, fresh] = [spacedWordsOf(before), spacedWordsOf(after)]
  const whole: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  if (old.length > MAX_WORDS || fresh.length > MAX_WORDS) return whole
  const comparator = (one: string, other: string) => one.trimEnd() === other.trimEnd()
  const changes = diffArrays(old, fresh, { comparator, maxEditLength: MAX_EDITS })
  if (changes === undefined) return whole
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }))
}
