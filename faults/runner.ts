import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** One process of the product, started again whenever it dies, as systemd or Docker would do. */
export interface Runner {
  /** Such as `poller,ingest`. */
  roles: string
  /** Undefined while it is down. */
  pid(): number | undefined
  /** How often it was started again after a death. */
  restarts(): number
  /** SIGKILL; it is started again after a second. */
  kill(): Promise<void>
  /** SIGSTOP: alive, but it does nothing until `thaw`. */
  freeze(): void
  thaw(): void
  /** SIGTERM, for good. Resolves when it is gone: milliseconds, and the exit code (null: it had to be killed after a minute). */
  end(): Promise<{ milliseconds: number; code: number | null }>
  /** SIGKILL to it and all that it has started; nothing is started again. */
  endForGood(): void
  /** Resolves when it has died by itself (a crash point). Rejects after `patience` milliseconds. */
  untilDead(patience?: number): Promise<void>
  /** Starts one that was told to stay down. */
  revive(): Promise<void>
  /** Resolves when its newest process says that all its roles are started. */
  untilStarted(): Promise<void>
  /** Every process it has been, by id. */
  pids(): number[]
  /** What it logged. */
  log(): string
}

interface RunnerSettings {
  roles: string
  env: Record<string, string | undefined>
  /** Where its log goes. */
  logFile: string
  /** `COPYTASTER_CRASH_AT` of the first start only. */
  crashAt?: string | undefined
  /** A death is not followed by a start, until `revive`. */
  stayDown?: boolean | undefined
  /** The program and its arguments that starts Node, such as `taskset`. */
  wrapped?: readonly string[] | undefined
}

const ROOT = join(import.meta.dirname, '..')
const AGAIN_MS = 1_000
const START_LIMIT_MS = 180_000
const STARTED = '"msg":"started"'
// As bin/copytaster.mjs gives them.
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8']
const END_LIMIT_MS = 60_000
const sessions = new Set<number>()

// Whatever ends this process ends the product with it.
process.on('exit', () => {
  for (const session of sessions) killGroup(session)
})

/** Starts one process of the product; `untilStarted` waits until it is up. */
export function startRunner(settings: RunnerSettings): Runner {
  let child: ChildProcess | undefined
  let starts = 0
  let ending = false
  let stayDown = settings.stayDown ?? false
  let again: NodeJS.Timeout | undefined
  let logged = 0
  const pids: number[] = []

  function launch(): void {
    const env = { ...settings.env, COPYTASTER_CRASH_AT: starts === 0 ? settings.crashAt : undefined }
    starts += 1
    logged = log().length
    const out = openSync(settings.logFile, 'a')
    const [command = '', ...args] = [...guard(), ...(settings.wrapped ?? []), process.execPath, ...NODE_FLAGS]
    const launched = spawn(command, [...args, 'src/cli.ts', 'start'], {
      cwd: ROOT,
      env,
      // A session of its own, by which what it leaves behind is found.
      detached: true,
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    child = launched
    if (launched.pid) {
      sessions.add(launched.pid)
      pids.push(launched.pid)
    }
    launched.on('exit', () => {
      if (child === launched) child = undefined
      if (!ending && !stayDown) again = setTimeout(launch, AGAIN_MS)
    })
  }

  const signal = (name: NodeJS.Signals) => child?.kill(name)
  const log = () => (existsSync(settings.logFile) ? readFileSync(settings.logFile, 'utf8') : '')
  launch()
  return {
    roles: settings.roles,
    pid: () => child?.pid,
    restarts: () => starts - 1,
    pids: () => pids,
    log,
    async kill() {
      const dying = child
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
      const gone = once(dying, 'exit')
      dying.kill('SIGKILL')
      await gone
    },
    freeze: () => void signal('SIGSTOP'),
    thaw: () => void signal('SIGCONT'),
    async end() {
      ending = true
      clearTimeout(again)
      const started = performance.now()
      const dying = child
      if (dying && dying.exitCode === null && dying.signalCode === null) {
        const gone = once(dying, 'exit')
        dying.kill('SIGCONT')
        dying.kill('SIGTERM')
        const late = setTimeout(() => dying.kill('SIGKILL'), END_LIMIT_MS)
        await gone
        clearTimeout(late)
      }
      // One that is only just starting has no ear for the signal yet, and nothing to end.
      const code = dying && dying.signalCode !== 'SIGTERM' ? dying.exitCode : 0
      return { milliseconds: performance.now() - started, code }
    },
    endForGood() {
      ending = true
      clearTimeout(again)
      for (const pid of pids) killGroup(pid)
    },
    async untilDead(patience = 180_000) {
      const before = starts
      for (const until = performance.now() + patience; child && starts === before; await sleep(20)) {
        if (performance.now() > until) throw new Error(`${settings.roles} did not die within ${patience} ms`)
      }
    },
    async revive() {
      stayDown = false
      if (!child) launch()
    },
    async untilStarted() {
      for (const until = performance.now() + START_LIMIT_MS; !log().slice(logged).includes(STARTED); await sleep(20)) {
        if (performance.now() > until) throw new Error(`${settings.roles} did not start:\n${log().slice(-2_000)}`)
      }
    },
  }
}

/** Processes that were started by product processes of this run and outlived them, as `pid command`. */
export async function leftBehind(ended: readonly number[]): Promise<string[]> {
  const found: string[] = []
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    // After the command in brackets: state, parent, group, session (proc(5)). A zombie is gone, only not yet buried.
    const [state, , , session] = line.slice(line.lastIndexOf(')') + 2).split(' ')
    if (ended.includes(Number(session)) && state !== 'Z') found.push(line.slice(0, line.lastIndexOf(')') + 1))
  }
  return found
}

/** On Linux the kernel ends the product when this process is killed and can do nothing itself any more. */
function guard(): string[] {
  return platform() === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : []
}

function killGroup(session: number): void {
  try {
    process.kill(-session, 'SIGKILL')
  } catch {
    // Gone already.
  }
}
