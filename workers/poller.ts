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
  /** How soon a mailbox that was added, edited, paused or resumed is noticed, and one that another process lost is taken over. */
  lookEvery: number
}

const PACE: Pace = { syncEvery: 60_000, lookEvery: 500 }
const FILED_PAUSE_MS = 250
const LEASE_AGAIN_MS = 2_000
const LEASE_ANSWERS_MS = 10_000

/**
 * Collects every mailbox, each in a loop of its own, until `signal` aborts. A mailbox belongs to the process that holds its advisory
 * lock; any other takes over when that process, or its database connection, is gone. `done` resolves when everything is closed.
 */
export function startPoller(parts: PollerParts, signal: AbortSignal, pace = PACE): { done: Promise<void> } {
  return { done: run(parts, signal, pace) }
}

async function run(parts: PollerParts, signal: AbortSignal, pace: Pace): Promise<void> {
  while (!signal.aborted) {
    await superviseUnderLease(parts, signal, pace).catch((err) =>
      parts.log.warn({ err }, 'the poller lost the database; it starts again in 2 s'),
    )
    await sleep(LEASE_AGAIN_MS, undefined, { signal }).catch(() => {})
  }
}

/** Holds the locks on one database connection; when that is lost all mailboxes are, at once. */
async function superviseUnderLease(parts: PollerParts, outer: AbortSignal, pace: Pace): Promise<void> {
  const connection = await parts.pool.connect()
  const lost = new AbortController()
  const signal = AbortSignal.any([outer, lost.signal])
  const keepers = new Map<string, Keeper>()
  const ringAll = debounced(FILED_PAUSE_MS, () => {
    for (const { bell } of keepers.values()) bell.ring('filed')
  })
  connection.on('error', (error) => lost.abort(error))
  connection.on('end', () => lost.abort())
  connection.on('notification', ringAll)
  try {
    await connection.query('listen history')
    while (!signal.aborted) {
      await proveAlive(connection)
      await matchKeepers(parts, connection, keepers, (mailbox) => startKeeper(parts, mailbox, signal, pace))
      await sleep(pace.lookEvery, undefined, { signal }).catch(() => {})
    }
    if (lost.signal.aborted) throw lost.signal.reason
  } finally {
    await Promise.all([...keepers.values()].map((keeper) => keeper.stop()))
    connection.release(true)
  }
}

/** The locks live as long as the connection: one that answers no more may have lost them. */
async function proveAlive(connection: pg.PoolClient): Promise<void> {
  const answered = new AbortController()
  const late = sleep(LEASE_ANSWERS_MS, undefined, { signal: answered.signal, ref: false }).then(() => {
    throw new Error('the database connection that holds the mailboxes does not answer')
  })
  try {
    await Promise.race([connection.query('select 1'), late])
  } finally {
    answered.abort()
    late.catch(() => {})
  }
}

/** Starts a loop for each mailbox that should have one and is free, and ends those that should not be or have new settings. */
async function matchKeepers(
  parts: PollerParts,
  connection: pg.PoolClient,
  keepers: Map<string, Keeper>,
  start: (mailbox: Mailbox) => Keeper,
): Promise<void> {
  const mailboxes = await listMailboxes(parts.db)
  const wanted = new Map(
    mailboxes.filter(({ kind, pausedAt }) => kind === 'imap' && !pausedAt).map((one) => [one.id, one]),
  )
  for (const [id, keeper] of keepers) {
    const mailbox = wanted.get(id)
    if (mailbox && settingsOf(mailbox) === keeper.settings) continue
    await keeper.stop()
    keepers.delete(id)
    await connection.query('select pg_advisory_unlock(hashtextextended($1, 0))', [id])
  }
  for (const [id, mailbox] of wanted) {
    if (keepers.has(id)) continue
    const { rows } = await connection.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      [id],
    )
    if (rows[0]?.held) keepers.set(id, start(mailbox))
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
  const { host, port, security, username, passwordEncrypted, folder, since, afterFiling, moveTo } = mailbox
  return JSON.stringify([host, port, security, username, passwordEncrypted, folder, since, afterFiling, moveTo])
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
