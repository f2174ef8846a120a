import { expect, test } from 'vitest'
import type { AttachmentRole } from '../../../src/pipeline/draft.ts'
import { lookAt, type Mail, type Sent } from './look-at.ts'
import { landscape, mark, plain, xmp } from './paint.ts'

const RELEASE = '<p>The bridge opens on Monday.</p><p>It took four years and cost 20 million euros, the city said.</p>'
const SIGN_OFF =
  '<p>Kind regards,</p><p>Jo Example</p><p>Head of press, Acme</p><p>+44 20 7946 0000</p><p>jo@acme.example</p>'

const jpeg = await landscape().jpeg().toBuffer()
const small = await landscape(300, 400, 2).jpeg().toBuffer()
const logo = await mark().png().toBuffer()
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>',
)
const gif = await plain(300, 250, '#0000ff').gif().toBuffer()

const attached: [name: string, content: Uint8Array, role: AttachmentRole][] = [
  ['IMG_0012.jpg', jpeg, 'photo'],
  ['bridge.jpg', jpeg, 'photo'],
  ['portrait-ceo.jpg', small, 'photo'],
  ['Image3948278.jpeg', jpeg, 'photo'],
  ['bridge.png', await landscape().png().toBuffer(), 'photo'],
  ['bridge.webp', await landscape().webp().toBuffer(), 'photo'],
  ['bridge.tif', await landscape(600, 400).tiff().toBuffer(), 'photo'],
  ['bridge.avif', await landscape(600, 400).avif({ effort: 0 }).toBuffer(), 'photo'],
  ['plain wall.jpg', await plain(1600, 1067, '#886644').jpeg().toBuffer(), 'photo'],
  ['Acme Logo RGB.jpg', await mark(1600, 900).jpeg().toBuffer(), 'logo'],
  ['AcmeLogo.png', logo, 'logo'],
  ['acme_logo_2026.png', await landscape(1200, 400).png().toBuffer(), 'logo'],
  ['Firmenlogo-quer.png', logo, 'logo'],
  ['logotipo.png', logo, 'logo'],
  ['logo.svg', svg, 'logo'],
  ['catalogo-primavera.jpg', jpeg, 'photo'],
  ['dialogo.jpg', jpeg, 'photo'],
  ['geologo al lavoro.jpg', jpeg, 'photo'],
  ['mark.png', await mark(400, 160, 'none').png().toBuffer(), 'logo'],
  ['drawing.svg', svg, 'graphic'],
  ['moving.gif', gif, 'graphic'],
  ['Infografik.jpg', jpeg, 'graphic'],
  ['sales-chart.png', await mark(900, 700).png().toBuffer(), 'graphic'],
  ['screenshot 2026-11-20.png', jpeg, 'graphic'],
  ['facebook.png', await mark(64, 64).png().toBuffer(), 'icon'],
  ['icon-phone.png', await mark(128, 128).png().toBuffer(), 'icon'],
  ['facebook-logo.png', await mark(40, 40).png().toBuffer(), 'icon'],
  ['logo.png', await mark(40, 40).png().toBuffer(), 'logo'],
  ['photo1.jpg', await plain(16, 16).jpeg().toBuffer(), 'photo'],
  ['bridge.jpg', await plain(16, 16, '#123456').jpeg().toBuffer(), 'spacer'],
  ['spacer.gif', await plain(1, 1).gif().toBuffer(), 'spacer'],
  ['line.png', await plain(600, 1).png().toBuffer(), 'spacer'],
  ['signature.png', await mark(300, 90).png().toBuffer(), 'signature'],
  ['Unterschrift Jo.png', await mark(300, 90).png().toBuffer(), 'signature'],
  [
    'product.png',
    await landscape(900, 900)
      .composite([
        { input: Buffer.from([0, 0, 0, 255]), raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' },
      ])
      .ensureAlpha(0.5)
      .png()
      .toBuffer(),
    'photo',
  ],
  ['thumb.jpg', await landscape(100, 80).jpeg().toBuffer(), 'graphic'],
  [
    'logo-launch.jpg',
    await landscape()
      .jpeg()
      .withExif({ IFD0: { Make: 'Acme', Model: 'C-1' } })
      .toBuffer(),
    'photo',
  ],
  ['header.png', await landscape(600, 120).png().toBuffer(), 'graphic'],
  ['banner.png', await mark(600, 120).png().toBuffer(), 'logo'],
]

test.each(attached)('%s, attached, is told for what it is', async (name, content, role) => {
  const { seen } = await lookAt({ text: 'The bridge opens on Monday.', files: [{ name, content }] })
  expect(seen[0]?.role).toBe(role)
})

const shown: [title: string, html: string, file: Sent, role: AttachmentRole][] = [
  [
    'a photo in the text',
    `<p>a</p><img src="cid:p@x" width="600">${RELEASE}`,
    { name: 'image001.jpg', content: jpeg, contentId: 'p@x' },
    'photo',
  ],
  [
    'a photo pasted as PNG',
    `<p>a</p><img src="cid:p">${RELEASE}`,
    { name: 'image001.png', content: await landscape().png().toBuffer(), contentId: 'p' },
    'photo',
  ],
  [
    'a logo on top',
    `<img src="cid:p" width="180">${RELEASE}`,
    { name: 'image001.png', content: logo, contentId: 'p' },
    'logo',
  ],
  [
    'a letterhead of few colours',
    `<img src="cid:p" width="600">${RELEASE}`,
    { name: 'image001.png', content: await mark(1200, 200).png().toBuffer(), contentId: 'p' },
    'logo',
  ],
  [
    'a strip of many colours',
    `<img src="cid:p" width="600">${RELEASE}`,
    { name: 'image002.jpg', content: await landscape(1200, 240).jpeg().toBuffer(), contentId: 'p' },
    'graphic',
  ],
  [
    'a logo marked as in the signature',
    `${RELEASE}<div class="gmail_signature"><p>Jo</p><img src="cid:p"></div>`,
    { name: 'image001.png', content: logo, contentId: 'p' },
    'signature',
  ],
  [
    'a portrait marked as in the signature',
    `${RELEASE}<div id="Signature" class="moz-signature"><img src="cid:p" width="90"></div>`,
    { name: 'image003.jpg', content: small, contentId: 'p' },
    'signature',
  ],
  [
    'a logo among numbers and addresses',
    `${RELEASE}${SIGN_OFF}<p><img src="cid:p" width="160" height="60"></p>`,
    { name: 'image001.png', content: logo, contentId: 'p' },
    'signature',
  ],
  [
    'a link to a social network',
    `${RELEASE}<a href="https://www.facebook.com/acme"><img src="cid:p" width="32" height="32"></a>`,
    { name: 'image005.png', content: await mark(128, 128).png().toBuffer(), contentId: 'p' },
    'icon',
  ],
  [
    'a large picture shown small',
    `${RELEASE}<img src="cid:p" width="24" height="24">`,
    { name: 'image006.png', content: await mark(256, 256).png().toBuffer(), contentId: 'p' },
    'icon',
  ],
  [
    'a spacer',
    `${RELEASE}<img src="cid:p" width="600" height="1">`,
    { name: 'image007.png', content: await plain(2, 2).png().toBuffer(), contentId: 'p' },
    'spacer',
  ],
  [
    'a chart',
    `${RELEASE}<img src="cid:p" width="600">`,
    { name: 'image008.png', content: await mark(900, 700).png().toBuffer(), contentId: 'p' },
    'graphic',
  ],
  ['a photo that has an id and is not shown', RELEASE, { name: 'DSC_1.jpg', content: jpeg, contentId: 'p' }, 'photo'],
  [
    'a photo with an encoded id',
    `<p>a</p><img src='cid:p%401'>${RELEASE}`,
    { name: 'x.jpg', content: jpeg, contentId: 'p@1' },
    'photo',
  ],
]

test.each(shown)('%s is told for what it is', async (_title, html, sent, role) => {
  const { seen } = await lookAt({ html, files: [sent] })
  expect(seen[0]?.role).toBe(role)
})

test('a picture that comes three times is part of the layout', async () => {
  const content = await landscape(400, 300).png().toBuffer()
  const files = [1, 2, 3].map((number) => ({ name: `image00${number}.png`, content, contentId: `p${number}` }))
  const html = `${RELEASE}<img src="cid:p1"><p>x</p><img src="cid:p2"><p>y</p><img src="cid:p3">`
  const { seen } = await lookAt({ html, files })
  expect(seen.map(({ role }) => role)).toEqual(['graphic', 'graphic', 'graphic'])
})

test('a caption of its own makes a drawing-like picture a photo', async () => {
  const content = await plain(900, 600, '#112233')
    .png()
    .withXmp(xmp({ 'dc:description': { 'x-default': 'Night over the bay' } }))
    .toBuffer()
  const { seen } = await lookAt({ text: 'x', files: [{ name: 'night.png', content }] })
  expect(seen[0]).toMatchObject({ role: 'photo', picture: { caption: 'Night over the bay' } })
})

test('documents keep their role', async () => {
  const mail: Mail = {
    text: 'x',
    files: [
      { name: 'a.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') },
      { name: 'b.jpg', content: jpeg },
    ],
  }
  expect((await lookAt(mail)).seen.map(({ role, picture }) => [role, picture === null])).toEqual([
    ['document', true],
    ['photo', false],
  ])
})

test('pictures in a document are told by their colours, as their names say nothing', async () => {
  const files = [
    { name: 'release.docx', content: Buffer.from('no matter') },
    { name: 'image1.jpeg', content: await mark(600, 200).jpeg().toBuffer(), within: 1 },
    { name: 'image2.jpeg', content: jpeg, within: 1 },
    { name: 'picture-3.png', content: await landscape(900, 600).png().toBuffer(), within: 1 },
    { name: 'picture-4.png', content: await mark(900, 700).png().toBuffer(), within: 1 },
  ]
  const { seen } = await lookAt({ text: 'x', files, documents: [{ position: 1, text: 'The bridge opens.' }] })
  expect(seen.map(({ role }) => role).slice(1)).toEqual(['logo', 'photo', 'photo', 'graphic'])
})

test('a picture in an archive is one that was attached', async () => {
  const files = [
    { name: 'photos.zip', content: Buffer.from('no matter') },
    { name: 'bridge.jpg', content: await mark(1200, 800).jpeg().toBuffer(), within: 1 },
  ]
  expect((await lookAt({ text: 'x', files })).seen[1]?.role).toBe('photo')
})

test('a forwarded message shows its own pictures, though both count them alike', async () => {
  const files = [
    { name: 'release.eml', content: Buffer.from('no matter') },
    { name: 'image001.png', content: logo, contentId: 'image001', within: 1 },
    { name: 'image001.png', content: await landscape(900, 600).png().toBuffer(), contentId: 'image001' },
  ]
  const inner = '<div class="gmail_signature">Jo<img src="cid:image001"></div>'
  const documents = [{ position: 1, html: `${RELEASE}${inner}`, letter: true }]
  const { seen } = await lookAt({ html: `<p>Look:</p><img src="cid:image001">${RELEASE}`, files, documents })
  expect(seen.slice(1).map(({ role }) => role)).toEqual(['signature', 'photo'])
})
