import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanField, readRecord } from '../../../src/pipeline/pictures/record.ts'
import { lookAt } from './look-at.ts'
import { landscape, withIptc, withSegment, xmp } from './paint.ts'

const jpeg = await landscape(480, 320).jpeg().toBuffer()
const NOTHING = {
  caption: null,
  credit: null,
  byline: null,
  copyright: null,
  usageTerms: null,
  city: null,
  takenOn: null,
  camera: false,
}
const read = (content: Uint8Array, languages = ['en'], type = 'image/jpeg') => readRecord(content, type, languages)

test('a picture without records says nothing', async () => {
  expect(await read(jpeg)).toEqual(NOTHING)
})

test('XMP is read, with the caption in the language of the copy', async () => {
  const record = xmp({
    'dc:description': { 'x-default': 'The bridge', de: 'Die Brücke & der Fluß', 'fr-FR': 'Le pont' },
    'dc:creator': ['Jane Roe', 'Max Beispiel'],
    'dc:rights': { 'x-default': '© 2026 Acme' },
    'photoshop:Credit': 'Acme/Jane Roe',
    'photoshop:City': 'Köln',
    'photoshop:Headline': 'Bridge opens',
    'photoshop:DateCreated': '2026-11-20T10:00:00+01:00',
    'xmpRights:UsageTerms': { 'x-default': 'Free for editorial use' },
  })
  const content = await landscape(480, 320).jpeg().withXmp(record).toBuffer()
  const told = {
    credit: 'Acme/Jane Roe',
    byline: 'Jane Roe, Max Beispiel',
    copyright: '© 2026 Acme',
    city: 'Köln',
    takenOn: '2026-11-20',
    usageTerms: 'Free for editorial use',
  }
  expect(await read(content, ['de', 'en'])).toMatchObject({ ...told, caption: 'Die Brücke & der Fluß' })
  expect(await read(content, ['fr'])).toMatchObject({ ...told, caption: 'Le pont' })
  expect(await read(content, ['sv', 'no'])).toMatchObject({ ...told, caption: 'The bridge' })
})

test.each<['utf8' | 'latin1' | 'unmarked utf8']>([['utf8'], ['latin1'], ['unmarked utf8']])(
  'IPTC in %s is read',
  async (charset) => {
    const content = withIptc(
      jpeg,
      {
        caption: 'Die Brücke über den Fluß',
        credit: 'Stadt Köln',
        byline: ['Jörg Beispiel', 'Zoë Roe'],
        copyright: '© Stadt Köln',
        city: 'Köln',
        created: '20261120',
        instructions: 'Nur für redaktionelle Zwecke',
      },
      charset,
    )
    expect(await read(content)).toMatchObject({
      caption: 'Die Brücke über den Fluß',
      credit: 'Stadt Köln',
      byline: 'Jörg Beispiel, Zoë Roe',
      copyright: '© Stadt Köln',
      city: 'Köln',
      takenOn: '2026-11-20',
      usageTerms: 'Nur für redaktionelle Zwecke',
    })
  },
)

test('EXIF is read, the camera and the day it took the picture', async () => {
  const exif = {
    IFD0: { ImageDescription: 'The bridge', Artist: 'Jane Roe', Copyright: '(C) Acme', Make: 'Acme', Model: 'C-1' },
    IFD2: { DateTimeOriginal: '2026:11:20 10:11:12' },
  }
  expect(await read(await landscape(480, 320).jpeg().withExif(exif).toBuffer())).toEqual({
    caption: 'The bridge',
    credit: 'Jane Roe',
    byline: 'Jane Roe',
    copyright: '© Acme',
    usageTerms: null,
    city: null,
    takenOn: '2026-11-20',
    camera: true,
  })
})

test('XMP counts before IPTC, IPTC before EXIF, each field by itself', async () => {
  const base = await landscape(480, 320)
    .jpeg()
    .withExif({ IFD0: { ImageDescription: 'of EXIF', Artist: 'EXIF', Copyright: 'EXIF' } })
    .withXmp(xmp({ 'dc:description': { 'x-default': 'of XMP' } }))
    .toBuffer()
  const content = withIptc(base, { caption: 'of IPTC', byline: 'IPTC' })
  expect(await read(content)).toMatchObject({ caption: 'of XMP', byline: 'IPTC', copyright: 'EXIF' })
})

test.each([
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['tiff', 'image/tiff'],
  ['avif', 'image/avif'],
] as const)('the record of a picture as %s is read', async (format, type) => {
  const content = await landscape(480, 320)
    .withXmp(xmp({ 'dc:description': { 'x-default': 'The bridge' }, 'photoshop:City': 'Bern' }))
    .toFormat(format)
    .toBuffer()
  const { seen } = await lookAt({ text: 'x', files: [{ name: `a.${format}`, content }] })
  expect(seen[0]).toMatchObject({ type, role: 'photo', picture: { caption: 'The bridge', city: 'Bern' } })
})

test('a Photoshop file is not decoded, but its record is read', async () => {
  const content = Buffer.concat([
    Buffer.from('8BPS\0\x01\0\0\0\0\0\0\0\x03', 'latin1'),
    Buffer.alloc(200),
    Buffer.from(xmp({ 'dc:description': { 'x-default': 'The bridge' } })),
  ])
  const { seen, previews } = await lookAt({ text: 'x', files: [{ name: 'a.psd', content }] })
  expect(seen[0]).toMatchObject({ role: 'graphic', picture: { caption: 'The bridge', preview: null } })
  expect(seen[0]?.unread).toContain('Photoshop')
  expect(previews).toEqual([])
})

describe('what machines write into captions is none', () => {
  test.each(['OLYMPUS DIGITAL CAMERA', 'SONY DSC', 'untitled', 'Created with GIMP', 'Screenshot', '   ', 'DCIM'])(
    '%s',
    async (words) => {
      const content = await landscape(480, 320)
        .jpeg()
        .withExif({ IFD0: { ImageDescription: words } })
        .toBuffer()
      expect((await read(content)).caption).toBeNull()
    },
  )
  test('the next record counts', async () => {
    const content = withIptc(
      await landscape(480, 320)
        .jpeg()
        .withXmp(xmp({ 'dc:description': { 'x-default': 'SONY DSC' } }))
        .toBuffer(),
      { caption: 'The bridge' },
    )
    expect((await read(content)).caption).toBe('The bridge')
  })
})

test.each<[written: string, day: string | null]>([
  ['2026-11-20', '2026-11-20'],
  ['2026-11-20T23:59:59Z', '2026-11-20'],
  ['20261120', '2026-11-20'],
  ['2026:11:20 01:02:03', '2026-11-20'],
  ['0000:00:00 00:00:00', null],
  ['2026-02-30', null],
  ['2026', null],
  ['yesterday', null],
])('%s is the day %s', async (written, day) => {
  const content = await landscape(480, 320)
    .jpeg()
    .withXmp(xmp({ 'photoshop:DateCreated': written }))
    .toBuffer()
  expect((await read(content)).takenOn).toBe(day)
})

test('a headline stands in for a caption, a byline or a source for a credit', async () => {
  expect(await read(withIptc(jpeg, { headline: 'Bridge opens', source: 'Acme' }))).toMatchObject({
    caption: 'Bridge opens',
    credit: 'Acme',
  })
  expect(await read(withIptc(jpeg, { byline: 'Jane Roe', source: 'Acme' }))).toMatchObject({ credit: 'Jane Roe' })
})

test('prefixes of another writer, values as elements and a nested city are read', async () => {
  const record = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:ps="http://ns.adobe.com/photoshop/1.0/" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:d="http://purl.org/dc/elements/1.1/"><ps:Credit>Acme</ps:Credit><d:description>Plain words</d:description><e:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><e:City>Ghent</e:City></rdf:li></rdf:Bag></e:LocationCreated></rdf:Description></rdf:RDF>`
  const content = withSegment(jpeg, 0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${record}`, 'latin1'))
  expect(await read(content)).toMatchObject({ credit: 'Acme', caption: 'Plain words', city: 'Ghent' })
})

test('fields are bounded and hold no control or direction characters', async () => {
  const content = withIptc(jpeg, { caption: `a\0b\r\nc\u202ed ${'e '.repeat(4000)}`, city: '\u0007' })
  const { caption, city } = await read(content)
  expect(caption?.length).toBeLessThanOrEqual(2000)
  expect(caption).toMatch(/^a b cd e e/)
  expect(city).toBeNull()
  expect(cleanField('\ud800x', 10)?.isWellFormed()).toBe(true)
})

test('where the picture was taken is nowhere told', async () => {
  const exif = {
    IFD0: { ImageDescription: 'x', Make: 'Acme' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '51/1 30/1 3230/100',
      GPSLongitudeRef: 'W',
      GPSLongitude: '0/1 7/1 3366/100',
    },
  }
  const content = await landscape(800, 600)
    .jpeg()
    .withExif(exif)
    .withXmp(
      xmp({ 'photoshop:City': 'London' }).replace(
        '<rdf:Description',
        '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="51,30.5383N"',
      ),
    )
    .toBuffer()
  const { seen, previews } = await lookAt({ text: 'x', files: [{ name: 'a.jpg', content }] })
  expect(JSON.stringify(seen)).not.toMatch(/gps|51,30|latitude/i)
  const kept = await sharp(previews[0]?.content).metadata()
  expect([kept.exif, kept.xmp, kept.iptc, kept.icc]).toEqual([undefined, undefined, undefined, undefined])
})

test('records without end or sense are read in no time', async () => {
  const hostile = [
    `<x:xmpmeta><rdf:RDF>${'<a>'.repeat(200_000)}`,
    `<x:xmpmeta><rdf:RDF>${'<rdf:li xml:lang="de">x</rdf:li>'.repeat(30_000)}</rdf:RDF>`,
    `<x:xmpmeta><rdf:RDF a="${'&amp;'.repeat(200_000)}"/>`,
    `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]><x:xmpmeta><rdf:RDF>${'&a;'.repeat(10_000)}</rdf:RDF>`,
    '<?xpacket end="'.repeat(60_000),
  ]
  for (const words of hostile) {
    const begun = performance.now()
    await read(Buffer.concat([jpeg, Buffer.from(words)]))
    expect(performance.now() - begun).toBeLessThan(2000)
  }
})
