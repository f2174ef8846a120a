/** Charsets that hide wide characters in seven-bit bytes and that TextDecoder refuses. Each decoder is total: bad input is replaced. */

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * UTF-7 (RFC 2152). mailparser refuses it because `+ADw-script+AD4-` turns into a tag; here every text is
 * decoded before it is sanitised, so the tag is found and removed like any other.
 */
export function decodeUtf7(bytes: Uint8Array): string {
  const source = new TextDecoder('latin1').decode(bytes)
  return source.replace(/\+([A-Za-z0-9+/]*)(-?)/g, (_whole, digits: string, end: string) => {
    if (digits === '') return end === '-' ? '+' : `+${end}`
    return decodeModifiedBase64(digits)
  })
}

/** RFC 1557: SO and SI switch between ASCII and KS X 1001, which is EUC-KR without its high bits. */
export function decodeIso2022Kr(bytes: Uint8Array): string {
  const shifted: number[] = []
  let wide = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 0x1b && bytes[at + 1] === 0x24 && bytes[at + 2] === 0x29 && bytes[at + 3] === 0x43) at += 3
    else if (byte === 0x0e) wide = true
    else if (byte === 0x0f) wide = false
    else shifted.push(wide && byte > 0x20 ? byte | 0x80 : byte)
    if (byte === 0x0a) wide = false
  }
  return new TextDecoder('euc-kr').decode(Uint8Array.from(shifted))
}

/** RFC 1843: `~{` and `~}` switch between ASCII and GB 2312, which is GBK without its high bits; `~~` is a tilde. */
export function decodeHz(bytes: Uint8Array): string {
  const shifted: number[] = []
  let wide = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const next = bytes[at + 1]
    if (byte !== 0x7e || next === undefined) shifted.push(wide && byte > 0x20 ? byte | 0x80 : byte)
    else if (next === 0x7b || next === 0x7d) wide = next === 0x7b
    else if (next === 0x7e) shifted.push(0x7e)
    else if (next !== 0x0a) shifted.push(byte, next)
    if (byte === 0x7e && next !== undefined) at++
    if (byte === 0x0a) wide = false
  }
  return new TextDecoder('gbk').decode(Uint8Array.from(shifted))
}

function decodeModifiedBase64(digits: string): string {
  const units: string[] = []
  let bits = 0
  let held = 0
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0x3fffff
    held += 6
    if (held < 16) continue
    held -= 16
    units.push(String.fromCharCode((bits >> held) & 0xffff))
  }
  return units.join('')
}
