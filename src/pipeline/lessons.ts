/** Applies what editors taught about a sender's releases. A lesson that finds nothing in this one changes nothing. */
import { findContacts } from './contacts.ts'
import type { Draft, Lesson, LessonPart, Reading } from './draft.ts'
import type { Given } from './given.ts'
import { elementOf } from './outline.ts'
import { type Sheet, type SheetLine, wordsBetween } from './sheet.ts'

/** What a person taught is surer than what we read, but this release may be set otherwise. */
const CONFIDENCE = 0.97
/** A heading that the editor pointed at may gain a colon or a mark. */
const MAX_HEADING_LENGTH = 100

type Taught = Pick<Draft, LessonPart>

export interface Applied {
  parts: Taught
  learnt: LessonPart[]
  /** Where the copy ends: what a lesson found below it is no copy. */
  bodyEnd: number
}

/** The parts as they were read, with those in their place that lessons of this sender find. */
export function applyLessons(read: Taught, bodyEnd: number, sheet: Sheet, given: Given): Applied {
  const applied: Applied = { parts: { ...read }, learnt: [], bodyEnd }
  for (const lesson of given.lessons) if (applyLesson(applied, lesson, sheet, given)) applied.learnt.push(lesson.part)
  return applied
}

function applyLesson(applied: Applied, lesson: Lesson, sheet: Sheet, given: Given): boolean {
  const { parts } = applied
  switch (lesson.part) {
    case 'headline':
    case 'standfirst':
    case 'organisation': {
      const line = readTaughtLine(lesson, sheet, given)
      if (line === null) return false
      parts[lesson.part] = line
      return true
    }
    case 'boilerplate':
    case 'notes':
    case 'contacts': {
      const region = findRegion(lesson, sheet)
      if (region === null) return false
      applied.bodyEnd = Math.min(applied.bodyEnd, region.heading)
      return fillRegion(parts, lesson.part, region, sheet, given)
    }
  }
}

interface Region {
  /** The line of the heading. */
  heading: number
  /** The line after the last one. */
  end: number
}

/** What stands below the heading, up to the next heading. */
function findRegion({ rule }: Lesson, { lines }: Sheet): Region | null {
  if (rule.by !== 'after') return null
  const heading = lines.find((line) => isSameHeading(line.text, rule.heading))
  if (!heading) return null
  const next = lines.find(({ index, level, bold, first }) => index > heading.index + 1 && first && (level > 0 || bold))
  const end = next?.index ?? lines.length
  return end > heading.index + 1 ? { heading: heading.index, end } : null
}

function fillRegion(
  parts: Taught,
  part: 'boilerplate' | 'notes' | 'contacts',
  { heading, end }: Region,
  sheet: Sheet,
  given: Given,
): boolean {
  const text = wordsBetween(sheet, heading + 1, end)
  const evidence = given.locate(text)
  if (part === 'boilerplate') parts.boilerplate = [{ heading: sheet.lines[heading]?.text ?? null, text, evidence }]
  else if (part === 'notes') parts.notes = { value: text, confidence: CONFIDENCE, evidence }
  else {
    const section = { kind: 'contacts', heading: null, lines: sheet.lines.slice(heading + 1, end) } as const
    const { contacts } = findContacts(sheet, 0, [section], { address: null, signature: [] }, given)
    if (contacts.length === 0) return false
    parts.contacts = contacts
  }
  return true
}

/** The part in one line that the lesson finds. */
function readTaughtLine({ rule }: Lesson, sheet: Sheet, given: Given): Reading | null {
  if (rule.by === 'words') return { value: rule.words, confidence: CONFIDENCE, evidence: given.locate(rule.words) }
  if (rule.by === 'subject') {
    const { value, start, end } = given.subject
    return value === '' ? null : { value, confidence: CONFIDENCE, evidence: { part: 'subject', start, end } }
  }
  const line = findTaughtLine(rule, sheet)
  return line ? { value: line.text, confidence: CONFIDENCE, evidence: given.locate(line.text) } : null
}

/** The line with which the part begins; of `after`, the one below the heading. */
function findTaughtLine(rule: Lesson['rule'], { lines }: Sheet): SheetLine | undefined {
  if (rule.by === 'line') return lines[rule.line]
  if (rule.by === 'element') return lines.filter((line) => elementOf(line) === rule.element)[rule.nth]
  if (rule.by !== 'after') return undefined
  const heading = lines.find((line) => isSameHeading(line.text, rule.heading))
  return heading && lines[heading.index + 1]
}

/** The same words, whatever stands round them. */
function isSameHeading(one: string, other: string): boolean {
  return one.length <= MAX_HEADING_LENGTH && bare(one) === bare(other)
}

function bare(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]{1,100}/gu, ' ')
    .trim()
}
