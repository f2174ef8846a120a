import { ROWS } from '../../faults/rows/index.ts'
import { CRASH_POINTS } from '../../src/crash-points.ts'
import { alternately, testRuns } from './run-in-small.ts'

// Rows that leave the servers whole.
testRuns(alternately(ROWS.filter(({ number, alone, fullOnly }) => !alone && !fullOnly && !(number in CRASH_POINTS))))
