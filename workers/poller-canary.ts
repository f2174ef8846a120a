import { canarySource, forgetCanary, isCanaryDue, newToken, noteAppending } from '../src/mailbox/canary.ts'
import { type Connection, readEnvelopes } from '../src/mailbox/collect.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { appendSeen, canRemove, removeThese } from '../src/mailbox/mark.ts'
import { unlessRefused } from '../src/mailbox/unless-refused.ts'
import { noteMarked } from '../src/message/ledger.ts'
import { settledCanaries } from '../src/message/settled-canaries.ts'
import type { PollerParts } from './poller.ts'
import type { Session } from './poller-session.ts'

const REMOVED_AT_ONCE = 100

/**
 * What keeps test messages going on one connection: puts one into the mailbox when it is due and takes away those that came back. The
 * first refusal of either is told once and ends it on this connection.
 */
export function canaryKeeper(
  parts: PollerParts,
  mailbox: Mailbox,
  client: Connection,
): (session: Session) => Promise<void> {
  const { canaryMinutes } = mailbox
  if (canaryMinutes === null || mailbox.listOnly) return async () => {}
  const refused = { append: false, remove: false }
  return async (session) => {
    if (!refused.remove) refused.remove = !(await removeSettled(session))
    if (refused.append || !(await isCanaryDue(parts.db, mailbox.id, canaryMinutes))) return
    refused.append = !(await appendCanary(session))
    if (refused.append && client.usable)
      parts.log.warn({ mailbox: mailbox.name }, 'the server does not let us put test messages into the mailbox')
  }
}

async function appendCanary({ parts, mailbox, client }: Session): Promise<boolean> {
  const token = newToken()
  await noteAppending(parts.db, mailbox.id, token)
  const taken = await appendSeen(client, mailbox.folder, canarySource(token, mailbox.name, new Date()))
  if (!taken && client.usable) await forgetCanary(parts.db, token)
  return taken
}

/** False: the server cannot remove single messages, or refuses to. */
async function removeSettled({ parts, mailbox, client, cursor }: Session): Promise<boolean> {
  if (!canRemove(client)) return false
  const settled = await settledCanaries(parts.db, mailbox.id, cursor.uidValidity, REMOVED_AT_ONCE)
  if (settled.length === 0) return true
  const envelopes = await unlessRefused(
    client,
    readEnvelopes(
      client,
      settled.map(({ uid }) => uid),
    ),
  )
  if (!envelopes) return false
  // A server that was restored from a backup may have given the number to another message.
  const ours = settled.filter(
    ({ uid, headerMessageId }) => headerMessageId !== null && envelopes.get(uid)?.headerMessageId === headerMessageId,
  )
  const uids = ours.map(({ uid }) => uid)
  if (uids.length > 0 && !(await removeThese(client, uids))) return false
  await noteMarked(
    parts.db,
    settled.map(({ id }) => id),
  )
  return true
}
