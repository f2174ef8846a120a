import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import type { TokenTable, UserTable } from './account/account.table.ts'
import type { ArticleTable, AttachmentTable, HistoryTable, StoryTable } from './article/article.table.ts'
import type { CanaryTable, CursorTable, FailedUidTable, MailboxTable } from './mailbox/mailbox.table.ts'
import type { MessageTable } from './message/message.table.ts'
import { CLIENT_KEEPALIVE, guardPool, SERVER_KEEPALIVE } from './postgres-connections.ts'
import type { LessonTable } from './sender/lesson.table.ts'
import { endsWithin } from './within.ts'

export interface Database {
  mailbox: MailboxTable
  cursor: CursorTable
  failedUid: FailedUidTable
  canary: CanaryTable
  message: MessageTable
  article: ArticleTable
  story: StoryTable
  lesson: LessonTable
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

// Long after our slowest query, a count of a whole large mailbox.
const UNANSWERED_MS = 60_000
// Of a pool whose server is away or silent.
const CLOSE_WITHIN_MS = 2_000

/**
 * Opens a pool on `url`; connects on first use. `onFault` hears of idle connections that break, which would otherwise end the process.
 * A query that is not answered within `unansweredMs` fails (0: it may take as long as it likes); `db.destroy()` waits two seconds at most.
 * `bigint` arrives as a number (our largest are 32-bit UIDs and byte counts), `date` as `YYYY-MM-DD`.
 */
export function openDatabase(
  url: string,
  onFault: (error: Error) => void,
  connections = 20,
  unansweredMs = UNANSWERED_MS,
): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'copytaster',
    connectionTimeoutMillis: 10_000,
    ...CLIENT_KEEPALIVE,
    options: SERVER_KEEPALIVE,
    types: { getTypeParser: typeParser },
  })
  pool.on('error', onFault)
  closeInTime(pool, guardPool(pool, unansweredMs))
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool }
}

/** A pool waits for every connection to take its leave, which that of a silent server never does. */
function closeInTime(pool: pg.Pool, cut: () => void): void {
  const end = pool.end.bind(pool) as () => Promise<void>
  pool.end = async () => {
    if (!(await endsWithin(CLOSE_WITHIN_MS, end()))) cut()
  }
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

/** The database's time: the clocks of several machines, and of one over time, do not agree. */
export async function databaseNow(db: Kysely<Database>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date()
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
