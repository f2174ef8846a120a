/** Text of RTF: bytes in the code page of their font, put where the group's text goes. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import iconv from 'iconv-lite'
import { escapeHtml } from './escape.ts'
import { writeText } from './rich.ts'
import { groupOf, type Rtf, type RtfGroup } from './rtf-state.ts'

/** A picture of 40 MiB in digits; anything else gathers a few characters. */
const MAX_GATHERED_PIECES = 2_000_000
const MAX_PARTS = 500_000

/** Takes bytes of text: held back until something else comes, as a character may be spread over several tokens. */
export function putBytes(rtf: Rtf, bytes: Uint8Array): void {
  const group = groupOf(rtf)
  if (group.destination === 'nowhere') return
  if (group.destination === 'picture') {
    if (group.gathered.length < MAX_GATHERED_PIECES) group.gathered.push(Buffer.from(bytes).toString('latin1'))
    return
  }
  for (const byte of bytes) {
    if (byte === 0x0d || byte === 0x0a || byte === 0) continue
    if (rtf.skip > 0) rtf.skip--
    else rtf.bytes.push(byte)
  }
}

/** Decodes the bytes that were held back. */
export function flushBytes(rtf: Rtf): void {
  if (rtf.bytes.length === 0) return
  const bytes = Buffer.from(rtf.bytes)
  rtf.bytes = []
  const page = `cp${rtf.fonts.get(groupOf(rtf).font) ?? rtf.page}`
  putText(rtf, iconv.decode(bytes, iconv.encodingExists(page) ? page : 'cp1252'))
}

/** Puts text where the group's text goes. */
export function putText(rtf: Rtf, text: string): void {
  const group = groupOf(rtf)
  const { destination } = group
  if (destination === 'text') putVisible(rtf, group, text)
  else if (destination !== 'nowhere' && group.gathered.length < MAX_GATHERED_PIECES) group.gathered.push(text)
}

function putVisible(rtf: Rtf, group: RtfGroup, text: string): void {
  const { encapsulated } = rtf
  if (encapsulated === null) {
    if (!group.hidden) writeText(rtf.rich, text, { bold: group.bold, href: group.href, size: group.size / 2 })
    return
  }
  if (group.rtfOnly || encapsulated.parts.length > MAX_PARTS) return
  encapsulated.parts.push(encapsulated.kind === 'html' ? escapeHtml(text) : text)
}
