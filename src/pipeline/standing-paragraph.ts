/** Paragraphs that organisations put below each release, told without a heading by what they speak of. */
import { dateWords } from './date-words.ts'
import { datesAmong } from './dates.ts'
import { standingIn } from './ending-words.ts'
import { runsIn } from './name-runs.ts'
import { isOrganisation } from './names.ts'
import { isOfDomain } from './organisation-names.ts'
import { findPhrases, fold } from './phrases.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { phraseAt, tokenise } from './tokens.ts'

const MIN_LENGTH = 50
const MAX_LENGTH = 1500
/** So much of it is read. */
const MAX_READ = 600
/** A name opens the sentence. */
const MAX_NAME = 80
const MAX_LINES_BELOW = 20
/** The letterhead, the headline and the lead. */
const MAX_LINES_ABOVE = 12
/** So many different things are told of an organisation whose name stands in its addresses or its letterhead, of one that the copy names, and of any. */
const MIN_TOLD = { own: 3, named: 4, any: 5 }
const SPOKEN = /[“„«"”»?？]|^[–—-]\s/u
/** `1986`: a year, and long ago. */
const YEAR = /(?<![\d.,])(?:1[5-9]\d\d|20[01]\d|202[0-4])(?![\d%])/

/** Whether the paragraph tells who an organisation of this release is, and nothing of the day. */
export function isStanding(sheet: Sheet, { text, index }: SheetLine, languages: readonly string[]): boolean {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || SPOKEN.test(text)) return false
  const name = nameAhead(text)
  if (name.length < 3) return false
  const told = countTold(text.slice(0, MAX_READ), languages)
  if (told < MIN_TOLD.own) return false
  const needed = MIN_TOLD[isOwnName(sheet, name) ? 'own' : isNamed(sheet, name, index) ? 'named' : 'any']
  return told >= needed && !tellsOfTheDay(text.slice(0, MAX_READ), languages)
}

/** The name with which the paragraph begins, without its article; empty: with none. */
export function nameAhead(text: string): string {
  const plain = withoutArticle(text)
  const name = runsIn(plain.slice(0, MAX_NAME))[0] ?? ''
  return plain.startsWith(name) ? name : ''
}

export function withoutArticle(text: string): string {
  return text.replace(
    /^(?:The|Die|Der|Das|La|Le|Les|L['’]|El|Los|Las|Il|Lo|Gli|I|Het|De|O|A|Os|As)(?<!['’])\s|^L['’]/u,
    '',
  )
}

function countTold(text: string, languages: readonly string[]): number {
  const folded = fold(text)
  const counts = languages.map((language) => {
    const phrases = standingIn(language)
    return phrases === null ? 0 : new Set(findPhrases(phrases, folded).map(({ phrase }) => phrase)).size
  })
  return Math.max(0, ...counts) + (YEAR.test(text) ? 1 : 0)
}

/** A day, a weekday, or `today`. */
function tellsOfTheDay(text: string, languages: readonly string[]): boolean {
  const tokens = tokenise(text)
  const { weekdays, relative } = dateWords(languages)
  return (
    datesAmong(tokens, languages).length > 0 ||
    tokens.some((_, at) => phraseAt(weekdays, tokens, at) !== undefined || phraseAt(relative, tokens, at) !== undefined)
  )
}

/** Its addresses, the letterhead or the subject of the release have the name. */
export function isOwnName({ lines }: Sheet, name: string): boolean {
  if (lines.slice(0, 3).some(({ text }) => text === name || (isOrganisation(name) && text.includes(name)))) return true
  return hostsIn(lines.slice(-MAX_LINES_BELOW)).some((host) => isOfDomain(name, host))
}

function isNamed({ lines }: Sheet, name: string, index: number): boolean {
  return lines.slice(0, Math.min(index, MAX_LINES_ABOVE)).some(({ text }) => text.includes(name))
}

/** `acme` of `press@acme.example` and `www.acme.example`. */
function hostsIn(lines: readonly SheetLine[]): string[] {
  return lines.flatMap(({ text }) =>
    text.length > 240 ? [] : [...text.matchAll(/(?:@|www\.|https?:\/\/)([\w-]{2,60})\./g)].map(([, host = '']) => host),
  )
}
