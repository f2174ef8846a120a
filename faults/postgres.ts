import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { giveToServer, runBinary, spawnGuarded } from '../src/postgres-binaries.ts'

/** A Postgres that can be broken: stopped like a power cut and started again on the same directory and port. */
export interface BreakablePostgres {
  host: string
  port: number
  dir: string
  /** Of one database; the server's own without a name. */
  url(database?: string): string
  /** `pg_ctl stop -m immediate`: nothing is flushed or rolled back, every connection is cut. */
  stopImmediately(): Promise<void>
  /** Starts it again, with other settings where given, and waits until it answers. */
  start(settings?: Record<string, string>): Promise<void>
  run(statement: string, database?: string): Promise<pg.QueryResult>
  close(): Promise<void>
}

const HOST = '127.0.0.1'
const USER = 'copytaster'
const START_LIMIT_MS = 60_000

export async function startBreakablePostgres(): Promise<BreakablePostgres> {
  const dir = await mkdtemp(join(tmpdir(), 'faults-postgres-'))
  const port = await freePort()
  await giveToServer([dir])
  const options = ['--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await runBinary('initdb', [`--pgdata=${join(dir, 'cluster')}`, `--username=${USER}`, ...options])
  const url = (database = 'postgres') => `postgres://${USER}@${HOST}:${port}/${database}`
  let server: ChildProcess | undefined

  async function start(settings: Record<string, string> = {}): Promise<void> {
    const all = {
      listen_addresses: HOST,
      port: String(port),
      unix_socket_directories: '',
      max_connections: '300',
      log_min_messages: 'fatal',
      timezone: 'UTC',
      ...settings,
    }
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const started = await spawnGuarded('postgres', ['-D', join(dir, 'cluster'), ...flags])
    let words = ''
    started.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-2_000)
    })
    server = started
    for (const until = performance.now() + START_LIMIT_MS; !(await answers(url())); await sleep(25)) {
      if (performance.now() > until || started.exitCode !== null) throw new Error(`Postgres does not start:\n${words}`)
    }
  }

  async function signal(name: NodeJS.Signals): Promise<void> {
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    const pid = Number((await readFile(join(dir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(pid, name) // The guard is a shell that ends with its server.
    await ended
  }

  await start()
  return {
    host: HOST,
    port,
    dir,
    url,
    start,
    stopImmediately: () => signal('SIGQUIT'),
    run: (statement, database) => runOn(url(database), statement),
    close: async () => {
      await signal('SIGQUIT')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function runOn(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // The connection may be cut on purpose.
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
}

async function answers(url: string): Promise<boolean> {
  return runOn(url, 'select 1').then(
    () => true,
    () => false,
  )
}

/** A TCP port that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST)
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
