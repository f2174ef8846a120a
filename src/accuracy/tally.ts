/** Counting what was found against what was expected. */

export interface Miss {
  /** Which release: its id, or its file. */
  id: string
  expected: string | null
  found: string | null
}

/** `right` were expected and found; `wrong` were found and not expected; `missed` were expected and not found. */
export interface Tally {
  right: number
  wrong: number
  missed: number
  misses: Miss[]
}

/** How well a part is read, from 0 to 1; null where nothing can be said of it. */
export interface Figures {
  precision: number | null
  recall: number | null
  f1: number | null
  /** How many were expected. */
  count: number
}

export function newTally(): Tally {
  return { right: 0, wrong: 0, missed: 0, misses: [] }
}

/** Counts one part that is there at most once: null for what is not there. `same` says whether what was found is what was expected. */
export function countOne(tally: Tally, id: string, expected: string | null, found: string | null, same: boolean): void {
  if (expected === null && found === null) return
  if (expected !== null && found !== null && same) tally.right += 1
  else {
    if (expected !== null) tally.missed += 1
    if (found !== null) tally.wrong += 1
    tally.misses.push({ id, expected, found })
  }
}

/** Counts a part that may be there several times: what of the expected was found, what was not, and what was found besides. */
export function countMany(
  tally: Tally,
  id: string,
  { right, missed, wrong }: { right: number; missed: readonly string[]; wrong: readonly string[] },
): void {
  tally.right += right
  tally.missed += missed.length
  tally.wrong += wrong.length
  // A wrong one may be a missed one that was misread: side by side they tell.
  for (let at = 0; at < Math.max(missed.length, wrong.length); at++)
    tally.misses.push({ id, expected: missed[at] ?? null, found: wrong[at] ?? null })
}

/** Precision: how much of what was found is right; recall: how much of what is there was found; F1: their harmonic mean. */
export function figuresOf({ right, wrong, missed }: Tally): Figures {
  const share = (of: number) => (of === 0 ? null : right / of)
  return {
    precision: share(right + wrong),
    recall: share(right + missed),
    f1: share(right + (wrong + missed) / 2),
    count: right + missed,
  }
}
