import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPdf, readPicturesOfPdf } from '../../../src/pipeline/documents/pdf.ts'
import { pdfOf } from './build-pdf.ts'
import { LEEDS } from './releases.ts'

type Page = PDFKit.PDFDocument
const [lead = '', quote = '', money = ''] = LEEDS.body

/** The lines into which a width breaks the words. */
function wrap(page: Page, words: string, width: number): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && page.widthOfString(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

test.each<[title: string, draw: (page: Page) => void, html: string]>([
  [
    'joins lines to paragraphs and tells a heading by its size',
    (page) => page.fontSize(18).text(LEEDS.headline).fontSize(10).moveDown().text(lead).moveDown().text(quote),
    `<h1>${LEEDS.headline}</h1>\n<p>${lead}</p>\n<p>${quote}</p>`,
  ],
  [
    'tells paragraphs by their indent',
    (page) =>
      page
        .font('Times-Roman')
        .fontSize(12)
        .text(lead, { indent: 18 })
        .text(quote, { indent: 18 })
        .text(money, { indent: 18 }),
    `<p>${lead}</p>\n<p>${quote}</p>\n<p>${money}</p>`,
  ],
  [
    'undoes hyphens, but not those of the words',
    (page) =>
      page
        .text('Die Werft Nordlicht übernimmt alle Lehrlinge der geschlosse-')
        .text('nen Werft in Flensburg. Das gilt für Nord- und Ostsee, ohne Un-')
        .text('terschied, und die E-Mail-Adressen des Betriebs in Ost-Holstein-')
        .text('Mitte bleiben dieselben wie bisher für alle, die dort sind.'),
    '<p>Die Werft Nordlicht übernimmt alle Lehrlinge der geschlossenen Werft in Flensburg. Das gilt für Nord- und Ostsee, ohne Unterschied, und die E-Mail-Adressen des Betriebs in Ost-Holstein-Mitte bleiben dieselben wie bisher für alle, die dort sind.</p>',
  ],
  [
    'reads columns one after the other, though they were written line by line',
    (page) => {
      page.fontSize(10)
      const left = wrap(page, `${lead} ${quote}`, 210)
      const right = wrap(page, `${money} ${LEEDS.boilerplate.text}`, 210)
      left.forEach((line, index) => {
        page.text(line, 72, 100 + index * 12, { lineBreak: false })
        if (right[index]) page.text(right[index], 310, 100 + index * 12, { lineBreak: false })
      })
    },
    `<p>${lead} ${quote}</p>\n<p>${money} ${LEEDS.boilerplate.text}</p>`,
  ],
  [
    'reads a box beside the text after it, an address line by line',
    (page) => {
      page.fontSize(8)
      for (const [index, line] of LEEDS.contact.entries()) page.text(line, 40, 150 + index * 11, { width: 120 })
      page.fontSize(10).text(`${lead}\n\n${quote}`, 190, 150, { width: 340 })
    },
    `<p>${lead}</p>\n<p>${quote}</p>\n<p>${LEEDS.contact.join('<br>')}</p>`,
  ],
  [
    'reads the top first, though it was written last',
    (page) => {
      page.fontSize(10).text(lead, 72, 200)
      page.fontSize(20).text('Harrow opens a plant', 72, 90)
    },
    `<h1>Harrow opens a plant</h1>\n<p>${lead}</p>`,
  ],
  [
    'keeps rows of a table',
    (page) => {
      page.fontSize(10).text(lead).moveDown()
      const top = page.y
      const rows = [
        ['Year', 'Machines', 'Staff'],
        ['2024', '5,000', '120'],
        ['2025', '8,000', '210'],
      ]
      for (const [down, row] of rows.entries())
        for (const [index, cell] of row.entries())
          page.text(cell, 72 + index * 110, top + down * 15, { lineBreak: false })
    },
    `<p>${lead}</p>\n<table><tr><td>Year</td><td>Machines</td><td>Staff</td></tr><tr><td>2024</td><td>5,000</td><td>120</td></tr><tr><td>2025</td><td>8,000</td><td>210</td></tr></table>`,
  ],
  [
    'knows bold, bullets and links',
    (page) => {
      page
        .fontSize(10)
        .font('Helvetica-Bold')
        .text('In short')
        .font('Helvetica')
        .text('• Jobs: 300')
        .text('• Opening: in September')
        .moveDown()
      page
        .text(`${money} More at `, { continued: true })
        .text('the page of the plant', { link: 'https://harrow.example/leeds' })
    },
    `<p><b>In short</b></p>\n<ul><li>Jobs: 300</li><li>Opening: in September</li></ul>\n<p>${money} More at <a href="https://harrow.example/leeds">the page of the plant</a></p>`,
  ],
])('%s', async (_title, draw, html) => {
  expect((await readPdf(await pdfOf(draw))).section?.html).toBe(html)
})

test('what is said on every page is no copy, but known, and a footer that tells whom to ask is kept once', async () => {
  const bytes = await pdfOf((page) => {
    page.fontSize(11)
    const words = `${lead} ${quote}`.split(' ')
    for (let index = 0; index < 14; index++)
      page.text([...words.slice(index), ...words.slice(0, index)].join(' '), { align: 'justify' }).moveDown()
    const { count } = page.bufferedPageRange()
    for (let index = 0; index < count; index++) {
      page.switchToPage(index)
      page.page.margins.bottom = 0
      page
        .fontSize(8)
        .text('EMBARGO: 4 March 2026, 6am', 72, 30)
        .text(`Page ${index + 1} of ${count}`, 72, 810)
        .text('Harrow, press@harrow.example', 72, 825)
    }
  })
  const { section, margin } = await readPdf(bytes)
  expect(margin.split('\n').sort()).toEqual([
    'EMBARGO: 4 March 2026, 6am',
    'Harrow, press@harrow.example',
    'Page 2 of 2',
  ])
  expect(section?.html?.split('\n')).toHaveLength(14)
  expect(section?.html).toMatch(/<p>Harrow, press@harrow\.example<\/p>$/)
})

test('reads what may be read without a password', async () => {
  const bytes = await pdfOf((page) => page.text(lead), { ownerPassword: 'x' })
  expect(await readPdf(bytes)).toMatchObject({ unread: null, section: { html: `<p>${lead}</p>` } })
})

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: 'teal', noise: { type: 'gaussian', mean: 120, sigma: 60 } },
  })

test('gives photos as the bytes that they are, others as pixels, small ones not at all', async () => {
  const photo = await picture(400, 300).jpeg().toBuffer()
  const png = await picture(300, 220).png().toBuffer()
  const icon = await picture(40, 40).jpeg().toBuffer()
  const bytes = await pdfOf((page) =>
    page.text(lead).image(photo, { width: 100 }).image(png, { width: 100 }).image(icon),
  )
  const { files } = await readPicturesOfPdf(bytes)
  expect(files.map(({ type, pixels, content }) => [type, pixels, content?.length])).toEqual([
    ['image/jpeg', null, photo.length],
    ['image/png', { width: 300, height: 220, channels: 3 }, 300 * 220 * 3],
  ])
  expect(Buffer.from(files[0]?.content ?? [])).toEqual(photo)
  expect(Buffer.from(files[1]?.content ?? [])).toEqual(
    await picture(300, 220)
      .png()
      .raw()
      .toBuffer()
      .then(() => sharp(png).raw().toBuffer()),
  )
})
