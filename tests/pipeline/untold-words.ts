/** Words of a draft's copy that an editor can read in none of its parts. */
import { asks, headings, invitations, labelWords } from '../../src/pipeline/contact-words.ts'
import type { Draft } from '../../src/pipeline/draft.ts'
import { notes, profiles, remarks } from '../../src/pipeline/ending-words.ts'
import { fold } from '../../src/pipeline/phrases.ts'

/** Words that only say what stands behind them, and the small ones round them. */
const MARKS = new Set([
  ...labelWords,
  ...[...headings.whole, ...asks.whole, ...invitations.whole, ...notes, ...profiles, ...remarks].flatMap((one) =>
    one.split(' '),
  ),
  ...'and or und oder et ou y o e en of och eller og ja tai i lub ve veya və и или та або و أو at on by via bei unter au al per på под за по with mit from the der die das mr mrs ms herr frau please bitte using to for für من على عبر'.split(
    ' ',
  ),
])

/** Each word once, as written. */
export function untoldWords(draft: Draft): string[] {
  const { headline, standfirst, dateline, body, boilerplate, contacts, marks, rest } = draft
  const told = [
    headline.value,
    standfirst?.value,
    dateline?.place,
    body.text,
    ...boilerplate.flatMap(({ heading, text }) => [heading, text]),
    draft.notes?.value,
    ...contacts.flatMap(({ name, role, organisation, email }) => [name, role, organisation, email]),
    ...marks.map(({ words }) => words),
    rest,
    draft.embargo.words,
  ].join('\n')
  const known = new Set(wordsIn(told).map(fold))
  const letters = fold(told).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  const digits = contacts.flatMap(({ phone, otherPhones }) => [phone ?? '', ...otherPhones]).join(' ')
  const phones = digits.replace(/[^\d ]/g, '')
  return [...new Set(wordsIn(draft.text))].filter((word) => {
    const folded = fold(word)
    if (known.has(folded) || MARKS.has(folded) || word.length < 2 || letters.includes(folded)) return false
    return !(/^\d+$/.test(word) && phones.includes(word.replace(/^0+/, '')))
  })
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
