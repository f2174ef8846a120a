/** Words by which mail programs and letter writers mark what is not news. Each predicate takes one line or paragraph. */
import { anyOf, MAIL_CUES, mailPhrases, plainWords } from './mail-cues.ts'

const WORD_BEFORE = '(?<![\\p{L}\\p{N}])'
const WORD_AFTER = '(?![\\p{L}\\p{N}])'

const DISCLAIMER = new RegExp(
  `^(?:[^\\p{L}]{0,5}(?:(?:important|confidentiality|legal) (?:notice|note)[^\\p{L}]{1,4})?)(?:${anyOf(mailPhrases('disclaimers'))})`,
  'u',
)
const DEVICE = new RegExp(`^(?:${anyOf(mailPhrases('devices'))})`, 'u')
const BROWSER = new RegExp(anyOf(mailPhrases('browser')), 'u')
/** Further wordings of the two, by their parts. */
const LOOSE_BROWSER =
  /\b(?:view|read|see|open|display|having trouble)\b.{0,60}\b(?:browser|online|web ?version|webpage)\b/u
const UNSUBSCRIBE = new RegExp(
  `${WORD_BEFORE}(?:${anyOf([...mailPhrases('unsubscribe'), 'désinscrire', 'désabonner', 'disiscriv', 'receiving', 'subscribed'])})`,
  'u',
)
const GREETING = new RegExp(
  `^(?:${anyOf(mailPhrases('greetings').filter((word) => !isUnspaced(word)))})${WORD_AFTER}`,
  'u',
)
const UNSPACED_GREETING = new RegExp(`(?:${anyOf(mailPhrases('greetings').filter(isUnspaced))})[。、,，]?$`, 'u')
const VALEDICTIONS = new Set(mailPhrases('valedictions').map((words) => words.replace(/\.$/, '')))
/** Two of them, `Many thanks and best regards`. */
const AND = /,? (?:and|und|et|y|e|en|och|og|ja|i|ve|və|и|та|و) |,\s/

const MAX_DRESS_LENGTH = 400
/** All words of `To unsubscribe from this newsletter, click here` and its like, with the English ones that stand in all languages. */
const DRESS = dressWords()

export const isDisclaimer = (text: string): boolean =>
  text.length < 6000 && DISCLAIMER.test(plainWords(text.slice(0, 500)))
export const isDeviceLine = (text: string): boolean => text.length < 120 && DEVICE.test(plainWords(text))
export const isBrowserLine = (text: string): boolean => {
  if (text.length > MAX_DRESS_LENGTH) return false
  const words = plainWords(text)
  return isOnlyDress(words) && (BROWSER.test(words) || LOOSE_BROWSER.test(words))
}
export const isUnsubscribe = (text: string): boolean => {
  if (text.length > MAX_DRESS_LENGTH) return false
  const words = plainWords(text)
  return isOnlyDress(words) && UNSUBSCRIBE.test(words)
}
export const isGreeting = (text: string): boolean => {
  if (text.length > 120) return false
  const words = plainWords(text)
  return (text.length < 40 || /[,:!،、]$/.test(words)) && (GREETING.test(words) || UNSPACED_GREETING.test(words))
}
export const isValediction = (line: string): boolean => {
  if (line.length > 80) return false
  const words = plainWords(line).replace(/[\s,.!،。]{1,5}$/, '')
  return VALEDICTIONS.has(words) || (words.length > 8 && words.split(AND).every((part) => VALEDICTIONS.has(part)))
}

/** Whether a newsletter says nothing there but how it is to be read and stopped: a word of anything else, or a figure, may be news. */
function isOnlyDress(plain: string): boolean {
  const words = /[\p{L}\p{N}]+/gu
  const text = withoutAddresses(plain)
  let known = DRESS
  for (let word = words.exec(text); word; word = words.exec(text)) {
    const found = word[0]
    known = known.filter((one) => one.has(found))
    if (known.length === 0) return false
  }
  return true
}

/** Which share of the words newsletters use of themselves, in the language in which that is most. */
export function dressShare(plain: string): number {
  const words = wordsOf(plain)
  return Math.max(...DRESS.map((known) => words.filter((word) => known.has(word)).length / Math.max(1, words.length)))
}

function wordsOf(plain: string): readonly string[] {
  return withoutAddresses(plain).match(/[\p{L}\p{N}]+/gu) ?? []
}

function withoutAddresses(plain: string): string {
  if (!plain.includes('@') && !plain.includes('://') && !plain.includes('www.')) return plain
  return plain.replace(/(?:https?:\/\/|www\.)\S{1,390}|[^\s@<>]{1,64}@[^\s@<>]{1,255}/g, ' ')
}

function dressWords(): readonly ReadonlySet<string>[] {
  const english = MAIL_CUES.get('en')?.dressWords ?? ''
  return [...MAIL_CUES.values()].map(({ dressWords: own }) => new Set(plainWords(`${own} ${english}`).split(' ')))
}

/** Kana and Han are written without spaces. */
function isUnspaced(words: string): boolean {
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(words)
}
