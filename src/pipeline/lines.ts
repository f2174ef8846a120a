/** Blocks by their lines: for what ends or begins inside a paragraph. */
import type { Block } from './block.ts'
import { paragraphOf } from './plain-text.ts'

export interface BlockLine {
  /** Index of the block. */
  block: number
  /** Index of the line in the block. */
  line: number
  text: string
}

/** Every line of the blocks in order. */
export function linesOf(blocks: readonly Block[]): BlockLine[] {
  return blocks.flatMap((block, index) =>
    block.text.split('\n').map((text, line) => ({
      block: index,
      line,
      text: (text.startsWith('>') ? text.replace(/^(?:>[ ]?){1,40}/, '') : text).trim(),
    })),
  )
}

/** The blocks from one line up to (not including) another; a paragraph is cut in two where a line inside it is meant. */
export function sliceBlocks(blocks: readonly Block[], from: BlockLine | undefined, to: BlockLine | undefined): Block[] {
  if (!from) return []
  const out: Block[] = []
  const last = to ? to.block : blocks.length - 1
  for (let at = from.block; at <= last; at++) {
    const block = blocks[at]
    if (!block) break
    const first = at === from.block ? from.line : 0
    const end = to && at === to.block ? to.line : undefined
    if (end === 0) break
    const cut =
      first === 0 && end === undefined
        ? block
        : cutLines(block, (line) => line >= first && (end === undefined || line < end))
    if (cut) out.push(cut)
  }
  return out
}

/** The block with only the lines that `keep` names; null where none is left. Tags that span a cut are dropped, not broken. */
export function cutLines(block: Block, keep: (line: number) => boolean): Block | null {
  const lines = block.text.split('\n')
  const kept = lines.filter((_text, line) => keep(line))
  if (kept.length === lines.length) return block
  if (kept.every((line) => line.trim() === '')) return null
  const open = /^<\w+[^>]*>/.exec(block.html)?.[0] ?? '<p>'
  const close = `</${/\w+/.exec(open)?.[0]}>`
  const pieces = block.html.slice(open.length, -close.length).split('<br>')
  if ((block.kind !== 'paragraph' && block.kind !== 'heading') || pieces.length !== lines.length)
    return paragraphOf(kept, block)
  const html = pieces.filter((_piece, line) => keep(line)).join('<br>')
  return isBalanced(html) ? { ...block, html: open + html + close, text: kept.join('\n') } : paragraphOf(kept, block)
}

/** How many words the blocks hold; writing without spaces counts two characters a word. */
export function countWords(blocks: readonly { text: string }[]): number {
  let words = 0
  let wide = 0
  for (const { text } of blocks) {
    let inside = false
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (isWide(code)) wide++
      if (code <= 0x20 || code === 0xa0) inside = false
      else if (!inside && (code > 0xbf || isAlphanumeric(code))) {
        inside = true
        words++
      }
    }
  }
  return words + (wide >> 1)
}

/** Thai, kana and Han are written without spaces. */
function isWide(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0e7f)
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)
}

function isBalanced(html: string): boolean {
  const open: string[] = []
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (slash === '') open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0
}
