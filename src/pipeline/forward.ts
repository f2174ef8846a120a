/** A message that is only an envelope round another: the inner one is the release (RFC 2046 section 5.2.1). */
import type { Address } from './draft.ts'
import type { Head } from './head.ts'
import { readVisibleText } from './html-scan.ts'
import { countWords } from './lines.ts'
import { parse } from './parse.ts'
import { type FilePart, joinChunks, type Layout, layOut } from './structure.ts'
import { readSubject } from './subject.ts'

/** A colleague's note above a forward; with more words it is copy. */
const MAX_NOTE_WORDS = 60
/** A forward of a forward of a forward is read; beyond that the inner message stays a file. */
const MAX_FORWARDS = 3

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
  const messages = outer.layout.files.filter((file) => file.leaf.type === 'message/rfc822')
  const [only] = messages
  if (!only || messages.length > 1) return null
  const note = noteOf(outer.layout)
  const words = countWords([{ text: note }])
  if (words > MAX_NOTE_WORDS) return null
  const mail = await parse(joinChunks(only.leaf))
  if ('reason' in mail) return null
  const inner = layOut(mail.tree, mail.leaves)
  if (words > 0 && !saysForward(outer.head.subject, mail.head.subject)) return null
  if (inner.sections.length === 0 && inner.files.length === 0) return null
  const beside: FilePart[] = outer.layout.files.filter((file) => file !== only)
  return {
    head: mail.head,
    layout: { ...inner, files: [...inner.files, ...beside] },
    forwardedBy: outer.forwardedBy ?? outer.head.from,
    note: note === '' ? outer.note : note,
  }
}

function noteOf(layout: Layout): string {
  return layout.sections
    .map((section) => section.text?.value ?? readVisibleText(section.html ?? '').text)
    .join('\n')
    .replace(/\s+/g, ' ')
    .trim()
}

function saysForward(outer: string | null, inner: string | null): boolean {
  const subject = readSubject(outer)
  return subject.isForward || (inner !== null && inner !== '' && subject.value.includes(readSubject(inner).value))
}
