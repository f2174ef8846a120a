/** The only home of sharp: pictures as pixels, small enough to look at, and previews made of them. */
import { hash } from 'node:crypto'
import type SharpFactory from 'sharp'
import type { AttachedFile, Picture } from '../draft.ts'

/** Design section 8. A 24-megapixel camera's picture of twice the side still passes. */
const MAX_PIXELS = 80_000_000
/** On the desk a card is 320 pixels wide, on a sharp screen twice that. */
const PREVIEW_SIDE = 640
/** The slowest honest picture, 80 megapixels of PNG, takes 3 s on a small machine. */
const MAX_SECONDS = 8
/** For one message, in megapixels of JPEG at 7 ms each: over 60 photos of 24 megapixels, and 11 s of the minute that a message has. */
const BUDGET = 1_500
/** Colours are counted with four bits a channel. */
const COLOUR_BITS = 4
/** Edges are blurred between two colours: the rest is made of those. */
const MOST = 0.95

/** What sharp is asked to read, by the type that the bytes prove, and how many times as long a pixel takes as one of JPEG. */
const COSTS: Readonly<Record<string, number>> = {
  'image/jpeg': 1,
  'image/png': 3,
  'image/apng': 3,
  'image/gif': 3,
  'image/webp': 3,
  'image/tiff': 2,
  'image/avif': 15,
}

/** Loaders for everything else stay shut: drawings and documents are programs. */
const LOADERS = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)

/** A picture at preview size. */
export interface Pixels {
  /** In pixels, as it is shown. */
  width: number
  height: number
  xmp: Uint8Array | null
  /** Some of it can be seen through. */
  transparent: boolean
  /** How many colours most of what can be seen is made of, near ones taken for one. */
  colours: number
  /** The share, 0 to 1, of its commonest colour. */
  ground: number
  raw: { data: Buffer; width: number; height: number; channels: 3 | 4 }
}

/** Why there are no pixels, a sentence for an editor; with the size where the file's head tells it. */
interface Undecoded {
  reason: string
  width: number | null
  height: number | null
  /** The XMP record, unpacked where the file has it packed. */
  xmp: Uint8Array | null
}

/** Decodes the pictures of one message, within what one message may cost. */
export type Decode = (content: Uint8Array, type: string) => Promise<Pixels | Undecoded>

const NAMES: Readonly<Record<string, string>> = {
  'image/svg+xml': 'a drawing (SVG), which may hold a program',
  'image/heic': 'a HEIC photo, the form in which iPhones keep them',
  'image/heif': 'a HEIF photo, the form in which some phones keep them',
  'image/vnd.adobe.photoshop': 'a Photoshop file',
  'application/postscript': 'an EPS or PostScript file',
  'application/eps': 'an EPS file',
  'image/bmp': 'a Windows bitmap',
  'image/emf': 'a Windows drawing',
  'image/wmf': 'a Windows drawing',
  'image/icns': 'an icon file',
  'image/x-icon': 'an icon file',
}

/** Their size is told, though they cannot be decoded here. */
const SIZED = /^image\/hei[cf]/
const DAMAGED = 'This picture is damaged: it cannot be shown here.'
const NOTHING = { width: null, height: null, xmp: null }

/** True for a picture, whether or not it can be decoded. */
export function isPicture(type: string): boolean {
  return type.startsWith('image/') || type === 'application/postscript' || type === 'application/eps'
}

/** Starts to decode the pictures of a message. Never throws. */
export function startDecoding(): Decode {
  let left = BUDGET
  let slow = 0
  return async (content, type) => {
    const cost = COSTS[type]
    if (cost === undefined && !SIZED.test(type)) return { reason: cannotShow(type), ...NOTHING }
    const sharp = await loadSharp()
    const head = await readHead(sharp, content)
    if (cost === undefined) return { reason: cannotShow(type), ...(head ?? NOTHING) }
    if (head === null) return { reason: DAMAGED, ...NOTHING }
    const pixels = head.width * head.height
    if (pixels > MAX_PIXELS)
      return { reason: `This picture has over ${MAX_PIXELS / 1e6} megapixels: download it to see it.`, ...head }
    left -= Math.max(1, (pixels * cost) / 1e6)
    if (left < 0 || slow > 1) return { reason: 'There are too many pictures to show this one here.', ...head }
    try {
      return { ...head, ...lookAt(await decode(sharp, content)) }
    } catch (error) {
      if (/timeout/i.test((error as Error).message)) slow++
      return { reason: DAMAGED, ...head }
    }
  }
}

/** A small JPEG, or PNG where it can be seen through, without any record of the original. */
export async function makePreview(pixels: Pixels): Promise<{ file: AttachedFile; preview: Picture['preview'] }> {
  const { data, ...raw } = pixels.raw
  const sharp = await loadSharp()
  const image = sharp(data, { raw })
  const encoded = pixels.transparent
    ? image.png({ compressionLevel: 7 })
    : image.flatten({ background: '#ffffff' }).jpeg({ quality: 80 })
  const octets = await encoded.toBuffer()
  const content = new Uint8Array(octets)
  const sha256 = hash('sha256', content)
  const type = pixels.transparent ? 'image/png' : 'image/jpeg'
  return { file: { sha256, content }, preview: { sha256, type, width: raw.width, height: raw.height } }
}

function cannotShow(type: string): string {
  const name = NAMES[type] ?? `a picture of the type ${type.replace(/^image\/(?:x-)?/, '')}`
  return `This is ${name}: it cannot be shown here. Download it to see it.`
}

let loading: Promise<typeof SharpFactory> | null = null

/** Loaded with the first picture; most messages have none. */
function loadSharp(): Promise<typeof SharpFactory> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // Each picture is seen once, and readers are processes of their own: there are as many as cores.
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: LOADERS })
    return sharp
  })
  return loading
}

type Head = Pick<Pixels, 'width' | 'height' | 'xmp'>

async function readHead(sharp: typeof SharpFactory, content: Uint8Array): Promise<Head | null> {
  try {
    const { autoOrient, xmp } = await sharp(content, { limitInputPixels: false, failOn: 'none' }).metadata()
    const { width, height } = autoOrient
    return width > 0 && height > 0 ? { width, height, xmp: xmp ?? null } : null
  } catch {
    return null
  }
}

function decode(sharp: typeof SharpFactory, content: Uint8Array) {
  return sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', sequentialRead: true })
    .autoOrient()
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds: MAX_SECONDS })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
}

/** How many of the shares, the largest first, come to this much. */
function countMost(shares: readonly number[], wanted: number): number {
  let sum = 0
  for (const [at, share] of shares.entries()) {
    sum += share
    if (sum >= wanted) return at + 1
  }
  return shares.length
}

type Decoded = Awaited<ReturnType<typeof decode>>

function lookAt({ data, info }: Decoded): Omit<Pixels, keyof Head> {
  const { width, height, channels } = info
  const grey = channels < 3
  const alpha = channels === 2 || channels === 4
  const counts = new Map<number, number>()
  const shift = 8 - COLOUR_BITS
  let transparent = false
  let total = 0
  for (let at = 0; at + channels <= data.length; at += channels) {
    const red = data[at] ?? 0
    const [green, blue] = grey ? [red, red] : [data[at + 1] ?? 0, data[at + 2] ?? 0]
    const opacity = alpha ? (data[at + channels - 1] ?? 255) : 255
    if (opacity < 250) transparent = true
    if (opacity < 8) continue
    total++
    const colour = ((red >> shift) << (2 * COLOUR_BITS)) | ((green >> shift) << COLOUR_BITS) | (blue >> shift)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const shares = [...counts.values()].sort((a, b) => b - a)
  const ground = total === 0 ? 1 : (shares[0] ?? 0) / total
  const colours = countMost(shares, total * MOST)
  return { transparent, colours, ground, raw: { data, width, height, channels: channels as 3 | 4 } }
}
