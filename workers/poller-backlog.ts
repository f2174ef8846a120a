import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../src/mailbox/collect.ts'
import { whileIdle } from '../src/mailbox/idle.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { noteState } from '../src/mailbox/mailbox.ts'
import { countBacklog } from '../src/message/ledger.ts'
import type { PollerParts } from './poller.ts'

/** Resolves when another load may be fetched. */
export type RoomForMore = () => Promise<void>

// Messages stored but not read yet, of all mailboxes: beyond this they are safer on the server than on our disk.
const BACKLOG_LIMIT = 5_000
const COUNT_EVERY_MS = 1_000
const WAIT_MS = 1_000

/** Back-pressure for one connection: holds it, awake, while the backlog is over its limit. */
export function roomFor(
  parts: PollerParts,
  mailbox: Mailbox,
  client: Connection,
  signal: AbortSignal,
  limit = BACKLOG_LIMIT,
): RoomForMore {
  let countedAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - countedAt < COUNT_EVERY_MS) return
    while ((await countBacklog(parts.db, limit)) >= limit) {
      await noteState(
        parts.db,
        mailbox.id,
        'syncing',
        `Paused: ${limit} messages wait to be read; new ones wait safely on the server`,
      )
      await whileIdle(client, () => sleep(WAIT_MS, undefined, { signal }))
    }
    countedAt = performance.now()
  }
}
