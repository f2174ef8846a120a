/** In which language an embargo is written, where its wording is the same in many: `Embargo: 12/06/2025, 10 Uhr`. */
import { languagesOfWord } from './date-words.ts'
import type { EmbargoGiven } from './embargo.ts'
import type { Wording } from './embargo-wordings.ts'
import type { Token } from './tokens.ts'

/** A wording that is the same in more languages says nothing. */
const MAX_LANGUAGES = 3
/** How far round the wording words of dates and times are its own. */
const BEFORE = 8
const AFTER = 24

/** The languages to read its date in, the likeliest first: the wording's own, or as the words round it tell, then those of the copy. */
export function languagesOfEmbargo(
  { languages }: Wording,
  tokens: readonly Token[],
  at: number,
  given: EmbargoGiven,
): string[] {
  const known = given.languages.filter((language) => languages.includes(language))
  const own = known.length > 0 ? known : languages.length <= MAX_LANGUAGES ? languages : []
  // A short paper's language is not told, and English is what is left.
  const told = own.every((language) => language === 'en') ? tellLanguage(tokens, at) : []
  return [...new Set([...told, ...own, ...given.languages])]
}

function tellLanguage(tokens: readonly Token[], at: number): string[] {
  const near = tokens.slice(Math.max(0, at - BEFORE), at + AFTER).filter(({ kind }) => kind === 'word')
  const beside = near.filter(({ line }) => line === tokens[at]?.line)
  return tellBy(beside) ?? tellBy(near) ?? []
}

/** Null where no word of dates and times tells anything. */
function tellBy(near: readonly Token[]): string[] | null {
  const votes = near.map(({ text }) => languagesOfWord(text)).filter((languages) => languages.size > 0)
  const english = votes.filter((languages) => languages.has('en') && languages.size === 1).length
  const other = votes.find((languages) => !languages.has('en'))
  if (other && english === 0) return [...other]
  return english > 0 ? [] : null
}
