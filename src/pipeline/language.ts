/** The language of a text: by its script, by its commonest words, by its letter groups. The only home of eld. */
import { guessByWords, shareOfWords } from './function-words.ts'

/** Under 60 letters even long words of two languages look alike. */
const ENOUGH_LETTERS = /^(?:\P{L}*\p{L}){60}/u
/** A sign of Chinese, Japanese or Korean is a syllable or a word. */
const ENOUGH_SIGNS = /^(?:\P{L}*\p{L}){20}/u
/** Letterhead and contacts stand at the ends, so of a longer text this much is read from a sixth of it on. */
const WINDOW_LENGTH = 1000
/** eld looks at the first 380 bytes; the rest stands in for the addresses that are left out. */
const SAMPLE_LENGTH = 600
/** Scores run from 0 to 1 and say how usual the letter groups are; known languages reach 0.7 on a sentence. */
const MIN_SCORE = 0.4
/** Between neighbours such as Norwegian and Danish the gap is small but real. */
const MIN_LEAD = 0.01
const MIN_SHARE = 0.03

let loading: Promise<typeof import('eld/extrasmall')> | null = null

/** BCP 47 tag of the language of the copy, or null where it is too short or could be several. */
export async function findLanguage(text: string): Promise<string | null> {
  const sample = withoutAddresses(middleOf(text))
  const certain = guessLanguage(sample)
  if (certain !== undefined) return certain
  // The smallest set knows all 60 languages, loads in a third of the time of the large one and is as sure on whole paragraphs.
  loading ??= import('eld/extrasmall')
  const { eld } = await loading
  const found = eld.detect(sample.slice(0, SAMPLE_LENGTH))
  const [best = 0, next = 0] = Object.values(found.getScores())
  // Names, lists and figures have letters of a language but none of its words.
  const share = shareOfWords(sample, found.language) ?? 1
  if (found.language !== '' && best >= MIN_SCORE && best - next >= MIN_LEAD)
    return share < MIN_SHARE ? null : found.language
  return guessByWords(sample)?.language ?? null
}

/** The language where script or common words alone tell it, null where the text is too short for any; undefined: they do not tell. */
export function guessLanguage(sample: string): string | null | undefined {
  const script = scriptOf(sample)
  if (script !== null && EASTERN.has(script)) return ENOUGH_SIGNS.test(sample) ? script : null
  if (!ENOUGH_LETTERS.test(sample)) return null
  if (script !== null) return script
  const guess = guessByWords(sample)
  return guess?.sure ? guess.language : undefined
}

const EASTERN = new Set(['ja', 'zh', 'ko'])

/** The language of a script that has one, or whose languages have letters of their own; null for Latin and where others share it. */
function scriptOf(text: string): string | null {
  const letters = countScripts(text)
  // A sign of these stands for several letters.
  letters.latin /= letters.kana + letters.han + letters.hangul > 0 ? 3 : 1
  const most = Math.max(...Object.values(letters))
  if (most === 0 || letters.latin === most) return null
  if (letters.kana > 0 && letters.kana + letters.han > letters.latin / 2)
    return letters.kana * 8 > letters.han ? 'ja' : 'zh'
  if (letters.han === most) return 'zh'
  if (letters.hangul === most) return 'ko'
  if (letters.greek === most) return 'el'
  if (letters.hebrew === most) return 'he'
  if (letters.arabic === most) return arabicOf(text)
  return null
}

/** Persian and Urdu have letters that Arabic has not. */
function arabicOf(text: string): string | null {
  const urdu = text.match(/[ٹڈڑںےہھ]/g)?.length ?? 0
  const persian = text.match(/[پچژگکی]/g)?.length ?? 0
  const arabic = text.match(/[ةىيكأإ]/g)?.length ?? 0
  if (urdu > 3 && urdu * 20 > text.length / 4) return 'ur'
  if (persian > arabic) return 'fa'
  return arabic > persian * 3 ? 'ar' : null
}

function countScripts(text: string) {
  const count = { latin: 0, cyrillic: 0, greek: 0, hebrew: 0, arabic: 0, kana: 0, han: 0, hangul: 0 }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x41) continue
    if (code < 0x250) count.latin++
    else if (code >= 0x370 && code < 0x400) count.greek++
    else if (code >= 0x400 && code < 0x530) count.cyrillic++
    else if (code >= 0x590 && code < 0x600) count.hebrew++
    else if (code >= 0x600 && code < 0x780) count.arabic++
    else if (code >= 0x3040 && code < 0x3100) count.kana++
    else if (code >= 0x4e00 && code < 0xa000) count.han++
    else if (code >= 0xac00 && code < 0xd7b0) count.hangul++
  }
  return count
}

function withoutAddresses(text: string): string {
  if (!text.includes('@') && !text.includes('://')) return text
  return text
    .split(/\s+/)
    .filter((word) => !word.includes('@') && !word.includes('://'))
    .join(' ')
}

function middleOf(text: string): string {
  if (text.length <= WINDOW_LENGTH * 1.3) return text
  const from = Math.floor((text.length - WINDOW_LENGTH) / 6)
  return text.slice(from, from + WINDOW_LENGTH)
}
