import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openDatabase } from '../src/database.ts'
import { type Dovecot, startDovecot } from '../tests/support/dovecot.ts'
import { type BreakablePostgres, startBreakablePostgres } from './postgres.ts'
import { type BreakableRedis, startBreakableRedis } from './redis.ts'

/** The real servers that the rigs of a run share; a row that breaks one of them runs alone. */
export interface Servers {
  dovecot: Dovecot
  postgres: BreakablePostgres
  redis: BreakableRedis
  /** Where the product's processes keep their compiled code: hundreds are started in a run. */
  compiled: string
  /** A migrated database of the caller's own; its name. */
  newDatabase(): Promise<string>
  /** The number of an empty Redis database. */
  newRedisDatabase(): number
  close(): Promise<void>
}

const TEMPLATE = 'copytaster_template'

export async function startServers(): Promise<Servers> {
  const [dovecot, postgres, redis] = await Promise.all([
    startDovecot(),
    startBreakablePostgres(),
    startBreakableRedis(),
  ])
  const compiled = await mkdtemp(join(tmpdir(), 'faults-compiled-'))
  let redisDatabases = 0
  await postgres.run(`create database ${TEMPLATE}`)
  const { db } = openDatabase(postgres.url(TEMPLATE), () => {}, 1)
  await migrate(db)
  await db.destroy()
  return {
    dovecot,
    postgres,
    redis,
    compiled,
    async newDatabase() {
      const name = `rig_${randomBytes(4).toString('hex')}`
      await postgres.run(`create database ${name} template ${TEMPLATE}`)
      return name
    },
    newRedisDatabase() {
      redisDatabases = (redisDatabases + 1) % 64
      return redisDatabases
    },
    async close() {
      await Promise.all([dovecot.close(), postgres.close(), redis.close()])
      await rm(compiled, { recursive: true, force: true })
    },
  }
}
