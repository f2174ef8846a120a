/** Lines with which a press office signs its copy: who wrote it, whose it is, on which day, under which number. */
import { isPost } from './contact-line.ts'
import { posts } from './contact-words.ts'
import { readDress, readLine } from './dress.ts'
import { isOrganisation, isPersonName, rankBefore } from './names.ts'
import { fold, leadingPhrase } from './phrases.ts'
import type { Sheet, SheetLine } from './sheet.ts'

const MAX_LINES = 4
const MAX_LENGTH = 90
const MAX_WISH = 60
const MAX_WISH_WORDS = 7
/** `Petition: https://acme.example/petition`, `(https://acme.example)` */
const ENDS_IN_LINK = /(?:^|[\s(])(?:https?:\/\/|www\.)\S{3,85}$/
const IS_LINK = /^\(?(?:https?:\/\/|www\.)\S{3,300}\s?\)?$/
/** The sentence above it has ended. */
const ENDED = /[.!?…。][\s"”“»’')\]]{0,3}(?:\(\p{L}[\p{L}.]{0,9}\))?$/u
/** `(mk)`, `SA`, `(c.r.)`, `(Police of the district)`. */
const INITIALS = /^(?:\p{Lu}{2,4}|\p{Lu}\p{Ll}{0,2}\.|[[(（][^()[\]（）]{1,60}[)\]）]|\p{Lu}{1,3}\/\p{Lu}{1,3})$/u

/** The line after the last one of the copy, which begins at `start` and ends before `end`, less the lines that sign it. */
export function aboveSignOff({ lines }: Sheet, start: number, end: number, languages: readonly string[]): number {
  let at = belowWish(lines, start, end)
  while (at > start + 1 && end - at < MAX_LINES && signs(lines, at - 1, end, languages)) at--
  const above = lines[at - 1]
  return at < end && above && ENDED.test(above.text) ? at : end
}

/** `Yours in solidarity,` and the lines below it, whatever they say; the end itself where nobody is wished anything. */
function belowWish(lines: readonly SheetLine[], start: number, end: number): number {
  for (let at = end - 2; at > start && end - at <= MAX_LINES; at--) {
    const text = lines[at]?.text ?? ''
    if (/,$/.test(text) && text.length < MAX_WISH && text.split(/\s+/).length <= MAX_WISH_WORDS) return at
    if (text.length > MAX_LENGTH || /[.!?。！？؟]$/.test(text)) break
  }
  return end
}

/** The line signs by itself, or stands between the copy and one that does. */
function signs(lines: readonly SheetLine[], at: number, end: number, languages: readonly string[]): boolean {
  const line = lines[at]
  if (isSigning(line, languages)) return true
  const next = at + 1 < end ? lines[at + 1] : undefined
  if (!line || !next || line.level > 0 || line.kind === 'list' || line.text.length > MAX_LENGTH) return false
  // A name above the day, what a link leads to above it.
  return !/[.!?…:;。！？：]["”“»’)]?$/u.test(line.text) && (isDay(next.text, languages) || IS_LINK.test(next.text))
}

function isSigning(line: SheetLine | undefined, languages: readonly string[]): boolean {
  if (!line || line.level > 0 || line.kind === 'list' || line.text.length > MAX_LENGTH) return false
  const { text } = line
  if (ENDS_IN_LINK.test(text)) return true
  if (INITIALS.test(text) || readDress(readLine(text, languages)).whole) return true
  if (/[.!?:;,。！？：]$/.test(text)) return false
  return isPersonName(text) || rankBefore(text) !== '' || isOffice(text) || isHouse(text) || isDay(text, languages)
}

/** `Press officer`, `Oficer Prasowy Komendanta Powiatowego`. */
function isOffice(text: string): boolean {
  return isPost(text) || (leadingPhrase(posts, fold(text)) !== null && !hasSentence(text))
}

/** A name and nothing said of it: no word in small letters but those that names hold. */
function isHouse(text: string): boolean {
  return isOrganisation(text) && !hasSentence(text)
}

const hasSentence = (text: string): boolean => /(?<!\p{L})\p{Ll}{3,}\s\p{Ll}{3,}/u.test(text)

/** A date alone, with the place before it or an article. */
function isDay(text: string, languages: readonly string[]): boolean {
  const {
    tokens,
    dates: [date],
  } = readLine(text, languages)
  const isAhead =
    date !== undefined &&
    (date.from <= 1 || (date.from <= 4 && tokens.slice(0, date.from).some(({ text }) => text === ',')))
  return isAhead && tokens.length - date.after <= 1
}
