/** How a word is written in haste. */
import { fold } from './tokens.ts'

/** Of a shorter word a slip is another word too often. */
const MIN_LENGTH = 7

/** A long word with a letter left out, two changed about, or set in spaced letters; none of phrases and of scripts without spaces. */
export function slipsOf(word: string): string[] {
  const letters = [...fold(word)]
  if (letters.length < MIN_LENGTH || !letters.every((letter) => /[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(letter)))
    return []
  const slips = letters.flatMap((_, at) => [
    letters.toSpliced(at, 1).join(''),
    letters.toSpliced(at, 2, letters[at + 1] ?? '', letters[at] ?? '').join(''),
  ])
  return [...new Set([...slips, letters.join(' ')])].filter((slip) => slip !== word)
}
