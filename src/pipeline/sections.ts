/** Divides what stands below the copy into its sections. */

import type { FootLines } from './foot-lines.ts'
import { isValediction } from './mail-phrases.ts'
import { looksLikeHeading, type Marker } from './markers.ts'
import { readNameHeading } from './name-heading.ts'
import { isOrganisation, isPersonName } from './names.ts'
import { beginsWithOwnName, defines, describes } from './own-profile.ts'
import type { SheetLine } from './sheet.ts'
import { isOwnName, isStanding, nameAhead } from './standing-paragraph.ts'

export interface Section {
  kind: 'about' | 'notes' | 'contacts' | 'marks' | 'rest'
  heading: Marker | null
  /** Its lines, the heading's own among them. */
  lines: SheetLine[]
}

/** The sections from line `from` on, in order. */
export function readSections(read: FootLines, from: number): Section[] {
  const { sheet, marks } = read
  const sections: Section[] = []
  let before: Section | null = null
  for (let at = from; at < sheet.lines.length; at++) {
    const line = sheet.lines[at]
    if (!line) break
    const mark = marks[at] ?? readNameHeading(sheet, line, read.languages)
    const last = sections.at(-1) ?? null
    const kind = kindOf(read, line, mark, last, before)
    if (kind === null && last) last.lines.push(line)
    else {
      if (last?.kind === 'notes') before = last
      const heading = mark !== null && kindOfMark(mark) === kind ? mark : null
      sections.push({ kind: kind ?? 'rest', heading, lines: [line] })
    }
  }
  return sections
}

const KINDS: Readonly<Record<Marker['kind'], Section['kind']>> = {
  end: 'marks',
  rule: 'rest',
  about: 'about',
  notes: 'notes',
  remarks: 'notes',
  contact: 'contacts',
  invitation: 'contacts',
  full: 'rest',
  service: 'rest',
  legal: 'rest',
  below: 'rest',
}
const kindOfMark = (mark: Marker): Section['kind'] => KINDS[mark.kind]

/** The kind of the section that begins at the line; null where the line goes on with the last one. */
function kindOf(
  read: FootLines,
  line: SheetLine,
  mark: Marker | null,
  last: Section | null,
  notes: Section | null,
): Section['kind'] | null {
  const { languages } = read
  if (mark !== null && (mark.kind !== 'about' || mark.sure || last?.kind !== 'about')) {
    const kind = kindOfMark(mark)
    return (kind === 'rest' || kind === 'contacts') && last?.kind === kind ? null : kind
  }
  if (last?.kind === 'contacts') return afterContacts(read, line, notes)
  if (last?.kind === 'notes' && endsNotes(read, line, last)) return 'about'
  if (last?.kind === 'about' && last.heading === null && isOfOther(read, line, last)) return 'about'
  if (startsContacts(read, line)) return last?.kind === 'notes' && isNumbered(line) ? null : 'contacts'
  if (last === null || last.kind === 'marks')
    return describes(line.text, languages) || isStanding(read.sheet, line, languages) ? 'about' : 'rest'
  if (
    last.kind === 'about' &&
    looksLikeHeading(line) &&
    line.text.length < 90 &&
    (line.level > 0 || line.bold) &&
    last.lines.length > 1
  )
    return 'rest'
  const isRule = last.heading?.kind === 'rule' && last.lines.length === 1
  // A line that leads elsewhere is no heading of what stands below it.
  const isLead = last.heading?.kind === 'below' && last.heading.rest !== ''
  const isFree = isRule || (line.first && (isLead || last.heading === null))
  const says = isRule || defines(line.text, languages) || beginsWithOwnName(read.sheet, line.text)
  if (last.kind === 'rest' && isFree && says && describes(line.text, languages)) return 'about'
  return null
}

/** Where a house is registered, which letters must say below everything else. */
const IMPRINT =
  /registered office|company (?:no|number)|registered in (?:england|scotland|wales|northern ireland|ireland)|authorised and regulated|handelsregister|amtsgericht \p{Lu}|(?<!\p{L})(?:HRB|HRA|RCS|KvK|CVR|REGON|ОГРН|ЄДРПОУ)(?!\p{L})|partita iva/iu

/** Numbered notes go on below a contact, and a long paragraph is none of its lines. */
function afterContacts(read: FootLines, line: SheetLine, notes: Section | null): Section['kind'] | null {
  if (notes !== null && isNumbered(line)) return 'notes'
  if (!line.first || read.isReachable(line.index)) return null
  if (IMPRINT.test(line.text)) return 'rest'
  if (describes(line.text, read.languages) || beginsWithOwnName(read.sheet, line.text)) return 'about'
  if (isStanding(read.sheet, line, read.languages)) return 'about'
  return line.text.length < 110 ? null : 'rest'
}

/** A paragraph without a number, below notes that have one, in which an organisation says who it is. */
function endsNotes({ sheet, languages }: FootLines, line: SheetLine, { lines }: Section): boolean {
  if (!line.first || isNumbered(line)) return false
  if (isStanding(sheet, line, languages)) return true
  return lines.some(isNumbered) && defines(line.text, languages) && beginsWithOwnName(sheet, line.text)
}

/** Another organisation says who it is: `Osprey Logistics operates …` below `Brightwell Foods has …`. */
function isOfOther({ sheet, languages }: FootLines, { text, first }: SheetLine, { lines }: Section): boolean {
  const [name, before] = [nameAhead(text), nameAhead(lines[0]?.text ?? '')]
  if (!first || name.length < 4 || name.startsWith(before) || before.startsWith(name)) return false
  return describes(text, languages) && (isOrganisation(name) || isOwnName(sheet, name))
}

const isNumbered = ({ text }: SheetLine): boolean => /^(?:\(?\d{1,2}[.)]|\[\d{1,2}\]|[-•*])\s/.test(text)

/** `asp. szt. Anna Krawiec` */
const RANK = /^(?:\p{Ll}{1,6}\.\s){1,3}/u

/** A contact line with a number or an address, the name right above one, or what leads to it. */
function startsContacts(read: FootLines, line: SheetLine): boolean {
  const { text, index } = line
  if (text.length > 240) return false
  if (isValediction(text)) return true
  const next = read.sheet.lines[index + 1]
  if (next && text.length < 80 && /[:：]$/.test(text)) return isContactStart(read, next)
  return isContactStart(read, line)
}

function isContactStart(read: FootLines, { text, index }: SheetLine): boolean {
  const name = text.replace(RANK, '')
  if (!read.isContact(index) && !(isPersonName(name) && /[\p{Lu}\p{Script=Arabic}]/u.test(name))) return false
  return [index, index + 1, index + 2, index + 3].some((ahead) => read.isReachable(ahead) && read.isContact(ahead))
}
