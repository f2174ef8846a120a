/** Names of organisations as they stand in writing, and what tells that two are of the same one. */
import { organisations } from './contact-words.ts'
import { findPhrases, fold } from './phrases.ts'

/** Small words within a name. */
const SMALL =
  'of the|of|for the|for|and|&|de la|de los|de las|de l’|de|del|do|da|dos|das|du|des|della|dello|delle|degli|dei|di|für|der|zur|zum|van de|van der|van|voor|het|på|på|för|i|og|och|ja|на|по|з|із|і|и'
const CAPITAL = String.raw`[\p{Lu}\p{Lt}][\p{L}\p{N}\p{M}.&'’/-]{0,40}`
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:\d{1,4}\s)?${CAPITAL}(?:\s(?:(?:${SMALL})\s|d[’']|l[’'])?(?:${CAPITAL}|(?:\p{Ll}{3,20}\s)?(?:«[^«»]{2,40}»|„[^„“”]{2,40}[“”]))){0,7}`,
  'gu',
)
/** A full stop that is no abbreviation's. */
const SENTENCE = /(?<=[\p{Ll}\d]{4})\.\s/u
const QUOTED = /«([\p{Lu}][^«»]{1,60})»/gu

/** Runs of capitalised words in a text, as names of organisations are written. */
export function runsIn(text: string): string[] {
  return [...text.matchAll(RUN)].flatMap(([run]) => run.split(SENTENCE).map((name) => name.replace(/[.,;:’'/-]+$/, '')))
}

/** What is written between guillemets. */
export function quotedIn(text: string): string[] {
  return [...text.matchAll(QUOTED)].map(([, name = '']) => name)
}

const FLAT: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'a', œ: 'o', ł: 'l', ı: 'i', ə: 'e', đ: 'd', ð: 'd', þ: 'th' }

/** The letters of a name without accents, umlauts in either writing as one. */
export function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßøæœłıəđðþ]/g, (letter) => FLAT[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/([aou])e/g, '$1')
}

/** Whether the label of a domain is made of the name: all of it, some of its words, their beginnings or their initials. */
export function isOfDomain(name: string, label: string): boolean {
  if (label.length < 2) return false
  const wanted = lettersOf(label)
  const plain = lettersOf(name)
  if (wanted.length < 2 || plain.length < 2) return false
  if (wanted === plain || (wanted.length > 3 && plain.includes(wanted)) || (plain.length > 4 && wanted.includes(plain)))
    return true
  const words = name.split(/[\s’'/.-]+/).filter((word) => /^[\p{Lu}\p{Lt}\d]/u.test(word))
  return spells(
    words.map(lettersOf).filter((word) => word !== ''),
    wanted,
    0,
  )
}

/** Whether beginnings of the words, in their order, make up the label; at least two of them, or one of five letters. */
function spells(words: readonly string[], label: string, used: number): boolean {
  if (label === '') return used >= 2
  const [word, ...rest] = words
  if (word === undefined) return false
  let length = 0
  while (length < word.length && word[length] === label[length]) length++
  for (let taken = length; taken > 0; taken--)
    if (spells(rest, label.slice(taken), used + 1)) return true
  return spells(rest, label, used)
}

/** Whether two names are of the same organisation: one holds the other, or they differ in the endings of their words only. */
export function isLike(one: string, other: string): boolean {
  const [a, b] = [lettersOf(one), lettersOf(other)]
  if (a.length < 3 || b.length < 3) return false
  if (a.includes(b) || b.includes(a)) return true
  const [few, many] = [stemsOf(one), stemsOf(other)].sort((x, y) => x.length - y.length)
  return few !== undefined && few.length > 0 && few.every((stem) => many?.some((word) => isStem(stem, word)))
}

const stemsOf = (name: string): string[] =>
  name
    .split(/[\s«»„“”"’'-]+/)
    .map(lettersOf)
    .filter((word) => word.length > 3)

/** All but three letters of the longer words agree. */
function isStem(one: string, other: string): boolean {
  const needed = Math.max(4, Math.min(one.length, other.length) - 3)
  return one.slice(0, needed) === other.slice(0, needed)
}

/** Nothing but what kind of organisation it is: `Foundation`, `die Stiftung`, `Sheriff’s Office`. */
export function isGeneric(name: string): boolean {
  const found = findPhrases(organisations, fold(name))
  if (found.length === 0) return false
  let rest = name
  for (const { start, end } of found) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return !/[\p{Lu}\p{Lo}]/u.test(rest) && !/\p{L}{4}/u.test(rest)
}

/** The name as a longer one of the texts holds it at its end: `Playhouse` as `Averley Playhouse`. */
export function fullestOf(name: string, texts: readonly string[]): string | null {
  const wanted = fold(name)
  const counts = new Map<string, number>()
  for (const text of texts) {
    if (!fold(text).includes(wanted)) continue
    for (const run of runsIn(text)) {
      const folded = fold(run)
      const from = folded.indexOf(wanted)
      if (from <= 0 || folded.length - from - wanted.length > 40) continue
      counts.set(run, (counts.get(run) ?? 0) + 1)
    }
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || a.length - b.length)
  return best?.[0].replace(/^(?:The|Die|Der|Das|Den|Dem|La|Le|Les|El|Il|De|Het|A|O)\s/u, '') ?? null
}
