/** The words by which mail programs, newsletters and letter writers mark things: topic `mail` of the cues. */
import { z } from 'zod'
import { loadCues } from './cues.ts'

const phrases = z.array(z.string().min(1))
const fields = z.strictObject({
  from: phrases,
  sent: phrases,
  date: phrases,
  to: phrases,
  copy: phrases,
  subject: phrases,
  other: phrases,
})

/** In phrases `*` stands for a few words. Phrases are compared without regard to case. */
const schema = z.strictObject({
  /** Names of header fields above a forwarded or quoted message. */
  fields,
  /** Between dashes above a forwarded message. */
  forwarded: phrases,
  /** Between dashes above a quoted message. */
  original: phrases,
  /** Apple Mail, above a forwarded message, without dashes. */
  beginForward: phrases,
  /** Verbs of the line that says who wrote what is quoted. */
  attributions: phrases,
  /** How a newsletter offers itself on the web. */
  browser: phrases,
  /** Why one gets a newsletter and how that ends. */
  unsubscribe: phrases,
  /** All words, with spaces between, of lines that say only how a newsletter is read and stopped. */
  dressWords: z.string(),
  /** Beside the names of networks in a row of links. */
  social: phrases,
  /** Above the address that the law asks of a newsletter. */
  postal: phrases,
  /** What stands after © and a year. */
  rights: phrases,
  greetings: phrases,
  valedictions: phrases,
  devices: phrases,
  disclaimers: phrases,
})

export type MailCues = z.infer<typeof schema>
export type FieldKind = keyof MailCues['fields']

export const MAIL_CUES = loadCues('mail', schema)

/** The phrases of all languages under one heading, each once, as `plainWords` gives them. */
export function mailPhrases(heading: Exclude<keyof MailCues, 'fields' | 'dressWords'>): string[] {
  return [...new Set([...MAIL_CUES.values()].flatMap((cues) => cues[heading].map(plainWords)))]
}

const UNEVEN = /\s{2}|[^\S ]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with control characters
const PLAIN = /^[\x00-\x7f]*$/

/** One line is asked many questions, one after another. */
const MAX_KNOWN = 500
const known = new Map<string, string>()

/** Words in the one form in which they are compared: lowercase, plain apostrophes and spaces, without directions and vowel marks. */
export function plainWords(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const plain = makePlain(text)
  if (known.size >= MAX_KNOWN) known.clear()
  if (text.length < 1000) known.set(text, plain)
  return plain
}

function makePlain(text: string): string {
  if (PLAIN.test(text)) return (UNEVEN.test(text) ? text.replace(/\s+/g, ' ') : text).toLowerCase().trim()
  return text
    .replace(/[\u2018\u2019\u02bc´`]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufeff\u0640\u064b-\u0652]/g, '')
    .toLowerCase()
    .replace(/\u0307/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A pattern's source for any of the phrases; `*` matches up to 160 characters of a line. */
export function anyOf(phrases: readonly string[]): string {
  return phrases
    .toSorted((one, other) => other.length - one.length)
    .map((phrase) => phrase.replace(/[.+?^${}()|[\]\\/]/g, '\\$&').replace(/\s?\*\s?/g, '.{1,160}?'))
    .join('|')
}
