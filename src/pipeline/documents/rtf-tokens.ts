/** The tokens of RTF (Rich Text Format Specification 1.9.1): bytes in, groups, control words and text out. */

export type RtfToken =
  | { kind: 'open' | 'close' }
  /** A control word, or a control symbol such as `~`; `value` is its number. */
  | { kind: 'word'; word: string; value: number | null }
  /** Bytes in the code page of the font. */
  | { kind: 'bytes'; bytes: Uint8Array }
  /** What follows `\bin`. */
  | { kind: 'binary'; bytes: Uint8Array }

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
/** Section "Conventions of an RTF Reader": words have at most 32 letters. */
const WORD = /^([a-zA-Z]{1,32})(-?\d{1,10})? ?/
const HEX = /^'([0-9a-fA-F]{2})/

/** Calls `told` with each token in turn, until it answers false. */
export function readRtfTokens(bytes: Uint8Array, told: (token: RtfToken) => boolean): void {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at < octets.length) {
    const code = octets[at]
    let token: RtfToken | null
    if (code === OPEN || code === CLOSE) {
      token = { kind: code === OPEN ? 'open' : 'close' }
      at++
    } else if (code === BACKSLASH) [token, at] = readControl(octets, at + 1)
    else {
      const end = endOfText(octets, at)
      token = { kind: 'bytes', bytes: octets.subarray(at, end) }
      at = end
    }
    if (token && !told(token)) return
  }
}

function readControl(octets: Buffer, at: number): [RtfToken | null, number] {
  const next = octets.toString('latin1', at, at + 44)
  const hex = HEX.exec(next)
  if (hex) return [{ kind: 'bytes', bytes: Uint8Array.of(Number.parseInt(hex[1] ?? '0', 16)) }, at + 3]
  const found = WORD.exec(next)
  if (!found) {
    const symbol = next.charAt(0)
    const word = symbol === '\r' || symbol === '\n' ? 'par' : symbol
    return [symbol === '' ? null : { kind: 'word', word, value: null }, at + 1]
  }
  const [whole, word = '', digits] = found
  const value = digits === undefined ? null : Number(digits)
  const end = at + whole.length
  if (word !== 'bin') return [{ kind: 'word', word, value }, end]
  const stop = Math.min(octets.length, end + Math.max(0, value ?? 0))
  return [{ kind: 'binary', bytes: octets.subarray(end, stop) }, stop]
}

/** Up to the next brace or backslash, and to the next line end, which means nothing. */
function endOfText(octets: Buffer, from: number): number {
  let at = from
  if (isLineEnd(octets[at])) {
    while (isLineEnd(octets[at])) at++
    return at
  }
  while (at < octets.length) {
    const code = octets[at]
    if (code === OPEN || code === CLOSE || code === BACKSLASH || isLineEnd(code)) break
    at++
  }
  return at
}

function isLineEnd(code: number | undefined): boolean {
  return code === 0x0d || code === 0x0a
}
