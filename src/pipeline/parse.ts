/**
 * The only home of mailparser: octets in, the parts of the message out.
 *
 * mailparser is used for what it does well (splitting, header fields, transfer decoding, addresses). Its joining of
 * text parts is switched off: it decodes by label alone, and `text` and `html` as it joins them lose which part was an
 * alternative of which. Every leaf therefore arrives as bytes, and `structure.ts` lays the parts out.
 */
import { type AttachmentStream, type Headers, MailParser, type MessageText, parseAddressHeader } from 'mailparser'
import type { Address, QuarantineReason } from './draft.ts'
import { type Head, readHead } from './head.ts'
import { decodeFieldBody, decodeOctets } from './header.ts'
import { withoutDirections } from './storable.ts'
import type { Leaf, MimeNode, PartHeaders } from './structure.ts'

/** A release with its photos fits in 25 MiB, the common limit of senders; above 50 MiB the reader's memory is at risk. */
export const MAX_MESSAGE_BYTES = 50 * 1024 * 1024
/** Real header sections are under 64 KiB even after ten hops; address parsing takes 190 ms at 1 MiB. */
const MAX_HEAD_BYTES = 256 * 1024
/** A newsletter with every image inline has about 80 parts; each part costs a stream. */
const MAX_PARTS = 500
/** The deepest real mail seen (a forward of a signed forward) nests 9 deep. */
const MAX_MIME_DEPTH = 30
/** A release goes to lists, not to thousands in To; each address costs the parser. */
const MAX_ADDRESSES = 1000
/** Attachments are kept whole in the reader's memory until they are staged. */
const MAX_ATTACHMENT_BYTES = 40 * 1024 * 1024

const PIECE_BYTES = 64 * 1024

/** RFC 5321 §4.5.3.1: 64 for the mailbox, 255 for the domain. */
const MAX_ADDRESS_LENGTH = 320
/** A name is shown in every list. */
const MAX_NAME_LENGTH = 200

const ADDRESS_FIELDS = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'] as const

/** A message taken apart; nothing is judged yet. */
export interface Mail {
  head: Head
  tree: MimeNode
  leaves: Map<PartHeaders, Leaf>
  /** Everything below the header section, as it came. */
  body: Uint8Array
}

interface Unread {
  reason: QuarantineReason
  detail: string
  head: Head
}

/** Takes a message apart within the limits above. A message beyond them comes back as an `Unread`, with the header as far as it could be read. */
export async function parse(source: Uint8Array): Promise<Mail | Unread> {
  const headBytes = headLength(source)
  if (source.length > MAX_MESSAGE_BYTES) {
    const detail = `The message has ${mebibytes(source.length)} MiB; the limit is ${mebibytes(MAX_MESSAGE_BYTES)}.`
    return { reason: 'too-large', detail, head: await parseHead(source) }
  }
  if (headBytes > MAX_HEAD_BYTES) {
    const detail = `The header section is over ${MAX_HEAD_BYTES / 1024} KiB.`
    return { reason: 'headers-too-large', detail, head: await parseHead(source) }
  }

  const run = await runParser(source)
  const head = readRun(run)
  if (run.failure !== null) return { ...explainFailure(run), head }
  const crowded = ADDRESS_FIELDS.find((field) => countAddresses(run.headers, field) > MAX_ADDRESSES)
  if (crowded)
    return { reason: 'too-many-addresses', detail: `The field ${crowded} names over ${MAX_ADDRESSES} addresses.`, head }
  if (run.tree === null) return { reason: 'unreadable', detail: 'There is no message in these bytes.', head }
  return { head, tree: run.tree, leaves: run.leaves, body: source.subarray(headBytes) }
}

/** The header section alone, cut at the limit, of a message that is not going to be parsed. */
export async function parseHead(source: Uint8Array): Promise<Head> {
  return readRun(await runParser(source.subarray(0, Math.min(headLength(source), MAX_HEAD_BYTES / 2))))
}

interface Run {
  headers: Headers
  headerLines: readonly { key: string; line: string }[]
  tree: MimeNode | null
  leaves: Map<PartHeaders, Leaf>
  /** Counted only where it failed. */
  parts: number
  failure: Error | null
}

function runParser(source: Uint8Array): Promise<Run> {
  const parser = new MailParser({
    maxHeadSize: MAX_HEAD_BYTES,
    maxChildNodes: MAX_PARTS,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: false,
    // An inline message/rfc822 is one part (RFC 2046 section 5.2.1); dissolved into the outer message it would lose its header.
    ignoreEmbedded: true,
  })
  // Not in mailparser's types: the types it keeps for its own joined text. With none, every leaf is emitted as bytes.
  Object.assign(parser, { textTypes: [] })

  const run: Run = { headers: new Map(), headerLines: [], tree: null, leaves: new Map(), parts: 0, failure: null }
  const { promise, resolve } = Promise.withResolvers<Run>()
  let open = 1
  const closeOne = () => {
    if (--open === 0) resolve({ ...run, tree: treeOf(parser) })
  }
  const fail = (error: Error) => {
    parser.removeAllListeners('data')
    resolve({ ...run, tree: treeOf(parser), parts: countParts(parser), failure: error })
  }
  parser.on('headers', (headers) => {
    run.headers = headers
  })
  parser.on('headerLines', (lines) => {
    run.headerLines = lines
  })
  parser.on('data', (part: AttachmentStream | MessageText) => {
    if (part.type !== 'attachment') return
    if (depthOf(part) > MAX_MIME_DEPTH) return fail(new TooDeep())
    open++
    run.leaves.set(part.headers, collect(part, closeOne, fail))
  })
  parser.on('error', fail)
  parser.on('end', closeOne)
  void feed(parser, source)
  return promise
}

/** In pieces: given whole, a large message lies in the parser's buffers several times over. */
async function feed(parser: MailParser, source: Uint8Array): Promise<void> {
  for (let at = 0; at < source.length; at += PIECE_BYTES) {
    const room = parser.write(source.subarray(at, at + PIECE_BYTES))
    if (!room) await new Promise<void>((resolve) => parser.once('drain', resolve))
  }
  parser.end()
}

/** Fills a leaf from its stream; over the limit the bytes are dropped and only counted. */
function collect(part: AttachmentStream, done: () => void, fail: (error: Error) => void): Leaf {
  const leaf: Leaf = {
    type: part.contentType,
    filename: part.filename ?? null,
    contentId: part.cid ?? null,
    related: part.related ?? false,
    chunks: [],
    size: 0,
  }
  part.content.on('data', (chunk: Uint8Array) => {
    leaf.size += chunk.length
    if (leaf.size <= MAX_ATTACHMENT_BYTES) leaf.chunks.push(chunk)
    else leaf.chunks.length = 0
  })
  part.content.on('end', () => {
    part.release?.()
    done()
  })
  part.content.on('error', fail)
  return leaf
}

class TooDeep extends Error {}

function explainFailure(run: Run): { reason: QuarantineReason; detail: string } {
  if (run.failure instanceof TooDeep)
    return { reason: 'too-many-parts', detail: `The parts are nested deeper than ${MAX_MIME_DEPTH} levels.` }
  if (isLimitError(run.failure)) {
    return run.parts > MAX_PARTS
      ? { reason: 'too-many-parts', detail: `The message has over ${MAX_PARTS} parts.` }
      : { reason: 'headers-too-large', detail: `The header section of a part is over ${MAX_HEAD_BYTES / 1024} KiB.` }
  }
  return {
    reason: 'unreadable',
    detail: `The message breaks off in a way that cannot be read: ${run.failure?.message}`,
  }
}

/** mailsplit marks its limits so. */
function isLimitError(error: Error | null): boolean {
  return error !== null && 'code' in error && error.code === 'EMAXLEN'
}

function readRun(run: Run): Head {
  return readHead(run.headerLines, run.headers.get('content-type'), readAddresses)
}

function readAddresses(octets: string): Address[] {
  return parseAddressHeader(decodeOctets(octets), { flatten: true })
    .value.filter((one) => one.address || one.name)
    .map((one) => ({
      address: (one.address ?? '').slice(0, MAX_ADDRESS_LENGTH),
      name:
        withoutDirections(one.name.includes('=?') ? decodeFieldBody(one.name) : one.name).slice(0, MAX_NAME_LENGTH) ||
        null,
    }))
}

function countAddresses(headers: Headers, field: string): number {
  const value = headers.get(field)
  const lists = Array.isArray(value) ? value : [value]
  let count = 0
  for (const list of lists) {
    if (typeof list !== 'object' || !('value' in list) || !Array.isArray(list.value)) continue
    for (const one of list.value) count += one.group ? one.group.length : 1
  }
  return count
}

/** Length of the header section: up to the first empty line, or all of it. */
function headLength(source: Uint8Array): number {
  for (let at = source.indexOf(0x0a); at !== -1; at = source.indexOf(0x0a, at + 1)) {
    if (source[at + 1] === 0x0a) return at + 2
    if (source[at + 1] === 0x0d && source[at + 2] === 0x0a) return at + 3
  }
  return source.length
}

function depthOf(part: AttachmentStream): number {
  return part.partId ? part.partId.split('.').length : 0
}

/** How many parts mailsplit, inside mailparser, had met when it stopped; its error for parts and for headers is the same. */
function countParts(parser: MailParser): number {
  const splitter = 'splitter' in parser ? parser.splitter : null
  const counted = typeof splitter === 'object' && splitter !== null && 'nodeCounter' in splitter
  return counted ? Number(splitter.nodeCounter) : 0
}

/** mailparser keeps the tree of parts as a plain property that its types leave out. */
function treeOf(parser: MailParser): MimeNode | null {
  return 'tree' in parser && parser.tree ? (parser.tree as MimeNode) : null
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1)
}
