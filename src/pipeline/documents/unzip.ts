/** Unpacks entries of a zip archive within limits: never more than is allowed, whatever the archive claims. */
import { inflateRawSync } from 'node:zlib'
import { startOfEntry, type ZipEntry } from './zip-directory.ts'

const STORED = 0
const DEFLATED = 8
/** Deflate reaches 1,032 on zeros; text stays under 20, and what is worth sending under 100. */
const MAX_RATIO = 100
/** The ratio says nothing of small entries: an empty form of a few KiB may well have it. */
const MIN_SIZE_FOR_RATIO = 1024 * 1024

/** The entry's bytes; null where it is encrypted, damaged, packed in another way or over `limit` bytes. */
export function unzipEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array | null {
  const start = startOfEntry(bytes, entry)
  if (start === null || entry.encrypted || entry.unpacked > limit) return null
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length < entry.packed) return null
  if (entry.method === STORED) return packed.length > limit ? null : packed
  if (entry.method !== DEFLATED) return null
  return inflate(packed, Math.min(limit, Math.max(entry.unpacked, 1)))
}

/** Whether the entry claims to unpack to far more than it should. */
export function isBomb({ packed, unpacked }: ZipEntry): boolean {
  return unpacked > MIN_SIZE_FOR_RATIO && unpacked > packed * MAX_RATIO
}

function inflate(packed: Uint8Array, limit: number): Uint8Array | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: limit })
  } catch {
    // zlib throws for every kind of damage and for too much output.
    return null
  }
}
