/**
 * Which story a new article belongs to, and which earlier version it replaces. One transaction at a time does so, from here to its end:
 * of two near-duplicates that are filed at the same time the second one sees the first.
 */
import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import { type Comparing, type Earlier, findEarlierVersion, type Kept } from './earlier-version.ts'
import { findAlike, findInThread, findOfSender, findVersions, findWaiting, type Sought } from './kept.ts'
import { linkVersions, type Version, versionsBefore } from './version-chain.ts'

/** Any number, the same in every process. */
const STORY_LOCK = 470_261

export type Newcomer = Omit<Sought, 'storyId' | 'corrects'>

/** A later version was found to replace earlier ones. */
export interface Replacement {
  later: Kept
  earlier: Kept
  kind: Earlier['kind']
  by: Earlier['by']
  /** The version before it, and those before that which somebody has taken already, by id. */
  outdated: string[]
}

export interface Places {
  /** Of the new articles, by id. */
  storyIds: Map<string, string>
  /** Stories that begin here, by the id of the article with which they do. */
  begun: Map<string, string>
  /** `corrects` of new and of filed articles, by id, and in which way where that was found here. */
  corrects: Map<string, string | null>
  kinds: Map<string, Earlier['kind']>
  replacements: Replacement[]
  merges: { from: string; into: string }[]
}

interface Ground extends Places {
  trx: Transaction<Database>
  comparing: Comparing
  /** Every article that was met, so that a change of it is seen by the next one. */
  met: Map<string, Kept>
  placed: Sought[]
  versions: Map<string, Version[]>
}

/** Places new articles, the earliest first. Writes nothing; the lock that it takes is held to the end of the transaction. */
export async function placeInStories(
  trx: Transaction<Database>,
  newcomers: readonly Newcomer[],
  comparing: Comparing,
): Promise<Places> {
  await sql`select pg_advisory_xact_lock(${sql.lit(STORY_LOCK)})`.execute(trx)
  const sought = newcomers.map((one): Sought => ({ ...one, storyId: '', corrects: null }))
  const alike = await findAlike(trx, sought)
  const inThread = await findInThread(trx, sought)
  const ofSender = await findOfSender(trx, sought)
  const waiting = await findWaiting(trx, sought)
  const places = { storyIds: new Map(), begun: new Map(), corrects: new Map(), kinds: new Map() }
  const ground: Ground = {
    ...{ ...places, replacements: [], merges: [] },
    ...{ trx, comparing, met: new Map(), placed: [], versions: new Map() },
  }
  for (const one of sought.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())) {
    const known = (found: Map<string, Kept[]>) => (found.get(one.id) ?? []).map((kept) => meet(ground, kept))
    const mates = ground.placed.filter(({ id }) => id !== one.id)
    const thread = [...known(inThread), ...mates]
    const near = [...known(alike), ...mates.filter((mate) => sharesBand(mate, one))]
    const before = await settleIn(ground, one, near, [...thread, ...known(ofSender)])
    await linkWaiting(
      ground,
      one,
      [...thread, ...known(waiting)].filter(({ id }) => !before.includes(id)),
    )
    ground.placed.push(one)
  }
  return { ...ground, storyIds: new Map(ground.placed.map(({ id, storyId }) => [id, storyId])) }
}

/** Finds the story of one new article. Returns the ids of its earlier versions. */
async function settleIn(
  ground: Ground,
  one: Sought,
  alike: readonly Kept[],
  others: readonly Kept[],
): Promise<string[]> {
  const { comparing } = ground
  const earlier = findEarlierVersion(
    one,
    distinct([...others, ...(one.correctionKind === null ? [] : alike)]),
    comparing,
  )
  if (earlier) {
    one.storyId = earlier.article.storyId
    return replace(ground, one, earlier)
  }
  const compared = alike.map((kept) => ({ kept, ...comparing.likenessOf(one, kept) }))
  const same = compared.filter(({ kind }) => kind === 'same').toSorted((a, b) => b.exact - a.exact)
  const [nearest] = same
  if (nearest) {
    one.storyId = nearest.kept.storyId
    if (compared.every(({ kind }) => kind !== 'other facts'))
      for (const { kept } of same) mergeStories(ground, kept.storyId, one.storyId)
  } else {
    one.storyId = v7()
    ground.begun.set(one.id, one.storyId)
  }
  return []
}

/** Corrections that were filed before what they correct. */
async function linkWaiting(ground: Ground, one: Sought, candidates: readonly Kept[]): Promise<void> {
  for (const waiting of distinct(candidates)) {
    if (waiting.corrects !== null) continue
    const found = findEarlierVersion(waiting, [one], ground.comparing)
    if (!found) continue
    mergeStories(ground, one.storyId, waiting.storyId)
    one.storyId = waiting.storyId
    await replace(ground, waiting, found)
  }
}

/** Makes `later` a version of the article. Returns the ids of all versions before it. */
async function replace(ground: Ground, later: Kept, { article, kind, by }: Earlier): Promise<string[]> {
  const versions = [...new Set([...(await versionsOf(ground, article)), ...(await versionsOf(ground, later))])]
  const nodeOf = (kept: Kept) => versions.find(({ id }) => id === kept.id) as Version
  const changed = linkVersions(versions, nodeOf(later), nodeOf(article))
  for (const { id, corrects } of changed) {
    ground.corrects.set(id, corrects)
    const met = ground.met.get(id) ?? ground.placed.find((one) => one.id === id)
    if (met) met.corrects = corrects
  }
  later.corrects = nodeOf(later).corrects
  later.correctionKind = kind
  ground.kinds.set(later.id, kind)
  const [nearest, ...before] = versionsBefore(versions, nodeOf(later))
  const outdated = [nearest, ...before.filter(({ status }) => status !== 'draft' && status !== 'spiked')]
  const ids = outdated.flatMap((version) => version?.id ?? [])
  ground.replacements.push({ later, earlier: article, kind, by, outdated: ids })
  return [...(nearest ? [nearest] : []), ...before].map(({ id }) => id)
}

/** The versions in the article's story, itself included. */
async function versionsOf(ground: Ground, { id, storyId, receivedAt, corrects }: Kept): Promise<Version[]> {
  const known = ground.versions.get(storyId) ?? (await findVersions(ground.trx, storyId))
  ground.versions.set(storyId, known)
  if (!known.some((version) => version.id === id)) {
    const filed = ground.met.has(id) ? await statusOf(ground.trx, id) : 'draft'
    known.push({ id, receivedAt, corrects, status: filed })
  }
  return known
}

async function statusOf(trx: Transaction<Database>, id: string): Promise<string> {
  const { status } = await trx.selectFrom('article').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  return status
}

/** A story that begins in this transaction is dropped; of one that is filed the articles move. */
function mergeStories(ground: Ground, from: string, into: string): void {
  if (from === into) return
  const [began] = [...ground.begun].find(([, storyId]) => storyId === from) ?? []
  if (began === undefined) ground.merges.push({ from, into })
  else ground.begun.delete(began)
  for (const kept of [...ground.placed, ...ground.met.values()]) if (kept.storyId === from) kept.storyId = into
}

function meet(ground: Ground, kept: Kept): Kept {
  const known = ground.met.get(kept.id) ?? kept
  ground.met.set(kept.id, known)
  return known
}

function distinct(kept: readonly Kept[]): Kept[] {
  return [...new Map(kept.map((one) => [one.id, one])).values()]
}

function sharesBand(one: Sought, other: Sought): boolean {
  const bands = new Set(one.bands)
  return other.bands.some((band) => bands.has(band))
}
