import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../support/database.ts'

const ROOT = join(import.meta.dirname, '..', '..')

test('whoever kills the launcher kills the product, which would else go on unseen', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'launcher-'))
  const database = await openTestDatabase()
  const { PATH } = process.env
  const env = { PATH, DATABASE_URL: database.url, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'error' }
  const launcher = spawn(process.execPath, [join(ROOT, 'bin/copytaster.mjs'), 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(launcher.stdout, 'data')
  const product = Number(execFileSync('pgrep', ['-P', String(launcher.pid)], { encoding: 'utf8' }))
  expect(isAlive(product)).toBe(true)
  launcher.kill('SIGKILL')
  for (const end = performance.now() + 10_000; isAlive(product) && performance.now() < end; ) await sleep(50)
  expect(isAlive(product)).toBe(false)
  await database.close()
  await rm(dir, { recursive: true, force: true })
}, 90_000)

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
