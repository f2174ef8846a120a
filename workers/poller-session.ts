import { type Connection, type Folder, openFolder } from '../src/mailbox/collect.ts'
import { type Cursor, findCursor, resetCursor, resumeFrom, takeOutdated } from '../src/mailbox/cursor.ts'
import { isThrottled } from '../src/mailbox/fault.ts'
import { highestUid, lastUidBefore, listUids, uidFromEnd } from '../src/mailbox/list-uids.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { noteRenumbering, type Renumbering } from '../src/mailbox/renumbering.ts'
import { type DecidedStart, dayBefore, type Start, startOf } from '../src/mailbox/start.ts'
import { recordGone } from '../src/message/ledger.ts'
import type { PollerParts } from './poller.ts'
import type { RoomForMore } from './poller-backlog.ts'

/** One connection's work on one mailbox. */
export interface Session {
  parts: PollerParts
  mailbox: Mailbox
  client: Connection
  folder: Folder
  cursor: Cursor
  start: Start
  suspicion: Suspicion
  roomForMore: RoomForMore
  signal: AbortSignal
}

/** Outlives connections: which messages the connection died on. */
export interface Suspicion {
  /** The first and last UID of a load on which it died: those between are fetched singly, to find the one that breaks the connection. */
  careful: { from: number; through: number } | undefined
  deaths: Map<number, number>
  /** The cursor above which a listing died; there only the UIDs are asked for. */
  listingDiedAbove: number | undefined
  /** UIDs below the cursor of which a listing died; of these, too. */
  listingDiedOf: Set<number>
  /** It died when asked for the times of the last messages. */
  timesDied: boolean
}

export function noSuspicion(): Suspicion {
  return {
    careful: undefined,
    deaths: new Map(),
    listingDiedAbove: undefined,
    listingDiedOf: new Set(),
    timesDied: false,
  }
}

/** Whether the connection ended on what was asked, and not because somebody wanted it to. */
export function hasDied({ client, signal }: Pick<Session, 'client' | 'signal'>, error: unknown): boolean {
  return !client.usable && !signal.aborted && !isThrottled(error)
}

const UNDECIDED: DecidedStart = { startUid: null, startSince: null }

/**
 * Asks the server anew what the folder holds and sets the session's cursor by it: a new UIDVALIDITY begins a new epoch. Throws
 * `CursorMovedError` when another connection has done so in between.
 */
export async function openEpoch(session: Omit<Session, 'folder' | 'cursor' | 'start'>): Promise<Session> {
  const { parts, mailbox, client } = session
  const folder = await openFolder(client, mailbox.folder)
  const known = await findCursor(parts.db, mailbox.id)
  const resumed = resumeFrom(known, folder)
  const decided = await decideStart(session, folder, known, resumed)
  const start = startOf(mailbox, decided)
  const lastUid =
    known?.uidValidity === resumed.uidValidity
      ? Math.max(await beforeReused(client, known, resumed), start.aboveUid)
      : await startingUid(client, start, folder)
  const cursor = { uidValidity: resumed.uidValidity, lastUid }
  const opened = { ...session, folder, cursor, start }
  if (known && isSame(known, { ...cursor, ...decided })) return opened

  const renumbering = known && renumberingOf(known, cursor, folder)
  if (renumbering)
    parts.log.warn({ mailbox: mailbox.name, renumbering }, 'the server renumbered the mailbox; it is listed again')
  await parts.db.transaction().execute(async (trx) => {
    const outdated = await takeOutdated(trx, mailbox.id, cursor.uidValidity)
    // Where such a message still exists it is listed under its new UID.
    await recordGone(
      trx,
      outdated.map((place) => ({ mailboxId: mailbox.id, ...place, size: 0, receivedAt: new Date() })),
    )
    await resetCursor(trx, mailbox.id, known, { ...cursor, ...decided })
    if (renumbering) await noteRenumbering(trx, mailbox.id, renumbering)
  })
  return opened
}

/**
 * Of a mailbox that is collected from now on, now is when it was added, though it may be opened later. In a folder that was renumbered
 * since, old and new are told apart by their time of receipt alone: a day more, rather than a message less.
 */
async function decideStart(
  { mailbox, client }: Pick<Session, 'mailbox' | 'client'>,
  folder: Folder,
  known: (Cursor & DecidedStart) | undefined,
  resumed: Cursor,
): Promise<DecidedStart> {
  if (!mailbox.fromNow) return UNDECIDED
  const { startUid, startSince } = known ?? UNDECIDED
  const renumbered = known && known.uidValidity !== resumed.uidValidity
  // Numbers that went back below the start are given to new messages.
  if (renumbered || (startUid !== null && resumed.lastUid < startUid)) {
    return { startUid: null, startSince: dayBefore(mailbox.createdAt) }
  }
  if (startSince !== null) return { startUid: null, startSince }
  return { startUid: startUid ?? (await lastUidBefore(client, folder, mailbox.createdAt)), startSince: null }
}

// So many messages may have come between the moment at which UIDNEXT went back and the one at which that is seen.
const LOOKED_AT_AGAIN = 200

/** Where UIDNEXT went back, the last messages may be new ones under numbers that others had: they are collected again. */
async function beforeReused(client: Connection, known: Cursor, resumed: Cursor): Promise<number> {
  if (resumed.lastUid >= known.lastUid) return resumed.lastUid
  return Math.min(resumed.lastUid, (await uidFromEnd(client, LOOKED_AT_AGAIN)) - 1)
}

/** Where an epoch begins: below the first message that is wanted, so that a large folder is not listed from its beginning. */
async function startingUid(client: Connection, start: Start, folder: Folder): Promise<number> {
  if (start.since === null) return start.aboveUid
  let first = Number.POSITIVE_INFINITY
  for await (const [lowest = first] of listUids(client, start)) first = Math.min(first, lowest)
  return Number.isFinite(first) ? first - 1 : highestUid(client, folder)
}

function renumberingOf(known: Cursor, cursor: Cursor, folder: Folder): Renumbering | undefined {
  if (known.uidValidity !== cursor.uidValidity)
    return { kind: 'reset', from: known.uidValidity, to: cursor.uidValidity }
  if (cursor.lastUid < known.lastUid) return { kind: 'rewound', lastUid: known.lastUid, uidNext: folder.uidNext ?? 0 }
  return undefined
}

function isSame(one: Cursor & DecidedStart, other: Cursor & DecidedStart): boolean {
  return (
    one.uidValidity === other.uidValidity &&
    one.lastUid === other.lastUid &&
    one.startUid === other.startUid &&
    one.startSince === other.startSince
  )
}
