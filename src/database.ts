import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import type { TokenTable, UserTable } from './account/account.table.ts'
import type { ArticleTable, AttachmentTable, HistoryTable } from './article/article.table.ts'
import type { CanaryTable, CursorTable, FailedUidTable, MailboxTable } from './mailbox/mailbox.table.ts'
import type { MessageTable } from './message/message.table.ts'

export interface Database {
  mailbox: MailboxTable
  cursor: CursorTable
  failedUid: FailedUidTable
  canary: CanaryTable
  message: MessageTable
  article: ArticleTable
  attachment: AttachmentTable
  history: HistoryTable
  user: UserTable
  token: TokenTable
}

/** The one connection pool of this process and the query builder on it. `db.destroy()` ends both. */
export interface DatabaseHandle {
  db: Kysely<Database>
  pool: pg.Pool
}

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

/**
 * Opens a pool on `url`; connects on first use. `onFault` hears of idle connections that break, which would otherwise end the process.
 * `bigint` arrives as a number (our largest are 32-bit UIDs and byte counts), `date` as `YYYY-MM-DD`.
 */
export function openDatabase(url: string, onFault: (error: Error) => void, connections = 20): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'copytaster',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: typeParser },
  })
  pool.on('error', onFault)
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool }
}

/**
 * Runs every migration that this database has not had, each in order, under Kysely's own lock so that many processes may start at once.
 * Forward only. Returns the names that were run; throws the first failure.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** Whether this database has had every migration. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const migrations = await new Migrator({ db, provider: { getMigrations: readMigrations } }).getMigrations()
  return migrations.every(({ executedAt }) => executedAt !== undefined)
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.ts')).sort()
  const entries = await Promise.all(
    files.map(
      async (file) => [file.replace(/\.ts$/, ''), (await import(join(MIGRATIONS, file))) as Migration] as const,
    ),
  )
  return Object.fromEntries(entries)
}

const typeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.DATE) return String
  return pg.types.getTypeParser(oid, 'text')
}) as typeof pg.types.getTypeParser
