/** PDFs for tests, made by pdfkit. */
import PDFDocument from 'pdfkit'
import type { Told } from './releases.ts'

type Draw = (page: PDFKit.PDFDocument) => void

/** The bytes of what is drawn. */
export async function pdfOf(draw: Draw, options: PDFKit.PDFDocumentOptions = {}): Promise<Uint8Array> {
  const page = new PDFDocument({ size: 'A4', bufferPages: true, ...options })
  const pieces: Uint8Array[] = []
  page.on('data', (piece: Uint8Array) => pieces.push(piece))
  const { promise, resolve } = Promise.withResolvers<void>()
  page.on('end', () => resolve())
  draw(page)
  page.end()
  await promise
  return new Uint8Array(Buffer.concat(pieces))
}

/** A release as a press office sets it, with a running head and page numbers. */
export function releasePdf(
  told: Told,
  { columns = 1, photo }: { columns?: number; photo?: Uint8Array } = {},
): Promise<Uint8Array> {
  return pdfOf((page) => {
    page.font('Helvetica-Bold').fontSize(19).text(told.headline)
    page.moveDown(0.4).font('Helvetica-Oblique').fontSize(13).text(told.standfirst).moveDown()
    page.font('Helvetica').fontSize(10.5)
    page.text(told.body.join('\n\n'), { columns, columnGap: 20, align: 'justify', ...(columns > 1 && { height: 190 }) })
    page.moveDown()
    for (const point of told.points) page.text(`•  ${point}`)
    if (photo) page.moveDown().image(Buffer.from(photo), { width: 200 })
    page.moveDown().font('Helvetica-Bold').text(told.boilerplate.heading)
    page.font('Helvetica').text(told.boilerplate.text).moveDown()
    for (const line of told.contact) page.text(line)
    drawMargins(page)
  })
}

/** A running head and a page number on each page. */
function drawMargins(page: PDFKit.PDFDocument): void {
  const { count } = page.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    page.switchToPage(index)
    page.page.margins.bottom = 0
    page.font('Helvetica').fontSize(8)
    page.text(`Page ${index + 1} of ${count}`, 72, 810, { width: 450, align: 'center' })
  }
}
