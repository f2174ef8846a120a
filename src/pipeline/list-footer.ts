/**
 * What the programs that run mailing lists add below each message that they pass on. What is cut here is in no draft and in no fingerprint,
 * so a footer is one only where nothing stands in it but phrases that such programs write: one word more and it is copy.
 */
import type { Block } from './block.ts'
import { type BlockLine, countWords, linesOf, sliceBlocks } from './lines.ts'

/** Groups.io writes the longest: ten lines between two rules. */
const MAX_LINES = 24
/** A link of the longest list address, with its words. */
const MAX_LINE_LENGTH = 400

const RULE = /^[-_=~#*+–—]{5,100}$|^--$/
const LIST_WEB =
  /listinfo|mailman|postorius|hyperkitty|listserv|sympa|majordomo|subscri|unsub|archive|\/wa\.exe|\/wa\?|SUBED1=|[/.]lists?[./-]|[/.]groups\.|groups\.io/i
/** Addresses that take orders of subscribers (RFC 2142 section 6, RFC 2369). */
const LIST_COMMAND =
  /^(?:.{1,60}[-+](?:leave|request|unsubscribe|subscribe|help|owner|off|signoff|digest)|listserv|majordomo|sympa|mailman|listmaster|postmaster)(?:\+.{0,60})?@/i
const LIST_HOST = /@(?:lists?|listserv|groups|mailman|ml|googlegroups)\./i

const ADDRESS = String.raw`<?[\w.!#$%&'*+/=?^{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}>?`
const WEB = String.raw`<?(?:https?:\/\/|www\.)[^\s<>]{1,390}>?`
const NAME = String.raw`["'“”„«]?[\p{L}\p{N}._-]{2,60}["'“”»]?`
const LIST =
  '(?:mailing[ -]?list[ea]?|mailing-?lij?st|liste de diffusion|lista de (?:correo|distribuci[oó]n|discuss[aã]o)|lista di (?:distribuzione|discussione))'

/** `A`, `W` and `N` stand for an address, a link and the name of a list. */
const phrase = (words: string): RegExp =>
  new RegExp(
    `(?:${words.replace(/\b[AWN]\b/g, (slot) => ({ A: `(?<address>${ADDRESS})`, W: `(?<web>${WEB})`, N: `(?<name>${NAME})` })[slot] ?? slot)})[.]?(?: |$)`,
    'iuy',
  )

/** Each says by itself that this is the footer of a list. */
const CERTAIN = [
  `N ${LIST}`,
  `(?:die |la )?${LIST} N`,
  `you (?:received|receive|are receiving) this (?:message|e-?mail) because you(?: are|'re| have) subscribed to the (?:google groups )?N (?:group|list|mailing list|forum)`,
  'to unsubscribe from this (?:group|list|forum)(?: and stop receiving e-?mails from it)?, send an e-?mail to A',
  'to unsubscribe from the N list(?:,? click the following link|,? visit)?:? W',
  `to unsubscribe,? (?:send (?:an |a blank )?e-?mail to|e-?mail(?: to)?):? A(?: with (?:a|the) subject of ["'“]?unsubscribe["'”]?)?`,
  'groups\\.io links:(?: you receive all messages sent to this group)?',
  'sie erhalten diese nachricht, weil sie in google groups e-?mails von der gruppe N abonniert haben',
  'wenn sie sich von dieser gruppe abmelden und keine e-?mails mehr von dieser gruppe erhalten möchten, senden sie eine e-?mail an A',
].map(phrase)

/** What stands beside them. */
const FITTING = [
  '(?:to (?:view|read) this (?:discussion|message|topic)(?: on the web)?|for more options|visit this group),? (?:visit|at) W',
  'to (?:post|send (?:a )?messages?) to this (?:group|list),? send (?:an )?e-?mail to:? A',
  String.raw`(?:view\/reply online|mute this topic|mute #\w{1,40}|unsubscribe|subscribe|list archives?)(?: \(#\d{1,9}\))?: W(?: \[[^\s\[\]]{1,200}\])?`,
  '(?:group owner|for additional commands, e-?mail|trouble\\? contact):? A',
  'A',
  'W',
].map(phrase)

/** The blocks without the footer of a mailing list at their end, and its words; null: there is none. */
export function cutListFooter(blocks: readonly Block[]): { blocks: Block[]; footer: string | null } {
  const lines = linesOf(blocks)
  let from = lines.length
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - MAX_LINES; at--) {
    const line = lines[at]
    if (line === undefined || line.text.length > MAX_LINE_LENGTH) break
    if (opensFooter(line, blocks) && isFooter(wordsOf(lines.slice(at)))) from = at
  }
  const above = from === lines.length ? [] : sliceBlocks(blocks, lines[0], lines[from])
  // A message of nothing but a footer says so itself.
  if (countWords(above) === 0) return { blocks: [...blocks], footer: null }
  return { blocks: above, footer: wordsOf(lines.slice(from)) }
}

/** A footer begins with a rule; one of `--` was taken for that of a signature. */
function opensFooter({ text, block, line }: BlockLine, blocks: readonly Block[]): boolean {
  return RULE.test(text) || (line === 0 && blocks[block]?.signature === true)
}

/** The lines as one, as some were wrapped, without the rules. */
function wordsOf(lines: readonly BlockLine[]): string {
  return lines
    .flatMap((line) => line.text.split(/\s+/))
    .filter((word) => word !== '' && !RULE.test(word))
    .join(' ')
}

/** Whether the words are phrases of list programs from the first to the last, one of them certain, about one list. */
function isFooter(words: string): boolean {
  const found: Slots[] = []
  let certain = false
  for (let at = 0; at < words.length; ) {
    const next = readPhrase(CERTAIN, words, at)
    const read = next ?? readPhrase(FITTING, words, at)
    if (read === null) return false
    if (next !== null) certain = true
    found.push(read.slots)
    at = read.end
  }
  return certain && areOfOneList(found)
}

interface Slots {
  name?: string
  address?: string
  web?: string
}

function readPhrase(phrases: readonly RegExp[], words: string, at: number): { slots: Slots; end: number } | null {
  for (const pattern of phrases) {
    pattern.lastIndex = at
    const match = pattern.exec(words)
    if (match) return { slots: match.groups ?? {}, end: at + match[0].length }
  }
  return null
}

/** A list's name stands in an address or a link of it, so that `Mailing list closed` names none; other addresses are of people. */
function areOfOneList(found: readonly Slots[]): boolean {
  const addresses = found.flatMap(({ address }) => address?.toLowerCase().replace(/[<>]/g, '') ?? [])
  const webs = found.flatMap(({ web }) => web?.toLowerCase() ?? [])
  const names = found.flatMap(({ name }) => name?.toLowerCase().replace(/["'“”„«»]/g, '') ?? [])
  const places = [...addresses.map((address) => address.split('@')[0] ?? ''), ...webs]
  return (
    names.every((name) => places.some((place) => place.split(/[/?=&#+]/).some((piece) => isOf(piece, name)))) &&
    webs.every((web) => LIST_WEB.test(web)) &&
    addresses.every(
      (address) => LIST_COMMAND.test(address) || LIST_HOST.test(address) || names.includes(address.split('@')[0] ?? ''),
    )
  )
}

/** `press-list`, or an address for its commands such as `press-list-leave`. */
function isOf(piece: string, name: string): boolean {
  return piece === name || (piece.startsWith(`${name}-`) && LIST_COMMAND.test(`${piece}@`))
}
