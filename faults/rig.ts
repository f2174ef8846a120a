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
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { type Database, openDatabase } from '../src/database.ts'
import { upsertMailboxFromUrl } from '../src/mailbox/mailbox.ts'
import { markerOf, numberedRelease } from './mail.ts'
import { type Runner, startRunner } from './runner.ts'
import type { Servers } from './servers.ts'
import { type Delivered, listServer, unsettled, verifyByCommand } from './verdict.ts'

export type Backend = 'postgres' | 'redis'
export const BOTH: readonly Backend[] = ['postgres', 'redis']

export interface Address {
  host: string
  port: number
}

export interface StartSettings {
  /** `after-claim`, or `after-claim:3` for the third passing. */
  crashAt?: string
  /** Not waited for, and it stays down once it has ended, until `revive`. */
  stayDown?: boolean
  wrapped?: readonly string[]
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
  /** Something that an operator would have had to do. */
  byHand(what: string): void
  handwork: string[]
  /** Resolves when `copytaster verify` finds nothing wrong. */
  untilSound(patience?: number): Promise<void>
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

const SECRET_KEY = 'the key of a rig that keeps no secrets at all'
const ACCOUNTED_MS = 120_000

export async function openRig(servers: Servers, backend: Backend): Promise<Rig> {
  const tag = randomBytes(3).toString('hex')
  const user = `rig-${tag}`
  const database = await servers.newDatabase()
  const redisDatabase = servers.newRedisDatabase()
  const dir = await mkdtemp(join(tmpdir(), `faults-rig-${tag}-`))
  await chmod(dir, 0o755)
  const { dovecot, postgres, redis } = servers
  // Connections that break are what this is about.
  const { db } = openDatabase(postgres.url(database), () => {}, 3)
  const undos: (() => Promise<void>)[] = []
  let numbered = 0

  const rig: Rig = {
    servers,
    backend,
    tag,
    user,
    db,
    database,
    redisDatabase,
    dir,
    blobDir: join(dir, 'blobs'),
    reach: {
      imap: { host: dovecot.host, port: dovecot.port },
      postgres: { host: postgres.host, port: postgres.port },
      redis: { host: redis.host, port: redis.port },
    },
    runners: [],
    delivered: [],
    imported: 0,
    faults: new Map(),
    recoveries: [],
    handwork: [],
    fault: (what, times = 1) => void rig.faults.set(what, (rig.faults.get(what) ?? 0) + times),
    recovered: (from, seconds) => void rig.recoveries.push({ from, seconds }),
    byHand: (what) => void rig.handwork.push(what),

    env(roles, direct = false) {
      const at = (url: string, { host, port }: Address) => {
        const moved = new URL(url)
        moved.hostname = host
        moved.port = String(port)
        return direct ? url : moved.href
      }
      return {
        PATH: process.env.PATH,
        HOME: dir,
        ROLES: roles,
        DATABASE_URL: at(postgres.url(database), rig.reach.postgres),
        REDIS_URL: backend === 'redis' ? at(redis.url(redisDatabase), rig.reach.redis) : undefined,
        IMAP_URL: at(dovecot.imapUrl(user), rig.reach.imap),
        DATA_DIR: join(dir, 'data'),
        BLOB_URL: `file://${rig.blobDir}`,
        SECRET_KEY,
        PORT: '0',
        LOG_LEVEL: 'info',
      }
    },

    async start(roles, { env, ...settings } = {}) {
      const logFile = join(dir, `${rig.runners.length}-${roles.replaceAll(',', '-')}.log`)
      const runner = startRunner({ roles, env: { ...rig.env(roles), ...env }, logFile, ...settings })
      rig.runners.push(runner)
      if (!settings.crashAt && !settings.stayDown) await runner.untilStarted()
      return runner
    },

    async deliver(count, { user: to = user, expected = 'article', every = 0, received } = {}) {
      const numbers: number[] = []
      for (let sent = 0; sent < count; sent += 1) {
        numbered += 1
        numbers.push(numbered)
        const source = numberedRelease(tag, numbered, received ? { received } : {})
        await rig.deliverSource(source, { marker: markerOf(tag, numbered), user: to, expected })
        if (every) await sleep(every)
      }
      return numbers
    },

    async deliverSource(source, { marker, user: to = user, expected = 'article' }) {
      rig.delivered.push({ marker, user: to, expected })
      return dovecot.append(source, { user: to })
    },

    addMailbox: async (other, query = '') => {
      const { host, port } = rig.reach.imap
      const url = new URL(dovecot.imapUrl(other) + query)
      url.host = `${host}:${port}`
      await upsertMailboxFromUrl(rig.db, SECRET_KEY, url.href)
    },

    async untilAccounted(patience = ACCOUNTED_MS) {
      let open: string[] = []
      const accounted = async () => {
        open = []
        for (const to of new Set(rig.delivered.map((one) => one.user))) {
          open.push(...(await unsettled(rig.db, to, await listServer(dovecot, to))))
        }
        return open.length === 0
      }
      await rig.until('everything accounted for', accounted, patience).catch((error) => {
        throw new Error(`${error.message}: ${open.slice(0, 5).join(', ')} (${open.length} open)`)
      })
    },

    async untilNextArticle(patience = ACCOUNTED_MS) {
      const started = performance.now()
      const newest = async () => {
        const { rows } = await sql<{ at: string | null }>`select max(filed_at)::text as at from article`.execute(rig.db)
        return rows[0]?.at ?? null
      }
      let before: string | null | undefined
      await rig.until(
        'the next article',
        async () => {
          const now = await newest()
          if (before === undefined) before = now
          return now !== before
        },
        patience,
      )
      return (performance.now() - started) / 1000
    },

    async until(what, holds, patience = ACCOUNTED_MS) {
      let trouble: unknown
      for (const end = performance.now() + patience; ; await sleep(50)) {
        const held = await holds().catch((error) => {
          trouble = error
          return false
        })
        if (held) return
        if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms`, { cause: trouble })
      }
    },

    async count(status) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from message where ${status ?? null}::text is null or status = ${status ?? null}`.execute(
        db,
      )
      return Number(rows[0]?.count)
    },

    async wipeQueue() {
      if (backend === 'redis') {
        await redis.run(['FLUSHDB'], redisDatabase)
        return
      }
      const { rows } = await sql<{ name: string }>`
        select tablename as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`.execute(
        db,
      )
      // TRUNCATE would wait for the workers' listeners.
      for (const { name } of rows) await sql`delete from ${sql.table(`bullmq.${name}`)}`.execute(rig.db)
    },

    async untilSound(patience) {
      let wrong: string[] = []
      const sound = async () => {
        wrong = await verifyByCommand(rig.env('upkeep', true))
        return wrong.length === 0
      }
      await rig.until('verify is content', sound, patience).catch((error) => {
        throw new Error(`${error.message}: ${wrong.join('; ')}`)
      })
    },

    atEnd: (undo) => void undos.push(undo),

    async close() {
      for (const runner of rig.runners) await runner.kill()
      await Promise.all(rig.runners.map((runner) => runner.end()))
      for (const undo of undos) await undo().catch(() => {})
      await rig.db.destroy()
      await postgres.run(`drop database if exists ${database} with (force)`).catch(() => {})
      await rm(dir, { recursive: true, force: true })
    },
  }
  return rig
}
