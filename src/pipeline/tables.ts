/** Tells tables of figures from tables that only lay a newsletter out. */
import { scanHtml } from './html-scan.ts'

export type TableKind = 'data' | 'layout'

/** A cell with more text than this is a column of a page, not a figure or a name. */
const MAX_CELL_LENGTH = 160

interface Table {
  headed: boolean
  nests: boolean
  rows: number[]
  cells: number
  filled: number
  longest: number
  cell: number
  index: number
}

/** The kind of each table of sanitised HTML, in the order in which they open. */
export function listTables(clean: string): TableKind[] {
  if (!clean.includes('<table')) return []
  const kinds: TableKind[] = []
  const open: Table[] = []
  scanHtml(clean, {
    text(start, end) {
      const table = open.at(-1)
      if (table) table.cell += clean.slice(start, end).trim().length
    },
    tag(name, closing) {
      const table = open.at(-1)
      if (name === 'table' && !closing) {
        if (table) table.nests = true
        open.push({
          headed: false,
          nests: false,
          rows: [],
          cells: 0,
          filled: 0,
          longest: 0,
          cell: 0,
          index: kinds.length,
        })
        kinds.push('layout')
      } else if (name === 'table' && table) {
        open.pop()
        kinds[table.index] = kindOf(table)
      } else if (table && name === 'tr' && !closing) table.rows.push(0)
      else if (table && (name === 'td' || name === 'th')) countCell(table, name, closing)
    },
  })
  return kinds
}

function countCell(table: Table, name: string, closing: boolean): void {
  if (!closing) {
    table.cell = 0
    table.cells++
    table.rows[table.rows.length - 1] = (table.rows.at(-1) ?? 0) + 1
    if (name === 'th') table.headed = true
    return
  }
  if (table.cell > 0) table.filled++
  table.longest = Math.max(table.longest, table.cell)
}

/** Figures stand in at least two rows and columns of short, mostly filled cells. */
function kindOf(table: Table): TableKind {
  const wide = table.rows.filter((cells) => cells >= 2).length
  if (table.nests || table.longest > MAX_CELL_LENGTH || wide < 2) return 'layout'
  if (table.headed) return 'data'
  return wide >= table.rows.length * 0.6 && table.filled >= table.cells * 0.6 ? 'data' : 'layout'
}
