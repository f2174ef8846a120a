import pLimit from 'p-limit'
import type { Backend } from './rig.ts'
import { type Row, type RowResult, runRow, type Size } from './run-row.ts'
import type { Servers } from './servers.ts'

/** A row on one of its backends. */
export interface Run {
  row: Row
  backend: Backend
}

/** Starts runs that break nothing of each other's, at most `atOnce` at a time, those that wait longest first. One promise a run, in their order. */
export function startTogether(
  servers: Servers,
  runs: readonly Run[],
  size: Size,
  atOnce: number,
  say: (words: string) => void = () => {},
): Promise<RowResult>[] {
  const turn = pLimit(atOnce)
  const started = new Map<Run, Promise<RowResult>>()
  for (const run of runs.toSorted((a, b) => Number(b.row.slow ?? false) - Number(a.row.slow ?? false))) {
    started.set(
      run,
      turn(() => runRow(run.row, servers, run.backend, size, say)),
    )
  }
  return runs.map((run) => started.get(run) as Promise<RowResult>)
}
