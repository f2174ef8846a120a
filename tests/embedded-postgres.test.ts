import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded-postgres.ts'
import { openLog } from '../src/log.ts'

const log = openLog('silent')
let dataDir: string
beforeEach(async () => {
  // Like root's home: nobody but the owner may enter.
  dataDir = await mkdtemp(join(tmpdir(), 'copytaster-embedded-'))
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}

const pidOf = async () =>
  Number((await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0])
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('what was stored is there after a stop and a start, and no process is left', async () => {
  const first = await startEmbeddedPostgres(dataDir, log)
  await ask(first.url, 'create table kept as select 42 as answer')
  const pid = await pidOf()
  await first.stop()
  expect(isAlive(pid)).toBe(false)
  const second = await startEmbeddedPostgres(dataDir, log)
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('a second start joins the running server, and its stop leaves it running', async () => {
  const owner = await startEmbeddedPostgres(dataDir, log)
  const guest = await startEmbeddedPostgres(dataDir, log)
  expect(guest.url).toBe(owner.url)
  expect(await findEmbeddedPostgres(dataDir)).toBe(owner.url)
  await guest.stop()
  expect(await ask(owner.url, 'select 1 as up')).toEqual([{ up: 1 }])
  await owner.stop()
  expect(await findEmbeddedPostgres(dataDir)).toBeUndefined()
})

test('a server whose owner was killed stops by itself, and the next start has its rows', async () => {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, '../src/embedded-postgres.ts'))}
    import { openLog } from ${JSON.stringify(join(import.meta.dirname, '../src/log.ts'))}
    console.log((await startEmbeddedPostgres(${JSON.stringify(dataDir)}, openLog('silent'))).url)
    setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(owner.stdout, 'data')) as [Buffer]
  await ask(line.toString().trim(), 'create table kept as select 42 as answer')
  const pid = await pidOf()
  owner.kill('SIGKILL')
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 100) await sleep(100)
  expect(isAlive(pid)).toBe(false)
  const next = await startEmbeddedPostgres(dataDir, log)
  expect(await ask(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await next.stop()
})

test('a pid file that names another process is no obstacle', async () => {
  const first = await startEmbeddedPostgres(dataDir, log)
  await first.stop()
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const { port } = blocker.address() as { port: number }
  const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid')
  await writeFile(pidFile, `${process.pid}\n${join(dataDir, 'postgres/cluster')}\n0\n${port}\n\n127.0.0.1\n`)
  const second = await startEmbeddedPostgres(dataDir, log)
  expect(await ask(second.url, 'select 1 as up')).toEqual([{ up: 1 }])
  await second.stop()
  blocker.close()
})

test('a damaged cluster ends in an error with the server’s own words and the remedy', async () => {
  const first = await startEmbeddedPostgres(dataDir, log)
  await first.stop()
  await writeFile(join(dataDir, 'postgres/cluster/global/pg_control'), 'not what it was')
  await expect(startEmbeddedPostgres(dataDir, log)).rejects.toThrow(/did not start[\s\S]*pg_control[\s\S]*DATABASE_URL/)
})
