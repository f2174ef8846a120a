/**
 * Bytes of a text part in, text out. mailparser trusts the label and turns every byte that does not fit it into
 * U+FFFD; PR mail is often labelled wrongly. So the bytes have a say here: a label is tried strictly, and one that
 * they contradict gives way to what they are.
 */
import { isAscii } from 'node:buffer'
import { decodeHz, decodeIso2022Kr, decodeUtf7 } from './seven-bit.ts'

/** How many bytes of HTML may stand before its `<meta charset>`: the HTML standard's own bound, "prescan a byte stream". */
const META_PRESCAN_BYTES = 1024

/** Names seen in mail that the WHATWG Encoding Standard (and so TextDecoder) does not list. */
const ALIASES: Readonly<Record<string, string>> = {
  cp936: 'gbk',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp932: 'shift_jis',
  cp950: 'big5',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  eucjp: 'euc-jp',
  ujis: 'euc-jp',
  sjis: 'shift_jis',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  'ucs-2': 'utf-16le',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
}

const SEVEN_BIT = new Map<string, (bytes: Uint8Array) => string>([
  ['utf-7', decodeUtf7],
  ['unicode-1-1-utf-7', decodeUtf7],
  ['csunicode11utf7', decodeUtf7],
  ['iso-2022-kr', decodeIso2022Kr],
  ['csiso2022kr', decodeIso2022Kr],
  ['hz-gb-2312', decodeHz],
])

/** Labels under which UTF-8 travels by mistake: every byte is a letter in them, so only the bytes can tell. */
const LATIN = new Set([
  'windows-1252',
  'iso-8859-15',
  'iso-8859-2',
  'windows-1250',
  'iso-8859-9',
  'windows-1254',
  'macintosh',
])

/**
 * The text of a part's decoded bytes. `label` is its charset parameter, null where there is none; `html` allows a
 * `<meta charset>` to speak where the label is missing or wrong (the label comes first, HTML standard 13.2.3.2).
 */
export function decodeText(bytes: Uint8Array, label: string | null, html: boolean): string {
  const marked = charsetOfMark(bytes)
  if (marked !== null) return new TextDecoder(marked).decode(bytes)

  const declared = label === null ? null : findCharset(label)
  if (declared !== null && SEVEN_BIT.has(declared)) return decodeAs(declared, bytes)
  const wide = guessUtf16(bytes)
  if (wide !== null && (declared === null || declared.startsWith('utf-16') || isSingleByte(declared)))
    return decodeAs(wide, bytes)

  if (isAscii(bytes)) return decodeAs(guessSevenBit(bytes, declared), bytes)
  if (declared !== null && declared !== 'utf-8' && !(label !== null && isAsciiLabel(label))) {
    if (LATIN.has(declared) && decodeStrictly('utf-8', bytes) !== null) return decodeAs('utf-8', bytes)
    const text = decodeStrictly(declared, bytes)
    if (text !== null) return text
  }
  return decodeUnlabelled(bytes, html ? findMetaCharset(bytes) : null, declared)
}

/** The WHATWG name of a charset label as mail writes it, or null for one that nobody can decode. */
export function findCharset(label: string): string | null {
  const plain = label
    .slice(0, 100)
    .trim()
    .replace(/^["']+|["';]+$/g, '')
    .toLowerCase()
  const name = ALIASES[plain] ?? plain
  if (SEVEN_BIT.has(name)) return name
  try {
    return new TextDecoder(name).encoding
  } catch (error) {
    if (error instanceof RangeError)
      return /^cp-?\d+$/.test(name) ? findCharset(name.replace(/^cp-?/, 'windows-')) : null
    throw error
  }
}

function decodeAs(charset: string, bytes: Uint8Array): string {
  const sevenBit = SEVEN_BIT.get(charset)
  return sevenBit ? sevenBit(bytes) : new TextDecoder(charset).decode(bytes)
}

function decodeStrictly(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Neither label nor bytes are certain: UTF-8 if it is (almost) that, then what the HTML says, then the label, then windows-1252. */
function decodeUnlabelled(bytes: Uint8Array, meta: string | null, declared: string | null): string {
  const utf8 = new TextDecoder().decode(bytes)
  if (!utf8.includes('\uFFFD') || isMostlyUtf8(utf8)) return utf8
  for (const charset of [meta, declared]) {
    if (charset === null || charset === 'utf-8') continue
    const text = decodeStrictly(charset, bytes)
    if (text !== null) return text
  }
  return decodeAs(declared === null || declared === 'utf-8' ? 'windows-1252' : declared, bytes)
}

/** A long UTF-8 text with one byte cut off is still UTF-8; a Latin one has a replacement for nearly every accent. */
function isMostlyUtf8(text: string): boolean {
  let bad = 0
  let good = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) bad++
    else if (code > 0x7f) good++
  }
  return good > bad * 4
}

function charsetOfMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Latin text in UTF-16 has a zero in every other byte (RFC 2781 section 3.3 leaves the order to guessing). */
function guessUtf16(bytes: Uint8Array): string | null {
  const sample = Math.min(bytes.length, 512) & ~1
  if (sample < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < sample; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  if (odd > sample / 6 && even < odd / 4) return 'utf-16le'
  if (even > sample / 6 && odd < even / 4) return 'utf-16be'
  return null
}

/** Pure ASCII bytes can still hold Japanese (RFC 1468): its escapes `ESC $` and `ESC (` tell. */
function guessSevenBit(bytes: Uint8Array, declared: string | null): string {
  if (declared === 'iso-2022-jp') return declared
  const at = bytes.indexOf(0x1b)
  if (at !== -1 && bytes[at + 1] === 0x24) return 'iso-2022-jp'
  return declared?.startsWith('utf-16') ? 'utf-8' : (declared ?? 'utf-8')
}

function findMetaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, META_PRESCAN_BYTES))
  const found = /<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w:.-]{1,40})/i.exec(head)
  const charset = found?.[1] === undefined ? null : findCharset(found[1])
  // A page that can be read as bytes to find this is not UTF-16, whatever it says (HTML standard, prescan step 13).
  return charset?.startsWith('utf-16') ? 'utf-8' : charset
}

function isAsciiLabel(label: string): boolean {
  return /^["']?\s*(us-?ascii|ascii|ansi_x3\.4-1968|ansi_x3\.4-1986|iso646-us)\b/i.test(label)
}

function isSingleByte(charset: string): boolean {
  return /^(windows-|iso-8859-|koi8-|macintosh|utf-8)/.test(charset)
}
