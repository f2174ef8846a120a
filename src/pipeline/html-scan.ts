/**
 * One linear pass over HTML as it came, without building anything: what a reader would see, and how deep it nests.
 * It stands beside the sanitiser's parser on purpose: it measures what may be parsed at all, reads what may not, and is
 * the independent witness that sanitising lost no word. (html-to-text parses, so it can do none of the three.)
 */
import { decodeEntity } from './entities.ts'

/** What a reader sees: `text` with a line for each block, and where its runs stand in the HTML. */
export interface VisibleText {
  text: string
  /** Offsets in `text` at which a run begins, ascending, and the offset of the same character in the HTML. */
  runs: { text: number[]; html: number[] }
}

interface TagVisitor {
  text(start: number, end: number): void
  tag(name: string, closing: boolean, start: number, end: number): void
}

/** Elements whose content is not markup (HTML standard 13.1.2: raw text and escapable raw text), and foreign drawings. */
const OPAQUE = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'svg', 'math'])

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
])

/** Elements that a sibling closes unasked: a run of them does not nest. */
const SELF_ENDING = new Set(['p', 'li', 'dt', 'dd', 'option', 'optgroup', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot'])

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
)

/** True where the element starts on a line of its own. */
export function isBlockElement(name: string): boolean {
  return BLOCKS.has(name)
}

/** Calls the visitor for each run of text and each tag, in order. Linear: no position is looked at more than twice. */
export function scanHtml(html: string, visitor: TagVisitor): void {
  const length = html.length
  const unclosed = new Set<string>()
  let textFrom = 0
  let at = html.indexOf('<')
  while (at !== -1) {
    const mark = html.charCodeAt(at + 1)
    const closing = mark === 0x2f
    const nameFrom = closing ? at + 2 : at + 1
    if (!isLetter(html.charCodeAt(nameFrom)) && mark !== 0x21 && mark !== 0x3f && !closing) {
      at = html.indexOf('<', at + 1)
      continue
    }
    const end = isLetter(html.charCodeAt(nameFrom)) ? endOfTag(html, nameFrom) : endOfMarkup(html, at)
    if (end === -1) break
    if (at > textFrom) visitor.text(textFrom, at)
    textFrom = end
    if (isLetter(html.charCodeAt(nameFrom))) {
      const name = nameAt(html, nameFrom)
      visitor.tag(name, closing, at, end)
      if (!closing && OPAQUE.has(name) && !unclosed.has(name)) {
        const close = endOfOpaque(html, name, end)
        if (close === -1) unclosed.add(name)
        else textFrom = close
      }
    }
    at = html.indexOf('<', textFrom)
  }
  if (textFrom < length) visitor.text(textFrom, length)
}

/** True where elements nest deeper than `limit`. Stops at the first that does. */
export function nestsDeeperThan(html: string, limit: number): boolean {
  const open = new Map<string, number>()
  const stack: string[] = []
  let deepest = 0
  scanHtml(html, {
    text() {},
    tag(name, closing) {
      if (deepest > limit || VOID.has(name)) return
      if (!closing) {
        if (SELF_ENDING.has(name) && stack.at(-1) === name) return
        stack.push(name)
        open.set(name, (open.get(name) ?? 0) + 1)
        deepest = Math.max(deepest, stack.length)
      } else if (open.get(name)) {
        let popped: string | undefined
        do {
          popped = stack.pop()
          if (popped !== undefined) open.set(popped, (open.get(popped) ?? 1) - 1)
        } while (popped !== undefined && popped !== name)
      }
    },
  })
  return deepest > limit
}

/** The text that a reader of the HTML sees, hidden text included (style is not looked at), white space collapsed. */
export function readVisibleText(html: string): VisibleText {
  const runs: VisibleText['runs'] = { text: [], html: [] }
  let text = ''
  let pending = ''
  let option = false
  const put = (piece: string, offset: number) => {
    if (pending !== '' && text !== '') text += pending
    pending = ''
    runs.text.push(text.length)
    runs.html.push(offset)
    text += piece
  }
  const putNode = (start: number, end: number) => {
    const node = html.slice(start, end)
    const run = /[ \t\n\r\f\v]+|&|[^ \t\n\r\f\v&]+(?: [^ \t\n\r\f\v&]+)*/y
    for (let found = run.exec(node); found; found = run.exec(node)) {
      if (found[0] === '&') {
        const entity = decodeEntity(node, found.index)
        put(entity.text, start + found.index)
        run.lastIndex = found.index + entity.length
      } else if (isSpace(found[0].charCodeAt(0))) pending ||= ' '
      else put(found[0], start + found.index)
    }
  }
  scanHtml(html, {
    text(start, end) {
      if (!option) putNode(start, end)
    },
    tag(name, closing) {
      if (name === 'option' || name === 'select') option = name === 'option' && !closing
      if (name === 'p' || (!closing && /^h[1-6]$/.test(name))) pending = '\n\n'
      else if (name === 'br') pending = pending.startsWith('\n') ? '\n\n' : '\n'
      else if (BLOCKS.has(name) && !pending.startsWith('\n')) pending = '\n'
    },
  })
  return { text, runs }
}

/** The offset in the HTML of a character of its visible text. */
export function htmlOffset(visible: VisibleText, offset: number): number {
  let low = 0
  let high = visible.runs.text.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((visible.runs.text[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return (visible.runs.html[low] ?? 0) + offset - (visible.runs.text[low] ?? 0)
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

function nameAt(html: string, from: number): string {
  let to = from
  while (to < html.length) {
    const code = html.charCodeAt(to)
    if (code === 0x3e || code === 0x2f || code === 0x20 || (code >= 0x09 && code <= 0x0d)) break
    to++
  }
  return html.slice(from, to).toLowerCase()
}

/** After the `>` that ends the tag, quoted attribute values skipped; -1 where there is none. */
function endOfTag(html: string, from: number): number {
  let quote = 0
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x3e) return at + 1
    else if ((code === 0x22 || code === 0x27) && html.charCodeAt(at - 1) === 0x3d) quote = code
  }
  return -1
}

/** After a comment, doctype, processing instruction or bogus end tag. */
function endOfMarkup(html: string, from: number): number {
  if (html.startsWith('<!--', from)) {
    if (html.startsWith('>', from + 4)) return from + 5
    if (html.startsWith('->', from + 4)) return from + 6
    const end = html.indexOf('-->', from + 4)
    return end === -1 ? -1 : end + 3
  }
  const end = html.indexOf('>', from)
  return end === -1 ? -1 : end + 1
}

/** Start of the end tag that closes an opaque element, or -1: then its text is read, as losing it would be worse. */
function endOfOpaque(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
  close.lastIndex = from
  return close.exec(html)?.index ?? -1
}
