/** Reads the lines that divide a release: end marks, and the headings of what stands below the copy. */
import { isInvitation, readContactHeading } from './contact-line.ts'
import { leads } from './contact-words.ts'
import {
  backgrounds,
  beginnings,
  below,
  endingWords,
  full,
  legal,
  more,
  nameInHeading,
  notes,
  profiles,
  remarks,
  services,
} from './ending-words.ts'
import { isOrganisation } from './names.ts'
import { beginningOf, fold, keyOf, leadingPhrase, mayBegin } from './phrases.ts'
import { findReachable } from './reachable.ts'
import { DECORATION, isUpper, readEndMark, undress } from './read-end-mark.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import { goesOn, isStanding } from './standing-paragraph.ts'

export interface Marker {
  kind:
    | 'end'
    | 'rule'
    | 'about'
    | 'notes'
    | 'remarks'
    | 'contact'
    | 'invitation'
    | 'full'
    | 'service'
    | 'legal'
    | 'below'
  /** The heading as written. */
  words: string
  /** Whose boilerplate, or whose contact. */
  name: string
  /** What stands behind the heading in its line. */
  rest: string
  /** Its own words say what it is; else what stands round it must. */
  sure: boolean
}

/** `2.` of a note, or the sign of a list. */
const NUMBERING = /^(?:\(?\d{1,2}[.)]|[•*·-])\s{1,3}/
const MAX_HEADING = 130
const MAX_HEADING_WORDS = 14
/** A sentence that tells where more stands. */
const MAX_LEAD = 160
/** `For further information about Acme, please visit its website.` */
const MAX_LAST = 200
const LINK = /https?:|www\.|(?<!\S)@\w{3}/
/** `Inc.`, `Ltd.`, `S.A.` */
const ABBREVIATED = /(?:(?<!\p{L})\p{Lu}\p{L}{0,3}|\.\p{L}{1,2})\.$/u

/** What divides the release at this line; null for any other line. */
export function readMarker(sheet: Sheet, line: SheetLine, languages: readonly string[]): Marker | null {
  const { text } = line
  if (text.length <= 70) {
    const mark = readEndMark(text)
    if (mark !== null) return mark
  }
  const plain = text.replace(NUMBERING, '')
  const start = beginningOf(plain)
  const mayLead = mayBegin(leads, start)
  if (!mayLead && !mayBegin(beginnings, start) && !endsAsHeading(text)) return null
  const whole = readFull(text, sheet.lines[line.index + 1]) ?? readService(text)
  if (whole !== null) return whole
  for (const { words, rest } of headsOf(sheet, line)) {
    const found = readHeading(sheet, line, words, rest, languages)
    if (found !== null) return found
  }
  const isLast = line.index === sheet.lines.length - 1 && text.length < MAX_LAST
  if (
    mayLead &&
    text.length < 700 &&
    isInvitation(plain) &&
    (isLast || /[:：]$/.test(plain) || leadsToNumber(sheet, line))
  )
    return { kind: 'invitation', words: text, name: '', rest: '', sure: true }
  return readMore(line)
}

/** The words before the first colon, or all of a short line, end as headings do that begin with a name. */
function endsAsHeading(text: string): boolean {
  const head = text.slice(0, MAX_HEADING)
  const colon = head.search(/[:：]/)
  if (colon === -1 && text.length > MAX_HEADING) return false
  const words = (colon === -1 ? head : head.slice(0, colon)).trimEnd()
  const last = words.slice(words.lastIndexOf(' ') + 1).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  return endingWords.has(fold(last))
}

/** An address or a number stands in the sentence, or in the short lines that go on with it. */
function leadsToNumber(sheet: Sheet, line: SheetLine): boolean {
  if (hasNumber(line.text)) return true
  if (/[.!?。！？؟]$/.test(line.text)) return false
  return sheet.lines.slice(line.index + 1, line.index + 3).some(({ text }) => text.length < 120 && hasNumber(text))
}

const hasNumber = (text: string): boolean => findReachable(text).some(({ kind }) => kind !== 'web')

/** Looks like a heading: set as one, bold, in capitals, with a colon, or short and a paragraph of its own. */
export function looksLikeHeading(line: SheetLine): boolean {
  const { text } = line
  if (line.level > 0) return true
  if (text.length > 100 || (/[.!,;。]$/.test(text) && !ABBREVIATED.test(text))) return false
  if (/[?？]$/.test(text)) return text.split(/\s+/).length <= 4
  return line.bold || /[:：]$/.test(text) || isUpper(text) || (line.first && text.split(/\s+/).length <= 8)
}

/** The words that may be a heading: all of the line, its bold beginning, or what stands before the first colon or dash. */
function headsOf(sheet: Sheet, line: SheetLine): { words: string; rest: string }[] {
  const text = line.text
  const heads: { words: string; rest: string }[] = []
  const bare = undress(text).replace(/\s?[:：?？]$/, '')
  if (bare.length <= MAX_HEADING && bare.split(/\s+/).length <= MAX_HEADING_WORDS) heads.push({ words: bare, rest: '' })
  if (line.first) {
    const run = boldRun(sheet.blocks[line.block]?.html ?? '')
    if (run !== '' && run.length < text.length && text.startsWith(run))
      heads.push({
        words: undress(run).replace(/\s?[:：.]$/, ''),
        rest: text.slice(run.length).replace(/^[\s:：.–—-]{1,5}/, ''),
      })
  }
  const cut = /^(.{2,90}?)(?:\s?[:：](?!\/\/)\s?|\s[–—|-]{1,2}\s|\.\s)(.+)$/su.exec(text.slice(0, 400))
  const lead = cut?.[1] ?? ''
  if (cut && lead !== '')
    heads.push({
      words: undress(lead),
      rest: text
        .slice(text.length > 400 ? text.indexOf(cut[2]?.slice(0, 20) ?? '') : text.length - (cut[2]?.length ?? 0))
        .trim(),
    })
  return heads
}

function boldRun(html: string): string {
  const run = /^<\w+[^>]{0,200}>\s{0,9}<(b|strong)>([^<]{2,120})<\/\1>/.exec(html)?.[2] ?? ''
  return run
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .trim()
}

function readHeading(
  sheet: Sheet,
  line: SheetLine,
  words: string,
  rest: string,
  languages: readonly string[],
): Marker | null {
  const bare = words.replace(NUMBERING, '')
  const key = keyOf(fold(bare))
  if (key === '') return null
  const alone = rest === ''
  const shown = alone ? looksLikeHeading(line) : true
  const marker = { words: bare, name: '', rest, sure: true }
  if (notes.has(key) || isTwiceNotes(bare))
    return readInNotes(sheet, line, rest, languages) ?? { ...marker, kind: 'notes' }
  if (profiles.has(key) && (shown || line.last)) return { ...marker, kind: 'about', sure: alone && shown }
  const about = readAbout(sheet, line, bare, rest, languages)
  if (about !== null) return { ...marker, ...about, kind: 'about' }
  const contact = readContactHeading(rest === '' ? line.text.replace(DECORATION, '') : `${bare}: ${rest}`)
  if (contact !== null && (shown || contact.colon))
    return { ...marker, kind: 'contact', words: contact.words, name: contact.scope, rest: contact.rest }
  if (legal.has(key)) return { ...marker, kind: 'legal', sure: shown }
  if (remarks.has(key) && (alone ? shown : /[:：]/.test(line.text))) return { ...marker, kind: 'remarks', sure: false }
  if (backgrounds.has(key) && shown && rest === '' && isPoint(sheet.lines[line.index + 1]))
    return { ...marker, kind: 'remarks', sure: false }
  const next = sheet.lines[line.index + 1]
  if (backgrounds.has(key) && shown && alone && next && isStanding(sheet, next, languages))
    return { ...marker, kind: 'about' }
  if (below.has(key) && shown && line.text.length < 500) return { ...marker, kind: 'below', sure: false }
  const capital = /^(\p{Lu}{4,12})\s\S.{1,80}$/u.exec(line.text)?.[1] ?? ''
  if (alone && capital !== '' && below.has(fold(capital))) return { ...marker, kind: 'below', sure: false }
  return null
}

/** `Note for the editor, not for publication`. */
function isTwiceNotes(words: string): boolean {
  const parts = words.split(/\s?[,(–—]\s?|[)）]$/).filter((part) => part !== '')
  return parts.length === 2 && parts.every((part) => notes.has(keyOf(fold(part))))
}

const isPoint = (line: SheetLine | undefined): boolean =>
  line !== undefined && (line.kind === 'list' || NUMBERING.test(line.text))

/** What the line says behind `Notes to editors:` where that is a heading, or whom to ask. */
function readInNotes(sheet: Sheet, line: SheetLine, rest: string, languages: readonly string[]): Marker | null {
  if (rest === '') return null
  const about = readAbout(sheet, line, rest, '', languages)
  if (about !== null) return { kind: 'about', words: rest, rest: '', ...about }
  return isInvitation(rest) && hasNumber(rest)
    ? { kind: 'invitation', words: line.text, name: '', rest: '', sure: true }
    : null
}

/** `About Acme`, where a name can stand and, unless it is plainly a heading in the release's language, what follows is of that name. */
function readAbout(
  sheet: Sheet,
  line: SheetLine,
  words: string,
  rest: string,
  languages: readonly string[],
): { name: string; sure: boolean } | null {
  const found = nameInHeading(words, languages)
  if (found === null) return null
  const { name, own } = found
  if (name.length < 2 || name.split(/\s+/).length > 12 || /[:：;]|[?!,]$/.test(name)) return null
  if (name.endsWith('.') && !ABBREVIATED.test(name)) return null
  const below =
    rest !== ''
      ? rest
      : sheet.lines
          .slice(line.index + 1, line.index + 3)
          .map((one) => one.text)
          .join(' ')
  // A link that leads to what is said of it.
  if (below === '' || /^(?:https?:\/\/|www\.)\S+$/.test(rest)) return null
  const told = speaksOf(below, name)
  const proper = !/^[\p{Ll}\d]/u.test(name)
  const shown = rest !== '' || looksLikeHeading(line) || line.last
  if (told && shown && (proper || own)) return { name, sure: true }
  // `KEDAV Hakkında: 1999 depreminin ardından kurulan …`
  if (own && proper && rest !== '' && goesOn(rest, languages)) return { name, sure: true }
  if (!own || !proper || !shown || rest !== '') return null
  // `Key figures at a glance` is of no organisation.
  return !found.ahead || isOrganisation(name) || isNamedAbove(sheet, name) ? { name, sure: false } : null
}

/** In the letterhead or the headline; of writing without spaces a word may be part of any other. */
function isNamedAbove({ lines }: Sheet, name: string): boolean {
  const wanted = fold(name)
  return !/^[\u3040-\u9fff]/.test(name) && lines.slice(0, 4).some(({ text }) => fold(text).includes(wanted))
}

/** The beginning of the text holds a word of the name, whatever its ending. */
function speaksOf(text: string, name: string): boolean {
  const start = fold(text.slice(0, 300))
  const all = name.match(/[\p{L}\p{N}\p{M}]{2,}/gu) ?? []
  // `of the` stands in any text.
  const large = all.filter((word) => !/^\p{Ll}{1,4}$/u.test(word))
  const words = (large.length > 0 ? large : all).map(fold)
  // `About AFRL`: `The Air Force Research Laboratory is …`
  const initials = (text.slice(0, 120).match(/\p{Lu}(?=[\p{L}’'-]{2})/gu) ?? []).join('')
  if (/^\p{Lu}{3,8}$/u.test(name) && initials.includes(name)) return true
  return words.some((word) => {
    if (word.length < 3 && words.length > 1) return false
    return start.includes(word.length > 5 ? word.slice(0, -2) : word.length > 4 ? word.slice(0, 4) : word)
  })
}

/** What is said of the mail itself. */
function readService(text: string): Marker | null {
  if (text.length > 900) return null
  const lead = leadingPhrase(services, fold(undress(text.slice(0, 200))))
  return lead === null ? null : { kind: 'service', words: text, name: '', rest: '', sure: true }
}

/** `Read more about the project: www.acme.example`, `Follow us on Mastodon`; a whole sentence only with a link. */
function readMore({ text, level }: SheetLine): Marker | null {
  if (text.length > MAX_LEAD || level > 0 || (/[.!?。！？؟]$/.test(text) && !LINK.test(text))) return null
  const plain = undress(text)
  const lead = leadingPhrase(more, fold(plain))
  return lead && { kind: 'below', words: text, name: '', rest: plain.slice(lead.end), sure: false }
}

/** `Click here for the full release`, also broken in two lines. */
function readFull(text: string, next: SheetLine | undefined): Marker | null {
  if (text.length > 200) return null
  const both = text.length < 30 && next ? `${text} ${next.text.slice(0, 80)}` : text
  const lead = leadingPhrase(full, fold(undress(both)))
  return lead === null ? null : { kind: 'full', words: text, name: '', rest: '', sure: true }
}
