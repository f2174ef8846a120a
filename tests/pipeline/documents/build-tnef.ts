/** winmail.dat for tests (MS-OXTNEF), with what Outlook sends in it. */

interface Carried {
  body?: string
  html?: string
  rtf?: Uint8Array
  files?: readonly { name: string; content: Uint8Array }[]
}

/** The bytes of a TNEF stream. */
export function tnefOf({ body, html, rtf, files = [] }: Carried): Uint8Array {
  const mapi: Uint8Array[] = []
  if (html !== undefined) mapi.push(binary(0x1013, Buffer.from(html, 'utf8')))
  if (rtf) mapi.push(binary(0x1009, storedRtf(rtf)))
  const count = Buffer.alloc(4)
  count.writeUInt32LE(mapi.length)
  const page = Buffer.alloc(8)
  page.writeUInt32LE(65001)
  const parts = [
    Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
    attribute(1, 0x9007, page),
    ...(body === undefined ? [] : [attribute(1, 0x800c, Buffer.from(`${body}\0`))]),
    ...(mapi.length === 0 ? [] : [attribute(1, 0x9003, Buffer.concat([count, ...mapi]))]),
    ...files.flatMap(({ name, content }) => [
      attribute(2, 0x9002, Buffer.alloc(14)),
      attribute(2, 0x8010, Buffer.from(`${name}\0`)),
      attribute(2, 0x800f, content),
    ]),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

/** RTF as Outlook packs it, stored (MS-OXRTFCP section 2.2.3.2). */
export function storedRtf(rtf: Uint8Array): Uint8Array {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(rtf.length + 12, 0)
  head.writeUInt32LE(rtf.length, 4)
  head.writeUInt32LE(0x414c454d, 8)
  return Buffer.concat([head, rtf])
}

function attribute(level: number, id: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt16LE(id, 1)
  head.writeUInt16LE(id === 0x800c || id === 0x8010 ? 1 : 6, 3)
  head.writeUInt32LE(value.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(value.reduce((all, byte) => (all + byte) & 0xffff, 0))
  return Buffer.concat([head, value, sum])
}

function binary(id: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16LE(0x102, 0)
  head.writeUInt16LE(id, 2)
  head.writeUInt32LE(1, 4)
  head.writeUInt32LE(value.length, 8)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}
