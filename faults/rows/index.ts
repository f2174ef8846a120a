import type { Row } from '../run-row.ts'
import { rows as connection } from './connection.ts'
import { rows as crashPoints } from './crash-points.ts'
import { rows as database } from './database.ts'
import { rows as fuzz } from './fuzz.ts'
import { rows as mailbox } from './mailbox.ts'
import { rows as messages } from './messages.ts'
import { rows as properties } from './properties.ts'
import { rows as queue } from './queue.ts'
import { rows as store } from './store.ts'
import { rows as storesBehindWire } from './stores-behind-wire.ts'
import { rows as storm } from './storm.ts'
import { rows as workers } from './workers.ts'

/** Every row of the suite, in the order of the matrix, crash points first. */
export const ROWS: readonly Row[] = [
  ...crashPoints,
  ...workers,
  ...queue,
  ...database,
  ...store,
  ...connection,
  ...mailbox,
  ...storesBehindWire,
  ...messages,
  ...properties,
  ...fuzz,
  ...storm,
]
