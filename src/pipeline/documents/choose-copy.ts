/** Whether the release stands in the message or in a document that came with it. */
import type { Copy } from '../copy.ts'
import { countNoteWords, noteText } from '../cover-note.ts'
import { countWords } from '../lines.ts'
import { chooseDocument } from './choose-document.ts'
import type { ReadDocument } from './open-files.ts'
import { greets, pointsToFile } from './pointing.ts'
import { shareOf, vocabularyOf } from './vocabulary.ts'

/** A note of so few words that points to a file is no release, however it reads. */
const SHORT_NOTE = 60
/** A longer note pitches the story; beyond this a message has said it. */
const MAX_NOTE = 220
/** What is left of a message that says nothing: a name, "Sent from my phone". */
const BARE_NOTE = 30
/** A longer document than this is a report, of which a message of some length is the release. */
const MAX_RELEASE = 3_000
/** The message says most of what the document says: both are the release, and the message comes first. */
const SAME_WORDS = 0.7

/** The copy to read: that of the message, or that of the document which it only points to. `subject` helps to tell which document. */
export function chooseCopy(own: Copy, documents: readonly ReadDocument[], subject = ''): Copy {
  const document = chooseDocument(documents, subject)
  return document && isCarriedBy(own, document) ? copyOf(own, document) : own
}

function isCarriedBy(own: Copy, document: ReadDocument): boolean {
  const words = countNoteWords(own.blocks)
  const theirs = countWords(document.blocks)
  if (countWords(own.blocks) === 0) return theirs > 0
  if (document.format === 'calendar') return false
  if (words * 2 > theirs || words > MAX_NOTE) return false
  if (readsAsRelease(own)) return false
  if (!pointsToFile(own.body.text)) return words <= BARE_NOTE && theirs > words * 3
  if (words <= SHORT_NOTE) return true
  if (theirs > MAX_RELEASE) return false
  return shareOf(vocabularyOf(document.text), vocabularyOf(own.body.text)) < SAME_WORDS
}

/** Quotes, an end mark, a heading, a dateline: two of them make a release, and a greeting takes one of them away. */
function readsAsRelease({ body, blocks }: Copy): boolean {
  const signs = [
    /[“„«"「][^”“»"」]{40,600}[”“»"」]/u.test(body.text),
    /^\W{0,6}(?:ends?|ende|fin|#{3,}|-?30-?|\*{3,})\W{0,6}$/imu.test(body.text),
    blocks.slice(0, 4).some(({ kind, html }) => kind === 'heading' || /^<p[^>]*><(?:b|strong)>/.test(html)),
    /^\p{Lu}[\p{L} .'-]{2,40}(?:,|\()[^\n]{0,60}[–—-]\s\p{Lu}/mu.test(body.text),
  ]
  return signs.filter(Boolean).length - (greets(body.text) ? 1 : 0) >= 2
}

/** The document's text as the copy; what the message says stays known. */
function copyOf(own: Copy, { position, text, letter, format, copy }: ReadDocument): Copy {
  const note = noteText(own.blocks)
  const forwarded = (format === 'message' || format === 'outlook') && letter !== null
  return {
    ...copy,
    removed: [...(note === '' ? [] : [{ what: 'cover note' as const, detail: note }]), ...own.removed, ...copy.removed],
    source: { part: 'attachment', text, visible: null, attachment: position },
    // Who wrote the note is whom to ask, whether or not the lines are marked as a signature.
    signature: [...copy.signature, ...(note === '' ? [] : own.body.text.split('\n')), ...own.signature],
    ...(forwarded && letter.subject !== null && { subject: letter.subject }),
    forward: forwarded ? { from: letter.from } : (copy.forward ?? own.forward),
    // Those of the document show pictures that came in it.
    pages: own.pages,
    seen: {
      words: [own.seen.words, copy.seen.words].join('\n'),
      links: [...own.seen.links, ...copy.seen.links],
      pictures: [...own.seen.pictures, ...copy.seen.pictures],
      captions: [...own.seen.captions, ...copy.seen.captions],
    },
    cut: own.cut || copy.cut,
  }
}
