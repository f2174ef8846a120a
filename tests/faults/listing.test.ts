import { expect, test } from 'vitest'
import { listing, listingText } from '../../faults/faults.ts'
import { CRASH_POINTS } from '../../src/crash-points.ts'

const MATRIX_ROWS = 60

test('every crash point is covered on both backends', () => {
  const { crashPoints } = listing()
  expect(crashPoints.map(({ point }) => point)).toEqual(Object.keys(CRASH_POINTS))
  for (const { point, backends } of crashPoints) expect([point, ...backends]).toEqual([point, 'postgres', 'redis'])
})

test('every row of the matrix is run here, or is said to be shown elsewhere, and none is both', () => {
  const { rows, elsewhere } = listing()
  const here = rows.flatMap(({ row, covers }) => [row, ...covers])
  const there = elsewhere.map(({ number }) => number)
  for (let row = 1; row <= MATRIX_ROWS; row += 1) {
    expect([`row ${row}`, here.includes(`${row}`), there.includes(`${row}`)]).toContain(true)
    expect([`row ${row}`, here.includes(`${row}`) && there.includes(`${row}`)]).toContain(false)
  }
})

test('the list names each row, each point and its queues in words', () => {
  const text = listingText(listing())
  for (const word of ['storm', 'fuzz', 'after-blob-rename', 'postgres, redis', 'Shown elsewhere'])
    expect(text).toContain(word)
  expect(text).not.toContain('NOT COVERED')
})
