/**
 * The copy as a list of blocks, each the same words as clean HTML and as plain text, so that what is cut is cut from both.
 * Here they are built from what the sanitiser left; `plain-text.ts` builds them from plain text.
 */
import { scanHtml } from './html-scan.ts'
import { listTables, type TableKind } from './tables.ts'

export interface Block {
  kind: 'paragraph' | 'heading' | 'list' | 'table' | 'quote' | 'pre' | 'rule'
  html: string
  text: string
  /** Stands in what the mail program marks as the quoted thread. */
  quoted: boolean
  /** Stands in what the mail program, or the line `-- `, marks as the signature. */
  signature: boolean
}

const INLINE = new Set(['strong', 'em', 'b', 'i', 'u', 'sub', 'sup', 'a', 'code'])
const HEADING = /^h[1-4]$/

interface Element {
  name: string
  attributes: string
  hidden: boolean
  tiny: boolean
  quoted: boolean
  signature: boolean
  layout: boolean
}

/** A block under construction: a paragraph, or a list or table with the tags of its inside. */
interface Draft {
  kind: Block['kind']
  open: string
  close: string
  html: string[]
  text: string[]
  breaks: number
  space: boolean
  /** How many of the builder's inline elements are open in `html`. */
  inline: number
  /** Index of the element that began a list or table: its end ends the block. */
  root: number
  quoted: boolean
  signature: boolean
}

interface Builder {
  source: string
  tables: TableKind[]
  elements: Element[]
  inline: { name: string; tag: string }[]
  draft: Draft | null
  /** Blocks of the quote that is open, outermost first; the first list is the result. */
  levels: Block[][]
  hidden: string[]
  concealed: string[]
}

/** Builds blocks from the sanitiser's output: balanced tags of its allow-list, text escaped. `hidden` holds the runs of text that no reader sees. */
export function buildBlocks(clean: string): { blocks: Block[]; hidden: string[] } {
  const builder: Builder = { source: clean, tables: listTables(clean), elements: [], inline: [], draft: null, levels: [[]], hidden: [], concealed: [] }
  scanHtml(clean, {
    text: (start, end) => addText(builder, clean.slice(start, end)),
    tag: (name, closing, start, end) => (closing ? closeElement(builder, name) : openElement(builder, name, clean.slice(start, end))),
  })
  flush(builder)
  noteHidden(builder)
  while (builder.levels.length > 1) closeQuote(builder, false)
  return { blocks: builder.levels[0] ?? [], hidden: builder.hidden }
}

/** Plain text of the sanitiser's escaped text. */
export function unescapeHtml(escaped: string): string {
  return escaped.includes('&') ? escaped.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&') : escaped
}

function openElement(builder: Builder, name: string, tag: string): void {
  if (name === 'br') return addBreak(builder)
  if (name === 'hr') return addRule(builder)
  const parent = builder.elements.at(-1)
  const look = / data-look="(\w+)"/.exec(tag)?.[1]
  const element: Element = {
    name,
    attributes: [...tag.matchAll(/ (?:dir|lang)="[\w-]+"/g)].map((found) => found[0]).join(''),
    hidden: look === 'hidden' || (parent?.hidden ?? false),
    tiny: look === 'tiny' || (look !== 'sized' && (parent?.tiny ?? false)),
    quoted: look === 'thread' || (parent?.quoted ?? false),
    signature: look === 'signature' || (parent?.signature ?? false),
    layout: name === 'table' ? builder.tables.shift() === 'layout' : (parent?.layout ?? false),
  }
  const draft = builder.draft
  const block = !INLINE.has(name) && name !== 'span'
  const inside = draft !== null && isComposite(draft)
  if (block && inside) openInside(builder, draft, name, element, tag)
  else if (block) flush(builder)
  builder.elements.push(element)
  if (INLINE.has(name)) builder.inline.push({ name, tag: tag.replace(/ data-look="\w+"/, '') })
  else if (block && !inside) startBlock(builder, name, element)
}

function startBlock(builder: Builder, name: string, element: Element): void {
  if (HEADING.test(name)) start(builder, 'heading', name)
  else if (name === 'pre') start(builder, 'pre', 'pre')
  else if (name === 'ul' || name === 'ol') start(builder, 'list', name)
  else if (name === 'table' && !element.layout) start(builder, 'table', name)
  else if (name === 'blockquote') builder.levels.push([])
}

/** A tag inside a list or table: kept where it belongs to one, else a line break. */
function openInside(builder: Builder, draft: Draft, name: string, element: Element, tag: string): void {
  if (!belongsTo(draft, name)) return breakInside(draft)
  closeInline(draft, builder, 0)
  draft.breaks = 0
  draft.space = false
  draft.html.push(`<${name}${spansOf(tag)}${element.attributes}>`)
  const last = draft.text.at(-1)
  if (name === 'li') draft.text.push(`${last === undefined || last.endsWith('\n') ? '' : '\n'}${'  '.repeat(listDepth(builder))}- `)
  else if (name === 'tr' && last !== undefined) draft.text.push('\n')
  else if ((name === 'td' || name === 'th') && last !== undefined && last !== '\n') draft.text.push('\t')
}

function belongsTo(draft: Draft, name: string): boolean {
  return draft.kind === 'list' ? /^(ul|ol|li)$/.test(name) : /^(thead|tbody|tfoot|tr|td|th|caption|ul|ol|li)$/.test(name)
}

function breakInside(draft: Draft): void {
  if (draft.text.length > 0 && draft.breaks === 0 && !/(?:[\n\t]|- )$/.test(draft.text.at(-1) ?? '')) draft.breaks = 1
}

function closeElement(builder: Builder, name: string): void {
  const at = builder.elements.findLastIndex((element) => element.name === name)
  const element = builder.elements[at]
  if (!element) return
  builder.elements.length = at
  if (isConcealed(element) && !isConcealed(builder.elements.at(-1))) noteHidden(builder)
  if (INLINE.has(name)) return closeInlineElement(builder, name)
  if (name === 'span') return
  const draft = builder.draft
  if (draft && isComposite(draft) && at > draft.root) return closeInside(builder, draft, name)
  flush(builder)
  if (name === 'blockquote') closeQuote(builder, element.quoted)
}

function closeInside(builder: Builder, draft: Draft, name: string): void {
  if (!belongsTo(draft, name)) return breakInside(draft)
  closeInline(draft, builder, 0)
  draft.html.push(`</${name}>`)
}

function addText(builder: Builder, escaped: string): void {
  const top = builder.elements.at(-1)
  if (isConcealed(top)) {
    builder.concealed.push(escaped)
    return
  }
  const preserved = builder.draft?.kind === 'pre'
  const flat = preserved ? escaped : flatten(escaped)
  const words = preserved ? flat : flat.replace(/^[ \n]+|[ \n]+$/g, '')
  if (!/[^\s\u00a0\u200b-\u200f\u034f\ufeff\u00ad]/.test(words)) {
    if (builder.draft && flat !== '') builder.draft.space = true
    return
  }
  if (builder.draft && builder.draft.breaks > 1 && builder.draft.kind === 'paragraph') flush(builder)
  const draft = builder.draft ?? start(builder, 'paragraph', 'p')
  putBreaks(draft)
  const lead = !preserved && (draft.space || /^[ \n]/.test(flat)) && draft.text.length > 0 && !/[\s]$/.test(draft.text.at(-1) ?? '') ? ' ' : ''
  draft.html.push(lead)
  openInline(draft, builder)
  draft.html.push(words)
  draft.text.push(lead + unescapeHtml(words))
  draft.space = !preserved && /[ \n]$/.test(flat)
}

/** White space collapsed as HTML does; runs of invisible characters, which pad the preview line of newsletters, dropped. */
function flatten(escaped: string): string {
  return escaped
    .replace(/[ \t\n\r\f]+/g, ' ')
    .replace(/[ \u00a0\u200b-\u200d\u034f\ufeff\u00ad]{3,}/g, ' ')
    .replace(/ ?\u00a0(?: ?\u00a0)+ ?/g, ' ')
}

function addBreak(builder: Builder): void {
  if (!builder.draft) return
  if (builder.draft.kind === 'pre') {
    builder.draft.html.push('\n')
    builder.draft.text.push('\n')
    return
  }
  builder.draft.breaks++
  builder.draft.space = false
}

function putBreaks(draft: Draft): void {
  if (draft.breaks > 0 && draft.text.length > 0) {
    draft.html.push('<br>')
    draft.text.push('\n')
    draft.space = false
  }
  draft.breaks = 0
}

function addRule(builder: Builder): void {
  if (builder.draft && isComposite(builder.draft)) return addBreak(builder)
  flush(builder)
  builder.levels.at(-1)?.push({ kind: 'rule', html: '<hr>', text: '', ...marksOf(builder) })
}

function start(builder: Builder, kind: Block['kind'], name: string): Draft {
  const draft: Draft = { kind, open: `<${name}${inherited(builder)}>`, close: `</${name}>`, html: [], text: [], breaks: 0, space: false, inline: 0, root: builder.elements.length - 1, ...marksOf(builder) }
  builder.draft = draft
  return draft
}

/** Ends the block under construction; one without words leaves nothing. */
function flush(builder: Builder): void {
  const draft = builder.draft
  builder.draft = null
  if (!draft) return
  closeInline(draft, builder, 0)
  const text = draft.kind === 'pre' ? draft.text.join('').replace(/^\n+/, '').trimEnd() : draft.text.join('').trim()
  if (!/[^\s-]/.test(text) && draft.kind !== 'paragraph') return
  const html = draft.open + draft.html.join('').trim() + draft.close
  builder.levels.at(-1)?.push({ kind: draft.kind, html, text, quoted: draft.quoted, signature: draft.signature })
}

/** Wraps what stood in a quote; a quote that is a mail thread stays flat, as its marks say enough. */
function closeQuote(builder: Builder, thread: boolean): void {
  if (builder.levels.length === 1) return
  const inside = builder.levels.pop() ?? []
  const outside = builder.levels.at(-1)
  if (thread || inside.some((block) => block.quoted)) outside?.push(...inside)
  else if (inside.length > 0) outside?.push(quoteOf(inside))
}

/** One block that quotes others. */
export function quoteOf(inside: readonly Block[]): Block {
  const html = `<blockquote>${inside.map((block) => block.html).join('')}</blockquote>`
  return { kind: 'quote', html, text: inside.map((block) => block.text).join('\n\n'), quoted: false, signature: inside.every((block) => block.signature) }
}

function openInline(draft: Draft, builder: Builder): void {
  for (; draft.inline < builder.inline.length; draft.inline++) draft.html.push(builder.inline[draft.inline]?.tag ?? '')
}

function closeInline(draft: Draft, builder: Builder, to: number): void {
  while (draft.inline > to) draft.html.push(`</${builder.inline[--draft.inline]?.name}>`)
}

function closeInlineElement(builder: Builder, name: string): void {
  const at = builder.inline.findLastIndex((one) => one.name === name)
  if (at === -1) return
  if (builder.draft && builder.draft.inline > at) closeInline(builder.draft, builder, at)
  builder.inline.splice(at, 1)
}

function noteHidden(builder: Builder): void {
  const words = unescapeHtml(flatten(builder.concealed.join(' '))).trim()
  if (/[\p{L}\p{N}]/u.test(words)) builder.hidden.push(words)
  builder.concealed = []
}

function marksOf(builder: Builder): { quoted: boolean; signature: boolean } {
  const top = builder.elements.at(-1)
  return { quoted: top?.quoted ?? false, signature: top?.signature ?? false }
}

/** Direction of the nearest element that states it, and the language that the block itself states. */
function inherited(builder: Builder): string {
  const stated = builder.elements.findLast((element) => element.attributes.includes(' dir="'))
  const dir = / dir="(?:rtl|auto)"/.exec(stated?.attributes ?? '')?.[0] ?? ''
  const lang = / lang="[\w-]+"/.exec(builder.elements.at(-1)?.attributes ?? '')?.[0] ?? ''
  return dir + lang
}

function isComposite(draft: Draft): boolean {
  return draft.kind === 'list' || draft.kind === 'table'
}

function isConcealed(element: Element | undefined): boolean {
  return element !== undefined && (element.hidden || element.tiny)
}

function listDepth(builder: Builder): number {
  return Math.max(0, builder.elements.filter((one) => one.name === 'ul' || one.name === 'ol').length - 1)
}

function spansOf(tag: string): string {
  return [...tag.matchAll(/ (?:col|row)span="\d+"/g)].map((found) => found[0]).join('')
}
