/** Evidence for parts of several lines. */
import type { Evidence } from './draft.ts'
import type { Given } from './given.ts'

/** Where the lines stand in the message: all of them, else from the first to the last that can be found. */
export function locateLines(lines: readonly string[], given: Given): Evidence | null {
  const whole = given.locate(lines.join('\n'))
  if (whole !== null || lines.length < 2) return whole
  const first = given.locate(lines.slice(0, 2).join('\n')) ?? given.locate(lines[0] ?? '')
  const last = given.locate(lines.at(-1) ?? '')
  if (first === null || last === null) return first
  return last.end > first.end ? { ...first, end: last.end } : first
}
