/** Which releases are taken for the same story. */
import { type Compared, likenessOf, tellSameStory } from '../pipeline/same-story.ts'
import { countOne, type Tally } from './tally.ts'

export interface StoryTold {
  id: string
  story: string
  /** Null: it was not read. */
  read: (Compared & { corrects: boolean }) | null
}

/** Counts each pair of releases once: told to be of one story in truth, and found to be. */
export function scoreStories(tally: Tally, releases: readonly StoryTold[]): void {
  releases.forEach((one, at) => {
    for (const other of releases.slice(at + 1)) {
      const same = one.story === other.story
      const pair = `same story as ${other.id}`
      countOne(tally, one.id, same ? pair : null, isFound(one.read, other.read) ? pair : null, true)
    }
  })
}

/** A correction tells other facts than what it corrects, in the same words. */
function isFound(one: StoryTold['read'], other: StoryTold['read']): boolean {
  if (one === null || other === null) return false
  return tellSameStory(one, other) || ((one.corrects || other.corrects) && likenessOf(one, other).kind !== 'unlike')
}
