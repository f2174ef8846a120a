import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRig } from './open-rig.ts'
import type { Backend, Rig } from './rig.ts'
import { leftBehind } from './runner.ts'
import type { Servers } from './servers.ts'
import { judge, type Verdict, verifyByCommand } from './verdict.ts'

/** How much a row is to do. `small` is what `npm test` runs. */
export interface Size {
  small: boolean
  /** Messages of an ordinary row. */
  each: number
  /** Messages of the storm. */
  storm: number
  seed: number
}

/** One row of the fault matrix, or one crash point. */
export interface Row {
  /** Of the matrix (`19`), or a name (`storm`, `after-claim`). */
  number: string
  name: string
  backends: readonly Backend[]
  /** Numbers of the matrix that it shows besides, such as a crash point of row 2. */
  covers?: readonly string[]
  /** It waits for locks to expire, a minute or so: started first where several run side by side. */
  slow?: boolean
  /** It breaks a server that others use: nothing may run beside it. */
  alone?: boolean
  /** It takes minutes whatever its size is, so `npm test` leaves it out; the full run has it. */
  fullOnly?: boolean
  /** Seconds to recover, at most. Told of every run, a failure only of the full one: a small one runs beside other tests. */
  recoverWithin?: number
  run(rig: Rig, size: Size, say: (words: string) => void): Promise<void>
}

export interface RowResult {
  row: string
  name: string
  backend: Backend
  /** Such as `3 × kill -9 ingest`. */
  faults: string
  messages: number
  lost: number
  twice: number
  manualSteps: number
  /** Seconds, the longest; undefined where nothing was measured. */
  recoverySeconds: number | undefined
  passed: boolean
  /** What went wrong; empty when it passed. */
  words: string
}

const LEFT_OVER_MS = 10_000

/** Runs a row on a rig of its own and judges it. Never rejects for what the product does. */
export async function runRow(
  row: Row,
  servers: Servers,
  backend: Backend,
  size: Size,
  say: (words: string) => void = () => {},
): Promise<RowResult> {
  const rig = await openRig(servers, backend)
  const wrong: string[] = []
  try {
    await row.run(rig, size, say).catch((error: Error) => wrong.push(`${error.message}${causeOf(error)}`))
    if (!size.small) wrong.push(...tooSlow(row, rig))
    wrong.push(...(await endAll(rig)))
    const verdict = await verdictOn(rig).catch(
      (error: Error): Verdict => ({ lost: 0, twice: 0, manualSteps: 0, wrong: [`no verdict: ${error.message}`] }),
    )
    wrong.push(...verdict.wrong)
    if (wrong.length > 0) wrong.push(`logs: ${await keepLogs(rig)}`)
    return resultOf(row, rig, verdict, wrong)
  } finally {
    await rig.close()
  }
}

function tooSlow({ recoverWithin = Number.POSITIVE_INFINITY }: Row, { recoveries }: Rig): string[] {
  return recoveries
    .filter(({ seconds }) => seconds > recoverWithin)
    .map(({ from, seconds }) => `${from}: ${Math.round(seconds)} s to recover, more than ${recoverWithin}`)
}

function resultOf(row: Row, rig: Rig, { lost, twice, manualSteps }: Verdict, wrong: readonly string[]): RowResult {
  const slowest = Math.max(...rig.recoveries.map(({ seconds }) => seconds))
  return {
    row: row.number,
    name: row.name,
    backend: rig.backend,
    faults: [...rig.faults].map(([what, times]) => `${times} × ${what}`).join(', '),
    messages: rig.delivered.length + rig.imported,
    lost,
    twice,
    manualSteps,
    recoverySeconds: Number.isFinite(slowest) ? Math.round(slowest * 10) / 10 : undefined,
    passed: wrong.length === 0,
    words: wrong.join('\n'),
  }
}

/** Ends every process of the product as an operator would. Returns what is wrong with their ends. */
async function endAll(rig: Rig): Promise<string[]> {
  const ends = await Promise.all(rig.runners.map((runner) => runner.end()))
  const wrong = ends.flatMap(({ code }, at) =>
    code === 0 ? [] : [`${rig.runners[at]?.roles} ended with exit code ${code ?? 'none: it had to be killed'}`],
  )
  const pids = rig.runners.flatMap((runner) => runner.pids())
  let left = await leftBehind(pids)
  for (const until = performance.now() + LEFT_OVER_MS; left.length > 0 && performance.now() < until; ) {
    await sleep(200)
    left = await leftBehind(pids)
  }
  if (left.length > 0) wrong.push(`left over: ${left.join(', ')}`)
  return wrong
}

async function verdictOn(rig: Rig): Promise<Verdict> {
  const env = rig.env('upkeep', true)
  // Past the proxy, which may be gone; what else is set about the mailbox stays.
  const { host, port } = rig.servers.dovecot
  const ours = rig.db.updateTable('mailbox').set({ port }).where('kind', '=', 'imap').where('host', '=', host)
  await ours.where('username', '=', rig.user).where('folder', '=', 'INBOX').execute()
  const verdict = await judge(rig.db, rig.servers.dovecot, rig.tag, rig.delivered)
  return { ...verdict, wrong: [...verdict.wrong, ...(await verifyByCommand(env))] }
}

async function keepLogs(rig: Rig): Promise<string> {
  const kept = await mkdtemp(join(tmpdir(), `faults-logs-${rig.tag}-`))
  await cp(rig.dir, kept, { recursive: true, filter: (from) => from === rig.dir || from.endsWith('.log') })
  return kept
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? ` (${error.cause.message})` : ''
}
