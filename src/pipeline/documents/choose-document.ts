/** Which of several documents is the release: not the fact sheet, the terms or the list of captions. */
import { countWords } from '../lines.ts'
import type { Format } from './format.ts'
import type { ReadDocument } from './open-files.ts'
import { kindOfName, kindOfTop, pointsToFile } from './pointing.ts'
import { shareOf, vocabularyOf } from './vocabulary.ts'

/** With fewer words there is no release in it. */
const MIN_WORDS = 20
const NOTE_WORDS = 60
const LONG = 6_000
/** How much of the top of a document says what it is. */
const TOP_LINES = 4
const LEAD = 600
const SAME_WORDS = 0.8

/** Of two documents with the same words, that from which more of the structure is known; higher is better. */
const STRUCTURE: Readonly<Record<Format, number>> = {
  docx: 5,
  odt: 5,
  html: 4,
  rtf: 4,
  tnef: 3,
  outlook: 3,
  message: 3,
  pdf: 2,
  text: 1,
  calendar: 0,
  archive: 0,
}

/** The release among the documents, or what is likeliest; undefined where none has a text. */
export function chooseDocument(documents: readonly ReadDocument[], subject: string): ReadDocument | undefined {
  const worthy = documents.filter(({ format, blocks }) => format !== 'calendar' && countWords(blocks) >= MIN_WORDS)
  const scored = worthy.map((document) => ({ document, score: scoreOf(document, subject) }))
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (most, one) => (most === undefined || one.score > most.score ? one : most),
    undefined,
  )
  if (best === undefined) return documents.find(({ blocks }) => blocks.length > 0)
  const same = vocabularyOf(best.document.text)
  return worthy.reduce(
    (chosen, one) => (STRUCTURE[one.format] > STRUCTURE[chosen.format] && isSame(same, one) ? one : chosen),
    best.document,
  )
}

function isSame(words: ReadonlySet<string>, { text }: ReadDocument): boolean {
  const others = vocabularyOf(text)
  return shareOf(words, others) >= SAME_WORDS && shareOf(others, words) >= SAME_WORDS
}

function scoreOf({ name, text, blocks, letter, format }: ReadDocument, subject: string): number {
  const top = blocks
    .map((block) => block.text)
    .join('\n')
    .slice(0, LEAD)
  const stem = (name ?? '').replace(/\.\w{1,5}$/, '')
  const words = countWords(blocks)
  const wanted = vocabularyOf(subject)
  let score = 0
  const named = kindOfName(stem)
  const labelled = kindOfTop(top.split('\n').slice(0, TOP_LINES))
  if (named !== null) score += named === 'release' ? 4 : -4
  if (labelled !== null) score += labelled === 'release' ? 3 : -3
  if (wanted.size > 1) score += 3 * shareOf(wanted, vocabularyOf(`${stem} ${top}`))
  if (/[“„«"「][^”“»"」]{40,600}[”“»"」]/u.test(text.slice(0, 20_000))) score += 1
  if (words > LONG) score -= 3
  if (words < NOTE_WORDS && pointsToFile(text)) score -= 4
  // Mail programs put what lists add below a message into files of this name.
  if (/^ATT\d{4,6}/i.test(stem)) score -= 6
  if (format === 'text' && letter === null) score -= 1
  return score
}
