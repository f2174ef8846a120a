import type pg from 'pg'
import { guardPool } from './postgres-connections.ts'

/** What BullMQ's Postgres backend keeps beyond its types; held to it by the exact version in package.json and tests/queue-faults.test.ts. */
export interface PostgresBackend {
  query(text: string, params: unknown[]): Promise<{ rows: Row[] }>
  run(command: string, params: unknown[]): Promise<{ rows: Row[] }>
  connection: {
    pool: pg.Pool
    schema: string
    readyPromise?: Promise<void> | undefined
    waitUntilReady(): Promise<void>
  }
}
type Row = Record<string, unknown>

// The schema, or something in it, is gone.
const MISSING = new Set(['3F000', '42P01', '42883', '42704'])
// A migration finds what its own ledger does not know of.
const THERE_ALREADY = new Set(['42P06', '42P07', '42710', '42723'])

const UNANSWERED_MS = 15_000
const MEASURE_EVERY_MS = 60_000
const MATTERS_MS = 1_000

/** Makes the backend outlive its tables and servers, and any clock. Returns how to cut its connections. */
export function harden(backend: PostgresBackend): () => void {
  const cut = guardPool(backend.connection.pool, UNANSWERED_MS)
  healSchema(backend)
  keepServerTime(backend)
  return cut
}

/**
 * BullMQ remembers for ever how its first look at the schema ended: a server that was just starting would leave the queue broken, and a
 * schema that is dropped would stay so. Here it looks, and migrates, again. The queue may be lost whole, so a schema that does not match
 * its own ledger is made anew.
 */
function healSchema(backend: PostgresBackend): void {
  const { connection } = backend
  const look = connection.waitUntilReady.bind(connection)
  connection.waitUntilReady = async () => {
    try {
      await look()
    } catch (error) {
      connection.readyPromise = undefined
      if (!THERE_ALREADY.has(codeOf(error))) throw error
      await connection.pool.query(`drop schema "${connection.schema}" cascade`)
      await look()
    }
  }
  const ask = backend.query.bind(backend)
  backend.query = async (text, params) => {
    const looked = connection.readyPromise
    try {
      return await ask(text, params)
    } catch (error) {
      if (!MISSING.has(codeOf(error))) throw error
      if (connection.readyPromise === looked) connection.readyPromise = undefined
      return ask(text, params)
    }
  }
}

// Where a command takes the time of day, in milliseconds, as its nth parameter from 0.
const TIMES: Record<string, readonly number[]> = {
  move_to_active: [3],
  move_to_completed: [4],
  move_to_completed_fetch: [4, 9],
  move_to_failed: [5],
  move_to_failed_fetch: [5, 10],
  move_to_delayed: [3],
  move_stalled_jobs_to_wait: [2],
  extend_lock: [4],
  extend_locks: [4],
  next_signal: [2],
}
const TIMES_TOLD = ['processed_at_ms', 'next_delay']

/**
 * Locks and delays are kept as times of day, each by the clock of the process that writes them: one that is an hour ahead would find the
 * locks of all others expired and take their jobs away. Here they are all kept by the server's clock.
 */
function keepServerTime(backend: PostgresBackend): void {
  const aheadNow = serverAhead(backend)
  const run = backend.run.bind(backend)
  backend.run = async (command, params) => {
    const times = TIMES[command]
    if (!times && command !== 'next_delay') return run(command, params)
    const ahead = await aheadNow()
    if (Math.abs(ahead) < MATTERS_MS) return run(command, params)
    const { rows } = await run(
      command,
      params.map((param, i) => (times?.includes(i) ? Number(param) + ahead : param)),
    )
    return { rows: rows.map((row) => inOurTime(row, ahead)) }
  }
}

function inOurTime(row: Row, ahead: number): Row {
  const told = TIMES_TOLD.filter((name) => row[name] !== null && row[name] !== undefined)
  return { ...row, ...Object.fromEntries(told.map((name) => [name, Number(row[name]) - ahead])) }
}

/** How many milliseconds the server's clock is ahead of ours now. Ours may jump at any moment, so the server's is carried on by a clock that does not. */
function serverAhead(backend: PostgresBackend): () => Promise<number> {
  let measured: { server: number; at: number } | undefined
  const measure = async () => {
    const { rows } = await backend.query('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now', [])
    return { server: Number(rows[0]?.now), at: performance.now() }
  }
  return async () => {
    if (!measured || performance.now() - measured.at > MEASURE_EVERY_MS) measured = await measure()
    return Math.round(measured.server + performance.now() - measured.at - Date.now())
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}
