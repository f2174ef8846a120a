/** Reads XMP (ISO 16684-1): the record that picture editors' programs write, found in a file of whatever format by its markers. */
import { Parser } from 'htmlparser2'

/** Photoshop's history of edits makes packets of some 100 KiB; what a newsroom wants stands before it. */
const MAX_PACKET_BYTES = 1024 * 1024
/** Records stand before the pixels, or behind them where they were added later. */
const HEAD_BYTES = 4 * 1024 * 1024
const TAIL_BYTES = MAX_PACKET_BYTES
/** Properties nest six deep in the longest structures. */
const MAX_DEPTH = 40
/** Authors and languages of one property; more are an attack. */
const MAX_VALUES = 50
const CHUNK = 16 * 1024

const PREFIXES: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/xap/1.0/rights/': 'xmpRights',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': 'Iptc4xmpExt',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
}

/** One value of a property; `language` is that of an alternative, in lower case. */
export interface XmpValue {
  language: string | null
  text: string
}

/** Values by property, such as `dc:description`, whatever prefix the writer chose. */
export type Xmp = ReadonlyMap<string, readonly XmpValue[]>

/**
 * The properties of the first packet in the file (XMP part 3 section 1.2 has packets found by scanning); none: an empty map. So is one that
 * is longer than the characters left, from which it is taken.
 */
export function readXmp(content: Uint8Array, left: { characters: number } = { characters: MAX_PACKET_BYTES }): Xmp {
  const head = findPacket(content.subarray(0, HEAD_BYTES))
  const packet = head ?? (content.length > HEAD_BYTES ? findPacket(content.subarray(-TAIL_BYTES)) : null)
  if (packet === null || packet.length > left.characters) return new Map()
  left.characters -= packet.length
  return readPacket(packet)
}

/** The value in the first of these languages that it has, else the one marked as default, else the first. */
export function chooseValue(values: readonly XmpValue[] | undefined, languages: readonly string[]): string | null {
  if (values === undefined) return null
  for (const wanted of languages) {
    const found = values.find(({ language }) => language === wanted || language?.startsWith(`${wanted}-`))
    if (found) return found.text
  }
  return (values.find(({ language }) => language === 'x-default') ?? values[0])?.text ?? null
}

function findPacket(content: Uint8Array): string | null {
  const octets = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const start = octets.indexOf('<rdf:RDF')
  const wrapped = octets.indexOf('<x:xmpmeta')
  const from = wrapped !== -1 && (start === -1 || wrapped < start) ? wrapped : start
  if (from === -1) return null
  const bounded = octets.subarray(from, from + MAX_PACKET_BYTES)
  const end = bounded.indexOf('</rdf:RDF>')
  return decode(end === -1 ? bounded : bounded.subarray(0, end))
}

/** Some writers put their own charset where UTF-8 must be. */
function decode(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('windows-1252').decode(octets)
  }
}

function readPacket(packet: string): Xmp {
  const found = new Map<string, XmpValue[]>()
  const prefixes = new Map<string, string>()
  const open: { name: string; language: string | null; text: string }[] = []
  let depth = 0
  const canonical = (name: string) => {
    const colon = name.indexOf(':')
    const prefix = name.slice(0, colon)
    return colon === -1 ? name : `${prefixes.get(prefix) ?? prefix}:${name.slice(colon + 1)}`
  }
  const note = (name: string, value: XmpValue) => {
    const values = found.get(name) ?? []
    if (value.text.trim() === '' || values.length >= MAX_VALUES) return
    found.set(name, [...values, value])
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        for (const key in attributes) {
          const known = key.startsWith('xmlns:') ? PREFIXES[attributes[key] ?? ''] : undefined
          if (known !== undefined) prefixes.set(key.slice(6), known)
        }
        depth++
        const language = (attributes['xml:lang'] ?? '').toLowerCase() || null
        if (depth <= MAX_DEPTH) open.push({ name: canonical(name), language, text: '' })
        for (const key in attributes) note(canonical(key), { language: null, text: attributes[key] ?? '' })
      },
      ontext(text) {
        const top = open.at(-1)
        if (top) top.text += text
      },
      onclosetag(name) {
        depth--
        if (open.at(-1)?.name !== canonical(name)) return
        const closed = open.pop()
        if (closed) note(propertyOf(open, closed.name), closed)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  // The parser closes an element in a time that grows with those that are open.
  for (let at = 0; at < packet.length && depth <= MAX_DEPTH; at += CHUNK) parser.write(packet.slice(at, at + CHUNK))
  return found
}

/** An entry of a list belongs to the property that the list is the value of. */
function propertyOf(open: readonly { name: string }[], name: string): string {
  if (name !== 'rdf:li') return name
  return open.findLast(({ name }) => !name.startsWith('rdf:'))?.name ?? name
}
