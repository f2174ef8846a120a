/** What tells that two names are of the same organisation, and that a domain is made of one. */
import { organisations } from './contact-words.ts'
import { runsIn } from './name-runs.ts'
import { findPhrases, fold } from './phrases.ts'

const FLAT: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'a',
  œ: 'o',
  ł: 'l',
  ı: 'i',
  ə: 'e',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

const ASCII = /^[\0-\x7f]*$/

/** The letters of a name without accents, umlauts in either writing as one. */
export function lettersOf(text: string): string {
  const lower = text.toLowerCase()
  if (ASCII.test(lower)) return lower.replace(/[^a-z\d]+/g, '').replace(/([aou])e/g, '$1')
  return lower
    .normalize('NFKD')
    .replace(/[ßøæœłıəđðþ]/g, (letter) => FLAT[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/([aou])e/g, '$1')
}

/** Whether the label of a domain is made of the name: all of it, some of its words, their beginnings or their initials. */
export function isOfDomain(name: string, label: string): boolean {
  if (label.length < 2) return false
  if (name.includes('&') && isOfDomain(name.replaceAll('&', ' and '), label)) return true
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
  for (let taken = length; taken > 0; taken--) if (spells(rest, label.slice(taken), used + 1)) return true
  return spells(rest, label, used)
}

/** Whether a word of the name begins as the label does, which is cheaper to tell. */
export function mayBeOfDomain(name: string, label: string): boolean {
  const first = label.charCodeAt(0)
  for (let at = 0; at < name.length; at++) {
    if (at > 0 && name.charCodeAt(at - 1) > 0x40) continue
    const code = name.charCodeAt(at)
    if (code > 0x7f || (code | 0x20) === first) return true
  }
  return false
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
