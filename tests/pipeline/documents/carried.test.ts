import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Draft } from '../../../src/pipeline/draft.ts'
import { file, message, multipart, type Part, release, releaseOf, text } from '../build-mail.ts'
import { ingest } from '../ingest-plainly.ts'
import { msgOf } from './build-msg.ts'
import { type HeadlineLook, releaseDocx, releaseOdt } from './build-office.ts'
import { releasePdf } from './build-pdf.ts'
import { htmlInRtf, releaseRtf } from './build-rtf.ts'
import { tnefOf } from './build-tnef.ts'
import { ALL, LEEDS, type Told, WESTERN } from './releases.ts'

const NOTES: Readonly<Record<string, string>> = {
  en: 'Please see attached.\r\n\r\nKind regards\r\nTom Ashby',
  de: 'Guten Tag,\r\n\r\nanbei erhalten Sie unsere Pressemitteilung.\r\n\r\nMit freundlichen Grüßen\r\nJens Paulsen',
  fr: 'Bonjour,\r\n\r\nVeuillez trouver ci-joint notre communiqué de presse.\r\n\r\nCordialement',
  it: 'Buongiorno,\r\nin allegato il nostro comunicato stampa.\r\nCordiali saluti',
  sv: 'Hej!\r\nSe bifogat pressmeddelande.\r\nVänliga hälsningar',
  uk: 'Доброго дня! Пресреліз у вкладенні.',
  ja: 'いつもお世話になっております。プレスリリースを添付いたします。',
}

/** Noise does not compress, so that the file has the size of a photo. */
const photo = new Uint8Array(
  await sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: 'teal',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer(),
)

const html = (told: Told) =>
  `<html><body><h1>${told.headline}</h1><p><b>${told.standfirst}</b></p>${told.body.map((words) => `<p>${words}</p>`).join('')}<ul>${told.points.map((point) => `<li>${point}</li>`).join('')}</ul><p><b>${told.boilerplate.heading}</b></p><p>${told.boilerplate.text}</p><p>${told.contact.join('<br>')}</p></body></html>`
const plain = (told: Told) =>
  [
    told.headline,
    told.standfirst,
    ...told.body,
    told.points.map((point) => `- ${point}`).join('\n'),
    told.boilerplate.heading,
    told.boilerplate.text,
    told.contact.join('\n'),
  ].join('\n\n')
const letter = (told: Told) =>
  message(
    [
      'From: Press Office <press@harrow.example>',
      `Subject: =?utf-8?B?${Buffer.from(told.headline).toString('base64')}?=`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
    ],
    Buffer.from(plain(told)).toString('base64').replace(/.{76}/g, '$&\r\n'),
  )

type Make = (told: Told) => Promise<Part> | Part
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const FORMATS: readonly [title: string, of: readonly Told[], make: Make][] = [
  ['a PDF', WESTERN, async (told) => file('application/pdf', 'release.pdf', await releasePdf(told))],
  [
    'a PDF in two columns',
    WESTERN,
    async (told) => file('application/pdf', 'release.pdf', await releasePdf(told, { columns: 2 })),
  ],
  [
    'a PDF declared as octets',
    [LEEDS],
    async (told) => file('application/octet-stream', 'release', await releasePdf(told)),
  ],
  ...(['title', 'heading', 'large', 'bold', 'own style', 'outlined'] as HeadlineLook[]).map(
    (look): [string, readonly Told[], Make] => [
      `a DOCX with its headline as ${look}`,
      look === 'heading' ? ALL : WESTERN,
      (told) => file(WORD, 'release.docx', releaseDocx(told, look)),
    ],
  ),
  ['an ODT', ALL, (told) => file('application/vnd.oasis.opendocument.text', 'release.odt', releaseOdt(told))],
  [
    'an ODT with a large headline',
    WESTERN,
    (told) => file('application/octet-stream', 'release.odt', releaseOdt(told, false)),
  ],
  ['an RTF', ALL, (told) => file('application/rtf', 'release.rtf', releaseRtf(told))],
  ['an RTF declared as Word', WESTERN, (told) => file('application/msword', 'release.doc', releaseRtf(told))],
  ['a page', WESTERN, (told) => file('text/html; charset=utf-8', 'release.html', strToU8(html(told)))],
  ['a text file', WESTERN, (told) => file('text/plain; charset=utf-8', 'release.txt', strToU8(plain(told)))],
  [
    'a zip of a DOCX',
    ALL,
    (told) => file('application/zip', 'press.zip', zipSync({ 'press/release.docx': releaseDocx(told) })),
  ],
  ['a .eml declared as octets', WESTERN, (told) => file('application/octet-stream', 'release.eml', letter(told))],
  [
    'a .msg',
    WESTERN,
    (told) =>
      file(
        'application/vnd.ms-outlook',
        'release.msg',
        msgOf({
          subject: told.headline,
          from: { name: 'Press Office', address: 'press@harrow.example' },
          html: html(told),
        }),
      ),
  ],
  ['a winmail.dat with HTML', ALL, (told) => file('application/ms-tnef', 'winmail.dat', tnefOf({ html: html(told) }))],
  [
    'a winmail.dat with HTML in RTF',
    WESTERN,
    (told) => file('application/ms-tnef', 'winmail.dat', tnefOf({ rtf: htmlInRtf(html(told)) })),
  ],
  [
    'a winmail.dat with RTF',
    WESTERN,
    (told) => file('application/ms-tnef', 'winmail.dat', tnefOf({ rtf: releaseRtf(told) })),
  ],
  [
    'a winmail.dat with a PDF',
    WESTERN,
    async (told) =>
      file(
        'application/ms-tnef',
        'winmail.dat',
        tnefOf({ body: ' ', files: [{ name: 'release.pdf', content: await releasePdf(told) }] }),
      ),
  ],
]

async function draftOf(source: Uint8Array): Promise<Draft> {
  const outcome = await ingest(source)
  if (outcome.kind !== 'draft') throw new Error(`no draft but ${outcome.kind}`)
  return outcome.draft
}

describe.each(FORMATS)('%s', (title, of, make) => {
  test.each(of)('carries the release in $language', async (told) => {
    const note = title.includes('winmail') ? '' : (NOTES[told.language] ?? '')
    const draft = await draftOf(releaseOf('Press release', multipart('mixed', [text(note), await make(told)])))
    expect(draft.headline.value).toBe(told.headline)
    const words = [draft.body.text, draft.rest, ...draft.boilerplate.map((one) => one.text)]
      .join('\n')
      .replace(/\s+/g, ' ')
    for (const paragraph of told.body) expect(words).toContain(paragraph.replace(/\s+/g, ' '))
    expect(draft.body.text).not.toContain('Footer of the paper')
    expect(draft.body.text).not.toContain('readers of RTF')
  })
})

describe('what the mail itself says', () => {
  test('stays known: the note as removed, the evidence in the document', async () => {
    const draft = await draftOf(
      releaseOf(
        'Press release',
        multipart('mixed', [text(NOTES.en ?? ''), file(WORD, 'release.docx', releaseDocx(LEEDS))]),
      ),
    )
    expect(draft.removed).toContainEqual({ what: 'cover note', detail: 'Please see attached. Kind regards Tom Ashby' })
    expect(draft.headline.evidence).toMatchObject({ part: 'attachment', attachment: 1 })
  })

  test('is the copy where it is the release, though a PDF has the same', async () => {
    const draft = await draftOf(
      releaseOf(
        LEEDS.headline,
        multipart('mixed', [
          text(plain(LEEDS).replace(/\n/g, '\r\n')),
          file('application/pdf', 'release.pdf', await releasePdf(LEEDS)),
        ]),
      ),
    )
    expect(draft.headline.evidence?.part).not.toBe('attachment')
    expect(draft.removed).toEqual([])
  })

  test.each([
    ['', 'attachment'],
    ['Sent from my phone', 'attachment'],
    [
      'Dear editor,\r\n\r\nPlease find attached our news release. We would be glad if you could use it in your pages this week, and are happy to arrange interviews with our chief executive, who will be in Leeds until Friday. Photographs of the plant and of the ceremony can be had on request, and so can a film of the line.\r\n\r\nBest wishes\r\nTom Ashby\r\nPress officer',
      'attachment',
    ],
    [
      'LEEDS, 3 March 2026 – Harrow Robotics has named Jane Fell its head of design. She comes from the university, where she taught for nine years.\r\n\r\n“I have long wanted to build what I draw, and now I shall,” said Jane Fell at the plant.\r\n\r\n-ends-\r\n\r\nThe annual report is attached.',
      'text',
    ],
  ])('decides: %j makes it the %s', async (note, part) => {
    const draft = await draftOf(
      releaseOf('News', multipart('mixed', [text(note), file(WORD, 'document.docx', releaseDocx(LEEDS))])),
    )
    expect(draft.headline.evidence?.part ?? 'text').toBe(part)
  })
})

describe('several documents', () => {
  const docx = (name: string, told: Told = LEEDS) => file(WORD, name, releaseDocx(told))
  const sheet = file(
    WORD,
    'Fact sheet.docx',
    releaseDocx({ ...LEEDS, headline: 'Fact sheet', standfirst: 'Harrow in figures' }),
  )
  const captions = file(
    'text/plain',
    'captions.txt',
    strToU8(
      Array.from(
        { length: 8 },
        (_, index) => `Photo ${index + 1}: The plant in Leeds from the north, with people in front of it.`,
      ).join('\n\n'),
    ),
  )

  test.each<[string, Part[], number]>([
    ['a fact sheet comes first', [sheet, docx('Press release Leeds.docx')], 2],
    ['a caption list comes first', [captions, docx('Harrow in Leeds.docx')], 2],
    ['the names say nothing', [docx('1.docx'), docx('2.docx', WESTERN[1])], 1],
    [
      'the terms come first',
      [
        file(WORD, 'Terms and conditions.docx', releaseDocx({ ...LEEDS, headline: 'Terms and conditions' })),
        docx('Leeds.docx'),
      ],
      2,
    ],
  ])('%s', async (_title, parts, position) => {
    const draft = await draftOf(
      releaseOf('News from Harrow', multipart('mixed', [text('Please see attached.'), ...parts])),
    )
    expect(draft.headline.evidence?.attachment).toBe(position)
  })

  test('of the same text as PDF and DOCX the DOCX is read', async () => {
    const parts = [file('application/pdf', 'a.pdf', await releasePdf(LEEDS)), docx('a.docx')]
    const draft = await draftOf(releaseOf('x', multipart('mixed', [text('See attached'), ...parts])))
    expect(draft.headline.evidence?.attachment).toBe(2)
  })
})

describe('pictures', () => {
  test.each<[string, () => Promise<Part> | Part, number | null]>([
    ['a DOCX', () => file(WORD, 'a.docx', releaseDocx(LEEDS, 'heading', photo)), 1],
    ['an ODT', () => file('application/vnd.oasis.opendocument.text', 'a.odt', releaseOdt(LEEDS, true, photo)), 1],
    ['an RTF', () => file('application/rtf', 'a.rtf', releaseRtf(LEEDS, photo)), 1],
    ['a PDF', async () => file('application/pdf', 'a.pdf', await releasePdf(LEEDS, { photo })), 1],
    [
      'a zip',
      () =>
        file(
          'application/zip',
          'a.zip',
          zipSync({
            'a.docx': releaseDocx(LEEDS),
            'b.jpg': photo,
            '__MACOSX/._b.jpg': photo,
            '.DS_Store': strToU8('x'),
          }),
        ),
      1,
    ],
    [
      'a winmail.dat',
      () =>
        file(
          'application/ms-tnef',
          'winmail.dat',
          tnefOf({ rtf: releaseRtf(LEEDS), files: [{ name: 'b.jpg', content: photo }] }),
        ),
      1,
    ],
    [
      'a .msg',
      () =>
        file(
          'application/octet-stream',
          'a.msg',
          msgOf({ subject: 'x', body: plain(LEEDS), files: [{ name: 'b.jpg', content: photo }] }),
        ),
      // It is the message that was forwarded, and its files are those of the draft.
      null,
    ],
  ])('of %s are attachments within it, with all their bytes', async (_title, make, within) => {
    const outcome = await ingest(releaseOf('x', multipart('mixed', [text('Please see attached.'), await make()])))
    if (outcome.kind !== 'draft') throw new Error('no draft')
    const pictures = outcome.draft.attachments.filter(({ type }) => type === 'image/jpeg')
    expect(pictures).toMatchObject([{ within, size: photo.length }])
    expect(outcome.files.find(({ sha256 }) => sha256 === pictures[0]?.sha256)?.content).toEqual(photo)
  })
})

test('a message that is a PDF', async () => {
  const draft = await draftOf(
    release(
      'Fwd: x',
      await releasePdf(LEEDS),
      'Content-Type: application/pdf; name=a.pdf',
      'Content-Transfer-Encoding: binary',
    ),
  )
  expect(draft.headline.value).toBe(LEEDS.headline)
})

test('the sender of a .msg is the sender of the release', async () => {
  const part = file(
    'application/vnd.ms-outlook',
    'a.msg',
    msgOf({ subject: LEEDS.headline, from: { name: 'Harrow', address: 'press@harrow.example' }, html: html(LEEDS) }),
  )
  const outcome = await ingest(releaseOf('WG: x', multipart('mixed', [text(''), part])))
  expect(outcome.origin).toMatchObject({
    from: { address: 'press@harrow.example' },
    forwardedBy: { address: 'press@acme.example' },
  })
})

test.each([
  ['', 'Press release'],
  ['Please see attached.', 'Press release'],
  ['FYI', `Fwd: ${LEEDS.headline}`],
])(
  'a forwarded message without a headline of its own has that of its subject: the note is %j',
  async (note, subject) => {
    const inner = message(
      ['From: Harrow <press@harrow.example>', `Subject: ${LEEDS.headline}`, 'Content-Type: text/plain; charset=utf-8'],
      LEEDS.body.join('\r\n\r\n'),
    )
    const part: Part = { headers: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: inner }
    const outcome = await ingest(releaseOf(subject, multipart('mixed', [text(note), part])))
    expect(outcome).toMatchObject({
      origin: { from: { address: 'press@harrow.example' }, forwardedBy: { address: 'press@acme.example' } },
      draft: { headline: { value: LEEDS.headline } },
    })
  },
)

test('so has one in an archive', async () => {
  const inner = message(
    ['From: Harrow <press@harrow.example>', `Subject: ${LEEDS.headline}`, 'Content-Type: text/plain; charset=utf-8'],
    LEEDS.body.join('\r\n\r\n'),
  )
  const part = file('application/zip', 'a.zip', zipSync({ 'a.eml': inner }))
  const outcome = await ingest(releaseOf('x', multipart('mixed', [text('See attached'), part])))
  expect(outcome).toMatchObject({
    origin: { from: { address: 'press@harrow.example' } },
    draft: { headline: { value: LEEDS.headline }, attachments: [{ name: 'a.zip' }, { name: 'a.eml', within: 1 }] },
  })
})
