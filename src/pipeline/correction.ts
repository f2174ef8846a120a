/** Whether a release corrects, updates or recalls an earlier one. */
import type { Kind } from './correction-cues.ts'
import { findLabel, isLabel, type Label } from './correction-labels.ts'
import { findOutlookRecall, findTold } from './correction-phrases.ts'
import type { Correction } from './draft.ts'
import type { Given } from './given.ts'
import type { Head } from './head.ts'
import { countWords } from './lines.ts'
import { idsOf } from './reply-ids.ts'
import type { Sheet } from './sheet.ts'
import { undressSubject } from './subject.ts'

/** A note to the editor stands above the release. */
const LINES_READ = 10
const CHARACTERS_READ = 2_500
const MAX_LABEL_LINE = 250
/** With more words than this below the request to disregard the earlier release, the right one follows. */
const RELEASE_WORDS = 70

interface Found extends Label {
  part: 'subject' | 'copy'
}

/**
 * Reads it from subject, header, the notes that were written above the release and its first lines; `subject` is the decoded one, as it came.
 */
export function findCorrection(
  subject: string | null,
  head: Head,
  sheet: Sheet,
  given: Given,
  notes: readonly string[] = [],
): Correction | null {
  const lines = firstLines([...notes.flatMap(sentencesOf), ...sheet.lines.slice(0, LINES_READ).map(({ text }) => text)])
  const recalled = findOutlookRecall(subject ?? '', lines)
  if (recalled) {
    const { words, inSubject } = recalled
    return correctionOf({ kind: 'recall', words, part: inSubject ? 'subject' : 'copy' }, subject, head, given)
  }
  const told = findTold(lines, given.languages).map((one): Found => ({ ...one, part: 'copy' }))
  const found = [...inSubject(subject ?? ''), ...lines.flatMap(inLine), ...told]
  if (found.length === 0) return null
  const kinds = new Set(found.map(({ kind }) => kind))
  const kind = chosenKind(kinds, countWords(sheet.blocks))
  const best = found.find((one) => one.kind === kind) ?? found[0]
  return best === undefined ? null : correctionOf({ ...best, kind }, subject, head, given)
}

/** `Please disregard our release of this morning`, with a whole release below, is the way to send a better one. */
function chosenKind(kinds: ReadonlySet<Kind>, words: number): Kind {
  if (kinds.has('recall') && (kinds.size === 1 || words <= RELEASE_WORDS)) return 'recall'
  return kinds.size === 1 && kinds.has('update') ? 'update' : 'correction'
}

function correctionOf({ kind, words, part }: Found, subject: string | null, head: Head, given: Given): Correction {
  const start = part === 'subject' ? (subject ?? '').indexOf(words) : -1
  const inSubject = { part: 'subject', start, end: start + words.length } as const
  const evidence = part === 'copy' ? given.locate(words) : start === -1 ? null : inSubject
  return { kind, of: idsOf(head)[0] ?? null, words, evidence }
}

function firstLines(all: readonly string[]): string[] {
  const lines: string[] = []
  let room = CHARACTERS_READ
  for (const text of all) {
    if (room <= 0) break
    lines.push(text.slice(0, room))
    room -= text.length
  }
  return lines
}

function sentencesOf(note: string): string[] {
  return note.slice(0, CHARACTERS_READ).split(/(?<=[.!?。])\s+|\n+/)
}

function inSubject(subject: string): Found[] {
  const label = findLabel(undressSubject(subject.slice(0, MAX_LABEL_LINE * 2), (tag) => !isLabel(tag)))
  return label ? [{ ...label, part: 'subject' }] : []
}

function inLine(text: string): Found[] {
  const label = text.length > MAX_LABEL_LINE ? undefined : findLabel(text)
  if (!label) return []
  // A web page tells when it was last touched.
  const below = text.slice(text.indexOf(label.words) + label.words.length)
  return label.kind === 'update' && isDateOnly(below) ? [] : [{ ...label, part: 'copy' }]
}

function isDateOnly(rest: string): boolean {
  return /\d/.test(rest) && rest.length <= 50 && rest.split(/\s+/).length <= 8
}
