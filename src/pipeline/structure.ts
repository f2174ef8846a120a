/** Lays the parts of a message out: which are its text, in which order and form, and which are files (RFC 2046, RFC 2387). */
import { decodeText } from './charset.ts'
import { takeUuencoded } from './documents/uuencode.ts'

/** Parsed header fields of a part by lowercase name, as mailparser makes them. */
export type PartHeaders = ReadonlyMap<string, unknown>

/** A part without children, its bytes in the order they arrived. */
export interface Leaf {
  /** Lowercase media type, of the file name where the message declares only octets. */
  type: string
  filename: string | null
  contentId: string | null
  /** Stands in a multipart/related: an image of the text. */
  related: boolean
  chunks: Uint8Array[]
  /** All bytes, also those over the limit that were not kept. */
  size: number
}

/** A node of mailparser's tree; its leaf is found by its `headers`. */
export interface MimeNode {
  headers: PartHeaders
  headerLines: readonly { key: string; line: string }[]
  children: MimeNode[]
}

/** A stretch of the message's text in one or two forms of the same words. */
export interface Section {
  text: PlainText | null
  html: string | null
}

export interface PlainText {
  value: string
  /** RFC 3676: `format=flowed`, with or without `delsp=yes`. */
  flowed: boolean
  delSp: boolean
}

export interface Layout {
  sections: Section[]
  files: FilePart[]
  /** A text part was over the limit: `sections` holds only its beginning. */
  cut: boolean
}

export interface FilePart {
  leaf: Leaf
  declaredType: string
  disposition: 'inline' | 'attachment'
  /** The attachment it came in, from 1. */
  within?: number
  /** Why its text cannot be read, a sentence for an editor. */
  unread?: string
  headerLines: MimeNode['headerLines']
}

/** Text beyond this is not decoded: the copy keeps 1 MiB, and no charset needs more than four bytes a character. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024

/** The message's text and files, in the order of the message. */
export function layOut(tree: MimeNode, leaves: ReadonlyMap<PartHeaders, Leaf>): Layout {
  const files: FilePart[] = []
  const reading = { begun: false, cut: false }
  const sections = layOutNode(tree, { leaves, files, parent: null, readable: true, reading })
  return { sections: sections.filter((one) => one.text !== null || one.html !== null), files, cut: reading.cut }
}

/** A leaf's bytes as one array with a buffer of its own, so that a thread can transfer it. */
export function joinChunks(leaf: Leaf, limit = Number.POSITIVE_INFINITY): Uint8Array<ArrayBuffer> {
  const kept = leaf.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const bytes = new Uint8Array(Math.min(kept, limit))
  let at = 0
  for (const chunk of leaf.chunks) {
    if (at >= bytes.length) break
    bytes.set(at + chunk.length > bytes.length ? chunk.subarray(0, bytes.length - at) : chunk, at)
    at += chunk.length
  }
  return bytes
}

interface Place {
  leaves: ReadonlyMap<PartHeaders, Leaf>
  files: FilePart[]
  parent: string | null
  /** False where a text part is a file: beside the root of a multipart/related. */
  readable: boolean
  /** Whether text was met (a text part with a file name is the text only where there was none before it), and whether it was cut. */
  reading: { begun: boolean; cut: boolean }
}

function layOutNode(node: MimeNode, place: Place): Section[] {
  const leaf = place.leaves.get(node.headers)
  // A boundary on a part that is no multipart still divides it for mailparser: what it found inside must not be lost.
  if (leaf) return [...layOutLeaf(node, leaf, place), ...node.children.flatMap((child) => layOutNode(child, place))]
  const type = structured(node.headers.get('content-type')).value
  const inside = { ...place, parent: type }
  if (type === 'multipart/alternative')
    return mergeAlternatives(node.children.map((child) => layOutNode(child, inside)))
  if (type === 'multipart/related') {
    const start = structured(node.headers.get('content-type')).params.start
    const root =
      node.children.find((child) => start !== undefined && child.headers.get('content-id') === start) ??
      node.children[0]
    return node.children.flatMap((child) =>
      layOutNode(child, { ...inside, readable: place.readable && child === root }),
    )
  }
  const sections: Section[] = []
  for (const child of node.children) sections.push(...layOutNode(child, { ...inside, readable: place.readable }))
  return sections
}

function layOutLeaf(node: MimeNode, leaf: Leaf, place: Place): Section[] {
  const contentType = structured(node.headers.get('content-type'))
  const disposition = structured(node.headers.get('content-disposition')).value
  // RFC 2046 section 5.1.5: in a digest, a part without a type is a message.
  const type =
    place.parent === 'multipart/digest' && contentType.value === '' ? 'message/rfc822' : leaf.type || 'text/plain'
  const inline = disposition === '' || disposition === 'inline'
  const named = leaf.filename !== null && place.parent === 'multipart/mixed'
  if (place.readable && isText(type) && ((inline && (!named || !place.reading.begun)) || place.parent === null)) {
    place.reading.begun = true
    if (leaf.size > MAX_TEXT_BYTES) place.reading.cut = true
    const value = decodeText(joinChunks(leaf, MAX_TEXT_BYTES), contentType.params.charset ?? null, type === 'text/html')
      // In two plain steps, as every line of a message ends so and a pattern takes twice the time.
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')
    if (type === 'text/html') return [{ text: null, html: value }]
    const flowed = contentType.params.format?.toLowerCase() === 'flowed'
    const uuencoded = value.includes('begin ') ? takeUuencoded(value) : { text: value, files: [] }
    place.files.push(...uuencoded.files)
    const delSp = flowed && contentType.params.delsp?.toLowerCase() === 'yes'
    return [{ text: { value: uuencoded.text, flowed, delSp }, html: null }]
  }
  // Accelerated pages repeat the words of the HTML part in a form that no browser outside one firm's mail shows.
  if (type === 'text/x-amp-html') return []
  const declaredType = contentType.value || type
  place.files.push({
    leaf: { ...leaf, type },
    declaredType,
    disposition: leaf.related || (disposition === 'inline' && type.startsWith('image/')) ? 'inline' : 'attachment',
    headerLines: node.headerLines,
  })
  return []
}

/** RFC 2046 section 5.1.4: the same content in several forms, the richest last. */
function mergeAlternatives(alternatives: Section[][]): Section[] {
  const rich = alternatives.findLast((sections) => sections.some((one) => one.html !== null))
  const plain = alternatives.find((sections) => sections.length > 0 && sections.every((one) => one.html === null))
  if (!rich) return plain ?? []
  if (!plain) return rich
  const text = plain.map((one) => one.text).filter((one) => one !== null)
  const [first] = text
  if (!first) return rich
  return [
    {
      text: { ...first, value: text.map((one) => one.value).join('\n\n') },
      html: rich.map(sectionHtml).join('\n<br>\n'),
    },
  ]
}

function sectionHtml(section: Section): string {
  if (section.html !== null) return section.html
  return (section.text?.value ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>\n')
}

function isText(type: string): boolean {
  return /^text(\/(plain|html|enriched|richtext|x-unknown))?$/.test(type)
}

/** A structured field's value and parameters, both lowercase where they are names; empty where the field is absent. */
export function structured(field: unknown): { value: string; params: Readonly<Record<string, string>> } {
  if (typeof field !== 'object' || field === null || !('params' in field) || !('value' in field)) {
    return { value: '', params: {} }
  }
  return { value: String(field.value).toLowerCase().trim(), params: field.params as Record<string, string> }
}
