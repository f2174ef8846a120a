/** The words by which releases mark captions and credits, as patterns. */

import { z } from 'zod'
import { cuePattern } from '../cue-pattern.ts'
import { loadCues } from '../cues.ts'

const Words = z.array(z.string().min(1)).min(1)
const Cues = z.object({
  /** What a picture is called: `photo`. */
  picture: Words,
  /** What stands before a caption, or begins one: `photo caption`, `in the picture`. */
  caption: Words,
  /** What stands above a list of them: `captions`, `photos`. */
  captions: Words,
  /** What stands before who took a picture: `photo credit`. */
  credit: Words,
  /** The same where it may also stand before anything else: `source`. */
  source: Words,
  /** What says that it may be used: `free for editorial use`. */
  usage: Words,
})

const ALL = [...loadCues('captions', Cues).values()]

const PICTURE = wordsOf('picture')
const CAPTION = wordsOf('caption')
const CAPTIONS = wordsOf('captions')
const CREDIT = wordsOf('credit')
const SOURCE = wordsOf('source')
/** `Foto` is one in most languages and several in some. */
const SINGULAR = new Set(ALL.flatMap(({ picture }) => picture.map(flatten)))
const PLURAL = new Set(ALL.flatMap(({ captions }) => captions.map(flatten)).filter((cue) => !SINGULAR.has(cue)))

/** What may follow a cue: no letter, as `photo` also begins `photon`. */
const END = '(?![\\p{L}\\p{M}])'
const NUMBER = '(?:(?:no|nr|num|n[°ºo]|#|№|رقم)?\\.?\\s?#?(?<number>\\p{Nd}{1,2}|[a-h](?![\\p{L}])))?'
/** Between a cue and its words; the sign of copyright is itself a word. */
const COLON = '\\s{0,3}(?:[:：﹕]|\\s[-–—|]\\s|[–—]|(?=©|\\(c\\)))\\s{0,3}'
const CUE = `(?<picture>${PICTURE})|(?<caption>${CAPTION})|(?<credit>${CREDIT})|(?<source>${SOURCE})|(?<captions>${CAPTIONS})`

/** `Photo 2 (left): words`; the longest cue is tried first in each kind. */
export const CAPTION_LINE = new RegExp(
  `^[\\s[(•*_·"“„>-]{0,6}(?:${CUE})${END}\\s{0,2}${NUMBER}\\s{0,2}(?:\\([^()]{1,200}\\))?(?:${COLON}(?<words>.{0,3000})|[.]?\\s{0,3})$`,
  'iu',
)

/** Words that mark a credit wherever they stand in a caption: at its end, mostly. */
export const CREDIT_MARK = new RegExp(
  `(?:(?<sign>©|\\(c\\)|[Ⓒⓒ])\\s{0,2}(?:${SOURCE}|${CREDIT})?${END}|(?<![\\p{L}\\p{M}])(?:${CREDIT}|${SOURCE}|${PICTURE}|${CAPTIONS})${END}\\s{0,2}[:：])\\s{0,3}(?:©\\s{0,2})?`,
  'giu',
)

/** Words by which the use is allowed or limited. */
export const USAGE = new RegExp(`(?<![\\p{L}])(?:${wordsOf('usage')})`, 'iu')

/** Speaks of pictures. */
export const SPEAKS_OF_PICTURES = new RegExp(`(?<![\\p{L}\\p{M}])(?:${PICTURE}|${CAPTION}|${CAPTIONS})`, 'iu')

/** True for a cue that names several pictures. */
export function isPlural(cue: string): boolean {
  return PLURAL.has(flatten(cue))
}

function wordsOf(kind: keyof z.infer<typeof Cues>): string {
  return cuePattern(ALL.flatMap((cues) => cues[kind]).map(flatten))
}

function flatten(cue: string): string {
  return cue.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}
