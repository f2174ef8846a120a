/** Notes what cleaning takes away from a message, for the person who reads the draft. */
import type { Removal } from './draft.ts'
import { isHidden, isPixel, type ReadStyle, remoteUrlsIn, visibilityOf } from './hidden.ts'

/** A hostile message can hold thousands; a person reads the first few. */
const MAX_REMOVALS = 200
const MAX_DETAIL_LENGTH = 200

const OBJECTS = new Set(['object', 'embed', 'applet', 'svg', 'math', 'audio', 'video'])
const FORMS = new Set(['form', 'input', 'button', 'select', 'textarea'])
const FRAMES = new Set(['iframe', 'frame', 'frameset'])
const MARKUP = new Set(['link', 'base', 'template'])

export interface Removals {
  list: Removal[]
  /** Adds what is not in the list yet, up to the limit; long details are cut. */
  add(what: Removal['what'], detail: string): void
}

/** Whether the list may lack some of what was removed. */
export function isFull(removed: readonly Removal[]): boolean {
  return removed.length >= MAX_REMOVALS
}

/** An empty list of removals. */
export function startRemovals(): Removals {
  const list: Removal[] = []
  const seen = new Set<string>()
  return {
    list,
    add(what, detail) {
      const flat = detail.replace(/\s+/g, ' ').trim()
      const short = flat.length > MAX_DETAIL_LENGTH ? `${flat.slice(0, MAX_DETAIL_LENGTH)}…` : flat
      const key = `${what} ${short}`
      if (list.length >= MAX_REMOVALS || seen.has(key)) return
      seen.add(key)
      list.push({ what, detail: short })
    },
  }
}

/** Notes what of an element, as it came in, will not be in the copy. */
export function noteElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  removals: Removals,
  readStyle: ReadStyle,
): void {
  if (name === 'script') removals.add('script', attributes.src ?? 'in the message itself')
  else if (name === 'style') removals.add('style', 'style sheet')
  else if (name === 'img' || name === 'image') noteImage(attributes, removals, readStyle)
  else if (FORMS.has(name)) removals.add('form', `<${name}>`)
  else if (FRAMES.has(name)) removals.add('frame', attributes.src ?? 'in the message itself')
  else if (OBJECTS.has(name)) removals.add('object', `<${name}>`)
  else if (MARKUP.has(name) || (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '')))
    removals.add('markup', `<${name}>`)
  for (const attribute in attributes) {
    const value = attributes[attribute] ?? ''
    if (/^on/i.test(attribute)) removals.add('event handler', `${attribute} of <${name}>`)
    else if (attribute === 'background' && /^(https?:)?\/\//i.test(value.trim())) removals.add('remote image', value)
    else if (attribute === 'style') for (const url of remoteUrlsIn(value)) removals.add('remote image', url)
    else if ((attribute === 'href' || attribute === 'xlink:href') && name !== 'link' && name !== 'base')
      noteLink(value, removals)
  }
}

// Tracking links of mail platforms reach 2,000 characters; browsers and servers give up at about 8,000.
const MAX_HREF_LENGTH = 4_000

/** The address of a link if it may stand in the copy: absolute, and of a scheme that only opens a page, a letter or a call. */
export function safeHref(value: string): string | null {
  // Browsers ignore these characters anywhere in a URL (URL standard 4.4), so `java\nscript:` is one word to them.
  const href = value
    .trim()
    .replace(/[\p{Cc}\p{Bidi_Control}\u200b\ufeff]+/gu, '')
    .trim()
    .replace(/[ \u00a0]/g, '%20')
  if (href.length > MAX_HREF_LENGTH) return null
  return /^(https?:\/\/[^/\\]|mailto:.|tel:.)/i.test(href) && URL.canParse(href) ? withTrueHost(href) : null
}

/** Without a name and password, which pass for the host: `https://bank.example@thief.example/`, and `\` as the `/` that browsers take it for. */
export function withTrueHost(href: string): string {
  if (!/^https?:\/\/[^/?#]{0,4000}[@\\]/i.test(href)) return href
  const url = URL.parse(href)
  if (url === null) return href
  url.username = ''
  url.password = ''
  return url.href
}

function noteLink(value: string, removals: Removals): void {
  const plain = value.trim()
  if (plain !== '' && !plain.startsWith('#') && safeHref(value) === null) removals.add('unsafe link', plain)
}

function noteImage(attributes: Readonly<Record<string, string>>, removals: Removals, readStyle: ReadStyle): void {
  const source = (attributes.src ?? attributes.href ?? attributes['xlink:href'] ?? '').trim()
  const remote = /^(https?:)?\/\//i.test(source) || /\bhttps?:/i.test(attributes.srcset ?? '')
  if (!remote) return
  const isUnseen =
    isPixel(attributes, readStyle) ||
    isHidden('img', attributes, readStyle) ||
    visibilityOf(attributes, readStyle) === 'unseen'
  removals.add(isUnseen ? 'tracking pixel' : 'remote image', source || (attributes.srcset ?? ''))
}
