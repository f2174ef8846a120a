import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { BlobStore } from '../src/blobs.ts'
import type { Database } from '../src/database.ts'
import type { Log } from '../src/log.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { listMailboxes } from '../src/mailbox/mailbox.ts'
import type { IngestQueue } from '../src/queues.ts'
import { type Bell, openBell } from './poller-bell.ts'
import { type Lease, openLease, orLost } from './poller-lease.ts'
import { keepCollecting } from './poller-mailbox.ts'

export interface PollerParts {
  db: Kysely<Database>
  pool: pg.Pool
  blobs: BlobStore
  queue: IngestQueue
  log: Log
  secretKey: string
}

/** One mailbox's loop, while this process holds the mailbox. */
interface Keeper {
  settings: string
  bell: Bell
  stop(): Promise<void>
}

/** How often things are done, whatever else wakes them; milliseconds. */
export interface Pace {
  /** IDLE is a hint, this is the guarantee: each folder is opened and listed anew at least this often. */
  syncEvery: number
  /** How often what the server lists is compared with the ledger. */
  reconcileEvery: number
  /** How soon a mailbox that was added, edited, paused or resumed is noticed, and one that another process lost is taken over. */
  lookEvery: number
  /** After how long without a word from this process Postgres lets another take its mailboxes over. */
  leaseFor: number
}

const PACE: Pace = { syncEvery: 60_000, reconcileEvery: 15 * 60_000, lookEvery: 500, leaseFor: 20_000 }
const HISTORY_PAUSE_MS = 250
const LEASE_AGAIN_MS = 2_000
const STOP_WITHIN_MS = 10_000

/**
 * Collects every mailbox, each in a loop of its own, until `signal` aborts. A mailbox belongs to the process that holds its advisory
 * lock; any other takes over when that process, or its database connection, is gone or silent. `done` resolves when everything is closed.
 */
export function startPoller(
  parts: PollerParts,
  signal: AbortSignal,
  pace: Partial<Pace> = {},
): { done: Promise<void> } {
  return { done: run(parts, signal, { ...PACE, ...pace }) }
}

async function run(parts: PollerParts, signal: AbortSignal, pace: Pace): Promise<void> {
  while (!signal.aborted) {
    await superviseUnderLease(parts, signal, pace).catch((err) =>
      parts.log.warn({ err }, 'the poller lost the database; it starts again in 2 s'),
    )
    await sleep(LEASE_AGAIN_MS, undefined, { signal }).catch(() => {})
  }
}

/** Collects what this process has the lease of; when that is lost all mailboxes are, at once. */
async function superviseUnderLease(parts: PollerParts, outer: AbortSignal, pace: Pace): Promise<void> {
  const lease = await openLease(parts.pool, pace.leaseFor)
  const signal = AbortSignal.any([outer, lease.signal])
  const keepers = new Map<string, Keeper>()
  lease.onHistory(
    debounced(HISTORY_PAUSE_MS, () => {
      for (const { bell } of keepers.values()) bell.ring('filed')
    }),
  )
  const proving = keepProving(lease, pace.lookEvery, signal)
  try {
    while (!signal.aborted) {
      // Another connection to the database is no reason to let go of what is being collected.
      await matchKeepers(parts, lease, keepers, (mailbox) => startKeeper(parts, mailbox, signal, pace)).catch(
        (err) => signal.aborted || parts.log.warn({ err }, 'changes of mailboxes are not noticed; asking again'),
      )
      await sleep(pace.lookEvery, undefined, { signal }).catch(() => {})
    }
    if (!outer.aborted) throw lease.signal.reason
  } finally {
    const stopped = Promise.all([...keepers.values()].map((keeper) => keeper.stop()))
    // Without the lease another process collects: one that hangs on the lost database is not waited for.
    await (outer.aborted ? stopped : Promise.race([stopped, sleep(STOP_WITHIN_MS, undefined, { ref: false })]))
    lease.end()
    await proving
  }
}

/** By itself, as ending a mailbox's loop may take longer than the lease holds without. */
async function keepProving(lease: Lease, every: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // What failed has ended the lease.
    await lease.prove().catch(() => {})
    await sleep(every, undefined, { signal }).catch(() => {})
  }
}

/** Starts a loop for each mailbox that should have one and is free, and ends those that should not be or have new settings. */
async function matchKeepers(
  parts: PollerParts,
  lease: Lease,
  keepers: Map<string, Keeper>,
  start: (mailbox: Mailbox) => Keeper,
): Promise<void> {
  const mailboxes = await orLost(lease.signal, listMailboxes(parts.db))
  const wanted = new Map(
    mailboxes.filter(({ kind, pausedAt }) => kind === 'imap' && !pausedAt).map((one) => [one.id, one]),
  )
  for (const [id, keeper] of keepers) {
    const mailbox = wanted.get(id)
    if (mailbox && settingsOf(mailbox) === keeper.settings) continue
    await orLost(lease.signal, keeper.stop())
    keepers.delete(id)
    await lease.giveBack(id)
  }
  for (const [id, mailbox] of wanted) {
    if (!keepers.has(id) && (await lease.take(id))) keepers.set(id, start(mailbox))
  }
}

function startKeeper(parts: PollerParts, mailbox: Mailbox, outer: AbortSignal, pace: Pace): Keeper {
  const stopping = new AbortController()
  const bell = openBell()
  const done = keepCollecting({ parts, mailbox, bell, pace, signal: AbortSignal.any([outer, stopping.signal]) })
  return {
    settings: settingsOf(mailbox),
    bell,
    stop: () => {
      stopping.abort()
      return done
    },
  }
}

function settingsOf(mailbox: Mailbox): string {
  const { host, port, security, username, passwordEncrypted, folder } = mailbox
  const { since, fromNow, listOnly, afterFiling, moveTo, canaryMinutes } = mailbox
  return JSON.stringify([
    ...[host, port, security, username, passwordEncrypted, folder],
    ...[since, fromNow, listOnly, afterFiling, moveTo, canaryMinutes],
  ])
}

/** Acts once, `ms` after the first of many calls. */
function debounced(ms: number, act: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      act()
    }, ms).unref()
  }
}
