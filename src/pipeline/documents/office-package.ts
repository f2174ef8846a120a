/** Office files that are zip archives of XML (ECMA-376 part 2, OASIS ODF 1.3 part 2): their parts, within limits. */
import { type FoundFile, foundFile } from './found.ts'
import { unzipEntry } from './unzip.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** The text of a book has 5 MiB of markup, that of a release 200 KiB; parsers take thirty times the size in memory. */
const MAX_XML_BYTES = 8 * 1024 * 1024
/** All parts together: what several large ones cost adds up. */
const MAX_XML_TOTAL = 16 * 1024 * 1024
const MAX_PICTURE_BYTES = 40 * 1024 * 1024
const MAX_PICTURES = 50
/** Smaller files are logos, icons and bullets. */
const MIN_PICTURE_BYTES = 4 * 1024
const PICTURE_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  webp: 'image/webp',
  heic: 'image/heic',
}

export interface OfficePackage {
  /** The XML of a part; null where there is none, or where it is over a limit or declares entities of its own. */
  readXml(name: string): string | null
  names: readonly string[]
  /** The pictures below a folder that are large enough. */
  pictures(folder: string): FoundFile[]
}

/** Opens the bytes as a package; null where they are none. */
export function openPackage(bytes: Uint8Array): OfficePackage | null {
  const entries = readZipDirectory(bytes)
  if (entries === null) return null
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let left = MAX_XML_TOTAL
  return {
    names: [...byName.keys()],
    readXml(name) {
      const entry = byName.get(name)
      const content = entry ? unzipEntry(bytes, entry, Math.min(MAX_XML_BYTES, left)) : null
      if (content === null) return null
      left -= content.length
      const xml = decodeXml(content)
      // Entities that a file defines itself can multiply without end; Office writes none.
      return /<!(?:DOCTYPE|ENTITY)/i.test(xml) ? null : xml
    },
    pictures: (folder) => picturesIn(bytes, entries, folder),
  }
}

function picturesIn(bytes: Uint8Array, entries: readonly ZipEntry[], folder: string): FoundFile[] {
  const files: FoundFile[] = []
  for (const entry of entries) {
    const ending = /\.(\w{1,5})$/.exec(entry.name)?.[1]?.toLowerCase() ?? ''
    const type = PICTURE_TYPES[ending]
    if (type === undefined || !entry.name.startsWith(folder) || entry.unpacked < MIN_PICTURE_BYTES) continue
    const content = unzipEntry(bytes, entry, MAX_PICTURE_BYTES)
    if (content && files.length < MAX_PICTURES) files.push(foundFile(entry.name, type, content.slice()))
  }
  return files
}

/** XML 1.0 appendix F: UTF-16 is told by its byte order mark; nothing else but UTF-8 is allowed in these files. */
function decodeXml(content: Uint8Array): string {
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content)
  return new TextDecoder().decode(content)
}
