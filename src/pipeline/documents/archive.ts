/** The files in a zip archive, unpacked within limits. */
import { type Found, type FoundFile, found, foundFile } from './found.ts'
import { isBomb, unzipEntry } from './unzip.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** As for a file of the message itself. */
const MAX_FILE_BYTES = 40 * 1024 * 1024
const DAMAGED = 'This archive is damaged or incomplete and cannot be opened: ask the sender to send it again.'
const LOCKED = 'This archive is locked with a password: ask the sender for an open one.'
const BOMB = 'This archive unpacks to far more than it should and was not opened: it may be an attack.'
/** What macOS and Windows put beside the files. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$)/i

/** What may still be unpacked of one message. */
export interface Allowance {
  bytes: number
  files: number
}

/** Unpacks an archive, taking what it does from the allowance. */
export function openArchive(bytes: Uint8Array, left: Allowance): Found {
  const entries = readZipDirectory(bytes)?.filter(({ name }) => !LITTER.test(name)) ?? null
  if (entries === null) return found({ unread: DAMAGED })
  if (entries.length > 0 && entries.every(({ encrypted }) => encrypted)) return found({ unread: LOCKED })
  if (entries.some(isBomb) || entries.reduce((sum, entry) => sum + entry.unpacked, 0) > left.bytes)
    return found({ unread: BOMB })
  const files: FoundFile[] = []
  for (const entry of entries) {
    if (files.length >= left.files)
      return found({
        files,
        unread: `This archive has more files than are opened here: the first ${files.length} are listed.`,
      })
    files.push(unpack(bytes, entry, left))
  }
  left.files -= files.length
  return found({ files })
}

function unpack(bytes: Uint8Array, entry: ZipEntry, left: Allowance): FoundFile {
  const content = unzipEntry(bytes, entry, Math.min(MAX_FILE_BYTES, left.bytes))
  if (content === null) return closedFile(entry)
  left.bytes -= content.length
  return foundFile(entry.name, 'application/octet-stream', content.slice())
}

/** A file that is named but not unpacked. */
function closedFile({ name, unpacked, encrypted }: ZipEntry): FoundFile {
  const unread = encrypted ? LOCKED : unpacked > MAX_FILE_BYTES ? null : DAMAGED
  return { ...foundFile(name, 'application/octet-stream', new Uint8Array()), content: null, size: unpacked, unread }
}
