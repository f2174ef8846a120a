/**
 * The notation of the copy files. Blocks are parted by empty lines; each line of a block stays a line of its own.
 * `# headline`, `## subhead`, `> standfirst`, `- bullets`, `| table | row |`, `* * *` a rule, `((end mark))`; all else is prose.
 */
export interface Block {
  kind: 'headline' | 'subhead' | 'standfirst' | 'bullets' | 'table' | 'rule' | 'prose'
  lines: string[]
}

const MARKS: [RegExp, Block['kind']][] = [
  [/^# /, 'headline'],
  [/^## /, 'subhead'],
  [/^> /, 'standfirst'],
  [/^- /, 'bullets'],
  [/^\|/, 'table'],
  [/^\* \* \*$/, 'rule'],
]

/** Splits copy into its blocks, each line without its mark. */
export function parseBlocks(copy: string): Block[] {
  return copy.split(/\n{2,}/).map((text) => {
    const [mark, kind] = MARKS.find(([pattern]) => pattern.test(text)) ?? [undefined, 'prose' as const]
    const lines = text.split('\n')
    return { kind, lines: mark && kind !== 'table' ? lines.map((line) => line.replace(mark, '')) : lines }
  })
}

/** The cells of a line such as `| Revenue | 412 | 388 |`. */
export function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/**
 * Copy as plain text, lines joined by LF. `width` wraps prose there; `flowed` leaves the space of RFC 3676 at the end
 * of each line that goes on. Without `width` a paragraph is one long line, as from Outlook.
 */
export function plainText(
  blocks: Block[],
  { width, flowed = false }: { width?: number; flowed?: boolean } = {},
): string {
  const wrap = (line: string, indent = '') =>
    width === undefined ? line : wrapLine(line, width, flowed ? ' ' : '', flowed ? '' : indent)
  return blocks
    .map(({ kind, lines }) => {
      if (kind === 'table') return tableText(lines)
      if (kind === 'rule') return '* * *'
      if (kind === 'bullets') return lines.map((line) => wrap(`- ${line}`, '  ')).join('\n')
      return lines.map((line) => wrap(line)).join('\n')
    })
    .join('\n\n')
    .concat('\n')
}

function wrapLine(line: string, width: number, softEnd: string, indent: string): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current && current.length + 1 + word.length + softEnd.length > width) {
      lines.push(current + softEnd)
      current = indent + word
    } else current = current ? `${current} ${word}` : word
  }
  return [...lines, current].join('\n')
}

function tableText(rows: string[]): string {
  const cells = rows.map(cellsOf)
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('   '),
    )
    .join('\n')
}
