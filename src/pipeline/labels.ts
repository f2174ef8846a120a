/** Words by which a press office says what its paper is and when it may be used: topic `labels` of the cues, all languages together. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { compilePhrases, type PhraseFound, type Phrases, phraseAt, type Token } from './tokens.ts'

const words = z.array(z.string().min(1))

const schema = z.strictObject({
  /** Names of the paper that nothing else bears: press release. */
  papers: words,
  /** Names that are also ordinary words: news, statement. They count alone in a line, or before a colon or a dash. */
  plain: words,
  /** Names of a paper that invites journalists. */
  advisories: words,
  /** Words for an occasion: alone in a line they are a label, before a colon they belong to the headline. */
  occasions: words,
  immediate: words,
  corrections: words,
  embargoes: words,
  /** Between an embargo and its end. */
  until: words,
  /** Before the date of the paper. */
  dates: words,
  /** Before its number. */
  references: words,
  headlines: words,
  subheadings: words,
  /** The questions an invitation answers, a line each. */
  fields: words,
  /** In the sentences above a release in a letter. */
  covers: words,
  /** In a note that says what was wrong with an earlier release. */
  errors: words,
  /** Subjects that say nothing. */
  empty: words,
  /** What stands around a name of the paper in such a subject. */
  enclosed: words,
  /** In names of houses: such a line is a letterhead. */
  houses: words,
  /** With these no headline ends: it goes on in the next line. */
  joints: words,
  /** With these a sentence begins, and no name of a place. */
  openers: words,
  /** Between place and date. */
  between: words,
  /** Names of the paper in languages that have no directory. */
  elsewhere: words.optional(),
})

type Topic = Exclude<keyof z.infer<typeof schema>, 'elsewhere'>

const CUES = loadCues('labels', schema)

export type DressKind =
  | 'label'
  | 'plain'
  | 'occasion'
  | 'immediate'
  | 'correction'
  | 'embargo'
  | 'before date'
  | 'number'

type Meant<Meaning> = readonly [topic: Topic, means: Meaning]

function listPhrases<Meaning>(topics: readonly Meant<Meaning>[]): (readonly [string, Meaning])[] {
  return topics.flatMap(([topic, means]) =>
    [...CUES.values()].flatMap((cues) => cues[topic].map((phrase) => [phrase, means] as const)),
  )
}

/** What the words of a paper's dress mean; where a phrase means several things, the first. */
export const DRESS: Phrases<DressKind> = compilePhrases([
  ...listPhrases<DressKind>([
    ['papers', 'label'],
    ['advisories', 'label'],
    ['immediate', 'immediate'],
    ['corrections', 'correction'],
    ['embargoes', 'embargo'],
    ['plain', 'plain'],
    ['occasions', 'occasion'],
    ['dates', 'before date'],
    ['references', 'number'],
  ]),
  ...[...CUES.values()]
    .flatMap(({ elsewhere }) => elsewhere ?? [])
    .map((phrase) => [phrase, 'label' as const] as const),
])

const SINGLE = [
  'until',
  'headlines',
  'subheadings',
  'fields',
  'covers',
  'errors',
  'empty',
  'enclosed',
  'houses',
  'joints',
  'openers',
  'between',
] as const

const BY_TOPIC = new Map<Topic, Phrases<true>>(
  SINGLE.map((topic) => [topic, compilePhrases(listPhrases<true>([[topic, true]]))]),
)

/** The longest phrase of the topic that begins at a token, in any language. */
export function cueAt(
  topic: (typeof SINGLE)[number],
  tokens: readonly Token[],
  at: number,
): PhraseFound<true> | undefined {
  const phrases = BY_TOPIC.get(topic)
  return phrases && phraseAt(phrases, tokens, at)
}

/** Whether a phrase of the topic stands anywhere in the tokens. */
export function hasCue(topic: (typeof SINGLE)[number], tokens: readonly Token[]): boolean {
  const phrases = BY_TOPIC.get(topic)
  if (phrases === undefined) return false
  for (let at = 0; at < tokens.length; at++)
    if (phrases.has(tokens[at]?.text ?? '') && phraseAt(phrases, tokens, at) !== undefined) return true
  return false
}
