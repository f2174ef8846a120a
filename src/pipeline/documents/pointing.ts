/** What a message says that only points to a file, and what files that carry a release are called. */
import { z } from 'zod'
import { loadCues } from '../cues.ts'

const words = z.array(z.string().min(1)).min(1)
const CUES = loadCues('attached', z.strictObject({ pointing: words, greeting: words, release: words, beside: words }))

const POINTING = patternOf('pointing')
const GREETING = patternOf('greeting', '^')
const RELEASE = patternOf('release')
const BESIDE = patternOf('beside')
/** In running text two letters are no name: `pm` is the afternoon. */
const LABEL = patternOf('release', '', 4)

/** A message that says more than this is not searched: it is the release itself. */
const MAX_NOTE = 4_000
const MAX_NAME = 300
const MAX_LABEL = 60

/** The text says that something is attached. */
export function pointsToFile(text: string): boolean {
  return POINTING.test(plain(text.slice(0, MAX_NOTE)))
}

/** The text begins as a letter does. */
export function greets(text: string): boolean {
  return GREETING.test(plain(text.slice(0, MAX_NAME)))
}

/** The name of a file calls it a release, or something that is sent beside one; null: it says neither. */
export function kindOfName(name: string): 'release' | 'beside' | null {
  const words = plain(name.slice(0, MAX_NAME))
  return RELEASE.test(words) ? 'release' : BESIDE.test(words) ? 'beside' : null
}

/** The same of the lines at the top of a document, where only a short line is a label. */
export function kindOfTop(lines: readonly string[]): 'release' | 'beside' | null {
  const labels = lines.filter((line) => line.length <= MAX_LABEL).map(plain)
  if (labels.some((line) => LABEL.test(line))) return 'release'
  return BESIDE.test(labels[0] ?? '') ? 'beside' : null
}

/** Words of all languages, as the copy whose language would tell is not chosen yet; a star stands for the rest of a word. */
function patternOf(kind: 'pointing' | 'greeting' | 'release' | 'beside', start = '', shortest = 1): RegExp {
  const all = new Set([...CUES.values()].flatMap((cues) => cues[kind].filter((cue) => cue.length >= shortest)))
  const patterns = [...all].sort((one, other) => other.length - one.length).map(wordPattern)
  return new RegExp(`${start}(?:${patterns.join('|')})`, 'u')
}

function wordPattern(cue: string): string {
  const open = cue.endsWith('*')
  const escaped = plain(cue)
    .replace(/\*/g, '')
    .replace(/[.+?^${}()|[\]\\/]/g, '\\$&')
  // Japanese sets no spaces between words.
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(cue)) return escaped
  return `(?<![\\p{L}\\p{N}])${escaped}${open ? '' : '(?![\\p{L}\\p{N}])'}`
}

/** Lower case, with plain quotes, dashes and spaces; in a file's name other signs stand for spaces. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2019\u02bc\u2018]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[_\s+]+/g, ' ')
    .trim()
}
