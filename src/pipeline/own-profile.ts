/** What organisations say of themselves, where no heading says so. */
import { definesIn, describesIn, more } from './ending-words.ts'
import type { FootLines } from './foot-lines.ts'
import { readNameHeading } from './name-heading.ts'
import { isOrganisation } from './names.ts'
import { findPhrases, fold, leadingPhrase, preparePhrases } from './phrases.ts'
import type { Sheet, SheetLine } from './sheet.ts'
import {
  goesOn,
  isNamedAbove,
  isOwnName,
  isSpoken,
  isStanding,
  nameAhead,
  withoutArticle,
} from './standing-paragraph.ts'

const NONE = preparePhrases([])
const MIN_SENTENCE = 50

/** Begins as organisations begin to say what they are: `Acme is a …`. */
export function describes(text: string, languages: readonly string[]): boolean {
  if (!/^["“„«'(]?(?:[\p{Lu}\d]|\P{Ll}{2})/u.test(text) || text.length < MIN_SENTENCE) return false
  const start = fold(text.slice(0, 140))
  return languages.some((language) => {
    const phrases = describesIn(language)
    return phrases !== null && findPhrases(phrases, start).some((found) => isNamed(text, found.start))
  })
}

/** `Acme is`, `We are`, `The Commission is`; not `An indictment is`. */
function isNamed(text: string, end: number): boolean {
  if (end < 2 || end >= 90) return false
  return !/^(?:An?|The|One|Une?|La|Le|Les|El|Los|Las|Il|Lo|Gli|Eine?|Der|Die|Das|Een|Het|De|Ett?|En)\s\P{Lu}*$/u.test(
    text.slice(0, end),
  )
}

/** An organisation tells there what it is, apart from the copy: below a rule, or all in italics. */
export function isProfile({ sheet, languages }: FootLines, line: SheetLine): boolean {
  if (!line.first || line.text.length < MIN_SENTENCE || line.text.length > 1500) return false
  const apart = line.italic || sheet.blocks[line.block - 1]?.kind === 'rule'
  return apart && describes(line.text, languages)
}

/** The name of an organisation above a paragraph that says what it is, with nothing said about today. */
export function isNameAboveProfile(read: FootLines, line: SheetLine): boolean {
  const next = read.sheet.lines[line.index + 1]
  if (next === undefined || line.text.length > 80) return false
  const heading = readNameHeading(read.sheet, line, read.languages)
  if (heading === null) return false
  if (defines(next.text, read.languages)) return true
  // A name in brackets heads a part of the paper.
  const says =
    /^[[【〔]/.test(line.text) || describes(next.text, read.languages) || isDefinition(next.text, heading.name)
  return says && isLastWord(read, line.index)
}

/** `Acme — международный …`: a dash is the verb. */
function isDefinition(text: string, name: string): boolean {
  return fold(text).startsWith(fold(name)) && /^(?:\s\([^)]{1,20}\))?\s[–—]\s/u.test(text.slice(name.length))
}

/** Nothing but a short text without anybody's words stands below, up to the end or to what is marked as no copy. */
function isLastWord({ sheet, marks }: FootLines, at: number): boolean {
  let length = 0
  for (const { index, text, level } of sheet.lines.slice(at + 1, at + 1 + MAX_LAST_LINES)) {
    if (marks[index]) return true
    length += text.length
    if (length > MAX_LAST_WORD || level > 0 || isSpoken(text)) return false
  }
  return at + MAX_LAST_LINES >= sheet.lines.length - 1
}

const MAX_LAST_LINES = 12
const MAX_LAST_WORD = 1200

/** Says what it is, and no more than that. */
export function defines(text: string, languages: readonly string[]): boolean {
  const head = fold(text.slice(0, 140))
  return languages.some((language) => findPhrases(definesIn(language) ?? NONE, head).length > 0)
}

/** The last paragraphs above contacts may say what the organisation is: the first begins with a name that its addresses or its headline have. */
export function aboveProfile(read: FootLines, start: number, end: number): number {
  const { sheet, marks } = read
  const kind = marks[end]?.kind
  if (kind === 'end' || kind === 'notes' || kind === 'remarks' || kind === 'about') return end
  let first = end
  for (let at = end - 1; at >= Math.max(start + 2, end - MAX_PARAGRAPHS); at--) {
    const line = sheet.lines[at]
    if (line?.first && first === end && leadingPhrase(more, fold(line.text)) !== null) continue
    if (!line?.first || line.text.length < MIN_SENTENCE || isSpoken(line.text)) return first
    if (isOwnProfile(read, line, end)) first = at
  }
  return first
}

function isOwnProfile({ sheet, languages }: FootLines, line: SheetLine, end: number): boolean {
  const name = nameDefined(line.text, languages)
  if (name !== '' && (isOwnName(sheet, name) || (isKnownAs(name) && isNamedAbove(sheet, name, line.index)))) return true
  if (name !== '' && isSubject(sheet, name, line.index)) return true
  return isStanding(sheet, line, languages) && below(sheet, line.index, end).every((text) => goesOn(text, languages))
}

/** `Acme` in `The Acme is a …`; empty where the text does not begin so. */
function nameDefined(text: string, languages: readonly string[]): string {
  const plain = withoutArticle(text)
  const found = languages.flatMap((language) => findPhrases(definesIn(language) ?? NONE, fold(plain.slice(0, 140))))[0]
  const name = plain.slice(0, found?.start ?? 0).trim()
  return name.length > 2 && name.length < 80 && /^\P{Ll}/u.test(name) ? name.replace(/[,®™]$/u, '') : ''
}

/** By its words no person: `Acme Foundation`, `CAHEC`, `SocialPilot`. */
const isKnownAs = (name: string): boolean =>
  isOrganisation(name) || /^\p{Lu}{3,10}(?![\p{L}\p{N}])/u.test(name) || /^\p{Lu}\p{Ll}+\p{Lu}\p{L}*$/u.test(name)

/** The lead begins with it, behind the dateline, `LONDON, 12 June -- Acme has …`: an organisation, or an artist whose life is told below. */
function isSubject({ lines }: Sheet, name: string, index: number): boolean {
  return lines
    .slice(0, Math.min(index, MAX_LEAD_LINES))
    .some(({ text }) => text.length > MIN_SENTENCE && text.split(DATELINE_END, 2).some((part) => part.startsWith(name)))
}

const MAX_LEAD_LINES = 5
const DATELINE_END = /\s[–—-]{1,2}\s/u

const MAX_PARAGRAPHS = 3

const below = ({ lines }: Sheet, at: number, end: number): string[] => lines.slice(at + 1, end).map(({ text }) => text)

/** A sentence that begins with the name of which an address of the release is made, or which stands alone above it. */
export function beginsWithOwnName(sheet: Sheet, text: string): boolean {
  if (text.length < MIN_SENTENCE || text.length > 1500 || !/[.!]$/.test(text)) return false
  const name = nameAhead(text)
  return name.length > 3 && isOwnName(sheet, name)
}
