import { createHash, hash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/**
 * The blob store: immutable octets named by the lowercase hex SHA-256 of their content.
 * A blob becomes visible only whole and on disk: temporary file, fsync, rename, fsync of the directory.
 */
export interface BlobStore {
  dir: string
}

/** A blob written to a temporary file that no one can see yet. It is open until it is kept or dropped. */
export interface StagedBlob {
  path: string
  file: FileHandle
  sha256: string
  size: number
}

/** A temporary file that another process wrote and closed; `path` is null where the store has the content already. */
export interface StagedFile {
  path: string | null
  sha256: string
  size: number
}

/** A blob that a row points at is not what it was. */
export class BlobError extends Error {
  override name = 'BlobError'
  readonly state: 'missing' | 'damaged'
  constructor(state: 'missing' | 'damaged', sha256: string, options?: ErrorOptions) {
    super(`blob ${sha256} is ${state}`, options)
    this.state = state
  }
}

const STAGING = 'tmp'

/** Opens (and makes) the store at `dir`. Throws when the directory cannot be made or written. */
export async function openBlobStore(dir: string): Promise<BlobStore> {
  await mkdir(join(dir, STAGING), { recursive: true, mode: 0o700 })
  return { dir }
}

/** Streams `source` into a temporary file while hashing. The caller ends it with `keepBlobs` or `dropStaged`. */
export async function stageBlob(
  store: BlobStore,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StagedBlob> {
  const path = join(store.dir, STAGING, randomUUID())
  const sha256 = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of source) {
      sha256.update(chunk)
      size += chunk.byteLength
      await file.writeFile(chunk)
    }
  } catch (error) {
    await file.close()
    await unlink(path)
    throw error
  }
  return { path, file, sha256: sha256.digest('hex'), size }
}

/**
 * Writes contents that carry their hashes to temporary files, each once, and does not wait for the disk: whoever has the answer ends them
 * with `keepBlobs` or `dropStaged`, or all of this `batch` with `dropBatch`. In one go, as only a reader does it, which does nothing else.
 */
export function stageFiles(
  store: BlobStore,
  batch: string,
  contents: readonly { sha256: string; content: Uint8Array }[],
): StagedFile[] {
  const once = new Map(contents.map(({ sha256, content }) => [sha256, content]))
  const staged: StagedFile[] = []
  try {
    for (const [sha256, content] of once) {
      const size = content.byteLength
      const there = statSync(blobPath(store, sha256), { throwIfNoEntry: false })?.size === size
      const path = there ? null : join(store.dir, STAGING, `${batch}-${staged.length}`)
      staged.push({ path, sha256, size })
      if (path !== null) writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    }
    return staged
  } catch (error) {
    for (const { path } of staged) if (path !== null) rmSync(path, { force: true })
    throw error
  }
}

/**
 * Makes staged blobs durable and visible under their hashes. Every file and directory is on disk when this returns,
 * so a row may then point at them. Many at once share their waits for the disk. Repeating a content is harmless.
 */
export async function keepBlobs(store: BlobStore, staged: readonly (StagedBlob | StagedFile)[]): Promise<void> {
  if (staged.length === 0) return
  await Promise.all(staged.map((blob) => keepBlob(store, blob)))
  // Also of those that were there: they may have been renamed this moment, by a process whose directory is not on disk yet.
  const directories = new Set(staged.map(({ sha256 }) => directoryOf(store, sha256)))
  await Promise.all([store.dir, ...directories].map(syncPath))
}

async function keepBlob(store: BlobStore, blob: StagedBlob | StagedFile): Promise<void> {
  if (blob.path === null) return
  const file = 'file' in blob ? blob.file : await open(blob.path, 'r+')
  try {
    // The data and the size; the times may be lost (fdatasync(2)).
    await file.datasync()
  } finally {
    await file.close()
  }
  await renameInto(directoryOf(store, blob.sha256), blob.path, blobPath(store, blob.sha256))
}

/** Throws away a staged blob that will not be kept. Of one that was kept nothing is left here to throw away. */
export async function dropStaged(blob: StagedBlob | StagedFile): Promise<void> {
  if ('file' in blob) await blob.file.close()
  if (blob.path !== null) await rm(blob.path, { force: true })
}

/** Throws away what was staged under the name `batch`, by a process that cannot say any more what that was. */
export async function dropBatch(store: BlobStore, batch: string): Promise<void> {
  const names = await readdir(join(store.dir, STAGING))
  const left = names.filter((name) => name.startsWith(`${batch}-`))
  await Promise.all(left.map((name) => rm(join(store.dir, STAGING, name), { force: true })))
}

/** Stores `contents` that already carry their hashes, each once; durable when it returns. */
export async function putBlobs(
  store: BlobStore,
  contents: readonly { sha256: string; content: Uint8Array }[],
): Promise<void> {
  await keepBlobs(store, stageFiles(store, randomUUID(), contents))
}

/**
 * The whole blob, in a buffer of its own. Throws `BlobError` when it is missing or no longer hashes to its name; where the store itself is
 * not there (a disk that is not mounted), the system's error. In one go, as only a reader does it, which does nothing else.
 */
export function readBlob(store: BlobStore, sha256: string): Buffer<ArrayBuffer> {
  let content: Buffer<ArrayBuffer>
  try {
    content = readFileSync(blobPath(store, sha256))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT' || !existsSync(join(store.dir, STAGING))) throw cause
    throw new BlobError('missing', sha256, { cause })
  }
  if (hash('sha256', content) !== sha256) throw new BlobError('damaged', sha256)
  return content
}

/** The blob as a stream; errors (`ENOENT`) arrive on it. */
export function streamBlob(store: BlobStore, sha256: string): Readable {
  return createReadStream(blobPath(store, sha256))
}

export async function hasBlob(store: BlobStore, sha256: string): Promise<boolean> {
  return stat(blobPath(store, sha256)).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** Reads the blob again and says whether it is there and hashes to its name. */
export async function checkBlob(store: BlobStore, sha256: string): Promise<'sound' | 'missing' | 'damaged'> {
  const found = createHash('sha256')
  try {
    for await (const chunk of streamBlob(store, sha256)) found.update(chunk as Buffer)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw error
  }
  return found.digest('hex') === sha256 ? 'sound' : 'damaged'
}

/** Removes a blob that does not hash to its name, so that nobody takes it for what it was. */
export function discardBlob(store: BlobStore, sha256: string): Promise<void> {
  return rm(blobPath(store, sha256), { force: true })
}

/** Removes temporary files last written before `before`: what a killed process left behind. Returns how many. */
export async function sweepStaging(store: BlobStore, before: Date): Promise<number> {
  const names = await readdir(join(store.dir, STAGING))
  const swept = await Promise.all(
    names.map(async (name) => {
      const path = join(store.dir, STAGING, name)
      const found = await stat(path).catch(() => undefined)
      if (!found || found.mtime >= before) return false
      await rm(path, { force: true })
      return true
    }),
  )
  return swept.filter(Boolean).length
}

function directoryOf(store: BlobStore, sha256: string): string {
  // Sixteen directories: the blobs of a batch then share their syncs, and a million blobs are still quick to find.
  return join(store.dir, sha256.slice(0, 1))
}

function blobPath(store: BlobStore, sha256: string): string {
  return join(directoryOf(store, sha256), sha256)
}

/** The directory is there already, but for the first few blobs. */
async function renameInto(directory: string, from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') throw error
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await rename(from, to)
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
