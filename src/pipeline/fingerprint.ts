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
  /** Names and addresses of those whom From names, and of nobody else: what other fields say of them is anybody's word. */
  senders: readonly string[]
  /** All words that a reader sees, thread, signature and cover note included, without the footer of a list. */
  words: string
  /** The text of the draft: two drafts are equal only where they would be published alike. */
  body: string
  /** Absolute URLs of the links. */
  links: readonly string[]
  /** Pictures that are shown from elsewhere or stand in the HTML itself, as their URLs. */
  pictures: readonly string[]
  /** What stands for pictures where they are not shown. */
  captions: readonly string[]
  /** Name and SHA-256 of each file, those shown in the text included. */
  files: readonly string[]
}

/** Goes up with every change of what is compared, so that nothing is equal that was not compared alike. */
const FORM = 'copytaster 3'

const INVISIBLE = /\u00ad|\u034f|\u180e|[\u200b-\u200f]|[\u2060-\u2064]|\ufeff/g
/** Old Japanese and typographic charsets have these in one form only. Other compatible signs differ for a reader: 5¹ is not 51. */
const PRESENTATION = /[\ufb00-\ufb06\uff01-\uffee]+/g
/** Before a figure it may be a minus. */
const BULLET = /^[ \t]{0,20}[-*•·‣▪●–][ \t]+(?![ \t\d])/gm
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
  body,
  links,
  pictures,
  captions,
  files,
}: Substance): string | null {
  const read = flatten(words.replace(BULLET, '- '))
  if (read === '' && files.length === 0 && pictures.length === 0) return null
  const fields = [
    [flatten(subject)],
    distinct(senders.map((sender) => sender.toLowerCase())),
    [read],
    [flatten(body.replace(BULLET, '- '))],
    // Newsletters write links anew for each reader, but not whose they are.
    distinct(links.map(hostOf)),
    distinct(pictures),
    captions.map(flatten),
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

function hostOf(link: string): string {
  if (/^mailto:/i.test(link)) return link
  return URL.canParse(link) ? new URL(link).host : link
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
