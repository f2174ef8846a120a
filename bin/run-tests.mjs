// `npm test`: installs what is missing, runs the whole suite against real servers, ends with "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDesk, installPackages, node24, root, toolEnvironment } from './install.mjs'
import { installServers } from './servers.mjs'

installPackages()
installServers(['redis-server', 'dovecot', 'chromium', 'faketime'], runInContainer)
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

/** The same command inside a Debian container, on a copy so that its root leaves no files here. */
function runInContainer() {
  const script = 'cp -r /source /copytaster && cd /copytaster && rm -rf node_modules data && npm test'
  const image = 'node:24-bookworm'
  const { status } = spawnSync('docker', ['run', '--rm', '-v', `${root}:/source:ro`, image, 'bash', '-c', script], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
