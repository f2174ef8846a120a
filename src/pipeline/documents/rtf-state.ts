/** What holds in a group of RTF, and what the file says once for all of it. */
import type { FoundFile } from './found.ts'
import { endParagraph, type RichText } from './rich.ts'

/** Where the text of a group goes. */
export type Destination =
  | 'text'
  | 'nowhere'
  | 'margin'
  | 'fonts'
  | 'styles'
  | 'picture'
  | 'instruction'
  | 'bullet'
  /** Markup of the HTML that was put into the RTF. */
  | 'markup'

export interface RtfGroup {
  destination: Destination
  bold: boolean
  hidden: boolean
  /** Half points. */
  size: number
  font: number
  /** In the style sheet: which style it is about. */
  style: number
  /** How many characters after `\u` stand for those who cannot read it. */
  fallback: number
  href: string | null
  /** `\htmlrtf`: written for readers of RTF only. */
  rtfOnly: boolean
  /** What its destination gathers: an instruction, the digits of a picture. */
  gathered: string[]
  /** `\*` came: a destination that is not known is left out. */
  starred: boolean
}

/** Windows code pages by `\fcharset` (section "Font Table"). */
const PAGES: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
}

/** A group in which nothing was said yet. */
export function startGroup(): RtfGroup {
  return {
    destination: 'text',
    bold: false,
    hidden: false,
    size: 24,
    font: -1,
    style: -1,
    fallback: 1,
    href: null,
    rtfOnly: false,
    gathered: [],
    starred: false,
  }
}

/** The code page of a character set, or null where the document's own holds. */
export function pageOfCharset(charset: number): number | null {
  return PAGES[charset] ?? null
}

export interface Rtf {
  rich: RichText
  /** HTML or text that was put into RTF (MS-OXRTFEX), as it comes; null: the RTF is the text itself. */
  encapsulated: { kind: 'html' | 'text'; parts: string[] } | null
  margin: string[]
  groups: RtfGroup[]
  /** Bytes that wait for their fellows: a character may take two. */
  bytes: number[]
  page: number
  /** Code pages by font. */
  fonts: Map<number, number>
  /** Heading levels by style. */
  styles: Map<number, number>
  /** Characters that still stand for one given by `\u`. */
  skip: number
  paragraph: { level: number; listed: boolean; rtl: boolean; inTable: boolean }
  pictures: FoundFile[]
  pictureType: string | null
}

/** The group in which the reader is. */
export function groupOf(rtf: Rtf): RtfGroup {
  return rtf.groups.at(-1) ?? startGroup()
}

/** Ends the paragraph that is being written. */
export function endOfParagraph(rtf: Rtf): void {
  const { level, listed, rtl, inTable } = rtf.paragraph
  endParagraph(rtf.rich, { level, listed, rtl }, inTable)
  rtf.paragraph.listed = false
}
