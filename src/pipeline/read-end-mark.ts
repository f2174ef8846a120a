/** Reads the marks with which press offices end their copy, and rows of signs. */
import { ends } from './ending-words.ts'
import type { Marker } from './markers.ts'
import { fold, keyOf } from './phrases.ts'

export const DECORATION =
  /^[\s\-–—*_#=~•·■□▪◆◇●○►▶▼|<>[\](){}【】「」『』《》＜＞〈〉／/…]{1,20}|[\s\-–—*_#=~•·■□▪◆◇●○►▶▼|<>[\](){}【】「」『』《》＜＞〈〉／/…]{1,20}$/gu
const END_SIGN =
  /^(?:[-–—*_\s]{0,6}(?:#\s?){1,12}(?:end|ends)?\s?(?:#\s?){0,12}[-–—*_\s]{0,6}|[-–—*]{1,4}\s?[o0]{2,3}\s?[-–—*]{1,4}|[-–—*\s]{1,4}30[-–—*\s]{1,4}|[-–—]\s?0\s?[-–—]|\/{2,3})$/iu
const RULE = /^(?:[*_=~·•-]\s?){3,80}$|^[–—]{2,80}$|^[■●◆∎]$/u

/** The line without the signs round it. */
export function undress(text: string): string {
  return text.replace(DECORATION, '').trim()
}

/** Whether the words are a mark of the end, with the signs round it. */
export function isEndMark(words: string): boolean {
  return readEndMark(words)?.kind === 'end'
}

/** `-ends-`, `###`, `-30-`; of kind `rule` where it is only a row of signs. */
export function readEndMark(text: string): Marker | null {
  const words = text.trim()
  const mark = { words, name: '', rest: '', sure: true }
  const isWord = /^\p{L}/u.test(words)
  if (isWord && words.length > 40) return null
  if (!isWord && END_SIGN.test(words)) return { ...mark, kind: 'end' }
  if (!isWord && RULE.test(words)) return { ...mark, kind: 'rule', sure: false }
  const bare = undress(words).replace(/[.!:。]$/, '')
  if (bare === '' || !(isEnd(bare) || isEndOfTwo(bare))) return null
  // A word in small letters that nothing sets off may be the end of a sentence.
  return { ...mark, kind: 'end', sure: bare !== words || !/^\p{Ll}/u.test(bare) }
}

const isEnd = (words: string): boolean => ends.has(keyOf(fold(words)))

/** `CRÍOCH / ENDS`: in two languages, of which one may be none of ours. */
function isEndOfTwo(words: string): boolean {
  const [one = '', other = '', more] = words.split(/\s?[/|]\s?|\s[–—-]\s/)
  if (more !== undefined || one.length > 30 || other.length > 30) return false
  return isEnd(one) && isEnd(other) ? true : isUpper(words) && one !== '' && (isEnd(one) || isEnd(other))
}

/** In capitals, three of them together at least. */
export function isUpper(text: string): boolean {
  return /\p{Lu}{3}/u.test(text) && text === text.toUpperCase()
}
