import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { streamBlob } from '../blobs.ts'
import { MESSAGE_STATUSES, type MessageStatus } from '../message/message.table.ts'
import { findMessage, listMessages } from '../message/message.ts'
import { type Enqueue, replayAll, replayMessage } from '../message/quarantine.ts'
import { enqueueIngest } from '../queues.ts'
import { withParts } from './with-parts.ts'

class MessageCommandError extends Error {
  override name = 'MessageCommandError'
}

/** `message list|show|raw|replay`. */
export function addMessageCommands(program: Command): void {
  const message = program.command('message').description('Messages as they were received')
  message
    .command('list')
    .option('--status <status>', MESSAGE_STATUSES.join(', '))
    .option('--limit <count>', 'how many, newest first', '50')
    .option('--json', 'one JSON line a message')
    .description('List messages, newest first')
    .addHelpText('after', '\nExample:\n  copytaster message list --status quarantined')
    .action(list)
  message
    .command('show')
    .argument('<id>')
    .option('--json', 'one JSON object')
    .description('Show what became of a message')
    .action(show)
  message
    .command('raw')
    .argument('<id>')
    .description('Print the message octet for octet, as it was received')
    .action(raw)
  message
    .command('replay')
    .argument('[id]')
    .option('--reason <reason>', 'all quarantined messages with this reason instead of one')
    .description('Read a quarantined message again, through the ordinary path')
    .addHelpText(
      'after',
      '\nExamples:\n  copytaster message replay 019…\n  copytaster message replay --reason took-too-long',
    )
    .action(replay)
}

async function list(options: { status?: string; limit: string; json?: true }): Promise<void> {
  const status = options.status as MessageStatus | undefined
  if (status && !MESSAGE_STATUSES.includes(status)) {
    throw new MessageCommandError(`There is no status ${status}; choose one of ${MESSAGE_STATUSES.join(', ')}`)
  }
  await withParts(async ({ db }) => {
    for (const row of await listMessages(db, status, Number(options.limit))) {
      const line = [row.id, row.receivedAt.toISOString(), row.status, row.reason, row.fromAddress, row.subject]
      console.log(options.json ? JSON.stringify(row) : line.map((cell) => cell ?? '-').join('  '))
    }
  })
}

async function show(id: string, options: { json?: true }): Promise<void> {
  await withParts(async ({ db }) => {
    const found = await findMessage(db, id)
    if (!found) throw new MessageCommandError(`There is no message ${id}; list them with: copytaster message list`)
    if (options.json) return console.log(JSON.stringify(found, null, 2))
    for (const [name, value] of Object.entries(found)) {
      if (value !== null) console.log(`${name.padEnd(16)} ${value instanceof Date ? value.toISOString() : value}`)
    }
  })
}

async function raw(id: string): Promise<void> {
  await withParts(async ({ db, blobs }) => {
    const found = await findMessage(db, id)
    if (!found?.sha256)
      throw new MessageCommandError(`There is no stored message ${id}; list them with: copytaster message list`)
    await pipeline(streamBlob(blobs, found.sha256), process.stdout, { end: false })
  })
}

async function replay(id: string | undefined, options: { reason?: string }): Promise<void> {
  if ((id === undefined) === (options.reason === undefined)) {
    throw new MessageCommandError('Name one message, or a --reason for all that have it')
  }
  await withParts(async ({ db, queue }) => {
    const enqueue: Enqueue = (messages) => enqueueIngest(queue, messages)
    if (id === undefined) {
      const replayed = await replayAll(db, enqueue, options.reason as string, null)
      console.error(`${replayed} messages are read again.`)
    } else if (!(await replayMessage(db, enqueue, id, null))) {
      throw new MessageCommandError(`No message ${id} with a stored source is in quarantine`)
    }
  })
}
