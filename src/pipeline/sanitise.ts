/** The only home of sanitize-html: HTML as it came in, newsroom HTML out. */
import sanitizeHtml, { type Attributes, type IOptions, type Tag } from 'sanitize-html'
import type { Block } from './block.ts'
import { OvergrownHtmlError } from './block-draft.ts'
import { buildBlocks } from './blocks.ts'
import type { Removal } from './draft.ts'
import { isHidden, type ReadStyle, startStyles, textSize, textStress, visibilityOf } from './hidden.ts'
import { isBlockElement, nestsDeeperThan, readVisibleText, type VisibleText } from './html-scan.ts'
import { keepsWords } from './keeps-words.ts'
import { unwrapLink } from './links.ts'
import { readPlainText } from './plain-text.ts'
import { noteElement, type Removals, safeHref, startRemovals } from './removals.ts'
import { markOfThread } from './thread-markup.ts'

/** The parser takes 7 s for 100,000 nested divs; a release's own HTML is under 100 KiB, newsletters reach 300. */
export const MAX_HTML_LENGTH = 512 * 1024
/** Table layouts of newsletters nest 60 deep; browsers flatten beyond 512. */
export const MAX_HTML_DEPTH = 200

const INLINE = ['strong', 'em', 'b', 'i', 'u', 'sub', 'sup', 'a', 'br', 'code']
const BLOCKS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'hr',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
  'caption',
  'figure',
  'figcaption',
  'pre',
]
/** Kept only so that `blocks.ts` sees where text breaks, is hidden or is quoted; it drops them. */
const SCAFFOLD = ['div', 'span']
/** Dropped with what is in them: none of it is text that a reader sees. */
const DROPPED_WHOLE = [
  'script',
  'style',
  'textarea',
  'option',
  'xmp',
  'title',
  'svg',
  'math',
  'iframe',
  'noembed',
  'noframes',
]
/** Dropped as tags, their text stays. */
const DROPPED_TAG = [
  'img',
  'image',
  'embed',
  'object',
  'applet',
  'link',
  'meta',
  'base',
  'form',
  'input',
  'button',
  'select',
  'frame',
  'frameset',
  'audio',
  'video',
  'source',
  'track',
  'template',
  'head',
  'col',
  'colgroup',
  'area',
  'map',
  'param',
  'wbr',
]

const KEPT = new Set([...INLINE, ...BLOCKS, ...SCAFFOLD])
const NEVER_RENAMED = new Set([...KEPT, ...DROPPED_WHOLE, ...DROPPED_TAG])
const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    h5: 'h4',
    h6: 'h4',
    dir: 'ul',
    menu: 'ul',
    listing: 'pre',
    plaintext: 'pre',
    tt: 'code',
    kbd: 'code',
    samp: 'code',
  }),
)

/** Where `buildBlocks` reads what became of an element's look: hidden, unseen, seen, tiny, thread, signature, or size and stress of its text. */
const LOOK = 'data-look'

interface CleanHtml {
  blocks: Block[]
  removed: Removal[]
  /** The runs of text that no reader sees. */
  hidden: string[]
  /** False where the HTML was not sanitised or lost words in it: the blocks are its text, without its structure. */
  structured: boolean
  /** What a reader sees of the HTML as it came in. */
  visible: VisibleText
}

/** Cleans HTML into blocks of the allow-list above. HTML over a limit, or whose cleaning would lose a visible word, becomes escaped text. */
export function sanitise(html: string): CleanHtml {
  const removals = startRemovals()
  const visible = readVisibleText(html)
  const limit = findBrokenLimit(html)
  if (limit !== null) {
    removals.add('markup', limit)
    return asText(visible, removals)
  }
  const built = buildWithinBudget(sanitizeHtml(html, optionsFor(removals, startStyles(html))))
  if (built === null) {
    removals.add('markup', 'The HTML repeats its formatting without end, so its text is shown without the layout.')
    return asText(visible, removals)
  }
  const { blocks, hidden } = built
  if (!keepsWords(visible.text, blocks.map((block) => block.text).join('\n'), hidden)) {
    removals.add('markup', 'Cleaning the HTML would have lost words, so its text is shown without the layout.')
    return asText(visible, removals)
  }
  for (const words of hidden) removals.add('hidden text', words)
  return { blocks, removed: removals.list, hidden, structured: true, visible }
}

function findBrokenLimit(html: string): string | null {
  if (html.length > MAX_HTML_LENGTH)
    return `The HTML is over ${MAX_HTML_LENGTH / 1024} KiB, so its text is shown without the layout.`
  if (nestsDeeperThan(html, MAX_HTML_DEPTH))
    return `The HTML nests deeper than ${MAX_HTML_DEPTH} levels, so its text is shown without the layout.`
  return null
}

function buildWithinBudget(clean: string): ReturnType<typeof buildBlocks> | null {
  try {
    return buildBlocks(clean)
  } catch (error) {
    if (error instanceof OvergrownHtmlError) return null
    throw error
  }
}

function asText(visible: VisibleText, removals: Removals): CleanHtml {
  return {
    blocks: readPlainText({ value: visible.text, flowed: false, delSp: false }),
    removed: removals.list,
    hidden: [],
    structured: false,
    visible,
  }
}

function optionsFor(removals: Removals, readStyle: ReadStyle): IOptions {
  return {
    allowedTags: [...KEPT],
    allowedAttributes: {
      '*': ['dir', 'lang', LOOK],
      a: ['href', 'rel'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nonTextTags: DROPPED_WHOLE,
    transformTags: { '*': (name, given) => rename(name, given, readStyle) },
    onOpenTag: (name, attributes) => noteElement(name, attributes, removals, readStyle),
  }
}

/** Gives an element the name and the attributes under which it may stay. */
function rename(name: string, given: Attributes, readStyle: ReadStyle): Tag {
  const renamed = NEVER_RENAMED.has(name) ? name : (RENAMED.get(name) ?? (isBlockElement(name) ? 'div' : 'span'))
  const attribs: Attributes = {}
  const look = lookOf(name, given, readStyle)
  if (look !== null) attribs[LOOK] = look
  if (/^(ltr|rtl|auto)$/i.test(given.dir ?? '')) attribs.dir = (given.dir ?? '').toLowerCase()
  if (/^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i.test(given.lang ?? '')) attribs.lang = given.lang ?? ''
  if (renamed === 'td' || renamed === 'th') copySpans(given, attribs)
  if (renamed !== 'a') return { tagName: renamed, attribs }
  const href = safeHref(given.href ?? '')
  if (href === null) return { tagName: 'span', attribs }
  return { tagName: 'a', attribs: { ...attribs, href: unwrapLink(href), rel: 'noopener noreferrer nofollow' } }
}

function lookOf(name: string, given: Attributes, readStyle: ReadStyle): string | null {
  if (isHidden(name, given, readStyle)) return 'hidden'
  const visibility = visibilityOf(given, readStyle)
  if (visibility !== null) return visibility
  const size = markOfThread(name, given) ?? textSize(given, readStyle)
  if (size !== null && !/^s\d/.test(size)) return size
  return ((size ?? 's') + textStress(given, readStyle)).replace(/^s$/, '') || null
}

function copySpans(given: Attributes, attribs: Attributes): void {
  for (const span of ['colspan', 'rowspan'])
    if (/^([2-9]|[1-9]\d)$/.test(given[span] ?? '')) attribs[span] = given[span] ?? ''
}
