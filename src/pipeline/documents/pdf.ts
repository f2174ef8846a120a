/** The only home of unpdf (pdf.js): a PDF's text with its structure, and its pictures. */
// biome-ignore lint/style/noRestrictedImports: this is its home
import { getResolvedPDFJS } from 'unpdf'
import { type Found, found, htmlSection } from './found.ts'
import { linesToHtml } from './pdf-html.ts'
import { linkSegments, type PageLink } from './pdf-links.ts'
import { takeMargins } from './pdf-margins.ts'
import { orderFlows } from './pdf-order.ts'
import { type PicturePdf, readPdfPictures } from './pdf-pictures.ts'
import { type Page, readSegments, type TextPiece } from './pdf-segments.ts'

/** A release has two pages, with its annex ten; a study of hundreds is not what the desk prints. */
const MAX_PAGES = 50
/** Fewer letters on all pages together are stamps and page numbers of a scan. */
const MIN_LETTERS = 30
/** A page of the smallest print has 15,000 characters in 3,000 pieces; maps and plans have more pieces and no copy. */
const MAX_PIECES = 20_000

type Pdf = Awaited<ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']>
type PdfPage = Awaited<ReturnType<Pdf['getPage']>>

/** The text of a PDF; pictures are another question, as decoding them may fail where the text does not. */
export async function readPdf(bytes: Uint8Array): Promise<Found> {
  const opened = await openPdf(bytes, 1)
  if ('unread' in opened) return found(opened)
  const { pdf } = opened
  const pages: Page[] = []
  for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES); number++) {
    const page = await readPage(pdf, number)
    if (page) pages.push(page)
  }
  const cut = pdf.numPages > MAX_PAGES ? `Only the first ${MAX_PAGES} of its ${pdf.numPages} pages were read.` : null
  await pdf.loadingTask.destroy()
  const letters = pages.reduce((sum, page) => sum + countLetters(page), 0)
  if (letters < MIN_LETTERS) return found({ unread: SCAN })
  const { kept, margin, contacts } = takeMargins(pages)
  const flows = kept.flatMap((page) => orderFlows(page))
  return found({ section: htmlSection(linesToHtml(flows) + contacts), margin, unread: cut })
}

/** The pictures of a PDF that are large enough to print. */
export async function readPicturesOfPdf(bytes: Uint8Array): Promise<Found> {
  const { OPS } = await getResolvedPDFJS()
  const files = await readPdfPictures(bytes, async () => {
    const opened = await openPdf(bytes, MAX_PIXELS)
    return 'unread' in opened ? null : { pdf: opened.pdf as unknown as PicturePdf, paintsImage: OPS.paintImageXObject }
  })
  return found({ files })
}

/** A picture of 24 megapixels is what press cameras make; as raw pixels it takes 96 MB. */
const MAX_PIXELS = 24_000_000
const SCAN =
  'This PDF has no text that can be read, as when a page was scanned: open it, or ask the sender for the text.'
const LOCKED = 'This PDF is locked with a password: ask the sender for an open copy.'
const DAMAGED = 'This PDF is damaged or incomplete and cannot be read: ask the sender to send it again.'

/** With `maxPixels` at 1 no picture is decoded. */
async function openPdf(bytes: Uint8Array, maxPixels: number): Promise<{ pdf: Pdf } | { unread: string }> {
  const { getDocument } = await getResolvedPDFJS()
  try {
    const task = getDocument({
      // pdf.js takes the array over, so it gets one of its own.
      data: bytes.slice(),
      maxImageSize: maxPixels,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      isOffscreenCanvasSupported: false,
      enableXfa: false,
      useWasm: false,
      verbosity: 0,
    })
    return { pdf: await task.promise }
  } catch (error) {
    return { unread: (error as Error).name === 'PasswordException' ? LOCKED : DAMAGED }
  }
}

async function readPage(pdf: Pdf, number: number): Promise<Page | null> {
  try {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const pieces = content.items.slice(0, MAX_PIECES).filter((piece) => 'str' in piece) as TextPiece[]
    const bold = await boldFonts(page, new Set(pieces.map(({ fontName }) => fontName)))
    const links = await linksOf(page)
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    const segments = linkSegments(readSegments(pieces, bold), links)
    page.cleanup()
    return { left, right, bottom, top, segments }
  } catch {
    // One page that cannot be read leaves the others.
    return null
  }
}

/** Names of the fonts that are bold: pdf.js learns them with the page's operators. */
async function boldFonts(page: PdfPage, names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const bold = new Set<string>()
  if (names.size === 0) return bold
  await page.getOperatorList()
  for (const name of names) {
    const font = page.commonObjs.has(name) ? page.commonObjs.get(name) : null
    if (font?.bold || font?.black || /bold|black|heavy|semibd|demi/i.test(font?.name ?? '')) bold.add(name)
  }
  return bold
}

async function linksOf(page: PdfPage): Promise<PageLink[]> {
  const annotations: { subtype?: string; url?: string; rect?: number[] }[] = await page.getAnnotations()
  return annotations.flatMap(({ subtype, url, rect }) =>
    subtype === 'Link' && url !== undefined && rect?.length === 4
      ? [{ href: url, rect: rect as PageLink['rect'] }]
      : [],
  )
}

function countLetters(page: Page): number {
  return page.segments.reduce(
    (sum, { runs }) => sum + runs.reduce((all, run) => all + (run.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0),
    0,
  )
}
