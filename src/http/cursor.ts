import { z } from 'zod'
import { ProblemError } from './problem.ts'

const Position = z.tuple([
  z
    .string()
    .max(40)
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?$/),
  z.uuid(),
])

/** Where a page ended, as the opaque `next` of its answer; null at the end, which a page that is not full is. */
export function nextCursor(page: readonly { receivedAtExactly: string; id: string }[], limit: number): string | null {
  const last = page.length === limit ? page.at(-1) : undefined
  return last ? Buffer.from(JSON.stringify([last.receivedAtExactly, last.id])).toString('base64url') : null
}

/** Reads a `next` back. Throws a 400 when it is none of ours. */
export function readCursor(cursor: string | undefined): { before?: { receivedAt: string; id: string } } {
  if (cursor === undefined) return {}
  try {
    const [receivedAt, id] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { before: { receivedAt, id } }
  } catch {
    throw new ProblemError(400, 'The `before` of this address is none that the desk gave out; start again without it')
  }
}
