import { type FailedUid, findDue, forgetFailed, noteTried, retryAfter } from '../src/mailbox/cursor.ts'
import { recordUnstored } from '../src/message/ledger.ts'
import { dropAll, queueFresh, recordFetched } from './poller-record.ts'
import { fetchAlive, type Session } from './poller-sync.ts'

const RETRIES_AT_ONCE = 20

/** Tries again what could not be downloaded before and is due; after the last try the message is put before a person. */
export async function retryFailed(session: Session): Promise<void> {
  const { parts, mailbox, cursor } = session
  const due = await findDue(parts.db, mailbox.id, cursor.uidValidity, new Date(), RETRIES_AT_ONCE)
  for (const failed of due) {
    if (retryAfter(failed.attempts) === undefined) await giveUp(session, failed, failed.reason)
    else await tryAgain(session, { ...failed, attempts: failed.attempts + 1 })
  }
}

async function tryAgain(session: Session, failed: FailedUid): Promise<void> {
  const { parts, mailbox, suspicion } = session
  const { uidValidity } = session.cursor
  const { uid } = failed
  const note = (reason: string) => noteTried(parts.db, mailbox.id, uidValidity, { ...failed, reason }, new Date())
  // Counted before it is tried, as the try may end the connection.
  await note(failed.reason)
  suspicion.deaths.delete(uid)
  const message = { uid, size: undefined, receivedAt: undefined }
  const { fetched, staged } = await fetchAlive(session, { kind: 'large', message })
  try {
    const [one] = fetched
    if (one?.kind === 'failed') {
      if (retryAfter(failed.attempts) === undefined) await giveUp(session, failed, one.reason)
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

async function giveUp({ parts, mailbox, cursor }: Session, { uid }: FailedUid, detail: string): Promise<void> {
  const place = { mailboxId: mailbox.id, uidValidity: cursor.uidValidity, uid }
  await parts.db.transaction().execute(async (trx) => {
    await recordUnstored(trx, 'could-not-download', [{ ...place, size: 0, receivedAt: new Date(), detail }])
    await forgetFailed(trx, mailbox.id, cursor.uidValidity, [uid])
  })
}
