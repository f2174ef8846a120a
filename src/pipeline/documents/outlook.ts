/** The only home of msgreader: a message as Outlook saves it (.msg, MS-OXMSG). */
// biome-ignore lint/style/noRestrictedImports: this is its home
import msgreader, { type FieldsData } from '@kenjiuno/msgreader'
import { decodeText } from '../charset.ts'
import type { Address } from '../draft.ts'
import type { Section } from '../structure.ts'
import { decompressRtf } from './compressed-rtf.ts'
import { type Found, type FoundFile, found, foundFile } from './found.ts'
import { charsetOfPage } from './mapi.ts'
import { readRtf } from './rtf.ts'

/** It is a CommonJS module with a default of its own. */
const MsgReader = msgreader.default
type MsgReader = InstanceType<typeof MsgReader>

const DAMAGED =
  'This Outlook message (.msg) is damaged and cannot be read: ask the sender to send it as a message or a PDF.'
const MAX_FILES = 500
const DEFAULT_PAGE = 1252
const SMALLEST_BLOCK = 64
const MAX_READINGS = 20
/** As for a message that comes by mail. */
const MAX_HEADER = 128 * 1024

/** Reads a .msg. Never throws for what is in it. */
export function readOutlook(bytes: Uint8Array): Found {
  try {
    const reader = openReader(bytes)
    const fields = reader.getFileData()
    if (fields.error || fields.dataType !== 'msg') return found({ unread: DAMAGED })
    if (
      fields.subject === undefined &&
      fields.body === undefined &&
      !fields.attachments?.length &&
      htmlOf(fields) === null
    )
      return found({ unread: DAMAGED })
    const body = sectionOf(fields)
    const files = (fields.attachments ?? []).slice(0, MAX_FILES).map((one) => fileOf(reader, one))
    return found({
      section: body.section,
      files: [...files.filter((file) => file !== null), ...body.files],
      letter: {
        from: senderOf(fields),
        subject: fields.subject?.trim() || null,
        header: (fields.headers ?? '').slice(0, MAX_HEADER),
      },
    })
  } catch {
    // msgreader reads beyond the end of what is cut, and throws whatever comes of it.
    return found({ unread: DAMAGED })
  }
}

/** Strings of eight bits are in the code page that the message itself names. */
function openReader(bytes: Uint8Array): MsgReader {
  const reader = startReader(bytes)
  const page = reader.getFileData().messageCodepage ?? DEFAULT_PAGE
  if (page === DEFAULT_PAGE) return reader
  const again = startReader(bytes)
  again.parserConfig = { ansiEncoding: page === 65001 ? 'utf8' : `cp${page}` }
  return again
}

/** What msgreader takes a compound file (MS-CFB) apart with; not in its types. */
interface Blocks {
  getNextBlockInner(offset: number, table: unknown): number
  createPropertyHierarchy(entries: unknown[], root: unknown): void
}

/**
 * msgreader follows chains of blocks and trees of entries (MS-CFB sections 2.3 and 2.6) to their end. One that leads back to itself has none
 * and fills the memory faster than a thread can be ended: so its steps are counted, and no file needs more than its blocks for each time that
 * it is read.
 */
function startReader(bytes: Uint8Array): MsgReader {
  const reader = new MsgReader(bytes.slice().buffer)
  let left = (bytes.length / SMALLEST_BLOCK) * MAX_READINGS
  const step = () => {
    if (left-- <= 0) throw new RangeError('a chain or tree has no end')
  }
  const { reader: blocks } = reader as unknown as { reader: Blocks }
  const next = blocks.getNextBlockInner.bind(blocks)
  blocks.getNextBlockInner = (offset, table) => {
    step()
    return next(offset, table)
  }
  const walk = blocks.createPropertyHierarchy.bind(blocks)
  blocks.createPropertyHierarchy = (entries, root) => {
    const counted = new Proxy(entries, {
      get(target, key) {
        step()
        return Reflect.get(target, key)
      },
    })
    walk(counted, root)
  }
  return reader
}

function sectionOf(fields: FieldsData): { section: Section | null; files: FoundFile[] } {
  const value = fields.body?.replaceAll('\r\n', '\n').trim() ?? ''
  const text = value === '' ? null : { value, flowed: false, delSp: false }
  const html = htmlOf(fields)
  if (html !== null) return { section: { text, html }, files: [] }
  const rtf = fields.compressedRtf ? decompressRtf(fields.compressedRtf) : null
  const read = rtf === null ? null : readRtf(rtf)
  if (read?.section) return { section: { text: read.section.text ?? text, html: read.section.html }, files: read.files }
  return { section: text === null ? null : { text, html: null }, files: read?.files ?? [] }
}

function htmlOf({ html, bodyHtml, internetCodepage }: FieldsData): string | null {
  if (html && html.length > 0) return decodeText(html, charsetOfPage(internetCodepage ?? DEFAULT_PAGE), true)
  return bodyHtml ? bodyHtml : null
}

/** Inside of Exchange an address is no mail address; then the one of the internet stands beside it. */
function senderOf(fields: FieldsData): Address | null {
  const known = [
    fields.senderSmtpAddress,
    fields.sentRepresentingSmtpAddress,
    fields.senderEmail,
    fields.creatorSMTPAddress,
  ]
  const address =
    known.find((one) => one !== undefined && /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(one)) ??
    addressInHeader(fields.headers)
  return address === null ? null : { address, name: fields.senderName?.trim() || null }
}

function addressInHeader(headers: string | undefined): string | null {
  const from = /^from:([^\n]{1,1000}(?:\n[ \t][^\n]{1,1000}){0,5})/im.exec(headers ?? '')?.[1] ?? ''
  return /[^\s<>"'(),;:@]{1,64}@[^\s<>"'(),;:@]{1,255}/.exec(from)?.[0] ?? null
}

function fileOf(reader: MsgReader, fields: FieldsData): FoundFile | null {
  try {
    const { fileName, content } = reader.getAttachment(fields)
    const contentId = fields.pidContentId ?? null
    const type = fields.innerMsgContent ? 'application/vnd.ms-outlook' : 'application/octet-stream'
    return foundFile(fileName, type, new Uint8Array(content), {
      contentId,
      inline: contentId !== null && fields.attachmentHidden === true,
    })
  } catch {
    return null
  }
}
