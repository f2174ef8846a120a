/**
 * The image objects of a PDF as they lie in the file (ISO 32000-2 section 8.9.5). A JPEG lies there whole, with its EXIF and IPTC records,
 * which pdf.js would decode and drop. Streams, and so images, are never packed into other objects, so that looking through the bytes finds them.
 */
export interface PdfImage {
  width: number
  height: number
  /** The file, where it is a plain JPEG. */
  jpeg: Uint8Array | null
}

/** No picture's entry is longer. */
const MAX_ENTRY = 2_000
const MAX_IMAGES = 500

/** The images in the order of the file, without masks. */
export function listImages(bytes: Uint8Array): PdfImage[] {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const masks = new Set<string>()
  const images: (PdfImage & { object: string })[] = []
  let at = octets.indexOf('/Image')
  for (let tries = 0; at !== -1 && tries < MAX_IMAGES * 4 && images.length < MAX_IMAGES; tries++) {
    const image = readImageAt(octets, at, masks)
    at = octets.indexOf('/Image', image?.end ?? at + 6)
    if (image) images.push(image)
  }
  return images.filter(({ object }) => !masks.has(object)).map(({ width, height, jpeg }) => ({ width, height, jpeg }))
}

function readImageAt(
  octets: Buffer,
  at: number,
  masks: Set<string>,
): (PdfImage & { object: string; end: number }) | null {
  const before = octets.toString('latin1', Math.max(0, at - MAX_ENTRY), at)
  const begin = before.lastIndexOf(' obj')
  const after = octets.toString('latin1', at, at + MAX_ENTRY)
  const stream = /stream\r?\n/.exec(after)
  if (begin === -1 || !stream) return null
  const entry = before.slice(begin) + after.slice(0, stream.index)
  if (entry.includes('endobj') || !/\/Subtype\s?\/Image/.test(entry)) return null
  for (const found of entry.matchAll(/\/S?Mask\s?(\d{1,9} \d{1,5}) R/g)) masks.add(found[1] ?? '')
  if (/\/ImageMask\s?true/.test(entry)) return null
  const start = at + stream.index + stream[0].length
  const end = octets.indexOf('endstream', start)
  return {
    width: numberIn(entry, 'Width'),
    height: numberIn(entry, 'Height'),
    object: /(\d{1,9} \d{1,5})$/.exec(before.slice(0, begin))?.[1] ?? '',
    jpeg: jpegIn(octets, entry, start, end),
    end: end === -1 ? start : end,
  }
}

function jpegIn(octets: Buffer, entry: string, start: number, end: number): Uint8Array | null {
  if (end === -1 || !/\/Filter\s?\[?\s?\/DCTDecode\s?(?:\]|\/|>|$|\s)/.test(entry)) return null
  const stated = numberIn(entry, 'Length')
  const stop = stated > 0 && start + stated <= end && !/\/Length \d+ \d+ R/.test(entry) ? start + stated : end
  if (octets[start] !== 0xff || octets[start + 1] !== 0xd8) return null
  return new Uint8Array(octets.subarray(start, stop))
}

function numberIn(entry: string, name: string): number {
  return Number(new RegExp(`/${name}\\s?(\\d{1,9})`).exec(entry)?.[1] ?? 0)
}
