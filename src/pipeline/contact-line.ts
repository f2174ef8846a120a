/** Tells the lines of which a contact block consists from the sentences of the copy. */
import {
  asks,
  headingLeads,
  headings,
  invitations,
  isMadeOfHeadings,
  posts,
  publicWords,
  scopes,
} from './contact-words.ts'
import { isPersonName } from './names.ts'
import { beginningOf, findPhrases, fold, keyOf, leadingPhrase, type Match, mayBegin } from './phrases.ts'
import { findReachable } from './reachable.ts'

/** A line of a contact block is a name, a post, an address, two or three numbers. */
const MAX_LENGTH = 240
/** A number with more words round it stands in a sentence. */
const MAX_WORDS = 9
/** `For more information, please contact Jane Doe, Press Officer, at …` */
const MAX_INVITATION_WORDS = 60
/** Words in lower case between those of a name or a post. */
const SMALL =
  /^(?:of|and|for|the|to|in|at|on|&|de|des|du|la|le|les|et|en|del|los|las|y|e|da|do|dos|das|di|della|dei|degli|für|der|die|den|dem|und|im|von|vom|zu|zur|van|voor|het|och|för|av|og|til|for|i|ja|ds|do|spraw|и|по|с|со|та|з|із|و|ve|və|üzrə)$/u
const FUNCTION_WORDS =
  /^[\s,(/|&–-]{0,3}(?:$|[,(/|&–-]|و\p{Script=Arabic}{2}|(?:of|and|for|to|at|in|de|des|du|et|en|del|y|e|da|do|di|della|für|der|und|im|bei|van|voor|och|för|av|og|til|ds|по|и|з|із|за)(?!\p{L}))/u

/** Whether the line is one of a contact block: numbers, addresses, a post, or words above them; not a sentence that holds a figure. */
export function isContactLine(text: string, _languages: readonly string[]): boolean {
  if (text.length > MAX_LENGTH * 2) return false
  // Most lines of the copy: nothing to call or write to, and too long for a post or a heading.
  if (text.length > 110 && !/[@\d＠\])}>]/.test(text)) return false
  if ((mayBegin(headingLeads, beginningOf(text)) && isContactHeading(text)) || isPost(text)) return true
  const found = findReachable(text).filter(({ kind, labelled }) => kind !== 'web' || labelled)
  if (found.length === 0) return false
  const tail = tailOf(text)
  if (tail !== null && isContactLine(tail, [])) return true
  return isInvitation(text) || (text.length <= MAX_LENGTH && wordsBeside(text, found) <= MAX_WORDS && !isSentence(text))
}

/** `Media contact:`, `Press office – Acme`, `Contact: Jane Doe`; with what stands behind it in the line. */
export function readContactHeading(
  text: string,
): { words: string; scope: string; rest: string; colon: boolean } | null {
  const colon = /[:：]/.exec(text.slice(0, 110))?.index ?? -1
  const head = (colon === -1 ? text : text.slice(0, colon)).trim()
  if (head.length > 110 || head === '') return null
  const folded = fold(head)
  const rest = colon === -1 ? '' : text.slice(colon + 1).trim()
  const found = { words: head, scope: '', rest, colon: colon !== -1 }
  const key = keyOf(folded)
  if (headings.whole.has(key) || isMadeOfHeadings(key)) return found
  const lead = leadingPhrase(headings, folded)
  if (lead === null) return null
  const scope = isAsk(folded.slice(lead.end)) ? '' : scopeOf(head.slice(lead.end))
  return scope === null ? null : { ...found, scope }
}

/** `, please contact` behind `For media enquiries`. */
function isAsk(behind: string): boolean {
  return behind.length < 60 && asks.whole.has(keyOf(behind))
}

/** So many sentences are tried for a heading behind them. */
const MAX_SENTENCES = 4

/** What stands from `Contact:` on, behind other sentences of the same line; null where the line holds none. */
export function tailOf(text: string): string | null {
  if (text.length > 500 || !/[:：@]|\d{3}/.test(text)) return null
  let tries = 0
  for (const { index, 0: gap } of text.matchAll(/[.!?]\s(?=\p{Lu})/gu)) {
    if (tries++ > MAX_SENTENCES) return null
    const tail = text.slice(index + gap.length)
    const heading = readContactHeading(tail)
    if (heading?.colon && heading.rest !== '') return tail
    if (asksAtItsEnd(text, index, tail)) return tail
  }
  return null
}

/** `Pictures are in the folder. For interviews ring Jane Doe on …`: nothing before the last sentence names anybody. */
function asksAtItsEnd(text: string, index: number, tail: string): boolean {
  if (!isInvitation(tail) || isAddressedToPublic(text) || readContactHeading(text) !== null) return false
  return findReachable(tail).length > 0 && findReachable(text.slice(0, index)).every(({ kind }) => kind === 'web')
}

/** Whether the line stands above contacts and says nothing else. */
function isContactHeading(text: string): boolean {
  if (text.length > MAX_LENGTH) return false
  const heading = readContactHeading(text)
  if (heading === null) return false
  if (heading.rest === '') return heading.colon || isPlain(heading.words)
  return heading.rest.split(/\s+/).length <= MAX_WORDS && !isSentence(heading.rest)
}

/** A sentence that tells journalists whom to ask. */
export function isInvitation(text: string): boolean {
  // `media@acme.example` begins with no cue.
  if (text.length > 700 || /^\S{1,64}@/.test(text)) return false
  const folded = fold(text.slice(0, 130))
  if (leadingPhrase(invitations, folded) !== null) return hasFewWords(text)
  const ask = leadingPhrase(asks, folded)
  const asked = findPhrases(asks, folded)
  if (PURPOSE.test(folded) && asked.some(({ phrase }) => phrase.length >= MIN_ASK))
    return hasFewWords(text) && !isAddressedToPublic(text)
  // `Any media inquiries and interview requests, please contact …`
  const [first] = asked
  if (first && first.start > 3 && first.phrase.length >= MIN_PLAIN_ASK && PRESS.test(folded.slice(0, first.start)))
    return hasFewWords(text)
  // `Jane Doe can be reached at …`
  const later = ask === null ? first : undefined
  if (later && later.start < 60 && isPersonName(text.slice(0, later.start).trim())) return hasFewWords(text)
  // `E-mail:` is a label.
  return (
    ask !== null &&
    ask.start < 3 &&
    hasFewWords(text) &&
    !/^\s?[:：.|]/.test(text.slice(ask.end)) &&
    text.split(/\s+/, 5).length > 4
  )
}

/** `For tickets and photographs please phone …` */
const PURPOSE =
  /^(?:for|if|für|bei|wenn|pour|si|para|per|se|voor|als|til|hvis|för|vid|om|jos|dla|для|за|по|якщо|если)\s/u
const MIN_ASK = 5
/** `please contact`: a wish, not a verb of the news. */
const MIN_PLAIN_ASK = 12
const PRESS = /press|media|medi[ae]n|prens|stampa|imprens|basın|прес|сми|медіа|صحف|إعلام|報道|広報/

const hasFewWords = (text: string): boolean =>
  text.split(/\s+/, MAX_INVITATION_WORDS + 1).length <= MAX_INVITATION_WORDS

/** For customers or callers, and nothing in the line says that it is for journalists. */
export function isAddressedToPublic(text: string): boolean {
  const folded = fold(text)
  const found = findPhrases(publicWords, folded)
  return (
    found.length > 0 &&
    findPhrases(posts, folded).length === 0 &&
    findPhrases(headings, folded).length === 0 &&
    !PRESS.test(folded)
  )
}

/** A line that is nothing but somebody's post or office, with or without the name before it. */
export function isPost(text: string): boolean {
  if (text.length > 110 || /[.!?:"“”]$|\d/.test(text)) return false
  if (text.split(/\s+/, 13).length > 12) return false
  const folded = fold(text)
  return findPhrases(posts, folded).some((post) => standsAsPost(text, folded, post))
}

function standsAsPost(text: string, folded: string, post: Match): boolean {
  const words = text.split(/[\s,|/–-]+/).filter((word) => word !== '')
  if (words.length > 10 || post.end - post.start < 3) return false
  const before = text.slice(0, post.start).trim()
  if (!FUNCTION_WORDS.test(folded.slice(post.end))) return false
  // After a name a post may be in small letters; else a line of small letters is a sentence.
  const named = /[,|–:-]$/.test(before)
  return words.every(
    (word) =>
      isCapital(word) ||
      SMALL.test(word.toLowerCase()) ||
      (named && text.indexOf(word) >= post.start) ||
      post.start === 0,
  )
}

const isCapital = (word: string): boolean => !/^\p{Ll}/u.test(word.replace(/^[^\p{L}\p{N}]+/u, ''))

/** One that no sub-heading of a story would read like. */
function isPlain(words: string): boolean {
  const key = keyOf(fold(words))
  return key.includes(' ') || key.length >= 6 || /[^\p{Script=Latin}]/u.test(key)
}

/** What a heading says of whom it is for: `for Acme`, `– Acme`; null where the line goes on otherwise. */
function scopeOf(behind: string): string | null {
  if (/^\s\p{Lu}{2,6}$/u.test(behind) || scopes.whole.has(keyOf(fold(behind)))) return ''
  const found =
    /^\s?(?:[–—|(,/-]\s?|(?:for|at|in|für|bei|der|des|pour|chez|de|du|para|per|di|voor|van|för|på|hos|til|dla|для|في)\s)(.{2,60}?)[)\s]*$/iu.exec(
      behind,
    )
  // `Пресс-служба банка «Жигули»`
  const scope = found?.[1]?.trim() ?? /^\s(?:\p{Ll}{2,20}\s){1,3}(«[^«»]{2,50}»)$/u.exec(behind)?.[1] ?? null
  if (scope === null) return null
  // `(24 hours)` says when, not whose.
  if (/^\d/.test(scope)) return ''
  return scope.split(/\s+/).length <= 6 && isCapital(scope) ? scope : null
}

function wordsBeside(text: string, found: readonly { start: number; end: number }[]): number {
  let beside = ''
  let at = 0
  for (const { start, end } of found) {
    beside += ` ${text.slice(at, Math.max(at, start))}`
    at = end
  }
  return `${beside} ${text.slice(at)}`.match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0
}

/** Small words that begin a line or end in a full stop make a sentence. */
function isSentence(text: string): boolean {
  const words = text.split(/\s+/)
  const small = words.filter((word) => /^\p{Ll}{2,}[,;]?$/u.test(word) && !SMALL.test(word.replace(/[,;]$/, ''))).length
  return small >= 4 || (small >= 2 && /[.!?]$/.test(text))
}
