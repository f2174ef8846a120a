/**
 * Header text. mailparser reads raw eight-bit headers as UTF-8 only and joins encoded words only of one encoding;
 * this reads a field body from its raw octets.
 */
import { decodeText, findCharset } from './charset.ts'

/** RFC 2047 section 2, with RFC 2231 section 5's language tag; a length no real word has ends the match early. */
const ENCODED_WORD = /=\?([\w.:+-]{1,60})(?:\*[\w-]{0,40})?\?([BbQq])\?([^?\r\n]{0,20000})\?=/g

/**
 * The text of an unstructured field body (RFC 5322 section 3.2.5) given as one character per octet, folding included:
 * unfolded, eight-bit octets read as what they are, encoded words decoded. Neighbouring words of one charset are
 * decoded together, as senders cut characters in two between them though RFC 2047 section 5 forbids it.
 */
export function decodeFieldBody(octets: string): string {
  const unfolded = octets
    .replace(/\r?\n(?=[ \t])/g, '')
    .replace(/[\r\n]+/g, ' ')
    .trim()
  const out: string[] = []
  let words: { charset: string; bytes: Buffer[] } = { charset: '', bytes: [] }
  let end = 0
  const flush = () => {
    if (words.bytes.length > 0) out.push(decodeText(Buffer.concat(words.bytes), words.charset, false))
  }
  for (const word of unfolded.matchAll(ENCODED_WORD)) {
    const [whole, label = '', encoding = '', encoded = ''] = word
    const between = unfolded.slice(end, word.index)
    const charset = findCharset(label) ?? label
    const adjacent = words.bytes.length > 0 && between.trim() === ''
    end = word.index + whole.length
    if (!adjacent || words.charset !== charset) {
      flush()
      if (!adjacent) out.push(decodeOctets(between))
      words = { charset, bytes: [] }
    }
    words.bytes.push(decodeWordBytes(encoding, encoded))
  }
  flush()
  out.push(decodeOctets(unfolded.slice(end)))
  return out.join('').replace(/\s+/g, ' ').trim()
}

/** Raw octets as text: UTF-8 (RFC 6532) where they are that, else windows-1252. */
export function decodeOctets(octets: string): string {
  if (!/[\x80-\xff]/.test(octets))
    return octets.includes('\x1b$') ? decodeText(Buffer.from(octets, 'latin1'), null, false) : octets
  return decodeText(Buffer.from(octets, 'latin1'), null, false)
}

function decodeWordBytes(encoding: string, encoded: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(encoded.replace(/[^A-Za-z0-9+/]/g, ''), 'base64')
  const octets = encoded
    .replace(/_/g, ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(octets, 'latin1')
}
