/** The marks above a release: what the paper calls itself, that it may be used at once, its date. */
import type { ReleaseMark } from './draft.ts'
import type { Given } from './given.ts'
import type { TopLine } from './top-lines.ts'

/** The marks in one line, as they are written. */
export function marksIn(line: TopLine, given: Given): ReleaseMark[] {
  const { dress, text, what } = line
  const marks: ReleaseMark[] = []
  for (const { kind, start, end } of dress.pieces) {
    const mark = markOf(kind)
    if (mark) marks.push({ kind: mark, words: text.slice(start, end), evidence: given.locate(text.slice(start, end)) })
  }
  // `Pressemitteilung der Stadt Musterhausen`
  if (what === 'label' && marks.length === 0 && /\p{L}/u.test(text))
    marks.push({ kind: 'label', words: text, evidence: given.locate(text) })
  return marks
}

function markOf(kind: TopLine['dress']['pieces'][number]['kind']): ReleaseMark['kind'] | null {
  if (kind === 'label' || kind === 'plain' || kind === 'occasion') return 'label'
  return kind === 'immediate' || kind === 'date' ? kind : null
}
