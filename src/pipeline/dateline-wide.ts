/** Datelines in Japanese, whose writing has neither spaces nor capitals: `【東京】`, `（東京 2025年6月12日）`, `2025年6月12日、東京 – `. */
import type { ReadDateline } from './dateline.ts'
import type { ReadLine } from './dress.ts'
import { isTown } from './places.ts'
import { tokenise } from './tokens.ts'

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const BRACKETED =
  /^\s*[【［（([〔〈]([^【】［］（）()[\]〔〕〈〉]{2,40}(?:\([月火水木金土日]\)|（[月火水木金土日]）)?[^【】［］（）()[\]〔〕〈〉]{0,30})[】］）)\]〕〉]\s{0,3}(?:[–—―ー-]{1,2}\s?)?/u
const OPEN = /^([^。]{2,40}?)\s{0,3}(?:[–—―]{1,2}|\s-{1,2}\s|発[\s=＝:：–—―-]{1,3}|[=＝])\s{0,3}/u
/** Ends of names of towns, districts and lands. */
const PLACE_END = /[都道府県市区町村州]$/u
const MAX_PLACE = 14

/** Reads a dateline of wide writing; null in any other. */
export function readWideDateline(line: ReadLine): ReadDateline | null {
  const head = line.text.slice(0, 80)
  if (!WIDE.test(head)) return null
  const bracketed = BRACKETED.exec(head)
  const found = bracketed ?? OPEN.exec(head)
  const inside = found?.[1]
  if (!found || inside === undefined) return readAlone(line)
  const start = found[0].indexOf(inside)
  const read = readInside(line, start, start + inside.length)
  if (!read) return null
  const behind = read.place && !read.date ? dateBehind(line, found[0].length) : null
  if (behind) return { ...read, date: behind, start, end: behind.end, whole: false }
  const end = bracketed ? found[0].trimEnd().replace(/\s?[–—―ー-]{1,2}$/u, '').length : start + inside.length
  return {
    ...read,
    start: bracketed ? found[0].search(/\S/) : start,
    end,
    whole: found[0].length >= line.text.trimEnd().length,
  }
}

/** `東京 – 2025年6月12日 – `. */
function dateBehind({ dates, text }: ReadLine, at: number): ReadLine['dates'][number] | null {
  const date = dates.find(({ start }) => start >= at && start <= at + 2)
  return date && /^\s{0,3}(?:[–—―：:-]|$)/u.test(text.slice(date.end)) ? date : null
}

/** `東京、2025年6月12日` alone in its line. */
function readAlone(line: ReadLine): ReadDateline | null {
  if (line.text.length > 40) return null
  const read = readInside(line, 0, line.text.length)
  return read?.place && read.date ? { ...read, start: 0, end: line.text.length, whole: true } : null
}

function readInside(
  line: ReadLine,
  start: number,
  end: number,
): Pick<ReadDateline, 'place' | 'date' | 'confidence'> | null {
  const date = line.dates.find((one) => one.start >= start && one.end <= end) ?? null
  const words = date ? line.text.slice(start, date.start) + line.text.slice(date.end, end) : line.text.slice(start, end)
  const place = words
    .replace(/^[\s、,，・:：/／|–—―-]+|[\s、,，・:：/／|–—―=＝-]+$/gu, '')
    .replace(/(?:発|にて)$/u, '')
    .trim()
  if (place === '') return date && { place: null, date, confidence: 0.8 }
  const names = place.split(/[・、／/，,]|および|及び|と/u).map((name) => name.trim())
  const known = names.some((name) => isTown(tokenise(name)))
  if (!known && !(names.every((name) => PLACE_END.test(name)) && place.length <= MAX_PLACE) && !(date && isName(place)))
    return null
  return { place, date, confidence: known ? 0.95 : 0.8 }
}

function isName(place: string): boolean {
  return (
    place.length <= MAX_PLACE &&
    /^[\p{L}\s・ー、,]+$/u.test(place) &&
    !/\p{Script=Hiragana}/u.test(place) &&
    !/発表|会社|社$|資料|報道|号/u.test(place)
  )
}
