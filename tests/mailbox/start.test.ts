import { expect, test } from 'vitest'
import { dayBefore, isLater, isWithin, startOf } from '../../src/mailbox/start.ts'

const at = (uid: number, receivedAt?: string) => ({ uid, receivedAt: receivedAt ? new Date(receivedAt) : undefined })

test.each([
  ['everything', { aboveUid: 0, since: null }, at(1, '1999-01-01T00:00:00Z'), true],
  ['what is above', { aboveUid: 7, since: null }, at(8), true],
  ['not what was there', { aboveUid: 7, since: null }, at(7), false],
  ['what came since', { aboveUid: 0, since: '2026-11-24' }, at(1, '2026-11-24T00:00:00Z'), true],
  [
    'the day as it is on the other side of the earth',
    { aboveUid: 0, since: '2026-11-24' },
    at(1, '2026-11-23T10:00:00Z'),
    true,
  ],
  ['not what came before', { aboveUid: 0, since: '2026-11-24' }, at(1, '2026-11-23T09:59:00Z'), false],
  ['what is of unknown time', { aboveUid: 0, since: '2026-11-24' }, at(1), true],
])('%s', (_, start, message, within) => {
  expect(isWithin(start, message)).toBe(within)
})

test.each([
  [
    { fromNow: false, since: null },
    { startUid: 9, startSince: null },
    { aboveUid: 0, since: null },
  ],
  [
    { fromNow: false, since: '2026-11-24' },
    { startUid: null, startSince: null },
    { aboveUid: 0, since: '2026-11-24' },
  ],
  [
    { fromNow: true, since: null },
    { startUid: 9, startSince: null },
    { aboveUid: 9, since: null },
  ],
  [
    { fromNow: true, since: null },
    { startUid: null, startSince: '2026-11-23' },
    { aboveUid: 0, since: '2026-11-23' },
  ],
])('%o with %o starts at %o', (mailbox, decided, start) => {
  expect(startOf(mailbox, decided)).toEqual(start)
})

test('the day before is the one before wherever the server is', () => {
  expect(dayBefore(new Date('2026-03-01T00:30:00Z'))).toBe('2026-02-28')
})

const order = [
  { since: null, fromNow: false },
  { since: '2025-12-31', fromNow: false },
  { since: '2026-01-01', fromNow: false },
  { since: null, fromNow: true },
]
test('everything starts earlier than any day, and any day earlier than now', () => {
  for (const [i, one] of order.entries())
    for (const [j, other] of order.entries()) expect(isLater(one, other)).toBe(i > j)
})
