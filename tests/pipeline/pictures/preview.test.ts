import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readRecord } from '../../../src/pipeline/pictures/record.ts'
import { lookAt } from './look-at.ts'
import { landscape, mark, withIptc, xmp } from './paint.ts'

async function previewOf(name: string, content: Uint8Array) {
  const { seen, previews } = await lookAt({ text: 'x', files: [{ name, content }] })
  return { attachment: seen[0], picture: seen[0]?.picture, file: previews[0] }
}

test('a photo gets a JPEG of at most 640 pixels, found by its hash', async () => {
  const { picture, file } = await previewOf('a.jpg', await landscape(1500, 1000).jpeg().toBuffer())
  expect(picture).toMatchObject({ width: 1500, height: 1000, preview: { type: 'image/jpeg', width: 640, height: 427 } })
  expect(file?.sha256).toBe(
    createHash('sha256')
      .update(file?.content ?? '')
      .digest('hex'),
  )
  expect(picture?.preview?.sha256).toBe(file?.sha256)
  expect(file?.content.buffer.byteLength).toBe(file?.content.byteLength)
  expect(await sharp(file?.content).metadata()).toMatchObject({
    format: 'jpeg',
    width: 640,
    height: 427,
    space: 'srgb',
  })
})

test('a photo that was taken upright is shown upright, and a small one is not enlarged', async () => {
  const content = await landscape(600, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { picture } = await previewOf('a.jpg', content)
  expect(picture).toMatchObject({ width: 400, height: 600, preview: { width: 400, height: 600 } })
})

test('what can be seen through stays so', async () => {
  const content = await mark(900, 700, 'none').png().toBuffer()
  const { picture, file } = await previewOf('chart.png', content)
  expect(picture?.preview?.type).toBe('image/png')
  expect((await sharp(file?.content).stats()).isOpaque).toBe(false)
})

test.each([
  ['grey', () => landscape(600, 400).greyscale().jpeg()],
  ['CMYK', () => landscape(600, 400).toColourspace('cmyk').jpeg()],
  ['16 bits a channel', () => landscape(600, 400).toColourspace('rgb16').png()],
  ['grey that can be seen through', () => landscape(600, 400).greyscale().ensureAlpha(0.5).png()],
  ['progressive', () => landscape(600, 400).jpeg({ progressive: true })],
  ['a palette', () => landscape(600, 400).png({ palette: true })],
])('a picture of %s becomes sRGB', async (_title, paint) => {
  const { file } = await previewOf('photo.x', await paint().toBuffer())
  expect((await sharp(file?.content).metadata()).space).toBe('srgb')
})

test('the first picture of an animation is shown', async () => {
  const frames = Buffer.concat(
    await Promise.all([1, 2, 3].map((seed) => landscape(200, 150, seed).ensureAlpha().raw().toBuffer())),
  )
  const content = await sharp(frames, { raw: { width: 200, height: 450, channels: 4, pageHeight: 150 } })
    .gif()
    .toBuffer()
  expect(await previewOf('a.gif', content)).toMatchObject({
    attachment: { role: 'graphic' },
    picture: { width: 200, height: 150, preview: { height: 150 } },
  })
})

test('the same picture twice is one preview', async () => {
  const content = await landscape().jpeg().toBuffer()
  const { seen, previews } = await lookAt({
    text: 'x',
    files: [
      { name: 'a.jpg', content },
      { name: 'b.jpg', content },
    ],
  })
  expect(previews).toHaveLength(1)
  expect(seen[0]?.picture.preview).toEqual(seen[1]?.picture.preview)
})

test('logos, icons and spacers get none', async () => {
  const files = [
    { name: 'logo.png', content: await mark().png().toBuffer() },
    { name: 'facebook.png', content: await mark(48, 48).png().toBuffer() },
    { name: 'x.gif', content: await mark(1, 1).gif().toBuffer() },
  ]
  const { seen, previews } = await lookAt({ text: 'x', files })
  expect(previews).toEqual([])
  for (const { picture } of seen) expect(picture.preview).toBeNull()
})

describe('what cannot be shown says why', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(100)])
  test.each<[name: string, content: () => Promise<Uint8Array> | Uint8Array, words: string]>([
    ['a.jpg', async () => (await landscape().jpeg().toBuffer()).subarray(0, 20_000), 'damaged'],
    ['a.png', async () => (await landscape().png().toBuffer()).subarray(0, 5_000), 'damaged'],
    ['a.heic', () => heic, 'HEIC'],
    ['a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'), 'SVG'],
    ['a.psd', () => Buffer.concat([Buffer.from('8BPS\0\x01', 'latin1'), Buffer.alloc(100)]), 'Photoshop'],
    ['a.eps', () => Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n'), 'EPS'],
    [
      'huge.png',
      () =>
        sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#123456' } })
          .png()
          .toBuffer(),
      '80 megapixels',
    ],
  ])('%s', async (name, content, words) => {
    const { attachment, file } = await previewOf(name, await content())
    expect(attachment?.unread).toContain(words)
    expect(attachment?.picture?.preview).toBeNull()
    expect(file).toBeUndefined()
  })
})

test('pictures beyond what one message may cost are not decoded', async () => {
  const content = await sharp({ create: { width: 8_000, height: 8_000, channels: 3, background: '#123456' } })
    .jpeg()
    .toBuffer()
  const files = Array.from({ length: 30 }, (_, index) => ({
    name: `photo${index}.jpg`,
    content: Buffer.concat([content, Buffer.from([index])]),
  }))
  const { seen } = await lookAt({ text: 'x', files })
  expect(seen.at(0)?.unread).toBeNull()
  expect(seen.at(-1)?.unread).toContain('too many pictures')
  expect(seen.at(-1)).toMatchObject({ role: 'photo', picture: { width: 8_000, preview: null } })
}, 60_000)

test('broken pictures never throw', async () => {
  const record = xmp({ 'dc:description': { 'x-default': 'The bridge' }, 'photoshop:City': 'Bern' })
  const whole: [string, Uint8Array][] = [
    [
      'image/jpeg',
      withIptc(
        await landscape(160, 120)
          .jpeg()
          .withXmp(record)
          .withExif({ IFD0: { Artist: 'x' } })
          .toBuffer(),
        { caption: 'x', city: 'y' },
      ),
    ],
    ['image/png', await landscape(160, 120).png().withXmp(record).toBuffer()],
    [
      'image/webp',
      await landscape(160, 120)
        .webp()
        .withExif({ IFD0: { Artist: 'x' } })
        .toBuffer(),
    ],
    ['image/tiff', await landscape(160, 120).tiff().withXmp(record).toBuffer()],
    ['image/gif', await landscape(160, 120).gif().toBuffer()],
    ['image/avif', await landscape(160, 120).avif({ effort: 0 }).toBuffer()],
  ]
  let state = 42
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
  for (const [type, content] of whole) {
    for (let round = 0; round < 60; round++) {
      const broken = Buffer.from(round % 4 === 0 ? content.subarray(0, random(content.length)) : content)
      // The records stand at the beginning.
      const within = round % 2 === 0 ? broken.length : Math.min(broken.length, 1500)
      for (let count = 1 + random(30); count > 0 && within > 0; count--) broken[random(within)] = random(256)
      const record = await readRecord(broken, type, ['en'])
      expect(Object.keys(record)).toHaveLength(8)
      await lookAt({ text: 'Photo: x', files: [{ name: `a.${type.slice(6)}`, content: broken }] })
    }
  }
}, 120_000)
