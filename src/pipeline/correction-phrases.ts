/** Sentences in which a writer says that a release corrects, updates or recalls an earlier one. */
import {
  CUES,
  escaped,
  everyLanguage,
  isWide,
  KINDS,
  type Kind,
  LETTER_AFTER,
  LETTER_BEFORE,
  oneOf,
  plainly,
} from './correction-cues.ts'
import { cuesOf } from './cues.ts'
import { compileSpotter } from './spot-words.ts'

export interface Told {
  kind: Kind
  /** As written. */
  words: string
}

/** What is told in these lines, in these languages. */
export function findTold(lines: readonly string[], languages: readonly string[]): Told[] {
  const found: Told[] = []
  for (const { findSigns, paper, phrases } of cuesOf(PHRASES, languages)) {
    for (const text of lines) {
      if (findSigns(text).length === 0) continue
      const plain = plainly(text).toLowerCase()
      // A sentence about anything else may say the same of that.
      if (!paper.test(plain)) continue
      for (const { kind, sign, pattern } of phrases) {
        const place = plain.includes(sign) ? pattern.exec(plain) : null
        if (place) found.push({ kind, words: text.slice(place.index, place.index + place[0].length) })
      }
    }
  }
  return found
}

/** Whether a sentence says that this release corrects, updates or recalls an earlier one. */
export function speaksOfCorrection(text: string, languages: readonly string[]): boolean {
  return findTold([text], languages).length > 0
}

/** Outlook says in a sentence that it recalls a message; a mail with nothing but such a subject comes from it as well. */
export function findOutlookRecall(
  subject: string,
  lines: readonly string[],
): { words: string; inSubject: boolean } | undefined {
  const words = lines.slice(0, 3).find((line) => {
    if (findRecallSigns(line).length === 0) return false
    const plain = plainly(line).toLowerCase()
    return RECALLED.some(({ sign, pattern }) => plain.includes(sign) && pattern.test(plain))
  })
  if (words !== undefined) return { words, inSubject: false }
  const label = lines.length === 0 ? OUTLOOK_SUBJECT.exec(subject)?.[0] : undefined
  return label === undefined ? undefined : { words: label, inSubject: true }
}

interface Phrase {
  kind: Kind
  /** Its longest piece: without it the pattern need not be tried. */
  sign: string
  pattern: RegExp
}

function phraseOf(words: string, kind: Kind, paper: string): Phrase {
  const pieces = words.split(/\s?\*\s?|\{paper\}/)
  const sign = pieces.reduce((longest, piece) => (piece.trim().length > longest.length ? piece.trim() : longest), '')
  const named = (piece: string) => piece.split('{paper}').map(escaped).join(paper)
  const source = words
    .split(/\s?\*\s?/)
    .map(named)
    .join('.{0,80}?')
  const pattern = new RegExp(`${/^\p{L}/u.test(words) && !isWide(words) ? LETTER_BEFORE : ''}${source}`, 'u')
  return { kind, sign: plainly(sign), pattern }
}

/** The nouns at the beginning of a word, inflected or not; two letters only as a word. */
function paperOf(nouns: readonly string[]): string {
  const [short, long] = [
    nouns.filter((noun) => noun.length < 3 && !isWide(noun)),
    nouns.filter((noun) => noun.length > 2 || isWide(noun)),
  ]
  const shorts = short.length === 0 ? '' : `|${LETTER_BEFORE}${oneOf(short)}${LETTER_AFTER}`
  return `(?:${oneOf(long)}[\\p{L}-]{0,12}${shorts})`
}

const PHRASES = new Map(
  [...CUES].map(([language, cues]) => {
    const paper = paperOf(cues.paper)
    const phrases = KINDS.flatMap((kind) => cues.told[kind].map((words) => phraseOf(words, kind, paper)))
    const findSigns = compileSpotter(phrases.map(({ sign }) => sign))
    return [language, { findSigns, paper: new RegExp(paper, 'u'), phrases }]
  }),
)
const OUTLOOK_SUBJECT = new RegExp(`^${oneOf(everyLanguage((cues) => cues.outlook.subject))}\\s?[:：]`, 'iu')
const RECALLED = everyLanguage((cues) => cues.outlook.told).map((words) => phraseOf(words, 'recall', ''))
const findRecallSigns = compileSpotter(RECALLED.map(({ sign }) => sign))
