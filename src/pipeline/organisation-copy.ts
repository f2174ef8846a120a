/** Names of the issuer in the copy itself: whom it is sent for, its source, what it begins with. */
import { behalf, findBehalf, inNominative, sources } from './house-words.ts'
import { quotedIn, runsIn } from './name-runs.ts'
import { isOrganisation, isPersonName, isPostWords } from './names.ts'
import type { Candidate } from './organisation.ts'
import { isOfDomain, lettersOf, mayBeOfDomain } from './organisation-names.ts'
import { withoutDesk } from './organisation-sender.ts'
import { findPhrases, fold, leadingPhrase } from './phrases.ts'

/** A listed company gives its ticker, and a party to a contract how it is called below. */
const LISTED =
  /^\s?[(（](?:["“„«'][^"”“»']{2,40}["”“»']|(?:NYSE|Nasdaq|LSE|AIM|TSX|ASX|OTC|Euronext|XETRA|FRA|SIX|ISIN|WKN|BME|BIT|Oslo|HEL|STO|TSE|LON)[^)）]{0,60}[)）])/iu
/** Names are looked for in so much of a line. */
const MAX_LENGTH = 300
const MAX_NAMES = 150
/** Letterhead and lead; and contacts, source and agency. */
const FIRST = 10
const LAST = 16

/** The names, each with how well its place says that it is the issuer's. `labels`: those of the domains of sender and contacts. */
export function namesInCopy(texts: readonly string[], headline: string, labels: readonly string[]): Candidate[] {
  const found: Candidate[] = []
  const counts = new Map<string, number>()
  const titles = runsIn(headline).map(withoutArticle).filter(mayBeIssuer)
  const mayName = lineTester(titles, labels)
  for (const line of texts.length <= FIRST + LAST ? texts : [...texts.slice(0, FIRST), ...texts.slice(-LAST)]) {
    const text = line.slice(0, MAX_LENGTH)
    if (!mayName(text)) continue
    for (const run of [...runsIn(text), ...quotedIn(text)]) {
      if (counts.size >= MAX_NAMES) break
      if (isTitle(run, text)) continue
      const name = withoutArticle(run)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      const behind = text.slice(text.indexOf(run) + run.length)
      if (LISTED.test(behind) && (!isPersonName(name) || isOrganisation(name)))
        found.push({ name: withoutDesk(name), weight: 0.72, from: 'copy' })
    }
  }
  const named = titles.filter((name) => (counts.get(name) ?? 0) > 1)
  const inHeadline = named.map((name): Candidate => ({ name, weight: isOrganisation(name) ? 0.4 : 0.35, from: 'copy' }))
  return [...found, ...ofDomains(counts, labels), ...inHeadline]
}

/** All of a line, in capitals as titles are set: a headline. */
const isTitle = (run: string, text: string): boolean =>
  run.length > text.length - 3 && run.split(' ').length > 4 && !isOrganisation(run)

const mayBeIssuer = (name: string): boolean =>
  isOrganisation(name) || (name.includes(' ') && !isPersonName(name) && !isPostWords(name))

/**
 * Tells the lines in which a name may stand that counts: one of the headline, one with a ticker behind it or in guillemets, or one of which a
 * word begins as the domain does, or in a capital that domains have not. Most lines of copy have none of these.
 */
function lineTester(titles: readonly string[], labels: readonly string[]): (text: string) => boolean {
  const initials = labels.map((label) => label.charAt(0).toUpperCase()).filter((letter) => /^[A-Z\d]$/.test(letter))
  const mayName = new RegExp(
    `(?:^|[^A-Za-z\\d])[${initials.join('')}]|[(（«]|[\\u00c0-\\u00de\\u0100-\\u1fff\\u2c00-\\uffff]`,
  )
  return (text) => mayName.test(text) || titles.some((name) => text.includes(name))
}

/** Whom the release is sent for, or who its source is, as its first and last lines say. */
export function clientsIn(texts: readonly string[]): Candidate[] {
  const edges = texts.length <= FIRST + LAST ? texts : [...texts.slice(0, 3), ...texts.slice(-LAST)]
  return edges.flatMap((text): Candidate[] => {
    const name = clientIn(text)
    return name === null ? [] : [{ name, weight: 0.95, from: 'copy' }]
  })
}

/** Those that a domain is made of. */
function ofDomains(counts: ReadonlyMap<string, number>, labels: readonly string[]): Candidate[] {
  return [...counts.keys()].flatMap((name): Candidate[] => {
    const fitting = labels.filter((label) => mayBeOfDomain(name, label))
    if (fitting.length === 0 || lettersOf(name).length < 3 || !fitting.some((label) => isOfDomain(name, label)))
      return []
    return [{ name: inNominative(name), weight: 0.3 + Math.min(0.1, name.split(' ').length / 40), from: 'copy' }]
  })
}

/** `on behalf of Acme by …`, `SOURCE Acme, Inc.` */
function clientIn(text: string): string | null {
  const source = text.length < 120 ? leadingPhrase(sources, fold(text)) : null
  if (source !== null) {
    const name = /^\s?[:：]?\s?(\p{Lu}[^@:]{2,80})$/u.exec(text.slice(source.end))?.[1]?.trim()
    if (name && /^[\s\p{Lu}:：]/u.test(text.slice(source.end)) && !isPersonName(name)) return name
  }
  if (text.length > 300 || findBehalf(text).length === 0) return null
  for (const { end } of findPhrases(behalf, fold(text))) {
    const name = runsIn(
      text
        .slice(end, end + 100)
        .replace(/^\s(?:the|der|des|la|le|el|il)\s/u, ' ')
        .trim(),
    )[0]
    if (name && text.slice(end, end + 8).includes(name.slice(0, 2))) return inNominative(name)
  }
  return null
}

const withoutArticle = (name: string): string =>
  name.replace(/^(?:The|Die|Der|Das|Den|Dem|Des|La|Le|Les|El|Los|Las|Il|Lo|De|Het|O|A|Os|As)\s(?=\p{Lu})/u, '')

/** `Acme Ltd is a …`, `Die Stiftung Klang verleiht …`: what a text about an organisation begins with. */
export function subjectOf(text: string): string | null {
  const start = text.slice(0, 160)
  const run = runsIn(start)[0] ?? ''
  if (run === '' || start.indexOf(run) > 24) return null
  const name = withoutArticle(run)
  return name.length > 2 &&
    !/^(?:We|Our|Founded|Since|Wir|Nous|Our|Seit|Fondée?|Fundada?|Notre|Gegründet|It|This|For|In|With)$/u.test(
      name.split(' ')[0] ?? '',
    )
    ? name
    : null
}
