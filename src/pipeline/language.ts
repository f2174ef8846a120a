/** The only home of eld. */

/** Under 60 letters even long words of two languages look alike. */
const ENOUGH_LETTERS = /^(?:\P{L}*\p{L}){60}/u
/** Letterhead and contacts come first, so of a text longer than one and a half windows a piece of a window in its middle is read. */
const WINDOW_LENGTH = 1000
/** eld looks at the first 380 bytes; the rest stands in for the addresses that are left out. */
const SAMPLE_LENGTH = 600
/** Scores run from 0 to 1 and say how usual the letter groups are; known languages reach 0.7 on a sentence. */
const MIN_SCORE = 0.4
/** Between neighbours such as Norwegian and Danish the gap is small but real. */
const MIN_LEAD = 0.01

let loading: Promise<typeof import('eld/extrasmall')> | null = null

/** BCP 47 tag of the language of the copy, or null where it is too short or could be several. */
export async function findLanguage(text: string): Promise<string | null> {
  const sample = middleOf(text)
    .split(/\s+/)
    .filter((word) => !word.includes('@') && !word.includes('://'))
    .join(' ')
  if (!ENOUGH_LETTERS.test(sample)) return null
  // The smallest set knows all 60 languages, loads in a third of the time of the large one and is as sure on whole paragraphs.
  loading ??= import('eld/extrasmall')
  const { eld } = await loading
  const found = eld.detect(sample)
  const [best = 0, next = 0] = Object.values(found.getScores())
  return found.language !== '' && best >= MIN_SCORE && best - next >= MIN_LEAD ? found.language : null
}

function middleOf(text: string): string {
  if (text.length <= WINDOW_LENGTH * 1.5) return text
  const from = Math.floor((text.length - WINDOW_LENGTH) / 3)
  return text.slice(from, from + SAMPLE_LENGTH)
}
