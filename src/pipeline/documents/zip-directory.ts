/** The directory of a zip archive, read without unpacking anything (PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16). */
import { decodeText } from '../charset.ts'

export interface ZipEntry {
  /** With its path, as the archive has it. */
  name: string
  /** Bytes as the directory claims them. */
  packed: number
  unpacked: number
  /** 0: stored, 8: deflated. */
  method: number
  encrypted: boolean
  /** Where its local header begins. */
  offset: number
}

/** A release with its photos has a few dozen; see the limits of design.md. One more than may be opened, so that "too many" can be told. */
const MAX_ENTRIES = 1001
/** The end record is 22 bytes and a comment of at most 65,535. */
const END_LENGTH = 22
const MAX_END_DISTANCE = END_LENGTH + 65_535
const UTF8_FLAG = 0x800
const NEEDS_ZIP64 = 0xffffffff

/** The entries in the directory's order, folders left out; null where the bytes are no whole zip archive. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(bytes, view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const stated = view.getUint32(end + 16, true)
  // What stands before the archive, such as a program that unpacks it, moves everything.
  const shift = Math.max(0, end - size - stated)
  const entries: ZipEntry[] = []
  let at = stated + shift
  for (let index = 0; index < count && entries.length < MAX_ENTRIES; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
    const nameLength = view.getUint16(at + 28, true)
    const entry = readEntry(bytes, view, at, nameLength, shift)
    if (entry === null) return null
    if (!entry.name.endsWith('/')) entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Where the entry's bytes begin, or null where its local header is not there. */
export function startOfEntry(bytes: Uint8Array, entry: ZipEntry): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return null
  return entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
}

function findEnd(bytes: Uint8Array, view: DataView): number | null {
  const stop = Math.max(0, bytes.length - MAX_END_DISTANCE)
  for (let at = bytes.length - END_LENGTH; at >= stop; at--)
    if (bytes[at] === 0x50 && view.getUint32(at, true) === 0x06054b50) return at
  return null
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number, shift: number): ZipEntry | null {
  const flags = view.getUint16(at + 8, true)
  const packed = view.getUint32(at + 20, true)
  const unpacked = view.getUint32(at + 24, true)
  const offset = view.getUint32(at + 42, true)
  // Zip64 is for archives beyond 4 GiB, which no message holds.
  if (packed === NEEDS_ZIP64 || unpacked === NEEDS_ZIP64 || offset === NEEDS_ZIP64) return null
  return {
    name: decodeText(bytes.subarray(at + 46, at + 46 + nameLength), flags & UTF8_FLAG ? 'utf-8' : null, false),
    packed,
    unpacked,
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) === 1,
    offset: offset + shift,
  }
}
