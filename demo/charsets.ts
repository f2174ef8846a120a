/** Charsets other than UTF-8 that some of the sample releases are written in. */
export type OldCharset = 'windows-1252' | 'iso-8859-2' | 'iso-2022-jp'

/** Encodes text (lines ended by LF or CRLF) in an old charset. Throws on a character which that charset lacks. */
export function encodeIn(charset: OldCharset, text: string): Buffer {
  return charset === 'iso-2022-jp' ? encodeJapanese(text) : encodeSingleByte(charset, text)
}

/** RFC 2047 encoded-words, each of at most 75 characters, joined by folded lines. */
export function encodedWords(charset: OldCharset, text: string): string {
  const words: string[] = []
  const word = (part: string) => `=?${charset}?B?${encodeIn(charset, part).toString('base64')}?=`
  let current = ''
  for (const character of text) {
    if (word(current + character).length > 75) {
      words.push(word(current))
      current = character
    } else current += character
  }
  return [...words, word(current)].join('\r\n ')
}

// Node encodes UTF-8 only but decodes everything, so each table is the decoder read backwards.
function encodeSingleByte(charset: OldCharset, text: string): Buffer {
  const decoder = new TextDecoder(charset)
  const octets = new Map(Array.from({ length: 256 }, (_, octet) => [decoder.decode(Uint8Array.of(octet)), octet]))
  return Buffer.from(Array.from(text, (character) => octetFor(octets, character, charset)))
}

function octetFor<T>(table: Map<string, T>, character: string, charset: OldCharset): T {
  const found = table.get(character)
  if (found === undefined) throw new Error(`"${character}" cannot be written in ${charset}`)
  return found
}

/** RFC 1468. JIS X 0208 sits in EUC-JP with the high bit set, which gives the table. */
function encodeJapanese(text: string): Buffer {
  const decoder = new TextDecoder('euc-jp')
  const pairs = new Map<string, [number, number]>()
  for (let row = 0x21; row <= 0x74; row++) {
    for (let cell = 0x21; cell <= 0x7e; cell++) {
      pairs.set(decoder.decode(Uint8Array.of(row | 0x80, cell | 0x80)), [row, cell])
    }
  }
  const octets: number[] = []
  let wide = false
  const turn = (toWide: boolean) => {
    if (wide !== toWide) octets.push(...(toWide ? TO_JAPANESE : TO_ASCII))
    wide = toWide
  }
  for (const character of text) {
    const code = character.charCodeAt(0)
    turn(code > 0x7f)
    octets.push(...(code > 0x7f ? octetFor(pairs, character, 'iso-2022-jp') : [code]))
  }
  turn(false)
  return Buffer.from(octets)
}

const TO_JAPANESE = [0x1b, 0x24, 0x42]
const TO_ASCII = [0x1b, 0x28, 0x42]
