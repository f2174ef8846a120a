import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { openDatabase } from '../src/database.ts'
import { upsertMailboxFromUrl } from '../src/mailbox/mailbox.ts'
import { markerOf, numberedRelease } from './mail.ts'
import type { Address, Backend, DeliverOptions, Rig } from './rig.ts'
import { startRunner } from './runner.ts'
import type { Servers } from './servers.ts'
import { listServer, unsettled } from './verdict.ts'

const SECRET_KEY = 'the key of a rig that keeps no secrets at all'
const PATIENCE_MS = 180_000

/** A rig on these servers, with no process of the product started yet. */
export async function openRig(servers: Servers, backend: Backend): Promise<Rig> {
  const { dovecot, postgres, redis } = servers
  const tag = randomBytes(3).toString('hex')
  const database = await servers.newDatabase()
  const dir = await mkdtemp(join(tmpdir(), `faults-rig-${tag}-`))
  await chmod(dir, 0o755)
  const place = {
    servers,
    backend,
    tag,
    user: `rig-${tag}`,
    // Connections that break are what this is about.
    db: openDatabase(postgres.url(database), () => {}, 3).db,
    database,
    redisDatabase: servers.newRedisDatabase(),
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
  }
  const rig = place as unknown as Rig
  return Object.assign(rig, product(rig), post(rig), questions(rig), tally(rig), end(rig))
}

function product(rig: Rig): Pick<Rig, 'env' | 'start' | 'wipeQueue'> {
  const { dovecot, postgres, redis } = rig.servers
  return {
    env(roles, direct = false) {
      const reached = (url: string, address: Address) => (direct ? url : at(url, address))
      return {
        PATH: process.env.PATH,
        HOME: rig.dir,
        NODE_COMPILE_CACHE: rig.servers.compiled,
        ROLES: roles,
        DATABASE_URL: reached(postgres.url(rig.database), rig.reach.postgres),
        REDIS_URL: rig.backend === 'redis' ? reached(redis.url(rig.redisDatabase), rig.reach.redis) : undefined,
        IMAP_URL: reached(dovecot.imapUrl(rig.user), rig.reach.imap),
        DATA_DIR: join(rig.dir, 'data'),
        BLOB_URL: `file://${rig.blobDir}`,
        SECRET_KEY,
        PORT: '0',
        LOG_LEVEL: 'info',
      }
    },
    async start(roles, { env, ...settings } = {}) {
      const logFile = join(rig.dir, `${rig.runners.length}-${roles.replaceAll(',', '-')}.log`)
      const runner = startRunner({ roles, env: { ...rig.env(roles), ...env }, logFile, ...settings })
      rig.runners.push(runner)
      if (!settings.crashAt && !settings.stayDown) await runner.untilStarted()
      return runner
    },
    async wipeQueue() {
      if (rig.backend === 'redis') {
        await redis.run(['FLUSHDB'], rig.redisDatabase)
        return
      }
      const { rows } = await sql<{ name: string }>`
        select tablename as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'`.execute(
        rig.db,
      )
      // TRUNCATE would wait for the workers' listeners.
      for (const { name } of rows) await sql`delete from ${sql.table(`bullmq.${name}`)}`.execute(rig.db)
    },
  }
}

function at(url: string, { host, port }: Address): string {
  const moved = new URL(url)
  moved.host = `${host}:${port}`
  return moved.href
}

function post(rig: Rig): Pick<Rig, 'deliver' | 'deliverSource' | 'addMailbox'> {
  const { dovecot } = rig.servers
  let numbered = 0
  return {
    async deliver(count, { user = rig.user, expected = 'article', every = 0, received }: DeliverOptions = {}) {
      const numbers: number[] = []
      for (let sent = 0; sent < count; sent += 1) {
        numbered += 1
        numbers.push(numbered)
        const source = numberedRelease(rig.tag, numbered, received ? { received } : {})
        await rig.deliverSource(source, { marker: markerOf(rig.tag, numbered), user, expected })
        if (every) await sleep(every)
      }
      return numbers
    },
    async deliverSource(source, { marker, user = rig.user, expected = 'article' }) {
      rig.delivered.push({ marker, user, expected })
      return dovecot.append(source, { user })
    },
    async addMailbox(user, query = '') {
      await upsertMailboxFromUrl(rig.db, SECRET_KEY, at(dovecot.imapUrl(user) + query, rig.reach.imap))
    },
  }
}

function questions(rig: Rig): Pick<Rig, 'until' | 'untilAccounted' | 'untilNextArticle' | 'count'> {
  const until: Rig['until'] = async (what, holds, patience = PATIENCE_MS) => {
    let trouble: unknown
    for (const end = performance.now() + patience; ; await sleep(50)) {
      const held = await holds().catch((error) => {
        trouble = error
        return false
      })
      if (held) return
      if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms`, { cause: trouble })
    }
  }
  /** Waits until nothing is left over, and names what is when that takes too long. */
  const untilNone = async (what: string, leftOver: () => Promise<string[]>, patience?: number) => {
    let left: string[] = []
    const none = async () => {
      left = await leftOver()
      return left.length === 0
    }
    await until(what, none, patience).catch((error: Error) => {
      throw new Error(`${error.message}: ${left.slice(0, 5).join(', ')} (${left.length})`, { cause: error.cause })
    })
  }
  return {
    until,
    untilAccounted: (patience) => untilNone('everything accounted for', () => openOf(rig), patience),
    async untilNextArticle(patience) {
      const started = performance.now()
      let before: number | undefined
      const more = async () => {
        const now = await countArticles(rig)
        before ??= now
        return now > before
      }
      await until('the next article', more, patience)
      return (performance.now() - started) / 1000
    },
    async count(status) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from message where ${status ?? null}::text is null or status = ${status ?? null}`.execute(
        rig.db,
      )
      return Number(rows[0]?.count)
    },
  }
}

async function openOf({ db, servers, delivered }: Rig): Promise<string[]> {
  const open: string[] = []
  for (const user of new Set(delivered.map((one) => one.user))) {
    open.push(...(await unsettled(db, user, await listServer(servers.dovecot, user))))
  }
  return open
}

async function countArticles({ db }: Rig): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from article`.execute(db)
  return Number(rows[0]?.count)
}

function tally(rig: Rig): Pick<Rig, 'fault' | 'recovered'> {
  return {
    fault: (what, times = 1) => void rig.faults.set(what, (rig.faults.get(what) ?? 0) + times),
    recovered: (from, seconds) => void rig.recoveries.push({ from, seconds }),
  }
}

function end(rig: Rig): Pick<Rig, 'atEnd' | 'close'> {
  const undos: (() => Promise<void>)[] = []
  return {
    atEnd: (undo) => void undos.push(undo),
    async close() {
      for (const runner of rig.runners) runner.endForGood()
      for (const undo of undos) await undo().catch(() => {})
      await rig.db.destroy()
      await rig.servers.redis.run(['FLUSHDB'], rig.redisDatabase).catch(() => {})
      await rig.servers.postgres.run(`drop database if exists ${rig.database} with (force)`).catch(() => {})
      await rm(rig.dir, { recursive: true, force: true })
    },
  }
}
