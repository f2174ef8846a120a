/** The lines at the top of the copy, each told for what it is. */
import { isContactLine } from './contact-line.ts'
import { type DatelineContext, type ReadDateline, readDateline } from './dateline.ts'
import { contextOf } from './dateline-context.ts'
import { type Dress, isTime, type ReadLine, readDress, readLine } from './dress.ts'
import type { Given } from './given.ts'
import { isEmbargoLine, isLabelLine } from './label-lines.ts'
import { cueAt, DRESS, hasCue } from './labels.ts'
import { cellsOf, countWords, isBullet, isProse, isShouted, lookOfText } from './line-shape.ts'
import { isBrowserLine, isGreeting } from './mail-phrases.ts'
import { findReachable } from './reachable.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { phraseAt, type Token } from './tokens.ts'

type TopKind =
  | 'label'
  | 'embargo'
  | 'date'
  | 'contact'
  | 'link'
  | 'greeting'
  | 'cover'
  | 'field'
  | 'bullet'
  | 'dateline'
  | 'prose'
  | 'line'

export interface TopLine extends SheetLine {
  what: TopKind
  read: ReadLine
  dress: Dress
  dateline: ReadDateline | null
  /** Words that are letters or figures; of writing without spaces half the characters. */
  words: number
  shouted: boolean
}

/** The nth line, told for what it is; undefined beyond the end or too far below the top. */
export type TopLines = (index: number) => TopLine | undefined

/** Letterhead, a covering letter, contacts and embargo lines stand above the headline; below this many lines the copy has begun. */
export const LINES_TO_LOOK_AT = 60

const MAX_COVER_LENGTH = 500
/** Lines of contacts and links; a paragraph that holds them is copy. */
const MAX_SHORT = 180
const MAX_POST_WORDS = 7
/** An address, a number of several digits, a label. */
const REACHABLE = /[@＠:：]|www\.|\d[\d\s()./–-]{3,40}\d/
const MAX_COVER_INDEX = 10
const MAX_BROWSER_INDEX = 8
const MAX_COVER_WORDS = 30
const MAX_FIELD_LENGTH = 40
const MAX_DATED_LINE = 70
const MAX_DATED_WORDS = 10
const MAX_SENDER_WORDS = 3
const MAX_STAMP = 160
/** ` 08:00:00 CET | Acme | Press release`, behind a date: what a service for releases says of one. */
const PARTED_STAMP = /^[\s\d.:]{0,12}(?:\p{Lu}{2,5}\s)?\s?\|\s/u
/** `OTS0087 5 WI 0412 LNZ0001 Mi, 11.Nov 2026`: nothing but codes and a date. */
const CODES = /^\p{Lu}{2,5}\d{3,6}(?:\s{1,40}(?:\p{L}{1,3}[.,]?|(?=\S{0,12}\d)\S{1,24})){2,12}$/u
/** `[Acme logo]`: what a picture is called that plain text has not; `16+`: for whom a show is. */
const PLACEHOLDER = /^(?:\[[^[\]]{2,120}\]|\d{1,2}\+)$/
/** `Energie/Unternehmen/Niederösterreich`: an agency's subjects. */
const RUBRIC = /^\p{Lu}[\p{L}-]{1,40}(?:\/\p{Lu}[\p{L}-]{1,40}){1,5}$/u
const STREET = /^\p{Lu}[^.:!?]{2,50}\s\d{1,4}\s?\p{L}?$/u
/** Five figures or four, which are no year, and a name. */
const TOWN = /^(?:\p{Lu}{1,2}-)?(?!(?:19|20)\d\d\s)\d{4,5}\s\p{Lu}[\p{L}.-]{1,30}(?:\s\p{L}[\p{L}.-]{0,30}){0,3}$/u
const MAX_NAME_WORDS = 5
const MAX_KICKER = 30
const MAX_SERIES_WORDS = 4

/** Reads each line once, when it is first asked for. */
export function readTopLines(sheet: Sheet, given: Given): TopLines {
  const known: (TopLine | undefined)[] = []
  const context = contextOf(sheet)
  const isGreeted = greetingOf(sheet)
  const at: TopLines = (index) => {
    const line = sheet.lines[index]
    if (!line || index > LINES_TO_LOOK_AT) return undefined
    known[index] ??= tell(line, sheet, given, context, isGreeted)
    return known[index]
  }
  return at
}

/** Whether somebody is greeted above a line; looked for once, when it is first asked. */
function greetingOf({ lines }: Sheet): (index: number) => boolean {
  let at: number | null = null
  return (index) => {
    at ??= lines.slice(0, MAX_COVER_INDEX).findIndex(({ text }) => isGreeting(text))
    return at !== -1 && at < index
  }
}

function tell(
  line: SheetLine,
  sheet: Sheet,
  given: Given,
  context: (line: SheetLine) => DatelineContext,
  isGreeted: (index: number) => boolean,
): TopLine {
  const read = readLine(line.text, given.languages)
  const dress = readDress(read)
  const words = countWords(read, line.text)
  const look = lookOfText(line.text)
  const bold = line.bold || look.bold
  const italic = line.italic || look.italic
  const shouted = isShouted(line.text)
  const told: TopLine = { ...line, bold, italic, what: 'line', read, dress, dateline: null, words, shouted }
  const what =
    tellDress(told) ??
    tellPlace(told, given, context(line)) ??
    (endsContacts(told, sheet, given) || isAddress(told, sheet) ? 'contact' : isCover(told, isGreeted) ? 'cover' : null)
  told.what = what ?? (isProse(told, sheet) ? 'prose' : line.kind === 'list' || isBullet(line.text) ? 'bullet' : 'line')
  return told
}

function tellDress({ read, dress, text, index }: TopLine): TopKind | null {
  if (isEmbargoLine(read, dress)) return 'embargo'
  if (isSpacedLabel(text) || isLabelBeside(text) || isRequest(text)) return 'label'
  if (dress.whole) return dress.pieces.every(({ kind }) => kind === 'date' || kind === 'number') ? 'date' : 'label'
  if (isLabelLine(read, dress) || (read.dates.length === 0 && isOfSeries(dress, text))) return 'label'
  if (
    (index < MAX_BROWSER_INDEX && text.length < MAX_SHORT && isBrowserLine(text)) ||
    /^(?:https?:\/\/|www\.)\S{1,2000}$/i.test(text)
  )
    return 'link'
  return /[\p{L}\p{N}]/u.test(text) &&
    !CODES.test(text) &&
    !RUBRIC.test(text) &&
    !isCredit(text) &&
    !PLACEHOLDER.test(text)
    ? null
    : 'label'
}

/** `FOR IMMEDIATE RELEASE          Contact: Jane Doe` */
function isLabelBeside(text: string): boolean {
  const [first = '', ...others] = cellsOf(text)
  return others.length > 0 && readDress(readLine(first, [])).whole && others.every((cell) => isContactLine(cell, []))
}

/** `PRODUCT RECALL – PLEASE PUBLISH` */
function isRequest(text: string): boolean {
  const [kicker = '', request] = text.length < MAX_SHORT && isShouted(text) ? text.split(/\s[–—-]\s/) : []
  return (
    request !== undefined &&
    kicker.length < MAX_KICKER &&
    readDress(readLine(request, [])).pieces[0]?.kind === 'immediate'
  )
}

/** `Press release no. 3 / season 2026` */
function isOfSeries({ pieces: [label, number], parted, end }: Dress, text: string): boolean {
  if (label?.kind !== 'label' || number?.kind !== 'number' || !parted || text.length > MAX_SHORT) return false
  const rest = text.slice(end).split(/\s+/)
  return rest.length <= MAX_SERIES_WORDS && /\d/.test(rest.at(-1) ?? '')
}

/** `P R E S S  R E L E A S E  04/2026`: set with a space between its letters. */
function isSpacedLabel(text: string): boolean {
  if (!SPACED.test(text)) return false
  const words = text.replace(/(?<=(?<!\p{L})\p{L})\s(?=\p{L}(?!\p{L}))/gu, '')
  const read = readLine(words, [])
  return readDress(read).whole || isLabelLine(read, readDress(read))
}

const SPACED = /^(?:\p{Lu}\s{1,4}){5,30}/u

/** Whose a picture is, and under which licence. */
const isCredit = (text: string): boolean => text.length < MAX_SHORT && /\bCC[ -]BY\b|^©/u.test(text)

/** `Universität Hohenfels, 12. Juni 2025`, `THURSDAY 12 JUNE, 10.30AM, CITY HALL STEPS`: no headline, and no dateline either. */
function isDated({ text, read: { tokens, dates }, dress, words }: TopLine): boolean {
  const [first, last] = [dates[0], dates.at(-1)]
  if (first?.from === 0 && text.length <= MAX_STAMP && PARTED_STAMP.test(text.slice(first.end))) return true
  if (!first || !last || text.length > MAX_DATED_LINE || words > MAX_DATED_WORDS) return false
  if (dress.pieces[0]?.kind === 'date' && tokens[first.after]?.text === ',') return true
  const timed = isTime(text.slice(last.end))
  // `Itäpoliisi tiedottaa 14.5.2026 klo 13.00`
  if (timed && tokens.slice(0, last.from).every(({ kind }) => kind === 'word') && last.from <= MAX_SENDER_WORDS)
    return true
  const ends = text.length - last.end <= 2 || timed
  return ends && (/^[,|•·-]$/.test(tokens[last.from - 1]?.text ?? '') || followsLabel(tokens, last.from))
}

/** `Acme Oyj, lehdistötiedote 12.5.2026`. */
function followsLabel(tokens: readonly Token[], at: number): boolean {
  return [1, 2, 3].some((back) => {
    const label = phraseAt(DRESS, tokens, at - back)
    return label?.after === at && label.means !== 'before date'
  })
}

function tellPlace(told: TopLine, given: Given, context: DatelineContext): TopKind | null {
  const { read, text } = told
  told.dateline = readDateline(read, context) ?? datelineBehind(told, given)
  if (told.dateline) return 'dateline'
  if (isDated(told)) return 'date'
  if (couldBeContact(told) && isContactLine(text, given.languages)) return 'contact'
  if (isGreeting(text)) return 'greeting'
  return isField(read) ? 'field' : null
}

/** `Press release | Brussels, 12 June 2025`. */
function datelineBehind({ dress, text }: TopLine, given: Given): ReadDateline | null {
  if (!dress.parted || dress.pieces.every(({ kind }) => kind === 'date' || kind === 'number')) return null
  const found = readDateline(readLine(text.slice(dress.end), given.languages))
  return found && { ...found, start: found.start + dress.end, end: found.end + dress.end }
}

/** `Quay Street 12` above `10115 Newtown`. */
function isAddress({ index, text }: TopLine, { lines }: Sheet): boolean {
  const isPair = (street = '', town = '') => STREET.test(street) && TOWN.test(town)
  return isPair(text, lines[index + 1]?.text) || isPair(lines[index - 1]?.text, text)
}

/** `After 6 p.m. page 555-555-0100`, below other numbers of the same paragraph. */
function endsContacts({ index, block, text }: TopLine, { lines }: Sheet, { languages }: Given): boolean {
  const before = lines[index - 1]
  if (before?.block !== block || text.length > MAX_SHORT || !REACHABLE.test(text)) return false
  return (
    findReachable(text).length > 0 && findReachable(before.text).length > 0 && isContactLine(before.text, languages)
  )
}

/** A few words, or a number or an address among more. */
function couldBeContact(told: TopLine): boolean {
  const { text, words } = told
  if (text.length > MAX_SHORT || (words > MAX_POST_WORDS && !REACHABLE.test(text))) return false
  return !isSetAsHeadline(told)
}

/** In capitals or a heading, of several words and without a number: `COUNTY NAMES NEW PRESS OFFICER`. */
function isSetAsHeadline({ shouted, level, words, text }: TopLine): boolean {
  return (shouted || level > 0) && words >= 5 && !/@|\d{3}/.test(text)
}

/** `WHO:`, `Wann: Montag, 10 Uhr`, `日時：`. */
function isField({ tokens, text }: ReadLine): boolean {
  const first = tokens.findIndex(({ kind }) => kind === 'word')
  const field = first === -1 ? undefined : cueAt('fields', tokens, first)
  const sign = field && tokens[field.after]
  if (!field || !sign) return field !== undefined && text.length < MAX_FIELD_LENGTH && text === text.toUpperCase()
  return (
    sign.text === ':' || (/\t| {2}/.test(text.slice(tokens[field.after - 1]?.end, sign.start)) && sign.kind !== 'sign')
  )
}

/** Words of a letter that sends the release. */
function isCover({ text, read, index, level, bold, words }: TopLine, isGreeted: (index: number) => boolean): boolean {
  if (index > MAX_COVER_INDEX || text.length > MAX_COVER_LENGTH || level > 0 || bold) return false
  if ((index > 0 || words > MAX_COVER_WORDS) && !isGreeted(index)) return false
  return hasCue('covers', read.tokens)
}

/** Whether a line could be somebody's name, post or number above the headline. */
export function isShort({ words, text, level }: TopLine): boolean {
  return level === 0 && words <= MAX_NAME_WORDS && text.length < 60 && !/[.!?:]$/.test(text)
}

/** `Ministry of Economic Affairs`, `Acme GmbH`: a letterhead, unless it says what the house does. */
export function namesHouse({ read: { tokens }, text, words, shouted }: TopLine): boolean {
  if (words > (shouted ? 5 : 9)) return false
  const house = tokens.findIndex((token, at) => token.kind === 'word' && cueAt('houses', tokens, at) !== undefined)
  if (house === -1 || /[をがへ]|する|した/.test(text)) return false
  const small = tokens.filter(
    ({ raw }, at) =>
      /^\p{Ll}/u.test(raw) && raw.length > 2 && !cueAt('joints', tokens, at) && !cueAt('houses', tokens, at),
  ).length
  return small <= (house === 0 ? 1 : 0)
}
