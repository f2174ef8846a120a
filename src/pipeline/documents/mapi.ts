/** Properties of Outlook's objects (MS-OXPROPS) as TNEF carries them (MS-OXTNEF section 2.1.3.4), and what is read of them. */
import { decodeText } from '../charset.ts'
import type { Section } from '../structure.ts'
import { decompressRtf } from './compressed-rtf.ts'
import { readRtf } from './rtf.ts'

/** Values by property id; of those with several values the first. Strings come decoded, binaries as bytes, others as numbers. */
export type MapiProperties = ReadonlyMap<number, string | Uint8Array | number>

export const PROPERTY = {
  subject: 0x0037,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  representingName: 0x0042,
  representingAddress: 0x0065,
  senderSmtp: 0x5d01,
  representingSmtp: 0x5d02,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  codePage: 0x3fde,
  attachFile: 0x3701,
  attachName: 0x3704,
  attachMethod: 0x3705,
  attachLongName: 0x3707,
  attachType: 0x370e,
  attachId: 0x3712,
  attachHidden: 0x7ffe,
} as const

const STRING8 = 0x1e
const UNICODE = 0x1f
const OBJECT = 0x0d
const BINARY = 0x102
const MULTIPLE = 0x1000
/** Bytes of the types of fixed length (MS-OXCDATA section 2.11.1). */
const FIXED: Readonly<Record<number, number>> = {
  2: 2,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 2,
  20: 8,
  64: 8,
  72: 16,
}
const MAX_PROPERTIES = 2_000

/** Reads a list of properties; what breaks off ends it. `page` is the code page of 8-bit strings. */
export function readMapi(bytes: Uint8Array, page: number): MapiProperties {
  const properties = new Map<number, string | Uint8Array | number>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.length < 4 ? 0 : Math.min(view.getUint32(0, true), MAX_PROPERTIES)
  let at = 4
  try {
    for (let index = 0; index < count; index++) {
      const type = view.getUint16(at, true)
      const id = view.getUint16(at + 2, true)
      at += 4
      if (id >= 0x8000) at = skipName(view, at)
      const [value, end] = readValue(bytes, view, at, type, page)
      if (value !== null) properties.set(id, value)
      at = end
    }
  } catch (error) {
    // Reading beyond the end, in a file that was cut.
    if (!(error instanceof RangeError)) throw error
  }
  return properties
}

/** A string property without zeros at its end, or null. */
export function stringOf(properties: MapiProperties, id: number): string | null {
  const value = properties.get(id)
  const text = typeof value === 'string' ? value.replace(/\0.*$/s, '').trim() : ''
  return text === '' ? null : text
}

/** The message's text: HTML, else what Outlook put into RTF, else plain text. */
export function bodyOf(
  properties: MapiProperties,
  page: number,
): { section: Section | null; rtf: ReturnType<typeof readRtf> | null } {
  const plain = stringOf(properties, PROPERTY.body)
  const text =
    plain === null
      ? null
      : { value: plain.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), flowed: false, delSp: false }
  const html = htmlOf(properties.get(PROPERTY.html), page)
  if (html !== null) return { section: { text, html }, rtf: null }
  const packed = properties.get(PROPERTY.rtf)
  const rtf = packed instanceof Uint8Array ? decompressRtf(packed) : null
  const read = rtf === null ? null : readRtf(rtf)
  if (read?.section) return { section: { text: read.section.text ?? text, html: read.section.html }, rtf: read }
  return { section: text === null ? null : { text, html: null }, rtf: read }
}

function htmlOf(value: string | Uint8Array | number | undefined, page: number): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return value instanceof Uint8Array && value.length > 0 ? decodeText(value, charsetOfPage(page), true) : null
}

/** Label of a Windows code page. */
export function charsetOfPage(page: number): string {
  return page === 65001 ? 'utf-8' : page === 20127 ? 'us-ascii' : `windows-${page}`
}

function skipName(view: DataView, at: number): number {
  const kind = view.getUint32(at + 16, true)
  if (kind === 0) return at + 24
  return at + 24 + padded(view.getUint32(at + 20, true))
}

function readValue(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  whole: number,
  page: number,
): [string | Uint8Array | number | null, number] {
  const type = whole & ~MULTIPLE
  const variable = type === STRING8 || type === UNICODE || type === BINARY || type === OBJECT
  const many = (whole & MULTIPLE) !== 0
  const counted = many || variable
  const count = counted ? view.getUint32(at, true) : 1
  let next = counted ? at + 4 : at
  const size = FIXED[type]
  if (!variable && size === undefined) throw new RangeError(`There is no property type ${type}.`)
  let first: string | Uint8Array | number | null = null
  for (let index = 0; index < Math.min(count, MAX_PROPERTIES); index++) {
    const length = variable ? view.getUint32(next, true) : (size ?? 0)
    const start = variable ? next + 4 : next
    if (start + length > bytes.length) throw new RangeError('The property breaks off.')
    if (index === 0) first = readOne(bytes.subarray(start, start + length), view, start, type, page)
    next = start + (variable || many ? padded(length) : Math.max(4, length))
  }
  return [first, next]
}

function readOne(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  type: number,
  page: number,
): string | Uint8Array | number {
  if (type === UNICODE) return new TextDecoder('utf-16le').decode(bytes)
  if (type === STRING8) return decodeText(bytes, charsetOfPage(page), false)
  if (type === BINARY || type === OBJECT) return bytes
  return bytes.length === 2 ? view.getUint16(start, true) : view.getUint32(start, true)
}

function padded(length: number): number {
  return (length + 3) & ~3
}
