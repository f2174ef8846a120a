/** Who issued the release. */
import { parse } from 'tldts'
import type { Address, Boilerplate, Contact, Reading } from './draft.ts'
import { nameInHeading, profiles } from './ending-words.ts'
import type { Given } from './given.ts'
import { agencies, departments, inNominative } from './house-words.ts'
import { isOrganisation, isPersonName, tidyName } from './names.ts'
import { clientsIn, namesInCopy, subjectOf } from './organisation-copy.ts'
import { fullestOf, isGeneric, isLike, isOfDomain, lettersOf } from './organisation-names.ts'
import { organisationIn, withoutDesk } from './organisation-sender.ts'
import { findPhrases, fold, keyOf, leadingPhrase } from './phrases.ts'

/** A name that may be the issuer's. */
export interface Candidate {
  name: string
  /** How well its place says it, 0 to 1. */
  weight: number
  from: 'boilerplate' | 'contact' | 'signature' | 'sender' | 'copy'
}

export interface OrganisationParts {
  boilerplate: readonly Boilerplate[]
  contacts: readonly Contact[]
  signature: readonly string[]
  /** The lines of the copy, from the letterhead to the contacts; the headline is `headline`. */
  lines?: readonly string[]
  headline?: string
}

/** Whose mail anyone's is: their domain names no sender. */
const POST_HOUSES = new Set(
  'gmail googlemail outlook hotmail live yahoo gmx web icloud me aol proton protonmail mail posteo t-online orange wanadoo free laposte libero virgilio tiscali wp onet interia o2 ukr yandex seznam prnewswire businesswire globenewswire mynewsdesk presseportal newsaktuell mailchimp mailchimpapp sendgrid'.split(
    ' ',
  ),
)
/** Addresses of an office: whoever writes from there goes by the organisation's name. */
const OFFICE =
  /^(?:press|presse|pers|prensa|imprensa|stampa|ufficiostampa|prasa|basin|metbuat|media|medien|mediarelations|news|newsroom|info|office|contact|contacto|kontakt|kommunikation|kommunikasjon|communication|communications|comunicacion|comunicacao|comunicazione|communicatie|viestinta|tiedotus|pr|buero|post|mail|hello|hola|club|verein|redaktion|redaction|secretar|sekretar|events|desk|feeds|service|pub|hanabi|koho|iletisim|bilgi)/
const AGENCY_DOMAIN = /(?:pr|comms|communications?|agency|agence|agentur|agencia|agenzia|wire|newsfeed)$/
/** Names that are looked for in the copy alone count for less. */
const MAX_LINES = 300
const SURE = 0.98
const SETTLED = 0.78

/** The organisation, from boilerplate, contacts, signature, sender and copy, whichever say it best; the domain's own words come last. */
export function findOrganisation(parts: OrganisationParts, from: Address | null, given: Given): Reading | null {
  const texts = (parts.lines ?? []).slice(0, MAX_LINES)
  const addresses = [from?.address ?? null, ...parts.contacts.map(({ email }) => email)]
  const labels = [...new Set(addresses.map((address) => domainLabel(address ?? '')))].filter((label) => label !== '')
  const stated = [
    ...fromSender(from, labels[0] ?? '', parts.contacts),
    ...fromBoilerplate(parts.boilerplate, given),
    ...parts.contacts.flatMap(({ organisation }) => fromContact(organisation)),
    ...fromSignature(parts.signature),
    ...clientsIn(texts),
  ].filter(isName)
  const settled = choose(stated, labels)
  // Names in the copy are many, and are looked for only where those who should say it do not.
  const isSettled = settled !== null && settled.weight >= SETTLED && settled.name.includes(' ')
  const candidates = isSettled
    ? stated
    : [...stated, ...namesInCopy(texts, parts.headline ?? '', labels).filter(isName)]
  const best = isSettled ? settled : choose(candidates, labels)
  if (best !== null) {
    const name = writtenOf(best, candidates, texts)
    return { value: name, confidence: round(best.weight), evidence: given.locate(name) }
  }
  const label = labels[0] ?? ''
  return label === '' ? null : { value: capitalise(label), confidence: 0.3, evidence: null }
}

const isName = ({ name }: Candidate): boolean => name.length > 1 && !profiles.has(keyOf(fold(name)))

function choose(candidates: readonly Candidate[], labels: readonly string[]): Candidate | null {
  let best: Candidate | null = null
  for (const one of candidates) {
    const agreeing = new Set<Candidate['from']>()
    for (const other of candidates)
      if (other.from !== one.from && !agreeing.has(other.from) && isLike(one.name, other.name)) agreeing.add(other.from)
    const domain = labels.findIndex((label) => isOfDomain(one.name, label))
    let weight = one.weight + Math.min(2, agreeing.size) * 0.08 + (domain === 0 ? 0.15 : domain > 0 ? 0.06 : 0)
    // An agency sends what its clients have to say.
    if (isAgency(one.name) || (domain >= 0 && AGENCY_DOMAIN.test(labels[domain] ?? '')))
      weight -= agreeing.has('boilerplate') ? 0.1 : 0.5
    if (isGeneric(one.name)) weight -= 0.3
    if (best === null || weight > best.weight) best = { ...one, weight: Math.max(0.2, Math.min(SURE, weight)) }
  }
  return best
}

/** As the sender writes its own name, where that is the longer one or only another case; else as found. */
function writtenOf(best: Candidate, candidates: readonly Candidate[], texts: readonly string[]): string {
  const letters = lettersOf(best.name)
  const own = candidates.find(
    (other) =>
      other.from === 'sender' &&
      isLike(other.name, best.name) &&
      (lettersOf(other.name).includes(letters) || !letters.includes(lettersOf(other.name))),
  )
  const name = own?.name ?? best.name
  if (isGeneric(name)) return fullestOf(name, texts) ?? name
  return longerOf(name, candidates) ?? name
}

/** `Northwick` as `Northwick Holdings plc`, where that stands too. */
function longerOf(name: string, candidates: readonly Candidate[]): string | null {
  if (name.includes(' ') || isOrganisation(name)) return null
  const longer = candidates.filter(
    (other) => other.name.startsWith(`${name} `) && isOrganisation(other.name) && other.name.length < name.length + 40,
  )
  return longer[0]?.name ?? null
}

function fromBoilerplate(boilerplate: readonly Boilerplate[], given: Given): Candidate[] {
  return boilerplate.flatMap(({ heading, text }, index): Candidate[] => {
    const named =
      heading === null || profiles.has(keyOf(fold(heading))) ? null : nameInHeading(heading, given.languages)
    const weight = (index === 0 ? 0.8 : 0.7) - (heading === null ? 0.1 : 0)
    const subject = subjectOf(text)
    if (named === null || named.name.length >= 100 || isGeneric(named.name))
      return subject === null ? [] : [{ name: subject, weight: weight - 0.1, from: 'boilerplate' }]
    const name = tidyName(named.name)
    const stands = text.includes(name)
    // `About the study`, `Zur Person`
    if (/^\p{Ll}/u.test(name) || (!stands && subject === null && !isOrganisation(name))) return []
    // The heading has it in another case than the text.
    if (!stands && subject !== null && isLike(subject, name) && fold(subject) !== fold(name))
      return [{ name: subject, weight, from: 'boilerplate' }]
    return [{ name: stands ? name : inNominative(asWritten(name, text)), weight, from: 'boilerplate' }]
  })
}

/** `ABOUT ACME` as the text below writes it. */
function asWritten(name: string, text: string): string {
  const at = fold(text).indexOf(fold(name))
  return at === -1 ? name : text.slice(at, at + name.length)
}

function fromContact(organisation: string | null): Candidate[] {
  if (organisation === null) return []
  // `Quill Communications` without its desk is not known for an agency.
  const name = isAgency(organisation) ? organisation : withoutDesk(organisation)
  if (name === '' || (isPersonName(name) && !isOrganisation(name) && name !== organisation)) return []
  const isPart = leadingPhrase(departments, fold(name)) !== null
  return [{ name, weight: isPart ? 0.3 : 0.6, from: 'contact' }]
}

function fromSignature(signature: readonly string[]): Candidate[] {
  return signature.flatMap((line): Candidate[] => {
    const text = tidyName(line)
    return isOrganisation(text) && isBareName(text) && !isPersonName(text)
      ? [{ name: withoutDesk(text), weight: 0.5, from: 'signature' }]
      : []
  })
}

/** Nothing is said of it. */
const isBareName = (text: string): boolean =>
  text.length > 3 && text.length < 80 && !/[@\d:!?]|[^\p{Lu}\s]{3}\.$|(?<!\p{L})\p{Ll}{4,}\s\p{Ll}{4,}/u.test(text)

function fromSender(from: Address | null, label: string, contacts: readonly Contact[]): Candidate[] {
  const local = lettersOf(from?.address.split('@')[0] ?? '')
  const isOffice = OFFICE.test(local)
  const people = contacts.flatMap(({ name }) => (name === null ? [] : [fold(name)]))
  const isHouse = (name: string): boolean => !people.includes(fold(name)) && isOfDomain(name, label)
  const name = organisationIn(from?.name ?? '', label, isHouse)
  return name === null || name === '' ? [] : [{ name, weight: isOffice ? 0.66 : 0.58, from: 'sender' }]
}

/** Writes for others: its name or its domain says so. */
function isAgency(name: string): boolean {
  return (
    findPhrases(agencies, fold(name)).some(({ start, end }) => end - start > 2 || /\p{Lu}/u.test(name.charAt(start))) ||
    /(?:wire|feed|draht|newswire|newsdesk|presseportal)s?$/iu.test(name)
  )
}

/** `acme` of `press@mail.acme.co.uk`. */
function domainLabel(address: string): string {
  const domain = address.split('@')[1] ?? ''
  const label = parse(domain).domainWithoutSuffix ?? domain.split('.').at(-2) ?? ''
  return POST_HOUSES.has(label) ? '' : label
}

const capitalise = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)
const round = (value: number): number => Math.round(value * 100) / 100
