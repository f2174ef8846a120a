/** Pictures for releases: what they are to a desk shows in their size and name. */
import sharp from 'sharp'

const SIZES: Record<string, [number, number]> = {
  photo: [1600, 1067],
  logo: [240, 80],
  icon: [24, 24],
  signature: [320, 90],
}

/** A JPEG or PNG, by its name; caption and credit go into its EXIF record. */
export function pictureOf(role: string, name: string, caption = '', credit = ''): Promise<Buffer> {
  const [width, height] = SIZES[role] ?? [800, 600]
  // A plain surface would be nothing that a camera has seen.
  const noise = { type: 'gaussian' as const, mean: 128, sigma: role === 'photo' ? 30 : 1 }
  const picture = sharp({ create: { width, height, channels: 3, background: '#567', noise } })
  const told = { ...(caption && { ImageDescription: caption }), ...(credit && { Artist: credit }) }
  const noted = caption || credit ? picture.withExif({ IFD0: told }) : picture
  return name.endsWith('.png') ? noted.png().toBuffer() : noted.jpeg({ quality: 60 }).toBuffer()
}
