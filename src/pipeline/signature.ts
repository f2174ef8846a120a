/**
 * MinHash signatures: releases that tell the same story in much the same words have signatures that agree in places (Broder 1997).
 *
 * Of the hashed shingles of a text the least under each of 126 hash functions is taken; two texts agree in one with the probability of
 * their resemblance J (shared shingles by all). Three together make a band, and texts that share a band are compared word for word. That is
 * missed with (1 - J³)^42: 0.4 % at J = 0.5, which an edit of every tenth word leaves, 6 % at J = 0.4; strangers (J < 0.02) meet with
 * 0.03 %. Eight more bands are of the first sixty words: a text that was cut in half or less has these still.
 */
import type { Signature } from './draft.ts'
import { mix, readWords, shinglesOf } from './shingles.ts'

const ROWS = 3
const BANDS = 42
const LEAD_BANDS = 8
const LEAD_WORDS = 60
/** A line or two is like too many others. */
const MIN_SHINGLES = 12

/** Odd multipliers and addends, the same for ever: other ones make all signatures that are stored worthless. */
const MULTIPLIERS = new Int32Array(ROWS * BANDS)
const ADDENDS = new Int32Array(ROWS * BANDS)
for (let at = 0; at < ROWS * BANDS; at++) {
  MULTIPLIERS[at] = mix(0x9e3779b9 + at * 2) | 1
  ADDENDS[at] = mix(0x7f4a7c15 + at * 2 + 1)
}

/** The signature of the copy without boilerplate, contacts and dress; null where there are too few words to compare. */
export function signatureOf(text: string): Signature | null {
  const words = readWords(text)
  const shingles = shinglesOf(words, false)
  if (shingles.length < MIN_SHINGLES) return null
  const whole = bandsOf(leastOf(shingles, ROWS * BANDS), 0)
  const lead = bandsOf(leastOf(shingles.subarray(0, LEAD_WORDS), ROWS * LEAD_BANDS), BANDS)
  return { bands: [...new Set([...whole, ...lead])] }
}

function leastOf(shingles: Int32Array, functions: number): Uint32Array {
  const least = new Uint32Array(functions)
  for (let at = 0; at < functions; at++) {
    const multiplier = MULTIPLIERS[at] ?? 1
    const addend = ADDENDS[at] ?? 0
    let smallest = 0xffffffff
    for (let place = 0; place < shingles.length; place++) {
      const hash = (Math.imul(shingles[place] ?? 0, multiplier) + addend) >>> 0
      if (hash < smallest) smallest = hash
    }
    least[at] = smallest
  }
  return least
}

/** Each band as the decimal of a signed 64-bit number; `first` keeps bands of different places apart. */
function bandsOf(least: Uint32Array, first: number): string[] {
  const bands: string[] = []
  for (let at = 0; at < least.length; at += ROWS) {
    let high = mix(first + at)
    let low = mix(~high)
    for (let row = at; row < at + ROWS; row++) {
      high = mix(Math.imul(high, 31) + (least[row] ?? 0))
      low = mix(Math.imul(low, 37) ^ (least[row] ?? 0))
    }
    bands.push(((BigInt(high) << 32n) | BigInt(low >>> 0)).toString())
  }
  return bands
}
