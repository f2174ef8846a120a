/**
 * One linear pass over HTML as it came, without building anything: what a reader would see, and how deep it nests.
 * It stands beside the sanitiser's parser on purpose: it measures what may be parsed at all, reads what may not, and is
 * the independent witness that sanitising lost no word. (html-to-text parses, so it can do none of the three.)
 */

/** What a reader sees: `text` with a line for each block, and for each of its characters the offset in the HTML. */
export interface VisibleText {
  text: string
  /** Offset in the HTML of the character at the same index of `text`. */
  offsets: Uint32Array
}

export interface TagVisitor {
  text(start: number, end: number): void
  tag(name: string, closing: boolean, start: number, end: number): void
}

/** Elements whose content is not markup (HTML standard 13.1.2: raw text and escapable raw text), and foreign drawings. */
const OPAQUE = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'svg', 'math'])

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])

/** Elements that a sibling closes unasked: a run of them does not nest. */
const SELF_ENDING = new Set(['p', 'li', 'dt', 'dd', 'option', 'optgroup', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot'])

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul'.split(' '),
)

/** True where the element starts on a line of its own. */
export function isBlockElement(name: string): boolean {
  return BLOCKS.has(name)
}

/** Calls the visitor for each run of text and each tag, in order. Linear: no position is looked at more than twice. */
export function scanHtml(html: string, visitor: TagVisitor): void {
  const length = html.length
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
      if (!closing && OPAQUE.has(name)) {
        const close = endOfOpaque(html, name, end)
        if (close !== -1) textFrom = close
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
  const out: string[] = []
  const offsets: number[] = []
  let pending = ''
  let option = false
  const put = (piece: string, offset: number) => {
    for (let at = 0; at < piece.length; at++) offsets.push(offset)
    out.push(piece)
  }
  scanHtml(html, {
    text(start, end) {
      if (option) return
      let at = start
      while (at < end) {
        const code = html.charCodeAt(at)
        if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) {
          if (pending === '') pending = ' '
          at++
          continue
        }
        if (pending !== '' && out.length > 0) put(pending, at)
        pending = ''
        if (code === 0x26) {
          const entity = decodeEntity(html, at, end)
          put(entity.text, at)
          at += entity.length
        } else {
          let stop = at + 1
          while (stop < end && !isSpaceOrAmp(html.charCodeAt(stop))) stop++
          for (let one = at; one < stop; one++) offsets.push(one)
          out.push(html.slice(at, stop))
          at = stop
        }
      }
    },
    tag(name, closing) {
      if (name === 'option' || name === 'select') option = name === 'option' && !closing
      if (name === 'p' || (!closing && /^h[1-6]$/.test(name))) pending = '\n\n'
      else if (name === 'br') pending = pending.startsWith('\n') ? '\n\n' : '\n'
      else if (BLOCKS.has(name) && !pending.startsWith('\n')) pending = '\n'
    },
  })
  return { text: out.join(''), offsets: Uint32Array.from(offsets) }
}

/** Where `words` stand in the HTML, compared with white space collapsed; null where they do not stand in one piece. */
export function findInHtml(html: string, words: string): { start: number; end: number } | null {
  const { text, offsets } = readVisibleText(html)
  const flat = text.replace(/[\n\u00a0]/g, ' ').replace(/ {2}/g, '\u0000 ')
  const at = flat.replaceAll('\u0000', ' ').indexOf(words.replace(/\s/g, ' '))
  if (at === -1 || words === '') return null
  return { start: offsets[at] ?? 0, end: (offsets[at + words.length - 1] ?? 0) + 1 }
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function isSpaceOrAmp(code: number): boolean {
  return code === 0x26 || code === 0x20 || (code >= 0x09 && code <= 0x0d)
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

/** Names of U+00A0 to U+00FF in order, then the others that mail uses (HTML standard 13.5). */
const LATIN_ENTITIES =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  )

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN_ENTITIES.map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
    hellip: '…',
    bull: '•',
    euro: '€',
    trade: '™',
    dagger: '†',
    Dagger: '‡',
    permil: '‰',
    OElig: 'Œ',
    oelig: 'œ',
    Scaron: 'Š',
    scaron: 'š',
    Yuml: 'Ÿ',
    ensp: '\u2002',
    emsp: '\u2003',
    thinsp: '\u2009',
    zwnj: '\u200c',
    zwj: '\u200d',
    lrm: '\u200e',
    rlm: '\u200f',
    larr: '←',
    rarr: '→',
    minus: '−',
  }),
])

function decodeEntity(html: string, at: number, end: number): { text: string; length: number } {
  const found = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?/.exec(html.slice(at, Math.min(end, at + 36)))
  if (!found) return { text: '&', length: 1 }
  const [whole, decimal, hex, name] = found
  if (name !== undefined) {
    const known = ENTITIES.get(name)
    return known === undefined ? { text: '&', length: 1 } : { text: known, length: whole.length }
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number.parseInt(decimal, 10)
  return { text: characterOf(code), length: whole.length }
}

/** HTML standard 13.2.5.80: 0x80 to 0x9F in a numeric reference mean windows-1252; no NUL, no surrogate. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code))
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD'
  return String.fromCodePoint(code)
}
