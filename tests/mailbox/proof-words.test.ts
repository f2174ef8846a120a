import { expect, test } from 'vitest'
import type { Proof } from '../../src/mailbox/mailbox.table.ts'
import { proofWords } from '../../src/mailbox/proof-words.ts'

const NONE: Proof = {
  listed: 0,
  accounted: 0,
  filed: 0,
  duplicate: 0,
  ignored: 0,
  quarantined: 0,
  gone: 0,
  received: 0,
  retrying: 0,
}

test.each<[string, Partial<Proof>]>([
  [
    '1,482 listed, 1,482 accounted for: 1,430 filed, 31 duplicates, 19 ignored, 2 quarantined',
    { listed: 1482, accounted: 1482, filed: 1430, duplicate: 31, ignored: 19, quarantined: 2 },
  ],
  ['0 listed, 0 accounted for: 0 filed', {}],
  ['1 listed, 1 accounted for: 0 filed, 1 duplicate', { listed: 1, accounted: 1, duplicate: 1 }],
  ['12 listed, 12 accounted for: 0 filed, 12 ignored', { listed: 12, accounted: 12, ignored: 12 }],
  [
    '20 listed, 17 accounted for: 3 filed, 1 gone, 12 waiting to be read, 1 being downloaded again, 3 still to be collected',
    { listed: 20, accounted: 17, filed: 3, gone: 1, received: 12, retrying: 1 },
  ],
  ['200,000 listed, 0 accounted for: 0 filed, 200,000 still to be collected', { listed: 200_000 }],
])('%s', (words, counts) => {
  expect(proofWords({ ...NONE, ...counts })).toBe(words)
})
