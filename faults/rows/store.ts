import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/database.ts'
import { markerOf, releaseOfSize } from '../mail.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'
import { verifyByCommand } from '../verdict.ts'

const ALL = 'poller,ingest,upkeep'

const storeFull: Row = {
  number: '23',
  name: 'the blob store is full: nothing is recorded without its source, mail waits on the server, all goes on by itself',
  backends: BOTH,
  async run(rig, { small }) {
    await mkdir(rig.blobDir)
    const room = mountSmall(rig) ? fillStore : takeStoreAway
    await rig.start(ALL)
    await rig.deliver(5)
    await rig.untilAccounted()
    const mend = await room(rig)
    await rig.deliver(5)
    await sleep(small ? 3_000 : 60_000)
    await mend()
    const mended = performance.now()
    await rig.untilAccounted()
    rig.recovered('store', (performance.now() - mended) / 1000)
  },
}

/** A file system of 3 MB for the store; only root may mount one, and not in every container. */
function mountSmall(rig: Rig): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', rig.blobDir], { stdio: 'ignore' })
  } catch {
    return false
  }
  rig.atEnd(async () => void execFileSync('umount', ['-l', rig.blobDir]))
  return true
}

async function fillStore(rig: Rig): Promise<() => Promise<void>> {
  for (let n = 1; n <= 6; n += 1) {
    const marker = markerOf(rig.tag, 900_000 + n)
    await rig.deliverSource(releaseOfSize(marker, 700_000), { marker })
  }
  // What was written of the message that did not fit is taken away again, so free room tells nothing.
  await rig.until('a mailbox that says so', async () => (await statesOf(rig)).some(isFull), 120_000)
  rig.fault('blob store full')
  return async () => void execFileSync('mount', ['-o', 'remount,size=200m', rig.blobDir])
}

/** The next best: the disk of the store is not there. */
async function takeStoreAway(rig: Rig): Promise<() => Promise<void>> {
  await rename(rig.blobDir, `${rig.blobDir}-away`)
  rig.fault('blob store away')
  return () => rename(`${rig.blobDir}-away`, rig.blobDir)
}

async function statesOf(rig: Rig): Promise<(string | null)[]> {
  const mailboxes = await rig.db.selectFrom('mailbox').select('stateDetail').execute()
  return mailboxes.map(({ stateDetail }) => stateDetail)
}

function isFull(words: string | null): boolean {
  return words?.startsWith('The disk for messages is full') ?? false
}

const rotten: Row = {
  number: '24',
  name: 'sources are damaged or missing before they are read: fetched again from the server',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('poller')
    await rig.deliver(each)
    await rig.until('all stored', async () => (await rig.count()) >= each)
    const [damaged, missing] = await sources(rig)
    const path = blobPath(rig, damaged as string)
    await chmod(path, 0o600)
    await writeFile(path, (await readFile(path)).subarray(1))
    await rm(blobPath(rig, missing as string))
    rig.fault('blob damaged')
    rig.fault('blob missing')
    const worker = await rig.start('ingest,upkeep')
    const started = performance.now()
    await rig.until('every message has its article', async () => (await rig.count('filed')) >= each)
    rig.recovered('blob', (performance.now() - started) / 1000)
    assert.equal(worker.restarts(), 0)
    await rig.untilAccounted()
  },
}

async function sources(rig: Rig): Promise<string[]> {
  const rows = await rig.db.selectFrom('message').select('sha256').orderBy('uid').execute()
  return rows.map(({ sha256 }) => sha256 as string)
}

function blobPath(rig: Rig, sha256: string): string {
  return join(rig.blobDir, sha256.slice(0, 1), sha256)
}

const olderDatabase: Row = {
  number: '54',
  name: 'a backup is restored: the database is older than the blobs, or the blobs older than the database',
  backends: BOTH,
  slow: true,
  async run(rig, { each }) {
    const { postgres } = rig.servers
    const before = await rig.start(ALL)
    await rig.deliver(each)
    await rig.untilAccounted()
    await before.end()
    const copy = `${rig.database}_copy`
    await rig.db.destroy()
    await postgres.run(`create database ${copy} template ${rig.database}`)
    const between = await restartOn(rig)
    await rig.deliver(each)
    await rig.untilAccounted()
    await between.end()
    await rig.db.destroy()
    await postgres.run(`drop database ${rig.database} with (force)`)
    await postgres.run(`alter database ${copy} rename to ${rig.database}`)
    rig.fault('database restored from an older copy')
    await cp(rig.blobDir, `${rig.blobDir}-older`, { recursive: true })
    const after = await restartOn(rig)
    await rig.deliver(each)
    await rig.untilAccounted()
    await after.end()
    await rm(rig.blobDir, { recursive: true })
    await cp(`${rig.blobDir}-older`, rig.blobDir, { recursive: true })
    rig.fault('blobs restored from an older copy')
    await rig.start(ALL)
    assert.ok(
      (await verifyByCommand(rig.env('upkeep', true))).length > 0,
      '`verify` did not see that blobs are missing',
    )
    assert.deepEqual(await verifyByCommand(rig.env('upkeep', true), '--repair'), [])
  },
}

async function restartOn(rig: Rig) {
  rig.db = openDatabase(rig.servers.postgres.url(rig.database), () => {}, 3).db
  return rig.start(ALL)
}

export const rows: Row[] = [storeFull, rotten, olderDatabase]
