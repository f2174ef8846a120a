/** RTF as Outlook packs it (MS-OXRTFCP): a kind of LZ77 over a dictionary that begins with the words common to all RTF. */

const START =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const WINDOW = 4096
const HEADER = 16
const PACKED = 0x75465a4c
const STORED = 0x414c454d
/** With its pictures in digits a message's RTF may be large; each byte packed makes at most nine. */
const MAX_UNPACKED = 32 * 1024 * 1024

/** The RTF, or null where the bytes are none of it. What breaks off ends early. */
export function decompressRtf(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < HEADER) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = Math.min(view.getUint32(4, true), MAX_UNPACKED)
  const kind = view.getUint32(8, true)
  if (kind === STORED) return bytes.subarray(HEADER, HEADER + size)
  return kind === PACKED ? unpack(bytes, Math.min(size, bytes.length * 9)) : null
}

function unpack(bytes: Uint8Array, size: number): Uint8Array {
  const window = new Uint8Array(WINDOW).fill(0x20)
  window.set(Buffer.from(START, 'latin1'))
  const out = new Uint8Array(size)
  let write = START.length
  let length = 0
  const put = (byte: number) => {
    window[write] = byte
    write = (write + 1) % WINDOW
    if (length < size) out[length++] = byte
  }
  for (let at = HEADER; at < bytes.length && length < size; ) {
    const control = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length && length < size; bit++) {
      if (((control >> bit) & 1) === 0) {
        put(bytes[at++] ?? 0)
        continue
      }
      const token = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const from = token >> 4
      // Pointing at the place where the next byte goes means the end.
      if (from === write) return out.subarray(0, length)
      for (let copied = 0; copied < (token & 0xf) + 2; copied++) put(window[(from + copied) % WINDOW] ?? 0)
    }
  }
  return out.subarray(0, length)
}
