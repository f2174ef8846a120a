import { CRASH_POINTS } from '../src/crash-points.ts'
import { ELSEWHERE } from './elsewhere.ts'
import type { Backend } from './rig.ts'
import { ROWS } from './rows/index.ts'
import type { RowResult, Size } from './run-row.ts'
import { runRow } from './run-row.ts'
import { type Run, startTogether } from './run-rows.ts'
import { startServers } from './servers.ts'

interface FaultsRequest {
  /** Numbers or names of rows; undefined: all. */
  rows: readonly string[] | undefined
  backends: readonly Backend[]
  size: Size
}

/** No row has that number or name; the message names some that exist. */
class NoSuchRowError extends Error {
  override name = 'NoSuchRowError'
}

const AT_ONCE = 4

/** Runs the rows asked for, those that break no server side by side, and returns a result for each row and backend. `say` hears how it goes. */
export async function runFaults(request: FaultsRequest, say: (words: string) => void): Promise<RowResult[]> {
  const runs = runsOf(request)
  const started = performance.now()
  let done = 0
  const told = (result: RowResult) => {
    done += 1
    const seconds = (performance.now() - started) / 1000
    const left = Math.round((seconds / done) * (runs.length - done))
    say(
      `${result.passed ? 'ok    ' : 'FAILED'} ${result.row} on ${result.backend}: ${result.name} (${done} of ${runs.length}, about ${left} s left)`,
    )
    if (!result.passed) say(result.words.replace(/^/gm, '         '))
    return result
  }
  const servers = await startServers()
  try {
    const beside = runs.filter(({ row }) => !row.alone)
    const results = await Promise.all(
      startTogether(servers, beside, request.size, AT_ONCE, say).map((result) => result.then(told)),
    )
    for (const { row, backend } of runs.filter((run) => run.row.alone)) {
      results.push(told(await runRow(row, servers, backend, request.size, say)))
    }
    return results
  } finally {
    await servers.close()
  }
}

function runsOf({ rows, backends }: FaultsRequest): Run[] {
  const known = new Set(ROWS.flatMap(({ number, covers = [] }) => [number, ...covers]))
  for (const name of rows ?? []) {
    if (known.has(name)) continue
    const elsewhere = ELSEWHERE.find(({ number }) => number === name)
    throw new NoSuchRowError(
      elsewhere
        ? `Row ${name} (${elsewhere.name}) is not run here: ${elsewhere.where}`
        : `There is no row ${name}; list them with: npm run faults -- --list`,
    )
  }
  return ROWS.filter(
    ({ number, covers = [] }) => !rows || [number, ...covers].some((name) => rows.includes(name)),
  ).flatMap((row) => backends.filter((one) => row.backends.includes(one)).map((backend) => ({ row, backend })))
}

/** By the matrix, then the crash points and the rest as they come. */
function inOrder(a: { number: string }, b: { number: string }): number {
  const of = ({ number }: { number: string }) => Number.parseInt(number, 10) || Number.MAX_SAFE_INTEGER
  return of(a) - of(b)
}

/** The results as a table for people. */
export function tableOf(results: readonly RowResult[]): string {
  const head = ['row', 'queue', 'what happens', 'faults', 'messages', 'lost', 'twice', 'manual', 'recovery', '']
  const lines = results
    .toSorted((a, b) => inOrder({ number: a.row }, { number: b.row }))
    .map((result) => [
      result.row,
      result.backend,
      result.name,
      result.faults,
      `${result.messages}`,
      `${result.lost}`,
      `${result.twice}`,
      `${result.manualSteps}`,
      result.recoverySeconds === undefined ? '' : `${result.recoverySeconds} s`,
      result.passed ? 'ok' : 'FAILED',
    ])
  return aligned([head, ...lines])
}

/** Every row and crash point, on which backends it runs, and what is shown elsewhere. */
export function listing() {
  const rows = ROWS.toSorted(inOrder).map(({ number, name, backends, covers = [] }) => ({
    row: number,
    name,
    backends,
    covers,
  }))
  const crashPoints = Object.entries(CRASH_POINTS).map(([point, words]) => ({
    point,
    words,
    backends: rows.filter(({ row }) => row === point).flatMap((row) => row.backends),
  }))
  return { rows, crashPoints, elsewhere: ELSEWHERE }
}

export function listingText({ rows, crashPoints, elsewhere }: ReturnType<typeof listing>): string {
  const points = new Set(crashPoints.map(({ point }) => point))
  return [
    'Rows of the fault matrix:',
    aligned(
      rows.filter(({ row }) => !points.has(row)).map(({ row, name, backends }) => [row, name, backends.join(', ')]),
    ),
    '\nCrash points (COPYTASTER_CRASH_AT), each a row of its own by that name:',
    aligned(
      crashPoints.map(({ point, words, backends }) => {
        const covers = rows.find(({ row }) => row === point)?.covers ?? []
        const also = covers.length > 0 ? `; row ${covers.join(', ')}` : ''
        return [point, `${words}${also}`, backends.join(', ') || 'NOT COVERED']
      }),
    ),
    '\nShown elsewhere:',
    aligned(elsewhere.map(({ number, name, where }) => [number, name, where])),
  ].join('\n')
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
