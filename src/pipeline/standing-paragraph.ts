/** Paragraphs that organisations put below each release, told without a heading by what they speak of. */
import { dateWords } from './date-words.ts'
import { datesAmong } from './dates.ts'
import { describesIn, standingIn } from './ending-words.ts'
import { runsIn } from './name-runs.ts'
import { isOrganisation } from './names.ts'
import { isOfDomain } from './organisation-names.ts'
import { findPhrases, fold, leadingPhrase } from './phrases.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { phraseAt, tokenise } from './tokens.ts'

const MIN_LENGTH = 50
const MAX_LENGTH = 1500
/** So much of it is read. */
const MAX_READ = 600
/** A name opens the sentence. */
const MAX_NAME = 80
/** And so do the clauses before it and its verb. */
const MAX_CLAUSES = 120
/** `«Степовий льон» вирощує`, also behind what it is: `Фонд «Абетка»`. */
const QUOTED_NAME = /^(?:\p{Lu}\p{L}+(?:\s\p{L}+){0,2}\s)?[«„“"](\p{Lu}[^«»„“”"]{1,40})[»“”"]/u
const MAX_LINES_BELOW = 20
const MAX_LETTERHEAD = 5
/** The letterhead, the headline and the lead. */
const MAX_LINES_ABOVE = 12
/** So many different things are told of an organisation whose name stands in its addresses or its letterhead, of one that the copy names, and of any. */
const MIN_TOLD = { own: 3, named: 4, any: 5 }
const ARABIC = /^\p{Script=Arabic}/u
const SPOKEN = /[“„«"”»?？]|^[–—-]\s/u
/** `1986`: a year, and long ago. */
const YEAR = /(?<![\d.,])(?:1[5-9]\d\d|20[01]\d|202[0-4])(?![\d%])/

/** Whether the paragraph tells who an organisation of this release is, and nothing of the day. */
export function isStanding(sheet: Sheet, { text, index }: SheetLine, languages: readonly string[]): boolean {
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || isSpoken(text)) return false
  const read = text.slice(0, MAX_READ)
  const told = countTold(read, languages)
  if (told < MIN_TOLD.own) return false
  const names = namesAhead(text, languages)
  if (names.length === 0) return false
  const isOwn = names.some((name) => isOwnName(sheet, name))
  const isKnown = isOwn || names.some((name) => isNamedAbove(sheet, name, index))
  return told >= MIN_TOLD[isOwn ? 'own' : isKnown ? 'named' : 'any'] && !tellsOfTheDay(read, languages)
}

/** Whether a paragraph below one of these may go on with it. */
export function goesOn(text: string, languages: readonly string[]): boolean {
  const read = text.slice(0, MAX_READ)
  return countTold(read, languages) > 0 && !tellsOfTheDay(read, languages)
}

/** The name with which the paragraph begins; behind `Founded in 1931,` the names of its first clauses. */
function namesAhead(text: string, languages: readonly string[]): string[] {
  const name = nameAhead(text)
  const folded = fold(withoutArticle(text))
  const opens = languages.some((language) => {
    const phrases = standingIn(language)
    return phrases !== null && (leadingPhrase(phrases, folded)?.start ?? 1) === 0
  })
  // Without capitals a name is taken to be two words: behind the verb that opens the sentence, or at its beginning.
  if (ARABIC.test(text))
    return [
      withoutArticle(text)
        .split(/\s+/)
        .slice(opens ? 1 : 0, opens ? 3 : 2)
        .join(' '),
    ]
  if (opens || /^\d/.test(text)) return runsIn(text.slice(0, MAX_CLAUSES)).filter((run) => run.length > 2)
  return name.length > 2 ? [name] : []
}

/** Somebody's words stand in it, or a question; the name of an organisation may stand in quotes. */
export function isSpoken(text: string): boolean {
  return SPOKEN.test(text.replace(QUOTED_NAME, ''))
}

/** The name with which a text begins, without its article; empty: with none. */
export function nameAhead(text: string): string {
  const quoted = QUOTED_NAME.exec(text)?.[1]
  if (quoted !== undefined) return quoted
  const plain = withoutArticle(text)
  const name = runsIn(plain.slice(0, MAX_NAME))[0] ?? ''
  return plain.startsWith(name) ? name : ''
}

/** `It is worth recalling that Acme …`, as Arabic releases begin what a house says of itself. */
const KNOWN_AS = /^و?(?:يذكر|يشار إلى|(?:من )?(?:ال)?جدير بالذكر|تجدر الإشارة إلى)،?\s?أن\s/u

export function withoutArticle(text: string): string {
  return text
    .replace(KNOWN_AS, '')
    .replace(/^(?:The|Die|Der|Das|La|Le|Les|L['’]|El|Los|Las|Il|Lo|Gli|I|Het|De|O|A|Os|As)(?<!['’])\s|^L['’]/u, '')
}

function countTold(text: string, languages: readonly string[]): number {
  const folded = fold(text)
  const counts = languages.map((language) => {
    const phrases = standingIn(language)
    const told = phrases === null ? 0 : new Set(findPhrases(phrases, folded).map(({ phrase }) => phrase)).size
    const verbs = describesIn(language)
    return told + (verbs !== null && findPhrases(verbs, folded.slice(0, MAX_CLAUSES)).length > 0 ? 1 : 0)
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
  if (lines.slice(0, MAX_LETTERHEAD).some(({ text }) => text === name || (isOrganisation(name) && text.includes(name))))
    return true
  return hostsIn(lines.slice(-MAX_LINES_BELOW)).some((host) => isOfDomain(name, host))
}

/** The letterhead, the headline or the first paragraphs have the name. */
export function isNamedAbove({ lines }: Sheet, name: string, index: number): boolean {
  return lines.slice(0, Math.min(index, MAX_LINES_ABOVE)).some(({ text }) => text.includes(name))
}

/** `acme` of `press@acme.example` and `www.acme.example`. */
function hostsIn(lines: readonly SheetLine[]): string[] {
  return lines.flatMap(({ text }) =>
    [...text.slice(-MAX_READ).matchAll(/(?:@|www\.|https?:\/\/)([\w-]{2,60})\./g)].map(([, host = '']) => host),
  )
}
