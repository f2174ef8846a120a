/** The versions of one release, each of which names the one before it. */

export interface Version {
  id: string
  corrects: string | null
  receivedAt: Date
  status: string
}

/**
 * Puts `later`, with whatever follows it already, behind `earlier` and behind the versions after that which came before it. Changes
 * `corrects` of the versions given and returns those of which it did, `later` first.
 */
export function linkVersions(versions: readonly Version[], later: Version, earlier: Version): Version[] {
  const follower = (of: Version) => versions.find((one) => one.corrects === of.id)
  let before = earlier
  for (let next = follower(before); next && next.receivedAt <= later.receivedAt; next = follower(before)) before = next
  const after = follower(before)
  later.corrects = before.id
  if (!after) return [later]
  let last = later
  for (let next = follower(last); next; next = follower(last)) last = next
  after.corrects = last.id
  return [later, after]
}

/** The versions before this one, the nearest first. */
export function versionsBefore(versions: readonly Version[], version: Version): Version[] {
  const before: Version[] = []
  let at: Version | undefined = version
  while (at?.corrects && before.length < versions.length) {
    const { corrects }: Version = at
    at = versions.find((one) => one.id === corrects)
    if (at) before.push(at)
  }
  return before
}
