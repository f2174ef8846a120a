import { crashPoint } from '../src/crash-points.ts'
import { type Listed, listAbove, listThese } from '../src/mailbox/collect.ts'
import { holdEpoch, moveCursor } from '../src/mailbox/cursor.ts'
import type { Fetched } from '../src/mailbox/fetch-load.ts'
import { listAmong } from '../src/mailbox/list-uids.ts'
import { isWithin } from '../src/mailbox/start.ts'
import { unlessRefused } from '../src/mailbox/unless-refused.ts'
import type { Recorded } from '../src/message/ledger.ts'
import { groupCommit } from './group-commit.ts'
import { carefulLoads, type FetchedLoad, takeAlive } from './poller-load.ts'
import { dropAll, queueFresh, recordFetched } from './poller-record.ts'
import { hasDied, type Session } from './poller-session.ts'

// At most this many messages are listed at a time, whatever the size of the mailbox.
const LIST_LIMIT = 1_000
const BARE_LIMIT = 100
// UIDs a listing spans at first; wider while a sparse mailbox has few messages in it.
const FIRST_WIDTH = LIST_LIMIT
const MAX_UID = 2 ** 32 - 1
// Loads fetched but not recorded, and groups recorded but not queued, at most.
const RECORDING_AHEAD = 4
const QUEUEING_AHEAD = 4

/** Collects everything above the cursor, until a listing finds nothing more. Calls `between` now and then. */
export async function collectNew(session: Session, between: (collected: number) => Promise<void>): Promise<void> {
  let width = FIRST_WIDTH
  let collected = 0
  for (;;) {
    const { listed, through, ended } = await listAlive(session, width)
    if (listed.length > 0) crashPoint('after-list')
    const wanted = listed.filter((message) => isWithin(session.start, message))
    collected += await collectListed(session, wanted, recordNew)
    if (through > session.cursor.lastUid) await skipTo(session, through)
    if (ended && listed.length === 0) return
    width = listed.length < LIST_LIMIT / 2 ? Math.min(width * 4, MAX_UID) : FIRST_WIDTH
    await between(collected)
  }
}

/**
 * Collects messages below the cursor that the server lists and the ledger does not account for, by the way that new ones take. Each of
 * `uids`, a few hundred, has its row or its place among the failed ones afterwards.
 */
export async function collectMissing(session: Session, uids: readonly number[]): Promise<void> {
  const listed = await describeAlive(session, uids)
  if (listed.length > 0) crashPoint('after-list')
  await collectListed(session, listed, recordMissing)
  const described = new Set(listed.map(({ uid }) => uid))
  const silent = uids.filter((uid) => !described.has(uid))
  if (silent.length === 0) return
  const still = new Set(await listAmong(session.client, silent))
  const fetched = silent.map((uid): Fetched<never> => {
    const message = { uid, size: undefined, receivedAt: undefined }
    return still.has(uid)
      ? { kind: 'failed', message, reason: 'The server lists it but tells nothing of it' }
      : { kind: 'gone', message }
  })
  await recordMissing(session, [{ fetched, staged: [] }])
}

/** Lists what comes next; remembers where the connection died or the server refused, and is content with UIDs there. */
async function listAlive(session: Session, width: number): ReturnType<typeof listAbove> {
  const { client, cursor, folder, suspicion } = session
  const { lastUid } = cursor
  const { uidNext } = folder
  if (suspicion.listingDiedAbove === lastUid) {
    const bare = await listAbove(client, lastUid, { width, limit: BARE_LIMIT, uidNext, bare: true })
    suspicion.careful = { from: lastUid, through: Math.max(suspicion.careful?.through ?? 0, bare.through) }
    return bare
  }
  try {
    const listed = await unlessRefused(client, listAbove(client, lastUid, { width, limit: LIST_LIMIT, uidNext }))
    if (listed) return listed
  } catch (error) {
    if (hasDied(session, error)) suspicion.listingDiedAbove = lastUid
    throw error
  }
  suspicion.listingDiedAbove = lastUid
  return listAlive(session, width)
}

/** The same for single messages. */
async function describeAlive(session: Session, uids: readonly number[]): Promise<Listed[]> {
  const { listingDiedOf } = session.suspicion
  const bare = uids.filter((uid) => listingDiedOf.has(uid))
  try {
    const asked = uids.filter((uid) => !listingDiedOf.has(uid))
    const described = await unlessRefused(session.client, listThese(session.client, asked))
    if (described)
      return [...described, ...bare.map((uid) => ({ uid, size: undefined, receivedAt: undefined }))].sort(
        (a, b) => a.uid - b.uid,
      )
  } catch (error) {
    if (hasDied(session, error)) for (const uid of uids) listingDiedOf.add(uid)
    throw error
  }
  for (const uid of uids) listingDiedOf.add(uid)
  return describeAlive(session, uids)
}

type Record = (session: Session, loads: readonly FetchedLoad[]) => Promise<Recorded[]>

/** Fetches load by load while the loads before are being recorded, and those before them queued. Returns how many were stored. */
async function collectListed(session: Session, listed: readonly Listed[], record: Record): Promise<number> {
  let collected = 0
  const queueing = groupCommit<Recorded[]>((groups) => queueFresh(session.parts, groups.flat()), QUEUEING_AHEAD)
  const recording = groupCommit<FetchedLoad>(async (loads) => {
    const fresh = await record(session, loads)
    collected += fresh.length
    await queueing.add(fresh)
  }, RECORDING_AHEAD)
  try {
    for (const load of carefulLoads(session, listed)) {
      await session.roomForMore()
      const fetched = await takeAlive(session, load)
      crashPoint('after-fetch')
      await recording.add(fetched)
    }
  } finally {
    await recording.finish().finally(() => dropAll(recording.uncommitted().flatMap(({ staged }) => staged)))
    await queueing.finish()
  }
  return collected
}

/** Moves the cursor in the transaction that records. */
async function recordNew(session: Session, loads: readonly FetchedLoad[]): Promise<Recorded[]> {
  const { mailbox, cursor } = session
  const lastUid = Math.max(...loads.flatMap(({ fetched }) => fetched.map(({ message }) => message.uid)))
  const fresh = await recordLoads(session, loads, (trx) => moveCursor(trx, mailbox.id, cursor, lastUid))
  session.cursor = { ...cursor, lastUid }
  return fresh
}

/** Leaves the cursor, which is above, and writes nothing when the mailbox was renumbered meanwhile. */
function recordMissing(session: Session, loads: readonly FetchedLoad[]): Promise<Recorded[]> {
  const { mailbox, cursor } = session
  return recordLoads(session, loads, (trx) => holdEpoch(trx, mailbox.id, cursor.uidValidity))
}

async function recordLoads(
  { parts, mailbox, cursor, signal }: Session,
  loads: readonly FetchedLoad[],
  alongside: Parameters<typeof recordFetched>[3],
): Promise<Recorded[]> {
  const fetched = loads.flatMap((load) => load.fetched)
  const unkept = new Set(loads.flatMap(({ staged }) => staged))
  try {
    signal.throwIfAborted()
    const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity }
    const fresh = await recordFetched(parts, place, fetched, alongside)
    for (const one of fetched) if (one.kind === 'stored') unkept.delete(one.blob)
    return fresh
  } finally {
    await dropAll(unkept)
  }
}

async function skipTo(session: Session, lastUid: number): Promise<void> {
  const { parts, mailbox, cursor } = session
  await parts.db.transaction().execute((trx) => moveCursor(trx, mailbox.id, cursor, lastUid))
  session.cursor = { ...cursor, lastUid }
}
