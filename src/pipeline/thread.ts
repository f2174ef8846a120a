/** Tells a release from the thread below it and from the forward around it. */
import { type Block, quoteOf } from './block.ts'
import type { Address, Removal } from './draft.ts'
import { type BlockLine, countWords, linesOf, sliceBlocks } from './lines.ts'
import {
  isAppleForward,
  isAttribution,
  isFieldLine,
  isForwardLine,
  isFromLine,
  isOriginalLine,
  isSentLine,
  isSubjectLine,
  readSender,
} from './mail-phrases.ts'
import { excerpt, trimMail } from './trimmings.ts'

/** A colleague who forwards a release adds a line or two; above this the note is copy too and is kept. */
const MAX_NOTE_WORDS = 60
/** A forward of a forward of a forward. */
const MAX_FORWARDS = 3
/** A header block of a forward has at most this many lines between From and Subject. */
const MAX_FORWARD_HEADER_LINES = 9

interface Settled {
  blocks: Block[]
  dropped: Removal[]
  /** Who wrote what was forwarded, where the message is a forward; `null` in it where the forward does not say. */
  forward: { from: Address | null } | null
}

/** `subject` tells a reply from a forward (see `subject.ts` for its prefixes). */
export function settleThread(blocks: readonly Block[], subject: { isReply: boolean; isForward: boolean }): Settled {
  const threaded = cutThread(blocks, subject, 0)
  const trimmed = trimMail(threaded.blocks)
  return { blocks: trimmed.blocks, dropped: [...threaded.dropped, ...trimmed.dropped], forward: threaded.forward }
}

interface Break {
  kind: 'forward' | 'original' | 'attribution'
  at: number
  /** Index of the first line after the header of what is quoted. */
  after: number
  from: Address | null
}

function cutThread(
  blocks: readonly Block[],
  subject: { isReply: boolean; isForward: boolean },
  depth: number,
): Settled {
  const lines = linesOf(blocks)
  const found = findBreak(lines, blocks)
  if (!found || depth >= MAX_FORWARDS) return { ...tidyQuotes(blocks, subject), forward: null }
  const own = sliceBlocks(blocks, lines[0], lines[found.at])
  const rest = sliceBlocks(blocks, lines[found.after], undefined).map((block) => ({ ...block, quoted: false }))
  const ownWords = countWords(own.filter((block) => !block.signature))
  const isForward = !subject.isReply && (found.kind === 'forward' || subject.isForward || ownWords === 0)
  if (isForward && countWords(rest) > 0) return keepForward(own, ownWords, rest, found, depth)
  const reply = keepReply(blocks, lines, found, own)
  if (countWords(reply.blocks) === 0) return { blocks: rest, dropped: [], forward: null }
  // Without a sign of a reply, a short text above may be a note and what is below the release: nothing is dropped.
  if (!subject.isReply && ownWords < MAX_NOTE_WORDS && countWords(rest) > ownWords * 3)
    return { blocks: [...own, ...rest], dropped: [], forward: null }
  return reply
}

function keepForward(own: Block[], ownWords: number, rest: Block[], found: Break, depth: number): Settled {
  const inner = cutThread(rest, { isReply: false, isForward: false }, depth + 1)
  const forward = { from: inner.forward?.from ?? found.from }
  if (ownWords > MAX_NOTE_WORDS) return { blocks: [...own, ...inner.blocks], dropped: inner.dropped, forward: null }
  const note: Removal[] = ownWords > 0 ? [{ what: 'cover note', detail: excerpt(own) }] : []
  return { blocks: inner.blocks, dropped: [...note, ...inner.dropped], forward }
}

/** A reply keeps what its writer wrote: above the thread, and between quoted lines below it. */
function keepReply(blocks: readonly Block[], lines: readonly BlockLine[], found: Break, own: Block[]): Settled {
  const below = sliceBlocks(blocks, lines[found.after], undefined)
  const answers =
    found.kind === 'attribution' && below.some((block) => block.quoted) ? below.filter((block) => !block.quoted) : []
  return { blocks: [...own, ...answers], dropped: [{ what: 'quoted thread', detail: excerpt(below) }], forward: null }
}

/** The first line at which a thread begins. */
function findBreak(lines: readonly BlockLine[], blocks: readonly Block[]): Break | null {
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '' || text.length > 400) continue
    const separator = isForwardLine(text) || isAppleForward(text) ? 'forward' : isOriginalLine(text) ? 'original' : null
    if (separator) return { kind: separator, at, ...readForwardHeader(lines, at + 1) }
    if (isFromLine(text) || isSubjectLine(text)) {
      const header = readForwardHeader(lines, at)
      if (header.after > at && header.complete) return { kind: 'original', at, ...header }
    }
    if (isAttribution(text) && continuesQuoted(lines, at, blocks))
      return { kind: 'attribution', at, after: at + 1, from: readSender(text) }
    // Gmail wraps the line `On … <address> wrote:` in two.
    const two = `${text} ${lines[at + 1]?.text ?? ''}`
    if (
      two.length < 400 &&
      /<[^<>\s]+@[^<>\s]+>?$|[,;]$/.test(text) &&
      isAttribution(two) &&
      continuesQuoted(lines, at + 1, blocks)
    )
      return { kind: 'attribution', at, after: at + 2, from: readSender(two) }
  }
  return null
}

/** Below `On … wrote:` stands a quote; or it ends the message of a program that quotes without marks. */
function continuesQuoted(lines: readonly BlockLine[], at: number, blocks: readonly Block[]): boolean {
  const next = lines[at + 1]
  if (!next) return false
  const own = blocks[lines[at]?.block ?? 0]
  return (blocks[next.block]?.quoted ?? false) || (own?.quoted ?? false) || /\d/.test(lines[at]?.text ?? '')
}

/** Reads the fields `From: … Sent: … To: … Subject: …` that programs put above what they forward. A memo has such lines too, but neither `Sent` nor an address. */
function readForwardHeader(
  lines: readonly BlockLine[],
  start: number,
): { after: number; from: Address | null; complete: boolean } {
  let from: Address | null = null
  let subject = false
  let sent = false
  let fields = 0
  let at = start
  let after = start
  for (; at < lines.length && at < start + MAX_FORWARD_HEADER_LINES; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '') continue
    if (!isFieldLine(text)) {
      // A long list of recipients or a subject is wrapped.
      if (fields > 0 && !subject && text.length < 200) continue
      break
    }
    fields++
    if (isFromLine(text)) from ??= readSender(text)
    if (isSubjectLine(text)) subject = true
    if (isSentLine(text)) sent = true
    after = at + 1
  }
  return { after, from, complete: subject && fields >= 3 && (from !== null || sent) }
}

/** Quotes in a text that is no reply are the release's own; those of a reply without a line above them are dropped. */
function tidyQuotes(blocks: readonly Block[], subject: { isReply: boolean }): Omit<Settled, 'forward'> {
  const own = blocks.filter((block) => !block.quoted)
  if (subject.isReply && own.length < blocks.length && countWords(own) > 0) {
    const quoted = blocks.filter((block) => block.quoted)
    return { blocks: own, dropped: [{ what: 'quoted thread', detail: excerpt(quoted) }] }
  }
  if (own.length === 0) return { blocks: blocks.map((block) => ({ ...block, quoted: false })), dropped: [] }
  const kept = blocks.map((block) => (block.quoted ? { ...quoteOf([block]), signature: block.signature } : block))
  return { blocks: kept, dropped: [] }
}
