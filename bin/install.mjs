// Runs on the host's own Node (20 or newer) before anything is installed: only what Node ships, no TypeScript.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Path of a Node 24: the one that runs this, or the project's own from the npm package `node`. */
export function node24() {
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : join(root, 'node_modules/node/bin/node')
}

/** Environment in which `node` is Node 24 and the project's tools are on the PATH. */
export function toolEnvironment() {
  const path = [dirname(node24()), join(root, 'node_modules/.bin'), process.env.PATH].join(':')
  return { ...process.env, PATH: path }
}

/** Runs a command with its output on standard error; ends this process with its exit code if it fails. */
export function runOrExit(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
  if (error) throw error
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed (${signal ?? `exit ${status}`})`)
    process.exit(status ?? 1)
  }
}

/** Installs the npm packages of the lock file unless exactly these are there already. */
export function installPackages() {
  const lock = hashOf([join(root, 'package-lock.json'), join(root, 'package.json')])
  const marker = join(root, 'node_modules/.copytaster-installed')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return
  // An image is built with its packages in place and has no npm to ask.
  if (existsSync(join(root, 'node_modules/.sealed'))) return
  console.error('Installing the packages that Copytaster needs (once, about a minute) …')
  runOrExit('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(marker, lock)
}

/** Builds the desk's single-page app unless it was built from exactly these sources. */
export function buildDesk() {
  const sources = [join(root, 'vite.config.ts'), join(root, 'package-lock.json'), ...filesUnder(join(root, 'src/web'))]
  const hash = hashOf(sources)
  const marker = join(root, 'dist/web.sha256')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return
  if (existsSync(join(root, 'node_modules/.sealed'))) return
  console.error('Building the desk (once, some seconds) …')
  runOrExit(node24(), [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    env: toolEnvironment(),
  })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(marker, hash)
}

function filesUnder(dir) {
  return readdirSync(dir, { recursive: true })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile())
    .sort()
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}
