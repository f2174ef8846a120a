/**
 * The rig: one product in processes of its own on the real servers of a run, with a database, a mailbox user, a Redis database and a
 * directory of its own, so that rigs can run side by side. A row of the fault matrix is written with it like this:
 *
 *   export const row: Row = {
 *     number: '19', name: 'Postgres stopped immediately', backends: BOTH, alone: true,
 *     async run(rig, size) {
 *       await rig.start('poller,ingest,upkeep')          // child processes, started again when they die
 *       await rig.deliver(size.each)                     // numbered releases, each with a marker of its own
 *       await rig.servers.postgres.stopImmediately()
 *       rig.fault('Postgres immediate')                  // tallied for the table
 *       await rig.servers.postgres.start()
 *       rig.recovered('Postgres', await rig.untilNextArticle())
 *       await rig.untilAccounted()
 *     },
 *   }
 *
 * run-row.ts then ends the product by SIGTERM and judges it: each listed UID has a settled row, each marker exactly one article, nothing is
 * \Seen, no process is left over, `copytaster verify --json` is sound. A row throws (assert) for what it promises besides.
 *
 * A proxy goes in between by `rig.reach.imap = { host, port }` (or `.postgres`, `.redis`) before `start`; the rig's own questions and
 * `verify` always go to the servers directly (verify's mailbox is moved back to Dovecot's own address first).
 */
import type { Kysely } from 'kysely'
import type { Database } from '../src/database.ts'
import type { Runner } from './runner.ts'
import type { Servers } from './servers.ts'
import type { Delivered } from './verdict.ts'

export type Backend = 'postgres' | 'redis'
export const BOTH: readonly Backend[] = ['postgres', 'redis']

export interface Address {
  host: string
  port: number
}

interface StartSettings {
  /** `after-claim`, or `after-claim:3` for the third passing. */
  crashAt?: string
  /** Not waited for, and it stays down once it has ended, until `revive`. */
  stayDown?: boolean
  env?: Record<string, string>
}

export interface Rig {
  servers: Servers
  backend: Backend
  /** In every marker of this rig: `REF-<tag>-000001`. */
  tag: string
  user: string
  /** Directly to the server, also while the product goes through a proxy. */
  db: Kysely<Database>
  database: string
  redisDatabase: number
  dir: string
  blobDir: string
  /** Where the product's processes find the servers. */
  reach: { imap: Address; postgres: Address; redis: Address }
  runners: Runner[]
  delivered: Delivered[]
  /** Messages that came from files instead. */
  imported: number
  /** Starts one process with these roles (`poller,ingest,upkeep`) and waits until it is up, unless it is to crash or stay down. */
  start(roles: string, settings?: StartSettings): Promise<Runner>
  /** The environment of a process, for a command of one's own; `direct`: past every proxy. */
  env(roles: string, direct?: boolean): Record<string, string | undefined>
  /** Delivers numbered releases into the mailbox; returns their numbers. */
  deliver(count: number, options?: DeliverOptions): Promise<number[]>
  /** Delivers one message of the row's own making. */
  deliverSource(source: string | Uint8Array, one: Partial<Delivered> & { marker: string }): Promise<string>
  /** The mailbox of another user of the same Dovecot is collected, too. */
  addMailbox(user: string, query?: string): Promise<void>
  /** Resolves when every message that the server lists has a settled row and every marker expected has its article. */
  untilAccounted(patience?: number): Promise<void>
  /** Seconds from now until an article is filed that was not there before. */
  untilNextArticle(patience?: number): Promise<number>
  /** Waits until `holds`, asking every 50 ms; a question that fails (a server is down) is asked again. */
  until(what: string, holds: () => Promise<boolean>, patience?: number): Promise<void>
  count(status?: string): Promise<number>
  fault(what: string, times?: number): void
  faults: Map<string, number>
  recovered(from: string, seconds: number): void
  recoveries: { from: string; seconds: number }[]
  /** Done when the rig is closed. */
  atEnd(undo: () => Promise<void>): void
  /** Throws all jobs of this rig away: FLUSHDB, or the tables of BullMQ emptied. */
  wipeQueue(): Promise<void>
  close(): Promise<void>
}

export interface DeliverOptions {
  user?: string
  expected?: Delivered['expected']
  /** Pause after each, milliseconds. */
  every?: number
  received?: string
}
