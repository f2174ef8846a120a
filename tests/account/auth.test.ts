import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuth } from '../../src/account/auth.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { SECRET_KEY } from '../support/desk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('our migrations give the sign-in library every table, column and index that it wants', async () => {
  const { options } = openAuth(database.pool, { secretKey: SECRET_KEY })
  const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(options)
  expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
    toBeCreated: [],
    toBeAdded: [],
    toBeAddedIndexes: [],
    unsafeChanges: [],
    schemaProblems: [],
  })
})

test('the test above notices a column that is missing', async () => {
  await database.pool.query('alter table session drop column "byLink"')
  const { options } = openAuth(database.pool, { secretKey: SECRET_KEY })
  const { toBeAdded } = await getMigrations(options)
  expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([['session', ['byLink']]])
})
