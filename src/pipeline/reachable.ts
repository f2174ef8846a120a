/** Finds numbers and addresses in a line, and what their labels say they are. */
import { type LabelKind, labelBefore } from './contact-words.ts'
import { fold } from './phrases.ts'

/** A number or an address: `words` as written, `start` that of its label. */
export interface Reachable {
  kind: LabelKind
  words: string
  labelled: boolean
  start: number
  end: number
}

/** The parts of a plain address round its `@`. */
const LOCAL_PART = /[\p{L}\p{N}_.!#$%&'*+/=?^`{|}~-]{1,64}$/u
const DOMAIN = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/u
const AT = String.raw`\s?[[({<]\s?(?:at|ät|@|arroba|chiocciola|bei|apenstaartje|собака|собачка|małpa|snabel-a|アット)\s?[\])}>]\s?`
const DOT = String.raw`(?:\.|\s?[[({<]\s?(?:dot|punkt|punto|point|punt|ponto|точка|kropka)\s?[\])}>]\s?)`
const IS_VEILED = new RegExp(AT, 'iu')
const VEILED_EMAIL = new RegExp(
  `[\\p{L}\\p{N}_.+-]{1,64}${AT}[\\p{L}\\p{N}-]{1,63}(?:${DOT}[\\p{L}\\p{N}-]{1,63}){1,6}`,
  'giu',
)
/** What a page shows where an address was hidden from robots. */
const HIDDEN_EMAIL = /\[\s?e-?mail\s?protected\s?\]/gi
const WEB = /(?:https?:\/\/|www\.)[^\s<>"“”«»()]{2,300}|(?<![\p{L}\p{N}@.])@[\w.]{2,30}/giu
const NUMBER =
  /(?<![\p{L}\p{N}@_/.,-])(?:\+|\(\+|00)?\s?\(?\d(?:(?:[.() \u00a0\u2010-\u2015·-]{0,3}|\s?\/\s?)\d){4,26}(?![\p{L}\p{N}%€$£]|[.,]\d)/gu
const DATE =
  /^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}[./\s–-]{1,3}(?:\d{1,2}[./-]\d{1,2}|(?:19|20)?\d{2}))$/
/** Country code, area code in brackets, trunk prefix, or the form of North America. */
const BARE =
  /^(?:\(?\+|00)\s?\(?\d|^\(0?\d{1,5}\)|^0\d|^\d{3}[-. ]\d{3}[-. ]\d{4}$|^8[ (-]{1,2}\d{3}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}$/

/** As telephone numbers without any prefix are grouped in Spain, Portugal, Poland and Scandinavia. */
const GROUPED =
  /^(?:\d{3}[ .-]\d{3}[ .-]\d{3}|\d{2}([ .-])\d{2}\1\d{2}\1\d{2}|\d{3}([ .-])\d{2}\2\d{2}\2\d{2}|\d{2}([ .-])\d{3}\3\d{2}\3\d{2}|\d{3} \d{2} \d{3})$/

/** Those of them that no sum of money is grouped like. */
const GROUPED_AS_NONE =
  /^(?:\d{2}([ .-])\d{2}\1\d{2}\1\d{2}|\d{3}([ .-])\d{2}\2\d{2}\2\d{2}|\d{2} \d{3} \d{2} \d{2}|\d{3} \d{2} \d{3})$/
/** Set off at the end of a line that begins with a name. */
const SET_OFF = /^\p{Lu}\p{Ll}.{2,80}(?:[,|:]|\s[–—-])\s?$/u

/** `Registered in England No.`, `VAT GB`, `HRB`: the number by which a register knows the house. */
const REGISTERED =
  /(?<![\p{L}\p{N}])(?:(?:registered|registration|reg|company|charity)[.:]?(?:\s\p{L}{2,14}){0,4}\s(?:no|nr|number|n°|№)|(?:vat|hrb|hra|ust|ust-?id\p{L}{0,6}|steuernummer|siret|siren|rcs|tva|kvk|btw|cif|nif|nipc|iva|cvr|orgnr|org\.?\s?nr|nip|krs|regon|y-tunnus|инн|огрн|кпп|єдрпоу|abn|acn|arbn|crn|ein|rcn|chy|cro|iban|bic|isin|wkn|issn|isbn)(?:\s(?:\p{Lu}{2}|no|nr))?)[\s.:-]{0,3}$/iu
const MAX_REGISTER = 60

/** Fewer digits are no telephone number. */
const FIVE_DIGITS = /\d(?:\D{0,4}\d){4}/
/** What stands further on in a line is no contact. */
const MAX_LENGTH = 1000

/** The numbers and addresses of a line in order. */
export function findReachable(line: string): Reachable[] {
  const text = line.length > MAX_LENGTH ? line.slice(0, MAX_LENGTH) : line
  const places: [kind: LabelKind, words: string, index: number][] = []
  if (text.includes('@') || text.includes('＠')) places.push(...plainAddresses(text))
  if (/[\])}>]/.test(text)) {
    if (IS_VEILED.test(text)) places.push(...placesOf(VEILED_EMAIL, 'email', text))
    places.push(...placesOf(HIDDEN_EMAIL, 'web', text))
  }
  if (/www\.|https?:|@/i.test(text)) places.push(...placesOf(WEB, 'web', text))
  if (FIVE_DIGITS.test(text)) places.push(...placesOf(NUMBER, 'phone', text))
  if (places.length === 0) return []
  const folded = fold(text)
  const found: Reachable[] = []
  for (const [kind, words, index] of places) {
    if (found.some((other) => index < other.end && index + words.length > other.start)) continue
    found.push(...withLabels(words, kind, index, text, folded, found))
  }
  return found.sort((a, b) => a.start - b.start)
}

function placesOf(pattern: RegExp, kind: LabelKind, text: string): [LabelKind, string, number][] {
  return [...text.matchAll(pattern)].map((found) => [kind, found[0], found.index])
}

function plainAddresses(text: string): [LabelKind, string, number][] {
  const found: [LabelKind, string, number][] = []
  for (let at = text.search(/[@＠]/); at !== -1; ) {
    const local = LOCAL_PART.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? ''
    const domain = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0] ?? ''
    if (local !== '' && domain !== '') found.push(['email', `${local}${text.charAt(at)}${domain}`, at - local.length])
    const next = text.slice(at + 1).search(/[@＠]/)
    at = next === -1 ? -1 : at + 1 + next
  }
  return found
}

function withLabels(
  words: string,
  kind: LabelKind,
  at: number,
  line: string,
  folded: string,
  others: readonly Reachable[],
): Reachable[] {
  if (kind !== 'phone') {
    const label = labelBefore(folded.slice(0, at))
    const start = label && (label.kind === kind || kind === 'web') ? label.start : at
    const tail = /[.,;:!?)\]»”'…-]{1,5}$/.exec(words)?.[0].length ?? 0
    return [
      {
        kind,
        words: words.slice(0, words.length - tail),
        labelled: start !== at,
        start,
        end: at + words.length - tail,
      },
    ]
  }
  const from = others.reduce((most, other) => (other.end <= at ? Math.max(most, other.end) : most), 0)
  let offset = at
  // A line that is nothing but groups of figures.
  const beside = others.some((other) => other.kind === 'email')
  const isSetOff = at + words.trimEnd().length >= folded.trimEnd().length && SET_OFF.test(line.slice(0, at))
  const isAlone = words.trim().length === folded.trim().length && /\d[ .-]\d/.test(words)
  return splitNumbers(withoutOpen(words)).flatMap((number): Reachable[] => {
    const start = folded.indexOf(fold(number), offset)
    const label = start === offset || offset === at ? labelBefore(folded.slice(from, start)) : null
    offset = start + number.length
    const digits = number.replace(/\D/g, '').length
    if (DATE.test(number.trim()) || digits > 15 || digits < 5) return []
    const isNumber = label !== null && label.kind !== 'email' && label.kind !== 'web'
    const isBare =
      BARE.test(number.trim()) ||
      isAlone ||
      (beside && (GROUPED.test(number.trim()) || (digits > 8 && digits < 13))) ||
      (isSetOff && GROUPED_AS_NONE.test(number.trim()))
    if (!isNumber && (digits < 8 || !isBare)) return []
    if (REGISTERED.test(line.slice(Math.max(from, start - MAX_REGISTER), start))) return []
    const mark = isNumber ? from + label.start : start
    return [
      {
        kind: isNumber ? label.kind : 'phone',
        words: number.trim(),
        labelled: isNumber,
        start: mark,
        end: start + number.length,
      },
    ]
  })
}

/** Less a bracket that does not close: `020 7946 0000 (24 hours)`, or that the whole number stands in: `(020 7946 0000)`. */
function withoutOpen(words: string): string {
  if (words.startsWith('(') && !words.includes(')')) return words.slice(1)
  const open = words.lastIndexOf('(')
  return open > 0 && !words.includes(')', open) ? words.slice(0, open).trimEnd() : words
}

/** `020 7946 0000 / 07700 900123` is two; `030 / 12 34 56` is one. */
function splitNumbers(words: string): string[] {
  const [first = '', ...rest] = words.split(/\s?\/\s?/)
  const numbers = [first]
  for (const piece of rest) {
    const last = numbers.at(-1) ?? ''
    const whole = last.replace(/\D/g, '').length
    const digits = piece.replace(/\D/g, '').length
    if (whole <= 6 && digits >= 3) numbers[numbers.length - 1] = `${last}/${piece}`
    else if (digits >= 6) numbers.push(piece)
  }
  return numbers.length === 1 && !words.includes('/')
    ? [words]
    : numbers.map((one) => (words.includes(one) ? one : one.replace('/', ' / ')))
}
