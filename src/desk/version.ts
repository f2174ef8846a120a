import { ProblemError } from '../http/problem.ts'

/** The entity tag of an article (RFC 9110 §8.8.3). */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`
}

/** The version that an `If-Match` field names. Throws a 428 without one, a 400 where it is none of ours. */
export function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) throw new ProblemError(428)
  const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1]
  if (!version) throw new ProblemError(400, 'If-Match must be the ETag of the release as you saw it, such as "3"')
  return Number(version)
}
