import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/log.ts'
import { countByStatus } from '../../src/message/verify.ts'
import { startRoles } from '../../workers/main.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type Dovecot, startDovecot } from '../support/dovecot.ts'

let database: TestDatabase
let dovecot: Dovecot
let dataDir: string
beforeAll(async () => {
  database = await openTestDatabase()
  dovecot = await startDovecot()
  dataDir = await mkdtemp(join(tmpdir(), 'copytaster-verify-'))
})
afterAll(async () => {
  await database.close()
  await dovecot.close()
  await rm(dataDir, { recursive: true })
})

async function verify(): Promise<{ sound: boolean; checks: { check: string; checked?: number; broken: string[] }[] }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dataDir }
  const cli = join(import.meta.dirname, '../../src/cli.ts')
  const child = spawn(process.execPath, [cli, 'verify', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [out] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return JSON.parse(out)
}

test('verify asks the server what it lists, leaves out what was not wanted, and names what has no row', async () => {
  const release = (n: number) =>
    `From: press@ministry.example\r\nSubject: Tunnel ${n} opens\r\n\r\nTunnel ${n} is open.\r\n`
  await dovecot.append(release(1), { receivedAt: new Date('2026-01-05T12:00:00Z') })
  await dovecot.append(release(2), { receivedAt: new Date('2026-06-05T12:00:00Z') })
  await dovecot.append(release(3), { receivedAt: new Date('2026-06-06T12:00:00Z') })
  const url = `${dovecot.imapUrl()}?since=2026-06-01`
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    IMAP_URL: url,
    ROLES: 'poller,ingest',
    LOG_LEVEL: 'silent',
  }
  const running = await startRoles(readConfig(settings), openLog('silent'))
  for (let waited = 0; waited < 30_000 && (await countByStatus(database.db)).filed !== 2; waited += 100)
    await sleep(100)
  await running.stop()
  const clean = await verify()
  expect(clean.checks.find(({ check }) => check === 'listed-has-row')).toMatchObject({ checked: 2, broken: [] })
  expect(clean.sound).toBe(true)

  await database.db.deleteFrom('history').execute()
  await database.db.deleteFrom('article').execute()
  await database.db.deleteFrom('message').where('subject', '=', 'Tunnel 3 opens').execute()
  const broken = await verify()
  expect(broken.sound).toBe(false)
  expect(broken.checks.find(({ check }) => check === 'listed-has-row')?.broken).toEqual([
    expect.stringMatching(/^uid 3 of .* has no row$/),
  ])
}, 120_000)
