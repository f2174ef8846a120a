/** Where the HTML of a message shows its pictures, and what stands around them. */
import { decodeEntity } from '../entities.ts'
import { isBlockElement, scanHtml } from '../html-scan.ts'
import { markOfThread } from '../thread-markup.ts'

/** A newsletter shows some fifty; more are an attack. */
const MAX_SHOWINGS = 500
/** A tag longer than this holds a picture itself. */
const MAX_TAG_LENGTH = 8_000
const MAX_LINE_LENGTH = 600
/** Lines below a picture in which a signature still gives numbers and addresses. */
const NEAR_LINES = 4

export interface Showing {
  /** Content id, or name, by which the HTML asks for it; lower case. */
  source: string
  alt: string | null
  /** As the HTML wants it, in pixels. */
  width: number | null
  height: number | null
  /** In what a mail program marks as the signature. */
  signature: boolean
  /** Lower case; null: it is no link. */
  linksTo: string | null
  /** The lines next to it, the nearest last. */
  above: string[]
  /** The lines next to it, the nearest first. */
  below: string[]
  /** Whether the nearest line below is set as a caption: named so, or only in italics or small. */
  captioned: 'surely' | 'perhaps' | null
}

/** Every picture that the pages show from the message itself, in order. */
export function findShowings(pages: readonly string[]): Showing[] {
  return pages.flatMap((page) => (/<img\b/i.test(page) ? readPage(page) : []))
}

interface Reading {
  showings: Showing[]
  lines: string[]
  line: string
  captioned: Showing['captioned']
  signature: { name: string; depth: number } | null
  link: string | null
  caption: { name: string; sure: boolean } | null
}

function readPage(page: string): Showing[] {
  const reading: Reading = {
    showings: [],
    lines: [],
    line: '',
    captioned: null,
    signature: null,
    link: null,
    caption: null,
  }
  scanHtml(page, {
    text(start, end) {
      if (reading.line.length >= MAX_LINE_LENGTH) return
      reading.line += page.slice(start, Math.min(end, start + MAX_LINE_LENGTH))
      if (reading.caption !== null && /\S/.test(reading.line))
        reading.captioned ??= reading.caption.sure ? 'surely' : 'perhaps'
    },
    tag(name, closing, start, end) {
      if (isBlockElement(name) || name === 'br') endLine(reading)
      const tag = closing || end - start > MAX_TAG_LENGTH ? '' : page.slice(start, end)
      if (name === 'img') addShowing(reading, tag)
      else follow(reading, name, closing, tag)
    },
  })
  endLine(reading)
  return reading.showings
}

function endLine(reading: Reading): void {
  const text = decodeEntities(reading.line).replace(/\s+/g, ' ').trim()
  const captioned = reading.captioned
  reading.line = ''
  reading.captioned = null
  if (text === '') return
  reading.lines.push(text)
  for (let at = reading.showings.length - 1; at >= 0; at--) {
    const showing = reading.showings[at]
    if (showing === undefined || showing.below.length >= NEAR_LINES) break
    if (showing.below.length === 0) showing.captioned = captioned
    showing.below.push(text)
  }
}

function addShowing(reading: Reading, tag: string): void {
  if (reading.showings.length >= MAX_SHOWINGS) return
  const source = sourceOf(attributeOf(tag, 'src'))
  if (source === null) return
  reading.showings.push({
    source,
    alt: attributeOf(tag, 'alt')?.replace(/\s+/g, ' ').trim() || null,
    width: lengthOf(tag, 'width'),
    height: lengthOf(tag, 'height'),
    signature: reading.signature !== null,
    linksTo: reading.link,
    above: reading.lines.slice(-NEAR_LINES),
    below: [],
    captioned: null,
  })
}

/** Keeps account of the signature, the link and the caption that what follows stands in. */
function follow(reading: Reading, name: string, closing: boolean, tag: string): void {
  if (name === 'a') reading.link = closing ? null : (attributeOf(tag, 'href')?.toLowerCase() ?? null)
  if (reading.signature?.name === name) {
    reading.signature.depth += closing ? -1 : 1
    if (reading.signature.depth <= 0) reading.signature = null
  } else if (reading.signature === null && /\b(?:class|id)\s*=/i.test(tag)) {
    const names = { class: attributeOf(tag, 'class') ?? '', id: attributeOf(tag, 'id') ?? '' }
    if (markOfThread(name, names) === 'signature') reading.signature = { name, depth: 1 }
  }
  if (reading.caption?.name === name && closing) reading.caption = null
  else if (reading.caption === null && !closing) reading.caption = captionOf(name, tag)
}

function captionOf(name: string, tag: string): Reading['caption'] {
  if (name === 'figcaption') return { name, sure: true }
  if (/\bclass\s*=\s*["'][^"']{0,200}(?:caption|legend|bildunterschrift)/i.test(tag)) return { name, sure: true }
  const slight = name === 'em' || name === 'i' || name === 'small' || /font-style\s*:\s*italic/i.test(tag)
  return slight ? { name, sure: false } : null
}

/** Only what comes with the message: nothing is ever loaded from elsewhere. */
function sourceOf(src: string | null): string | null {
  if (src === null) return null
  const cid = /^\s*cid:(.{1,400})$/i.exec(src)?.[1]
  if (cid !== undefined) return unescapeOnce(cid).trim().toLowerCase()
  return /^[^:/\\?#]{1,200}\.\w{2,5}$/.test(src) ? unescapeOnce(src).toLowerCase() : null
}

function unescapeOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&#?\w{1,32};?/g, (written) => {
    const { text: read, length } = decodeEntity(written, 0)
    return read + written.slice(length)
  })
}

type AttributeName = 'src' | 'alt' | 'href' | 'class' | 'id' | 'style' | 'width' | 'height'

const ATTRIBUTES = new Map(
  (['src', 'alt', 'href', 'class', 'id', 'style', 'width', 'height'] as const).map((name) => [
    name,
    new RegExp(`[\\s"'/]${name}\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i'),
  ]),
)
const STYLES = {
  width: /(?:^|[;\s])width\s{0,9}:\s{0,9}(\d{1,5})(?:\.\d{1,9})?px/i,
  height: /(?:^|[;\s])height\s{0,9}:\s{0,9}(\d{1,5})(?:\.\d{1,9})?px/i,
}

function attributeOf(tag: string, name: AttributeName): string | null {
  const [, double, single, bare] = ATTRIBUTES.get(name)?.exec(tag) ?? []
  const value = double ?? single ?? bare
  return value === undefined ? null : decodeEntities(value)
}

/** The attribute, else the style. */
function lengthOf(tag: string, name: 'width' | 'height'): number | null {
  const written = /^\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$/.exec(attributeOf(tag, name) ?? '')?.[1]
  const styled = STYLES[name].exec(attributeOf(tag, 'style') ?? '')?.[1]
  const found = written ?? styled
  return found === undefined ? null : Number(found)
}
