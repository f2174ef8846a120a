/** winmail.dat: what Outlook sends where the receiver has none (MS-OXTNEF). */
import { decodeText } from '../charset.ts'
import { type Found, type FoundFile, found, foundFile } from './found.ts'
import { bodyOf, charsetOfPage, type MapiProperties, PROPERTY, readMapi, stringOf } from './mapi.ts'

const SIGNATURE = 0x223e9f78
const HEADER = 6
const MAX_ATTRIBUTES = 5_000
const MAX_FILES = 500
const DEFAULT_PAGE = 1252
const DAMAGED =
  'This winmail.dat is damaged and cannot be opened: ask the sender to send the message again as plain text or HTML.'
/** MS-OXCMSG section 2.2.2.9: the attachment is a message of its own. */
const EMBEDDED = 5
/** The object is preceded by the id of the interface by which it is read. */
const INTERFACE_ID = 16

const ATTRIBUTE = {
  subject: 0x8004,
  body: 0x800c,
  attachBytes: 0x800f,
  attachTitle: 0x8010,
  attachBegin: 0x9002,
  mapi: 0x9003,
  attachMapi: 0x9005,
  page: 0x9007,
} as const

interface Attached {
  title: string | null
  bytes: Uint8Array | null
  mapi: MapiProperties
}

interface Tnef {
  page: number
  subject: string | null
  body: string | null
  mapi: MapiProperties
  attached: Attached[]
}

/** Reads TNEF. Never throws for what is in it. */
export function readTnef(bytes: Uint8Array): Found {
  const tnef = readAttributes(bytes)
  if (tnef === null) return found({ unread: DAMAGED })
  const body = bodyOf(tnef.mapi, tnef.page)
  const plain = tnef.body === null ? null : { text: { value: tnef.body, flowed: false, delSp: false }, html: null }
  const files = tnef.attached.slice(0, MAX_FILES).map((one) => fileOf(one))
  const subject = stringOf(tnef.mapi, PROPERTY.subject) ?? tnef.subject
  return found({
    section: body.section ?? plain,
    margin: body.rtf?.margin ?? '',
    files: [...files, ...(body.rtf?.files ?? [])],
    letter: { from: null, subject },
  })
}

function readAttributes(bytes: Uint8Array): Tnef | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER || view.getUint32(0, true) !== SIGNATURE) return null
  const tnef: Tnef = { page: DEFAULT_PAGE, subject: null, body: null, mapi: new Map(), attached: [] }
  let at = HEADER
  // Level, id, type, length, the bytes, and their sum.
  for (let count = 0; at + 9 <= bytes.length && count < MAX_ATTRIBUTES; count++) {
    const length = view.getUint32(at + 5, true)
    const value = bytes.subarray(at + 9, at + 9 + length)
    readAttribute(tnef, view.getUint16(at + 1, true), value)
    at += 9 + length + 2
  }
  return tnef
}

function readAttribute(tnef: Tnef, id: number, value: Uint8Array): void {
  const { page } = tnef
  if (id === ATTRIBUTE.page) tnef.page = pageOf(value) ?? page
  else if (id === ATTRIBUTE.subject) tnef.subject = textOf(value, page)
  else if (id === ATTRIBUTE.body) tnef.body = textOf(value, page)?.replaceAll('\r\n', '\n') ?? null
  else if (id === ATTRIBUTE.mapi) tnef.mapi = readMapi(value, page)
  else if (id === ATTRIBUTE.attachBegin) tnef.attached.push({ title: null, bytes: null, mapi: new Map() })
  const attached = tnef.attached.at(-1)
  if (!attached) return
  if (id === ATTRIBUTE.attachTitle) attached.title = textOf(value, page)
  else if (id === ATTRIBUTE.attachBytes) attached.bytes = value
  else if (id === ATTRIBUTE.attachMapi) attached.mapi = readMapi(value, page)
}

function fileOf({ title, bytes, mapi }: Attached): FoundFile {
  const name = stringOf(mapi, PROPERTY.attachLongName) ?? stringOf(mapi, PROPERTY.attachName) ?? title
  const contentId = stringOf(mapi, PROPERTY.attachId)?.replace(/^<|>$/g, '') ?? null
  const inside = mapi.get(PROPERTY.attachFile)
  const embedded = mapi.get(PROPERTY.attachMethod) === EMBEDDED && inside instanceof Uint8Array
  const content = embedded
    ? inside.subarray(INTERFACE_ID)
    : (bytes ?? (inside instanceof Uint8Array ? inside : new Uint8Array()))
  const type = embedded
    ? 'application/ms-tnef'
    : (stringOf(mapi, PROPERTY.attachType)?.toLowerCase() ?? 'application/octet-stream')
  return foundFile(name, type, content.slice(), {
    contentId,
    inline: contentId !== null && mapi.get(PROPERTY.attachHidden) === 1,
  })
}

function pageOf(value: Uint8Array): number | null {
  if (value.length < 4) return null
  const page = new DataView(value.buffer, value.byteOffset, value.byteLength).getUint32(0, true)
  return page === 0 ? null : page
}

function textOf(value: Uint8Array, page: number): string | null {
  const end = value.indexOf(0)
  const text = decodeText(end === -1 ? value : value.subarray(0, end), charsetOfPage(page), false)
  return text === '' ? null : text
}
