/** The words round what somebody said: topic `quotes` of the cues, compiled once for each list of languages. */
import { z } from 'zod'
import { cuesOf, loadCues } from './cues.ts'

const words = z.array(z.string().min(1))
const schema = z.strictObject({
  /** Pairs of marks, the opening and the closing one. */
  marks: z.array(z.tuple([z.string().length(1), z.string().length(1)])),
  /** What speakers do, beside what they say. */
  verbs: words,
  according: words,
  /** Who is meant was named before. */
  pronouns: words,
  /** Words in titles of posts: what stands before a name, or behind it. */
  roles: words,
  /** The same where the word is the name of a family too: `baker`. */
  occupations: words,
  /** With which such words end: `-smith`. */
  occupationEndings: words,
  /** Before a name, and of it. */
  honorifics: words,
  articles: words,
  /** By which people speak of themselves: `we`. */
  firstPerson: words,
  /** Words with which sentences begin, which are no names though they have a capital. */
  openers: words,
})

type QuoteCues = z.infer<typeof schema>

const ALL = loadCues('quotes', schema)
/** Languages that write titles together with other words: `Wirtschaftsministerin`. */
const COMPOUNDING = new Set(['de', 'nl', 'sv', 'no', 'da', 'fi', 'ja'])

interface Place {
  index: number
  length: number
}

export interface Speech {
  /** Where in the text the first, or the last, verb stands that says that somebody speaks. */
  findVerb(text: string, which: 'first' | 'last'): Place | null
  /** How many characters of the text's beginning are such a verb, words before which the speaker is named, a pronoun or an article; 0: none. */
  startsWith(text: string, what: 'verb' | 'according' | 'pronoun' | 'article'): number
  isRole(word: string): boolean
  /** How many characters at the end of the text are such a word. */
  roleAtEnd(text: string): number
  /** It may be a post, or part of a name. */
  isOccupation(word: string): boolean
  /** Somebody speaks of themselves. */
  isFirstPerson(text: string): boolean
  isHonorific(word: string): boolean
  isOpener(word: string): boolean
}

/** The marks that may close a quote, by that which opened it. */
export const MARKS: ReadonlyMap<string, ReadonlySet<string>> = pairs()

const known = new Map<string, Speech>()

/** How people are quoted in these languages. */
export function speechOf(languages: readonly string[]): Speech {
  const key = languages.join()
  const speech = known.get(key) ?? compile(languages)
  if (known.size < 100) known.set(key, speech)
  return speech
}

function compile(languages: readonly string[]): Speech {
  const cues = cuesOf(ALL, languages)
  const pick = (part: Exclude<keyof QuoteCues, 'marks'>) => cues.flatMap((one) => one[part])
  const finders = {
    verb: finderOf(pick('verbs'), languages[0] === 'ja'),
    according: finderOf(pick('according'), languages[0] === 'ja'),
    pronoun: finderOf(pick('pronouns'), languages[0] === 'ja'),
    article: finderOf(pick('articles'), false),
  }
  const compounds = languages.some((language) => COMPOUNDING.has(language))
  const roles = new Set(pick('roles').map((role) => role.toLowerCase()))
  const isRole = remembered(roleTest(roles, compounds))
  const isKnown = roleTest(new Set(pick('occupations')), compounds)
  const endings = pick('occupationEndings')
  const isOccupation = remembered(
    (word) => isKnown(word) || endings.some((ending) => word.length > ending.length + 1 && word.endsWith(ending)),
  )
  const firstPerson = finderOf(pick('firstPerson'), languages[0] === 'ja')
  const honorifics = new Set(pick('honorifics'))
  const openers = new Set(pick('openers'))
  return {
    findVerb: (text, which) => finders.verb(text, which),
    startsWith: (text, what) => {
      const found = finders[what](text, 'start')
      return found?.length ?? 0
    },
    isRole: (word) => isRole(word.toLowerCase()),
    roleAtEnd: (text) => {
      for (let length = Math.min(MAX_ROLE_LENGTH, text.length); length > 1; length--)
        if (roles.has(text.slice(-length))) return length
      return 0
    },
    isOccupation: (word) => isOccupation(word.toLowerCase()),
    isFirstPerson: (text) => firstPerson(text, 'first') !== null,
    isHonorific: (word) => honorifics.has(word.toLowerCase().replace(/\.$/, '')),
    isOpener: (word) => openers.has(word.toLowerCase()),
  }
}

/** An article that is elided is a word of its own. */
const A_WORD = String.raw`(?:[lL]['’](?=\p{L})|[\p{L}\p{M}\p{N}-][\p{L}\p{M}\p{N}'’()/-]{0,40})`
const FIRST_WORD = new RegExp(`^${A_WORD}`, 'u')
const WORD = new RegExp(A_WORD, 'gu')

type Finder = (text: string, which: 'first' | 'last' | 'start') => Place | null

/** Looks phrases up word by word: a pattern of two hundred alternatives takes twenty times as long. */
function finderOf(phrases: readonly string[], unspaced: boolean): Finder {
  if (unspaced) return patternOf(phrases)
  const byFirst = new Map<string, string[]>()
  for (const phrase of phrases.toSorted((one, other) => other.length - one.length)) {
    const first = firstWord(phrase)
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase.slice(first.length).toLowerCase()])
  }
  const lengthAt = (text: string, word: string, end: number): number => {
    const rest = byFirst.get(plain(word))?.find((one) => continues(text, end, one))
    return rest === undefined ? 0 : word.length + rest.length
  }
  return (text, which) => {
    if (which === 'start') {
      const word = FIRST_WORD.exec(text)?.[0] ?? ''
      const length = lengthAt(text, word, word.length)
      return length === 0 ? null : { index: 0, length }
    }
    let found: Place | null = null
    WORD.lastIndex = 0
    for (let match = WORD.exec(text); match; match = WORD.exec(text)) {
      const length = lengthAt(text, match[0], WORD.lastIndex)
      if (length === 0) continue
      found = { index: match.index, length }
      if (which === 'first') break
      WORD.lastIndex = match.index + length
    }
    return found
  }
}

/** Whether the further words of a phrase stand there, and end there. */
function continues(text: string, at: number, rest: string): boolean {
  if (rest === '') return true
  const there = text.slice(at, at + rest.length + 1)
  return (
    plain(there.slice(0, rest.length)).replace(/\s/g, ' ') === rest && !/^[\p{L}\p{N}]/u.test(there.slice(rest.length))
  )
}

function firstWord(text: string): string {
  return plain(FIRST_WORD.exec(text)?.[0] ?? '')
}

function plain(word: string): string {
  return word.toLowerCase().replace('’', "'")
}

/** Japanese writes without spaces. */
function patternOf(phrases: readonly string[]): Finder {
  const longest = phrases.toSorted((one, other) => other.length - one.length)
  const pattern = new RegExp(longest.join('|'), 'giu')
  return (text, which) => {
    let found: Place | null = null
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (which === 'start' && match.index > 0) return null
      found = { index: match.index, length: match[0].length }
      if (which !== 'last') break
    }
    return found
  }
}

/** No title that others are made of has more letters. */
const MAX_ROLE_LENGTH = 24
const ENDINGS = ['', 'in', 'innen', 'en', 'n', 's', 'r']

function roleTest(roles: ReadonlySet<string>, compounds: boolean): (word: string) => boolean {
  return (word) => {
    if (word.length < 2) return false
    if (roles.has(word) || (word.includes('-') && word.split('-').some((part) => roles.has(part)))) return true
    return compounds && ENDINGS.some((ending) => word.endsWith(ending) && endsWithRole(roles, word, ending.length))
  }
}

function endsWithRole(roles: ReadonlySet<string>, word: string, ending: number): boolean {
  const stem = word.slice(0, word.length - ending)
  for (let from = Math.max(0, stem.length - MAX_ROLE_LENGTH); from <= stem.length - 2; from++)
    if (roles.has(stem.slice(from))) return true
  return false
}

/** A release says the same words again and again. */
function remembered(test: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>()
  return (word) => {
    let found = known.get(word)
    if (found === undefined) {
      found = test(word)
      if (known.size < 4000 && word.length <= 40) known.set(word, found)
    }
    return found
  }
}

function pairs(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const [opening, closing] of [...ALL.values()].flatMap((cues) => cues.marks)) {
    const closings = found.get(opening) ?? new Set()
    found.set(opening, closings.add(closing))
  }
  return found
}
