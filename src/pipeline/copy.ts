/** The copy: one body from the forms in which the message gives it, less the mail around it. */
import type { Block } from './block.ts'
import type { Address, OnStage, Removal } from './draft.ts'
import type { CopySource } from './evidence.ts'
import { readVisibleText, type VisibleText } from './html-scan.ts'
import { countWords } from './lines.ts'
import { findLinks, findLinksWorthKeeping } from './links.ts'
import { cutListFooter } from './list-footer.ts'
import { paragraphOf, readPlainText } from './plain-text.ts'
import { isFull } from './removals.ts'
import { sanitise } from './sanitise.ts'
import type { Section } from './structure.ts'
import { settleThread } from './thread.ts'

/** A long annual report as text is under 300 KiB; Postgres indexes at most 1 MiB of text a document. */
const MAX_COPY_BYTES = 1024 * 1024
/** A text part with fewer words than this beside a fuller HTML part is a stub such as "view in HTML". */
const STUB_WORDS = 40
/** With fewer words of its own a message beside a thread or a signature is a note. */
const MIN_OWN_WORDS = 30
/** The detail of a removal holds no longer one whole. */
const MAX_SHORT_LINK = 200

export interface Copy {
  blocks: Block[]
  body: { text: string; html: string }
  links: string[]
  removed: Removal[]
  /** Evidence points into it. */
  source: CopySource
  /** Lines that were cut as the writer's signature: names and numbers to ask. */
  signature: string[]
  forward: { from: Address | null } | null
  /** Of the message that it was found in, where that came as a file. */
  subject?: string
  /** All that a reader sees, also of what was cut from the copy, without what was added by a list. */
  seen: { words: string; links: string[]; pictures: string[]; captions: string[] }
  /** What the message holds and does not show as text: hidden, or in a field of a form; a line each. */
  concealed: string
  /** The HTML of the sections as it came, also where their text was chosen. */
  pages: string[]
  /** The words of a list's footer that was cut; null: there was none. */
  footer: string | null
  /** Something was over a limit or is not read, so that `seen` is not all; or the copy is a small part of it. */
  cut: boolean
}

/** Reads the copy from a message's sections; `subject` says whether the message calls itself a reply or a forward. */
export function readCopy(
  sections: readonly Section[],
  subject: { isReply: boolean; isForward: boolean },
  onStage: OnStage = () => {},
): Copy {
  onStage('sanitise')
  const chosen = sections.map(chooseForm)
  onStage('copy')
  const { blocks: whole, footer } = cutListFooter(chosen.flatMap((form) => form.blocks))
  const settled = settleThread(whole, subject)
  const removed = [...chosen.flatMap((form) => form.removed), ...noteFooter(footer), ...settled.dropped]
  const blocks = cutToLimit(settled.blocks, removed)
  const html = blocks.map((block) => block.html).join('\n')
  const text = blocks
    .filter((block) => block.text !== '')
    .map((block) => block.text)
    .join('\n\n')
  const beside = cutListFooter(chosen.flatMap((form) => form.beside)).blocks
  const seen = {
    ...readSeen([...whole, ...beside]),
    pictures: chosen.flatMap(picturesOf),
    captions: chosen.flatMap(captionsOf),
  }
  return {
    blocks,
    body: { text, html },
    links: findLinksWorthKeeping(html),
    removed,
    source: sourceOf(chosen),
    signature: settled.signature,
    forward: settled.forward,
    seen,
    concealed: chosen.flatMap(({ hidden, html }) => [...hidden, ...fieldsOf(html)]).join('\n'),
    pages: chosen.flatMap((form) => form.html ?? []),
    footer,
    cut: removed.some(isUnread) || chosen.some((form) => isFull(form.removed)) || isSmallPart(text, whole, removed),
  }
}

function noteFooter(footer: string | null): Removal[] {
  return footer === null ? [] : [{ what: 'list footer', detail: footer.slice(0, 200) }]
}

function readSeen(blocks: readonly Block[]): { words: string; links: string[] } {
  return {
    words: blocks.map((block) => block.text).join('\n'),
    links: findLinks(blocks.map((block) => block.html).join('\n')),
  }
}

/** What a reader may see of it is not known, or not all. */
function isUnread({ what, detail }: Removal): boolean {
  if (what === 'unsafe link') return detail.length > MAX_SHORT_LINK
  return what === 'text over the limit' || what === 'form' || what === 'frame' || what === 'object'
}

/** A release dressed as the thread or the signature below a few words would be hidden with them. */
function isSmallPart(text: string, whole: readonly Block[], removed: readonly Removal[]): boolean {
  if (!removed.some(({ what }) => what === 'quoted thread' || what === 'signature' || what === 'cover note'))
    return false
  const own = countWords([{ text }])
  return own < MIN_OWN_WORDS || own * 2 < countWords(whole)
}

/** Pictures that are neither files of the message nor too small to see. */
function picturesOf(form: Form): string[] {
  const remote = form.removed.filter(({ what }) => what === 'remote image').map(({ detail }) => detail)
  if (!form.html?.includes('data:')) return remote
  return [...remote, ...[...form.html.matchAll(/["'(=\s](data:image\/[^"')\s>]+)/gi)].map((found) => found[1] ?? '')]
}

/** `alt` of the pictures, as it came. */
function captionsOf({ html }: Form): string[] {
  if (html === null) return []
  return [...html.matchAll(/\balt\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)].flatMap(
    ([, double, single, bare]) => double || single || bare || [],
  )
}

/** What stands in the fields of a form, as it came. */
function fieldsOf(html: string | null): string[] {
  if (html === null || !/<(?:textarea|option|input)/i.test(html)) return []
  return [...html.matchAll(FIELDS)].flatMap(([, words, double, single]) => words || double || single || [])
}

const FIELDS =
  /<(?:textarea|option)\b[^>]{0,300}>([^<]{1,2000})|<input\b[^>]{0,300}?\s(?:value|placeholder)\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})')/gi

interface Form {
  part: 'text' | 'html'
  source: string
  visible: VisibleText | null
  blocks: Block[]
  removed: Removal[]
  /** Text that no reader sees. */
  hidden: string[]
  /** Of the HTML where the text was chosen: mail programs show it. */
  beside: Block[]
  /** As it came, also where the text was chosen. */
  html: string | null
}

/** HTML has the structure, so it wins unless the text part says clearly more. */
function chooseForm(section: Section): Form {
  const html = section.html === null ? null : sanitise(section.html)
  const plain = section.text
  if (html === null) return textForm(section)
  if (plain !== null && plain.value.trim() !== '') {
    const htmlWords = countWords(html.blocks)
    const textWords = countWords([{ text: plain.value }])
    const fuller = textWords > STUB_WORDS && htmlWords < textWords / 2
    const asGood = !html.structured && textWords >= htmlWords * 0.8
    if (htmlWords === 0 || fuller || asGood)
      return { ...textForm(section), removed: html.removed, hidden: html.hidden, beside: html.blocks }
  }
  const { blocks, removed, hidden, visible } = html
  return { part: 'html', source: section.html ?? '', visible, blocks, removed, hidden, beside: [], html: section.html }
}

function textForm(section: Section): Form {
  const blocks = section.text === null ? [] : readPlainText(section.text)
  return {
    part: 'text',
    source: section.text?.value ?? '',
    visible: null,
    blocks,
    removed: [],
    hidden: [],
    beside: [],
    html: section.html,
  }
}

/** Evidence points into one form: that of the longest section, with the other sections of that form around it. */
function sourceOf(chosen: readonly Form[]): Copy['source'] {
  const main = chosen.reduce<Form | null>(
    (longest, form) => (longest === null || form.source.length > longest.source.length ? form : longest),
    null,
  )
  const part = main?.part ?? 'text'
  const forms = chosen.filter((form) => form.part === part)
  const text = forms.map((form) => form.source).join('\n')
  if (part === 'text') return { part, text, visible: null }
  // One form, as nearly always, was read already when it was cleaned.
  return { part, text, visible: forms.length === 1 ? (forms[0]?.visible ?? null) : readVisibleText(text) }
}

function cutToLimit(blocks: readonly Block[], removed: Removal[]): Block[] {
  const kept: Block[] = []
  let bytes = 0
  for (const block of blocks) {
    const size = Buffer.byteLength(block.text) + 2
    if (bytes + size > MAX_COPY_BYTES) {
      // Four bytes is the most a character takes, so this many characters fit.
      const room = (MAX_COPY_BYTES - bytes) >> 2
      if (room > 0) kept.push(paragraphOf(block.text.slice(0, room).split('\n'), block))
      removed.push({
        what: 'text over the limit',
        detail: `The copy is longer than ${MAX_COPY_BYTES / 1024} KiB; the rest is in the original message.`,
      })
      break
    }
    bytes += size
    kept.push(block)
  }
  return kept
}
