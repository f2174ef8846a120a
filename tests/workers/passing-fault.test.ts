import { expect, test } from 'vitest'
import { ClaimLostError } from '../../src/message/message.ts'
import { isCollision, isPassing, isPassingInDatabase } from '../../workers/passing-fault.ts'
import { ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { NoReaderError } from '../../workers/reader-faults.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

test.each([
  ['connection lost', '08006'],
  ['too many connections', '53300'],
  ['disk full', '53100'],
  ['out of memory', '53200'],
  ['shutdown by an admin', '57P01'],
  ['crash of another backend', '57P02'],
  ['starting up', '57P03'],
  ['lock not available', '55P03'],
  ['the disk of Postgres', '58030'],
  ['read-only', '25006'],
  ['idle in a transaction for too long', '25P03'],
  ['deadlock', '40P01'],
  ['serialization failure', '40001'],
  ['wrong password', '28P01'],
  ['the database is gone', '3D000'],
  ['a column that a newer version knows', '42703'],
  ['a damaged page', 'XX001'],
  ['disk full', 'ENOSPC'],
  ['a failing disk', 'EIO'],
  ['too many open files', 'EMFILE'],
  ['read-only file system', 'EROFS'],
  ['a store that is not mounted', 'ENOENT'],
  ['no more processes', 'EAGAIN'],
  ['refused', 'ECONNREFUSED'],
  ['reset', 'ECONNRESET'],
  ['broken pipe', 'EPIPE'],
  ['no name server', 'EAI_AGAIN'],
])('%s (%s) passes', (_what, code) => {
  expect(isPassing(withCode(code))).toBe(true)
})

test('a system error that Node knows by its number only (EDQUOT) passes', () => {
  expect(isPassing(Object.assign(new Error(), { code: 'Unknown system error -122', errno: -122 }))).toBe(true)
})

test.each([
  ['text that Postgres refuses', '22021'],
  ['a number out of range', '22003'],
  ['a null', '23502'],
  ['a check', '23514'],
  ['an index row that is too large', '54000'],
  ['an error of Postgres that says nothing', 'XX000'],
  ['an error of Node', 'ERR_INVALID_ARG_TYPE'],
])('%s (%s) counts against the message', (_what, code) => {
  expect(isPassing(withCode(code))).toBe(false)
  expect(isPassingInDatabase(withCode(code))).toBe(false)
})

test('an error that nobody knows counts, unless a database call threw it: pg has no code for a lost connection', () => {
  const unknown = new Error('Connection terminated unexpectedly')
  expect(isPassing(unknown)).toBe(false)
  expect(isPassingInDatabase(unknown)).toBe(true)
  for (const ours of [new TypeError('x is undefined'), new ClaimLostError(), 'no error at all', undefined]) {
    expect(isPassingInDatabase(ours)).toBe(false)
  }
})

test('a reader that died counts, a reader that was not there does not', () => {
  expect(isPassing(new ReaderDeathError('took-too-long'))).toBe(false)
  expect(isPassing(new NoReaderError('none'))).toBe(true)
})

test('only collisions are tried again at once', () => {
  const codes = ['40001', '40P01', '53100', 'EPIPE', '23505']
  expect(codes.filter((code) => isCollision(withCode(code)))).toEqual(['40001', '40P01'])
})
