import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anySteps, NOT_REACHED } from '../../faults/model/any-steps.ts'
import { KNOWN_STEPS } from '../../faults/model/known-steps.ts'
import { runSteps } from '../../faults/model/run-steps.ts'
import { type Ground, openGround } from '../../faults/model/world.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let ground: Ground

beforeAll(async () => {
  database = await openTestDatabase()
  ground = await openGround(database.url)
})
afterAll(async () => {
  await ground.close()
  await database.close()
})

test.each(Object.entries(KNOWN_STEPS))('%s', (_, steps) => runSteps(ground, steps), 60_000)

test('any interleaving of list, fetch, crash, retry, renumbering and replay ends with the promise kept', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps(25), (steps) => runSteps(ground, steps)),
    // A slow machine takes fewer.
    { numRuns: 40, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
  )
}, 240_000)

test('the steps reach every crash point but those of marking', () => {
  expect(NOT_REACHED).toEqual(['after-mark', 'after-mark-noted'])
})
