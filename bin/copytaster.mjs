#!/usr/bin/env node
// The command `copytaster`: installs what is missing, then gives the word to src/cli.ts on Node 24.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildDesk, installPackages, node24, root } from './install.mjs'
import { installServers } from './servers.mjs'

const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(
    `Copytaster needs Node 20 or newer to start (this is ${process.versions.node}). Get it from https://nodejs.org`,
  )
  process.exit(1)
}

installPackages()
if (['demo', 'start'].includes(process.argv[2])) buildDesk()
if (process.argv[2] === 'faults') installServers(['redis-server', 'dovecot', 'faketime'])
if (process.argv[2] === 'bench') installServers(['redis-server', 'dovecot', 'mbsync'])

// With its default, V8 lets short-lived memory grow with the speed of downloads: a hundred megabytes more on a large mailbox.
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8']
// The channel carries nothing: its end tells the child that this process was killed (see src/cli.ts).
const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
const child = spawn(node24(), [...flags, join(root, 'src/cli.ts'), ...process.argv.slice(2)], { stdio })
// A signal to the whole group reaches the child twice, which it knows to ignore; one to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
