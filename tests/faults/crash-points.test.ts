import { expect, test } from 'vitest'
import { listing } from '../../faults/faults.ts'
import { rows } from '../../faults/rows/crash-points.ts'
import { CRASH_POINTS } from '../../src/crash-points.ts'
import { testRuns } from './run-in-small.ts'

test('every crash point is covered on both backends', () => {
  const { crashPoints } = listing()
  expect(crashPoints.map(({ point }) => point)).toEqual(Object.keys(CRASH_POINTS))
  for (const { point, backends } of crashPoints) expect([point, ...backends]).toEqual([point, 'postgres', 'redis'])
})

testRuns(rows.flatMap((row) => row.backends.map((backend) => ({ row, backend }))))
