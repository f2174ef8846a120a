/** The copy as the lines that a reader sees, with what their setting says of them: what the parts of a release are found in. */
import type { Block } from './block.ts'
import { looksOf } from './line-look.ts'
import { type BlockLine, linesOf, sliceBlocks } from './lines.ts'

export interface SheetLine extends BlockLine {
  /** Its place in the sheet, from 0. */
  index: number
  kind: Block['kind']
  /** 1 to 4 in a heading; else 0. */
  level: number
  /** All of it is bold, or italic. */
  bold: boolean
  italic: boolean
  /** Set in the middle, where most of the copy is not. */
  centred: boolean
  /** The first, or the last, line of its block that has words. */
  first: boolean
  last: boolean
}

export interface Sheet {
  blocks: readonly Block[]
  /** Every line that has words. A line is a whole paragraph, unless its writer broke it. */
  lines: readonly SheetLine[]
}

/** Reads the blocks as lines. */
export function readSheet(blocks: readonly Block[]): Sheet {
  const lines: SheetLine[] = []
  let lookAt: ReturnType<typeof looksOf> = () => ({ bold: false, italic: false })
  let known = -1
  for (const { block, line, text } of linesOf(blocks)) {
    const whole = blocks[block]
    if (text === '' || whole === undefined) continue
    if (known !== block) lookAt = looksOf(whole)
    known = block
    const before = lines.at(-1)
    const first = before?.block !== block
    if (before && !first) before.last = false
    const level = whole.kind === 'heading' ? Number(/^<h([1-4])/.exec(whole.html)?.[1] ?? 0) : 0
    lines.push({
      index: lines.length,
      block,
      line,
      text,
      kind: whole.kind,
      level,
      ...lookAt(line),
      centred: whole.centred === true,
      first,
      last: true,
    })
  }
  return { blocks, lines }
}

/** The blocks of the lines from one index up to (not including) another. */
export function blocksBetween(sheet: Sheet, from: number, to: number): Block[] {
  return to <= from ? [] : sliceBlocks(sheet.blocks, sheet.lines[from], sheet.lines[to])
}

/** The words of the lines from one index up to (not including) another, a line each. */
export function wordsBetween(sheet: Sheet, from: number, to: number): string {
  return sheet.lines
    .slice(from, to)
    .map((line) => line.text)
    .join('\n')
}
