import { type StagedBlob, stageBlob } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import {
  type Connection,
  type Folder,
  firstUidSince,
  type Listed,
  listAbove,
  listThese,
  MAX_MESSAGE_BYTES,
  openFolder,
} from '../src/mailbox/collect.ts'
import { type Cursor, findCursor, moveCursor, resumeFrom, takeOutdated } from '../src/mailbox/cursor.ts'
import { type Fetched, fetchLoad } from '../src/mailbox/fetch-load.ts'
import { type Load, loadsOf } from '../src/mailbox/loads.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { type Recorded, recordGone } from '../src/message/ledger.ts'
import { groupCommit } from './group-commit.ts'
import type { PollerParts } from './poller.ts'
import type { RoomForMore } from './poller-backlog.ts'
import { dropAll, queueFresh, recordFetched } from './poller-record.ts'

/** One connection's work on one mailbox. */
export interface Session {
  parts: PollerParts
  mailbox: Mailbox
  client: Connection
  folder: Folder
  cursor: Cursor
  suspicion: Suspicion
  roomForMore: RoomForMore
  signal: AbortSignal
}

/** Outlives connections: which messages the connection died on. */
export interface Suspicion {
  /** Up to this UID messages are fetched singly, to find the one that breaks the connection. */
  carefulThrough: number
  deaths: Map<number, number>
  /** The cursor above which a listing died; there only the UIDs are asked for. */
  listingDiedAbove: number | undefined
}

// A batch is in memory while it arrives; its messages share one FETCH, the waits for the disk and one transaction.
const LIMITS = {
  smallBytes: 1024 * 1024,
  batchBytes: 4 * 1024 * 1024,
  batchMessages: 50,
  messageBytes: MAX_MESSAGE_BYTES,
}
// At most this many messages are listed at a time, whatever the size of the mailbox.
const LIST_LIMIT = 1_000
const BARE_LIMIT = 100
// UIDs a listing spans at first; wider while a sparse mailbox has few messages in it.
const FIRST_WIDTH = LIST_LIMIT
const MAX_UID = 2 ** 32 - 1
// A message that twice broke a connection while being fetched alone is put aside.
const DEATHS_ALLOWED = 2
// Loads fetched but not recorded, and groups recorded but not queued, at most.
const RECORDING_AHEAD = 4
const QUEUEING_AHEAD = 4
const EARTH_ROTATES_MS = 14 * 3600_000

/** Asks the server anew what the folder holds and sets the session's cursor by it: a new UIDVALIDITY begins a new epoch. */
export async function openEpoch(session: Omit<Session, 'folder' | 'cursor'>): Promise<Session> {
  const { parts, mailbox, client } = session
  const folder = await openFolder(client, mailbox.folder)
  const known = await findCursor(parts.db, mailbox.id)
  const cursor = resumeFrom(known, folder)
  if (known?.uidValidity === cursor.uidValidity && known.lastUid === cursor.lastUid)
    return { ...session, folder, cursor }

  if (known?.uidValidity !== cursor.uidValidity) cursor.lastUid = await startingUid(client, mailbox, folder)
  if (known)
    parts.log.warn({ mailbox: mailbox.name, known, folder }, 'the server renumbered the mailbox; it is listed again')
  await parts.db.transaction().execute(async (trx) => {
    const outdated = await takeOutdated(trx, mailbox.id, cursor.uidValidity)
    // Where such a message still exists it is listed under its new UID.
    await recordGone(
      trx,
      outdated.map((place) => ({ mailboxId: mailbox.id, ...place, size: 0, receivedAt: new Date() })),
    )
    await moveCursor(trx, mailbox.id, cursor)
  })
  return { ...session, folder, cursor }
}

async function startingUid(client: Connection, mailbox: Mailbox, folder: Folder): Promise<number> {
  if (!mailbox.since || folder.exists === 0) return 0
  const first = await firstUidSince(client, mailbox.since)
  return first === undefined ? 0 : first - 1
}

/** Collects everything above the cursor, until a listing finds nothing more. Calls `between` now and then. */
export async function collectNew(session: Session, between: (collected: number) => Promise<void>): Promise<void> {
  let width = FIRST_WIDTH
  let collected = 0
  for (;;) {
    const { listed, through, ended } = await listAlive(session, width)
    if (listed.length > 0) crashPoint('after-list')
    collected += await collectListed(session, listed)
    if (through > session.cursor.lastUid) await skipTo(session, through)
    if (ended && listed.length === 0) return
    width = listed.length < LIST_LIMIT / 2 ? Math.min(width * 4, MAX_UID) : FIRST_WIDTH
    await between(collected)
  }
}

/** Lists what comes next; remembers where the connection died, and is content with UIDs there. */
async function listAlive({ client, cursor, folder, suspicion, signal }: Session, width: number) {
  const { lastUid } = cursor
  const { uidNext } = folder
  if (suspicion.listingDiedAbove === lastUid) {
    const bare = await listAbove(client, lastUid, { width, limit: BARE_LIMIT, uidNext, bare: true })
    suspicion.carefulThrough = Math.max(suspicion.carefulThrough, bare.through)
    return bare
  }
  try {
    return await listAbove(client, lastUid, { width, limit: LIST_LIMIT, uidNext })
  } catch (error) {
    if (!client.usable && !signal.aborted) suspicion.listingDiedAbove = lastUid
    throw error
  }
}

/** Fetches load by load while the loads before are being recorded, and those before them queued. Returns how many were stored. */
async function collectListed(session: Session, listed: readonly Listed[]): Promise<number> {
  let collected = 0
  const queueing = groupCommit<Recorded[]>((groups) => queueFresh(session.parts, groups.flat()), QUEUEING_AHEAD)
  const recording = groupCommit<FetchedLoad>(async (loads) => {
    const fresh = await recordLoads(session, loads)
    collected += fresh.length
    await queueing.add(fresh)
  }, RECORDING_AHEAD)
  try {
    for (const load of carefully(
      session,
      listed.filter((message) => isWanted(message, session.mailbox.since)),
    )) {
      await session.roomForMore()
      const fetched = await fetchAlive(session, load)
      crashPoint('after-fetch')
      await recording.add(fetched)
    }
  } finally {
    await recording.finish().finally(() => dropAll(recording.uncommitted().flatMap(({ staged }) => staged)))
    await queueing.finish()
  }
  return collected
}

async function recordLoads(session: Session, loads: readonly FetchedLoad[]): Promise<Recorded[]> {
  const { parts, mailbox, cursor, signal } = session
  const fetched = loads.flatMap((load) => load.fetched)
  const moved = { ...cursor, lastUid: Math.max(...fetched.map(({ message }) => message.uid)) }
  const unkept = new Set(loads.flatMap(({ staged }) => staged))
  try {
    signal.throwIfAborted()
    const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity }
    const fresh = await recordFetched(parts, place, fetched, (trx) => moveCursor(trx, mailbox.id, moved))
    for (const one of fetched) if (one.kind === 'stored') unkept.delete(one.blob)
    session.cursor = moved
    return fresh
  } finally {
    await dropAll(unkept)
  }
}

async function skipTo(session: Session, lastUid: number): Promise<void> {
  const moved = { ...session.cursor, lastUid }
  await session.parts.db.transaction().execute((trx) => moveCursor(trx, session.mailbox.id, moved))
  session.cursor = moved
}

/** `since` is a day anywhere on earth: the server's zone is not known. */
function isWanted({ receivedAt }: Listed, since: string | null): boolean {
  if (since === null || receivedAt === undefined) return true
  return receivedAt.getTime() >= Date.parse(since) - EARTH_ROTATES_MS
}

function* carefully({ suspicion }: Session, listed: readonly Listed[]): Generator<Load> {
  const suspects = listed.filter(({ uid }) => uid <= suspicion.carefulThrough)
  for (const suspect of suspects) yield* loadsOf([suspect], LIMITS)
  yield* loadsOf(listed.slice(suspects.length), LIMITS)
}

interface FetchedLoad {
  fetched: Fetched<StagedBlob>[]
  /** Everything that was written to disk on the way, kept or not. */
  staged: StagedBlob[]
}

/** Fetches a load; remembers on what the connection died, and puts a message aside that did it before. */
export async function fetchAlive({ parts, client, suspicion, signal }: Session, load: Load): Promise<FetchedLoad> {
  const messages = load.kind === 'batch' ? load.messages : [load.message]
  const [first] = messages
  const alone = messages.length === 1 && first ? first : undefined
  if (alone && (suspicion.deaths.get(alone.uid) ?? 0) >= DEATHS_ALLOWED) {
    return {
      fetched: [{ kind: 'failed', message: alone, reason: 'the connection broke whenever it was fetched' }],
      staged: [],
    }
  }
  const staged: StagedBlob[] = []
  const stage = async (source: Parameters<typeof stageBlob>[1]) => {
    const blob = await stageBlob(parts.blobs, source)
    staged.push(blob)
    return blob
  }
  try {
    const fetched = await fetchLoad(client, alone ? await measured(client, alone, load) : load, stage)
    if (alone) suspicion.deaths.delete(alone.uid)
    return { fetched, staged }
  } catch (error) {
    await dropAll(staged)
    if (!client.usable && !signal.aborted) {
      if (alone) suspicion.deaths.set(alone.uid, (suspicion.deaths.get(alone.uid) ?? 0) + 1)
      else suspicion.carefulThrough = Math.max(...messages.map(({ uid }) => uid))
    }
    throw error
  }
}

/** A message from a bare listing is asked for its size and time by itself. */
async function measured(client: Connection, message: Listed, load: Load): Promise<Load> {
  if (message.size !== undefined) return load
  const [listed = message] = await listThese(client, [message.uid])
  const [again = load] = loadsOf([listed], LIMITS)
  return again
}
