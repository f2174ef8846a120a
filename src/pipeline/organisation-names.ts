/** Names of organisations as they stand in writing, and what tells that two are of the same one. */
import { organisations } from './contact-words.ts'
import { findPhrases, fold } from './phrases.ts'

/** Small words within a name. */
const SMALL = new Set(
  "of for and & the de la las los del do da dos das du des della dello delle degli dei di für der zur zum van het voor på i og och ja на по з із і и y e l' d'".split(
    ' ',
  ),
)
/** Not more of them stand between two words of a name. */
const MAX_SMALL = 2
const MAX_WORDS = 9
const OPENING = /^[(（["“'‘[]+/
const CLOSING = /[.,;:!?)）\]"”'’…/-]+$/
const ELIDED = /^[dlDL]['’](?=\p{Lu})/u
const QUOTED = /«([\p{Lu}][^«»]{1,60})»/gu

/** Runs of capitalised words in a text, as names of organisations are written; a word in small letters and one in quotes may close them. */
export function runsIn(text: string): string[] {
  const runs: string[] = []
  let run: string[] = []
  let small: string[] = []
  let afterComma = false
  const close = () => {
    if (run.length > 0) runs.push(run.join(' '))
    run = []
    small = []
  }
  for (let at = 0; at < text.length; ) {
    const start = at
    while (at < text.length && !isWhite(text.charCodeAt(at))) at++
    // Most words of copy: in small letters, and no name is open.
    const isPassed: boolean =
      run.length === 0 && !afterComma && isSmall(text.charCodeAt(start), text.charCodeAt(start + 1))
    const word: string = isPassed ? '' : text.slice(start, at)
    while (at < text.length && isWhite(text.charCodeAt(at))) at++
    if (isPassed) continue
    const opened = OPENING.test(word)
    if (opened) close()
    const bare = opened ? word.replace(OPENING, '') : word
    const elided = ELIDED.exec(bare)?.[0] ?? ''
    if (run.length === 0 && afterComma && FORM.test(bare)) {
      runs.push(`${runs.pop() ?? ''}, ${bare.replace(/[,;:!?)]+$/, '')}`)
      afterComma = false
      continue
    }
    afterComma = false
    if (isUpper(bare.charAt(elided.length)) || isQuotedName(bare, run)) {
      if (run.length + small.length >= MAX_WORDS) close()
      const plain = bare.replace(CLOSING, '')
      run.push(...small, run.length === 0 ? plain.slice(elided.length) : plain)
      small = []
      if (plain !== bare && !isAbbreviation(bare, plain)) {
        close()
        afterComma = bare === `${plain},`
      }
    } else if (run.length > 0 && small.length < MAX_SMALL && (SMALL.has(bare) || isKind(bare))) small.push(bare)
    else close()
  }
  close()
  return runs
}

/** `Acme, Inc.` */
const FORM = /^(?:Inc|Ltd|LLC|LLP|Corp|Co|PLC|plc|S\.A|S\.L|S\.p\.A|N\.V|B\.V)\.?[,;:!?)]{0,2}$/

function isWhite(code: number): boolean {
  return (
    code === 0x20 ||
    (code < 0x0e && code > 0x08) ||
    code === 0xa0 ||
    (code > 0x7f && RARE_WHITE.test(String.fromCharCode(code)))
  )
}

const RARE_WHITE = /\s/

/** `«Abetka»`, also behind a word of what kind it is. */
const isQuotedName = (word: string, run: readonly string[]): boolean => run.length > 0 && /^[«„]\p{Lu}/u.test(word)

/** A word of an organisation in small letters: `Благодійний фонд «Абетка»`. */
const isKind = (word: string): boolean => !ASCII.test(word) && organisations.whole.has(word)

/** `St.`, `Inc.`: the name goes on behind it. */
const isAbbreviation = (word: string, plain: string): boolean => word === `${plain}.` && plain.length < 4

/** Begins in a small ASCII letter, and no name hangs on to that. */
function isSmall(code: number, next: number): boolean {
  return code > 0x60 && code < 0x7b && next !== 0x27 && next !== 0x2019
}

/** Whether a character is a capital letter. */
export function isUpper(sign: string): boolean {
  const code = sign.charCodeAt(0)
  if (code < 0x80) return code > 0x40 && code < 0x5b
  return sign !== sign.toLowerCase()
}

/** What is written between guillemets. */
export function quotedIn(text: string): string[] {
  return [...text.matchAll(QUOTED)].map(([, name = '']) => name)
}

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
