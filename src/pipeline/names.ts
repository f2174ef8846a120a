/** Tells names of people, posts and organisations apart, as they stand in contact lines. */
import { duties, labelWords, offices, organisations, posts, ranks } from './contact-words.ts'
import { departments } from './house-words.ts'
import { findPhrases, fold, keyOf, leadingPhrase } from './phrases.ts'

const PARTICLE =
  /^(?:de|da|do|dos|das|di|del|della|du|des|la|le|van|von|vom|zu|zur|der|den|ter|ten|te|el|al|bin|ibn|bint|af|av|y|e|und|i|of|d'|st\.|oğlu|qızı|oglu)$/iu
const HONORIFIC =
  /^(?:mr|mrs|ms|miss|mx|herr|herrn|frau|m|mme|mlle|monsieur|madame|sr|sra|don|doña|sig|sig\.ra|signor|signora|dhr|mevr|pan|pani|г-н|г-жа|пан|пані|السيد|السيدة|bay|bayan)\.?\s+(?=\p{L})/iu
const TITLE =
  /^(?:dr|prof|professor|dott|dottssa|dipl|ing|mag|lic|univ|h\.c|sir|dame|lord|lady|rev|phd|mba|ma|msc|bsc|obe|mbe|jr|sr|ii|iii)\.?$/iu
const WORD = /^[\p{Lu}\p{Lt}][\p{L}\p{M}'’.-]*$/u
const HAN = /^[\p{Script=Han}々]{1,4}[\s　]?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]{1,5}$/u
const ARABIC = /^\p{Script=Arabic}[\p{Script=Arabic}\p{M}\s]{3,40}$/u
/** Two or three words before the one that leads to the number: writing without capitals shows no names. */
const ARABIC_NAME =
  /^\s?(?!(?:أو|و|عبر|على|عن|من|إلى)\s)((?:\p{Script=Arabic}[\p{Script=Arabic}\p{M}]{1,15}\s){1,2}\p{Script=Arabic}[\p{Script=Arabic}\p{M}]{1,15})(?=[،,]|\s(?:على|عبر|هاتف|ت:)|\s{0,3}$)/u
const MAX_NAME_WORDS = 6

/** A name without `Mr` or `Frau`, and without signs round it. */
export function tidyName(text: string): string {
  return text
    .replace(HONORIFIC, '')
    .replace(/^[\s*•|–—,-]+|[\s*•|,;:–—-]+$/g, '')
    .replace(/^["“„«'](.{1,80})["”“»']$/u, '$1')
    .replace(/(?:様|さん|氏)$/, '')
    .trim()
}

/** A post without what leads to the organisation's name behind it: `Press Officer for`. */
export function tidyPost(text: string): string {
  return tidyName(text).replace(
    /\s(?:for|at|of|bei|für|der|die|des|de|du|del|per|presso|di|da|do|van|voor|för|på|til|hos|dla|для)$/iu,
    '',
  )
}

/** Whether this could be what a person is called: two words or more, none of a post or a company. */
export function isPersonName(text: string): boolean {
  const name = tidyName(text)
  if (name.length < 3 || name.length > 60 || /[\d@:;()|/!?&]/.test(name)) return false
  if (HAN.test(name)) return !isPostWords(name) && !isOrganisation(name)
  if (ARABIC.test(name))
    return name.split(/\s+/).length <= 4 && name.includes(' ') && !isPostWords(name) && !isOrganisation(name)
  if (/,/.test(name.replace(/,\s?(?:PhD|MBA|MSc|MA|OBE|MBE|CBE|Jr\.?|MD)$/u, ''))) return false
  const words = name
    .replace(/,/g, ' ')
    .split(/\s+/)
    .filter((word) => !TITLE.test(word))
  if (words.length < 2 || words.length > MAX_NAME_WORDS) return false
  const given = words.filter((word) => !PARTICLE.test(word))
  if (given.length < 2 || !given.every((word) => WORD.test(word))) return false
  if (given.some((word) => duties.has(keyOf(fold(word))))) return false
  // `CORREO ELECTRÓNICO`
  if (given.every((word) => labelWords.has(keyOf(fold(word))))) return false
  return !isOrganisation(name) && findPhrases(departments, fold(name)).length === 0
}

/** `Lt.` of `Lt. Jane Doe`, `Press Officer` of `Press Officer Jane Doe`; empty where the name begins with none, or is none without it. */
export function rankBefore(name: string): string {
  const folded = fold(name)
  const lead = leadingPhrase(ranks, folded) ?? leadingPhrase(posts, folded)
  if (lead === null || !/^\.?\s/.test(name.slice(lead.end))) return ''
  const rank = name.slice(0, lead.end + (name[lead.end] === '.' ? 1 : 0))
  return isPersonName(name.slice(rank.length).trim()) ? rank : ''
}

/** Whether the words name a post or an office. */
export function isPostWords(text: string): boolean {
  return findPhrases(posts, fold(text)).length > 0
}

/** Whether an office is all that the words name. */
export function isOffice(text: string): boolean {
  return findPhrases(offices, fold(text)).length > 0
}

/** Whether a word among them is one of an organisation. */
export function isOrganisation(text: string): boolean {
  // `AB` and `Co` are forms of companies, `as` and `co-founder` are not.
  return findPhrases(organisations, fold(text)).some(
    ({ start, end }) => end - start > 2 || /\p{Lu}/u.test(text.charAt(start)),
  )
}

/** Runs of capitalised words in a sentence that could be a person's name, each with its place. */
export function namesIn(text: string): { name: string; start: number; end: number }[] {
  const run =
    /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’.-]{0,30}(?:\s(?:(?:de|da|di|del|van|von|der|den|la|le|el|al|bin)\s){0,2}\p{Lu}[\p{L}\p{M}'’-]{0,30}){1,4}/gu
  const arabic = ARABIC_NAME.exec(text)
  if (arabic?.[1] && isPersonName(arabic[1]))
    return [{ name: arabic[1], start: arabic.index, end: arabic.index + arabic[0].length }]
  return [...text.matchAll(run)].flatMap(({ 0: words, index }) => {
    const kept = withoutPosts(words)
    const start = index + words.length - kept.length
    return isPersonName(kept) ? { name: tidyName(kept), start, end: index + words.length } : []
  })
}

/** `Executive Publicist Jane Doe` without the words before the name. */
function withoutPosts(words: string): string {
  let kept = words
  for (let left = MAX_POST_WORDS; left > 0 && !isPersonName(kept); left--) kept = kept.replace(/^\S+\s/, '')
  return kept
}

const MAX_POST_WORDS = 3
