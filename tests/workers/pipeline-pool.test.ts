import { hash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BlobError, type BlobStore, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'

const FAULTY_READER = join(import.meta.dirname, '../support/readers/by-text.ts')
const NOW = new Date('2026-11-24T09:00:00Z')

let dir: string
let blobs: BlobStore
let faulty: Pipeline
let hasty: Pipeline
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copytaster-readers-'))
  blobs = await openBlobStore(join(dir, 'blobs'))
  faulty = openPipeline(1, { milliseconds: 25_000, heapMiB: 64 }, FAULTY_READER)
  hasty = openPipeline(2, { milliseconds: 5_000, heapMiB: 64 }, FAULTY_READER)
})
afterAll(async () => {
  await Promise.all([faulty.close(), hasty.close()])
  await rm(dir, { recursive: true })
})

async function read(text: string, traced = false) {
  const path = join(dir, randomUUID())
  await writeFile(path, text)
  return (text === 'loop' ? hasty : faulty).read({ path }, NOW, traced)
}

test.each([
  ['loop', 'took-too-long', 'sanitise:took-too-long'],
  ['hoard', 'took-too-much-memory', 'parse:took-too-much-memory'],
  ['gulp', 'took-too-much-memory', 'parse:took-too-much-memory'],
  ['unfold', 'took-too-much-memory', 'parse:took-too-much-memory'],
  ['kill SIGKILL', 'took-too-much-memory', 'parse:took-too-much-memory'],
  ['kill SIGSEGV', 'broke-the-reader', 'parse:broke-the-reader'],
  ['exit', 'broke-the-reader', 'parse:broke-the-reader'],
  ['throw', 'broke-the-reader', 'parse:RangeError'],
  ['throw-later', 'broke-the-reader', 'parse:TypeError'],
  ['reject-unheard', 'broke-the-reader', 'parse:SyntaxError'],
])(
  'a reader that does "%s" dies as %s, which is known as %s, and the next message is read',
  async (text, why, fault) => {
    const death = await read(text, true).catch((error) => error)
    expect(death).toBeInstanceOf(ReaderDeathError)
    expect(death).toMatchObject({ why, fault })
    await expect(read('fine')).resolves.toMatchObject({ kind: 'ignored' })
  },
)

test('the stage is not known of a message that is not traced', async () => {
  await expect(read('throw')).rejects.toMatchObject({ fault: 'reader:RangeError' })
})

test('an endless loop stops no other message, and the wait for a reader does not count', async () => {
  const doomed = [read('loop'), read('loop')].map((reading) => reading.catch((error) => error.why))
  const path = join(dir, randomUUID())
  await writeFile(path, 'fine')
  const others = Array.from({ length: 6 }, () => hasty.read({ path }, NOW))
  expect(await Promise.all(doomed)).toEqual(['took-too-long', 'took-too-long'])
  expect(await Promise.all(others)).toHaveLength(6)
})

test('what a reader makes of a stored message lies in temporary files, without the bytes in the answer', async () => {
  const pipeline = openPipeline(1)
  const pdf = Buffer.from('%PDF-1.4\n')
  const part = `Content-Type: application/pdf; name=report.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${pdf.toString('base64')}\r\n`
  const content = Buffer.from(
    `From: a@b.example\r\nSubject: Report\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n${part}--x\r\n${part}--x--\r\n`,
  )
  await putBlobs(blobs, [{ sha256: hash('sha256', content), content }])
  const reading = await pipeline.read({ blobs, sha256: hash('sha256', content) }, NOW)
  await pipeline.close()
  if (reading.kind !== 'draft') throw new Error(reading.kind)
  expect(reading.draft.attachments.map(({ sha256 }) => sha256)).toEqual([hash('sha256', pdf), hash('sha256', pdf)])
  // The same file twice is staged once.
  expect(reading.staged).toMatchObject([{ sha256: hash('sha256', pdf), size: 9 }])
  expect(await readFile(reading.staged[0]?.path as string)).toEqual(pdf)
  expect(reading).not.toHaveProperty('files')
})

test('a source that is missing or damaged says so, and a store that is not there is no fault of the source', async () => {
  const pipeline = openPipeline(1)
  const content = Buffer.from('Subject: x\r\n\r\ny\r\n')
  const sha256 = hash('sha256', content)
  await expect(pipeline.read({ blobs, sha256 }, NOW)).rejects.toEqual(new BlobError('missing', sha256))
  await putBlobs(blobs, [{ sha256, content }])
  await writeFile(join(blobs.dir, sha256.slice(0, 1), sha256), 'z')
  await expect(pipeline.read({ blobs, sha256 }, NOW)).rejects.toEqual(new BlobError('damaged', sha256))
  const unmounted = { dir: join(dir, 'unmounted') }
  await expect(pipeline.read({ blobs: unmounted, sha256 }, NOW)).rejects.toMatchObject({
    name: 'Error',
    code: 'ENOENT',
  })
  await pipeline.close()
})
