/** Who issued the release. */
import { parse } from 'tldts'
import { offices, scopes } from './contact-words.ts'
import type { Address, Boilerplate, Contact, Reading } from './draft.ts'
import { nameInHeading } from './ending-words.ts'
import type { Given } from './given.ts'
import { isOrganisation, isPersonName, isPostWords, tidyName } from './names.ts'
import { findPhrases, fold } from './phrases.ts'

interface Candidate {
  name: string
  /** How well its place says it, 0 to 1. */
  weight: number
}

/** Whose mail anyone's is: their domain names no sender. */
const POST_HOUSES = new Set(
  'gmail googlemail outlook hotmail live yahoo gmx web icloud me aol proton protonmail mail posteo t-online orange wanadoo free laposte libero virgilio tiscali wp onet interia o2 ukr yandex seznam prnewswire businesswire globenewswire mynewsdesk presseportal newsaktuell mailchimp mailchimpapp sendgrid'.split(
    ' ',
  ),
)
/** The organisation, from boilerplate, contacts, signature and the sender's domain, whichever say it best. */
export function findOrganisation(
  parts: { boilerplate: readonly Boilerplate[]; contacts: readonly Contact[]; signature: readonly string[] },
  from: Address | null,
  given: Given,
): Reading | null {
  const label = domainLabel(from?.address ?? parts.contacts.find(({ email }) => email !== null)?.email ?? '')
  const candidates = [
    ...fromBoilerplate(parts.boilerplate, given),
    ...parts.contacts.flatMap(({ organisation }) =>
      organisation === null ? [] : [{ name: organisation, weight: 0.65 }],
    ),
    ...fromSignature(parts.signature),
    ...fromSender(from),
  ]
  let best: Candidate | null = null
  for (const one of candidates) {
    const agreeing = candidates.some((other) => other !== one && isLike(one.name, other.name))
    const weight = Math.min(0.98, one.weight + (agreeing ? 0.08 : 0) + (isOfDomain(one.name, label) ? 0.15 : 0))
    if (best === null || weight > best.weight) best = { name: one.name, weight }
  }
  if (best !== null) return { value: best.name, confidence: round(best.weight), evidence: given.locate(best.name) }
  return label === '' ? null : { value: capitalise(label), confidence: 0.3, evidence: null }
}

function fromBoilerplate(boilerplate: readonly Boilerplate[], given: Given): Candidate[] {
  return boilerplate.flatMap(({ heading, text }, index) => {
    const named = heading === null ? null : nameInHeading(heading, given.languages)
    const weight = index === 0 ? 0.8 : 0.7
    if (named !== null && named.name.length < 100) return [{ name: asWritten(named.name, text), weight }]
    const subject = subjectOf(text)
    return subject === null ? [] : [{ name: subject, weight: weight - 0.15 }]
  })
}

/** `ABOUT ACME` as the text below writes it. */
function asWritten(name: string, text: string): string {
  const at = fold(text).indexOf(fold(name))
  return at === -1 ? name : text.slice(at, at + name.length)
}

/** `Acme Ltd is a …`. */
function subjectOf(text: string): string | null {
  const found =
    /^(?:The |Die |Der |Das |La |Le |L['’]|El |Il |De |Het |O |A )?((?:\p{Lu}|\d)[\p{L}\p{N}.&'’-]{0,30}(?:\s(?:of |for |de |für |und |and |& )?(?:\p{Lu}|\d)[\p{L}\p{N}.&'’-]{0,30}){0,5})[\s,(]/u.exec(
      text,
    )
  return found?.[1] ?? null
}

function fromSignature(signature: readonly string[]): Candidate[] {
  return signature.flatMap((line) => {
    const text = tidyName(line)
    return isOrganisation(text) && text.length < 80 && !/[@\d]/.test(text) && !isPersonName(text)
      ? [{ name: text, weight: 0.5 }]
      : []
  })
}

function fromSender(from: Address | null): Candidate[] {
  const written = from?.name ?? ''
  const behind = /(?:\s(?:at|bei|from|von|chez|de)\s|[|,(–-]\s?)(\p{Lu}.{1,60}?)\)?$/u.exec(written)?.[1]
  const name = tidyName(withoutOffice(behind ?? written))
  if (name.length < 2 || name.includes('@') || (behind === undefined && isPersonName(name) && !isOrganisation(name)))
    return []
  return isPostWords(name) && !isOrganisation(name) ? [] : [{ name, weight: 0.55 }]
}

/** `Acme Press Office` without its office. */
function withoutOffice(words: string): string {
  let kept = words
  for (const { start, end } of [offices, scopes].flatMap((phrases) => findPhrases(phrases, fold(words))))
    kept = kept.slice(0, start) + ' '.repeat(end - start) + kept.slice(end)
  return kept.trim().replace(/^[\s|,–-]+|[\s|,–-]+$/g, '')
}

/** `acme` of `press@mail.acme.co.uk`. */
function domainLabel(address: string): string {
  const domain = address.split('@')[1] ?? ''
  const label = parse(domain).domainWithoutSuffix ?? domain.split('.').at(-2) ?? ''
  return POST_HOUSES.has(label) ? '' : label
}

function isOfDomain(name: string, label: string): boolean {
  if (label.length < 3) return false
  const plain = lettersOf(name)
  const wanted = lettersOf(label)
  const initials = (name.match(/(?<!\p{L})\p{Lu}/gu) ?? []).join('').toLowerCase()
  return plain.includes(wanted) || (plain.length > 3 && wanted.includes(plain)) || initials === wanted
}

function isLike(one: string, other: string): boolean {
  const [a, b] = [lettersOf(one), lettersOf(other)]
  return a.length > 2 && b.length > 2 && (a.includes(b) || b.includes(a))
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
const capitalise = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)
const round = (value: number): number => Math.round(value * 100) / 100
