/** Files that stand in the text itself, as mail programs sent them before MIME (POSIX.1-2024, uuencode). */
import type { FilePart } from '../structure.ts'
import { foundFile } from './found.ts'
import { partOf } from './inner-part.ts'

const BEGIN = /^begin [0-7]{3,4} ([^\n]{1,200})\n/m
/** Bytes on a line of a file: 45, in 60 characters. */
const MAX_LINE = 62
const MAX_FILES = 100

/** The text without the files in it, and the files. */
export function takeUuencoded(text: string): { text: string; files: FilePart[] } {
  const files: FilePart[] = []
  const kept: string[] = []
  let left = text
  while (files.length < MAX_FILES) {
    const begin = BEGIN.exec(left)
    if (!begin) break
    const start = begin.index + begin[0].length
    const file = readLines(left, start)
    kept.push(left.slice(0, file ? begin.index : start))
    if (file) files.push(partOf(foundFile(begin[1]?.trim() ?? null, 'application/octet-stream', file.content)))
    left = left.slice(file?.end ?? start)
  }
  return { text: kept.join('') + left, files }
}

/** The bytes from the first line on, and where `end` ends; null where it is something else that begins so. */
function readLines(text: string, from: number): { content: Uint8Array; end: number } | null {
  const lines: Uint8Array[] = []
  for (let at = from; at < text.length; ) {
    const stop = text.indexOf('\n', at)
    const line = text.slice(at, stop === -1 ? text.length : stop)
    at = stop === -1 ? text.length : stop + 1
    if (line.trimEnd() === 'end') return { content: new Uint8Array(Buffer.concat(lines)), end: at }
    const bytes = decodeLine(line)
    if (bytes === null) return null
    lines.push(bytes)
  }
  return null
}

function decodeLine(line: string): Uint8Array | null {
  if (line.length > MAX_LINE || /[^\x20-\x60]/.test(line.trimEnd())) return null
  const value = (at: number) => ((line.charCodeAt(at) || 0x20) - 0x20) & 0x3f
  const length = value(0)
  if (line.trimEnd().length < Math.ceil(((length * 4) / 3) * 0.5)) return null
  const bytes = new Uint8Array(length)
  for (let index = 0; index < length; index++) {
    const group = 1 + Math.floor(index / 3) * 4
    const whole = (value(group) << 18) | (value(group + 1) << 12) | (value(group + 2) << 6) | value(group + 3)
    bytes[index] = (whole >> (16 - 8 * (index % 3))) & 0xff
  }
  return bytes
}
