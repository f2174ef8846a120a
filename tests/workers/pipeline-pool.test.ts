import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'

const FAULTY_THREAD = join(import.meta.dirname, '../support/threads/by-subject.ts')
const NOW = new Date('2026-11-24T09:00:00Z')

let faulty: Pipeline
beforeAll(() => {
  faulty = openPipeline(2, { milliseconds: 6_000, heapMiB: 32 }, FAULTY_THREAD)
})
afterAll(() => faulty.close())

const read = (text: string) => faulty.read(new Uint8Array(Buffer.from(text)), NOW)

test.each([
  ['loop', 'took-too-long'],
  ['hoard', 'took-too-much-memory'],
  ['exit', 'broke-the-reader'],
  ['throw', 'broke-the-reader'],
])('a thread that does "%s" dies as %s, and the next message is read', async (fault, why) => {
  const death = await read(fault).catch((error) => error)
  expect(death).toBeInstanceOf(ReaderDeathError)
  expect(death.why).toBe(why)
  await expect(read('fine')).resolves.toMatchObject({ kind: 'ignored' })
})

test('an endless loop stops no other message, and the wait for a thread does not count', async () => {
  const doomed = [read('loop'), read('loop')].map((reading) => reading.catch((error) => error.why))
  const others = Array.from({ length: 6 }, () => read('fine'))
  expect(await Promise.all(doomed)).toEqual(['took-too-long', 'took-too-long'])
  expect(await Promise.all(others)).toHaveLength(6)
})

test('attachments leave the real thread with their bytes', async () => {
  const pipeline = openPipeline(1)
  const source = `From: a@b.example\r\nSubject: Report\r\nContent-Type: application/pdf; name=report.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('%PDF-1.4\n').toString('base64')}\r\n`
  const outcome = await pipeline.read(new Uint8Array(Buffer.from(source)), NOW)
  if (outcome.kind !== 'draft') throw new Error(outcome.kind)
  expect(outcome.files.map(({ content }) => Buffer.from(content).toString())).toEqual(['%PDF-1.4\n'])
  expect(outcome.files[0]?.sha256).toBe(outcome.draft.attachments[0]?.sha256)
  await pipeline.close()
})
