/** Finds where words of the copy stand in the message. */
import type { Evidence } from './draft.ts'
import { htmlOffset, type VisibleText } from './html-scan.ts'

/** The form of the message in which the copy was read, and its decoded text; `visible` is what a reader sees of HTML. */
export interface CopySource {
  part: 'text' | 'html' | 'attachment'
  text: string
  visible: VisibleText | null
  /** Which attachment, from 1. */
  attachment?: number
}

/** How often the first word may turn up before the words themselves do. */
const MAX_TRIES = 100

/** Where the words stand in the source from character `from` of its visible text on, white space and quote marks left out of account. */
export function locate(source: CopySource, words: string, from = 0): Evidence | null {
  const { part, visible, attachment } = source
  const place = findWords(visible?.text ?? source.text, words.replace(/…$/, ''), from)
  if (place === null) return null
  const { start, end } = place
  const span = visible ? { start: htmlOffset(visible, start), end: htmlOffset(visible, end - 1) + 1 } : { start, end }
  return { part, ...span, ...(attachment !== undefined && { attachment }) }
}

function findWords(text: string, words: string, from: number): { start: number; end: number } | null {
  const wanted = words.replace(/\s+/g, '')
  const first = /^\S{1,40}/.exec(words.trim())?.[0] ?? ''
  if (first === '') return null
  for (
    let start = text.indexOf(first, from), tries = 0;
    start !== -1 && tries < MAX_TRIES;
    start = text.indexOf(first, start + 1), tries++
  ) {
    let at = start
    let matched = 0
    while (matched < wanted.length && at < text.length) {
      if (text.charCodeAt(at) === wanted.charCodeAt(matched)) matched++
      else if (!/[\s>]/.test(text.charAt(at))) break
      at++
    }
    if (matched === wanted.length) return { start, end: at }
  }
  return null
}
