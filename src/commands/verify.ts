import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { checkBlob } from '../blobs.ts'
import { connect, listUids, openFolder } from '../mailbox/collect.ts'
import { findCursor } from '../mailbox/cursor.ts'
import { describeFault } from '../mailbox/fault.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxes, passwordOf } from '../mailbox/mailbox.ts'
import { countByStatus, findBrokenRows, type Invariant, referencedBlobs, unaccounted } from '../message/verify.ts'
import type { Parts } from '../parts.ts'
import { withParts } from './with-parts.ts'

/** An invariant with how much was looked at; `unchecked` says why it could not be. */
interface Check extends Invariant {
  checked?: number
  unchecked?: string
}

const SERVER_LIMIT_MS = 120_000

/** `verify`: is everything that was received accounted for? */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .option('--json', 'one JSON object')
    .option('--offline', 'do not ask the mail servers')
    .description(
      'Check every promise: each listed message has its row, each filed one its article, each blob is there and sound',
    )
    .addHelpText('after', '\nExits 1 and names what is broken. Example:\n  copytaster verify --json')
    .action((options: { json?: true; offline?: true }) => withParts((parts) => verify(parts, options)))
}

async function verify(parts: Parts, options: { json?: true; offline?: true }): Promise<void> {
  const checks: Check[] = [...(await findBrokenRows(parts.db)), await checkBlobs(parts)]
  for (const mailbox of await listMailboxes(parts.db)) {
    if (mailbox.kind === 'imap' && !options.offline) checks.push(await checkMailbox(parts, mailbox))
  }
  const sound = checks.every(({ broken }) => broken.length === 0)
  if (!sound) process.exitCode = 1
  const messages = await countByStatus(parts.db)
  if (options.json) {
    console.log(JSON.stringify({ sound, messages, checks }, null, 2))
    return
  }
  for (const { words, broken, checked, unchecked } of checks) {
    const verdict = broken.length > 0 ? 'BROKEN' : unchecked ? 'open  ' : 'ok    '
    console.log(
      `${verdict} ${words}${checked === undefined ? '' : ` (${checked})`}${unchecked ? `: ${unchecked}` : ''}`,
    )
    for (const row of broken) console.log(`         ${row}`)
  }
  const counts = Object.entries(messages).map(([status, count]) => `${count} ${status}`)
  console.log(`${sound ? 'All is accounted for' : 'Something is broken'}: ${counts.join(', ') || 'no messages yet'}`)
}

async function checkBlobs({ db, blobs }: Parts): Promise<Check> {
  const bar = new SingleBar({ stream: process.stderr, format: 'blobs: {value} read', clearOnComplete: true })
  bar.start(0, 0)
  const broken: string[] = []
  let checked = 0
  for await (const page of referencedBlobs(db)) {
    for (const sha256 of page) {
      const state = await checkBlob(blobs, sha256)
      if (state !== 'sound') broken.push(`blob ${sha256} is ${state}`)
    }
    checked += page.length
    bar.update(checked)
  }
  bar.stop()
  return {
    check: 'blobs-sound',
    words: 'Each blob that a row points at is there and hashes to its name',
    checked,
    broken,
  }
}

/** Compares what the server lists up to the cursor with the rows of this epoch. Messages above it are still to be collected. */
async function checkMailbox(parts: Parts, mailbox: Mailbox): Promise<Check> {
  const check = {
    check: 'listed-has-row',
    words: `Each message that ${mailbox.name} lists has one row`,
    broken: [] as string[],
  }
  const cursor = await findCursor(parts.db, mailbox.id)
  if (!cursor) return { ...check, unchecked: 'nothing is collected from it yet' }
  try {
    const client = await connect(
      { ...mailbox, password: passwordOf(mailbox, parts.secretKey) },
      AbortSignal.timeout(SERVER_LIMIT_MS),
    )
    try {
      const folder = await openFolder(client, mailbox.folder)
      if (folder.uidValidity !== cursor.uidValidity)
        return { ...check, unchecked: 'the mailbox was renumbered and is to be listed anew' }
      const uids = await listUids(client, cursor.lastUid, mailbox.since)
      const missing = await unaccounted(parts.db, mailbox.id, cursor.uidValidity, uids)
      return {
        ...check,
        checked: uids.length,
        broken: missing.map((uid) => `uid ${uid} of ${mailbox.name} has no row`),
      }
    } finally {
      client.close()
    }
  } catch (error) {
    return { ...check, unchecked: describeFault(error, mailbox.host).words }
  }
}
