/** The words of date, time and zone that stand before a wording: `until 10:00 BST on 12 June this is under embargo`. */
import type { Expression } from './embargo-expression.ts'
import type { Part } from './embargo-window.ts'
import { FILLERS, UNTIL } from './embargo-wordings.ts'
import { phraseAt, type Token, touches } from './tokens.ts'

/** How many other words may stand between the last part and the wording, and between parts. */
const MAX_TO_WORDING = 5
const MAX_BETWEEN = 3

/** Gathers the parts before a wording, which may take the last ending of a time (`10:00-dək`); `free`: in this language they stand there, else only after a word such as `until`. */
export function gatherBefore(tokens: readonly Token[], parts: readonly Part[], to: number, free: boolean): Expression {
  const chosen: Part[] = []
  let end = to
  for (const part of parts.filter(({ from }) => from < to).reverse()) {
    if (!isNear(tokens, part.after, end, chosen.length === 0 ? MAX_TO_WORDING : MAX_BETWEEN)) break
    chosen.unshift(part)
    end = part.from
  }
  const led = [1, 2, 3, 4].some((back) => phraseAt(UNTIL, tokens, end - back)?.after === end)
  return { parts: chosen, loose: !(free || led), led: led || (free && chosen.length > 0) }
}

function isNear(tokens: readonly Token[], from: number, to: number, most: number): boolean {
  let others = 0
  for (let at = from; at < to; ) {
    const token = tokens[at]
    if (token?.kind === 'sign' && /^[.!?;:]$/.test(token.text) && !(touches(tokens, at) && touches(tokens, at + 1)))
      return false
    const filler = phraseAt(FILLERS, tokens, at) ?? phraseAt(UNTIL, tokens, at)
    if (token?.kind === 'word' && !filler) others++
    at = filler?.after ?? at + 1
  }
  return others <= most && (tokens[to]?.line ?? 0) - (tokens[from - 1]?.line ?? 0) <= 1
}
