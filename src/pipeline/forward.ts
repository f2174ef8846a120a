/** A message that is only an envelope round another: the inner one is the release (RFC 2046 section 5.2.1). */
import type { Block } from './block.ts'
import { countNoteWords, isNote, noteText } from './cover-note.ts'
import { openOutlookLetter } from './documents/outlook-letter.ts'
import { pointsToFile } from './documents/pointing.ts'
import type { Address } from './draft.ts'
import type { Head } from './head.ts'
import { readVisibleText } from './html-scan.ts'
import { countWords } from './lines.ts'
import { parse } from './parse.ts'
import { readPlainText } from './plain-text.ts'
import { type FilePart, joinChunks, type Layout, layOut } from './structure.ts'
import { readSubject } from './subject.ts'

/** A forward of a forward of a forward is read; beyond that the inner message stays a file. */
const MAX_FORWARDS = 3
/** So few words above a message, such as `One for you?`, are no release. */
const MAX_FEW_WORDS = 8

export interface Letter {
  head: Head
  layout: Layout
  /** The outermost sender, where the letter was inside another. */
  forwardedBy: Address | null
  /** What was written above the forward, or null. */
  note: string | null
}

/** The innermost message that is worth reading as the release: the given one, or the only one attached to it where it says little or nothing itself. */
export async function openForward(head: Head, layout: Layout): Promise<Letter> {
  let letter: Letter = { head, layout, forwardedBy: null, note: null }
  for (let depth = 0; depth < MAX_FORWARDS; depth++) {
    const inner = await openOnce(letter)
    if (inner === null) break
    letter = inner
  }
  return letter
}

async function openOnce(outer: Letter): Promise<Letter | null> {
  const messages = outer.layout.files.filter(isMessage)
  const [only] = messages
  if (!only || messages.length > 1) return null
  const note = noteOf(outer.layout)
  const words = countNoteWords(note)
  if (!isNote(words, Number.POSITIVE_INFINITY)) return null
  const inner = await openMessage(only)
  if (inner === null) return null
  const innerWords = countWords(noteOf(inner.layout))
  if (!isNote(words, innerWords)) return null
  const says = () => saysForward(outer.head.subject, inner.head.subject)
  // A release may point to a message that came with it; a note that points is shorter than what it points to.
  const points = () => (innerWords > words || inner.layout.files.length > 0) && pointsToFile(noteText(note))
  if (words > MAX_FEW_WORDS && !says() && !points()) return null
  if (inner.layout.sections.length === 0 && inner.layout.files.length === 0) return null
  const beside: FilePart[] = outer.layout.files.filter((file) => file !== only)
  return {
    head: inner.head,
    layout: { ...inner.layout, files: [...inner.layout.files, ...beside] },
    forwardedBy: outer.forwardedBy ?? outer.head.from,
    note: note.length === 0 ? outer.note : noteText(note),
  }
}

/** Some programs send it as a file of which they know only the name. */
function isMessage({ leaf: { type, filename } }: FilePart): boolean {
  return type === 'message/rfc822' || type === 'application/vnd.ms-outlook' || /\.(?:eml|msg)$/i.test(filename ?? '')
}

async function openMessage({ leaf }: FilePart): Promise<{ head: Head; layout: Layout } | null> {
  const bytes = joinChunks(leaf)
  if (isCompound(bytes)) return openOutlookLetter(bytes)
  const mail = await parse(bytes)
  // Any bytes can be parsed; what only has the name of a message must have a head too.
  if ('reason' in mail || (leaf.type !== 'message/rfc822' && mail.head.from === null && mail.head.subject === null))
    return null
  return { head: mail.head, layout: layOut(mail.tree, mail.leaves) }
}

/** [MS-CFB] section 2.2: how the files of Outlook begin. */
function isCompound(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0
}

function noteOf(layout: Layout): Block[] {
  return layout.sections.flatMap(({ text, html }) =>
    readPlainText(text ?? { value: readVisibleText(html ?? '').text, flowed: false, delSp: false }),
  )
}

function saysForward(outer: string | null, inner: string | null): boolean {
  const subject = readSubject(outer)
  return subject.isForward || (inner !== null && inner !== '' && subject.value.includes(readSubject(inner).value))
}
