/**
 * MinHash signatures: releases that tell the same story in much the same words have signatures that agree in places (Broder 1997).
 *
 * A hash function deals the shingles of a text into six bins, of each of which the least hash is taken (one permutation hashing: Li, Owen
 * and Zhang, NIPS 2012), and 21 functions give 126 values at a sixth of the cost of as many functions. Two texts agree in one with the
 * probability of their resemblance J (shared shingles by all). Three together make a band, and texts that share a band are compared word for
 * word. That is missed with (1 - J³)^42: 0.4 % at J = 0.5, which an edit of every tenth word leaves, 6 % at J = 0.4; strangers (J < 0.02)
 * meet with 0.03 %. Eight more bands are of the first sixty words: a text that was cut in half or less has these still.
 */
import type { Signature } from './draft.ts'
import { mix, readWords, shinglesOf } from './shingles.ts'

const ROWS = 3
const BINS = 2 * ROWS
const FUNCTIONS = 21
const LEAD_FUNCTIONS = 4
const LEAD_WORDS = 60
/** A line or two is like too many others. */
const MIN_SHINGLES = 12
/** No hash was dealt into the bin; greater than all of them but one. */
const EMPTY = 0x7fffffff

/** Odd multipliers and addends, the same for ever: other ones make all signatures that are stored worthless. */
const MULTIPLIERS = Int32Array.from({ length: FUNCTIONS }, (_, at) => mix(0x9e3779b9 + at * 2) | 1)
const ADDENDS = Int32Array.from({ length: FUNCTIONS }, (_, at) => mix(0x7f4a7c15 + at * 2 + 1))

/** The signature of the copy without boilerplate, contacts and dress; null where there are too few words to compare. */
export function signatureOf(text: string): Signature | null {
  const words = readWords(text)
  const shingles = shinglesOf(words, false)
  if (shingles.length < MIN_SHINGLES) return null
  const whole = bandsOf(leastOf(shingles, FUNCTIONS), 0)
  const lead = bandsOf(leastOf(shingles.subarray(0, LEAD_WORDS), LEAD_FUNCTIONS), whole.length)
  return { bands: [...new Set([...whole, ...lead])] }
}

function leastOf(shingles: Int32Array, functions: number): Int32Array {
  const least = new Int32Array(functions * BINS).fill(EMPTY)
  for (let at = 0; at < functions; at++) {
    const bins = least.subarray(at * BINS, (at + 1) * BINS)
    const multiplier = MULTIPLIERS[at] as number
    const addend = ADDENDS[at] as number
    for (let place = 0; place < shingles.length; place++) {
      const hash = (Math.imul(shingles[place] as number, multiplier) + addend) | 0
      const bin = ((hash >>> 16) * BINS) >>> 16
      if (hash < (bins[bin] as number)) bins[bin] = hash
    }
    fillEmpty(bins)
  }
  return least
}

/** An empty bin takes what the next full one has, changed by its distance: short texts agree as often as long ones (Shrivastava and Li, ICML 2014). */
function fillEmpty(bins: Int32Array): void {
  const dealt = bins.slice()
  for (let bin = 0; bin < BINS; bin++) {
    let distance = 0
    while (distance < BINS && dealt[(bin + distance) % BINS] === EMPTY) distance++
    if (distance > 0) bins[bin] = mix((dealt[(bin + distance) % BINS] as number) + distance)
  }
}

/** Each band as the decimal of a signed 64-bit number; `first` keeps bands of different places apart. */
function bandsOf(least: Int32Array, first: number): string[] {
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
