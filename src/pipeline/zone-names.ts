/** What the Unicode CLDR, as Node carries it, calls time zones and countries in the languages that we read: `Newfoundland Daylight Time`, `hora de Chile`. */
import { offsetAt } from './embargo-instant.ts'
import { compilePhrases, fold, type Phrases } from './tokens.ts'

export interface NamedZone {
  /** IANA name. */
  zone: string
  /** Minutes ahead of UTC, where the name is that of one half of the year; null: the zone's own time, whichever that is. */
  offset: number | null
}

const WINTER = Date.UTC(2026, 0, 15)
const SUMMER = Date.UTC(2026, 6, 15)

/**
 * The names of zones by language; each holds one of the language's words for time, as others are those of places. Of zones that share a
 * name the one in `preferred` (IANA) stands for all.
 */
export function nameZones(
  timeWords: ReadonlyMap<string, readonly string[]>,
  preferred: readonly string[],
): Phrases<NamedZone> {
  const zones = oneOfEachName([...preferred, ...Intl.supportedValuesOf('timeZone')])
  const names = new Map<string, NamedZone>()
  for (const [language, words] of timeWords) {
    for (const { zone, names: own } of zones.map((zone) => ({ zone, names: namesOf(zone, language) }))) {
      for (const [name, offset] of own) {
        const folded = fold(name)
        const isPlace = !(words.some((word) => folded.includes(word)) && /\s|\p{Script=Han}/u.test(name))
        const known = names.get(folded)
        // `Eastern Standard Time` is that of Panama as well, which has no other.
        if (!isPlace && (!known || (known.offset === null && offset !== null))) names.set(folded, { zone, offset })
      }
    }
  }
  return compilePhrases(names)
}

function oneOfEachName(zones: readonly string[]): string[] {
  const byName = new Map<string, string>()
  for (const zone of zones) {
    const name = namesOf(zone, 'en').join()
    if (!byName.has(name)) byName.set(name, zone)
  }
  return [...byName.values()]
}

function namesOf(zone: string, language: string): [name: string, offset: number | null][] {
  const [winter, summer] = [offsetAt(WINTER, zone), offsetAt(SUMMER, zone)]
  const long = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' })
  if (winter === summer) return [[nameIn(long, WINTER), null]]
  const generic = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
  return [
    [nameIn(long, WINTER), winter],
    [nameIn(long, SUMMER), summer],
    [nameIn(generic, WINTER), null],
  ]
}

function nameIn(format: Intl.DateTimeFormat, at: number): string {
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** The countries in which all clocks show the same, in these languages, with a zone (IANA) of theirs. */
export function nameCountries(languages: readonly string[]): Phrases<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const countries = letters.flatMap((one) => letters.flatMap((other) => countryWith(`${one}${other}`)))
  return compilePhrases(
    languages.flatMap((language) => {
      const names = new Intl.DisplayNames(language, { type: 'region' })
      return countries.flatMap(({ code, zone }): [string, string][] => {
        const name = names.of(code)
        // A state of the United States, which desks hear of more often.
        return name === undefined || name === 'Georgia' ? [] : [[name, zone]]
      })
    }),
  )
}

function countryWith(code: string): { code: string; zone: string }[] {
  if (new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) === undefined) return []
  const [zone, ...more] = new Intl.Locale('und', { region: code }).getTimeZones() ?? []
  const isSame = (other: string) => [WINTER, SUMMER].every((at) => offsetAt(at, other) === offsetAt(at, zone as string))
  return zone !== undefined && more.every(isSame) ? [{ code, zone }] : []
}
