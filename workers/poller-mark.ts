import { crashPoint } from '../src/crash-points.ts'
import type { Connection } from '../src/mailbox/collect.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { addKeyword, ensureFolder, moveTo, tellReplaced } from '../src/mailbox/mark.ts'
import { noteMarked, unmarked } from '../src/message/ledger.ts'
import type { PollerParts } from './poller.ts'
import type { Session } from './poller-session.ts'

const MARK_AT_ONCE = 500

export type Mark = (session: Session) => Promise<void>

/** Marks on the server what has been filed. The first refusal is told once and ends marking on this connection. */
export function marker(parts: PollerParts, mailbox: Mailbox, client: Connection): Mark {
  const { afterFiling, moveTo: folder } = mailbox
  let refused = afterFiling === 'nothing'
  let prepared = false
  const markThese = async (filed: Awaited<ReturnType<typeof unmarked>>) => {
    if (afterFiling !== 'move' || !folder) {
      return addKeyword(
        client,
        filed.map(({ uid }) => uid),
      )
    }
    prepared ||= await ensureFolder(client, folder)
    return prepared && moveSame(parts, mailbox, client, filed, folder)
  }
  return async ({ cursor, signal }) => {
    while (!refused && !signal.aborted) {
      const filed = await unmarked(parts.db, mailbox.id, cursor.uidValidity, MARK_AT_ONCE)
      if (filed.length === 0) return
      refused = !(await markThese(filed))
      // A command cut off by the end of the connection is answered like a refused one.
      if (refused && (signal.aborted || !client.usable)) return
      if (refused) {
        parts.log.warn({ mailbox: mailbox.name }, 'the server does not let us mark filed messages; collecting goes on')
      } else {
        crashPoint('after-mark')
        const ids = filed.map(({ id }) => id)
        await noteMarked(parts.db, ids)
        crashPoint('after-mark-noted')
      }
    }
  }
}

/** What is not there any more needs no moving, and what has its number now is not ours to move. */
async function moveSame(
  { log }: PollerParts,
  { name }: Mailbox,
  client: Connection,
  filed: Awaited<ReturnType<typeof unmarked>>,
  folder: string,
): Promise<boolean> {
  const told = await tellReplaced(client, filed)
  if (!told) return false
  const { same, replaced } = told
  if (replaced.length > 0)
    log.warn({ mailbox: name, uids: replaced }, 'the server has other messages under these numbers now; they stay')
  return same.length === 0 || moveTo(client, same, folder)
}
