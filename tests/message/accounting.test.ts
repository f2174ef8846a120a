import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { accountFor, countsOf } from '../../src/message/accounting.ts'
import { recordGone, recordInJunk, recordStored, recordUnstored } from '../../src/message/ledger.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let mailboxId: string
beforeAll(async () => {
  database = await openTestDatabase()
  mailboxId = (await importMailbox(database.db)).id
})
afterAll(() => database.close())

test('each listed UID counts once, as what the ledger has of it in this epoch', async () => {
  const { db } = database
  const at = (uid: number, uidValidity = 7) => ({ mailboxId, uidValidity, uid, size: 9, receivedAt: new Date() })
  const sha256 = (uid: number) => String(uid).padStart(64, '0')
  await db.transaction().execute(async (trx) => {
    await recordStored(
      trx,
      [1, 2, 3, 4].map((uid) => ({ ...at(uid), sha256: sha256(uid) })),
    )
    await recordStored(trx, [{ ...at(8, 6), sha256: sha256(8) }])
    await recordInJunk(trx, [at(5)])
    await recordUnstored(trx, 'too-large', [{ ...at(6), detail: 'large' }])
    await recordGone(trx, [at(7)])
  })
  const settled = { settledAt: new Date() }
  await db
    .updateTable('message')
    .set({ status: 'filed', ...settled })
    .where('uid', 'in', [1, 2])
    .execute()
  const filed = await db.selectFrom('message').select('id').where('uid', '=', 1).executeTakeFirstOrThrow()
  await db
    .updateTable('message')
    .set({ status: 'duplicate', duplicateOf: filed.id, ...settled })
    .where('uid', '=', 3)
    .execute()
  const failed = { mailboxId, attempts: 1, reason: 'x', retryAt: new Date() }
  await db
    .insertInto('failedUid')
    // The first of them was recorded all the same.
    .values([4, 9].map((uid) => ({ ...failed, uidValidity: 7, uid })))
    .execute()

  const accounting = await accountFor(db, { mailboxId, uidValidity: 7 }, [[6, 7, 8, 9], [], [1, 2, 3, 4, 5], [11]])
  expect(accounting).toEqual({
    ...{
      listed: 10,
      accounted: 8,
      filed: 2,
      duplicate: 1,
      received: 1,
      ignored: 1,
      quarantined: 1,
      gone: 1,
      retrying: 1,
    },
    ...{ missing: [8, 11], returned: [7] },
  })
  expect(countsOf(accounting)).not.toHaveProperty('missing')
  const other = await accountFor(db, { mailboxId: v7(), uidValidity: 7 }, [[1]])
  expect(other).toMatchObject({ listed: 1, accounted: 0, missing: [1] })
})
