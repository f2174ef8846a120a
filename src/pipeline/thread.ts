/** Tells a release from the thread below it and from the forward around it. */
import { type Block, quoteOf } from './block.ts'
import { countNoteWords, isNote, noteText } from './cover-note.ts'
import type { Address, Removal } from './draft.ts'
import { readForwardHeader } from './forward-header.ts'
import { type BlockLine, countWords, linesOf, sliceBlocks } from './lines.ts'
import { type Field, isAttribution, isFieldIn, readAttributed, readField, readSeparator } from './mail-fields.ts'
import { cutNewsletter } from './newsletter.ts'
import { excerpt, trimMail } from './trimmings.ts'

/** Below a note of at most so many words that is no reply, what is quoted may be the release. */
const MAX_REMARK_WORDS = 60
/** Of lines that look like fields so many are looked at for a header. */
const MAX_HEADERS = 300
/** A forward of a forward of a forward. */
const MAX_FORWARDS = 4

type Manner = { isReply: boolean; isForward: boolean }

interface Settled {
  blocks: Block[]
  dropped: Removal[]
  /** Who wrote what was forwarded, where the message is a forward; `null` in it where the forward does not say. */
  forward: { from: Address | null } | null
}

/** `subject` tells a reply from a forward (see `subject.ts` for its prefixes). */
export function settleThread(blocks: readonly Block[], subject: Manner): Settled & { signature: string[] } {
  const { forward, ...threaded } = cutThread(blocks, subject, 0)
  const undressed = cutNewsletter(threaded.blocks)
  const { signature, ...trimmed } = trimMail(undressed.blocks)
  const dropped = [...threaded.dropped, ...undressed.dropped, ...trimmed.dropped]
  return { blocks: trimmed.blocks, dropped, forward, signature }
}

interface Break {
  kind: 'forward' | 'original' | 'attribution'
  at: number
  /** Index of the first line after the header of what is quoted. */
  after: number
  from: Address | null
}

function cutThread(blocks: readonly Block[], given: Manner, depth: number): Settled {
  const lines = linesOf(blocks)
  const found = findBreak(lines, blocks, given)
  const subject = mannerOf(given, lines, found)
  if (!found || depth >= MAX_FORWARDS) return { ...tidyQuotes(blocks, subject), forward: null }
  const own = sliceBlocks(blocks, lines[0], lines[found.at])
  const rest = sliceBlocks(blocks, lines[found.after], undefined)
  const noteWords = countNoteWords(own)
  const restWords = countWords(rest)
  const isForward = !subject.isReply && (found.kind === 'forward' || subject.isForward || noteWords === 0)
  if (isForward && restWords > 0) {
    if (isNote(noteWords, restWords)) return keepForward(own, rest, found, depth)
    // Below a release that was forwarded stands what led to it.
    if (depth === 0 || found.kind === 'forward') return keepBoth(own, rest, depth)
  }
  const reply = keepReply(blocks, lines, found, own)
  if (countWords(reply.blocks) === 0) return { blocks: rest.map(unquoted), dropped: [], forward: null }
  // Without a sign of a reply, a short text above may be a note and what is below the release: nothing is dropped.
  if (!subject.isReply && noteWords < MAX_REMARK_WORDS && restWords > noteWords * 3)
    return { blocks: [...own, ...rest.map(unquoted)], dropped: [], forward: null }
  return reply
}

/** `VS:` heads replies in Finnish and forwards in Danish and Norwegian: the language of the header below tells which. */
function mannerOf(subject: Manner, lines: readonly BlockLine[], found: Break | null): Manner {
  if (!subject.isReply || !subject.isForward) return subject
  const isForward =
    found !== null &&
    (found.kind === 'forward' || lines.slice(found.at, found.after).some(({ text }) => isFieldIn(text, ['da', 'no'])))
  return { isReply: !isForward, isForward }
}

/** The words above a forward are a note, and so are those below where the program marked what it quotes. */
function keepForward(own: Block[], rest: Block[], found: Break, depth: number): Settled {
  const below = answerBelow(rest)
  const quoted = rest.slice(0, rest.length - below.length).map(unquoted)
  const inner = cutThread(quoted, { isReply: false, isForward: true }, depth + 1)
  const note = [...own, ...below]
  const dropped: Removal[] = countWords(note) > 0 ? [{ what: 'cover note', detail: noteText(note) }] : []
  return {
    blocks: inner.blocks,
    dropped: [...dropped, ...inner.dropped],
    forward: { from: inner.forward?.from ?? found.from },
  }
}

/** Too much stands above the forward for a note: nothing of it is cut. */
function keepBoth(own: Block[], rest: Block[], depth: number): Settled {
  const inner = cutThread(rest.map(unquoted), { isReply: false, isForward: false }, depth + 1)
  return { blocks: [...own, ...inner.blocks], dropped: inner.dropped, forward: null }
}

/** The blocks below the last quoted one, where all above them are quoted and they are few words. */
function answerBelow(rest: readonly Block[]): Block[] {
  const last = rest.findLastIndex((block) => block.quoted)
  if (last === -1 || !rest.slice(0, last).every((block) => block.quoted || block.kind === 'rule')) return []
  const below = rest.slice(last + 1)
  return isNote(countNoteWords(below) * 3, countWords(rest)) && countWords(below) * 3 < countWords(rest) ? below : []
}

/** A reply keeps what its writer wrote: above the thread, and between quoted lines below it. */
function keepReply(blocks: readonly Block[], lines: readonly BlockLine[], found: Break, own: Block[]): Settled {
  const below = sliceBlocks(blocks, lines[found.after], undefined)
  const answers =
    found.kind === 'attribution' && below.some((block) => block.quoted) ? below.filter((block) => !block.quoted) : []
  return { blocks: [...own, ...answers], dropped: [{ what: 'quoted thread', detail: excerpt(below) }], forward: null }
}

/** The first line at which a thread begins. */
function findBreak(lines: readonly BlockLine[], blocks: readonly Block[], subject: Manner): Break | null {
  let headers = 0
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '' || text.length > 400) continue
    const field = readField(text)
    if (field !== null && ++headers > MAX_HEADERS) continue
    const found = breakAt(lines, at, text, field, subject) ?? attributionAt(lines, at, text, blocks, subject)
    if (found) return found
  }
  return null
}

function breakAt(
  lines: readonly BlockLine[],
  at: number,
  text: string,
  field: Field | null,
  subject: Manner,
): Break | null {
  const separator = readSeparator(text)
  if (separator) {
    const { after, from, fields } = readForwardHeader(lines, at + 1)
    return separator.dressed || fields > 0
      ? { kind: separator.kind, at, after: fields > 0 ? after : at + 1, from }
      : null
  }
  if (field === null || field.kind === 'to' || field.kind === 'copy' || field.kind === 'other') return null
  const { after, from, fields, certain } = readForwardHeader(lines, at)
  const expected = subject.isForward || subject.isReply
  return certain || (expected && fields >= 3 && from !== null) ? { kind: 'original', at, after, from } : null
}

function attributionAt(
  lines: readonly BlockLine[],
  at: number,
  text: string,
  blocks: readonly Block[],
  subject: Manner,
): Break | null {
  if (isAttribution(text)) {
    return continuesQuoted(lines, at, text, blocks, subject)
      ? { kind: 'attribution', at, after: at + 1, from: readAttributed(text) }
      : null
  }
  // Gmail wraps the line `On … <address> wrote:` in two.
  const next = lines[at + 1]?.text ?? ''
  if (next === '' || next.length > 120 || !/[>,;)]$|@\S{1,80}$/.test(text)) return null
  const two = `${text} ${next}`
  return isAttribution(two) && continuesQuoted(lines, at + 1, two, blocks, subject)
    ? { kind: 'attribution', at, after: at + 2, from: readAttributed(two) }
    : null
}

/** Below `On … wrote:` stands a quote; or it ends the message of a program that quotes without marks. */
function continuesQuoted(
  lines: readonly BlockLine[],
  at: number,
  text: string,
  blocks: readonly Block[],
  subject: Manner,
): boolean {
  const next = lines.slice(at + 1, at + 3).find((line) => line.text !== '')
  if (!next) return false
  const own = blocks[lines[at]?.block ?? 0]
  if ((blocks[next.block]?.quoted ?? false) || (own?.quoted ?? false)) return true
  return /\d/.test(text) && (text.includes('@') || subject.isReply || subject.isForward)
}

/** Quotes in a text that is no reply are the release's own; those of a reply without a line above them are dropped. */
function tidyQuotes(blocks: readonly Block[], subject: { isReply: boolean }): Omit<Settled, 'forward'> {
  const own = blocks.filter((block) => !block.quoted)
  if (subject.isReply && own.length < blocks.length && countWords(own) > 0) {
    const quoted = blocks.filter((block) => block.quoted)
    return { blocks: own, dropped: [{ what: 'quoted thread', detail: excerpt(quoted) }] }
  }
  if (own.length === 0) return { blocks: blocks.map(unquoted), dropped: [] }
  const kept = blocks.map((block) => (block.quoted ? { ...quoteOf([block]), signature: block.signature } : block))
  return { blocks: kept, dropped: [] }
}

function unquoted(block: Block): Block {
  return block.quoted ? { ...block, quoted: false } : block
}
