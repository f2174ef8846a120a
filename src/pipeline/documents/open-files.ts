/** Opens what carries the text of a release, or further files: documents, archives, other programs' mail. */
import type { Block } from '../block.ts'
import { type Copy, readCopy } from '../copy.ts'
import type { DiaryNote } from '../draft.ts'
import type { FilePart, Section } from '../structure.ts'
import { joinChunks } from '../structure.ts'
import { readSubject } from '../subject.ts'
import type { Allowance } from './archive.ts'
import { type Format, findFormat } from './format.ts'
import type { Found, Letterhead } from './found.ts'
import { type Reading, readFile } from './read-file.ts'

/** What was read in one file. */
export interface ReadDocument {
  /** The attachment's place in the message, from 1. */
  position: number
  /** Its words, as `blocks` has them; those of its margins come first. */
  text: string
  blocks: Block[]
  format: Format
  name: string | null
  /** Set where it is a message. */
  letter: Letterhead | null
  copy: Copy
}

export interface OpenedFiles {
  /** All files, those that came inside another after it. */
  files: FilePart[]
  documents: ReadDocument[]
  diary: DiaryNote[]
}

/** A photo in a document in an archive in a forwarded message. */
const MAX_DEPTH = 3
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024
const MAX_FILES = 1000
/** A message may take 60 s in all. */
const MAX_MILLISECONDS = 30_000
/** Of the processors: a PDF of 50 pages takes two seconds, most documents a tenth. */
const MAX_PROCESSOR_MILLISECONDS = 10_000
/** Text beyond this is not searched. */
const MAX_TEXT = 1024 * 1024
const TOO_DEEP = 'This lies too deep inside other files and was not opened: open it to see what is in it.'
const TOO_MANY = 'The message holds more documents than are opened here: open it to see what is in it.'
/** More documents than this are no release; each costs time. */
const MAX_DOCUMENTS = 40
/** Files that are opened at all, with text or without. */
const MAX_OPENED = 100
/** Characters after which no further document is read: a yearly report has a third of it, markup in the worst form takes a second. */
const MAX_READ = 1024 * 1024

interface Opening extends OpenedFiles {
  left: Allowance
  /** Files and characters that may still be read. */
  openings: number
  characters: number
  reading: Reading
}

/** Opens the files of a message within limits; what cannot be read is a file with the reason in `unread`. */
export async function openFiles(files: readonly FilePart[]): Promise<OpenedFiles> {
  const opening: Opening = {
    files: [],
    documents: [],
    diary: [],
    left: { bytes: MAX_UNPACKED_BYTES, files: MAX_FILES },
    openings: MAX_OPENED,
    characters: MAX_READ,
    reading: { end: performance.now() + MAX_MILLISECONDS, processor: MAX_PROCESSOR_MILLISECONDS },
  }
  for (const file of files) await openFile(opening, file, 0)
  return { files: opening.files, documents: opening.documents, diary: opening.diary }
}

async function openFile(opening: Opening, file: FilePart, depth: number): Promise<void> {
  const part: FilePart = { ...file }
  opening.files.push(part)
  const position = opening.files.length
  const kept = part.leaf.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  // What was over the limit, or only named, has no bytes to look at.
  if (kept < part.leaf.size || kept === 0) return
  const bytes = joinChunks(part.leaf)
  const kind = findFormat(part, bytes)
  if (kind === null) return
  if ('unread' in kind) {
    part.unread ??= kind.unread
    return
  }
  if (depth > MAX_DEPTH) {
    part.unread ??= TOO_DEEP
    return
  }
  if (opening.documents.length >= MAX_DOCUMENTS || opening.characters <= 0 || opening.openings-- <= 0) {
    part.unread ??= TOO_MANY
    return
  }
  const found = await readFile(part, bytes, kind.format, opening.left, opening.reading)
  if (found.unread !== null) part.unread ??= found.unread
  for (const note of found.diary) addNote(opening.diary, { ...note, attachment: position })
  opening.characters -= lengthOf(found.sections)
  const document = documentOf(found, part, position, kind.format)
  if (document) opening.documents.push(document)
  for (const inner of found.parts) await openFile(opening, { ...inner, within: position }, depth + 1)
}

function lengthOf(sections: readonly Section[]): number {
  return sections.reduce((sum, { text, html }) => sum + (text?.value.length ?? 0) + (html?.length ?? 0), 0)
}

/** Calendars send the same event as a part of the text and as a file. */
function addNote(diary: DiaryNote[], note: DiaryNote): void {
  const known = diary.some(
    ({ summary, starts, cancelled }) =>
      summary === note.summary && starts === note.starts && cancelled === note.cancelled,
  )
  if (!known) diary.push(note)
}

function documentOf(
  found: Found & { sections: Section[] },
  part: FilePart,
  position: number,
  format: Format,
): ReadDocument | null {
  if (found.sections.length === 0) return null
  const copy = readCopy(found.sections, readSubject(found.letter?.subject ?? null))
  if (copy.body.text === '' && found.margin === '') return null
  const text = [found.margin, copy.body.text]
    .filter((words) => words !== '')
    .join('\n\n')
    .slice(0, MAX_TEXT)
  return { position, text, blocks: copy.blocks, format, name: part.leaf.filename, letter: found.letter, copy }
}
