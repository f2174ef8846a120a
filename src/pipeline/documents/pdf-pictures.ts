/** Pictures of a PDF: photographs as the bytes that they are, others as pixels. */
import { type FoundFile, foundFile, type Pixels } from './found.ts'
import { listImages, type PdfImage } from './pdf-images.ts'

/** Smaller ones are logos, lines and icons of the layout: no editor wants them. */
const MIN_SIDE = 120
const MIN_AREA = 40_000
const MAX_PICTURES = 40
/** Together, as pixels: five photographs of 20 megapixels that are not JPEG take as much memory as may be. */
const MAX_DECODED_AREA = 50_000_000
/** Pages that are searched for pictures that only pdf.js can decode. */
const MAX_PAGES = 20

/** The part of a pdf.js document that this needs. */
export interface PicturePdf {
  numPages: number
  getPage(number: number): Promise<PicturePage>
}

interface PicturePage {
  getOperatorList(): Promise<{ fnArray: number[]; argsArray: unknown[][] }>
  objs: PageObjects
  commonObjs: PageObjects
  cleanup(): unknown
}

interface PageObjects {
  get(key: string, told: (image: unknown) => void): unknown
}

/** The pictures that are large enough, each once. `open` gives the document with pictures that pdf.js has decoded, or null. */
export async function readPdfPictures(
  bytes: Uint8Array,
  open: () => Promise<{ pdf: PicturePdf; paintsImage: number } | null>,
): Promise<FoundFile[]> {
  const images = listImages(bytes).filter(isLarge)
  const photos = images.filter((image) => image.jpeg !== null)
  const files = photos
    .slice(0, MAX_PICTURES)
    .map(({ jpeg }, index) => foundFile(`picture-${index + 1}.jpg`, 'image/jpeg', jpeg ?? new Uint8Array()))
  const others = withinArea(images.filter((image) => image.jpeg === null))
  if (others.length === 0 || files.length >= MAX_PICTURES) return files
  const opened = await open()
  if (opened === null) return files
  const decoded = await decodeImages(opened.pdf, opened.paintsImage, others, MAX_PICTURES - files.length)
  return [...files, ...decoded.map((image, index) => pixelFile(image, files.length + index + 1))]
}

function isLarge({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) >= MIN_SIDE && width * height >= MIN_AREA
}

function withinArea(images: readonly PdfImage[]): PdfImage[] {
  let left = MAX_DECODED_AREA
  return images.filter(({ width, height }) => {
    left -= width * height
    return left >= 0
  })
}

interface Decoded {
  data: Uint8Array
  pixels: Pixels
}

function pixelFile({ data, pixels }: Decoded, number: number): FoundFile {
  return foundFile(`picture-${number}.png`, 'image/png', data, { pixels })
}

async function decodeImages(
  pdf: PicturePdf,
  paintsImage: number,
  wanted: readonly PdfImage[],
  limit: number,
): Promise<Decoded[]> {
  const sizes = new Set(wanted.map(({ width, height }) => `${width} ${height}`))
  const seen = new Set<string>()
  const decoded: Decoded[] = []
  for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && decoded.length < limit; number++) {
    const page = await pdf.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList()
    for (const [index, operator] of fnArray.entries()) {
      const key = operator === paintsImage ? argsArray[index]?.[0] : undefined
      if (typeof key !== 'string' || seen.has(key) || decoded.length >= limit) continue
      seen.add(key)
      const image = readImage(await imageOf(page, key))
      if (image && sizes.has(`${image.pixels.width} ${image.pixels.height}`)) decoded.push(image)
    }
    page.cleanup()
  }
  return decoded
}

function imageOf(page: PicturePage, key: string): Promise<unknown> {
  return new Promise((resolve) => (key.startsWith('g_') ? page.commonObjs : page.objs).get(key, resolve))
}

function readImage(image: unknown): Decoded | null {
  if (typeof image !== 'object' || image === null) return null
  const { width, height, data } = image as { width?: unknown; height?: unknown; data?: unknown }
  if (typeof width !== 'number' || typeof height !== 'number' || !ArrayBuffer.isView(data)) return null
  const channels = data.byteLength / (width * height)
  if (channels !== 1 && channels !== 3 && channels !== 4) return null
  return {
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(),
    pixels: { width, height, channels },
  }
}
