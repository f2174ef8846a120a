/** Files of a message: a name that is fit to show, a type found from the bytes, a hash. */
import { hash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { AttachedFile, Attachment, AttachmentRole } from './draft.ts'
import { decodeFieldBody } from './header.ts'
import { type FilePart, joinChunks } from './structure.ts'

/** Postgres, S3 and browsers all take 255 octets a name; 200 characters leave room for a suffix and fit every screen. */
const MAX_NAME_LENGTH = 200
/** A name this long is an attack; cutting it first keeps the patterns below cheap. */
const MAX_RAW_NAME_LENGTH = 1000
/** Enough to see a NUL or a control character in what claims to be text. */
const TEXT_SAMPLE_BYTES = 4096

/** Extensions for types that no magic number tells, both ways. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/markdown': 'md',
  'text/rtf': 'rtf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/json': 'json',
  'image/svg+xml': 'svg',
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
}

/** Office's binary files share one container (CFB): only the name or the claim says which it is. */
const COMPOUND_TYPES: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
  pub: 'application/x-mspublisher',
}

/** One file as the draft shows it and its bytes; `file` is null where it was over the limit and is not kept. */
export async function describeFile(
  part: FilePart,
  position: number,
): Promise<{ attachment: Attachment; file: AttachedFile | null }> {
  const content = joinChunks(part.leaf)
  const omitted = content.length < part.leaf.size
  const { type, extension } = omitted
    ? { type: 'application/octet-stream', extension: '' }
    : await findType(content, part)
  const sha256 = hash('sha256', content)
  const attachment: Attachment = {
    name: cleanName(rawName(part, content), extension, position),
    type,
    declaredType: part.declaredType.slice(0, MAX_CLAIM_LENGTH),
    size: part.leaf.size,
    sha256,
    disposition: part.disposition,
    role: roleOf(type),
    contentId: part.leaf.contentId?.slice(0, MAX_CLAIM_LENGTH) || null,
    within: part.within ?? null,
    unread: part.unread ?? null,
    picture: null,
  }
  return omitted
    ? { attachment: { ...attachment, omitted: 'too-large' }, file: null }
    : { attachment, file: { sha256, content } }
}

/** What a file is to a news desk, as far as its type tells; of pictures see `pictures/`. */
function roleOf(type: string): AttachmentRole {
  if (type.startsWith('image/')) return 'graphic'
  if (type.startsWith('audio/')) return 'audio'
  if (type.startsWith('video/')) return 'video'
  if (type === 'text/calendar') return 'calendar'
  if (/^text\/(x-)?vcard$/.test(type)) return 'contact card'
  if (type === 'message/rfc822' || type === 'application/vnd.ms-outlook') return 'message'
  if (/zip|x-7z|rar|x-tar|gzip|tnef/.test(type) && !/opendocument|openxml/.test(type)) return 'archive'
  if (/^text\/|pdf|msword|officedocument|opendocument|rtf|ms-(excel|powerpoint)|epub/.test(type)) return 'document'
  return 'other'
}

/** A name without path, control and direction characters (RFC 2183 section 2.3), at most 200 characters, with an extension. */
export function cleanName(raw: string | null, extension: string, position: number): string {
  const last =
    (raw ?? '')
      .slice(0, MAX_RAW_NAME_LENGTH)
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uD800-\uDFFF\uFFFE\uFFFF]/gu, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  const plain = last.replace(/\s+/g, ' ').replace(/^[.\s]+|[.\s]+$/g, '')
  const suffix = extension === '' ? '' : `.${extension}`
  if (plain === '') return `attachment-${position}${suffix}`
  const dot = plain.lastIndexOf('.')
  const own = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : ''
  const stem = own === '' ? plain : plain.slice(0, dot)
  const ending = own === '' ? suffix : own
  return (
    [...stem]
      .slice(0, MAX_NAME_LENGTH - ending.length)
      .join('')
      .slice(0, MAX_NAME_LENGTH - ending.length)
      .trimEnd() + ending
  )
}

/** No real media type or content id comes near. */
const MAX_CLAIM_LENGTH = 200

/** RFC 6838 §4.2, with a limit that real names keep: the type is sent in a header of ours when the file is downloaded. */
const TEXT_TYPE = /^(?:text|message)\/[a-z0-9][a-z0-9.+_-]{0,80}$/

async function findType(content: Uint8Array, part: FilePart): Promise<{ type: string; extension: string }> {
  const declared = part.leaf.type
  const found = await fileTypeFromBuffer(content)
  const named = /\.(\w{1,10})$/.exec(part.leaf.filename ?? '')?.[1]?.toLowerCase() ?? ''
  if (found?.mime === 'application/x-cfb') return describeCompound(declared, named)
  if (found?.mime === 'application/xml' && (declared === 'image/svg+xml' || looksLikeSvg(content)))
    return { type: 'image/svg+xml', extension: 'svg' }
  if (found) return { type: found.mime, extension: found.ext }
  if (isTnef(content)) return { type: 'application/ms-tnef', extension: 'dat' }
  if (!looksLikeText(content)) return { type: 'application/octet-stream', extension: named === '' ? 'bin' : '' }
  if (looksLikeSvg(content)) return { type: 'image/svg+xml', extension: 'svg' }
  if (TEXT_TYPE.test(declared) || declared in TEXT_TYPES)
    return { type: declared, extension: TEXT_TYPES[declared] ?? 'txt' }
  const byName = Object.entries(TEXT_TYPES).find(([, extension]) => extension === named)
  return byName ? { type: byName[0], extension: named } : { type: 'application/octet-stream', extension: '' }
}

function describeCompound(declared: string, named: string): { type: string; extension: string } {
  const byName = COMPOUND_TYPES[named]
  if (byName) return { type: byName, extension: named }
  const claimed = Object.entries(COMPOUND_TYPES).find(([, type]) => type === declared)
  return claimed ? { type: declared, extension: claimed[0] } : { type: 'application/x-cfb', extension: 'cfb' }
}

/** The name as the message gives it; a forwarded message is named after its subject. */
function rawName(part: FilePart, content: Uint8Array): string | null {
  const { filename, type } = part.leaf
  // mailparser reads raw eight-bit names as UTF-8 only, which RFC 6532 asks for and old senders do not write.
  if (filename?.includes('\uFFFD')) return nameFromOctets(part) ?? filename
  if (filename !== null || type !== 'message/rfc822') return filename
  const head = new TextDecoder('latin1').decode(content.subarray(0, 16384)).split(/\r?\n\r?\n/, 1)[0] ?? ''
  const subject = /^subject:([^\n]*(?:\n[ \t][^\n]*)*)/im.exec(head)?.[1]
  const name = subject === undefined ? '' : decodeFieldBody(subject).replace(/[/\\]/g, '-')
  return name === '' ? null : `${name}.eml`
}

function nameFromOctets(part: FilePart): string | null {
  for (const { key, line } of part.headerLines) {
    if (key !== 'content-disposition' && key !== 'content-type') continue
    const octets = /\b(?:file)?name\s?=\s?"?([^";\r\n]{1,400})/i.exec(line)?.[1]
    if (octets !== undefined) return decodeFieldBody(octets)
  }
  return null
}

function looksLikeSvg(content: Uint8Array): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?(?:<!doctype[^>]{0,300}>\s*)?<svg[\s>]/i.test(
    new TextDecoder('latin1').decode(content.subarray(0, 1024)),
  )
}

/** MS-OXTNEF section 2.1.3.1: how Outlook's winmail.dat begins. */
function isTnef(content: Uint8Array): boolean {
  return content[0] === 0x78 && content[1] === 0x9f && content[2] === 0x3e && content[3] === 0x22
}

/** Text has no control characters but white space, form feed and escape; UTF-16 text is known by its byte order mark. */
function looksLikeText(content: Uint8Array): boolean {
  if ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)) return true
  return !content
    .subarray(0, TEXT_SAMPLE_BYTES)
    .some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b)
}
