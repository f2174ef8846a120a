import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { checkBlob } from '../blobs.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxes } from '../mailbox/mailbox.ts'
import { countByStatus, findBrokenRows, referencedBlobs } from '../message/verify.ts'
import type { Parts } from '../parts.ts'
import { existingMailbox } from './existing-mailbox.ts'
import { repairBlobs } from './repair-blobs.ts'
import { type Check, type MailboxReport, verifyMailbox } from './verify-mailbox.ts'
import { withParts } from './with-parts.ts'

interface Options {
  json?: true
  offline?: true
  repair?: true
  mailbox?: string
}

/** `verify`: is everything that was received accounted for? */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .option('--json', 'one JSON object')
    .option('--offline', 'do not ask the mail servers')
    .option('--repair', 'have missing and damaged sources fetched again, and their attachments and previews read again')
    .option('--mailbox <name>', 'ask this mailbox only (name or id), and count its messages only')
    .description(
      'Check every promise: each listed message has its row, each filed one its article, each blob is there and sound',
    )
    .addHelpText(
      'after',
      '\nExits 1 and names what is broken. Examples:\n  copytaster verify --json\n  copytaster verify --mailbox "News desk"',
    )
    .action((options: Options) => withParts((parts) => verify(parts, options)))
}

async function verify(parts: Parts, options: Options): Promise<void> {
  const only = options.mailbox === undefined ? undefined : await existingMailbox(parts.db, options.mailbox)
  const checks: Check[] = [...(await findBrokenRows(parts.db)), await checkBlobs(parts, options.repair)]
  const mailboxes: MailboxReport[] = []
  for (const mailbox of options.offline ? [] : await collected(parts, only)) {
    const { check, report } = await verifyMailbox(parts, mailbox)
    checks.push(check)
    if (report) mailboxes.push(report)
  }
  const sound = checks.every(({ broken }) => broken.length === 0)
  if (!sound) process.exitCode = 1
  const messages = await countByStatus(parts.db, only?.id)
  if (options.json) console.log(JSON.stringify({ sound, messages, mailboxes, checks }, null, 2))
  else tell(sound, messages, mailboxes, checks)
}

async function collected(parts: Parts, only: Mailbox | undefined): Promise<Mailbox[]> {
  const mailboxes = only ? [only] : await listMailboxes(parts.db)
  return mailboxes.filter(({ kind }) => kind === 'imap')
}

function tell(
  sound: boolean,
  messages: Record<string, number>,
  mailboxes: readonly MailboxReport[],
  checks: readonly Check[],
): void {
  for (const { words, broken, checked, unchecked } of checks) {
    const verdict = broken.length > 0 ? 'BROKEN' : unchecked ? 'open  ' : 'ok    '
    console.log(
      `${verdict} ${words}${checked === undefined ? '' : ` (${checked})`}${unchecked ? `: ${unchecked}` : ''}`,
    )
    for (const row of broken) console.log(`         ${row}`)
  }
  for (const { name, words } of mailboxes) console.log(`${name}: ${words}`)
  const counts = Object.entries(messages).map(([status, count]) => `${count} ${status}`)
  console.log(`${sound ? 'All is accounted for' : 'Something is broken'}: ${counts.join(', ') || 'no messages yet'}`)
}

async function checkBlobs(parts: Parts, repair = false): Promise<Check> {
  let found = await findBrokenBlobs(parts)
  if (repair && found.broken.size > 0) {
    await repairBlobs(parts, [...found.broken.keys()])
    found = await findBrokenBlobs(parts)
  }
  return {
    check: 'blobs-sound',
    words: 'Each blob that a row points at is there and hashes to its name',
    checked: found.checked,
    broken: [...found.broken].map(([sha256, state]) => `blob ${sha256} is ${state}`),
  }
}

async function findBrokenBlobs({ db, blobs }: Parts): Promise<{ checked: number; broken: Map<string, string> }> {
  const bar = new SingleBar({ stream: process.stderr, format: 'blobs: {value} read', clearOnComplete: true })
  bar.start(0, 0)
  const broken = new Map<string, string>()
  let checked = 0
  for await (const page of referencedBlobs(db)) {
    for (const sha256 of page) {
      const state = await checkBlob(blobs, sha256)
      if (state !== 'sound') broken.set(sha256, state)
    }
    checked += page.length
    bar.update(checked)
  }
  bar.stop()
  return { checked, broken }
}
