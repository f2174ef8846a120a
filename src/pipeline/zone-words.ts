/** The words and abbreviations of time zones. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { compilePhrases, fold, type Phrases } from './tokens.ts'
import { type NamedZone, nameCountries, nameZones } from './zone-names.ts'

const words = z.array(z.string())

const ZoneCues = z.strictObject({
  /** What places are called, and what is said of a time that is theirs, by zone (IANA). */
  places: z.record(z.string(), words),
  /** Stands before the place: `heure de`; and after it: `time`. */
  before: words,
  after: words,
  /** Stand there too, and say that it is summer time: `sommertid`. */
  summer: words,
  /** Whole names of a zone, by abbreviation or zone (IANA). */
  zones: z.record(z.string(), words),
  /** Names a zone without saying which. */
  local: words,
  /** Words of the language that look like an abbreviation. */
  notZones: words,
})

const BY_LANGUAGE = loadCues('zones', ZoneCues)
const CUES = [...BY_LANGUAGE.values()]

export interface Abbreviation {
  /** IANA name. */
  zone: string
  /** Minutes ahead of UTC where the abbreviation says which half of the year it is; null: the zone's own time, whichever that is. */
  offset: number | null
  /** What else it may stand for, in words. */
  doubt?: string
  /** And in zones. */
  others?: readonly { zone: string; offset: number }[]
}

const utc = { zone: 'UTC', offset: 0 }

/** As desks in Europe read them. */
export const ABBREVIATIONS: ReadonlyMap<string, Abbreviation> = new Map<string, Abbreviation>([
  ['UTC', utc],
  ['GMT', utc],
  ['Z', utc],
  ['ET', { zone: 'America/New_York', offset: null }],
  ['CT', { zone: 'America/Chicago', offset: null }],
  ['MT', { zone: 'America/Denver', offset: null }],
  ['PT', { zone: 'America/Los_Angeles', offset: null }],
  ['EST', { zone: 'America/New_York', offset: -300 }],
  ['EDT', { zone: 'America/New_York', offset: -240 }],
  [
    'CST',
    {
      zone: 'America/Chicago',
      offset: -360,
      doubt: 'CST is the time of Chicago, of China or of Cuba',
      others: [{ zone: 'Asia/Shanghai', offset: 480 }],
    },
  ],
  ['CDT', { zone: 'America/Chicago', offset: -300 }],
  ['MST', { zone: 'America/Denver', offset: -420 }],
  ['MDT', { zone: 'America/Denver', offset: -360 }],
  ['PST', { zone: 'America/Los_Angeles', offset: -480 }],
  ['PDT', { zone: 'America/Los_Angeles', offset: -420 }],
  [
    'AST',
    {
      zone: 'America/Halifax',
      offset: -240,
      doubt: 'AST is Atlantic or Arabian time',
      others: [{ zone: 'Asia/Riyadh', offset: 180 }],
    },
  ],
  ['ADT', { zone: 'America/Halifax', offset: -180 }],
  ['NST', { zone: 'America/St_Johns', offset: -210 }],
  ['NDT', { zone: 'America/St_Johns', offset: -150 }],
  ['AKST', { zone: 'America/Anchorage', offset: -540 }],
  ['AKDT', { zone: 'America/Anchorage', offset: -480 }],
  ['HST', { zone: 'Pacific/Honolulu', offset: -600 }],
  ['BRT', { zone: 'America/Sao_Paulo', offset: -180 }],
  ['BST', { zone: 'Europe/London', offset: 60 }],
  ['WET', { zone: 'Europe/Lisbon', offset: 0 }],
  ['WEST', { zone: 'Europe/Lisbon', offset: 60 }],
  ['CET', { zone: 'Europe/Berlin', offset: 60 }],
  ['CEST', { zone: 'Europe/Berlin', offset: 120 }],
  ['MEZ', { zone: 'Europe/Berlin', offset: 60 }],
  ['MESZ', { zone: 'Europe/Berlin', offset: 120 }],
  ['EET', { zone: 'Europe/Helsinki', offset: 120 }],
  ['EEST', { zone: 'Europe/Helsinki', offset: 180 }],
  ['OEZ', { zone: 'Europe/Helsinki', offset: 120 }],
  ['OESZ', { zone: 'Europe/Helsinki', offset: 180 }],
  ['MSK', { zone: 'Europe/Moscow', offset: 180 }],
  ['TRT', { zone: 'Europe/Istanbul', offset: 180 }],
  ['AZT', { zone: 'Asia/Baku', offset: 240 }],
  [
    'IST',
    {
      zone: 'Asia/Kolkata',
      offset: 330,
      doubt: 'IST is the time of India, of Ireland or of Israel',
      others: [
        { zone: 'Europe/Dublin', offset: 60 },
        { zone: 'Asia/Jerusalem', offset: 120 },
      ],
    },
  ],
  ['GST', { zone: 'Asia/Dubai', offset: 240 }],
  ['PKT', { zone: 'Asia/Karachi', offset: 300 }],
  ['WIB', { zone: 'Asia/Jakarta', offset: 420 }],
  ['JST', { zone: 'Asia/Tokyo', offset: 540 }],
  ['KST', { zone: 'Asia/Seoul', offset: 540 }],
  ['HKT', { zone: 'Asia/Hong_Kong', offset: 480 }],
  ['SGT', { zone: 'Asia/Singapore', offset: 480 }],
  ['AWST', { zone: 'Australia/Perth', offset: 480 }],
  ['ACST', { zone: 'Australia/Adelaide', offset: 570 }],
  ['ACDT', { zone: 'Australia/Adelaide', offset: 630 }],
  ['AEST', { zone: 'Australia/Sydney', offset: 600 }],
  ['AEDT', { zone: 'Australia/Sydney', offset: 660 }],
  ['NZST', { zone: 'Pacific/Auckland', offset: 720 }],
  ['NZDT', { zone: 'Pacific/Auckland', offset: 780 }],
  ['SAST', { zone: 'Africa/Johannesburg', offset: 120 }],
  ['CAT', { zone: 'Africa/Harare', offset: 120 }],
  ['EAT', { zone: 'Africa/Nairobi', offset: 180 }],
  ['WAT', { zone: 'Africa/Lagos', offset: 60 }],
])

/** Names of zones; each means an abbreviation or a zone. */
export const ZONE_NAMES: Phrases<string> = compilePhrases(
  CUES.flatMap(({ zones }) =>
    Object.entries(zones).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
  ),
)
export const PLACES: Phrases<string> = compilePhrases(
  CUES.flatMap(({ places }) =>
    Object.entries(places).flatMap(([zone, names]) => names.map((name) => [name, zone] as const)),
  ),
)

/** Names of cities in the time zone database that are other words, or of other cities with other clocks, as well. */
const OTHER_WORDS = new Set(
  `Belem Chatham Christmas Cordoba Creston Dawson Easter Halifax Merida Midway Nome Norfolk Oral Resolute Reunion Santarem Santiago Stanley
  Tripoli Truk Wake Wallis`.split(/\s+/),
)

/** The cities of the time zone database, which count beside words for time or in brackets. */
export const CITIES: Phrases<string> = compilePhrases(
  Intl.supportedValuesOf('timeZone').flatMap((zone) => {
    const [region, city, ...more] = zone.split('/')
    const other = city === undefined || more.length > 0 || /^(?:Antarctica|Arctic|Etc)$/.test(region ?? '')
    return other || OTHER_WORDS.has(city) ? [] : [[city.replace(/_/g, ' '), zone] as const]
  }),
)
export const BEFORE_PLACE: Phrases<true> = compilePhrases(
  CUES.flatMap(({ before }) => before.map((name) => [name, true])),
)
export const AFTER_PLACE: Phrases<true> = compilePhrases(CUES.flatMap(({ after }) => after.map((name) => [name, true])))
export const SUMMER_TIME: Phrases<true> = compilePhrases(
  CUES.flatMap(({ summer }) => summer.map((name) => [name, true])),
)
export const LOCAL_TIME: Phrases<true> = compilePhrases(CUES.flatMap(({ local }) => local.map((name) => [name, true])))
export const NOT_ZONES: ReadonlySet<string> = new Set(CUES.flatMap(({ notZones }) => notZones.map(fold)))

interface WorldNames {
  zones: Phrases<NamedZone>
  countries: Phrases<string>
}

let world: WorldNames | null = null

/** The names that the CLDR has; made when an embargo is first read, as that takes a third of a second. */
export function worldNames(): WorldNames {
  world ??= {
    zones: nameZones(
      new Map([...BY_LANGUAGE].map(([language, { before, after }]) => [language, timeWordsOf([...before, ...after])])),
      [...ABBREVIATIONS.values()].map(({ zone }) => zone),
    ),
    countries: nameCountries([...BY_LANGUAGE.keys()]),
  }
  return world
}

/** The last words of `local time in` and `Ortszeit` that are not small. */
function timeWordsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => name.split(/\s+/).map(fold)).filter((word) => word.length > 2)
}
