import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type BlobStore,
  checkBlob,
  dropStaged,
  hasBlob,
  keepBlobs,
  openBlobStore,
  putBlobs,
  readBlob,
  stageBlob,
  sweepStaging,
} from '../src/blobs.ts'

let store: BlobStore
beforeEach(async () => {
  store = await openBlobStore(await mkdtemp(join(tmpdir(), 'copytaster-blobs-')))
})
afterEach(() => rm(store.dir, { recursive: true }))

const bytes = (text: string) => Buffer.from(text)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('a kept blob is found under the hash of its content and reads back the same', async () => {
  const staged = await stageBlob(store, [bytes('From: a'), bytes('@b')])
  expect(staged).toMatchObject({ sha256: sha256('From: a@b'), size: 9 })
  await keepBlobs(store, [staged])
  expect((await readBlob(store, staged.sha256)).toString()).toBe('From: a@b')
  expect(await checkBlob(store, staged.sha256)).toBe('sound')
})

test('a staged blob is invisible until it is kept, and dropping it leaves nothing', async () => {
  const staged = await stageBlob(store, [bytes('x')])
  expect(await hasBlob(store, staged.sha256)).toBe(false)
  await dropStaged(staged)
  expect(await readdir(join(store.dir, 'tmp'))).toEqual([])
})

test('a source that breaks off leaves no temporary file', async () => {
  async function* breaking() {
    yield bytes('half')
    throw new Error('connection lost')
  }
  await expect(stageBlob(store, breaking())).rejects.toThrow('connection lost')
  expect(await readdir(join(store.dir, 'tmp'))).toEqual([])
})

test('the same content may be kept many times at once', async () => {
  const staged = await Promise.all(Array.from({ length: 8 }, () => stageBlob(store, [bytes('same')])))
  await keepBlobs(store, staged)
  await putBlobs(store, [{ sha256: sha256('same'), content: bytes('same') }])
  expect(await readdir(join(store.dir, sha256('same').slice(0, 1)))).toEqual([sha256('same')])
})

test('a damaged and a missing blob are told apart', async () => {
  const staged = await stageBlob(store, [bytes('good')])
  await keepBlobs(store, [staged])
  await writeFile(join(store.dir, staged.sha256.slice(0, 1), staged.sha256), 'bad')
  expect(await checkBlob(store, staged.sha256)).toBe('damaged')
  expect(await checkBlob(store, sha256('never'))).toBe('missing')
})

test('the sweep removes only temporary files older than the given time', async () => {
  const old = await stageBlob(store, [bytes('old')])
  const young = await stageBlob(store, [bytes('young')])
  await utimes(old.path, new Date(0), new Date(0))
  expect(await sweepStaging(store, new Date(Date.now() - 3600_000))).toBe(1)
  expect(await readdir(join(store.dir, 'tmp'))).toEqual([young.path.split('/').at(-1)])
})
