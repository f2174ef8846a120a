import { ROWS } from '../../faults/rows/index.ts'
import { alternately, testRuns } from './run-in-small.ts'

// Rows that break a server.
testRuns(alternately(ROWS.filter(({ alone, fullOnly }) => alone && !fullOnly)))
