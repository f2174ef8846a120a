import { rows } from '../../faults/rows/crash-points.ts'
import { testRuns } from './run-in-small.ts'

testRuns(rows.flatMap((row) => row.backends.map((backend) => ({ row, backend }))))
