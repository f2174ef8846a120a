import { type Listed, listThese } from '../src/mailbox/collect.ts'
import { type FailedUid, findDue, forgetFailed, noteTried, retryAfter } from '../src/mailbox/cursor.ts'
import { loadsOf } from '../src/mailbox/loads.ts'
import { recordUnstored } from '../src/message/ledger.ts'
import { dropAll, queueFresh, recordFetched } from './poller-record.ts'
import { fetchAlive, LIMITS, type Session } from './poller-sync.ts'

const RETRIES_AT_ONCE = 20

/** Tries again what could not be downloaded before and is due; after the last try the message is put before a person. */
export async function retryFailed(session: Session): Promise<void> {
  const { parts, mailbox, cursor, client } = session
  const due = await findDue(parts.db, mailbox.id, cursor.uidValidity, new Date(), RETRIES_AT_ONCE)
  const listed = await listThese(
    client,
    due.map(({ uid }) => uid),
  )
  for (const failed of due) {
    const message = listed.find(({ uid }) => uid === failed.uid)
    if (!message) await settle(session, { uid: failed.uid, size: undefined, receivedAt: undefined }, 'gone')
    else if (retryAfter(failed.attempts) === undefined) await giveUp(session, message, failed.reason)
    else await tryAgain(session, message, failed)
  }
}

async function tryAgain(session: Session, message: Listed, { uid, reason, ...failed }: FailedUid): Promise<void> {
  const { parts, mailbox, cursor } = session
  const attempts = failed.attempts + 1
  const note = (why: string) =>
    noteTried(parts.db, mailbox.id, cursor.uidValidity, { uid, attempts, reason: why }, new Date())
  // Counted before it is tried, as the try may end the connection.
  await note(reason)
  const [load] = loadsOf([message], LIMITS)
  if (!load) return
  const { fetched, staged } = await fetchAlive(session, load)
  try {
    const [one] = fetched
    if (one?.kind !== 'failed') await settle(session, message, fetched)
    else if (retryAfter(attempts) === undefined) await giveUp(session, message, one.reason)
    else await note(one.reason)
  } finally {
    await dropAll(staged)
  }
}

async function settle(
  { parts, mailbox, cursor: { uidValidity } }: Session,
  message: Listed,
  outcome: 'gone' | Parameters<typeof recordFetched>[2],
): Promise<void> {
  const fetched = outcome === 'gone' ? [{ kind: outcome, message } as const] : outcome
  const fresh = await recordFetched(parts, { mailboxId: mailbox.id, uidValidity }, fetched, (trx) =>
    forgetFailed(trx, mailbox.id, uidValidity, [message.uid]),
  )
  await queueFresh(parts, fresh)
}

async function giveUp(
  { parts, mailbox, cursor: { uidValidity } }: Session,
  { uid, size, receivedAt }: Listed,
  detail: string,
): Promise<void> {
  const place = { mailboxId: mailbox.id, uidValidity, uid }
  await parts.db.transaction().execute(async (trx) => {
    await recordUnstored(trx, 'could-not-download', [
      { ...place, size: size ?? 0, receivedAt: receivedAt ?? new Date(), detail },
    ])
    await forgetFailed(trx, mailbox.id, uidValidity, [uid])
  })
}
