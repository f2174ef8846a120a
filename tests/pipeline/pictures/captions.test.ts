import { describe, expect, test } from 'vitest'
import { assignCaptions } from '../../../src/pipeline/pictures/assign.ts'
import { findCaptions } from '../../../src/pipeline/pictures/captions.ts'
import { looksLikeName, splitCaption } from '../../../src/pipeline/pictures/credit.ts'
import { lookAt } from './look-at.ts'
import { landscape, xmp } from './paint.ts'

const found = (text: string, names: string[] = []) =>
  findCaptions(text.split('\n'), names).map((one) =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null && value !== false)),
  )

test.each<[line: string, caption: Record<string, unknown>]>([
  ['Photo: The new bridge opens to traffic.', { caption: 'The new bridge opens to traffic.' }],
  ['Picture caption 1: Workers on the deck.', { number: 1, caption: 'Workers on the deck.' }],
  ['Photo caption: Workers on the deck.', { caption: 'Workers on the deck.' }],
  ['Image 3 – The harbour at night', { number: 3, caption: 'The harbour at night' }],
  ['Photo #2: The harbour at night', { number: 2, caption: 'The harbour at night' }],
  ['Picture no. 2 (left): The harbour at night', { number: 2, caption: 'The harbour at night' }],
  ['Caption: Jo Example, head of bridges at Acme', { caption: 'Jo Example, head of bridges at Acme' }],
  ['[Photo 1: The harbour at night]', { number: 1, caption: 'The harbour at night' }],
  ['Photo: Jane Roe/Acme', { credit: 'Jane Roe/Acme' }],
  ['Photo credit: Jane Roe', { credit: 'Jane Roe' }],
  ['(Photo: Jane Roe)', { credit: 'Jane Roe' }],
  ['Photos: Jane Roe', { credit: 'Jane Roe', all: true }],
  ['Photo by: Jane Roe', { credit: 'Jane Roe' }],
  ['Bild 2: Die neue Brücke bei Nacht.', { number: 2, caption: 'Die neue Brücke bei Nacht.' }],
  ['Bildunterschrift: Die neue Brücke (Foto: Max Beispiel)', { caption: 'Die neue Brücke', credit: 'Max Beispiel' }],
  ['BU: Die neue Brücke bei Nacht', { caption: 'Die neue Brücke bei Nacht' }],
  ['Foto: dpa', { credit: 'dpa' }],
  ['Foto: Max Beispiel/Stadt Musterstadt', { credit: 'Max Beispiel/Stadt Musterstadt' }],
  ['Bildnachweis: Max Beispiel', { credit: 'Max Beispiel' }],
  ['Im Bild: Erika Beispiel', { caption: 'Erika Beispiel' }],
  ['Foto: Stadt Musterstadt, Abdruck honorarfrei', { credit: 'Stadt Musterstadt', usageTerms: 'Abdruck honorarfrei' }],
  ['Légende : Le nouveau pont la nuit', { caption: 'Le nouveau pont la nuit' }],
  ['Photo 1 : Le nouveau pont la nuit', { number: 1, caption: 'Le nouveau pont la nuit' }],
  ['Crédit photo : Jeanne Exemple', { credit: 'Jeanne Exemple' }],
  ['Pie de foto: El nuevo puente de noche.', { caption: 'El nuevo puente de noche.' }],
  ['Foto 2: El nuevo puente de noche.', { number: 2, caption: 'El nuevo puente de noche.' }],
  ['Didascalia: Il nuovo ponte di notte', { caption: 'Il nuovo ponte di notte' }],
  ['Fotobijschrift: De nieuwe brug bij nacht', { caption: 'De nieuwe brug bij nacht' }],
  ['Legenda: A nova ponte à noite', { caption: 'A nova ponte à noite' }],
  ['Bildtext: Den nya bron på natten', { caption: 'Den nya bron på natten' }],
  ['Bildetekst: Den nye broen om natten', { caption: 'Den nye broen om natten' }],
  ['Billedtekst: Den nye bro om natten', { caption: 'Den nye bro om natten' }],
  ['Kuvateksti: Uusi silta yöllä', { caption: 'Uusi silta yöllä' }],
  ['Podpis pod zdjęciem: Nowy most nocą', { caption: 'Nowy most nocą' }],
  ['Fotoğraf altı: Yeni köprü gece', { caption: 'Yeni köprü gece' }],
  ['Foto 1: Yeni körpü gecə', { number: 1, caption: 'Yeni körpü gecə' }],
  ['Подпись к фото: Новый мост ночью', { caption: 'Новый мост ночью' }],
  ['Підпис до фото: Новий міст уночі', { caption: 'Новий міст уночі' }],
  ['تعليق الصورة: الجسر الجديد ليلا', { caption: 'الجسر الجديد ليلا' }],
  ['الصورة ٢: الجسر الجديد ليلا', { number: 2, caption: 'الجسر الجديد ليلا' }],
  ['写真1：夜の新しい橋', { number: 1, caption: '夜の新しい橋' }],
  ['写真１：夜の新しい橋', { number: 1, caption: '夜の新しい橋' }],
  ['写真提供：アクメ株式会社', { credit: 'アクメ株式会社' }],
])('%s', (line, caption) => {
  expect(found(line)).toEqual([caption])
})

test.each([
  'Photonics: a new field for the university.',
  'Photo',
  'The photo shows the bridge.',
  'Images can be had from the press office: call us.',
  'Source: Office of Statistics',
  'Quelle: Statistisches Amt',
  'Photographers: please arrive by 9am to get your passes.',
  'Photos: https://acme.example/press',
  'Bilder können heruntergeladen werden unter: https://acme.example/presse',
  'Imagine a bridge: it stands in the middle of nowhere.',
])('is no caption: %s', (line) => {
  expect(found(line)).toEqual([])
})

describe('captions over several lines', () => {
  test('a heading with its numbered list', () => {
    expect(found('Captions:\n1. The bridge by day\n2) The bridge by night. Photo: Jane Roe\n\nAbout Acme')).toEqual([
      { number: 1, caption: 'The bridge by day' },
      { number: 2, caption: 'The bridge by night.', credit: 'Jane Roe' },
    ])
  })
  test('a numbered heading above its caption', () => {
    expect(found('Photo 1\nThe bridge by day\nPhoto 2\nThe bridge by night')).toEqual([
      { number: 1, caption: 'The bridge by day' },
      { number: 2, caption: 'The bridge by night' },
    ])
  })
  test('a credit below its caption, whatever it is called', () => {
    expect(found('Caption: The bridge by day\nSource: City of Exampleton')).toEqual([
      { caption: 'The bridge by day', credit: 'City of Exampleton' },
    ])
  })
  test('file names before and above captions', () => {
    const names = ['IMG_1234.jpg', 'bridge night.JPG', 'third.png']
    expect(
      found(
        'IMG_1234.jpg – The bridge by day\nBridge night: The bridge by night\nthird.png\nThe bridge at dawn',
        names,
      ),
    ).toEqual([
      { name: 'IMG_1234.jpg', caption: 'The bridge by day' },
      { name: 'bridge night.JPG', caption: 'The bridge by night' },
      { name: 'third.png', caption: 'The bridge at dawn' },
    ])
  })
  test('a sentence on the use of all', () => {
    expect(found('All pictures are free for editorial use with the credit “Acme”.')).toMatchObject([{ all: true }])
  })
})

test.each<[line: string, parts: Partial<ReturnType<typeof splitCaption>>]>([
  ['The bridge. Photo: Jane Roe', { caption: 'The bridge.', credit: 'Jane Roe' }],
  ['The bridge (Photo: Jane Roe/Acme)', { caption: 'The bridge', credit: 'Jane Roe/Acme' }],
  ['The bridge © Jane Roe', { caption: 'The bridge', credit: 'Jane Roe', copyright: '© Jane Roe' }],
  ['The bridge. (c) Acme Ltd', { caption: 'The bridge.', copyright: '© Acme Ltd' }],
  ['The bridge [Credit: Acme]', { caption: 'The bridge', credit: 'Acme' }],
  ['Die Brücke, Foto: Max Beispiel', { caption: 'Die Brücke', credit: 'Max Beispiel' }],
  ['Le pont - Crédit : Jeanne Exemple', { caption: 'Le pont', credit: 'Jeanne Exemple' }],
  ['El puente | Foto: Acme', { caption: 'El puente', credit: 'Acme' }],
  ['Il ponte. Ph. Acme', { caption: 'Il ponte. Ph. Acme' }],
  ['A photo: the bridge', { caption: 'A photo: the bridge' }],
  ['The bridge. Copyright: Acme', { caption: 'The bridge.', credit: 'Acme' }],
  ['The bridge. Photo: Jane Roe, free for editorial use', { credit: 'Jane Roe', usageTerms: 'free for editorial use' }],
  ['The bridge (© Acme, honorarfrei)', { caption: 'The bridge', copyright: '© Acme', usageTerms: 'honorarfrei' }],
  ['', { caption: null }],
  ['©', { caption: null }],
])('takes apart: %s', (line, parts) => {
  expect(splitCaption(line)).toMatchObject(parts)
})

test.each<[text: string, name: boolean]>([
  ['Jane Roe', true],
  ['Jane Roe/Acme', true],
  ['© Acme', true],
  ['Anna von Beispiel für Acme', true],
  ['dpa', true],
  ['NASA', true],
  ['The new bridge', false],
  ['Workers on the deck', false],
  ['Bridge', false],
  ['Jane Roe opens the bridge.', false],
  ['', false],
])('%j names a photographer: %j', (text, name) => {
  expect(looksLikeName(text)).toBe(name)
})

const one = await landscape(600, 400, 1).jpeg().toBuffer()
const two = await landscape(600, 400, 2).jpeg().toBuffer()
const withRecord = await landscape(600, 400, 3)
  .jpeg()
  .withXmp(
    xmp({
      'dc:description': { 'x-default': 'The new bridge by day, seen from the river' },
      'photoshop:Credit': 'Jane Roe/Acme',
    }),
  )
  .toBuffer()

const captionsOf = async (mail: Parameters<typeof lookAt>[0]) =>
  (await lookAt(mail)).seen.map(({ picture }) => picture?.caption ?? null)

describe('finds the picture', () => {
  test('by number, in whatever order the files came', async () => {
    const files = [
      { name: 'bridge_2.jpg', content: two },
      { name: 'bridge_1.jpg', content: one },
    ]
    expect(await captionsOf({ text: 'Photo 1: By day we see it.\n\nPhoto 2: By night we do not.', files })).toEqual([
      'By night we do not.',
      'By day we see it.',
    ])
  })
  test('by order, where there are as many', async () => {
    const files = [
      { name: 'a.jpg', content: one },
      { name: 'b.jpg', content: two },
    ]
    expect(await captionsOf({ text: 'Photo: By day we see it.\n\nPhoto: By night we do not.', files })).toEqual([
      'By day we see it.',
      'By night we do not.',
    ])
    expect(await captionsOf({ text: 'Photo: By day we see it.', files })).toEqual([null, null])
  })
  test('below which it stands', async () => {
    const html =
      '<p>The bridge opens.</p><figure><img src="cid:b"><figcaption>By night we do not.</figcaption></figure><p>More of it.</p><img src="cid:a"><p>Photo: By day we see it.</p>'
    const files = [
      { name: 'a.jpg', content: one, contentId: 'a' },
      { name: 'b.jpg', content: two, contentId: 'b' },
    ]
    expect(await captionsOf({ html, files })).toEqual(['By day we see it.', 'By night we do not.'])
  })
  test('once, where the same is attached and shown', async () => {
    const files = [
      { name: 'a.jpg', content: one, contentId: 'a' },
      { name: 'a.jpg', content: one },
    ]
    const html = '<p>The bridge.</p><img src="cid:a"><p>It opens.</p><p>Photo: By day we see it.</p>'
    expect(await captionsOf({ html, files })).toEqual(['By day we see it.', 'By day we see it.'])
  })
})

test('the record, which is fuller, counts where the copy says the same, and the copy where it differs', async () => {
  const files = [{ name: 'a.jpg', content: withRecord }]
  expect(await captionsOf({ text: 'Caption: The new bridge by day', files })).toEqual([
    'The new bridge by day, seen from the river',
  ])
  const longer = 'The new bridge by day, seen from the river bank on the morning before the mayor opened it'
  expect(await captionsOf({ text: `Caption: ${longer}`, files })).toEqual([longer])
  expect(await captionsOf({ text: 'Caption: Mayor Roe cuts the ribbon', files })).toEqual(['Mayor Roe cuts the ribbon'])
  expect(await captionsOf({ text: 'No word of it.', files })).toEqual(['The new bridge by day, seen from the river'])
})

const PAIR = ['bridge-day.jpg', 'bridge-night.jpg']

test.each<[what: string, lines: string[], told: [caption: string | null, credit: string | null][]]>([
  [
    'one credit in the heading of a list',
    [
      'Bildtexte (Fotos: Acme Brückenbau, Abdruck honorarfrei):',
      'bridge-day.jpg: Die Brücke bei Tag',
      'bridge-night.jpg: Die Brücke bei Nacht',
    ],
    [
      ['Die Brücke bei Tag', 'Acme Brückenbau'],
      ['Die Brücke bei Nacht', 'Acme Brückenbau'],
    ],
  ],
  [
    'one credit below a list',
    ['Photo 1: The bridge by day', 'Photo 2: The bridge by night', 'All photos: Jane Doe / Acme'],
    [
      ['The bridge by day', 'Jane Doe / Acme'],
      ['The bridge by night', 'Jane Doe / Acme'],
    ],
  ],
  [
    'one credit without any caption',
    ['Alle Bilder © Acme Brückenbau'],
    [
      [null, 'Acme Brückenbau'],
      [null, 'Acme Brückenbau'],
    ],
  ],
  [
    'a file’s name within a line whose end was joined to it',
    ['Picture captions:', 'bridge-day.jpg: By day. Credit: Jane Doe bridge-night.jpg: By night. Credit: Sam Roe'],
    [
      ['By day.', 'Jane Doe'],
      ['By night.', 'Sam Roe'],
    ],
  ],
  [
    'a file’s name that is written somewhat differently',
    ['Bridge_Day.JPG – The bridge by day', 'BRIDGENIGHT.jpg: The bridge by night'],
    [
      ['The bridge by day', null],
      ['The bridge by night', null],
    ],
  ],
  [
    'the name of a file that did not come with it',
    ['Captions:', 'ferry.jpg: The ferry'],
    [
      [null, null],
      [null, null],
    ],
  ],
])('%s is read', (_what, lines, told) => {
  const pictures = PAIR.map((name) => ({ name, caption: null }))
  const found = assignCaptions(findCaptions(lines, PAIR), pictures)
  expect(found.map(({ caption, credit }) => [caption, credit])).toEqual(told)
})

test('terms of use hold for all pictures', async () => {
  const files = [
    { name: 'a.jpg', content: one },
    { name: 'b.jpg', content: two },
  ]
  const { seen } = await lookAt({
    text: 'The bridge opens.\n\nPhotos may be used free of charge with the credit Acme.',
    files,
  })
  for (const { picture } of seen) expect(picture.usageTerms).toMatch(/^Photos may be used free of charge/)
})

test('lines without end or sense cost little', () => {
  for (const line of [
    'Photo '.repeat(20_000),
    '('.repeat(3000),
    '© '.repeat(1500),
    `Photo: ${'Jane Roe, '.repeat(290)}`,
    '1. '.repeat(900),
  ]) {
    const begun = performance.now()
    findCaptions(Array<string>(50).fill(line), ['Photo.jpg', '1. 1. .jpg'])
    expect(performance.now() - begun).toBeLessThan(2000)
  }
})
