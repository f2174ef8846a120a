import { ChildProcess, execFileSync, spawn } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { BlobError, type BlobStore, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { openPipeline, type Pipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { startReader } from '../../workers/reader.ts'
import { NoReaderError } from '../../workers/reader-faults.ts'
import { openReaders } from '../../workers/reader-pool.ts'

const FAULTY_READER = join(import.meta.dirname, '../support/readers/by-text.ts')
const NOW = new Date('2026-11-24T09:00:00Z')

let dir: string
let blobs: BlobStore
let faulty: Pipeline
let hasty: Pipeline
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'copytaster-readers-'))
  blobs = await openBlobStore(join(dir, 'blobs'))
  faulty = openPipeline({ readers: 1, limits: { milliseconds: 25_000, heapMiB: 64 }, entry: FAULTY_READER })
  hasty = openPipeline({ readers: 2, limits: { milliseconds: 5_000, heapMiB: 64 }, entry: FAULTY_READER })
})
afterAll(async () => {
  await Promise.all([faulty.close(), hasty.close()])
  await rm(dir, { recursive: true })
})

async function read(text: string, traced = false) {
  const path = join(dir, randomUUID())
  await writeFile(path, text)
  return (text === 'loop' ? hasty : faulty).read({ path }, NOW, { traced })
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
  const pipeline = openPipeline({ readers: 1 })
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
  const pipeline = openPipeline({ readers: 1 })
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

test('a reader in an endless loop does not outlive a parent that was killed', async () => {
  const noted = join(dir, 'pid')
  const path = join(dir, randomUUID())
  await writeFile(path, `note-and-loop ${noted}`)
  const parent = spawn(process.execPath, [join(import.meta.dirname, '../support/readers/parent.ts'), path], {
    stdio: 'ignore',
  })
  const pid = await vi.waitFor(async () => Number.parseInt(await readFile(noted, 'utf8'), 10), { timeout: 20_000 })
  expect(process.kill(pid, 0)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
})

test.runIf(process.platform === 'linux')(
  'a reader is the first to go where the memory of the machine is full',
  async () => {
    const noted = join(dir, 'pid-of-a-victim')
    const path = join(dir, randomUUID())
    await writeFile(path, `note-and-loop ${noted}`)
    const doomed = hasty.read({ path }, NOW).catch((error) => error.why)
    const pid = await vi.waitFor(async () => Number.parseInt(await readFile(noted, 'utf8'), 10), { timeout: 4_000 })
    expect(await readFile(`/proc/${pid}/oom_score_adj`, 'utf8')).toBe('1000\n')
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('PATH')
    expect(await doomed).toBe('took-too-long')
  },
)

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('what a reader had staged when it died is thrown away, and what lay ahead of it is read elsewhere', async () => {
  const store = await openBlobStore(join(dir, 'staging'))
  const ask = async (text: string) => {
    const content = Buffer.from(text)
    await putBlobs(store, [{ sha256: hash('sha256', content), content }])
    return faulty.read({ blobs: store, sha256: hash('sha256', content) }, NOW)
  }
  // Both wait behind the first, in the inbox of the same reader.
  const [died, ...others] = await Promise.allSettled([ask('stage-and-exit'), ask('fine'), ask('fine')])
  expect(died).toMatchObject({ status: 'rejected', reason: { why: 'broke-the-reader' } })
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect(await readdir(join(store.dir, 'tmp'))).toEqual([])
})

test.each(['throw-later', 'throw-and-answer', 'reject-unheard'])(
  'what lies ahead in a reader that ends of "%s" is not charged with it, and gets its own answer',
  async (text) => {
    const paths = [join(dir, randomUUID()), join(dir, randomUUID()), join(dir, randomUUID())]
    await Promise.all(paths.map((path, n) => writeFile(path, n === 0 ? text : 'fine')))
    const [died, ...others] = await Promise.allSettled(paths.map((path) => faulty.read({ path }, NOW)))
    expect(died).toMatchObject({ status: 'rejected', reason: { why: 'broke-the-reader' } })
    for (const other of others) expect(other).toMatchObject({ status: 'fulfilled', value: { rule: 'bounce' } })
  },
)

test('of a reader that Linux killed it is known that others may be to blame', async () => {
  await expect(read('kill SIGKILL')).rejects.toMatchObject({ why: 'took-too-much-memory', byLinux: true })
  await expect(read('gulp')).rejects.toMatchObject({ why: 'took-too-much-memory', byLinux: false })
  await expect(read('kill SIGTRAP')).rejects.toMatchObject({ why: 'took-too-much-memory', byLinux: false })
})

test('a blob store that hangs is no fault of the message, whether it is read or written', async () => {
  const store = await openBlobStore(join(dir, 'hanging'))
  const impatient = openPipeline({ readers: 1, limits: { milliseconds: 1_500, heapMiB: 64 }, entry: FAULTY_READER })
  const sha256 = hash('sha256', 'never comes')
  await mkdir(join(store.dir, sha256.slice(0, 1)), { recursive: true })
  execFileSync('mkfifo', [join(store.dir, sha256.slice(0, 1), sha256)])
  await expect(impatient.read({ blobs: store, sha256 }, NOW)).rejects.toBeInstanceOf(NoReaderError)
  const content = Buffer.from('stage-and-hang')
  await putBlobs(store, [{ sha256: hash('sha256', content), content }])
  await expect(impatient.read({ blobs: store, sha256: hash('sha256', content) }, NOW)).rejects.toBeInstanceOf(
    NoReaderError,
  )
  const looping = join(dir, randomUUID())
  await writeFile(looping, 'loop')
  await expect(impatient.read({ path: looping }, NOW)).rejects.toMatchObject({ why: 'took-too-long' })
  await impatient.close()
})

const SETTING = { entry: FAULTY_READER, milliseconds: 25_000, heapMiB: 64, slowAfterMs: 2_000 }

test('a reader that could not be killed at once is killed when it is given up', async () => {
  const path = join(dir, randomUUID())
  await writeFile(path, 'loop')
  const reader = startReader({ ...SETTING, milliseconds: 1_000 }, () => {})
  await reader.ready
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockImplementationOnce(function (this: ChildProcess) {
    return !this.emit('error', Object.assign(new Error('kill EPERM'), { code: 'EPERM' }))
  })
  const doomed = reader.ask({
    about: 'message',
    source: { path },
    circumstances: { receivedAt: NOW, zone: 'UTC', lessons: [] },
    traced: false,
  })
  await expect(doomed).rejects.toMatchObject({ why: 'took-too-long' })
  await reader.gone
  const { pid } = kill.mock.contexts[0] as ChildProcess
  kill.mockRestore()
  const left = () => isRunning(pid as number)
  await expect.poll(left, { timeout: 10_000 }).toBe(false)
})

test('a question that found no memory for a reader is refused, and not read later', async () => {
  let full = true
  const pool = openReaders(1, (onSlow) => {
    if (full) throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM', errno: -12 })
    return startReader(SETTING, onSlow)
  })
  const ask = async (path: string) =>
    pool.ask({
      about: 'message',
      source: { path },
      circumstances: { receivedAt: NOW, zone: 'UTC', lessons: [] },
      traced: false,
    })
  const noted = join(dir, 'abandoned')
  const abandoned = join(dir, randomUUID())
  await writeFile(abandoned, `note-and-loop ${noted}`)
  await expect(ask(abandoned)).rejects.toMatchObject({ code: 'ENOMEM' })
  full = false
  const path = join(dir, randomUUID())
  await writeFile(path, 'fine')
  await expect(ask(path)).resolves.toMatchObject({ reading: { kind: 'ignored' } })
  await expect(readFile(noted)).rejects.toMatchObject({ code: 'ENOENT' })
  await pool.close()
})

test('a reader that cannot start is no fault of the message', async () => {
  const broken = openPipeline({
    readers: 1,
    limits: { milliseconds: 5_000, heapMiB: 64 },
    entry: join(dir, 'nowhere.ts'),
  })
  await expect(broken.read({ path: join(dir, 'x') }, NOW)).rejects.toThrow(/could not be started.*nowhere\.ts/s)
  await expect(broken.read({ path: join(dir, 'x') }, NOW)).rejects.toBeInstanceOf(NoReaderError)
  await broken.close()
  await expect(broken.read({ path: join(dir, 'x') }, NOW)).rejects.toBeInstanceOf(NoReaderError)
})
