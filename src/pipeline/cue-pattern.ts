/** Cues as a part of a regular expression: any of them, the longest first, with white space and apostrophes as they come. */
export function cuePattern(cues: Iterable<string>): string {
  return [...new Set(cues)]
    .sort((a, b) => b.length - a.length)
    .map((cue) =>
      cue
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/ /g, '\\s{1,3}')
        .replace(/['’]/g, "['’`]"),
    )
    .join('|')
}
