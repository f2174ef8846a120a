/** Parts an end mark from the sentence in whose line it stands: `… the company said. -ends-`. */
import type { Block } from './block.ts'
import { isEndMark } from './read-end-mark.ts'

/** The mark with the signs that set it off, behind the end of a sentence. */
const SET_OFF =
  /(?<=[.!?…"”“»’')\]。])\s{1,4}([-–—*~[(/#]{1,4}\s?[\p{L}\d][\p{L}\d ]{0,30}\s?[-–—*~\])/#]{1,4}|#{2,5}|(?:#\s){2,4}#)\s{0,4}$/u
/** Where the mark is looked for at the end of a block. */
const TAIL = 60

/** The blocks with each such mark as a block of its own. */
export function partEndMarks(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some((block) => markOf(block) !== null)) return blocks
  return blocks.flatMap((block) => {
    const mark = markOf(block)
    const html = mark === null ? null : withoutMark(block.html, mark)
    if (mark === null || html === null) return [block]
    const text = block.text.slice(0, block.text.lastIndexOf(mark)).trimEnd()
    const { quoted, signature } = block
    return [
      { ...block, text, html },
      { kind: 'paragraph', text: mark, html: `<p>${mark}</p>`, quoted, signature },
    ]
  })
}

function markOf({ kind, text }: Block): string | null {
  if (kind !== 'paragraph' || text.length < TAIL || !/[-–—*~\])/#]$/.test(text.slice(-5).trimEnd())) return null
  const mark = SET_OFF.exec(text.slice(-TAIL))?.[1] ?? null
  return mark !== null && isEndMark(mark) ? mark : null
}

/** Null where the mark is set in other ways than plainly: no sign of it may be left in the copy. */
function withoutMark(html: string, mark: string): string | null {
  const at = html.lastIndexOf(mark)
  if (at === -1 || /[<>&]/.test(mark)) return null
  const behind = html.slice(at + mark.length)
  return /^(?:\s|<br ?\/?>|<\/\w{1,10}>){0,12}$/.test(behind)
    ? `${html.slice(0, at).replace(/(?:\s|<br ?\/?>){1,8}$/, '')}${behind.replace(/^\s+/, '')}`
    : null
}
