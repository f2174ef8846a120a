/** The embargo: until when nothing of the release may be used, and how surely that can be read. */
import type { Embargo } from './draft.ts'
import { findStatements } from './embargo-statements.ts'
import { type Said, weigh } from './embargo-verdict.ts'
import type { Passage } from './passages.ts'

/** What the reading rests on besides the words; `senderOffset` is that of the Date field, such as `+0100`. */
export interface EmbargoGiven {
  receivedAt: Date
  senderOffset: string | null
  deskZone: string
  /** Whose words are looked for first; all are looked for. */
  languages: readonly string[]
}

/** Reads the embargo from every passage of the message. What marks the paper and cannot be read is never `none`. */
export function findEmbargo(passages: readonly Passage[], given: EmbargoGiven): Embargo {
  const said: Said[] = []
  for (const passage of passages) {
    for (const statement of findStatements(passage.text, given)) {
      // What a reader sees of the mail holds the copy as well.
      if (passage.place === 'cut' && said.some(({ words }) => isSame(words, statement.words))) continue
      said.push({ ...statement, passage })
    }
  }
  const { said: shown, ...verdict } = weigh(said, given)
  const { receivedAt, senderOffset, deskZone } = given
  const first = shown[0]
  return {
    ...verdict,
    words: shown.map(({ words }) => words.replace(/\s+/g, ' ')).join(' / ') || null,
    evidence: first && first.words !== '' ? first.passage.locate(first.words) : null,
    given: { receivedAt: receivedAt.toISOString(), senderOffset, deskZone },
  }
}

function isSame(one: string, other: string): boolean {
  return one.replace(/\s+/g, '') === other.replace(/\s+/g, '')
}
