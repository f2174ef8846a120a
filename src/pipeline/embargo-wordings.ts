/** The words by which a paper is marked as embargoed, or as free, in every language; and where they stand in a text. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { slipsOf } from './slips.ts'
import { compileSpotter, type Spot } from './spot-words.ts'
import { compilePhrases, fold, type Phrases, phraseAt, type Token } from './tokens.ts'

const words = z.array(z.string())

const EmbargoCues = z.strictObject({
  /** Mark the paper wherever they stand. */
  phrases: words,
  /** Mark it by their place, as `EMBARGO:` does; elsewhere they are words of the news. */
  words,
  /** Mark it where words such as `until` follow, or in some languages stand before them: `do not publish`. */
  bans: words,
  /** Mark it where they begin a line and a time to come follows: `For release at …`. */
  dated: words,
  /** Mark it where a time leads to them, or follows them, and the same sentence has one of `of`: `This text is locked until …`. */
  locks: z.array(z.strictObject({ words, of: words })),
  /** Lead to a time before which something is not done, `not before`; they mark the paper where the same sentence has one of `uses`. */
  holds: words,
  /** What is done with a paper: `be published`. */
  uses: words,
  immediate: words,
  none: words,
  lifted: words,
  /** Of some of the words: mark it on a line of their own only, as beside a contact they keep that contact private. */
  asides: words,
  /** Speak of embargoes in general: what stands behind them on the line marks the paper only with a date. */
  policy: words,
  /** In place of a time: `until further notice`. */
  notice: words,
  /** Before a wording: it tells of an earlier paper. */
  past: words,
  /** Before a wording: what is under embargo is not the paper, and the time may be its own. */
  events: words,
  /** Of several words: no wording at all, such as `arms embargo`; one word: in the same sentence the embargo is one on trade. */
  other: words,
  /** May stand on the line before or after a wording without making it a sentence. */
  lead: words,
  /** Lead to the time from which the paper is free. */
  until: words,
  /** Beside a time: it is not exact, or hangs on an event. */
  vague: words,
  /** Between wording and time: they say nothing of when. */
  plain: words,
  /** Behind a time: it is not the whole truth. */
  conditions: words,
  /** Kinds of media, which may have times of their own: `print`, `online`. */
  media: words,
  /** The time stands before the wording. */
  verbLast: z.boolean(),
  /** Mean nothing between the parts of a time. */
  fillers: words,
})

type Kind =
  | 'phrase'
  | 'word'
  | 'aside'
  | 'ban'
  | 'dated'
  | 'lock'
  | 'immediate'
  | 'none'
  | 'lifted'
  | 'policy'
  | 'other'

export interface Wording {
  kind: Kind
  /** The languages that have it. */
  languages: string[]
  /** Of a lock: its sentence has one of them. */
  of?: Phrases<true>
}

const CUES = loadCues('embargo', EmbargoCues)

/** The wordings, as phrases among tokens. */
export const WORDINGS: Phrases<Wording> = compileWordings()
export const NOTICES: Phrases<true> = compilePhrases(everyOf('notice').map((name) => [name, true]))
export const PAST: Phrases<true> = compilePhrases(everyOf('past').map((name) => [name, true]))
/** What may be under embargo beside the paper. */
export const EVENTS: Phrases<true> = compilePhrases(everyOf('events').map((name) => [name, true]))
export const LEADS: Phrases<true> = compilePhrases(everyOf('lead').map((name) => [name, true]))
export const USES: Phrases<true> = compilePhrases(everyOf('uses').map((name) => [name, true]))
export const UNTIL: Phrases<true> = compilePhrases(everyOf('until').map((name) => [name, true]))
export const VAGUE: Phrases<true> = compilePhrases(everyOf('vague').map((name) => [name, true]))
export const PLAIN: Phrases<true> = compilePhrases(everyOf('plain').map((name) => [name, true]))
export const CONDITIONS: Phrases<true> = compilePhrases(everyOf('conditions').map((name) => [name, true]))
export const MEDIA: Phrases<true> = compilePhrases(everyOf('media').map((name) => [name, true]))
export const FILLERS: Phrases<true> = compilePhrases(everyOf('fillers').map((name) => [name, true]))
const TRADE: Phrases<true> = compilePhrases(everyOf('other').map((name) => [name, true]))

/** Whether the time stands before the wording in one of the languages. */
export function isVerbLast(languages: readonly string[]): boolean {
  return languages.some((language) => CUES.get(language)?.verbLast)
}

/** Whether words of trade embargoes begin at a token. */
export function isTradeWord(tokens: readonly Token[], at: number): boolean {
  return phraseAt(TRADE, tokens, at) !== undefined
}

function everyOf(
  topic:
    | 'notice'
    | 'past'
    | 'lead'
    | 'fillers'
    | 'other'
    | 'until'
    | 'vague'
    | 'conditions'
    | 'events'
    | 'plain'
    | 'media'
    | 'uses',
): string[] {
  return [...CUES.values()].flatMap((cues) => cues[topic])
}

function compileWordings(): Phrases<Wording> {
  const wordings = new Map<string, Wording>()
  for (const [language, cues] of CUES) {
    const topics: [Kind, string[]][] = [
      ['other', cues.other.filter((name) => name.trim().includes(' '))],
      ['ban', cues.bans],
      ['dated', cues.dated],
      ['word', [...cues.words, ...cues.words.flatMap(slipsOf)]],
      ['aside', cues.asides],
      ['phrase', cues.phrases],
      ['immediate', cues.immediate],
      ['lifted', cues.lifted],
      ['none', cues.none],
      ['policy', cues.policy],
    ]
    for (const [kind, names] of topics) {
      for (const name of names) {
        const known = wordings.get(fold(name))
        if (known?.kind === kind) known.languages.push(language)
        else wordings.set(fold(name), { kind, languages: [language] })
      }
    }
  }
  return compilePhrases([...wordings, ...locks()])
}

/** Beside other wordings of the same words: what does not mark by its place may do so by its sentence. */
function locks(): [string, Wording][] {
  return [...CUES].flatMap(([language, cues]) =>
    [...cues.locks, { words: cues.holds, of: cues.uses }].flatMap(({ words, of }) => {
      const wording: Wording = {
        kind: 'lock',
        languages: [language],
        of: compilePhrases(of.map((name) => [name, true])),
      }
      return words.map((name): [string, Wording] => [name, wording])
    }),
  )
}

/** So many characters of a wording are looked for; all of them would make the table large. */
const TRACE_LENGTH = 14

/** Where in a text words end that may be a wording; fast, as nearly every text has none. */
export const findTraces: Spot = compileSpotter(shortest(everyWording()))

function everyWording(): string[] {
  return [...CUES.values()].flatMap(({ phrases, words, asides, bans, dated, locks, holds, immediate, none, lifted }) =>
    [
      phrases,
      words,
      words.flatMap(slipsOf),
      asides,
      bans,
      dated,
      locks.flatMap((lock) => lock.words),
      holds,
      immediate,
      none,
      lifted,
    ].flat(),
  )
}

/** Beginnings that tell wordings from other text; without those that contain another. */
function shortest(names: readonly string[]): string[] {
  const kept: string[] = []
  const beginnings = names.map((name) => fold(name).slice(0, TRACE_LENGTH))
  for (const name of [...new Set(beginnings)].sort((one, other) => one.length - other.length))
    if (!kept.some((short) => name.includes(short))) kept.push(name)
  return kept
}
