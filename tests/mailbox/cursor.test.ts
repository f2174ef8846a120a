import { expect, test } from 'vitest'
import { resumeFrom, retryAfter } from '../../src/mailbox/cursor.ts'

const at = (uidValidity: number, lastUid: number) => ({ uidValidity, lastUid })
const folder = (uidValidity: number, uidNext?: number) => ({ uidValidity, uidNext })

test.each([
  ['a mailbox never seen begins at the start', undefined, folder(7, 100), at(7, 0)],
  ['a known mailbox goes on after the last UID', at(7, 42), folder(7, 100), at(7, 42)],
  ['a mailbox without news stays where it is', at(7, 99), folder(7, 100), at(7, 99)],
  ['a new UIDVALIDITY begins a new epoch', at(7, 42), folder(8, 100), at(8, 0)],
  ['a lower UIDVALIDITY does too', at(7, 42), folder(6, 100), at(6, 0)],
  ['a UIDNEXT that went back takes the cursor back', at(7, 99), folder(7, 50), at(7, 49)],
  ['a UIDNEXT of 1 takes it back to the start', at(7, 99), folder(7, 1), at(7, 0)],
  ['an absent UIDNEXT changes nothing', at(7, 99), folder(7), at(7, 99)],
])('%s', (_, cursor, now, expected) => {
  expect(resumeFrom(cursor, now)).toEqual(expected)
})

test('a failed download is tried eight times, at growing distance, for about a day', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => retryAfter(attempts) ?? Number.NaN)
  expect(waits.slice(0, 4)).toEqual([60_000, 300_000, 1_800_000, 7_200_000])
  expect([...waits].sort((a, b) => a - b)).toEqual(waits)
  expect(waits.reduce((sum, wait) => sum + wait) / 3_600_000).toBeGreaterThan(20)
  expect(retryAfter(8)).toBeUndefined()
})
