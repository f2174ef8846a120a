/** Reads one file: the light formats here, the others in the thread that may be ended. */
import { decodeText } from '../charset.ts'
import { parse } from '../parse.ts'
import { type FilePart, layOut, type Section } from '../structure.ts'
import { type Allowance, openArchive } from './archive.ts'
import { askThread, type NoAnswer, type Time } from './ask-thread.ts'
import type { Format } from './format.ts'
import { type Found, type FoundFile, found, htmlSection, textSection } from './found.ts'
import { partOf } from './inner-part.ts'
import { pngOf } from './png.ts'
import type { ThreadFormat } from './read-format.ts'

/** When there is no time left for more documents. */
export interface Reading {
  /** On the clock of `performance.now`. */
  end: number
  /** Milliseconds of the processors that are left for all documents together. */
  processor: number
}

/** What was found, its text in the sections in which it came, its files as parts. */
export type ReadFile = Found & { sections: Section[]; parts: FilePart[] }

/** Most take a tenth of a second. A PDF of 50 pages takes two; a file of 40 MiB in another format one. */
const PDF_TIME: Time = { processor: 5_000, clock: 15_000 }
const PICTURES_TIME: Time = { processor: 5_000, clock: 10_000 }
const OTHER_TIME: Time = { processor: 2_000, clock: 8_000 }
/** Text beyond is not decoded: the copy keeps 1 MiB. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024

const TOO_MANY = 'This message holds more files than are opened here: open it to see what is in it.'

const WHY: Readonly<Record<NoAnswer, string>> = {
  time: 'Reading this file took too long and was given up: open it to see what is in it.',
  memory: 'Reading this file took too much memory and was given up: open it to see what is in it.',
  fault: 'This file cannot be read, it may be damaged: open it to see what is in it, or ask the sender for it again.',
}

/** Reads the bytes of the file as what they are. */
export async function readFile(
  part: FilePart,
  bytes: Uint8Array,
  format: Format,
  left: Allowance,
  reading: Reading,
): Promise<ReadFile> {
  if (format === 'archive') return whole(openArchive(bytes, left))
  if (format === 'message') return readMessage(bytes, left)
  if (format === 'text' || format === 'html') return whole(readText(part, bytes, format))
  const text = await ask(format, bytes, format === 'pdf' ? PDF_TIME : OTHER_TIME, reading)
  if (format !== 'pdf' || text.unread === WHY.time) return withAllowance(whole(text), left)
  const pictures = await ask('pdf-pictures', bytes, PICTURES_TIME, reading)
  const files = await Promise.all(pictures.files.map(pngOf))
  return withAllowance(whole({ ...text, files: files.filter((file) => file !== null) }), left)
}

async function ask(
  format: ThreadFormat,
  bytes: Uint8Array,
  { processor, clock }: Time,
  reading: Reading,
): Promise<Found> {
  const left = reading.end - performance.now()
  if (left <= 0 || reading.processor <= 0) return found({ unread: WHY.time })
  const before = process.cpuUsage()
  const time = { processor: Math.min(processor, reading.processor), clock: Math.min(clock, left) }
  const answer = await askThread(format, bytes, time)
  const { user, system } = process.cpuUsage(before)
  reading.processor -= (user + system) / 1000
  return typeof answer === 'string' ? found({ unread: WHY[answer] }) : answer
}

/** A message's own files are parts already; they are counted, as every message in an archive may have as many as one may have. */
async function readMessage(bytes: Uint8Array, left: Allowance): Promise<ReadFile> {
  if (left.files <= 0) return whole(found({ unread: TOO_MANY }))
  const mail = await parse(bytes)
  if ('reason' in mail) return whole(found({ unread: `This message cannot be read: ${mail.detail}` }))
  const { sections, files } = layOut(mail.tree, mail.leaves)
  const parts = files.slice(0, left.files)
  left.files -= parts.length
  const unread = parts.length < files.length ? TOO_MANY : null
  return { ...found({ letter: { from: mail.head.from, subject: mail.head.subject }, unread }), sections, parts }
}

function readText(part: FilePart, bytes: Uint8Array, format: 'text' | 'html'): Found {
  const value = decodeText(bytes.subarray(0, MAX_TEXT_BYTES), charsetOf(part), format === 'html').replace(
    /\r\n?/g,
    '\n',
  )
  return found({ section: format === 'html' ? htmlSection(value) : textSection(value) })
}

function charsetOf({ headerLines }: FilePart): string | null {
  const line = headerLines.find(({ key }) => key === 'content-type')?.line ?? ''
  return /\bcharset\s?=\s?"?([\w:.-]{1,40})/i.exec(line)?.[1] ?? null
}

function whole(one: Found): ReadFile {
  return { ...one, sections: one.section === null ? [] : [one.section], parts: one.files.map(partOf) }
}

/** What comes out of documents counts as unpacked too. */
function withAllowance(read: ReadFile, left: Allowance): ReadFile {
  const fits = (file: FoundFile) => {
    if (left.files <= 0 || left.bytes < file.size) return false
    left.files--
    left.bytes -= file.size
    return true
  }
  return { ...read, parts: read.files.filter(fits).map(partOf) }
}
