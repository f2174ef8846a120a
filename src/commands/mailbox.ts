import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { listMailboxes, passwordOf, pauseMailbox, resumeMailbox, upsertMailboxFromUrl } from '../mailbox/mailbox.ts'
import { listMailboxEvents, type MailboxEvent } from '../mailbox/mailbox-events.ts'
import { proofWords } from '../mailbox/proof-words.ts'
import { testMailbox } from '../mailbox/test-mailbox.ts'
import type { Parts } from '../parts.ts'
import { lowerTo, watchBackfill } from './backfill.ts'
import { existingMailbox } from './existing-mailbox.ts'
import { printable } from './printable.ts'
import { withParts } from './with-parts.ts'

/** `mailbox add|list|test|pause|resume|backfill`. */
export function addMailboxCommands(program: Command): void {
  const mailbox = program.command('mailbox').description('The mailboxes that are collected')
  mailbox
    .command('add')
    .argument('<url>', 'imaps://user@host/Folder; see docs/operations.md for what it may say')
    .option('--password-stdin', 'read the password from standard input instead of the URL')
    .description('Add a mailbox, or change the one of the same account and folder')
    .addHelpText(
      'after',
      '\nExample:\n  pass show desk | copytaster mailbox add imaps://desk@mail.example.org --password-stdin',
    )
    .action((url: string, options: { passwordStdin?: true }) =>
      withParts(async (parts) => {
        const whole = options.passwordStdin ? await withPassword(url) : url
        const added = await upsertMailboxFromUrl(parts.db, parts.secretKey, whole)
        console.error(`${added.name} is collected; see how it goes with: copytaster mailbox list`)
      }),
    )
  mailbox
    .command('list')
    .option('--json', 'one JSON array')
    .description('List the mailboxes with their state')
    .action((options: { json?: true }) => withParts((parts) => list(parts, options.json === true)))
  mailbox
    .command('test')
    .argument('<name>', 'name or id')
    .description('Try the mailbox step by step: DNS, TLS, sign-in, folder, capabilities')
    .action((name: string) =>
      withParts(async (parts) => {
        const found = await existingMailbox(parts.db, name)
        const test = await testMailbox({ ...found, password: passwordOf(found, parts.secretKey) })
        for (const step of test.steps) console.log(`${step.passed ? 'ok    ' : 'FAILED'} ${step.step}: ${step.words}`)
        if (!test.passed) process.exitCode = 1
      }),
    )
  mailbox
    .command('backfill')
    .argument('<name>', 'name or id')
    .requiredOption('--since <day>', 'YYYY-MM-DD: collect what was received since then, too')
    .option('--no-wait', 'leave it to the poller and return at once')
    .description(
      'Collect older messages; the poller does it, new mail goes first, and it goes on after any interruption',
    )
    .addHelpText('after', '\nExample:\n  copytaster mailbox backfill "News desk" --since 2026-10-25')
    .action((name: string, options: { since: string; wait: boolean }) =>
      withParts((parts) => backfill(parts, name, options.since, options.wait)),
    )
  for (const [verb, change] of [
    ['pause', pauseMailbox],
    ['resume', resumeMailbox],
  ] as const) {
    mailbox
      .command(verb)
      .argument('<name>', 'name or id')
      .description(
        verb === 'pause' ? 'Stop collecting; mail waits on the server' : 'Collect again from where it stopped',
      )
      .action((name: string) =>
        withParts(async (parts) => {
          await change(parts.db, (await existingMailbox(parts.db, name)).id)
        }),
      )
  }
}

async function backfill({ db }: Parts, name: string, since: string, wait: boolean): Promise<void> {
  const mailbox = await existingMailbox(db, name)
  await lowerTo(db, mailbox, since)
  if (mailbox.pausedAt) {
    console.error(`${mailbox.name} is paused: it is backfilled once it is resumed, with: copytaster mailbox resume`)
    return
  }
  console.error(`${mailbox.name} is collected since ${since} now. The poller fetches what is missing.`)
  if (!wait) return
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort())
  await watchBackfill(db, mailbox, stopping.signal)
  if (stopping.signal.aborted)
    console.error('The poller goes on with it; see how far it is with: copytaster mailbox list')
}

// Of what happened to a mailbox, that much is shown.
const EVENTS = 5

async function list(parts: Parts, json: boolean): Promise<void> {
  const events = await listMailboxEvents(parts.db, EVENTS)
  const mailboxes = (await listMailboxes(parts.db)).map(({ passwordEncrypted: _, ...mailbox }) => ({
    ...mailbox,
    proofWords: mailbox.proof && proofWords(mailbox.proof),
    events: events.filter(({ mailboxId }) => mailboxId === mailbox.id),
  }))
  if (json) {
    console.log(JSON.stringify(mailboxes, null, 2))
    return
  }
  if (mailboxes.length === 0) console.error('No mailbox yet. Add one with: copytaster mailbox add imaps://user@host')
  for (const mailbox of mailboxes) {
    const seen = mailbox.lastSucceededAt ? `last success ${mailbox.lastSucceededAt.toISOString()}` : 'no success yet'
    const state = mailbox.pausedAt ? 'paused' : mailbox.state
    console.log(printable([mailbox.name, state, seen, mailbox.stateDetail].filter(Boolean).join('  ·  ')))
    if (mailbox.provenAt) console.log(`    ${mailbox.proofWords} (${ageOf(mailbox.provenAt)})`)
    for (const event of mailbox.events) console.log(`    ${event.happenedAt.toISOString()} ${eventWords(event)}`)
  }
}

function ageOf(then: Date): string {
  const seconds = Math.max(0, Math.round((Date.now() - then.getTime()) / 1000))
  return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`
}

function eventWords({ action, detail }: MailboxEvent): string {
  if (action === 'mailbox-reset')
    return `the server numbered its messages anew (UIDVALIDITY ${detail.from} to ${detail.to})`
  if (action === 'mailbox-rewound')
    return `the server went back in its numbers (UID ${detail.lastUid} to ${detail.uidNext})`
  return action.replaceAll('-', ' ')
}

async function withPassword(url: string): Promise<string> {
  const whole = new URL(url)
  whole.password = encodeURIComponent((await text(process.stdin)).replace(/\r?\n$/, ''))
  return whole.href
}
