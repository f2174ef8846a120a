// `npm test`: installs what is missing, runs the whole suite against real servers, ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDesk, installPackages, node24, root, runOrExit, toolEnvironment } from './install.mjs'

const SERVERS = [
  { program: 'redis-server', debian: 'redis-server' },
  { program: 'dovecot', debian: 'dovecot-imapd' },
  { program: 'chromium', debian: 'chromium' },
  { program: 'faketime', debian: 'faketime' },
]
// Dovecot lives in sbin, which is not on every user's PATH.
process.env.PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`

installPackages()
installServers()
buildDesk()
process.exit(runSuite(process.argv.slice(2)))

function runSuite(args) {
  const dir = mkdtempSync(join(tmpdir(), 'copytaster-results-'))
  const results = join(dir, 'results.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
  const { status } = spawnSync(node24(), [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment(),
  })
  const counts = existsSync(results)
    ? JSON.parse(readFileSync(results, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 }
  rmSync(dir, { recursive: true })
  // A file that does not even load has no failed test of its own.
  const failed = counts.numFailedTests || (status === 0 ? 0 : 1)
  const skipped = counts.numPendingTests ? `, ${counts.numPendingTests} skipped` : ''
  console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped}`)
  return status ?? 1
}

function installServers() {
  const missing = SERVERS.filter(({ program }) => !isInstalled(program))
  if (missing.length === 0) return
  if (isInstalled('apt-get') && process.getuid() === 0) return installFromDebian(missing.map(({ debian }) => debian))
  if (isInstalled('docker') && spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) runInContainer()
  const names = missing.map(({ debian }) => debian).join(' ')
  console.error(
    `The tests need ${names}. Install them (as root: apt-get install ${names}) or start Docker, then run npm test again.`,
  )
  process.exit(1)
}

function installFromDebian(packages) {
  console.error(`Installing ${packages.join(', ')} from Debian's packages (once) …`)
  // The tests start servers of their own on free ports: the packages must not start theirs (policy-rc.d, invoke-rc.d(8)).
  const policy = '/usr/sbin/policy-rc.d'
  const mine = !existsSync(policy)
  const allowStarts = () => mine && existsSync(policy) && unlinkSync(policy)
  if (mine) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  process.once('exit', allowStarts)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  runOrExit('apt-get', ['-q', 'update'], { env })
  runOrExit('apt-get', ['-q', 'install', '-y', '--no-install-recommends', ...packages], { env })
  allowStarts()
}

/** The same command inside a Debian container, on a copy so that its root leaves no files here. */
function runInContainer() {
  const script = 'cp -r /source /copytaster && cd /copytaster && rm -rf node_modules data && npm test'
  const image = 'node:24-bookworm'
  const { status } = spawnSync('docker', ['run', '--rm', '-v', `${root}:/source:ro`, image, 'bash', '-c', script], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}

function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
}
