/** Tells languages by their commonest words: twenty times as fast as letter groups, and surer between neighbours such as Danish and Norwegian. */
import functionWords from './function-words.json' with { type: 'json' }

/** The commonest words of each language (BCP 47), with spaces between; neighbours of ours are there so that they are not taken for ours. */
const WORDS: Readonly<Record<string, string>> = functionWords

const LANGUAGES = Object.keys(WORDS)
const BY_WORD = byWord()

/** More words tell nothing more. */
const MAX_WORDS = 250
const MIN_HITS = 4
/** Of common words, to say of a paragraph that it is in the language that is expected. */
const ENOUGH_HITS = 3
/** Of running text at least this share are common words; lists of names have few. */
const MIN_SHARE = 0.12
/** By how much the best must lead, in weight. */
const MIN_LEAD = 1.25
/** After so many words with such a lead the rest of the text changes nothing. */
const FIRST_WORDS = 60
const CLEAR_LEAD = 2

export interface Guess {
  language: string
  /** Whether the words alone decide. */
  sure: boolean
}

/** The language whose common words the text has most of; null where it has few of any. */
export function guessByWords(text: string): Guess | null {
  const tally: Tally = {
    words: 0,
    hits: new Float64Array(LANGUAGES.length),
    weights: new Float64Array(LANGUAGES.length),
  }
  eachWord(text, (word) => {
    count(tally, word)
    return tally.words === MAX_WORDS || (tally.words === FIRST_WORDS && judge(tally, CLEAR_LEAD)?.sure === true)
  })
  return judge(tally, MIN_LEAD)
}

/** How many words were seen, and of each language how many common ones and their weight: a word of several languages weighs less. */
interface Tally {
  words: number
  hits: Float64Array
  weights: Float64Array
}

function count(tally: Tally, word: string): void {
  tally.words++
  const known = BY_WORD.get(word)
  if (known === undefined) return
  const weight = 1 / Math.sqrt(known.length)
  for (const language of known) {
    tally.hits[language] = (tally.hits[language] ?? 0) + 1
    tally.weights[language] = (tally.weights[language] ?? 0) + weight
  }
}

function judge({ words, hits, weights }: Tally, lead: number): Guess | null {
  let best = 0
  let next = -1
  for (let at = 1; at < LANGUAGES.length; at++) {
    if ((weights[at] ?? 0) > (weights[best] ?? 0)) {
      next = best
      best = at
    } else if (next === -1 || (weights[at] ?? 0) > (weights[next] ?? 0)) next = at
  }
  const found = hits[best] ?? 0
  if (found < MIN_HITS) return null
  const sure =
    found >= words * MIN_SHARE && (weights[best] ?? 0) >= (weights[next] ?? 0) * lead && (weights[best] ?? 0) >= 2
  return { language: LANGUAGES[best] ?? '', sure }
}

/** Which share of the text's words are common ones of that language; null for a language of which none are known. */
export function shareOfWords(text: string, language: string): number | null {
  const at = LANGUAGES.indexOf(language)
  if (at === -1) return null
  const words = wordsIn(text)
  return words.filter((word) => BY_WORD.get(word)?.includes(at)).length / Math.max(1, words.length)
}

/** Whether at least that share of the text's words are common ones of that language; false for a language of which none are known. */
export function hasShare(text: string, language: string, share: number): boolean {
  const at = LANGUAGES.indexOf(language)
  if (at === -1) return false
  let words = 0
  let hits = 0
  eachWord(text, (word) => {
    words++
    if (BY_WORD.get(word)?.includes(at)) hits++
    // Of so many words the rest of the text cannot make a list of names.
    return hits >= ENOUGH_HITS && hits >= words * share
  })
  return hits >= Math.max(1, words) * share
}

function wordsIn(text: string): string[] {
  const words: string[] = []
  eachWord(text, (word) => words.push(word) === MAX_WORDS)
  return words
}

/** Tells the words in lower case, until `see` says that it has seen enough. Letter by letter: a pattern takes three times as long. */
function eachWord(text: string, see: (word: string) => boolean): void {
  const lower = text.toLowerCase()
  let start = -1
  for (let at = 0; at <= lower.length; at++) {
    if (at < lower.length && isWordSign(lower.charCodeAt(at))) {
      if (start === -1) start = at
    } else if (start !== -1) {
      if (see(lower.slice(start, at))) return
      start = -1
    }
  }
}

/** Letters, marks and figures; of other signs those that stand in running text are known. */
function isWordSign(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
  if (code < 0xc0 || code === 0xd7 || code === 0xf7) return false
  const isSign =
    (code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040) || (code >= 0xff00 && code < 0xff10)
  return !isSign && code !== 0x60c && code !== 0x61b && code !== 0x61f
}

function byWord(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const [at, language] of LANGUAGES.entries())
    for (const word of new Set((WORDS[language] ?? '').split(' '))) found.set(word, [...(found.get(word) ?? []), at])
  return found
}
