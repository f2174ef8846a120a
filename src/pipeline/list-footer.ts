/** What the programs that run mailing lists add below each message that they pass on. */
import type { Block } from './block.ts'
import { linesOf, sliceBlocks } from './lines.ts'
import { isUnsubscribe } from './mail-phrases.ts'

/** Groups.io writes the longest: ten lines between two rules. */
const MAX_LINES = 24
/** A link of the longest list address, with its words. */
const MAX_LINE_LENGTH = 400
/** `press mailing list`, `Die Mailingliste presse`: with more words it is a sentence about one. */
const MAX_NAME_WORDS = 6

const RULE = /^[-_=~#*+–—]{5,100}$|^--$/
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
const WEB = /(?:https?:\/\/|www\.)\S{1,390}/gi
/** Seven digits or more are a telephone number: a footer of a list has none, a contact has. */
const TELEPHONE = /\+?\d(?:[\s()/.-]{0,3}\d){6,}/
const LIST_WEB =
  /(?:listinfo|mailman|postorius|hyperkitty|listserv|sympa|majordomo|subscri|unsub|archive|\/wa\.exe|\/wa\?|SUBED1=|[/.]lists?[./-]|[/.]groups\.|groups\.io)/i
/** Addresses that take orders of subscribers (RFC 2142 section 6, RFC 2369). */
const LIST_COMMAND =
  /^(?:.{1,60}[-+](?:leave|request|unsubscribe|subscribe|help|owner|off|signoff|digest)|listserv|majordomo|sympa|mailman|listmaster|postmaster)(?:\+.{0,60})?@/i
const LIST_HOST = /@(?:lists?|listserv|groups|mailman|ml|googlegroups)\./i
const LIST_WORDS =
  /\bmailing[ -]?list|mailing-?lij?st|\bmailinglist|liste de diffusion|lista de (?:correo|distribuci[oó]n|discuss)|lista di (?:distribuzione|discussione)|e?-?postlist|lista (?:dyskusyjna|mailingowa)|sähköpostilist|список рассылки|メーリングリスト/iu
const LIST_PROGRAM =
  /\bgoogle[ -]?(?:groups|groupes|gruppi|groepen|grupper)|\bgrupos (?:de|do) google|\bgroups\.io\b|\byahoo!? ?groups|\blistserv\b|subscribed to (?:the|this) .{1,80} (?:list|group|forum)|unsubscribe from (?:the|this) .{0,80}(?:list|group|forum)\b|^to unsubscribe, (?:e-?mail|send)/i
const MANNERS =
  /\bfor more options,? visit|for additional commands|view\/reply online|\bmute (?:this topic|#)|\bgroup owner\b|\byour subscription\b|to (?:post|send (?:a )?messages?) to (?:this|the)|to (?:view|read) this (?:discussion|message|topic)|visit (?:this|the) group|list archives?|with (?:a|the) subject of/i
/** The name of the list, from how footers give it. */
const NAMES = [
  /([\w.-]{2,60})["'”]? mailing[ -]?list/gi,
  /(?:mailing-?list[ea]?|liste de diffusion|lista de (?:correo|distribuci[oó]n)|lista di (?:distribuzione|discussione)) ["'“„«]?([\w.-]{2,60})/gi,
  /listinfo(?:\.cgi)?\/([\w.-]{2,60})/gi,
  /([\w.-]{2,60}?)[-+](?:leave|request|unsubscribe|subscribe|owner)@/gi,
]

/** The blocks without the footer of a mailing list at their end, and its words; null: there is none. */
export function cutListFooter(blocks: readonly Block[]): { blocks: Block[]; footer: string | null } {
  const lines = linesOf(blocks)
  let from = lines.length
  for (let at = lines.length - 1; at >= 0 && at >= lines.length - MAX_LINES; at--) {
    const text = lines[at]?.text ?? ''
    const after = lines[at + 1]?.text ?? ''
    // A footer begins with a rule, or with its own words where a program took that for a signature's.
    if (!RULE.test(text) && !LIST_PROGRAM.test(text) && !isCutInTwo(text, after)) continue
    if (isFooter(lines.slice(at).map((line) => line.text))) from = at
  }
  if (from === lines.length) return { blocks: [...blocks], footer: null }
  const footer = lines
    .slice(from)
    .map((line) => line.text)
    .filter((text) => !RULE.test(text))
    .join(' ')
  return { blocks: from === 0 ? [] : sliceBlocks(blocks, lines[0], lines[from]), footer }
}

/** Every line must be of a footer, so that no contact or boilerplate that stands beside a word such as "unsubscribe" goes with it. */
function isFooter(lines: readonly string[]): boolean {
  const names = namesIn(lines.join('\n'))
  let certain = false
  let before = ''
  for (const [at, line] of lines.entries()) {
    if (line === '' || RULE.test(line)) continue
    const kind = kindOf(line, { before, after: lines[at + 1] ?? '' }, names)
    if (kind === null) return false
    if (kind === 'certain') certain = true
    before = line
  }
  return certain
}

function kindOf(
  line: string,
  { before, after }: { before: string; after: string },
  names: ReadonlySet<string>,
): 'certain' | 'fitting' | null {
  if (line.length > MAX_LINE_LENGTH) return null
  const links = line.match(WEB) ?? []
  const addresses = line.replace(WEB, '').match(ADDRESS) ?? []
  const words = line.replace(WEB, '').replace(ADDRESS, '')
  if (TELEPHONE.test(words)) return null
  const orders = links.some((link) => LIST_WEB.test(link)) || addresses.some((address) => LIST_COMMAND.test(address))
  if (orders || LIST_PROGRAM.test(line) || isCutInTwo(line, after) || isCutInTwo(before, line)) return 'certain'
  if (!addresses.every((address) => isOfList(address, names))) return null
  if (LIST_WORDS.test(words) && (words.match(/[\p{L}\p{N}]+/gu) ?? []).length <= MAX_NAME_WORDS) return 'certain'
  if (isUnsubscribe(line) || MANNERS.test(line)) return 'fitting'
  const bare = !/[\p{L}\p{N}]/u.test(words)
  if (bare && (addresses.length > 0 || before.endsWith(':'))) return 'fitting'
  // The rest of a sentence that was wrapped.
  return before !== '' && !/[.!?:]$/.test(before) && /^[\p{Ll}"'“„«<(]/u.test(line) ? 'fitting' : null
}

/** Whether what only both lines together say is a list program's: `… subscribed to the Google` and `Groups "press" group.` */
function isCutInTwo(line: string, after: string): boolean {
  if (line.length + after.length > MAX_LINE_LENGTH || /[.!?:]$/.test(line)) return false
  return LIST_PROGRAM.test(`${line} ${after}`) && !LIST_PROGRAM.test(line) && !LIST_PROGRAM.test(after)
}

function isOfList(address: string, names: ReadonlySet<string>): boolean {
  return LIST_COMMAND.test(address) || LIST_HOST.test(address) || names.has(address.split('@')[0]?.toLowerCase() ?? '')
}

function namesIn(footer: string): Set<string> {
  const names = new Set<string>()
  for (const pattern of NAMES) for (const found of footer.matchAll(pattern)) names.add((found[1] ?? '').toLowerCase())
  return names
}
