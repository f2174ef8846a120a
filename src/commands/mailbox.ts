import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import {
  findMailbox,
  listMailboxes,
  passwordOf,
  pauseMailbox,
  resumeMailbox,
  upsertMailboxFromUrl,
} from '../mailbox/mailbox.ts'
import { testMailbox } from '../mailbox/test-mailbox.ts'
import type { Parts } from '../parts.ts'
import { withParts } from './with-parts.ts'

class NoSuchMailboxError extends Error {
  override name = 'NoSuchMailboxError'
}

/** `mailbox add|list|test|pause|resume`. */
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
        const found = await existing(parts, name)
        const test = await testMailbox({ ...found, password: passwordOf(found, parts.secretKey) })
        for (const step of test.steps) console.log(`${step.passed ? 'ok    ' : 'FAILED'} ${step.step}: ${step.words}`)
        if (!test.passed) process.exitCode = 1
      }),
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
          await change(parts.db, (await existing(parts, name)).id)
        }),
      )
  }
}

async function list(parts: Parts, json: boolean): Promise<void> {
  const mailboxes = (await listMailboxes(parts.db)).map(({ passwordEncrypted: _, ...rest }) => rest)
  if (json) {
    console.log(JSON.stringify(mailboxes, null, 2))
    return
  }
  if (mailboxes.length === 0) console.error('No mailbox yet. Add one with: copytaster mailbox add imaps://user@host')
  for (const mailbox of mailboxes) {
    const seen = mailbox.lastSucceededAt ? `last success ${mailbox.lastSucceededAt.toISOString()}` : 'no success yet'
    const state = mailbox.pausedAt ? 'paused' : mailbox.state
    console.log([mailbox.name, state, seen, mailbox.stateDetail].filter(Boolean).join('  ·  '))
  }
}

async function existing(parts: Parts, name: string): Promise<Mailbox> {
  const found = await findMailbox(parts.db, name)
  if (!found) throw new NoSuchMailboxError(`There is no mailbox ${name}; list them with: copytaster mailbox list`)
  return found
}

async function withPassword(url: string): Promise<string> {
  const whole = new URL(url)
  whole.password = encodeURIComponent((await text(process.stdin)).replace(/\r?\n$/, ''))
  return whole.href
}
