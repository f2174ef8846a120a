/** What of a message is the release, and what is mail around it: threads, forwards, cover notes, signatures, list footers, end marks. */
import type { Block } from './blocks.ts'
import type { Address, Removal } from './draft.ts'
import { type BlockLine, countWords, cutLines, linesOf, sliceBlocks } from './lines.ts'
import { isAppleForward, isAttribution, isDeviceLine, isDisclaimer, isEndMark, isFieldLine, isFooterText, isForwardLine, isFromLine, isGreeting, isOriginalLine, isSentLine, isSubjectLine, isValediction, readSender } from './mail-phrases.ts'
import { quoteOf } from './blocks.ts'

/** A colleague who forwards a release adds a line or two; above this the note is copy too and is kept. */
const MAX_NOTE_WORDS = 60
/** Name, post, address, three numbers and a slogan. */
const MAX_SIGNATURE_WORDS = 80
/** A forward of a forward of a forward. */
const MAX_FORWARDS = 3
/** A header block of a forward has at most this many lines between From and Subject. */
const MAX_FORWARD_HEADER_LINES = 9

export interface Settled {
  blocks: Block[]
  dropped: Removal[]
  /** Who wrote what was forwarded, where the message is a forward; `null` in it where the forward does not say. */
  forward: { from: Address | null } | null
}

/** `subject` tells a reply from a forward (see `headline.ts` for its prefixes). */
export function settleThread(blocks: readonly Block[], subject: { isReply: boolean; isForward: boolean }): Settled {
  const threaded = cutThread(blocks, subject, 0)
  const dropped = [...threaded.dropped]
  let body = threaded.blocks
  for (const cut of [cutListFooter, cutDisclaimer, cutSignature, cutDevice, cutCoverNote]) {
    const result = cut(body)
    if (result === null) continue
    body = result.blocks
    dropped.push(result.dropped)
  }
  return { blocks: trimRules(body.map(dropEndMarks).filter((block) => block !== null)), dropped, forward: threaded.forward }
}

interface Cut {
  blocks: Block[]
  dropped: Removal
}

interface Break {
  kind: 'forward' | 'original' | 'attribution'
  at: number
  /** Index of the first line after the header of what is quoted. */
  after: number
  from: Address | null
}

function cutThread(blocks: readonly Block[], subject: { isReply: boolean; isForward: boolean }, depth: number): Settled {
  const lines = linesOf(blocks)
  const found = findBreak(lines, blocks)
  if (!found || depth >= MAX_FORWARDS) return { blocks: tidyQuotes(blocks, subject), dropped: [], forward: null }
  const own = sliceBlocks(blocks, lines[0], lines[found.at])
  const rest = sliceBlocks(blocks, lines[found.after], undefined).map((block) => ({ ...block, quoted: false }))
  const ownWords = countWords(own.filter((block) => !block.signature))
  const isForward = !subject.isReply && (found.kind === 'forward' || subject.isForward || ownWords === 0)
  if (isForward && countWords(rest) > 0) return keepForward(own, ownWords, rest, found, depth)
  const reply = keepReply(blocks, lines, found, own)
  if (countWords(reply.blocks) === 0) return { blocks: tidyQuotes(blocks, subject), dropped: [], forward: null }
  // Without a sign of a reply, a short text above may be a note and what is below the release: nothing is dropped.
  if (!subject.isReply && ownWords < MAX_NOTE_WORDS && countWords(rest) > ownWords * 3) return { blocks: [...own, ...rest], dropped: [], forward: null }
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
  const answers = found.kind === 'attribution' && below.some((block) => block.quoted) ? below.filter((block) => !block.quoted) : []
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
    if (isAttribution(text) && continuesQuoted(lines, at, blocks)) return { kind: 'attribution', at, after: at + 1, from: readSender(text) }
    // Gmail wraps the line `On … <address> wrote:` in two.
    const two = `${text} ${lines[at + 1]?.text ?? ''}`
    if (two.length < 400 && /<[^<>\s]+@[^<>\s]+>?$|[,;]$/.test(text) && isAttribution(two) && continuesQuoted(lines, at + 1, blocks)) return { kind: 'attribution', at, after: at + 2, from: readSender(two) }
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
function readForwardHeader(lines: readonly BlockLine[], start: number): { after: number; from: Address | null; complete: boolean } {
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
function tidyQuotes(blocks: readonly Block[], subject: { isReply: boolean }): Block[] {
  const own = blocks.filter((block) => !block.quoted)
  if (subject.isReply && own.length > 0 && own.length < blocks.length && countWords(own) > 0) return own
  if (own.length === 0) return blocks.map((block) => ({ ...block, quoted: false }))
  return blocks.map((block) => (block.quoted ? { ...quoteOf([block]), signature: block.signature } : block))
}

/** A block is in the signature where its program says so, or where it stands below the line `--` (RFC 3676 section 4.3) near the end. */
function cutSignature(blocks: Block[]): Cut | null {
  const mark = blocks.findLastIndex((block) => /^--\s?$/.test(block.text))
  if (mark > 0 && countWords(blocks.slice(mark)) <= MAX_SIGNATURE_WORDS) return { blocks: blocks.slice(0, mark), dropped: { what: 'signature', detail: excerpt(blocks.slice(mark + 1)) } }
  const kept = blocks.filter((block) => !block.signature)
  const cut = blocks.filter((block) => block.signature)
  if (cut.length === 0 || countWords(kept) < countWords(cut)) return null
  return { blocks: kept, dropped: { what: 'signature', detail: excerpt(cut) } }
}

/** What a telephone adds. */
function cutDevice(blocks: Block[]): Cut | null {
  const last = blocks.at(-1)
  if (!last || blocks.length < 2 || !isDeviceLine(last.text)) return null
  return { blocks: blocks.slice(0, -1), dropped: { what: 'signature', detail: last.text } }
}

/** Mailman and others add a rule and the list's address below the text. */
function cutListFooter(blocks: Block[]): Cut | null {
  const lines = linesOf(blocks)
  for (let at = lines.length - 1; at >= 0 && at > lines.length - 16; at--) {
    const text = lines[at]?.text ?? ''
    const rest = lines.slice(at).map((line) => line.text).join(' ')
    const ruled = /^[_=~-]{5,}$/.test(text)
    if ((!ruled && !/^you received this message because/i.test(text)) || !isFooterText(rest) || at === 0) continue
    return { blocks: sliceBlocks(blocks, lines[0], lines[at]), dropped: { what: 'list footer', detail: rest.replace(/^[_=~-]+\s*/, '') } }
  }
  return null
}

function cutDisclaimer(blocks: Block[]): Cut | null {
  const last = blocks.at(-1)
  if (!last || blocks.length < 3 || !isDisclaimer(last.text)) return null
  return { blocks: blocks.slice(0, -1), dropped: { what: 'signature', detail: last.text } }
}

/** `Dear editor … Kind regards, Sam` above a release that goes on below. */
function cutCoverNote(blocks: Block[]): Cut | null {
  if (!isGreeting(blocks[0]?.text ?? '')) return null
  const end = blocks.findIndex((block, index) => index < 7 && block.text.split('\n').some(isValediction))
  if (end === -1) return null
  const note = blocks.slice(0, end + 1)
  const rest = blocks.slice(end + 1)
  if (countWords(note) > MAX_NOTE_WORDS * 1.5 || countWords(rest) < MAX_NOTE_WORDS || (blocks[end]?.text.split('\n').length ?? 0) > 5) return null
  return { blocks: rest, dropped: { what: 'cover note', detail: excerpt(note) } }
}

/** The mark that ends a release goes; what follows it stays. */
function dropEndMarks(block: Block): Block | null {
  if (block.kind === 'table' || block.kind === 'pre' || block.kind === 'list') return block
  const lines = block.text.split('\n')
  return lines.some(isEndMark) ? cutLines(block, (line) => !isEndMark(lines[line] ?? '')) : block
}

/** Rules divide what stands above from what stands below; at the ends they divide nothing. */
function trimRules(blocks: readonly Block[]): Block[] {
  const first = blocks.findIndex((block) => block.kind !== 'rule')
  const last = blocks.findLastIndex((block) => block.kind !== 'rule')
  return first === -1 ? [] : blocks.slice(first, last + 1)
}

function excerpt(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join(' ').replace(/\s+/g, ' ').trim().slice(0, 200)
}
