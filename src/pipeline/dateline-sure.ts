/** How sure it is that what looks like a dateline is one, from 0 (it is none) to 1. */
import type { DatelineContext } from './dateline.ts'
import type { Tail } from './dateline-tail.ts'
import { isCapital, isShouted, type Place } from './places.ts'
import { type Token, touches } from './tokens.ts'

/** More words are a sentence. */
const MAX_WORDS = 6
const MAX_SHOUTED_WORDS = 5
const MAX_SMALL_TOWN_WORDS = 4
const MAX_SHOUTED_ALONE = 2
const MIN_PARAGRAPH = 20

export interface Shape {
  tokens: readonly Token[]
  place: Place
  /** The place as it is written. */
  name: string
  tail: Tail
  /** It began with a bracket. */
  bracketed: boolean
  /** Nothing stands behind it in the line. */
  whole: boolean
}

/** Of a dateline with a date. */
export function sureOfDated({ tokens, place, tail, whole }: Shape): number {
  if (place.words > MAX_WORDS && !place.known) return 0
  // `18 Temmuz’da` is inflected: a word of a sentence.
  if (tokens[tail.after]?.text === "'" && touches(tokens, tail.after)) return 0
  // In capitals throughout, without a year: `RIAPERTURA DELLA PISCINA IL 28 GIUGNO`.
  const loose = !place.known && !place.regioned && tail.date?.year === null
  // `Esityksiä on helmikuussa 14.`
  if (whole && loose && !tail.comma && tail.sign !== '-') return 0
  if (whole && loose && place.shouted && place.words > MAX_SHOUTED_ALONE && isShoutedOn(tokens, place.after)) return 0
  const plain = place.known || place.shouted || place.regioned
  if (whole || (tail.sign !== null && /^[-:).|/]$/.test(tail.sign))) return plain ? 0.97 : 0.9
  if (tail.agency) return 0.97
  const fresh = isFresh(tokens[tail.after]) || tail.after >= tokens.length
  if (place.known || place.shouted) return fresh || tail.comma ? 0.85 : 0
  return tail.comma && fresh && tail.sign !== ',' ? 0.6 : 0
}

/** Of a dateline without one, which only its place and its signs tell from a sentence. */
export function sureOfUndated(shape: Shape, context: DatelineContext): number {
  const { tokens, place, name, tail, bracketed, whole } = shape
  const sure = place.known || place.regioned
  // All of it in capitals it is a headline, such as `PRICE INDEX - DECEMBER`.
  if (!sure && !whole && isShoutedOn(tokens, tail.after)) return 0
  if (tail.agency) return tail.sign === '-' || sure || place.shouted || tail.wire ? 0.9 : 0
  if (whole) return sureOfWhole(shape, context)
  if (tail.sign === '-') return sureBeforeDash(shape, context) || (bracketed ? sureInBrackets(shape) : 0)
  if (!isFresh(tokens[tail.after])) return 0
  // A row of a table: `London | £519,000`.
  if (tail.sign === '|' && tokens[tail.after]?.kind !== 'word') return 0
  // `Neuenrode. Das Hallenbad …`
  if (tail.sign === '.' && !tail.comma && place.words === 1 && context.isNamedElsewhere(name)) return 0.65
  if (tail.sign === ':' || tail.sign === '.' || tail.sign === '|')
    return (place.known && !tail.comma) || (place.regioned && tail.sign === ':') ? 0.7 : 0
  if (tail.sign === ')' && bracketed) return place.known || place.shouted || context.isNamedElsewhere(name) ? 0.8 : 0
  return place.shouted && place.regioned && tail.sign === null ? 0.75 : 0
}

/** Alone in its line, with the sign that ends it there or in the next line. */
function sureOfWhole({ place, tail }: Shape, { goesOn }: DatelineContext): number {
  const sure = place.known || place.regioned
  if (tail.sign === '-') return sure || place.shouted ? 0.85 : 0
  return goesOn && (sure || (place.shouted && place.words <= MAX_SMALL_TOWN_WORDS)) ? 0.8 : 0
}

function sureBeforeDash({ tokens, place, name, tail }: Shape, context: DatelineContext): number {
  const fresh = isFresh(tokens[tail.after])
  if (!place.shouted && isRoute(tokens, place.after)) return 0
  if (place.shouted && place.words <= MAX_SHOUTED_WORDS) return place.known || fresh ? 0.9 : 0
  if (place.known || place.regioned) return fresh ? 0.9 : 0
  // Arabic has no capitals: a name or two before a dash, and then a paragraph.
  if (place.words <= 2 && tokens.length >= MIN_PARAGRAPH && /^\p{Script=Arabic}/u.test(name)) return 0.65
  return fresh && place.words <= MAX_SMALL_TOWN_WORDS && context.isNamedElsewhere(name) ? 0.7 : 0
}

/** `Baku–Aktau`: a dash between two names, without spaces. */
function isRoute(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.raw === '–' && touches(tokens, at) && touches(tokens, at + 1)
}

/** `(Berck-sur-Mer) – Une exposition`: no sentence begins so. */
function sureInBrackets({ tokens, place, tail }: Shape): number {
  const closed = tokens[place.after]?.text === ')'
  return closed && place.words <= MAX_SMALL_TOWN_WORDS && isFresh(tokens[tail.after]) ? 0.75 : 0
}

/** A sentence could begin there. */
function isFresh(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== 'word' || isCapital(token))
}

function isShoutedOn(tokens: readonly Token[], from: number): boolean {
  const words = tokens.slice(from).filter(({ kind, raw }) => kind === 'word' && raw.length > 1)
  return words.length > 0 && words.every(isShouted)
}
