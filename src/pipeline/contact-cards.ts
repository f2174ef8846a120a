/** Reads contact lines as cards: one a person or office, with what stands beside the name. */
import { type ContactLine, columnsOf } from './contact-columns.ts'
import { type Fact, factsOf } from './contact-facts.ts'
import { isOffice } from './names.ts'

export interface Card {
  name: string | null
  role: string | null
  /** The line of the role: what else of it stands there belongs to it. */
  roleLine: string
  organisation: string | null
  emails: string[]
  /** As written, mobiles among them, without faxes. */
  phones: string[]
  /** The lines it was read from. */
  lines: string[]
}

/** The cards of consecutive lines. `organisation`: whose contacts the heading says they are; `isHouse`: what is known to be an organisation's name. */
export function readCards(
  lines: readonly ContactLine[],
  organisation: string,
  isHouse: (name: string) => boolean,
): Card[] {
  const facts = columnsOf(lines)
    .flatMap(factsOf)
    .map((fact): Fact => (fact.kind === 'name' && isHouse(fact.words) ? { ...fact, kind: 'organisation' } : fact))
  return shareNumbers(buildCards(facts)).map((card) => ({
    ...card,
    organisation: card.organisation ?? (organisation === '' ? null : organisation),
  }))
}

function buildCards(facts: readonly Fact[]): Card[] {
  const cards: Card[] = []
  let card = emptyCard()
  let parted = false
  const close = () => {
    if (!isEmpty(card)) cards.push(card)
    card = emptyCard()
  }
  for (const [at, fact] of facts.entries()) {
    if (fact.kind === 'break') {
      parted = true
      continue
    }
    if (
      (begins(card, fact, parted) || isOtherOffice(card, facts, at) || isOtherHouse(card, facts, at)) &&
      !(!parted && isNumberOfHouse(card, facts, at))
    )
      close()
    parted = false
    if (fact.kind === 'email' && isBelowAll(card, fact))
      for (const owner of lackingBefore(cards, { ...emptyCard(), emails: [fact.words] })) owner.emails.push(fact.words)
    add(card, fact)
  }
  close()
  return cards
}

/** The number stands beside the organisation, and the name that has none below them. */
function isNumberOfHouse(card: Card, facts: readonly Fact[], at: number): boolean {
  if (facts[at]?.kind !== 'name' || card.name !== null || card.organisation === null || card.emails.length > 0)
    return false
  if (card.lines.length !== 1) return false
  const end = facts.findIndex(({ kind }, index) => index > at && (kind === 'break' || kind === 'organisation'))
  const below = facts.slice(at + 1, end === -1 ? facts.length : end)
  return below.every(({ kind }) => kind !== 'phone' && kind !== 'name')
}

/** An address in a line of its own, below people who have a line each. */
const isBelowAll = (card: Card, { line }: Fact): boolean =>
  card.name !== null &&
  card.emails.length === 0 &&
  card.phones.length > 0 &&
  card.lines.length === 1 &&
  !card.lines.includes(line)

const emptyCard = (): Card => ({
  name: null,
  role: null,
  roleLine: '',
  organisation: null,
  emails: [],
  phones: [],
  lines: [],
})
const isReachable = (card: Card): boolean => card.emails.length > 0 || card.phones.length > 0
const isEmpty = (card: Card): boolean =>
  !isReachable(card) && card.name === null && card.role === null && card.organisation === null

/** Whether the fact is of another person than the card's. */
function begins(card: Card, fact: Fact, parted: boolean): boolean {
  switch (fact.kind) {
    case 'name':
      return card.name !== null || isReachable(card)
    case 'role':
      return isReachable(card) && (parted || card.role !== null) && card.name !== null
    case 'organisation':
      return isReachable(card) && (parted || card.organisation !== null)
    case 'email':
      return card.emails.length > 0 && !card.emails.includes(fact.words) && (parted || card.phones.length > 0)
    default:
      return false
  }
}

/** `Press office, press@acme.example` or `Media: Jane Doe` below a person who has a number: a line of its own. */
function isOtherOffice(card: Card, facts: readonly Fact[], at: number): boolean {
  const [fact, next] = facts.slice(at, at + 2)
  if (fact?.kind !== 'role' || !isReachable(card) || card.lines.includes(fact.line)) return false
  if (card.name === null) return card.role !== null && next?.kind !== 'role'
  if (next?.line !== fact.line) return false
  return next.kind === 'name' || ((next.kind === 'email' || next.kind === 'phone') && isOffice(fact.words))
}

/** `Acme PR  020 7946 0200` below names that have no number of their own. */
function isOtherHouse(card: Card, facts: readonly Fact[], at: number): boolean {
  const fact = facts[at]
  if (fact?.kind !== 'organisation' || card.name === null || isReachable(card)) return false
  if (card.lines.includes(fact.line)) return false
  return facts.slice(at + 1, at + 4).some(({ kind, line }) => kind === 'phone' && line === fact.line)
}

function add(card: Card, { kind, words, line }: Fact): void {
  if (!card.lines.includes(line)) card.lines.push(line)
  if (kind === 'role' && card.role === null) card.roleLine = line
  if (kind === 'email' && !card.emails.includes(words)) card.emails.push(words)
  else if (kind === 'phone' && !card.phones.includes(words)) card.phones.push(words)
  else if (kind === 'name') card.name ??= words
  else if (kind === 'role')
    card.role =
      card.role !== null && card.roleLine === line && !card.role.includes(words)
        ? `${card.role}, ${words}`
        : (card.role ?? words)
  else if (kind === 'organisation') card.organisation ??= words
}

/** An address below two names is both's; a name without a number beside another one's shares that. */
function shareNumbers(cards: readonly Card[]): Card[] {
  const kept: Card[] = []
  let house: Card | null = null
  for (const [at, card] of cards.entries()) {
    const owners =
      card.name === null && card.role === null && card.organisation === null ? lackingBefore(kept, card) : []
    for (const owner of owners) {
      if (owner.emails.length === 0) owner.emails.push(...card.emails)
      if (owner.phones.length === 0) owner.phones.push(...card.phones)
    }
    if (owners.length > 0) continue
    // The house has a number in a line of its own, above names that have none.
    if (isReachable(card)) house = card.organisation !== null && card.emails.length === 0 ? card : null
    if (card.name !== null && !isReachable(card) && card.organisation === null && house) {
      kept.push({ ...card, organisation: house.organisation, phones: [...house.phones] })
      continue
    }
    const next = cards[at + 1]
    if (
      card.name !== null &&
      !isReachable(card) &&
      next?.name &&
      isReachable(next) &&
      next.lines.some((line) => card.lines.includes(line))
    )
      kept.push({ ...card, emails: [...next.emails], phones: [...next.phones] })
    else kept.push(card)
  }
  return kept
}

function lackingBefore(kept: readonly Card[], card: Card): Card[] {
  const owners: Card[] = []
  for (const owner of [...kept].reverse()) {
    const lacks =
      (card.emails.length > 0 && owner.emails.length === 0) || (card.phones.length > 0 && owner.phones.length === 0)
    if (owner.name === null || !lacks) break
    owners.push(owner)
  }
  return owners
}
