import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { markerOf, numberedRelease, releaseOfSize } from '../mail.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row } from '../run-row.ts'

const ALL = 'poller,ingest,upkeep'
const MEBIBYTE = 2 ** 20
const GROWTH_LIMIT_MIB = 128

const huge: Row = {
  number: '40',
  name: 'a message of 50 MiB goes the whole way, one of 51 MiB is shown as too large',
  backends: BOTH,
  async run(rig, { small }) {
    const runners = [await rig.start('poller'), await rig.start('ingest,upkeep')]
    await rig.deliver(5)
    await rig.untilAccounted()
    const before = await Promise.all(runners.map((runner) => memoryMiB(runner.pid(), 'VmRSS')))
    const largest = markerOf(rig.tag, 900_050)
    await rig.deliverSource(releaseOfSize(largest, 50 * MEBIBYTE), { marker: largest })
    const tooLarge = markerOf(rig.tag, 900_051)
    await rig.deliverSource(releaseOfSize(tooLarge, 51 * MEBIBYTE), { marker: tooLarge, expected: 'verdict' })
    rig.fault('message of 50 MiB')
    rig.fault('message of 51 MiB')
    await rig.untilAccounted()
    const { rows } = await sql<{ status: string; reason: string; subject: string }>`
      select status, reason, subject from message where header_message_id like ${`${tooLarge}%`}`.execute(rig.db)
    assert.deepEqual(rows, [
      { status: 'quarantined', reason: 'too-large', subject: `A film of the bridge ${tooLarge}` },
    ])
    const after = await Promise.all(runners.map((runner) => memoryMiB(runner.pid(), 'VmHWM')))
    const grown = after.map((mebibytes, at) => mebibytes - (before[at] as number))
    // Beside other tests on a small machine the collector of garbage comes late.
    if (!small)
      assert.ok(Math.max(...grown) <= GROWTH_LIMIT_MIB, `poller and worker grew by ${grown.join(' and ')} MiB`)
  },
}

async function memoryMiB(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024)
}

const bigMailbox: Row = {
  number: '37',
  name: 'a mailbox of 200,000 messages: from now on, and 30 days back',
  backends: ['redis'],
  fullOnly: true,
  async run(rig, { storm }, say) {
    const count = Math.min(200_000, storm * 20)
    const recent = Math.round(count / 40)
    const old = new Date(Date.now() - 90 * 24 * 3600_000)
    for (let n = 1; n <= count; n += 1) {
      const marker = markerOf(rig.tag, n)
      const isRecent = n > count - recent
      const source = `From: a@b.example\r\nSubject: ${marker}\r\nMessage-ID: <${marker}@b.example>\r\n\r\nOpened: ${marker}.\r\n`
      await rig.servers.dovecot.append(source, { user: rig.user, ...(!isRecent && { receivedAt: old }) })
      if (n % 20_000 === 0) say(`… ${n} messages delivered`)
    }
    const IMAP_URL = `${rig.env('').IMAP_URL}?since=now`
    const poller = await rig.start('poller', { env: { IMAP_URL } })
    await rig.start('ingest,upkeep', { env: { IMAP_URL } })
    await rig.until('a first sync', async () => (await state(rig)) === 'watching', 120_000)
    assert.equal(await rig.count(), 0, 'mail from before was collected')
    const fresh = markerOf(rig.tag, 900_001)
    await rig.servers.dovecot.append(numberedRelease(rig.tag, 900_001), { user: rig.user })
    await rig.until('the new message', async () => (await rig.count('filed')) === 1)
    say(`… from now on works (${fresh}); 30 days back`)
    const since = new Date(Date.now() - 30 * 24 * 3600_000).toISOString().slice(0, 10)
    const { rows } = await sql<{ name: string }>`select name from mailbox`.execute(rig.db)
    await runCommand(rig, ['mailbox', 'backfill', rows[0]?.name ?? '', '--since', since])
    await rig.until('30 days back', async () => (await settled(rig)) >= recent + 1, 1_800_000)
    const peak = await memoryMiB(poller.pid(), 'VmHWM')
    say(`… the poller took ${peak} MiB`)
    assert.ok(peak <= 350, `the poller took ${peak} MiB`)
    rig.imported = recent + 1
    assert.equal(await rig.count(), recent + 1)
  },
}

async function state(rig: Rig): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from mailbox`.execute(rig.db)
  return rows[0]?.state
}

async function settled(rig: Rig): Promise<number> {
  return (await rig.count()) - (await rig.count('received'))
}

const run = promisify(execFile)

/** A command of the product, as an operator gives it. Returns its standard output; throws when it fails. */
async function runCommand(rig: Rig, args: string[]): Promise<string> {
  const cli = join(import.meta.dirname, '../../src/cli.ts')
  const { stdout } = await run(process.execPath, [cli, ...args], { env: rig.env('web', true) as NodeJS.ProcessEnv })
  return stdout
}

const alike: Row = {
  number: '47',
  name: 'one Message-ID with other octets, the same octets in two mailboxes, the same text by another way',
  backends: BOTH,
  async run(rig, { each }) {
    const other = `${rig.user}-other`
    await rig.addMailbox(other)
    await rig.start(ALL)
    await rig.deliver(each)
    const messageId = 'not-so-unique@organisation.example'
    for (const n of [900_001, 900_002]) {
      await rig.deliverSource(numberedRelease(rig.tag, n, { messageId }), { marker: markerOf(rig.tag, n) })
    }
    // The articles of these are there already, or will be: each marker is expected once, whichever copy is filed.
    for (const n of [1, 2]) {
      await rig.deliverSource(numberedRelease(rig.tag, n), { marker: markerOf(rig.tag, n), user: other })
    }
    for (const n of [3, 4]) {
      const received = `list${n}.example`
      const copy = numberedRelease(rig.tag, n, { received, messageId: `resent-${n}@list.example` })
      await rig.deliverSource(copy, { marker: markerOf(rig.tag, n), user: other })
    }
    rig.fault('the same message again', 4)
    await rig.untilAccounted()
    assert.equal(await rig.count('duplicate'), 4)
    assert.equal(await rig.count('filed'), each + 2)
  },
}

const replayed: Row = {
  number: '49',
  name: 'a quarantined message is replayed once what was wrong is mended',
  backends: BOTH,
  async run(rig, { each }) {
    await rig.start('poller')
    const numbers = await rig.deliver(each)
    await rig.until('all stored', async () => (await rig.count()) >= each)
    const first = markerOf(rig.tag, numbers[0] as number)
    const { sha256, path } = await loseSource(rig)
    await rig.start('ingest,upkeep')
    await rig.until('a quarantined message', async () => (await rig.count('quarantined')) === 1)
    await rename(`${path}.away`, path)
    const listed = await runCommand(rig, ['message', 'list', '--status', 'quarantined', '--json'])
    const { id, reason } = JSON.parse(listed)
    assert.equal(reason, 'source-missing')
    await runCommand(rig, ['message', 'replay', id])
    rig.fault('source missing')
    await rig.until(`an article of ${first} (${sha256})`, async () => (await rig.count('filed')) === each)
    await rig.untilAccounted()
  },
}

/** Takes away the source of the first message, here and on the server, where a person deleted it. */
async function loseSource(rig: Rig): Promise<{ sha256: string; path: string }> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from message order by uid limit 1`.execute(rig.db)
  const sha256 = rows[0]?.sha256 as string
  const path = join(rig.blobDir, sha256.slice(0, 1), sha256)
  await rename(path, `${path}.away`)
  const box = rig.servers.dovecot.maildir(rig.user)
  const { stdout } = await run('sh', ['-c', `grep -l "${markerOf(rig.tag, 1)}" ${box}/cur/* ${box}/new/* || true`])
  await Promise.all(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((file) => rm(file)),
  )
  return { sha256, path }
}

const clockJumps: Row = {
  number: '52',
  name: "the clocks of the product's machines are an hour apart, and jump",
  backends: BOTH,
  slow: true,
  async run(rig, { each }) {
    if (!existsSync('/usr/bin/faketime')) throw new Error('faketime is not installed; install the package faketime')
    const clock = async (name: string, offset: string) => {
      const file = join(rig.dir, `${name}.clock`)
      await writeFile(file, offset)
      return { file, env: { FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' } }
    }
    const early = await clock('early', '-1h')
    const late = await clock('late', '+1h')
    const preload = { LD_PRELOAD: await faketimeLibrary() }
    await rig.start('poller', { env: { ...early.env, ...preload } })
    const worker = await rig.start('ingest', { env: { ...late.env, ...preload } })
    await rig.start('ingest,upkeep')
    await rig.deliver(each)
    await rig.untilAccounted()
    await writeFile(early.file, '+1h')
    await writeFile(late.file, '-1h')
    rig.fault('clock jumps by two hours', 2)
    await rig.deliver(each)
    await rig.untilAccounted()
    // A lock that was taken an hour in the future must not hold anything for an hour.
    await worker.kill()
    rig.fault('kill -9 ingest')
    await rig.deliver(each)
    await rig.untilAccounted()
    await sleep(500)
  },
}

async function faketimeLibrary(): Promise<string> {
  const { stdout } = await run('faketime', ['-f', '+1h', 'sh', '-c', 'echo $LD_PRELOAD'])
  return stdout.trim()
}

export const rows: Row[] = [bigMailbox, huge, alike, replayed, clockJumps]
