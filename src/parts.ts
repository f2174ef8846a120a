import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type BlobStore, openBlobStore } from './blobs.ts'
import { type Config, ConfigError } from './config.ts'
import { type Database, migrate, openDatabase } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import type { Log } from './log.ts'
import { type IngestQueue, openIngestQueue, type QueuePlace, refuseEvictingRedis } from './queues.ts'

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
    const { db, pool } = openDatabase(databaseUrl, (err) => log.warn({ err }, 'a database connection broke'))
    closers.push(() => db.destroy())
    await migrate(db).catch(explainUnreachable)
    if (config.redisUrl) await refuseEvictingRedis(config.redisUrl)
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

function explainUnreachable(cause: Error & { code?: string }): never {
  const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28P01', '3D000']
  if (!unreachable.includes(cause.code ?? '')) throw cause
  throw new ConfigError(
    `DATABASE_URL: cannot open the database (${cause.message || cause.code}); check host, user, password and name`,
    {
      cause,
    },
  )
}
