/** Whom journalists may ask: the contacts below the copy, above it, and in the writer's signature. */

import { unescapeHtml } from './block.ts'
import { type Card, readCards } from './contact-cards.ts'
import type { ContactLine } from './contact-columns.ts'
import { isContactLine, readContactHeading } from './contact-line.ts'
import { isTold } from './contact-told.ts'
import type { Contact } from './draft.ts'
import { readDress, readLine } from './dress.ts'

import { nameInHeading } from './ending-words.ts'
import type { Given } from './given.ts'
import { cellsOf } from './line-shape.ts'
import { locateLines } from './locate-lines.ts'
import { isPersonName } from './names.ts'
import { isOfDomain } from './organisation-names.ts'
import { formatPhone, type Homes, homesOf } from './phones.ts'
import { fold, keyOf } from './phrases.ts'
import { findReachable } from './reachable.ts'
import type { Section } from './sections.ts'
import type { Sheet, SheetLine } from './sheet.ts'

/** Who sent the release. */
interface Writer {
  address: string | null
  /** The lines that were cut as their signature. */
  signature: readonly string[]
}

interface Found {
  cards: Card[]
  confidence: number
}

/** A letterhead with contacts is no longer. */
const MAX_TOP_LINES = 40
/** So many blocks of contacts, and lines in one, are read. */
const MAX_SECTIONS = 10
const MAX_LINES = 60
/** What stands behind names and posts that are shared. */
const MAX_CONTACTS = 12
/** Links are looked for in blocks up to this long. */
const MAX_LINKED = 20_000
/** Names of organisations are looked for in so many lines. */
const MAX_SEARCHED = 300

/** The contacts, the surest first in each place, and the lines that tell of them. */
export function findContacts(
  sheet: Sheet,
  bodyStart: number,
  sections: readonly Section[],
  writer: Writer,
  given: Given,
): { contacts: Contact[]; told: number[] } {
  const told: number[] = []
  const found: Found[] = []
  const isHouse = housesOf(sheet, sections, given)
  const top = contactsAbove(sheet, bodyStart, given)
  const below = sections.filter(({ kind }) => kind === 'contacts').slice(0, MAX_SECTIONS)
  for (const lines of [top, ...below.map((section) => section.lines.slice(0, MAX_LINES))]) {
    const cards = readCards(
      lines.map((line) => lineOf(sheet, line)),
      scopeOf(lines[0]?.text ?? ''),
      isHouse,
    ).filter(isReachable)
    if (cards.length === 0) continue
    told.push(...lines.filter(({ text }) => isTold(text, cards)).map(({ index }) => index))
    found.push({ cards, confidence: isHeaded(lines) ? 0.95 : 0.8 })
  }
  const signed = readCards(
    writer.signature.map((text, at) => ({ text: text.trim(), first: at === 0 })),
    '',
    isHouse,
  )
  found.push({ cards: signed.filter(isReachable).map((card) => ({ ...card, lines: [] })), confidence: 0.6 })
  return { contacts: toContacts(found, writer.address, given).slice(0, MAX_CONTACTS), told }
}

/** The line, with the addresses to which words of it are linked. */
function lineOf({ blocks }: Sheet, { text, first, block }: SheetLine): ContactLine {
  const html = blocks[block]?.html ?? ''
  if (!html.includes('href="mailto:') || html.length > MAX_LINKED) return { text, first }
  let whole = text
  for (const [, address = '', inside = ''] of html.matchAll(/<a href="mailto:([^"?]{3,200})[^>]*>(.{1,300}?)<\/a>/g)) {
    const words = unescapeHtml(inside.replace(/<[^>]*>/g, '')).trim()
    if (!text.includes(address) && words !== '' && whole.includes(words))
      whole = whole.replace(words, () => `${words} ${address} `)
  }
  return { text: whole, first }
}

/** Tells the names of organisations: those of the boilerplate, and those that the copy and the addresses hold. */
function housesOf(sheet: Sheet, sections: readonly Section[], { languages }: Given): (name: string) => boolean {
  const named = sections.flatMap(({ kind, heading, lines }) => {
    if (kind !== 'about') return []
    const name = heading === null ? '' : heading.name || (nameInHeading(heading.words, languages)?.name ?? '')
    return [fold(name === '' ? (lines[0]?.text.slice(0, 60) ?? '') : name)]
  })
  let domains: string[] | null = null
  const texts = sheet.lines.slice(0, MAX_SEARCHED).map(({ text }) => text)
  return (name) => {
    const folded = fold(name)
    if (named.some((one) => one === folded || one.startsWith(`${folded} `) || one.includes(` ${folded}`))) return true
    const first = keyOf(folded).split(' ')[0] ?? ''
    domains ??= domainsIn(texts)
    if (first.length < 3 || !domains.some((domain) => isDomainOf(domain, name, first))) return false
    return texts.some((text) => text.includes(`${name} `) || text.includes(`${name},`))
  }
}

/** `@acme.example` of Acme Boats, not `@janedoepr.example` of Jane Doe. */
function isDomainOf(domain: string, name: string, first: string): boolean {
  if (!domain.startsWith(`@${first}`) && !domain.includes(`.${first}`)) return false
  return domain.split(/[@.]/).some((label) => label.startsWith(first) && isOfDomain(name, label))
}

const isReachable = (card: Card): boolean => card.emails.length > 0 || card.phones.length > 0
const scopeOf = (text: string): string => readContactHeading(text)?.scope ?? ''
const isHeaded = (lines: readonly SheetLine[]): boolean => lines.some(({ text }) => readContactHeading(text) !== null)

function domainsIn(texts: readonly string[]): string[] {
  const addressed = texts.filter((text) => text.length < 700 && text.includes('@'))
  return addressed.flatMap((text) => [...text.matchAll(/@[\w.-]{3,100}/g)].map(([domain]) => fold(domain)))
}

/** Contact lines above the copy, with the names right above them. */
function contactsAbove(sheet: Sheet, bodyStart: number, { languages }: Given): SheetLine[] {
  const above = sheet.lines.slice(0, Math.min(bodyStart, MAX_TOP_LINES)).map(withoutDress)
  const marked = above.map(({ text }) => isContactLine(text, languages))
  return above.filter((line, at) => {
    if (marked[at]) return findReachable(line.text).length > 0 || marked[at + 1] || marked[at - 1] || marked[at + 2]
    return isPersonName(line.text) && (marked[at + 1] || marked[at - 1])
  })
}

/** Less the label and the date that are set beside contacts: `FOR IMMEDIATE RELEASE      Contact: Jane Doe`. */
function withoutDress(line: SheetLine): SheetLine {
  const cells = cellsOf(line.text)
  if (cells.length === 1) return line
  const own = cells.filter((cell) => !/^[\p{Lu}\d/.-]{2,20}$/u.test(cell) && !readDress(readLine(cell, [])).whole)
  return { ...line, text: own.join('   ') }
}

function toContacts(found: readonly Found[], sender: string | null, given: Given): Contact[] {
  const cards = found.flatMap((one) => one.cards)
  const contacts: Contact[] = []
  const homes = homesOf(
    cards.flatMap(({ phones }) => phones),
    [...cards.flatMap(({ emails }) => emails), sender].flatMap((address) => address?.split('@')[1] ?? []),
    given.languages[0] ?? null,
    given.zone,
  )
  for (const { cards: some, confidence } of found)
    for (const card of some) {
      const contact = toContact(card, confidence, homes, sender, given)
      const known = contacts.find((other) => isSame(other, contact))
      if (known) complete(known, contact)
      else contacts.push(contact)
    }
  return contacts
}

function toContact(card: Card, confidence: number, homes: Homes, sender: string | null, given: Given): Contact {
  const phones = [...new Set(card.phones.map((words) => formatPhone(words, homes)))]
  const email = card.emails[0] ?? null
  const { name, role, organisation } = card
  const isWriter = email !== null && email.toLowerCase() === sender?.toLowerCase()
  return {
    name,
    role,
    organisation,
    email,
    phone: phones[0] ?? null,
    otherPhones: phones.slice(1),
    confidence: isWriter ? Math.min(1, confidence + 0.2) : confidence,
    evidence: placeOf(card, given),
  }
}

function placeOf({ lines, emails, phones, name }: Card, given: Given): Contact['evidence'] {
  const whole = lines.length === 0 ? null : locateLines(lines, given)
  if (whole !== null) return whole
  for (const words of [...emails, ...phones, name]) {
    const found = words === null ? null : given.locate(words)
    if (found !== null) return found
  }
  return null
}

/** The same person, or the same address or number without another name. */
function isSame(one: Contact, other: Contact): boolean {
  if (one.name !== null && other.name !== null) return one.name.toLowerCase() === other.name.toLowerCase()
  return (one.email !== null && one.email === other.email) || (one.phone !== null && one.phone === other.phone)
}

function complete(known: Contact, other: Contact): void {
  known.name ??= other.name
  known.role ??= other.role
  known.organisation ??= other.organisation
  known.email ??= other.email
  const phones = [known.phone, ...known.otherPhones, other.phone, ...other.otherPhones].filter(
    (phone) => phone !== null,
  )
  const [phone = null, ...rest] = new Set(phones)
  known.phone = phone
  known.otherPhones = rest
  known.confidence = Math.max(known.confidence, other.confidence)
}
