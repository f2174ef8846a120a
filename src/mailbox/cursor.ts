import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { DecidedStart } from './start.ts'

/**
 * How far a mailbox is collected: within this UIDVALIDITY every UID up to `lastUid` is recorded or was never listed,
 * save those in `failed_uid`, which are tried again and so hold up nothing.
 */
export interface Cursor {
  uidValidity: number
  lastUid: number
}

/** A UID that could not be downloaded; `attempts` counts the tries so far. */
export interface FailedUid {
  uid: number
  attempts: number
  reason: string
}

const MINUTE = 60_000
// Quick while the fault may be passing, then a day's worth of tries before a person is asked.
const RETRY_AFTER_MS = [1, 5, 30, 120, 240, 480, 480].map((minutes) => minutes * MINUTE)

/** Milliseconds until the next try after that many; undefined: give up, a person must look. */
export function retryAfter(attempts: number): number | undefined {
  return RETRY_AFTER_MS[attempts - 1]
}

/**
 * Where to go on in a folder that now reports `uidValidity` and `uidNext`. A new UIDVALIDITY makes every known UID meaningless
 * (RFC 9051 §2.3.1.1): all is listed again. A UIDNEXT that went back (seen at GMX) means that new mail gets lower UIDs than the
 * cursor, so the cursor goes back with it. An absent UIDNEXT says nothing.
 */
export function resumeFrom(
  cursor: Cursor | undefined,
  folder: { uidValidity: number; uidNext: number | undefined },
): Cursor {
  const { uidValidity, uidNext } = folder
  if (cursor?.uidValidity !== uidValidity) return { uidValidity, lastUid: 0 }
  const rewound = uidNext !== undefined && uidNext <= cursor.lastUid
  return rewound ? { uidValidity, lastUid: Math.max(0, uidNext - 1) } : cursor
}

/** Another connection has moved the cursor: whoever goes by the old one writes nothing any more and reads it anew. */
export class CursorMovedError extends Error {
  override name = 'CursorMovedError'
  constructor() {
    super('another connection has collected from this mailbox meanwhile; it is listed anew')
  }
}

export function findCursor(db: Kysely<Database>, mailboxId: string): Promise<(Cursor & DecidedStart) | undefined> {
  return db
    .selectFrom('cursor')
    .select(['uidValidity', 'lastUid', 'startUid', 'startSince'])
    .where('mailboxId', '=', mailboxId)
    .executeTakeFirst()
}

/**
 * Moves the cursor within its UIDVALIDITY. Belongs in the transaction that records the messages up to it. Throws `CursorMovedError`
 * where it is not at `from` any more: a poller that has lost the mailbox without knowing must not undo what its successor did.
 */
export async function moveCursor(
  trx: Transaction<Database>,
  mailboxId: string,
  from: Cursor,
  lastUid: number,
): Promise<void> {
  const moved = await trx
    .updateTable('cursor')
    .set({ lastUid, movedAt: sql<Date>`now()` })
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', from.uidValidity)
    .where('lastUid', '=', from.lastUid)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new CursorMovedError()
}

/** Sets the cursor where the folder was opened for the first time or has been renumbered. Throws like `moveCursor`. */
export async function resetCursor(
  trx: Transaction<Database>,
  mailboxId: string,
  from: Cursor | undefined,
  to: Cursor & DecidedStart,
): Promise<void> {
  const cursor = { ...to, movedAt: sql<Date>`now()` }
  const set = from
    ? await trx
        .updateTable('cursor')
        .set(cursor)
        .where('mailboxId', '=', mailboxId)
        .where('uidValidity', '=', from.uidValidity)
        .where('lastUid', '=', from.lastUid)
        .returning('mailboxId')
        .executeTakeFirst()
    : await trx
        .insertInto('cursor')
        .values({ mailboxId, ...cursor })
        .onConflict((conflict) => conflict.doNothing())
        .returning('mailboxId')
        .executeTakeFirst()
  if (!set) throw new CursorMovedError()
}

/** Keeps the UIDVALIDITY from changing until the transaction ends. Throws `CursorMovedError` where it is another one already. */
export async function holdEpoch(trx: Transaction<Database>, mailboxId: string, uidValidity: number): Promise<void> {
  const held = await trx
    .selectFrom('cursor')
    .select('mailboxId')
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .forShare()
    .executeTakeFirst()
  if (!held) throw new CursorMovedError()
}

/** Remembers that these UIDs must be downloaded again, the first time after a minute; repeating it changes nothing. */
export async function noteFailed(
  trx: Transaction<Database>,
  mailboxId: string,
  uidValidity: number,
  failed: readonly { uid: number; reason: string }[],
  now: Date,
): Promise<void> {
  if (failed.length === 0) return
  const retryAt = new Date(now.getTime() + (retryAfter(1) ?? 0))
  await trx
    .insertInto('failedUid')
    .values(failed.map(({ uid, reason }) => ({ mailboxId, uidValidity, uid, attempts: 1, reason, retryAt })))
    .onConflict((conflict) => conflict.columns(['mailboxId', 'uidValidity', 'uid']).doNothing())
    .execute()
}

/** Counts another try of a failed UID. */
export async function noteTried(
  db: Kysely<Database>,
  mailboxId: string,
  uidValidity: number,
  { uid, attempts, reason }: FailedUid,
  now: Date,
): Promise<void> {
  const retryAt = new Date(now.getTime() + (retryAfter(attempts) ?? 0))
  await db
    .updateTable('failedUid')
    .set({ attempts, reason, retryAt })
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', '=', uid)
    .execute()
}

/** The UIDs whose next try is due, at most `limit`, lowest first. */
export function findDue(
  db: Kysely<Database>,
  mailboxId: string,
  uidValidity: number,
  now: Date,
  limit: number,
): Promise<FailedUid[]> {
  return db
    .selectFrom('failedUid')
    .select(['uid', 'attempts', 'reason'])
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('retryAt', '<=', now)
    .orderBy('uid')
    .limit(limit)
    .execute()
}

/** These UIDs are settled: stored, gone or given up. */
export async function forgetFailed(
  trx: Transaction<Database>,
  mailboxId: string,
  uidValidity: number,
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0) return
  await trx
    .deleteFrom('failedUid')
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '=', uidValidity)
    .where('uid', 'in', uids)
    .execute()
}

/** Takes out the failed UIDs of every other UIDVALIDITY, which can never be downloaded under these UIDs again; returns them. */
export function takeOutdated(
  trx: Transaction<Database>,
  mailboxId: string,
  uidValidity: number,
): Promise<{ uidValidity: number; uid: number }[]> {
  return trx
    .deleteFrom('failedUid')
    .where('mailboxId', '=', mailboxId)
    .where('uidValidity', '!=', uidValidity)
    .returning(['uidValidity', 'uid'])
    .execute()
}
