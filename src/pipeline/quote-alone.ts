/** Words that stand alone below `Jane Doe said:`, without marks, as ministries set them. */
import { type Attribution, attributionBefore } from './attribution.ts'
import { countWords } from './lines.ts'
import type { Speech } from './quote-cues.ts'
import { findSpans } from './quote-marks.ts'
import type { SheetLine } from './sheet.ts'

const MAX_INTRODUCTION = 240
/** `said today:` */
const MAX_WORDS_BEHIND_VERB = 3
const MIN_WORDS = 4
/** Between two introductions. */
const MAX_PARAGRAPHS = 4

/** The paragraphs that somebody is said to say, though no mark says so, and who; null where the line introduces none. */
export function readAlone(
  body: readonly SheetLine[],
  at: number,
  speech: Speech,
): { parts: string[]; attribution: Attribution } | null {
  const attribution = introduce(body[at], speech)
  const first = body[at + 1]
  if (attribution === null || first === undefined || !isSpeech(first)) return null
  const more = body.slice(at + 2, at + 2 + MAX_PARAGRAPHS)
  const parts = [first, ...more.slice(0, countMore(first, more, speech))].map(({ text }) => text)
  return { parts, attribution }
}

function introduce(line: SheetLine | undefined, speech: Speech): Attribution | null {
  if (line === undefined || line.text.length > MAX_INTRODUCTION || !/[:：]\s*$/u.test(line.text)) return null
  const plain = line.text.replace(/\s*[:：]\s*$/u, '')
  const verb = speech.findVerb(plain, 'last')
  if (verb === null || countWords([{ text: plain.slice(verb.index + verb.length) }]) > MAX_WORDS_BEHIND_VERB)
    return null
  return findSpans(line.text).length > 0 ? null : attributionBefore(line.text, speech)
}

function isSpeech({ text, kind, level }: SheetLine): boolean {
  if (level > 0 || (kind !== 'paragraph' && kind !== 'quote') || !/[.!?…。][)”"]?$/u.test(text)) return false
  return (findSpans(text)[0]?.start ?? 9) > 1 && !/^[–—-]\s/u.test(text) && countWords([{ text }]) >= MIN_WORDS
}

/** How many paragraphs go on with the first: those set as it is, those up to the next introduction, or those that say `we`. */
function countMore(first: SheetLine, more: readonly SheetLine[], speech: Speech): number {
  const other = more.findIndex((line) => !isSpeech(line))
  const paragraphs = more.slice(0, other === -1 ? more.length : other)
  const setOff = isSetOff(first)
  if (!setOff && other !== -1 && introduce(more[other], speech) !== null) return other
  const end = paragraphs.findIndex((line) =>
    setOff ? !isSetOff(line) : isSetOff(line) || !speech.isFirstPerson(line.text),
  )
  return end === -1 ? paragraphs.length : end
}

const isSetOff = ({ kind, italic }: SheetLine): boolean => kind === 'quote' || italic
