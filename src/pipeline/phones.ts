/** Telephone numbers in international form (ITU-T E.164). The only home of libphonenumber-js. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Where a number without a country code may be at home. */
export interface Homes {
  /** Said by the other numbers and the addresses beside it. */
  stated: readonly CountryCode[]
  /** Where the language is spoken and where the desk is, the likeliest first. */
  likely: readonly CountryCode[]
  /** The language has one main country; else only a number that fits one of them alone is taken. */
  settled: boolean
}

const SPOKEN: Readonly<Record<string, readonly CountryCode[]>> = {
  en: ['US', 'GB', 'IE', 'AU', 'ZA'],
  de: ['DE', 'AT', 'CH'],
  fr: ['FR', 'BE', 'CH', 'CA'],
  es: ['ES', 'MX', 'AR', 'CO', 'CL', 'PE'],
  it: ['IT', 'CH'],
  nl: ['NL', 'BE'],
  pt: ['PT', 'BR'],
  sv: ['SE', 'FI'],
  no: ['NO'],
  nb: ['NO'],
  nn: ['NO'],
  da: ['DK'],
  fi: ['FI'],
  pl: ['PL'],
  tr: ['TR'],
  az: ['AZ'],
  ru: ['RU', 'KZ', 'BY'],
  uk: ['UA'],
  ja: ['JP'],
}
/** Domains of countries that are sold to everyone. */
const SOLD = new Set(['io', 'co', 'tv', 'me', 'ai', 'fm', 'cc', 'to', 'ly', 'gg', 'ws', 'la', 'vc'])
const ZONES: Readonly<Record<string, CountryCode>> = {
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Berlin': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Paris': 'FR',
  'Europe/Brussels': 'BE',
  'Europe/Amsterdam': 'NL',
  'Europe/Madrid': 'ES',
  'Europe/Lisbon': 'PT',
  'Europe/Rome': 'IT',
  'Europe/Stockholm': 'SE',
  'Europe/Oslo': 'NO',
  'Europe/Copenhagen': 'DK',
  'Europe/Helsinki': 'FI',
  'Europe/Warsaw': 'PL',
  'Europe/Istanbul': 'TR',
  'Asia/Baku': 'AZ',
  'Europe/Kyiv': 'UA',
  'Europe/Kiev': 'UA',
  'Europe/Moscow': 'RU',
  'Asia/Tokyo': 'JP',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Los_Angeles': 'US',
  'America/Toronto': 'CA',
  'Australia/Sydney': 'AU',
  'Australia/Melbourne': 'AU',
}
/** Numbers of North America are grouped so, and hardly any others. */
const NORTH_AMERICAN = /^\(?[2-9]\d{2}\)?[-. /]{1,2}\d{3}[-.]\d{4}$/

/** Eleven digits behind a nought, and English words round them, are British. */
const BRITISH = /^0[1237](?:[\s().-]{0,3}\d){9}$/

/** The countries that numbers and domains (`acme.de`) name, and those of language and desk. */
export function homesOf(
  numbers: readonly string[],
  domains: readonly string[],
  language: string | null,
  zone: string,
): Homes {
  const coded = numbers.flatMap((number) => (isCoded(number) ? (parse(number)?.country ?? []) : []))
  const stated = [...coded, ...domains.flatMap(countryOf)]
  const spoken = SPOKEN[language ?? ''] ?? []
  const here = ZONES[zone]
  const likely = here && spoken.includes(here) ? [here, ...spoken] : spoken
  return {
    stated: [...new Set(stated)],
    likely: [...new Set(likely)],
    settled: language !== 'en' || likely[0] !== spoken[0],
  }
}

/** Seven digits in threes and twos behind a prefix of three are Swiss, where the language is spoken there. */
const SWISS = /^\(?0\d{2}\)?[ /]\d{3}[ .]\d{2}[ .]\d{2}$/

/** The number as E.164, without its extension; as written where its country is not known. */
export function formatPhone(words: string, homes: Homes): string {
  if (isCoded(words)) return parse(words)?.number ?? words
  const stated = homes.stated.flatMap((country) => parse(words, country) ?? [])
  const home = stated.find((number) => number.isValid()) ?? stated[0]
  if (home) return home.number
  if (homes.stated.length === 0 && NORTH_AMERICAN.test(words.trim())) return parse(words, 'US')?.number ?? words
  if (homes.stated.length === 0 && homes.likely.includes('GB') && BRITISH.test(words.trim().replace(/^\(/, '')))
    return parse(words, 'GB')?.number ?? words
  if (homes.stated.length === 0 && homes.likely.includes('CH') && SWISS.test(words.trim()))
    return parse(words, 'CH')?.number ?? words
  const fitting = homes.likely.flatMap((country) => {
    const number = parse(words, country)
    return number?.isValid() ? number : []
  })
  const first = fitting[0] ?? trunkNumber(words, homes)
  return first && (homes.settled || new Set(fitting.map(({ number }) => number)).size === 1) ? first.number : words
}

/** A number in E.164 as people write it, such as `+44 20 7946 0000`; any other as it is. */
export function groupPhone(number: string): string {
  return number.startsWith('+') ? (parse(number)?.formatInternational() ?? number) : number
}

/** With the prefix of calls within a country, in a language of which that is the main one: numbers too new to be known. */
function trunkNumber(words: string, { likely, settled }: Homes) {
  return settled && likely[0] && /^\(?0[1-9]/.test(words.trim()) ? parse(words, likely[0]) : undefined
}

const isCoded = (words: string): boolean => /^\s?(?:\(?\+|00[1-9])/.test(words)

/** Numbers that were read lately: each is asked for several times. */
const known = new Map<string, ReturnType<typeof read>>()
const MAX_KNOWN = 500

/** Undefined where it cannot be one. */
function parse(words: string, country?: CountryCode): ReturnType<typeof read> {
  const key = `${country ?? ''} ${words}`
  if (known.has(key)) return known.get(key)
  if (known.size >= MAX_KNOWN) known.clear()
  const number = read(words, country)
  known.set(key, number)
  return number
}

function read(words: string, country?: CountryCode) {
  // No number has more digits, with its extension.
  if (words.length > 60) return undefined
  const plain = words
    .replace(/\(0\)\s?/, country === 'IT' || words.includes('+39') ? '0' : '')
    .replace(/^\s?\(\+(\d{1,3})\)/, '+$1')
    .replace(/^\s?00(?=[1-9])/, '+')
  const number = parsePhoneNumberFromString(plain, country)
  return number?.isPossible() ? number : undefined
}

function countryOf(domain: string): CountryCode[] {
  const top = /\.(\p{L}{2})$/u.exec(domain.toLowerCase())?.[1] ?? ''
  const code = top === 'uk' ? 'GB' : top.toUpperCase()
  return !SOLD.has(top) && isSupportedCountry(code) ? [code] : []
}
