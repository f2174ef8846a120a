import { databaseNow } from '../src/database.ts'
import { readEnvelope } from '../src/mailbox/collect.ts'
import { type FailedUid, findDue, forgetFailed, noteTried, retryAfter } from '../src/mailbox/cursor.ts'
import { type LostMessage, recordUnstored } from '../src/message/ledger.ts'
import { takeAlive } from './poller-load.ts'
import { dropAll, queueFresh, recordFetched } from './poller-record.ts'
import type { Session } from './poller-session.ts'

const RETRIES_AT_ONCE = 20

/** Tries again what could not be downloaded before and is due; after the last try the message is put before a person. */
export async function retryFailed(session: Session): Promise<void> {
  const { parts, mailbox, cursor } = session
  const due = await findDue(parts.db, mailbox.id, cursor.uidValidity, await databaseNow(parts.db), RETRIES_AT_ONCE)
  for (const failed of due) {
    if (retryAfter(failed.attempts) === undefined) await giveUp(session, failed, failed.reason)
    else await tryAgain(session, { ...failed, attempts: failed.attempts + 1 })
  }
}

async function tryAgain(session: Session, failed: FailedUid): Promise<void> {
  const { parts, mailbox, client, suspicion, signal } = session
  const { uidValidity } = session.cursor
  const { uid } = failed
  const note = async (reason: string) =>
    noteTried(parts.db, mailbox.id, uidValidity, { ...failed, reason }, await databaseNow(parts.db))
  // Counted before it is tried, as the try may end the connection.
  await note(failed.reason)
  suspicion.deaths.delete(uid)
  try {
    await tryOnce(session, failed, note)
  } catch (error) {
    // Our own fault, of the disk or the database, is no try.
    if (client.usable || signal.aborted) await uncount(session, failed)
    throw error
  }
}

/** Best effort: what failed may have been the database. */
async function uncount({ parts, mailbox, cursor }: Session, failed: FailedUid): Promise<void> {
  const before = { ...failed, attempts: failed.attempts - 1 }
  await databaseNow(parts.db)
    .then((now) => noteTried(parts.db, mailbox.id, cursor.uidValidity, before, now))
    .catch((err) => parts.log.warn({ err, mailbox: mailbox.name }, 'a try that was none stays counted'))
}

async function tryOnce(session: Session, failed: FailedUid, note: (reason: string) => Promise<void>): Promise<void> {
  const { parts, mailbox } = session
  const { uidValidity } = session.cursor
  const { uid } = failed
  const message = { uid, size: undefined, receivedAt: undefined }
  const { fetched, staged } = await takeAlive(session, { kind: 'large', message })
  try {
    const [one] = fetched
    if (one?.kind === 'failed') {
      const { size = 0, receivedAt = new Date() } = one.message
      // What was sent differently in two rounds a minute apart will not be right in a day.
      if (one.differs) await giveUp(session, failed, one.reason, { size, receivedAt, ...(await header(session, uid)) })
      else if (retryAfter(failed.attempts) === undefined)
        await giveUp(session, failed, one.reason, { size, receivedAt })
      else await note(one.reason)
      return
    }
    const fresh = await recordFetched(parts, { mailboxId: mailbox.id, uidValidity }, fetched, (trx) =>
      forgetFailed(trx, mailbox.id, uidValidity, [uid]),
    )
    await queueFresh(parts, fresh)
  } finally {
    await dropAll(staged)
  }
}

/** What a person sees of a message that is not stored. Nothing, where even that cannot be had. */
function header({ client }: Session, uid: number) {
  return readEnvelope(client, uid).catch(() => undefined)
}

async function giveUp(
  { parts, mailbox, cursor, suspicion }: Session,
  { uid }: FailedUid,
  detail: string,
  known: Omit<LostMessage, 'mailboxId' | 'uidValidity' | 'uid'> = { size: 0, receivedAt: new Date() },
): Promise<void> {
  const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity, uid }
  await parts.db.transaction().execute(async (trx) => {
    await recordUnstored(trx, 'could-not-download', [{ ...place, ...known, detail }])
    await forgetFailed(trx, mailbox.id, cursor.uidValidity, [uid])
  })
  // A person who has it fetched by hand begins anew.
  suspicion.deaths.delete(uid)
}
