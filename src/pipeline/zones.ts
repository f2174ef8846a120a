/** Time zones as people name them: by abbreviation, by place, by offset. */
import { offsetAt } from './embargo-instant.ts'
import { phraseAt, type Token, touches } from './tokens.ts'
import {
  ABBREVIATIONS,
  type Abbreviation,
  AFTER_PLACE,
  BEFORE_PLACE,
  CITIES,
  LOCAL_TIME,
  NOT_ZONES,
  PLACES,
  SUMMER_TIME,
  worldNames,
  ZONE_NAMES,
} from './zone-words.ts'

export interface ZoneAmong {
  /** Index of its first token, and of the first after it. */
  from: number
  after: number
  /** IANA name, or an offset such as `+01:00`; null: local time of nowhere said. */
  zone: string | null
  /** Minutes ahead of UTC where the words fix that; null: as the zone has it on the day. */
  offset: number | null
  /** The abbreviation, where it is one. */
  code: string | null
  doubt: string | null
  /** What else the abbreviation may stand for. */
  others: readonly { zone: string; offset: number }[]
}

interface Place {
  /** A time stands before it, with or without a bracket between. */
  afterTime: boolean
  bracketed: boolean
  /** The token is part of a date or of a time. */
  taken: (at: number) => boolean
}

type Found = Omit<ZoneAmong, 'from'>

/** The zones among tokens. `isTime` says whether a time ends before a token: what may be another word is a zone only there. */
export function zonesAmong(
  tokens: readonly Token[],
  taken: (at: number) => boolean,
  isTime: (at: number) => boolean,
): ZoneAmong[] {
  const found: ZoneAmong[] = []
  for (let at = 0; at < tokens.length; ) {
    const named = found.at(-1)?.after === at - 1
    const bracketed = tokens[at - 1]?.text === '(' && (isTime(at - 1) || named)
    const place: Place = { afterTime: isTime(at) || bracketed, bracketed, taken }
    const zone = taken(at) ? undefined : zoneAt(tokens, at, place)
    if (zone) found.push({ from: at, ...zone })
    at = zone?.after ?? at + 1
  }
  return found
}

function zoneAt(tokens: readonly Token[], at: number, place: Place): Found | undefined {
  const candidates = [
    readName(tokens, at),
    readOffset(tokens, at, place.afterTime),
    readAbbreviation(tokens, at, place),
    readPlace(tokens, at, place),
    readCompound(tokens, at),
  ].filter((zone) => zone !== undefined)
  return candidates.sort((one, other) => other.after - one.after)[0]
}

function readName(tokens: readonly Token[], at: number): Found | undefined {
  const name = phraseAt(ZONE_NAMES, tokens, at)
  const other = phraseAt(worldNames().zones, tokens, at)
  if (other && other.after > (name?.after ?? 0)) {
    const { zone, offset } = other.means
    const words = tokens.slice(at, other.after).map(({ raw }) => raw)
    return { zone, offset, code: offset === null ? null : words.join(' '), doubt: null, others: [], after: other.after }
  }
  if (!name) return undefined
  const meaning = ABBREVIATIONS.get(name.means)
  return meaning ? found(meaning, name.means, name.after) : { ...whole(name.means), after: name.after }
}

/** `GMT+1`, `UTC +02:00`, `(+0100)` */
function readOffset(tokens: readonly Token[], at: number, afterTime: boolean): Found | undefined {
  const based = /^(?:UTC|GMT)$/i.test(tokens[at]?.raw ?? '')
  const sign = based ? at + 1 : at
  if (!/^[+-]$/.test(tokens[sign]?.text ?? '') || !touches(tokens, sign + 1)) return undefined
  if (!based && !(afterTime && tokens[sign]?.text === '+') && !(afterTime && touches(tokens, sign))) return undefined
  const figures = tokens[sign + 1]?.text ?? ''
  if (tokens[sign + 1]?.kind !== 'number' || !/^(?:\d{1,2}|\d{4})$/.test(figures) || (!based && figures.length === 1))
    return undefined
  const pointed =
    tokens[sign + 2]?.text === ':' && touches(tokens, sign + 2) && /^\d\d$/.test(tokens[sign + 3]?.text ?? '')
  const hours = figures.length === 4 ? Number(figures.slice(0, 2)) : Number(figures)
  const minutes = figures.length === 4 ? Number(figures.slice(2)) : pointed ? Number(tokens[sign + 3]?.text) : 0
  if (hours > 14 || minutes > 59 || (!based && figures.length !== 4 && !pointed)) return undefined
  const offset = (tokens[sign]?.text === '-' ? -1 : 1) * (hours * 60 + minutes)
  return { zone: writeOffset(offset), offset, code: null, doubt: null, others: [], after: sign + (pointed ? 4 : 2) }
}

/** Minutes ahead of UTC in the form `+01:00`. */
export function writeOffset(minutes: number): string {
  const distance = Math.abs(minutes)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`
}

function readAbbreviation(
  tokens: readonly Token[],
  at: number,
  { afterTime, bracketed, taken }: Place,
): Found | undefined {
  const token = tokens[at]
  const code = codeAt(tokens, at)
  const meaning = ABBREVIATIONS.get(code)
  if (!token || !meaning) return undefined
  const capitals = token.raw === token.raw.toUpperCase()
  if (!capitals && !afterTime) return undefined
  if (code.length < 3 && !(afterTime && capitals)) return undefined
  const other =
    tokens[at + 1]?.text === '/' || tokens[at + 1]?.text === '|' ? ABBREVIATIONS.get(codeAt(tokens, at + 2)) : undefined
  if (other?.zone === meaning.zone && other.offset !== meaning.offset) return { ...whole(meaning.zone), after: at + 3 }
  // `10 H EST LEVÉ`: in capitals an abbreviation is not told from a word.
  if (NOT_ZONES.has(token.text) && !(bracketed || (afterTime && capitals && !isWordAfter(tokens, at, taken))))
    return undefined
  return found(meaning, code, at + dotsOf(tokens, at))
}

function isWordAfter(tokens: readonly Token[], at: number, taken: Place['taken']): boolean {
  const next = tokens[at + 1]
  if (next?.kind !== 'word' || next.line !== tokens[at]?.line || taken(at + 1)) return false
  return next.text.length > 1 && !LEADS_TO_DATE.test(next.text)
}

const LEADS_TO_DATE = /^(?:on|of|am|le|du|il|den|the|del|el|de|op|dne|w|в)$/

/** `E.T.` and `E.S.T.` are written with points too. */
function codeAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at]
  if (token?.kind !== 'word') return ''
  if (token.text.length > 1) return token.raw.toUpperCase()
  const letters = [0, 2, 4].map((step) => tokens[at + step])
  const dots = [1, 3, 5].map((step) => tokens[at + step]?.text === '.')
  const three = letters.every((one) => /^[A-Z]$/.test(one?.raw ?? '')) && dots.every(Boolean)
  const two = letters.slice(0, 2).every((one) => /^[A-Z]$/.test(one?.raw ?? '')) && dots[0] && dots[1]
  return three ? letters.map((one) => one?.raw).join('') : two ? `${letters[0]?.raw}${letters[1]?.raw}` : token.raw
}

function dotsOf(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text.length === 1 && tokens[at + 1]?.text === '.' ? codeAt(tokens, at).length * 2 : 1
}

/** `Paris time`, `heure de Paris`, `по московскому времени`, `dansk sommertid`, `(London)`, `local time in Madrid` */
function readPlace(tokens: readonly Token[], at: number, { afterTime, taken }: Place): Found | undefined {
  const summer = phraseAt(SUMMER_TIME, tokens, at)
  const before = summer ?? phraseAt(BEFORE_PLACE, tokens, at)
  const start = before || afterTime ? skipSmall(tokens, before?.after ?? at) : at
  const known = phraseAt(PLACES, tokens, start)
  const name = known ?? phraseAt(CITIES, tokens, start) ?? phraseAt(worldNames().countries, tokens, start)
  const local = phraseAt(LOCAL_TIME, tokens, at)
  if (!name) return local && { ...whole(null), doubt: 'It says only “local time”, not where', after: local.after }
  const isSummer = summer ?? phraseAt(SUMMER_TIME, tokens, name.after)
  const after = isSummer ?? phraseAt(AFTER_PLACE, tokens, skipHyphen(tokens, name.after))
  const end = Math.max(after?.after ?? 0, name.after)
  if (isSummer) return { ...inSummer(name.means, tokens.slice(at, end)), after: end }
  if (before || after) return { ...whole(name.means), after: end }
  const next = tokens[name.after]
  const ends = next?.kind === 'sign' ? /^[(),/;|.]$/.test(next.text) : !isWordAfter(tokens, name.after - 1, taken)
  const bracketed = tokens[start - 1]?.text === '(' && next?.text === ')'
  return afterTime && ends && (known || bracketed) ? { ...whole(name.means), after: name.after } : undefined
}

/** As the clocks of a place show it in summer; where they do not change it is the place's own time. */
function inSummer(zone: string, words: readonly Token[]): Omit<Found, 'after'> {
  const [offset, winter] = [offsetAt(Date.UTC(2026, 6, 15), zone), offsetAt(Date.UTC(2026, 0, 15), zone)]
  const code = words.map(({ raw }) => raw).join(' ')
  return offset === winter ? whole(zone) : { zone, offset: Math.max(offset, winter), code, doubt: null, others: [] }
}

/** `Oslo-tid` */
function skipHyphen(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === '-' && touches(tokens, at) && touches(tokens, at + 1) ? at + 1 : at
}

/** `Stockholmstid`, `Ruotsinaikaa`: a place and a word for time in one. */
function readCompound(tokens: readonly Token[], at: number): Found | undefined {
  const [, place = '', time] = COMPOUND.exec(tokens[at]?.text ?? '') ?? []
  if (time === undefined) return undefined
  for (const name of [place, place.replace(/s$/, '')]) {
    const token = { ...(tokens[at] as Token), text: name }
    const zone = phraseAt(PLACES, [token], 0) ?? phraseAt(CITIES, [token], 0)
    if (zone) return { ...whole(zone.means), after: at + 1 }
  }
  return undefined
}

const COMPOUND = /^(\p{L}{4,20}?)(tid|zeit|tijd|aika|aikaa)$/u

function skipSmall(tokens: readonly Token[], from: number): number {
  let at = from
  while (
    at - from < 3 &&
    /^(?:[(,:']|in|at|the|de|d|di|en|te|i|v|a|em|no|na|nos|nas|op|w|la|do|aux|auf|в|у|на)$/.test(tokens[at]?.text ?? '')
  )
    at++
  return at
}

function whole(zone: string | null) {
  return { zone, offset: null, code: null, doubt: null, others: [] }
}

function found({ zone, offset, doubt, others = [] }: Abbreviation, code: string, after: number): Found {
  return { zone, offset, code, doubt: doubt ?? null, others, after }
}
