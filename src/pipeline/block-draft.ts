/** A block under construction: its HTML and its text grow together. */
import { type Block, unescapeHtml } from './block.ts'

export interface BlockDraft {
  kind: Block['kind']
  open: string
  close: string
  html: string[]
  text: string[]
  /** Line breaks since the last word. */
  breaks: number
  /** Whether white space came since the last word. */
  space: boolean
  /** How many of the inline elements that are open around it have been opened in `html`. */
  inline: number
  /** Index of the element that began a list or table: its end ends the block. */
  root: number
  /** Of its smallest text, in pixels; 0 where that is not stated. */
  size: number
  /** All of its text is set so by style. */
  bold: boolean
  centred: boolean
  quoted: boolean
  signature: boolean
  /** Shared by all blocks of a message. */
  budget: Budget
}

/** Characters that start tags opened again may still take: an element that stays open is written anew in every block. */
export interface Budget {
  left: number
}

/** The HTML would multiply: 26 KiB of it have made 40 MiB. */
export class OvergrownHtmlError extends Error {
  override name = 'OvergrownHtmlError'
}

/** An inline element that is open, and its start tag. */
export interface Inline {
  name: string
  tag: string
}

/** Characters without width, of which newsletters put long runs behind their preview line. */
const INVISIBLE = '\\u00ad\\u200b-\\u200f\\ufeff\\u034f'
const INVISIBLE_RUN = new RegExp(`[ \\u00a0${INVISIBLE}]{3,}`, 'g')
const SEEN = new RegExp(`[^\\s${INVISIBLE}]`)
const NOT_FLAT = new RegExp(`[\\t\\n\\r\\f\\u00a0${INVISIBLE}]| {2}`)

/** True for a list or table, whose inner tags are part of it. */
export function isComposite(draft: BlockDraft): boolean {
  return draft.kind === 'list' || draft.kind === 'table'
}

/** White space collapsed as HTML does, runs of invisible characters dropped. */
export function flatten(escaped: string): string {
  if (!NOT_FLAT.test(escaped)) return escaped
  return escaped
    .replace(/[ \t\n\r\f]+/g, ' ')
    .replace(INVISIBLE_RUN, ' ')
    .replace(/ ?\u00a0(?: ?\u00a0)+ ?/g, ' ')
}

/** True where there is no word in the text. */
export function isBlank(flat: string): boolean {
  return !SEEN.test(flat)
}

/** Adds escaped text that is not blank. */
export function putText(draft: BlockDraft, inline: readonly Inline[], escaped: string): void {
  if (draft.kind === 'pre') {
    openInline(draft, inline)
    draft.html.push(escaped)
    draft.text.push(unescapeHtml(escaped))
    return
  }
  const flat = flatten(escaped)
  const words = flat.trim()
  if (draft.breaks > 0 && draft.text.length > 0) {
    draft.html.push('<br>')
    draft.text.push('\n')
  }
  const spaced = draft.breaks === 0 && (draft.space || flat.startsWith(' '))
  const lead = spaced && draft.text.length > 0 && !/\s$/.test(draft.text.at(-1) ?? '') ? ' ' : ''
  draft.html.push(lead)
  openInline(draft, inline)
  draft.html.push(words)
  draft.text.push(lead + unescapeHtml(words))
  draft.breaks = 0
  draft.space = flat.endsWith(' ')
}

/** Adds a line break that counts once a word follows. */
export function putBreak(draft: BlockDraft): void {
  if (draft.kind === 'pre') {
    draft.html.push('\n')
    draft.text.push('\n')
  } else draft.breaks++
}

/** Adds the start tag of an element inside a list or table where it belongs to one, else a line break. */
export function openInside(
  draft: BlockDraft,
  inline: readonly Inline[],
  name: string,
  attributes: string,
  depth: number,
): void {
  if (!belongsTo(draft, name)) {
    breakInside(draft)
    return
  }
  closeInline(draft, inline, 0)
  draft.breaks = 0
  draft.space = false
  draft.html.push(`<${name}${attributes}>`)
  const last = draft.text.at(-1)
  if (name === 'li') draft.text.push(`${last === undefined || last.endsWith('\n') ? '' : '\n'}${'  '.repeat(depth)}- `)
  else if (name === 'tr' && last !== undefined) draft.text.push('\n')
  else if ((name === 'td' || name === 'th') && last !== undefined && last !== '\n') draft.text.push('\t')
}

/** Adds the end tag of an element inside a list or table. */
export function closeInside(draft: BlockDraft, inline: readonly Inline[], name: string): void {
  if (belongsTo(draft, name)) {
    closeInline(draft, inline, 0)
    draft.html.push(`</${name}>`)
  } else breakInside(draft)
}

/** Closes the inline elements of the draft down to the given count; they open again before the next word. */
export function closeInline(draft: BlockDraft, inline: readonly Inline[], to: number): void {
  while (draft.inline > to) draft.html.push(`</${inline[--draft.inline]?.name}>`)
}

/** The finished block, or null for one without words. */
export function finish(draft: BlockDraft, inline: readonly Inline[]): Block | null {
  closeInline(draft, inline, 0)
  const whole = draft.text.join('')
  const text = draft.kind === 'pre' ? whole.replace(/^\n+/, '').trimEnd() : whole.trim()
  if (text === '' || (isComposite(draft) && !/[^\s-]/.test(text))) return null
  const { kind, quoted, signature } = draft
  return { kind, html: draft.open + draft.html.join('').trim() + draft.close, text, quoted, signature }
}

function openInline(draft: BlockDraft, inline: readonly Inline[]): void {
  for (; draft.inline < inline.length; draft.inline++) {
    const tag = inline[draft.inline]?.tag ?? ''
    draft.budget.left -= tag.length
    if (draft.budget.left < 0) throw new OvergrownHtmlError()
    draft.html.push(tag)
  }
}

function belongsTo(draft: BlockDraft, name: string): boolean {
  return draft.kind === 'list'
    ? /^(ul|ol|li)$/.test(name)
    : /^(thead|tbody|tfoot|tr|td|th|caption|ul|ol|li)$/.test(name)
}

function breakInside(draft: BlockDraft): void {
  if (draft.text.length > 0 && draft.breaks === 0 && !/(?:[\n\t]|- )$/.test(draft.text.at(-1) ?? '')) draft.breaks = 1
}
