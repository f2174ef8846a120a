/** Pictures for tests, painted and with records written by us. */
import sharp, { type Sharp } from 'sharp'

/** Something with as many colours as a photo, different for each seed. */
export function landscape(width = 1200, height = 800, seed = 1): Sharp {
  const cell = 24
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const data = Buffer.alloc(columns * rows * 3)
  let state = seed * 7919
  for (let at = 0; at < data.length; at++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    data[at] = (state >> 16) & 0xff
  }
  return sharp(data, { raw: { width: columns, height: rows, channels: 3 } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  })
}

/** A mark of two colours, on white or on nothing. */
export function mark(width = 400, height = 160, ground: 'white' | 'none' = 'white'): Sharp {
  const alpha = ground === 'none' ? 0 : 1
  const side = Math.max(1, Math.floor(Math.min(width, height) / 2))
  const square = { create: { width: side, height: side, channels: 4, background: '#c00020' } } as const
  return sharp({ create: { width, height, channels: 4, background: { r: 255, g: 255, b: 255, alpha } } }).composite([
    { input: square, left: Math.floor(side / 2), top: Math.floor(side / 2) },
  ])
}

export function plain(width: number, height: number, colour = '#ffffff'): Sharp {
  return sharp({ create: { width, height, channels: 3, background: colour } })
}

/** An XMP packet of properties: strings as attributes, lists of authors, and text in several languages. */
export function xmp(
  fields: Readonly<Record<string, string | readonly string[] | Readonly<Record<string, string>>>>,
): string {
  const encode = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
  const attributes: string[] = []
  const elements: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') attributes.push(` ${name}="${encode(value)}"`)
    else if (isList(value))
      elements.push(
        `<${name}><rdf:Seq>${value.map((one) => `<rdf:li>${encode(one)}</rdf:li>`).join('')}</rdf:Seq></${name}>`,
      )
    else {
      const items = Object.entries(value).map(([lang, text]) => `<rdf:li xml:lang="${lang}">${encode(text)}</rdf:li>`)
      elements.push(`<${name}><rdf:Alt>${items.join('')}</rdf:Alt></${name}>`)
    }
  }
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"${attributes.join('')}>${elements.join('')}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

function isList(value: readonly string[] | Readonly<Record<string, string>>): value is readonly string[] {
  return Array.isArray(value)
}

const DATASETS = {
  headline: 105,
  caption: 120,
  credit: 110,
  byline: 80,
  copyright: 116,
  city: 90,
  created: 55,
  instructions: 40,
  source: 115,
} as const

/** The JPEG with an IPTC-IIM record (in the way of Photoshop, APP13) before its pixels. */
export function withIptc(
  jpeg: Uint8Array,
  fields: Partial<Record<keyof typeof DATASETS, string | readonly string[]>>,
  charset: 'utf8' | 'latin1' | 'unmarked utf8' = 'utf8',
): Buffer {
  const dataset = (record: number, number: number, value: Buffer) => {
    const head = Buffer.from([0x1c, record, number, 0, 0])
    head.writeUInt16BE(value.length, 3)
    return Buffer.concat([head, value])
  }
  const encoding = charset === 'latin1' ? 'latin1' : 'utf8'
  const sets = charset === 'utf8' ? [dataset(1, 90, Buffer.from('\x1b%G', 'latin1'))] : []
  for (const [name, given] of Object.entries(fields))
    for (const value of [given].flat())
      sets.push(dataset(2, DATASETS[name as keyof typeof DATASETS], Buffer.from(value, encoding)))
  const iptc = Buffer.concat(sets)
  const resource = Buffer.concat([
    Buffer.from('8BIM\x04\x04\0\0', 'latin1'),
    uint32(iptc.length),
    iptc,
    Buffer.alloc(iptc.length % 2),
  ])
  return withSegment(jpeg, 0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource]))
}

/** The JPEG with a further APP segment at its beginning. */
export function withSegment(jpeg: Uint8Array, marker: number, payload: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)])
}

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}
