/** How much of what stands below a line can only be copy. */
import { isPost } from './contact-line.ts'
import type { FootLines } from './foot-lines.ts'
import { looksLikeHeading, type Marker } from './markers.ts'
import { isPersonName } from './names.ts'
import { describes, isNameAboveProfile } from './own-profile.ts'
import type { SheetLine } from './sheet.ts'

/** More copy than this below a heading says that the copy did not end there. */
export const MAX_COPY_BELOW = 70
/** A boilerplate is no longer, nor are several companies' together by much. */
const MAX_BOILERPLATE_WORDS = 450
const MAX_BELOW_WORDS = 150

/** Numbered remarks are notes, at any length. */
const NUMBERED = /^(?:1[.)]|\[1\]|\(1\))\s/

/** Words below that can only be copy: under a heading of their own, or long paragraphs between contacts. */
export function copyBelow(read: FootLines, at: number): number {
  const { sheet, marks, languages } = read
  let state: Marker['kind'] | 'copy' | null = stateAt(read, at)
  let copy = 0
  let words = 0
  for (let index = at; index < sheet.lines.length && copy <= MAX_COPY_BELOW; index++) {
    const line = sheet.lines[index]
    const mark = marks[index]
    if (!line) break
    if (mark?.kind === 'end' && index > at) break
    if (index > at && mark && mark.kind !== 'rule') {
      state = mark.kind
      words = 0
    } else if (state === 'remarks' && NUMBERED.test(line.text)) state = 'notes'
    else if (index > at && (goesOn(read, line) || opensCopy(read, line, state))) state = 'copy'
    const count = line.text.length < 40 ? 1 : countWords(line.text)
    words += count
    if (state === 'copy') copy += count
    if (state === 'about' && words > MAX_BOILERPLATE_WORDS) copy += count
    if ((state === 'below' || state === 'remarks') && words > MAX_BELOW_WORDS) copy += count
    const loose =
      state === 'contact' || state === 'invitation' || state === 'rule' || state === 'full' || state === null
    if (loose && !mark && count > 20 && !describes(line.text, languages) && !read.isReachable(index)) copy += count
  }
  return copy
}

/** Below a source or a credit in one line stand sentences that no organisation says of itself. */
function goesOn({ marks, languages, isReachable }: FootLines, { first, index, text }: SheetLine): boolean {
  const above = marks[index - 1]
  if (above?.kind !== 'below' || above.rest === '') return false
  if (!first || /^["“„«»‘'–—]/u.test(text)) return first
  return (
    countWords(text) > 6 && /[.!?。…]["”“»’')\]]?$/u.test(text) && !isReachable(index) && !describes(text, languages)
  )
}

function stateAt(read: FootLines, at: number): Marker['kind'] | null {
  const kind = read.marks[at]?.kind
  if (kind !== undefined) return kind === 'end' ? null : kind
  const line = read.sheet.lines[at]
  return line !== undefined && isNameAboveProfile(read, line) ? 'about' : 'contact'
}

/** A heading that belongs to no part below the copy. */
function opensCopy({ sheet }: FootLines, line: SheetLine, state: Marker['kind'] | 'copy' | null): boolean {
  if (state === 'notes' || state === 'legal') return false
  if (line.level === 0 && !line.bold) return false
  const next = sheet.lines[line.index + 1]?.text ?? ''
  return looksLikeHeading(line) && next.length > 120 && !isPersonName(line.text) && !isPost(line.text)
}

/** Writing without spaces counts two characters a word. */
export function countWords(text: string): number {
  const wide = text.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0
  return (text.match(/\S+/g)?.length ?? 0) + (wide >> 1)
}
