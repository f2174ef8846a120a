/** The lines of the copy in short, kept with the draft: where a part stands that an editor corrects is told from it. */
import type { OutlineLine } from './draft.ts'
import type { Sheet, SheetLine } from './sheet.ts'

/** Everything above a lead, or below the copy of a release with several contacts and companies, fits. */
const LINES = 60
/** Enough to know a line by. */
const CHARACTERS = 120

/** The first and the last lines. */
export function outlineOf({ lines }: Sheet): OutlineLine[] {
  const shown = lines.length <= 2 * LINES ? lines : [...lines.slice(0, LINES), ...lines.slice(-LINES)]
  return shown.map((line) => ({
    at: line.index,
    words: line.text.slice(0, CHARACTERS).toWellFormed(),
    element: elementOf(line),
  }))
}

/** `h1` to `h4`, `strong` for a line that is all bold, `list`, `table`, else `p`. */
export function elementOf({ level, bold, kind }: SheetLine): string {
  if (level > 0) return `h${level}`
  if (bold) return 'strong'
  return kind === 'list' || kind === 'table' ? kind : 'p'
}
