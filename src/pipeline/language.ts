/** The only home of eld. */

/** Under this many letters even long words of two languages look alike. */
const MIN_LETTERS = 60
/** eld reads the first 1000 characters only; letterhead and contacts come first, so the middle of the copy is shown to it. */
const SAMPLE_LENGTH = 1000
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
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return null
  // The smallest set knows all 60 languages, loads in a third of the time of the large one and is as sure on whole paragraphs.
  loading ??= import('eld/extrasmall')
  const { eld } = await loading
  const found = eld.detect(sample)
  const [best = 0, next = 0] = Object.values(found.getScores())
  return found.language !== '' && best >= MIN_SCORE && best - next >= MIN_LEAD ? found.language : null
}

function middleOf(text: string): string {
  if (text.length <= SAMPLE_LENGTH * 1.5) return text
  const from = Math.floor((text.length - SAMPLE_LENGTH) / 3)
  return text.slice(from, from + SAMPLE_LENGTH)
}
