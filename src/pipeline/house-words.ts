/** The words that stand round the name of an organisation, in every language: `cues/<language>/houses.json`. */
import { z } from 'zod'
import { loadCues } from './cues.ts'
import { fold, keyOf, type Phrases, preparePhrases } from './phrases.ts'
import { compileSpotter, type Spot } from './spot-words.ts'

const words = z.array(z.string().min(1)).min(1)
const schema = z.strictObject({
  /** Words of a name that write for others: `PR`, `Communications`. */
  agencies: words,
  /** Offices that stand beside the name: `Photo Desk`. */
  desks: words,
  /** How the names of parts of an organisation begin: `Department of`. */
  departments: words,
  /** Stands before the name of the client. */
  behalf: words,
  /** Stands before the name of the issuer, with a colon or alone. */
  sources: words,
  /** First or last words of a name in another case, in lower case, and how they read by themselves. */
  nominatives: z.record(z.string(), z.string()),
})

const cues = [...loadCues('houses', schema).values()]
const gather = (topic: 'agencies' | 'desks' | 'departments' | 'behalf' | 'sources'): Phrases =>
  preparePhrases(cues.flatMap((one) => one[topic]))

export const agencies: Phrases = gather('agencies')
export const desks: Phrases = gather('desks')
export const departments: Phrases = gather('departments')
export const behalf: Phrases = gather('behalf')
/** Where one of them ends; most lines hold none. */
export const findBehalf: Spot = compileSpotter(cues.flatMap((one) => one.behalf))
export const sources: Phrases = gather('sources')
const nominatives: ReadonlyMap<string, string> = new Map(
  cues.flatMap((one) => Object.entries(one.nominatives).map(([word, by]) => [keyOf(fold(word)), by] as const)),
)

/** A name in the genitive as it reads by itself: `Ministeriums für Wege` as `Ministerium für Wege`; others as they are. */
export function inNominative(name: string): string {
  const words = name.split(' ')
  const ends = new Set([0, words.length - 1])
  let changed = false
  const read = words.map((word, at) => {
    // The first words agree with each other; behind them the genitive belongs to the name.
    const by = ends.has(at) || (changed && at === 1) ? nominatives.get(keyOf(fold(word))) : undefined
    if (by !== undefined && at === 0) changed = true
    return by ?? word
  })
  return read.join(' ')
}
