/** The words by which contacts are marked, in every language: `cues/<language>/contacts.json`. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { type Beginnings, beginningsOf, fold, isWordCode, keyOf, type Phrases, preparePhrases } from './phrases.ts'

const words = z.array(z.string().min(1)).min(1)
const schema = z.strictObject({
  /** Lines above contacts. */
  headings: words,
  /** How sentences begin that name someone to ask. */
  invitations: words,
  /** What stands before the one to ask in such a sentence. */
  asks: words,
  /** Posts of people who answer journalists. */
  roles: words,
  /** What stands before a name and is none of it: `Lt.` */
  ranks: words,
  /** Offices that do. */
  offices: words,
  phone: words,
  mobile: words,
  fax: words,
  email: words,
  web: words,
  /** Numbers and addresses for anyone but journalists. */
  public: words,
  /** What a contact is for: `press`, `UK`. */
  others: words,
  /** Words that make a name one of an organisation: `Ltd`, `Foundation`. */
  organisations: words,
})

export type LabelKind = 'phone' | 'mobile' | 'fax' | 'email' | 'web'
type Topic = keyof z.infer<typeof schema>

const cues = [...loadCues('contacts', schema).values()]
const gather = (topic: Topic): string[] => cues.flatMap((one) => one[topic])

export const headings: Phrases = preparePhrases(gather('headings'))
export const invitations: Phrases = preparePhrases(gather('invitations'))
/** How the headings and the sentences begin that lead to contacts. */
export const leads: Beginnings = beginningsOf([...headings.whole, ...invitations.whole, ...gather('asks')])
export const headingLeads: Beginnings = beginningsOf(headings.whole)
export const asks: Phrases = preparePhrases(gather('asks'))
export const roles: Phrases = preparePhrases(gather('roles'))
export const offices: Phrases = preparePhrases(gather('offices'))
export const ranks: Phrases = preparePhrases(gather('ranks'))
/** Roles and offices. */
export const posts: Phrases = preparePhrases([...roles.whole, ...offices.whole, ...roles.unspaced, ...offices.unspaced])
export const publicWords: Phrases = preparePhrases(gather('public'))
export const scopes: Phrases = preparePhrases(gather('others'))
export const organisations: Phrases = preparePhrases(gather('organisations'))

/** Of each language the words of which headings are made, and those of them that are one by themselves. */
const headingWords = cues.map((one) => {
  const phrases = one.headings.map((phrase) => keyOf(fold(phrase)))
  return {
    all: new Set(phrases.flatMap((phrase) => phrase.split(' '))),
    alone: new Set(phrases.filter((phrase) => !phrase.includes(' '))),
  }
})

/** Whether folded words are made of nothing but words of headings in one language, two of them at least: `press and media enquiries`. */
export function isMadeOfHeadings(key: string): boolean {
  const words = key.split(' ')
  return (
    words.length > 1 &&
    words.length <= MAX_HEADING_WORDS &&
    headingWords.some(({ all, alone }) => words.some((word) => alone.has(word)) && words.every((word) => all.has(word)))
  )
}

const MAX_HEADING_WORDS = 8

/** Words of posts, offices and headings: no name of a person holds one. */
export const duties: ReadonlySet<string> = new Set(
  [...roles.whole, ...offices.whole, ...headings.whole]
    .flatMap((phrase) => phrase.split(' '))
    // Per is what many Scandinavians are called.
    .filter((word) => word.length > 2 && word !== 'per'),
)

/** Where languages disagree over a label the first kind named here wins. */
const KINDS: readonly LabelKind[] = ['fax', 'mobile', 'email', 'web', 'phone']
const labels = new Map<string, LabelKind>()
for (const kind of KINDS)
  for (const label of gather(kind)) {
    const key = keyOf(fold(label))
    if (!labels.has(key)) labels.set(key, kind)
  }

/** The words of labels: `phone`, `e`, `mail`. */
export const labelWords: ReadonlySet<string> = new Set([...labels.keys()].flatMap((label) => label.split(' ')))

/** What a number or an address is, from the folded words right before it; null: they do not say. */
export function labelBefore(before: string): { kind: LabelKind; start: number } | null {
  let from = before.length
  let key = ''
  let found: { kind: LabelKind; start: number } | null = null
  for (let words = 0; words < 3; words++) {
    const word = wordBefore(before, from, words === 0 ? 8 : 3)
    if (word === null) break
    key = key === '' ? word.text : `${word.text} ${key}`
    from = word.start
    const kind = labels.get(key)
    if (kind) found = { kind, start: from }
  }
  return found
}

/** The word that ends so many signs before a place, or none. */
function wordBefore(text: string, from: number, gap: number): { text: string; start: number } | null {
  let end = from
  while (end > 0 && from - end <= gap && !isWordCode(text.charCodeAt(end - 1))) end--
  let start = end
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--
  return start < end && from - end <= gap ? { text: text.slice(start, end), start } : null
}
