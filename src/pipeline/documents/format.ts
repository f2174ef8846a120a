/** Which kind of file it is, as far as that decides who reads it. */
import type { FilePart } from '../structure.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

export type Format =
  | 'pdf'
  | 'docx'
  | 'odt'
  | 'rtf'
  | 'tnef'
  | 'outlook'
  | 'calendar'
  | 'message'
  | 'archive'
  | 'html'
  | 'text'

/** A format that is read, one that is not with the reason in a sentence for an editor, or neither: the file has no text. */
export type FormatFound = { format: Format } | { unread: string } | null

const ASK = 'ask the sender for a Word file or a PDF'
const DAMAGED_ZIP = 'This archive is damaged or incomplete and cannot be opened: ask the sender to send it again.'

/** What the parts of an Office file that is a zip archive are called, and what to say of those that are not read. */
const ZIPPED: readonly [name: RegExp, found: FormatFound][] = [
  [/^word\/document\d?\.xml$/i, { format: 'docx' }],
  [
    /^Index\/Document\.iwa$|^index\.(?:xml|apxl)$|^QuickLook\/|^Index\.zip$/i,
    { unread: `A Pages, Numbers or Keynote file cannot be read here: open it on a Mac, or ${ASK}.` },
  ],
  [/^xl\/workbook\./i, { unread: 'Spreadsheets are not read here: open the file to see what is in it.' }],
  [/^ppt\/presentation\./i, { unread: 'Slides are not read here: open the file to see what is in it.' }],
  [/^designmap\.xml$/i, { unread: `An InDesign file cannot be read here: ${ASK}.` }],
]

/** Names of streams inside Office's binary files, which stand there in UTF-16. */
const COMPOUND: readonly [stream: string, found: FormatFound][] = [
  ['__properties_version1.0', { format: 'outlook' }],
  ['EncryptedPackage', { unread: 'This Office file is locked with a password: ask the sender for an open copy.' }],
  ['WordDocument', { unread: `An old Word file (.doc) cannot be read here: open it in a word processor, or ${ASK}.` }],
  ['Workbook', { unread: 'Spreadsheets are not read here: open the file to see what is in it.' }],
  ['PowerPoint Document', { unread: 'Slides are not read here: open the file to see what is in it.' }],
]

/** Types and name endings of files that may hold a release and that nobody reads here. */
const CLOSED: readonly [type: RegExp, ending: RegExp, unread: string][] = [
  [/pkcs7-mime/, /^p7m$/, 'This part of the message is encrypted or sealed (S/MIME): ask the sender for an open copy.'],
  [/pgp-encrypted/, /^(?:pgp|gpg)$/, 'This file is encrypted (PGP): ask the sender for an open copy.'],
  [
    /rar|7z|x-tar|gzip|x-bzip|x-xz|stuffit/,
    /^(?:rar|7z|tar|gz|tgz|bz2|xz|sitx?)$/,
    'Archives of this kind are not opened here: unpack it, or ask the sender for a zip file.',
  ],
  [/x-iwork-pages|vnd\.apple\.pages/, /^pages$/, `A Pages file cannot be read here: open it on a Mac, or ${ASK}.`],
  [/wordperfect|wpd/, /^(?:wpd|wps)$/, `A file of this kind cannot be read here: ${ASK}.`],
]

/** Finds the format by the bytes, and only where they say nothing by name and claim. */
export function findFormat(part: FilePart, bytes: Uint8Array): FormatFound {
  if (bytes.length === 0) return null
  const start = latin1(bytes.subarray(0, 1024))
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006')) return formatOfZip(bytes)
  if (/%PDF-\d/.test(start)) return { format: 'pdf' }
  if (/^\s{0,9}\{\\rtf/.test(start)) return { format: 'rtf' }
  if (start.startsWith('\x78\x9f\x3e\x22')) return { format: 'tnef' }
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return formatOfCompound(bytes)
  return formatByName(part, start)
}

function formatOfZip(bytes: Uint8Array): FormatFound {
  const entries = readZipDirectory(bytes)
  if (entries === null) return { unread: DAMAGED_ZIP }
  if (isOpenDocument(entries)) return formatOfOpenDocument(bytes)
  for (const [name, found] of ZIPPED) if (entries.some((entry) => name.test(entry.name))) return found
  // Whatever else is Office's is none of the press's: drawings, databases.
  return entries.some(({ name }) => name === '[Content_Types].xml') ? null : { format: 'archive' }
}

function isOpenDocument(entries: readonly ZipEntry[]): boolean {
  const has = (wanted: string) => entries.some(({ name }) => name === wanted)
  return has('mimetype') && has('content.xml')
}

/** OASIS ODF 1.3 part 2, section 3.3: `mimetype` comes first and is not packed, so its words stand at the file's start. */
function formatOfOpenDocument(bytes: Uint8Array): FormatFound {
  const kind = /vnd\.oasis\.opendocument\.([a-z]+)/.exec(latin1(bytes.subarray(0, 200)))?.[1]
  if (kind === 'text' || kind === undefined) return { format: 'odt' }
  return { unread: 'Spreadsheets, slides and drawings are not read here: open the file to see what is in it.' }
}

/** [MS-CFB] section 2.6.1: names of directory entries in UTF-16. */
function formatOfCompound(bytes: Uint8Array): FormatFound {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const [stream, found] of COMPOUND) if (octets.includes(Buffer.from(stream, 'utf16le'))) return found
  return null
}

function formatByName({ leaf, declaredType }: FilePart, start: string): FormatFound {
  const ending = /\.(\w{1,10})$/.exec(leaf.filename ?? '')?.[1]?.toLowerCase() ?? ''
  for (const [type, name, unread] of CLOSED)
    if (type.test(leaf.type) || type.test(declaredType) || name.test(ending)) return { unread }
  if (/^\s{0,99}BEGIN:VCALENDAR/i.test(start.replace(/^\u00ef\u00bb\u00bf/, ''))) return { format: 'calendar' }
  if (leaf.type === 'message/rfc822' || (/^(?:eml|mht|mhtml)$/.test(ending) && isHead(start)))
    return { format: 'message' }
  if (looksBinary(start)) return isDocumentName(ending, leaf.type) ? { unread: damaged(ending) } : null
  if (leaf.type === 'text/html' || /^x?html?$/.test(ending)) return { format: 'html' }
  if (leaf.type === 'text/plain' && (ending === '' || /^(?:txt|text|md)$/.test(ending))) return { format: 'text' }
  if (/^(?:txt|text|md)$/.test(ending)) return { format: 'text' }
  return isDocumentName(ending, leaf.type) ? { unread: damaged(ending) } : null
}

function isDocumentName(ending: string, type: string): boolean {
  return (
    /^(?:pdf|docx?|odt|rtf|zip|msg)$/.test(ending) ||
    /\/pdf$|wordprocessingml|msword|opendocument\.text|ms-tnef|\/zip$/.test(type)
  )
}

function damaged(ending: string): string {
  return `This file is damaged, or not what its name (${ending === '' ? 'or type' : `.${ending}`}) says: ask the sender to send it again.`
}

function isHead(start: string): boolean {
  return /^[\w-]{1,60}:[ \t]?[^\n]/.test(start)
}

/** UTF-16 has zeros too, but begins with its byte order mark. */
function looksBinary(start: string): boolean {
  return !/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start) && start.includes('\0')
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
