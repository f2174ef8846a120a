import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { isMigrated, openDatabase } from '../../src/database.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'

const ALL = 'poller,ingest,upkeep'
const POSTGRES_LIMIT_S = 30

const restarted: Row = {
  number: '19',
  name: 'Postgres stopped immediately while mail flows, and started again',
  backends: BOTH,
  alone: true,
  recoverWithin: POSTGRES_LIMIT_S,
  async run(rig, { small, each }) {
    const { postgres } = rig.servers
    await rig.start('web')
    await rig.start(ALL)
    const flowing = rig.deliver(each * 5, { every: 100 })
    for (let stops = 0; stops < (small ? 2 : 10); stops += 1) {
      await sleep(1_000)
      await postgres.stopImmediately()
      rig.fault('Postgres immediate')
      await sleep(small ? 1_000 : 5_000)
      await postgres.start()
      const back = performance.now()
      await rig.deliver(1)
      await rig.untilNextArticle()
      rig.recovered('Postgres', (performance.now() - back) / 1000)
    }
    await flowing
    await rig.untilAccounted()
  },
}

const readOnly: Row = {
  number: '20',
  name: 'Postgres is read-only for a while, as after a failover',
  backends: BOTH,
  alone: true,
  recoverWithin: POSTGRES_LIMIT_S,
  async run(rig, { small, each }) {
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
    const set = async (value: string) => {
      await writable(rig, `alter system set default_transaction_read_only = ${value}`)
      await writable(rig, 'select pg_reload_conf()')
    }
    await set('on')
    rig.fault('Postgres read-only')
    try {
      await rig.deliver(each)
      await sleep(small ? 4_000 : 60_000)
    } finally {
      await set('off')
    }
    await backAgain(rig)
  },
}

async function writable(rig: Rig, statement: string): Promise<void> {
  const options = '-c default_transaction_read_only=off'
  const client = new pg.Client({ connectionString: rig.servers.postgres.url(), options })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function backAgain(rig: Rig): Promise<void> {
  rig.recovered('Postgres', await rig.untilNextArticle())
  await rig.untilAccounted()
}

const noConnections: Row = {
  number: '21',
  name: 'Postgres has no connection left for a while',
  backends: BOTH,
  alone: true,
  recoverWithin: POSTGRES_LIMIT_S,
  async run(rig, { small, each }) {
    const { postgres } = rig.servers
    await postgres.stopImmediately()
    await postgres.start({ max_connections: '50', superuser_reserved_connections: '0' })
    const hogs: pg.Client[] = []
    try {
      await rig.start(ALL)
      await rig.deliver(each)
      await rig.untilAccounted()
      await cutProduct(rig)
      hogs.push(...(await takeEveryConnection(rig)))
      rig.fault('no connection left')
      await rig.deliver(each)
      await sleep(small ? 5_000 : 60_000)
    } finally {
      await Promise.all(hogs.map((hog) => hog.end().catch(() => {})))
    }
    await backAgain(rig)
    await postgres.stopImmediately()
    await postgres.start()
  },
}

/** Ends the product's connections, so that it has to ask for new ones. */
async function cutProduct(rig: Rig): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(rig.db)
}

async function takeEveryConnection(rig: Rig): Promise<pg.Client[]> {
  const taken: pg.Client[] = []
  for (;;) {
    const client = new pg.Client({ connectionString: rig.servers.postgres.url() })
    client.on('error', () => {})
    try {
      await client.connect()
      taken.push(client)
    } catch {
      return taken
    }
  }
}

/** Lets writing into a table fail as Postgres would, with that SQLSTATE, for the first `times` rows or until the trigger is dropped. */
async function failWrites(rig: Rig, table: string, code: string, times?: number): Promise<() => Promise<void>> {
  const condition = times === undefined ? 'true' : `nextval('failing_${table}') <= ${times}`
  await sql.raw(`create sequence failing_${table}`).execute(rig.db)
  await sql
    .raw(`create function fail_${table}() returns trigger language plpgsql as $$ begin
      if ${condition} then raise exception 'the fault suite lets this fail' using errcode = '${code}'; end if;
      return new; end $$`)
    .execute(rig.db)
  await sql
    .raw(`create trigger fail before insert or update on ${table} for each row execute function fail_${table}()`)
    .execute(rig.db)
  return async () => {
    await sql.raw(`drop trigger fail on ${table}`).execute(rig.db)
  }
}

const diskFull: Row = {
  number: '22',
  name: "Postgres's disk is full: the poller waits, mail stays on the server, all goes on by itself",
  backends: BOTH,
  async run(rig, { small, each }) {
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
    const mend = await failWrites(rig, 'message', '53100')
    rig.fault('disk full')
    await rig.deliver(each)
    await sleep(small ? 3_000 : 60_000)
    assert.equal(await rig.count(), each, 'messages were recorded on a full disk')
    await mend()
    const mended = performance.now()
    await rig.untilAccounted()
    rig.recovered('disk', (performance.now() - mended) / 1000)
  },
}

const deadlocked: Row = {
  number: '25',
  name: 'deadlocks and serialization failures in the transaction that files',
  backends: BOTH,
  async run(rig, { each }) {
    await failWrites(rig, 'article', '40P01', 3)
    await failWrites(rig, 'history', '40001', 2)
    rig.fault('deadlock', 3)
    rig.fault('serialization failure', 2)
    await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

const migrationKilled: Row = {
  number: '53',
  name: 'an upgrade is killed half-way: nothing of it stays, and the next start does it whole',
  backends: ['postgres'],
  async run(rig, { each }) {
    await rig.db.destroy()
    const { postgres } = rig.servers
    await postgres.run(`drop database ${rig.database} with (force)`)
    await postgres.run(`create database ${rig.database}`)
    const handle = openDatabase(postgres.url(rig.database), () => {}, 3)
    rig.db = handle.db
    // Each statement of the upgrade takes a moment, so that it is met half-way.
    await sql
      .raw(`create function dawdle() returns event_trigger language plpgsql as $$ begin perform pg_sleep(0.2); end $$`)
      .execute(rig.db)
    await sql.raw('create event trigger dawdle on ddl_command_end execute function dawdle()').execute(rig.db)
    const product = await rig.start(ALL, { stayDown: true })
    await rig.until('an upgrade under way', async () => {
      const { rows } = await sql`select 1 from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query ~* 'create (table|index)' and state = 'active'`.execute(
        rig.db,
      )
      return rows.length > 0
    })
    await sleep(600)
    await product.kill()
    rig.fault('kill -9 in an upgrade')
    assert.equal(await isMigrated(rig.db), false, 'the upgrade was over before it was killed: nothing is shown')
    await sql.raw('drop event trigger dawdle').execute(rig.db)
    await product.revive()
    await product.untilStarted()
    assert.equal(await isMigrated(rig.db), true)
    await rig.deliver(each)
    await rig.untilAccounted()
  },
}

export const rows: Row[] = [restarted, readOnly, noConnections, diskFull, deadlocked, migrationKilled]
