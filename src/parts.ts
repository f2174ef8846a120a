import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type BlobStore, openBlobStore } from './blobs.ts'
import { type Config, ConfigError } from './config.ts'
import { type Database, migrate, openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Log } from './log.ts'
import { type IngestQueue, openIngestQueue, type QueuePlace } from './queues.ts'
import { refuseEvictingRedis } from './redis.ts'

/** What every role and every command stands on, opened once a process. */
export interface Parts {
  db: Kysely<Database>
  pool: pg.Pool
  databaseUrl: string
  blobs: BlobStore
  queue: IngestQueue
  queuePlace: QueuePlace
  secretKey: string
  log: Log
  /** Closes everything in the opposite order; an embedded Postgres that this process started stops last. */
  close(): Promise<void>
}

/**
 * Opens the database (embedded where no `DATABASE_URL` is set), migrates it, and opens the blob store and the queue.
 * Throws `ConfigError`, `EmbeddedPostgresError`, `EvictingRedisError` or what the server at the given URL answered.
 */
export async function openParts(config: Config, log: Log): Promise<Parts> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) {
      // What is away cannot be taken leave of (a queue whose Redis is down rejects); the rest must still be closed.
      await closer().catch((err) => log.debug({ err }, 'closing was refused'))
    }
  }
  try {
    const databaseUrl = config.databaseUrl ?? (await startEmbedded(config, log, closers))
    await bringUpToDate(databaseUrl, log)
    const { db, pool } = openDatabase(databaseUrl, (err) => log.warn({ err }, 'a database connection broke'))
    closers.push(() => db.destroy())
    if (config.redisUrl && !(await refuseEvictingRedis(config.redisUrl)))
      log.warn('Redis (REDIS_URL) does not answer; messages are stored meanwhile and read when it is back')
    const queuePlace: QueuePlace = config.redisUrl
      ? { backend: 'redis', url: config.redisUrl }
      : { backend: 'postgres', url: databaseUrl }
    const queue = openIngestQueue(queuePlace, (err) =>
      log.warn({ err }, 'the queue is in trouble; it reconnects by itself'),
    )
    closers.push(() => queue.close())
    const blobs = await openBlobStore(config.blobDir)
    const secretKey = config.secretKey ?? (await keptSecret(config.dataDir))
    return { db, pool, databaseUrl, blobs, queue, queuePlace, secretKey, log, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startEmbedded(config: Config, log: Log, closers: (() => Promise<unknown>)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.dataDir, log)
  closers.push(() => postgres.stop())
  return postgres.url
}

/** The installation's own key, made once and kept beside its data. */
async function keptSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret.key')
  await writeFile(path, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  return readFile(path, 'utf8')
}

// The server is not there yet, or is not ready: 53300 too many connections, 57P03 starting up, 57P01 shutting down.
const NOT_YET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', '53300', '57P03', '57P01'])
const UNREACHABLE = new Set([...NOT_YET, 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000'])
const WAIT_MS = 60_000
const LOOK_EVERY_MS = 500

/** Migrates the database, on a connection of its own as that may take long. Machines that start together need not start in order. */
async function bringUpToDate(url: string, log: Log): Promise<void> {
  const { db } = openDatabase(url, () => {}, 2, 0)
  const until = performance.now() + WAIT_MS
  let told = false
  try {
    for (;;) {
      const fault = await migrate(db).then(() => undefined, faultOf)
      if (fault === undefined) return
      if (!NOT_YET.has(fault.code) || performance.now() > until) throw fault.error
      if (!told) log.warn(`DATABASE_URL: waiting up to ${WAIT_MS / 1000} s for Postgres (${fault.words})`)
      told = true
      await sleep(LOOK_EVERY_MS)
    }
  } finally {
    await db.destroy()
  }
}

function faultOf(cause: Error & { code?: string }): { code: string; words: string; error: Error } {
  const code = cause.code ?? ''
  const words = cause.message || code
  const error = UNREACHABLE.has(code)
    ? new ConfigError(`DATABASE_URL: cannot open the database (${words}); check host, user, password and name`, {
        cause,
      })
    : cause
  return { code, words, error }
}
