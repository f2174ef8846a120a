/** What a picture's own records say of it: XMP before IPTC before EXIF, the order in which newsrooms' programs write them. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import type { ExpandedTags, load } from 'exifreader'
import type { Picture } from '../draft.ts'
import { chooseValue, readXmp, type Xmp } from './xmp.ts'

/** The caption field of most agencies' systems holds no more. */
const MAX_CAPTION_LENGTH = 2000
const MAX_FIELD_LENGTH = 500

/** What cameras and programs write into a caption by themselves. */
const NO_CAPTION =
  /^(?:olympus digital camera|sony dsc|samsung (?:digital )?camera|minolta digital camera|kodak digital still camera|(?:exif|jpeg|digital|still) image|digital camera|dcim|dig|untitled(?:[-_ ]?\d{0,6})?|default|image|picture|photo|oznor\w{0,9}|(?:hdr|btf|btfpk|hdrpl)|(?:created|edited|made) (?:with|by|in) .{1,40}|screenshot|processed with .{1,40}|ascii|unicode)$/i

/** Each null where no record says it. */
export interface PictureRecord
  extends Pick<Picture, 'caption' | 'credit' | 'byline' | 'copyright' | 'usageTerms' | 'city' | 'takenOn'> {
  /** A camera took it. */
  camera: boolean
}

/** Only these are looked at: of the place where it was taken nothing is read but the city's name. */
const EXIF = [
  'ImageDescription',
  'Artist',
  'Copyright',
  'DateTimeOriginal',
  'Make',
  'Model',
  'ExposureTime',
  'IPTC-NAA',
] as const
const IPTC = [
  'Coded Character Set',
  'Caption/Abstract',
  'Headline',
  'Credit',
  'Source',
  'By-line',
  'Copyright Notice',
  'Special Instructions',
  'City',
  'Date Created',
] as const

/** In these the records stand before the pixels; others point to them from anywhere. */
const HEADED = new Set(['image/jpeg', 'image/png'])
const HEAD_BYTES = 1024 * 1024

type Read = (field: string) => string | null

/**
 * Reads the records of a picture of any type; `languages` chooses among captions in several. `unpacked` is its XMP where that was read
 * already, and `left` how much more of it may be read. Never throws.
 */
export async function readRecord(
  content: Uint8Array,
  type: string,
  languages: readonly string[],
  unpacked: Uint8Array | null = null,
  left?: { characters: number },
): Promise<PictureRecord> {
  const xmp = readXmp(unpacked ?? content, left)
  // biome-ignore lint/style/noRestrictedImports: this is its home
  const { load } = (await import('exifreader')).default
  const { iptc, exif } = readBinary(HEADED.has(type) ? content.subarray(0, HEAD_BYTES) : content, load)
  const x: Read = (name) => chooseValue(xmp.get(name), languages)
  const fromIptc: Read = (name) => textOf(iptc[name])
  const fromExif: Read = (name) => textOf(exif[name])
  const byline = field(all(xmp, 'dc:creator'), all(xmp, 'tiff:Artist'), fromIptc('By-line'), fromExif('Artist'))
  return {
    caption: captionOf([
      x('dc:description'),
      fromIptc('Caption/Abstract'),
      fromExif('ImageDescription'),
      x('photoshop:Headline'),
      fromIptc('Headline'),
    ]),
    credit: field(x('photoshop:Credit'), fromIptc('Credit'), byline, x('photoshop:Source'), fromIptc('Source')),
    byline,
    copyright: field(
      x('dc:rights'),
      fromIptc('Copyright Notice'),
      fromExif('Copyright')?.replace(/^\(c\)/i, '©') ?? null,
    ),
    usageTerms: field(x('xmpRights:UsageTerms'), x('photoshop:Instructions'), fromIptc('Special Instructions')),
    city: field(x('photoshop:City'), fromIptc('City'), x('Iptc4xmpExt:City')),
    takenOn: dateOf([
      x('photoshop:DateCreated'),
      x('exif:DateTimeOriginal'),
      fromIptc('Date Created'),
      fromExif('DateTimeOriginal'),
    ]),
    camera:
      fromExif('Make') !== null || fromExif('Model') !== null || 'ExposureTime' in exif || x('tiff:Model') !== null,
  }
}

type Fields = Readonly<Record<string, unknown>>

function readBinary(content: Uint8Array, read: typeof load): { iptc: Fields; exif: Fields } {
  try {
    const octets = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    const found: ExpandedTags = read(octets, { expanded: true, includeTags: { exif: [...EXIF], iptc: [...IPTC] } })
    return { iptc: (found.iptc ?? {}) as Fields, exif: (found.exif ?? {}) as Fields }
  } catch {
    // It has no record, or one that is broken.
    return { iptc: {}, exif: {} }
  }
}

/** The words of one field, or of several of the same name. */
function textOf(tag: unknown): string | null {
  if (Array.isArray(tag)) return tag.map(textOf).filter(Boolean).join(', ') || null
  if (typeof tag !== 'object' || tag === null || !('description' in tag)) return null
  const { description } = tag
  if (typeof description !== 'string') return null
  // Marked as UTF-8 and yet written in the charset of the writer's system.
  const octets = 'value' in tag && Array.isArray(tag.value) && description.includes('\uFFFD') ? tag.value : null
  return octets === null ? description : new TextDecoder('windows-1252').decode(Uint8Array.from(octets))
}

function all(xmp: Xmp, name: string): string | null {
  const texts = (xmp.get(name) ?? []).map(({ text }) => text.trim())
  return [...new Set(texts)].join(', ') || null
}

function captionOf(candidates: readonly (string | null)[]): string | null {
  const texts = candidates.map((text) => cleanField(text, MAX_CAPTION_LENGTH))
  return texts.find((text) => text !== null && !NO_CAPTION.test(text)) ?? null
}

function field(...candidates: (string | null)[]): string | null {
  return candidates.map((text) => cleanField(text, MAX_FIELD_LENGTH)).find((text) => text !== null) ?? null
}

/** One line without control and direction characters; null where no letter or digit is left. */
export function cleanField(text: string | null, limit: number): string | null {
  if (text === null) return null
  const flat = text
    .slice(0, limit * 4)
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .toWellFormed()
    .trim()
  if (!/[\p{L}\p{N}]/u.test(flat)) return null
  return flat.length > limit ? `${flat.slice(0, limit - 1).toWellFormed()}…` : flat
}

/** `YYYY-MM-DD` of the first that is a day: EXIF writes colons, IPTC nothing between the figures, XMP what ISO 8601 allows. */
function dateOf(candidates: readonly (string | null)[]): string | null {
  for (const text of candidates) {
    const [, year, month, day] = /^\s*(\d{4})[-:/]?(\d{2})[-:/]?(\d{2})(?!\d)/.exec(text ?? '') ?? []
    if (year === undefined || year < '1826') continue
    const iso = `${year}-${month}-${day}`
    const time = Date.parse(`${iso}T00:00:00Z`)
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)) return iso
  }
  return null
}
