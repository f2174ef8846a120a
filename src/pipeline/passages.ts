/** Every passage of a message that may hold an embargo: what a reader sees, wherever it stands. */
import { asSeen } from './as-seen.ts'
import type { Copy } from './copy.ts'
import type { ReadDocument } from './documents/open-files.ts'
import type { Evidence } from './draft.ts'
import { locate } from './evidence.ts'
import type { Letter } from './forward.ts'
import type { FilePart } from './structure.ts'

export interface Passage {
  /** `cut`: what the mail holds and the copy does not, such as a quoted thread, a colleague's note, hidden text or the name of a file. */
  place: 'subject' | 'copy' | 'cut' | 'picture' | 'attachment'
  /** Paragraphs are divided by line ends; none is broken inside. */
  text: string
  locate(words: string): Evidence | null
}

/**
 * The passages in the order in which they count. `subject` is that of the message itself; the letter may be one inside it, and the copy that
 * of a document where `own`, the message's, only points to it. `files` are all that came with it.
 */
export function readPassages(
  subject: string | null,
  letter: Letter,
  own: Copy,
  copy: Copy,
  documents: readonly ReadDocument[],
  files: readonly FilePart[],
): Passage[] {
  const inSubject = (words: string) => locateInSubject(subject ?? '', words)
  const inCopy = (words: string) => locate(copy.source, words)
  const inOwn = (words: string) => locate(own.source, words)
  const passages: Passage[] = [
    { place: 'subject', text: letter.head.subject ?? '', locate: inSubject },
    { place: 'copy', text: copy.body.text, locate: inCopy },
    ...(copy === own ? [] : [{ place: 'copy', text: own.body.text, locate: inOwn } as const]),
    ...readOtherForm(letter, own),
    ...copy.seen.captions.map((text): Passage => ({ place: 'picture', text, locate: () => null })),
    ...documents.flatMap(readDocument),
    { place: 'cut', text: readCut(own), locate: inOwn },
    ...[letter.note ?? '', own.concealed, ...documents.map((one) => one.copy.concealed), ...files.map(wordsOfName)].map(
      (text): Passage => ({ place: 'cut', text, locate: () => null }),
    ),
  ]
  if (subject !== letter.head.subject) passages.push({ place: 'subject', text: subject ?? '', locate: inSubject })
  return passages.filter(({ text }) => text !== '').map(readAsSeen)
}

/** The plain text beside the HTML that the copy was read from: some programs show it instead. Its lines are joined to paragraphs. */
function readOtherForm({ layout }: Letter, { source }: Copy): Passage[] {
  if (source.part !== 'html') return []
  return layout.sections.flatMap(({ text, html }): Passage[] => {
    if (text === null || html === null) return []
    return [{ place: 'copy', text: text.value.replace(/(?<!\n)\n(?!\n)/g, ' '), locate: () => null }]
  })
}

/** An invisible character inside a word must not hide what the word says. */
function readAsSeen(passage: Passage): Passage {
  const { text, asWritten } = asSeen(passage.text)
  return text === passage.text ? passage : { ...passage, text, locate: (words) => passage.locate(asWritten(words)) }
}

/** The lines that a reader sees in the mail, less those of the copy. */
function readCut({ seen, body }: Copy): string {
  if (seen.words.length <= body.text.length) return ''
  const kept = new Set(body.text.split('\n').map((line) => line.trim()))
  const lines = seen.words.split('\n').map((line) => (kept.has(line.trim()) ? '' : line))
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n\n')
    .trim()
}

/** `EMBARGO_Bridge_1-May.pdf` as words; what is in brackets or in capitals stands for itself, as on a line of its own. */
function wordsOfName({ leaf }: FilePart): string {
  return (leaf.filename ?? '')
    .replace(/\.\w{1,5}$/, '')
    .replace(/_+/g, ' ')
    .replace(/[()[\]]| [-–—] |(?<=\p{Ll})\s(?=\p{Lu}{5,}(?!\p{Ll}))/gu, '\n')
}

function readDocument({ text, position, letter }: ReadDocument): Passage[] {
  const source = { part: 'attachment', text, visible: null, attachment: position } as const
  const passage: Passage = { place: 'attachment', text, locate: (words) => locate(source, words) }
  return letter?.subject ? [passage, { ...passage, text: letter.subject, locate: () => null }] : [passage]
}

function locateInSubject(subject: string, words: string): Evidence | null {
  const start = subject.indexOf(words)
  return start === -1 ? null : { part: 'subject', start, end: start + words.length }
}
