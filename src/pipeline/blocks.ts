/** Sanitised HTML as blocks: what is hidden or only there for the layout goes, what belongs together becomes one block. */
import { type Block, quoteOf, unescapeHtml } from './block.ts'
import {
  type BlockDraft,
  type Budget,
  closeInline,
  closeInside,
  finish,
  flatten,
  type Inline,
  isBlank,
  isComposite,
  openInside,
  putBreak,
  putText,
} from './block-draft.ts'
import { type Element, isConcealed, readElement } from './element.ts'
import { scanHtml } from './html-scan.ts'
import { type BlockLook, readLook } from './look.ts'
import { listTables, type TableKind } from './tables.ts'

// Start tags of a long newsletter come to 200 KiB.
const MAX_REOPENED = 2 * 1024 * 1024

const INLINE = new Set(['strong', 'em', 'b', 'i', 'u', 'sub', 'sup', 'a', 'code'])

interface Builder {
  tables: TableKind[]
  elements: Element[]
  inline: Inline[]
  draft: BlockDraft | null
  /** Blocks of each quote that is open, outermost first; the first list is the result. */
  levels: Block[][]
  /** What the style of all its text is, for each block. */
  looks: Map<Block, BlockLook>
  hidden: string[]
  concealed: string[]
  budget: Budget
}

/**
 * Builds blocks from the sanitiser's output: balanced tags of its allow-list, text escaped, and `data-look` for what its
 * look was. `hidden` holds the runs of text that no reader sees. Throws `OvergrownHtmlError` when inline elements would multiply.
 */
export function buildBlocks(clean: string): { blocks: Block[]; hidden: string[] } {
  const builder: Builder = {
    tables: listTables(clean),
    elements: [],
    inline: [],
    draft: null,
    levels: [[]],
    looks: new Map(),
    hidden: [],
    concealed: [],
    budget: { left: MAX_REOPENED },
  }
  scanHtml(clean, {
    text: (start, end) => addText(builder, clean.slice(start, end)),
    tag(name, closing, start, end) {
      if (closing) closeElement(builder, name)
      else if (name === 'br') addBreak(builder)
      else if (name === 'hr') addRule(builder)
      else openElement(builder, name, clean.slice(start, end))
    },
  })
  flush(builder)
  noteHidden(builder)
  while (builder.levels.length > 1) closeQuote(builder, false)
  return { blocks: readLook(builder.levels[0] ?? [], builder.looks), hidden: builder.hidden }
}

function openElement(builder: Builder, name: string, tag: string): void {
  const { elements, tables } = builder
  const element = readElement(name, tag, elements.at(-1), () => tables.shift() === 'layout')
  const block = !INLINE.has(name) && name !== 'span'
  const composite = builder.draft !== null && isComposite(builder.draft) ? builder.draft : null
  if (block && composite) {
    openInside(composite, builder.inline, name, spansOf(tag) + element.attributes, listDepth(builder))
  } else if (block) flush(builder)
  elements.push(element)
  if (INLINE.has(name)) builder.inline.push({ name, tag: tag.replace(/ data-look="\w+"/, '') })
  else if (block && !composite) startBlock(builder, name, element)
}

function startBlock(builder: Builder, name: string, element: Element): void {
  if (/^h[1-4]$/.test(name)) start(builder, 'heading', name)
  else if (name === 'pre') start(builder, 'pre', name)
  else if (name === 'ul' || name === 'ol') start(builder, 'list', name)
  else if (name === 'table' && !element.layout) start(builder, 'table', name)
  else if (name === 'blockquote') builder.levels.push([])
}

function closeElement(builder: Builder, name: string): void {
  const at = builder.elements.findLastIndex((element) => element.name === name)
  const element = builder.elements[at]
  if (!element) return
  builder.elements.length = at
  if (isConcealed(element) && !isConcealed(builder.elements.at(-1))) noteHidden(builder)
  if (INLINE.has(name)) closeInlineElement(builder, name)
  else if (name !== 'span') closeBlockElement(builder, element, at)
}

function closeBlockElement(builder: Builder, element: Element, at: number): void {
  const { draft } = builder
  if (draft && isComposite(draft) && at > draft.root) {
    closeInside(draft, builder.inline, element.name)
    return
  }
  flush(builder)
  if (element.name === 'blockquote') closeQuote(builder, element.quoted)
}

function addText(builder: Builder, escaped: string): void {
  if (isConcealed(builder.elements.at(-1))) {
    builder.concealed.push(escaped)
    return
  }
  const { draft } = builder
  if (draft?.kind !== 'pre' && isBlank(escaped)) {
    if (draft) draft.space = true
    return
  }
  if (draft && draft.breaks > 1 && draft.kind === 'paragraph') flush(builder)
  const open = builder.draft ?? start(builder, 'paragraph', 'p')
  const top = builder.elements.at(-1)
  open.size = Math.min(open.size, top?.size ?? 0)
  open.bold &&= top?.bold ?? false
  open.centred &&= top?.centred ?? false
  putText(open, builder.inline, escaped)
}

function addBreak(builder: Builder): void {
  if (builder.draft) putBreak(builder.draft)
}

function addRule(builder: Builder): void {
  if (builder.draft && isComposite(builder.draft)) {
    putBreak(builder.draft)
    return
  }
  flush(builder)
  builder.levels.at(-1)?.push({ kind: 'rule', html: '<hr>', text: '', ...marksOf(builder) })
}

function start(builder: Builder, kind: Block['kind'], name: string): BlockDraft {
  const draft: BlockDraft = {
    kind,
    open: `<${name}${inheritedAttributes(builder)}>`,
    close: `</${name}>`,
    html: [],
    text: [],
    breaks: 0,
    space: false,
    inline: 0,
    root: builder.elements.length - 1,
    size: Number.POSITIVE_INFINITY,
    bold: true,
    centred: true,
    budget: builder.budget,
    ...marksOf(builder),
  }
  builder.draft = draft
  return draft
}

function flush(builder: Builder): void {
  const { draft } = builder
  const block = draft && finish(draft, builder.inline)
  if (block) builder.levels.at(-1)?.push(block)
  if (block && builder.levels.length === 1)
    builder.looks.set(block, { size: draft.size, bold: draft.bold, centred: draft.centred })
  builder.draft = null
}

/** Wraps what stood in a quote; a quote that is a mail thread stays flat, as its marks say enough. */
function closeQuote(builder: Builder, thread: boolean): void {
  if (builder.levels.length === 1) return
  const inside = builder.levels.pop() ?? []
  const outside = builder.levels.at(-1)
  if (thread || inside.some((block) => block.quoted)) outside?.push(...inside)
  else if (inside.length > 0) outside?.push(quoteOf(inside))
}

function closeInlineElement(builder: Builder, name: string): void {
  const at = builder.inline.findLastIndex((one) => one.name === name)
  if (at === -1) return
  if (builder.draft && builder.draft.inline > at) closeInline(builder.draft, builder.inline, at)
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
function inheritedAttributes(builder: Builder): string {
  const stated = builder.elements.findLast((element) => element.attributes.includes(' dir="'))
  const dir = / dir="(?:rtl|auto)"/.exec(stated?.attributes ?? '')?.[0] ?? ''
  const lang = / lang="[\w-]+"/.exec(builder.elements.at(-1)?.attributes ?? '')?.[0] ?? ''
  return dir + lang
}

function listDepth(builder: Builder): number {
  return Math.max(0, builder.elements.filter((one) => one.name === 'ul' || one.name === 'ol').length - 1)
}

function spansOf(tag: string): string {
  return [...tag.matchAll(/ (?:col|row)span="\d+"/g)].map((found) => found[0]).join('')
}
