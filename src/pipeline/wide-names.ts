/** Parts of a contact line in Japanese, where spaces divide the house, the office, the post and the two halves of a name. */
import type { Fact } from './contact-facts.ts'
import { isOrganisation, isPostWords } from './names.ts'

const WIDE = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u
/** A family name or a given name. */
const HALF = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々ヶー]{1,4}$/u
/** Without the word for who answers, and forms of address. */
const MARKS = /^(?:担当|担当者)[：:]?|(?:様|さん|氏)$/gu

/** The facts of the part; null where it is not written so. */
export function wideFacts(part: string, line: string): Fact[] | null {
  const words = part.split(/[\s　]+/)
  if (words.length < 2 || words.length > 6 || !words.every((word) => WIDE.test(word))) return null
  const facts: Fact[] = []
  const halves: string[] = []
  for (const word of words) {
    const plain = word.replace(MARKS, '')
    if (plain === '') continue
    if (isPostWords(plain) && !(isOrganisation(plain) && facts.length === 0))
      facts.push({ kind: 'role', words: plain, line })
    else if (!HALF.test(plain) || (isOrganisation(plain) && halves.length === 0))
      facts.push({ kind: 'organisation', words: plain, line })
    else halves.push(plain)
  }
  if (halves.length > 2) return null
  const [family, given] = halves
  if (family !== undefined)
    facts.push({ kind: 'name', words: given === undefined ? family : `${family} ${given}`, line })
  return facts
}
