import { expect, test } from 'vitest'
import { loadsOf } from '../../src/mailbox/loads.ts'

const LIMITS = { smallBytes: 100, batchBytes: 250, batchMessages: 3, messageBytes: 1000 }

/** Sizes in, loads out: `[10+20]` is a batch, `500` is streamed, `!2000` is over the limit, `?` has no size. */
function divide(sizes: (number | undefined)[]): string {
  const listed = sizes.map((size, i) => ({ uid: i + 1, size, receivedAt: undefined }))
  return [...loadsOf(listed, LIMITS)]
    .map((load) => {
      if (load.kind === 'batch') return `[${load.messages.map(({ size }) => size).join('+')}]`
      return `${load.kind === 'too-large' ? '!' : ''}${load.message.size ?? '?'}`
    })
    .join(' ')
}

test.each([
  [[], ''],
  [[10], '[10]'],
  [[10, 20, 30], '[10+20+30]'],
  [[10, 20, 30, 40], '[10+20+30] [40]'],
  [[100, 100, 51], '[100+100] [51]'],
  [[100, 100, 50], '[100+100+50]'],
  [[101], '101'],
  [[10, 500, 20], '[10] 500 [20]'],
  [[10, 1000, 1001, 20], '[10] 1000 !1001 [20]'],
  [[10, undefined, 20], '[10] ? [20]'],
  [[0, 0, 0, 0], '[0+0+0] [0]'],
])('%j is fetched as %s', (sizes, expected) => {
  expect(divide(sizes)).toBe(expected)
})
