import type { FoundFile } from './found.ts'

/** The file with its raw pixels made a PNG; as it is where it has none, null where it cannot be made. */
export async function pngOf(file: FoundFile): Promise<FoundFile | null> {
  const { pixels, content } = file
  if (pixels === null || content === null) return file
  const { default: sharp } = await import('sharp')
  try {
    const png = await sharp(content, { raw: pixels }).png().toBuffer()
    return { ...file, content: new Uint8Array(png), size: png.length, pixels: null }
  } catch {
    // sharp throws plain errors where the pixels are not as many as they should be.
    return null
  }
}
