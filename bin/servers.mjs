// Real servers that the tests and measurements start: Debian's packages, installed where they are missing.
import { spawnSync } from 'node:child_process'
import { existsSync, unlinkSync, writeFileSync } from 'node:fs'
import { runOrExit } from './install.mjs'

const PACKAGES = {
  'redis-server': 'redis-server',
  dovecot: 'dovecot-imapd',
  chromium: 'chromium',
  faketime: 'faketime',
  mbsync: 'isync',
}
// Dovecot lives in sbin, which is not on every user's PATH.
process.env.PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`

/** Installs those of `programs` that are missing, as root of a Debian; elsewhere `runInContainer`, if given, is the way out. */
export function installServers(programs, runInContainer) {
  const missing = programs.filter((program) => !isInstalled(program)).map((program) => PACKAGES[program])
  if (missing.length === 0) return
  if (isInstalled('apt-get') && process.getuid() === 0) return installFromDebian(missing)
  const dockerRuns = isInstalled('docker') && spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0
  if (dockerRuns && runInContainer) runInContainer()
  const names = missing.join(' ')
  const orDocker = runInContainer ? ' or start Docker' : ''
  console.error(`This needs ${names}. Install them (as root: apt-get install ${names})${orDocker}, then run it again.`)
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

function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
}
