/** Which earlier article a correction, an update or a recall is about. */
import type { Correction } from '../pipeline/draft.ts'

/** An article as it is compared with others. */
export interface Kept {
  id: string
  storyId: string
  headline: string
  subject: string | null
  text: string
  /** Of the dateline, `YYYY-MM-DD`. */
  datedOn: string | null
  /** The sender's address, and its registered domain where that is one house's. */
  address: string | null
  house: string | null
  receivedAt: Date
  /** The Message-ID field. */
  messageId: string | null
  thread: readonly string[]
  correctionKind: Correction['kind'] | null
  corrects: string | null
}

/** How texts are compared; the pipeline knows. */
export interface Comparing {
  likenessOf(one: Kept, other: Kept): { kind: 'same' | 'other facts' | 'unlike'; shared: number; exact: number }
  /** Whether the text speaks of a release by its headline. */
  isNamed(headline: string, text: string): boolean
}

export interface Earlier {
  article: Kept
  kind: Correction['kind']
  /** How it was found. */
  by: 'thread' | 'text' | 'headline' | 'sender'
}

const HOUR = 3_600_000
export const WITHIN_DAYS = 30
/** So long mail may be under way. */
export const OUT_OF_ORDER_HOURS = 6
const MIN_SHARED = 0.3
/** Fewer characters hold no release: what is said of it is all there is. */
const SHORT = 400
/** A recall that names nothing is of what was just sent. */
const JUST_SENT_HOURS = 24
const NAMED_WITHIN = 1_500

/**
 * The article of `among` that this one is a later version of, if any. It is of the same sender: a stranger's claim replaces nothing. Without a word of correction only an answer is one. One that was
 * received later is so only where none before is: mail overtakes mail.
 */
export function findEarlierVersion(later: Kept, among: readonly Kept[], comparing: Comparing): Earlier | undefined {
  const others = among.filter((one) => one.id !== later.id && one.corrects !== later.id)
  const before = others.filter((one) => isBetween(ageOf(one, later), 0, WITHIN_DAYS * 24))
  const overtaken = others.filter(
    (one) => isOvertaken(one, later) && isBetween(ageOf(one, later), -OUT_OF_ORDER_HOURS, 0),
  )
  return findAmong(later, before, comparing) ?? findAmong(later, overtaken, comparing)
}

function findAmong(later: Kept, known: readonly Kept[], comparing: Comparing): Earlier | undefined {
  const related = known.filter((one) => isRelated(one, later))
  // The ids of a thread are known to everybody who got the release.
  const inThread = related.filter((one) => isInThread(one, later))
  const compare = (article: Kept) => ({ article, ...comparing.likenessOf(later, article) })
  if (later.correctionKind === null) {
    const answered = best(inThread.map(compare).filter(({ kind }) => kind !== 'unlike'))
    return answered && { article: answered, kind: 'update', by: 'thread' }
  }
  const kind = later.correctionKind
  const like = best(related.map(compare).filter(({ shared }) => shared >= MIN_SHARED))
  if (like) return { article: like, kind, by: inThread.includes(like) ? 'thread' : 'text' }
  const answered = newest(inThread.filter((one) => isShort(later) || isShort(one) || isNamed(one, later, comparing)))
  if (answered) return { article: answered, kind, by: 'thread' }
  const named = newest(related.filter((one) => isNamed(one, later, comparing)))
  if (named) return { article: named, kind, by: 'headline' }
  const justSent =
    kind === 'recall' && isShort(later) ? onlyOne(related.filter((one) => isJustSent(one, later))) : undefined
  return justSent && { article: justSent, kind, by: 'sender' }
}

type Compared = { article: Kept; exact: number }

/** Hours. */
function ageOf(one: Kept, later: Kept): number {
  return (later.receivedAt.getTime() - one.receivedAt.getTime()) / HOUR
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}

/** The later one says of itself that it is, and the other does not. */
function isOvertaken(one: Kept, later: Kept): boolean {
  if (one.messageId !== null && later.thread.includes(one.messageId)) return true
  return later.correctionKind !== null && one.correctionKind === null
}

function isInThread(one: Kept, later: Kept): boolean {
  if (one.messageId !== null && later.thread.includes(one.messageId)) return true
  return one.thread.some((id) => id.startsWith('conversation:') && later.thread.includes(id))
}

/** Of the same address or house. What a text says of its organisation, and whose thread it answers, anybody can write. */
function isRelated(one: Kept, later: Kept): boolean {
  return equal(one.address, later.address) || (one.house !== null && one.house === later.house)
}

function isShort({ text }: Kept): boolean {
  return text.length < SHORT
}

function isNamed(one: Kept, later: Kept, comparing: Comparing): boolean {
  const said = `${later.subject ?? ''}\n${later.headline}\n${later.text.slice(0, NAMED_WITHIN)}`
  return comparing.isNamed(one.headline, said) || (one.subject !== null && comparing.isNamed(one.subject, said))
}

function isJustSent(one: Kept, later: Kept): boolean {
  const recent = isBetween(ageOf(one, later), 0, JUST_SENT_HOURS)
  return recent && equal(one.address, later.address) && one.correctionKind === null
}

function equal(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase()
}

/** That of which most is the same, figures and all; of several the newest. */
function best(compared: readonly Compared[]): Kept | undefined {
  const order = (one: Compared, other: Compared) =>
    other.exact - one.exact || other.article.receivedAt.getTime() - one.article.receivedAt.getTime()
  return compared.toSorted(order)[0]?.article
}

function newest(articles: readonly Kept[]): Kept | undefined {
  return articles.toSorted((one, other) => other.receivedAt.getTime() - one.receivedAt.getTime())[0]
}

function onlyOne(articles: readonly Kept[]): Kept | undefined {
  return articles.length === 1 ? articles[0] : undefined
}
