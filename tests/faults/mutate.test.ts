import { expect, test } from 'vitest'
import { numberedRelease, releaseOfSize } from '../../faults/mail.ts'
import { mutate } from '../../faults/mutate.ts'
import { randomFrom } from '../../faults/random.ts'

const others = [1, 2, 3, 5, 10].map((n) => Buffer.from(numberedRelease('abcdef', n)))

test('a seed repeats its mutants, and nearly every mutant is another message', () => {
  const mutantsOf = (seed: number) => {
    const random = randomFrom(seed)
    return Array.from({ length: 200 }, (_, n) => mutate(others[n % others.length] as Buffer, random, others))
  }
  const mutants = mutantsOf(7)
  expect(mutantsOf(7)).toEqual(mutants)
  expect(mutantsOf(8)).not.toEqual(mutants)
  expect(new Set(mutants.map((one) => one.toString('latin1'))).size).toBeGreaterThan(180)
})

test('no mutant is larger than two megabytes', () => {
  const random = randomFrom(1)
  const large = Buffer.from(releaseOfSize('REF-abcdef-000001', 1_500_000))
  for (let n = 0; n < 50; n += 1) expect(mutate(large, random, [large]).length).toBeLessThanOrEqual(2 * 2 ** 20)
})

test('a release of a size has exactly that size', () => {
  for (const octets of [2_000, 700_000, 700_001]) {
    expect(Buffer.byteLength(releaseOfSize('REF-abcdef-000001', octets))).toBe(octets)
  }
})
