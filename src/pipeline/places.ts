/** Names of places: the towns and regions that datelines of newsrooms name, topic `places` of the cues, all languages together. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { cueAt, DRESS } from './labels.ts'
import { compilePhrases, type Phrases, phraseAt, type Token, touches } from './tokens.ts'

const words = z.array(z.string().min(1))
const CUES = loadCues('places', z.strictObject({ towns: words, regions: words }))

const PLACES: Phrases<'town' | 'region'> = compilePhrases(
  [...CUES.values()].flatMap(({ towns, regions }) => [
    ...towns.map((name) => [name, 'town' as const] as const),
    ...regions.map((name) => [name, 'region' as const] as const),
  ]),
)

/** Longer than `Frankfurt am Main and Freiburg im Breisgau, Germany`. */
const MAX_PLACE_TOKENS = 16
const MAX_WORDS_A_NAME = 5
/** Codes of states are also words: only in capitals are they a region. */
const CODE_LENGTH = 3

/** Small words inside of names, and between two places. */
const SMALL = new Set(
  'de da do dos das du des d la le les l el los las del della di dei der den die dem am an auf im in ob bei ob der upon on of the sur sous en et and und y e og och ja i и та на ve və aan a à lès s t ter under ved vid nad'.split(
    ' ',
  ),
)

export interface Place {
  /** Index of the first token after it. */
  after: number
  /** A town or region that the cues know. */
  known: boolean
  /** A region stands behind the town. */
  regioned: boolean
  /** The town is in capitals. */
  shouted: boolean
  /** Words of the name. */
  words: number
}

/**
 * What could be a place from a token on: names in capital letters, with commas, bars or `and` between; null where nothing is. `isDate` says
 * where a date begins, whose month is no name.
 */
export function placeAt(tokens: readonly Token[], at: number, isDate: (at: number) => boolean): Place | null {
  const first = isDate(at) ? null : nameAt(tokens, at)
  if (!first || isNoPlace(tokens, at, first.after)) return null
  const place: Place = { ...first, regioned: false }
  while (place.after - at < MAX_PLACE_TOKENS) {
    const next = isDate(place.after + 1) ? null : nextName(tokens, place.after)
    if (!next) break
    place.known ||= next.known && next.town
    place.regioned ||= next.region
    place.after = next.after
    place.words += next.words
  }
  return place
}

interface Name {
  after: number
  known: boolean
  town: boolean
  region: boolean
  shouted: boolean
  words: number
}

/** A known name, else a run of words in capital letters. */
function nameAt(tokens: readonly Token[], at: number): Name | null {
  const found = phraseAt(PLACES, tokens, at)
  const isCode =
    found && tokens.slice(at, found.after).every(({ raw }) => raw.length < CODE_LENGTH || raw === raw.toUpperCase())
  const short = found && found.after === at + 1 && (tokens[at]?.raw.length ?? 0) <= CODE_LENGTH
  if (found && tokens.slice(at, found.after).some(isCapital) && (!short || isCode) && !goesOn(tokens, found.after)) {
    const region = found.means === 'region'
    const after = skipPoint(tokens, found.after)
    const shouted = tokens.slice(at, found.after).every(isShouted) && isShouted(tokens[at])
    return { after, known: true, town: !region, region, shouted, words: found.after - at }
  }
  return runAt(tokens, at)
}

/** A name goes on behind a known one: `York` is a town, `York Minster` is none. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const [last, next] = [tokens[at - 1], tokens[at]]
  if (next?.kind !== 'word' || !hasCase(next)) return false
  return isCapital(next) && isShouted(last) === isShouted(next)
}

function runAt(tokens: readonly Token[], at: number): Name | null {
  if (!isCapital(tokens[at])) return null
  const shouted = isShouted(tokens[at]) || (isAbbreviation(tokens[at], tokens[at + 1]) && isShouted(tokens[at + 2]))
  let next = at
  let end = at
  let words = 0
  while (words < MAX_WORDS_A_NAME) {
    const token = tokens[next]
    if (token?.kind === 'sign' && isInside(tokens, next)) {
      next++
      continue
    }
    if (token?.kind !== 'word') break
    if (isCapital(token)) {
      if (shouted && !isShouted(token) && !touches(tokens, next) && !isAbbreviation(token, tokens[next + 1])) break
      end = next + 1
      words++
    } else if (!SMALL.has(token.text)) return words > 0 && end < next ? cut(tokens, at, end, shouted, words) : null
    next++
  }
  return end > at ? cut(tokens, at, end, shouted, words) : null
}

function cut(tokens: readonly Token[], _at: number, end: number, shouted: boolean, words: number): Name {
  return { after: skipPoint(tokens, end), known: false, town: true, region: false, shouted, words }
}

/** Another place or the region behind the first: `, MA`, `/Paris`, ` and NEW YORK`, ` (Germany)`. */
function nextName(tokens: readonly Token[], at: number): Name | null {
  const sign = tokens[at]
  if (sign === undefined) return null
  const joins = sign.kind === 'sign' ? /^[,/&|+•·]$/.test(sign.text) : CONJUNCTIONS.has(sign.text)
  const dash = sign.text === '-' && touches(tokens, at) && touches(tokens, at + 1)
  const bracket = sign.text === '(' && tokens[at + 2]?.text === ')'
  if (!joins && !dash && !bracket) return null
  const name = nameAt(tokens, at + 1)
  if (!name || (sign.text === '/' && !name.known && !touches(tokens, at))) return null
  if (bracket) return name.known ? { ...name, after: at + 3 } : null
  return sign.kind === 'word' && isNoPlace(tokens, at + 1, name.after) ? null : name
}

const CONJUNCTIONS = new Set('and und et y e en og och ja i и та і ve və'.split(' '))

/** Words that begin a sentence, labels, and names of houses are no places. */
function isNoPlace(tokens: readonly Token[], at: number, after: number): boolean {
  if (phraseAt(PLACES, tokens, at)?.means === 'town') return false
  if (cueAt('openers', tokens, at) ?? cueAt('fields', tokens, at) ?? phraseAt(DRESS, tokens, at)) return true
  for (let next = at; next < after; next++)
    if (tokens[next]?.kind === 'word' && cueAt('houses', tokens, next)) return true
  return false
}

/** Signs inside a name: hyphens, apostrophes, the point of an abbreviation. */
function isInside(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at]?.text
  if (sign === '.') return isAbbreviation(tokens[at - 1], tokens[at])
  return (sign === '-' || sign === "'") && touches(tokens, at) && touches(tokens, at + 1)
}

function isAbbreviation(word: Token | undefined, sign: Token | undefined): boolean {
  return word?.kind === 'word' && sign?.text === '.' && word.end === sign.start && word.raw.length <= 2
}

/** The point of `Calif.` or `D.C.` */
function skipPoint(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '.' || !touches(tokens, at)) return at
  const next = tokens[at + 1]
  return next?.kind === 'sign' && /^[-,:()/]$/.test(next.text) ? at + 1 : at
}

export function isCapital(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    (/^\p{Lu}/u.test(token.raw) ||
      (/^\p{Lo}/u.test(token.raw) && !/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(token.raw)))
  )
}

function hasCase(token: Token): boolean {
  return token.raw.toLowerCase() !== token.raw.toUpperCase()
}

export function isShouted(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    token.raw === token.raw.toUpperCase() &&
    token.raw !== token.raw.toLowerCase() &&
    token.raw.length > 1
  )
}

/** Whether some writing is the name of a known town. */
export function isTown(tokens: readonly Token[]): boolean {
  const found = phraseAt(PLACES, tokens, 0)
  return found !== undefined && found.after === tokens.length
}
