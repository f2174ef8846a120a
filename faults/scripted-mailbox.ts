import { sql } from 'kysely'
import { upsertMailboxFromUrl } from '../src/mailbox/mailbox.ts'
import { type ScriptedImap, startScriptedImap } from '../tests/support/scripted-imap.ts'
import { markerOf, numberedRelease } from './mail.ts'
import type { Rig } from './rig.ts'

/** A mailbox of the rig on a server that can be told to misbehave. What is delivered is judged like all else. */
export interface ScriptedMailbox {
  imap: ScriptedImap
  id: string
  deliver(count: number, expected?: 'article' | 'expunged'): void
  /** Resolves when every message that the server has now has exactly one row, and that is settled. */
  untilSettled(patience?: number): Promise<void>
  /** Rows of this mailbox, counted by status and reason. */
  counts(): Promise<Record<string, number>>
  stateOf(): Promise<{ state: string; words: string; refusals: number }>
  close(): Promise<void>
}

// Above every number that a rig gives by itself.
let numbered = 500_000

/** INBOX, or another `folder`, of which `wire` is the name in modified UTF-7. */
export async function openScriptedMailbox(
  rig: Rig,
  { folder = 'INBOX', wire = folder }: { folder?: string; wire?: string } = {},
): Promise<ScriptedMailbox> {
  const imap = await startScriptedImap()
  if (!imap.folders.has(wire)) imap.folders.set(wire, { uidValidity: 3_000, uidNext: 1, messages: [] })
  const query = `?folder=${encodeURIComponent(folder)}`
  const { SECRET_KEY } = rig.env('poller')
  const { id } = await upsertMailboxFromUrl(rig.db, SECRET_KEY as string, imap.imapUrl(`scripted-${rig.tag}`) + query)
  const unsettled = async () => {
    const { uidValidity, messages } = imap.folders.get(wire) ?? imap.inbox
    const { rows } = await sql<{ uid: number }>`
      select uid from unnest(${messages.map(({ uid }) => uid)}::bigint[]) as listed(uid)
      where (select count(*) from message m where m.mailbox_id = ${id} and m.uid_validity = ${uidValidity}
        and m.uid = listed.uid and m.settled_at is not null) <> 1`.execute(rig.db)
    return rows.length
  }
  return {
    imap,
    id,
    deliver(count, expected = 'article') {
      for (let sent = 0; sent < count; sent++) {
        numbered += 1
        imap.deliver(numberedRelease(rig.tag, numbered), { folder: wire })
        rig.delivered.push({ marker: markerOf(rig.tag, numbered), user: rig.user, expected })
      }
    },
    untilSettled: (patience) =>
      rig.until('the scripted mailbox settled', async () => (await unsettled()) === 0, patience),
    async counts() {
      const { rows } = await sql<{ kind: string; count: number }>`
        select concat_ws(' ', status, reason) as kind, count(*) as count from message where mailbox_id = ${id} group by 1`.execute(
        rig.db,
      )
      return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]))
    },
    async stateOf() {
      const found = rig.db.selectFrom('mailbox').select(['state', 'stateDetail', 'refusals']).where('id', '=', id)
      const { state, stateDetail, refusals } = await found.executeTakeFirstOrThrow()
      return { state, words: stateDetail ?? '', refusals }
    },
    close: () => imap.close(),
  }
}
