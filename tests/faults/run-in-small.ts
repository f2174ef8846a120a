import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '../../faults/rig.ts'
import { type RowResult, runRow, type Size } from '../../faults/run-row.ts'
import { type Run, startTogether } from '../../faults/run-rows.ts'
import { type Servers, startServers } from '../../faults/servers.ts'

const SMALL: Size = { small: true, each: 10, storm: 150, seed: 1 }
const AT_ONCE = 4
const PATIENCE_MS = 600_000
const PASSED = { lost: 0, twice: 0, manualSteps: 0, words: '', passed: true }

/** A test for each run, all on the same servers; those that break none of them run side by side, started at once. */
export function testRuns(runs: readonly Run[]): void {
  let servers: Servers
  let results: Promise<RowResult>[] = []
  const together = runs.filter(({ row }) => !row.alone)
  const alone = runs.filter(({ row }) => row.alone)
  beforeAll(async () => {
    servers = await startServers()
    results = startTogether(servers, together, SMALL, AT_ONCE)
  })
  afterAll(async () => {
    await Promise.allSettled(results)
    await servers.close()
  }, PATIENCE_MS)

  for (const [at, run] of together.entries()) {
    test(titleOf(run), async () => expect(await results[at]).toMatchObject(PASSED), PATIENCE_MS)
  }
  for (const run of alone) {
    test(
      titleOf(run),
      async () => {
        await Promise.all(results)
        expect(await runRow(run.row, servers, run.backend, SMALL)).toMatchObject(PASSED)
      },
      PATIENCE_MS,
    )
  }
}

/** The backends take turns, so that each row costs one run; a row that has one backend runs on that. */
export function alternately(rows: readonly Run['row'][]): Run[] {
  const order: readonly Backend[] = ['redis', 'postgres']
  return rows.map((row, at) => {
    const backend = order[at % 2] as Backend
    return { row, backend: row.backends.includes(backend) ? backend : (row.backends[0] as Backend) }
  })
}

function titleOf({ row, backend }: Run): string {
  return `${row.number}: ${row.name} (queue on ${backend})`
}
