/** The note that a colleague writes above what is forwarded. */
import type { Block } from './block.ts'
import { countWords, linesOf } from './lines.ts'
import { isDeviceLine, isDisclaimer, isValediction } from './mail-phrases.ts'

/** Who forwards a release adds a line or two; a longer note is one only above something clearly longer. */
const MAX_NOTE_WORDS = 60
const MAX_LONG_NOTE_WORDS = 150
const LONGER = 3
/** Below the words that end a letter stand a name, a post, an address and what a house adds. */
const MAX_SIGNATURE_WORDS = 120
const MAX_DETAIL_LENGTH = 1000

/** Whether `own` words above `rest` forwarded ones are a note, not copy. */
export function isNote(own: number, rest: number): boolean {
  return own <= MAX_NOTE_WORDS || (own <= MAX_LONG_NOTE_WORDS && own * LONGER <= rest)
}

/** How many words somebody wrote there: what houses and telephones add, and a signature, left out of account. */
export function countNoteWords(blocks: readonly Block[]): number {
  const lines = linesOf(blocks.filter((block) => !block.signature))
  const end = lines.findIndex(({ text }) => isValediction(text))
  const below = end === -1 ? [] : lines.slice(end)
  const written = countWords(below) > MAX_SIGNATURE_WORDS ? lines : lines.slice(0, lines.length - below.length)
  return countWords(written.filter(({ text }) => !isDeviceLine(text) && !isDisclaimer(text)))
}

/** The note for the person who reads the draft: an embargo may stand in it. */
export function noteText(blocks: readonly { text: string }[]): string {
  const words = blocks.map((block) => block.text).join('\n')
  return words
    .slice(0, MAX_DETAIL_LENGTH * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_DETAIL_LENGTH)
}
