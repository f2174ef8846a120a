/** The words by which the end of the copy and what stands below it are marked, in every language: `cues/<language>/endings.json`. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { type Beginnings, beginningsOf, fold, keyOf, type Phrases, preparePhrases } from './phrases.ts'

const words = z.array(z.string().min(1)).min(1)
const schema = z.strictObject({
  /** Alone in a line: the copy ends. */
  ends: words,
  /** Headings of what an organisation says of itself; `{name}` stands for its name. */
  about: words,
  /** The same without the name. */
  profiles: words,
  /** Headings of what is for editors only. */
  notes: words,
  /** Headings that are so only below the copy. */
  remarks: words,
  /** Headings of what went before, which a press office sets in its copy or, as points, below it. */
  backgrounds: words,
  /** Beginnings of lines that lead to the whole release. */
  full: words,
  /** Beginnings of what is said of the mail itself: why one gets it, how to stop it, that nobody reads an answer. */
  services: words,
  /** Beginnings of lines that lead to more elsewhere, also in writing on networks; they are so only below the copy. */
  more: words,
  /** Headings of what lawyers add. */
  legal: words,
  /** Headings of what else stands below a release. */
  below: words,
  /** Words with which an organisation begins to say what it is. */
  describes: words,
  /** Those of them that say so without a heading. */
  defines: words,
  /** What organisations tell of themselves: since when, with how many, for whom. */
  standing: words,
})
type Topic = keyof z.infer<typeof schema>

const cues = loadCues('endings', schema)
const wholeLines = (topic: Topic): ReadonlySet<string> =>
  new Set([...cues.values()].flatMap((one) => one[topic].map((phrase) => keyOf(fold(phrase)))))

export const ends = wholeLines('ends')
export const profiles = wholeLines('profiles')
export const notes = wholeLines('notes')
export const remarks = wholeLines('remarks')
export const backgrounds = wholeLines('backgrounds')
export const legal = wholeLines('legal')
export const below = wholeLines('below')
export const full: Phrases = preparePhrases([...cues.values()].flatMap((one) => one.full))
export const services: Phrases = preparePhrases([...cues.values()].flatMap((one) => one.services))
export const more: Phrases = preparePhrases([...cues.values()].flatMap((one) => one.more))
const describing = new Map([...cues].map(([language, one]) => [language, preparePhrases(one.describes)]))
const defining = new Map([...cues].map(([language, one]) => [language, preparePhrases(one.defines)]))

const standing = new Map([...cues].map(([language, one]) => [language, preparePhrases(one.standing)]))

/** Words of a language of which paragraphs are made that an organisation puts below each release; null where the language is not known. */
export function standingIn(language: string): Phrases | null {
  return standing.get(language) ?? null
}

/** Words of a language with which an organisation says what it is; null where the language is not known. */
export function describesIn(language: string): Phrases | null {
  return describing.get(language) ?? null
}

/** Those of them that say so without a heading. */
export function definesIn(language: string): Phrases | null {
  return defining.get(language) ?? null
}

/** Languages that use each other's words: what is written in one is easily taken for another. */
const NEIGHBOURS: readonly string[][] = [
  ['da', 'no', 'nb', 'nn', 'sv'],
  ['tr', 'az'],
  ['ru', 'uk'],
  ['es', 'pt'],
]

interface Pattern {
  languages: ReadonlySet<string>
  before: string
  after: string
}

/** The longest first: `about the` before `about`. */
const patterns: readonly Pattern[] = [...cues]
  .flatMap(([language, { about }]) =>
    about.map((phrase) => {
      const [before = '', after = ''] = fold(phrase).split('{name}')
      const languages = new Set([language, ...(NEIGHBOURS.find((group) => group.includes(language)) ?? [])])
      return { languages, before, after }
    }),
  )
  .sort((a, b) => b.before.length + b.after.length - a.before.length - a.after.length)
/** By the first two letters of what stands before the name, or else the last two behind it. */
const byEdge = Map.groupBy(patterns, ({ before, after }) =>
  before === '' ? `…${after.slice(-2)}` : before.slice(0, 2),
)

/** The name in a heading such as `About Acme`; `own`: in one of these languages; `ahead`: the name comes first. Null where it is none. */
export function nameInHeading(
  heading: string,
  languages: readonly string[],
): { name: string; own: boolean; ahead: boolean } | null {
  const folded = fold(heading)
  let found: { name: string; own: boolean; ahead: boolean } | null = null
  for (const edge of [folded.slice(0, 2), `…${folded.slice(-2)}`])
    for (const { languages: spoken, before, after } of byEdge.get(edge) ?? []) {
      if (folded.length < before.length + after.length + 2) continue
      if (!folded.startsWith(before) || !folded.endsWith(after)) continue
      const name = heading
        .slice(before.length, heading.length - after.length)
        .replace(/\s[–—-]$/, '')
        .trim()
      const own = languages.some((language) => spoken.has(language))
      const ahead = before === ''
      if (own) return { name, own, ahead }
      found ??= { name, own, ahead }
    }
  return found
}

/** How headings and leads of the foot begin, and the last words of those that begin with a name. */
export const beginnings: Beginnings = beginningsOf(
  [...cues.values()].flatMap((one) => [
    ...[
      one.profiles,
      one.notes,
      one.remarks,
      one.backgrounds,
      one.full,
      one.more,
      one.services,
      one.legal,
      one.below,
    ].flat(),
    ...one.about.map((phrase) => phrase.replace(/\{name\}.*$/, '')).filter((phrase) => phrase !== ''),
  ]),
)
export const endingWords: ReadonlySet<string> = new Set(
  patterns.filter(({ before }) => before === '').map(({ after }) => keyOf(after).split(' ').at(-1) ?? ''),
)
