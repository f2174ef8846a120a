import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, migrate, openDatabase } from '../../src/database.ts'

export interface TestDatabase {
  db: Kysely<Database>
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

/** A migrated database of the caller's own on the run's Postgres; `close` drops it, together with whatever is still connected. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  const { db, pool } = openDatabase(url.href, () => {})
  await migrate(db)
  return {
    db,
    pool,
    url: url.href,
    close: async () => {
      await db.destroy()
      await administer(`drop database ${name} with (force)`)
    },
  }
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}
