/**
 * A fingerprint of what a release says, equal for copies of it that differ only in transport: address, Message-ID, Received chain, Date,
 * transfer encoding, charset, boundaries, the footer and the tag of a mailing list.
 *
 * Whoever can make it equal for two releases can hide the second behind the first. So it holds everything that a reader would see, what
 * was cut from the draft included, and whatever could not be read whole is not compared at all.
 */
import { hash } from 'node:crypto'

/** What tells one release from another. */
export interface Substance {
  /** Without what was put before it on the way. */
  subject: string
  /** The addresses of those who wrote it. */
  senders: readonly string[]
  /** All words that a reader sees, thread, signature and cover note included, without the footer of a list. */
  words: string
  /** Addresses at which it came: newsletters name them in their text. */
  recipients: readonly string[]
  /** Absolute URLs of the links. */
  links: readonly string[]
  /** Pictures that are shown from elsewhere or stand in the HTML itself, as their URLs. */
  pictures: readonly string[]
  /** SHA-256 of each file, those shown in the text included. */
  files: readonly string[]
}

/** Goes up with every change of what is compared, so that nothing is equal that was not compared alike. */
const FORM = 'copytaster 1'

const INVISIBLE = /\u00ad|\u034f|\u180e|[\u200b-\u200f]|[\u2060-\u2064]|\ufeff/g
/** Old Japanese and typographic charsets have these in one form only. Other compatible signs differ for a reader: 5¹ is not 51. */
const PRESENTATION = /[\ufb00-\ufb06\uff01-\uffee]+/g
const BULLET = /^[ \t]{0,20}[-*•·‣▪●–][ \t]+/gm
/** Rules, signature marks and end marks: some are cut by what stands around them. */
const RULE = /[-_=*~#+–—]{2}/
const WHOLE_RULE = /^[-_=*~#+–—]{2,}$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with control characters
const ASCII = /^[\x00-\x7f]*$/
/** All but the single spaces, of which a text has most. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/g

/** Lowercase hex, or null for a release that has neither text nor file nor picture: nothing tells it from another. */
export function fingerprintOf({
  subject,
  senders,
  words,
  recipients,
  links,
  pictures,
  files,
}: Substance): string | null {
  const read = withoutRecipients(flatten(words.replace(BULLET, '- ')), recipients, senders)
  if (read === '' && files.length === 0 && pictures.length === 0) return null
  const fields = [
    [flatten(subject)],
    distinct(senders.map((sender) => sender.toLowerCase())),
    [read],
    // Newsletters write links and pictures anew for each reader, but not whose they are.
    distinct(links.map(hostOf)),
    distinct(pictures.map(withoutQuery)),
    files.toSorted(),
  ]
  const parts = [FORM, ...fields.flatMap((field) => [String(field.length), ...field])]
  return hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''))
}

/** The same words for every charset and line width. */
function flatten(text: string): string {
  // Most of most releases is ASCII, of which nothing has two forms.
  const composed = ASCII.test(text)
    ? text
    : text
        .normalize('NFC')
        .replace(PRESENTATION, (form) => form.normalize('NFKC'))
        .replace(INVISIBLE, '')
  const flat = composed.replace(UNEVEN_SPACE, ' ').trim()
  if (!RULE.test(flat)) return flat
  return flat
    .split(' ')
    .filter((word) => !WHOLE_RULE.test(word))
    .join(' ')
}

/** `This newsletter was sent to desk@paper.example`. An address at the sender's own domain is that of a contact. */
function withoutRecipients(words: string, recipients: readonly string[], senders: readonly string[]): string {
  const own = new Set(senders.map(domainOf))
  const named = recipients.filter((address) => !own.has(domainOf(address)))
  if (named.length === 0 || !words.includes('@')) return words
  const pattern = named.map((address) => RegExp.escape(address)).join('|')
  return words.replace(new RegExp(`(?<![\\w.+-])(?:${pattern})(?![\\w-])`, 'giu'), '@')
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

function hostOf(link: string): string {
  if (/^mailto:/i.test(link)) return domainOf(link.split('?')[0] ?? '')
  return URL.canParse(link) ? new URL(link).host : link
}

function withoutQuery(picture: string): string {
  return /^data:/i.test(picture) ? picture : (picture.split(/[?#]/, 1)[0] ?? '')
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
