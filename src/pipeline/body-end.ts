/** Finds where the copy ends: at the first mark, heading or contact below which nothing is copy any more. */
import { isAddressedToPublic, isInvitation, isPost } from './contact-line.ts'
import { copyBelow, countWords, MAX_COPY_BELOW } from './copy-below.ts'
import type { FootLines } from './foot-lines.ts'
import { isValediction } from './mail-phrases.ts'
import type { Marker } from './markers.ts'
import { isOrganisation, isPersonName } from './names.ts'
import { aboveProfile, isNameAboveProfile, isProfile } from './own-profile.ts'
import { isUpper } from './read-end-mark.ts'
import type { SheetLine } from './sheet.ts'
import { aboveSignOff } from './sign-off.ts'

/** Below a source or a credit, which may stand among the copy. */
const MAX_COPY_BELOW_LINE = 6
/** So many headings are tried, for a hostile page has thousands. */
const MAX_TRIES = 60
/** Name, post, organisation and street stand above the first number. */
const MAX_LINES_TO_NUMBER = 7
const MAX_SIGNATURE_WORDS = 60
const MAX_LINES_ABOVE = 4
const MAX_LINES_OF_NAMES = 14
const MAX_LEAD = 120
const MAX_INVITATION = 200
const MAX_HEADING_WORDS = 8

/** The line after the last one of the copy, which begins at `start`. */
export function findBodyEnd(read: FootLines, start: number): number {
  const { lines } = read.sheet
  let tries = 0
  for (let at = start + 1; at < lines.length && tries < MAX_TRIES; at++) {
    const line = lines[at]
    if (!line || !mayEnd(read, line)) continue
    tries++
    if (endsCopy(read, at)) return aboveAll(read, start, startOfRun(read, start, at))
  }
  return aboveAll(read, start, lines.length)
}

/** Above what leads to contacts, the profiles above that, and what leads to them. */
function aboveAll(read: FootLines, start: number, end: number): number {
  const at = above(read, start, end)
  const profile = aboveProfile(read, start, at)
  return profile < at ? above(read, start, profile) : at
}

function above(read: FootLines, start: number, end: number): number {
  const { sheet, languages } = read
  let at = end
  while (at > start + 1 && (isNoCopy(read, at - 1) || (at < sheet.lines.length && leadsDown(read, at - 1)))) at--
  return aboveSignOff(sheet, start, at, languages)
}

/** A row of signs, or who is to be asked and cannot be reached. */
function isNoCopy({ marks }: FootLines, at: number): boolean {
  const kind = marks[at]?.kind
  return kind === 'rule' || kind === 'contact' || kind === 'invitation'
}

/** A heading of what stands below it. */
function leadsDown({ sheet }: FootLines, at: number): boolean {
  const { text = '', level = 0 } = sheet.lines[at] ?? {}
  if (text.length > MAX_LEAD || /[.!?。！？"”»」]$/.test(text)) return false
  return /[:：]$/.test(text) || ((level > 0 || isUpper(text)) && text.split(/\s+/).length <= MAX_HEADING_WORDS)
}

function mayEnd(read: FootLines, line: SheetLine): boolean {
  if (read.marks[line.index]) return true
  if (
    line.text.length <= 240 &&
    ((read.isReachable(line.index) && read.isContact(line.index)) ||
      (line.text.length < 80 && isValediction(line.text)))
  )
    return true
  return isProfile(read, line) || isNameAboveProfile(read, line)
}

function endsCopy(read: FootLines, at: number): boolean {
  const mark = read.marks[at] ?? null
  switch (mark?.kind) {
    case 'end':
      return mark.sure || (isApart(read, at) && copyBelow(read, at) <= MAX_COPY_BELOW)
    case 'notes':
      return true
    case 'rule':
      return nextMark(read, at) !== null && copyBelow(read, at) <= MAX_COPY_BELOW
    case 'about':
      return (
        (mark.sure || nextMark(read, at)?.kind !== 'rule') &&
        copyBelow(read, at) <= mayBeBelow(mark) &&
        !isTopic(read, mark, at)
      )
    case 'contact':
    case 'invitation':
      // A heading at the start of a paragraph goes on with nothing.
      if (!(mark.kind === 'contact' && read.sheet.lines[at]?.first) && continuesSentence(read, at)) return false
      if (leadsToNumber(read, at)) return copyBelow(read, at) <= MAX_COPY_BELOW
      if (mark.kind === 'invitation' && isLastLine(read, at)) return true
      return (
        (leadsToLinks(read, at) || (mark.kind === 'contact' && leadsToNames(read, at))) && copyBelow(read, at) === 0
      )
    case 'below':
      return copyBelow(read, at) <= (mark.rest === '' ? MAX_COPY_BELOW : MAX_COPY_BELOW_LINE)
    case 'full':
    case 'service':
    case 'legal':
    case 'remarks':
      return copyBelow(read, at) <= MAX_COPY_BELOW
    default:
      return endsByItself(read, at)
  }
}

/** A paragraph of its own, below a sentence that has ended. */
function isApart({ sheet }: FootLines, at: number): boolean {
  const line = sheet.lines[at]
  return line?.first === true && line.last && /[.!?…]["”“»’')]?$/u.test(sheet.lines[at - 1]?.text ?? '')
}

/** `About the yard` may head a part of the copy. */
const mayBeBelow = ({ name }: Marker): number => (/^\p{Ll}/u.test(name) ? MAX_COPY_BELOW / 5 : MAX_COPY_BELOW)

/** Contact lines, a signature or a profile without any heading. */
function endsByItself(read: FootLines, at: number): boolean {
  const line = read.sheet.lines[at]
  const text = line?.text ?? ''
  if (line && isNameAboveProfile(read, line)) return copyBelow(read, at) <= MAX_COPY_BELOW / 5
  if (isValediction(text)) return wordsFrom(read, at) <= MAX_SIGNATURE_WORDS
  if (read.isReachable(at) && read.isContact(at) && (continuesSentence(read, at) || !leadsToNumber(read, at)))
    return false
  return copyBelow(read, at) <= MAX_COPY_BELOW
}

/** The line above stops in the middle of a sentence: a number or an address in the copy has a line of its own. */
function continuesSentence({ sheet }: FootLines, at: number): boolean {
  const above = sheet.lines[at - 1]?.text ?? ''
  const text = sheet.lines[at]?.text ?? ''
  if (!/[\p{Ll}\p{Lo}\p{N},]$/u.test(above) || above.split(/\s+/, 8).length < 8) return false
  return !/^\p{Lu}/u.test(text) || !above.includes(':')
}

/** An e-mail address or a telephone number for journalists stands there or in the next lines. */
function leadsToNumber(read: FootLines, at: number): boolean {
  for (let index = at; index < Math.min(read.sheet.lines.length, at + MAX_LINES_TO_NUMBER); index++) {
    const kind = read.marks[index]?.kind
    if (index > at && kind && kind !== 'contact' && kind !== 'invitation') return false
    const text = read.sheet.lines[index]?.text ?? ''
    if (read.isReachable(index) && !isAddressedToPublic(text)) return true
    if (text.length > 700) return false
    if (index > at && /[.!?。！？؟]$/.test(text) && text.length > (isInvitation(text) ? 150 : 90)) return false
  }
  return false
}

/** `For further information, please visit our website.`, with nothing below it but what is marked as no copy. */
function isLastLine({ sheet, marks }: FootLines, at: number): boolean {
  return (
    (sheet.lines[at]?.text.length ?? 0) <= MAX_INVITATION && (at + 1 >= sheet.lines.length || marks[at + 1] !== null)
  )
}

/** `For more information` above nothing but links. */
function leadsToLinks({ sheet, marks }: FootLines, at: number): boolean {
  const next = marks.findIndex((mark, index) => index > at && mark !== null)
  const below = sheet.lines.slice(at + 1, Math.min(at + 4, next === -1 ? at + 4 : next))
  return (
    below.length > 0 &&
    below.every(({ text, kind }) => text.length < 160 && (kind === 'list' || /https?:|www\./.test(text)))
  )
}

/** A heading above nothing but names and extensions, up to the end or to what divides the release again. */
function leadsToNames({ sheet, marks }: FootLines, at: number): boolean {
  const next = marks.findIndex((mark, index) => index > at && mark !== null)
  const below = sheet.lines.slice(at + 1, next === -1 ? undefined : next)
  return (
    below.length > 0 &&
    below.length <= MAX_LINES_OF_NAMES &&
    below.every(({ text }) => text.length < 80 && !/[.!?。]$/.test(text))
  )
}

/** The name, post and organisation above the first contact line belong to it. */
function startOfRun(read: FootLines, start: number, at: number): number {
  const { sheet, marks } = read
  const kind = marks[at]?.kind
  const isHeading = kind === 'contact' || kind === 'invitation'
  if (kind !== undefined && !isHeading) return at
  if (!isHeading && !read.isReachable(at) && !isPost(sheet.lines[at]?.text ?? '')) return at
  let first = at
  while (first > start + 1 && at - first < MAX_LINES_ABOVE && marks[first - 1] === null) {
    const text = sheet.lines[first - 1]?.text ?? ''
    if (text.length > 90 || /[.!?。！？؟]$/.test(text)) break
    if (
      !isPersonName(text) &&
      !isPost(text) &&
      !(isOrganisation(text) && !/(?<!\p{L})\p{Ll}{3,}\s\p{Ll}{3,}/u.test(text))
    )
      break
    first--
  }
  return first
}

/** `About the study`, `Key facts` in the copy: the organisation's own heading stands below the end mark. */
function isTopic({ marks }: FootLines, mark: Marker, at: number): boolean {
  if (!/^(?:\p{Ll}|$)/u.test(mark.name) && mark.sure) return false
  const end = marks.findIndex((one, index) => index > at && one?.kind === 'end')
  return end !== -1 && marks.some((one, index) => index > end && one?.kind === 'about')
}

function nextMark({ marks }: FootLines, at: number): Marker | null {
  return marks.slice(at + 1, at + 40).find((mark) => mark !== null) ?? null
}

function wordsFrom({ sheet }: FootLines, at: number): number {
  let words = 0
  for (let index = at; index < sheet.lines.length && words <= MAX_SIGNATURE_WORDS; index++)
    words += countWords(sheet.lines[index]?.text ?? '')
  return words
}
