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
const ALL_LANGUAGES = 2 ** MAIL_CUES.size - 1
const A_WORD = /[\p{L}\p{N}]+/gu
const TWO_WORDS = /(\p{L}[\p{L}\p{N}]*)[^\p{L}\p{N}]*([\p{L}\p{N}]*)/u
/** Of a line so much is looked at for its first words. */
const MAX_HEAD = 48
const BEGINNINGS = beginnings()
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with control characters
const ASCII = /^[\x00-\x7f]*$/

export const isDisclaimer = (text: string): boolean =>
  text.length < 6000 && DISCLAIMER.test(plainWords(text.slice(0, 500)))
export const isDeviceLine = (text: string): boolean => text.length < 120 && DEVICE.test(plainWords(text))
export const isBrowserLine = (text: string): boolean => {
  if (text.length > MAX_DRESS_LENGTH || !mayBeDress(text)) return false
  const words = plainWords(text)
  return isOnlyDress(words) && (BROWSER.test(words) || LOOSE_BROWSER.test(words))
}
export const isUnsubscribe = (text: string): boolean => {
  if (text.length > MAX_DRESS_LENGTH || !mayBeDress(text)) return false
  const words = plainWords(text)
  return isOnlyDress(words) && UNSUBSCRIBE.test(words)
}
/** Either of the two. */
export const isDress = (text: string): boolean => {
  if (text.length > MAX_DRESS_LENGTH || !mayBeDress(text)) return false
  const words = plainWords(text)
  return isOnlyDress(words) && (UNSUBSCRIBE.test(words) || BROWSER.test(words) || LOOSE_BROWSER.test(words))
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
  let languages = ALL_LANGUAGES
  const text = withoutAddresses(plain)
  A_WORD.lastIndex = 0
  for (let word = A_WORD.exec(text); word && languages !== 0; word = A_WORD.exec(text))
    languages &= DRESS.get(word[0]) ?? 0
  return languages !== 0
}

/** False for a line that begins with words of no newsletter's dress, as nearly all do: that is told by looking at two. */
export function mayBeDress(line: string): boolean {
  const head = line.length > MAX_HEAD ? line.slice(0, MAX_HEAD) : line
  const ascii = ASCII.test(head)
  const [, first = '', second = ''] = TWO_WORDS.exec(ascii ? head.toLowerCase() : plainWords(head)) ?? []
  if (first === '' || (!ascii && isUnspaced(head))) return true
  const shared = (DRESS.get(first) ?? 0) & (second === '' ? ALL_LANGUAGES : (DRESS.get(second) ?? 0))
  return shared !== 0 || BEGINNINGS.has(`${first} ${second}`)
}

/** Which share of the words newsletters use of themselves, in the language in which that is most. */
export function dressShare(plain: string): number {
  const words = withoutAddresses(plain).match(/[\p{L}\p{N}]+/gu) ?? []
  let most = 0
  for (let at = 0; at < MAIL_CUES.size; at++)
    most = Math.max(most, words.filter((word) => ((DRESS.get(word) ?? 0) >> at) & 1).length)
  return most / Math.max(1, words.length)
}

function withoutAddresses(plain: string): string {
  if (!plain.includes('@') && !plain.includes('://') && !plain.includes('www.')) return plain
  return plain.replace(/(?:https?:\/\/|www\.)\S{1,390}|[^\s@<>]{1,64}@[^\s@<>]{1,255}/g, ' ')
}

/** A bit for each language, English words in all of them. */
function dressWords(): ReadonlyMap<string, number> {
  const english = MAIL_CUES.get('en')?.dressWords ?? ''
  const found = new Map<string, number>()
  for (const [at, { dressWords: own }] of [...MAIL_CUES.values()].entries())
    for (const word of plainWords(`${own} ${english}`).split(' ')) found.set(word, (found.get(word) ?? 0) | (1 << at))
  return found
}

function beginnings(): ReadonlySet<string> {
  const phrases = [...mailPhrases('unsubscribe'), ...mailPhrases('browser')]
  return new Set(
    phrases.map((phrase) => {
      const [, first = '', second = ''] = TWO_WORDS.exec(phrase) ?? []
      return `${first} ${second}`
    }),
  )
}

/** Kana and Han are written without spaces. */
function isUnspaced(words: string): boolean {
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(words)
}
