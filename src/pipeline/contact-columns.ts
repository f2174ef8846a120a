/** Contacts that are set side by side, or as labels beside values, in the order in which they are read. */
import { findReachable } from './reachable.ts'

export interface ContactLine {
  text: string
  /** A paragraph begins with it. */
  first: boolean
}

/** The lines with those of several columns read one column after the other, and labels joined to their values. */
export function columnsOf(lines: readonly ContactLine[]): ContactLine[] {
  const rows = lines.map(({ text }) => text.split(/\t| {3,40}/).map((cell) => cell.trim()))
  const wide = rows.filter((cells) => cells.length >= 2 && cells.filter((cell) => cell !== '').length >= 2)
  const columns = Math.max(...wide.map((cells) => cells.length), 0)
  if (wide.length < 2 || columns > 4) return [...lines]
  const isLabelled = wide.filter(([label = '', value = '']) => isLabel(label, value)).length > wide.length / 2
  // A number or an address stands to the right of what it belongs to.
  const isRowWise = wide.filter((cells) => isValue(cells)).length > wide.length / 2
  if (isRowWise || isLabelled || wide.some((cells) => cells.length !== columns))
    return lines.map((line) => ({
      ...line,
      text: line.text.replace(/\t| {3,40}/g, isLabelled || isRowWise ? ' ' : '\t'),
    }))
  const out: ContactLine[] = []
  for (let column = 0; column < columns; column++)
    for (const [at, cells] of rows.entries()) {
      const text = cells.length >= 2 ? (cells[column] ?? '') : column === 0 ? (cells[0] ?? '') : ''
      if (text !== '') out.push({ text, first: at === 0 || (lines[at]?.first ?? false) })
    }
  return out
}

const isValue = ([first = '', ...rest]: readonly string[]): boolean =>
  first !== '' &&
  findReachable(first).length === 0 &&
  rest.filter((cell) => cell !== '').every((cell) => findReachable(cell).some(({ start }) => start < 3))

/** `Phone` beside a number. */
const isLabel = (label: string, value: string): boolean =>
  /[:：]$/.test(label) ||
  (findReachable(label).length === 0 && findReachable(`${label}: ${value}`)[0]?.labelled === true)
