/** The order in which a page's lines are to be read: columns one after the other, boxes beside the text after it. */
import { gapBetween, type Page, type Segment, wordsOf } from './pdf-segments.ts'

/** Lines that stand below each other: one column, or a part of it in letters of one size. */
export interface Flow {
  kind: 'text' | 'table'
  /** For a table the cells of a row, else one segment a line. */
  rows: Segment[][]
  left: number
  right: number
  top: number
  bottom: number
  /** Of the page's text. */
  pageWidth: number
}

/** Ordering compares all flows with each other, and those with the ones between; a page of a newspaper has 40. */
const MAX_FLOWS = 120
/** Down to the next line of the same flow, in letter heights: an empty line or two. */
const MAX_LEAP = 4
/** Down to the next line where others came between, as when a program writes line by line across the columns. */
const MAX_LINE = 1.8
/** Columns that are written so. */
const MAX_BESIDE = 4
const SAME_SIZE = 0.12
/** Cells of a table hold a few words; lines of a column hold more letters than this. */
const MAX_CELL = 28
const TOUCHING = 3

/** The page's lines in the order of reading. */
export function orderFlows(page: Page): Flow[] {
  const { segments } = page
  if (segments.length === 0) return []
  const pageWidth = widthOf(segments)
  const flows: Flow[] = []
  for (const rows of tablesAndLines(segments)) {
    const flow = flows
      .slice(-MAX_BESIDE)
      .findLast((one) => one.kind === rows.kind && belongsTo(one, rows.row, one === flows.at(-1)))
    if (flow) extend(flow, rows.row)
    else flows.push(startFlow(rows, pageWidth))
  }
  return flows.length > MAX_FLOWS ? flows : sortFlows(flows)
}

type Row = { kind: Flow['kind']; row: Segment[] }

/** Each line by itself; those that are rows of a table with all their cells. */
function tablesAndLines(segments: readonly Segment[]): Row[] {
  const rows: Segment[][] = []
  for (const segment of segments) {
    const row = rows.at(-1)
    const before = row?.at(-1)
    if (row && before && Math.abs(before.y - segment.y) < segment.size * 0.3 && gapBetween(before, segment) >= 0)
      row.push(segment)
    else rows.push([segment])
  }
  return rows.flatMap((row, index): Row[] => {
    const beside = isTableRow(row) && [rows[index - 1], rows[index + 1]].some((other) => other && isAligned(row, other))
    return beside ? [{ kind: 'table', row }] : row.map((segment) => ({ kind: 'text', row: [segment] }))
  })
}

function isTableRow(row: readonly Segment[]): boolean {
  if (row.length < 2) return false
  const letters = row.reduce((sum, cell) => sum + wordsOf(cell).length, 0)
  return row.length > 2 || letters / row.length <= MAX_CELL
}

function isAligned(row: readonly Segment[], other: readonly Segment[]): boolean {
  if (!isTableRow(other)) return false
  const near = (one: number, two: number) => Math.abs(one - two) < TOUCHING
  const shared = row.filter((cell) =>
    other.some((below) => near(cell.left, below.left) || near(cell.right, below.right)),
  )
  return shared.length >= Math.min(row.length, other.length)
}

function belongsTo(flow: Flow, row: readonly Segment[], latest: boolean): boolean {
  const last = flow.rows.at(-1)?.[0]
  const [first] = row
  if (!last || !first) return false
  const down = last.y - first.y
  if (down <= 0 || down > Math.max(last.size, first.size) * (latest ? MAX_LEAP : MAX_LINE)) return false
  if (flow.kind === 'table') return true
  if (Math.abs(last.size - first.size) > last.size * SAME_SIZE) return false
  const shared = Math.min(flow.right, first.right) - Math.max(flow.left, first.left)
  return shared > Math.min(flow.right - flow.left, first.right - first.left) * 0.5
}

function startFlow({ kind, row }: Row, pageWidth: number): Flow {
  const flow: Flow = { kind, rows: [], left: Infinity, right: -Infinity, top: -Infinity, bottom: Infinity, pageWidth }
  extend(flow, row)
  return flow
}

function extend(flow: Flow, row: Segment[]): void {
  flow.rows.push(row)
  for (const { left, right, y, size } of row) {
    flow.left = Math.min(flow.left, left)
    flow.right = Math.max(flow.right, right)
    flow.top = Math.max(flow.top, y + size)
    flow.bottom = Math.min(flow.bottom, y)
  }
}

/** Takes, again and again, the first flow in the page's own order before which none of the others must be read. */
function sortFlows(flows: readonly Flow[]): Flow[] {
  const sorted: Flow[] = []
  const left = [...flows]
  while (left.length > 0) {
    const at = left.findIndex((flow) => left.every((other) => other === flow || !isBefore(other, flow, flows)))
    sorted.push(...left.splice(Math.max(0, at), 1))
  }
  return sorted
}

/** After Breuel, "High performance document layout analysis" (2003), with a rule for boxes beside the text. */
function isBefore(one: Flow, other: Flow, all: readonly Flow[]): boolean {
  const apart = one.right <= other.left + TOUCHING || other.right <= one.left + TOUCHING
  if (!apart) return one.top > other.top
  const level = one.bottom < other.top && other.bottom < one.top
  const columns = one.rows.length >= 3 && other.rows.length >= 3
  if (!level && (!columns || isDivided(one, other, all))) return one.top > other.top
  if (columns && isBox(one, other)) return false
  if (columns && isBox(other, one)) return true
  return one.left < other.left
}

/** A narrow column with little in it. */
function isBox(flow: Flow, beside: Flow): boolean {
  return flow.right - flow.left < (beside.right - beside.left) * 0.6 && lettersOf(flow) < lettersOf(beside) * 0.5
}

/** Something stands between them that spans both. */
function isDivided(one: Flow, other: Flow, all: readonly Flow[]): boolean {
  const high = Math.max(one.bottom, other.bottom)
  const low = Math.min(one.top, other.top)
  return all.some(
    (flow) =>
      flow !== one &&
      flow !== other &&
      flow.bottom >= low - TOUCHING &&
      flow.top <= high + TOUCHING &&
      overlaps(flow, one) &&
      overlaps(flow, other),
  )
}

function overlaps(one: Flow, other: Flow): boolean {
  return one.left < other.right - TOUCHING && other.left < one.right - TOUCHING
}

function lettersOf(flow: Flow): number {
  return flow.rows.reduce((sum, row) => sum + row.reduce((all, segment) => all + wordsOf(segment).length, 0), 0)
}

function widthOf(segments: readonly Segment[]): number {
  const left = segments.reduce((least, segment) => Math.min(least, segment.left), Infinity)
  const right = segments.reduce((most, segment) => Math.max(most, segment.right), -Infinity)
  return right - left
}
