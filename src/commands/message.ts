import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { streamBlob } from '../blobs.ts'
import { findMailbox } from '../mailbox/mailbox.ts'
import { askToFetch } from '../message/asked.ts'
import { MESSAGE_STATUSES, type Message, type MessageStatus } from '../message/message.table.ts'
import { findMessage, listMessages } from '../message/message.ts'
import { type Enqueue, replayAll, replayMessage, type Trouble } from '../message/quarantine.ts'
import { listMessageHistory, wayOf } from '../message/way.ts'
import { enqueueIngest } from '../queues.ts'
import { printable, printableJson } from './printable.ts'
import { withParts } from './with-parts.ts'

class MessageCommandError extends Error {
  override name = 'MessageCommandError'
}

/** `message list|show|raw|fetch|replay`. */
export function addMessageCommands(program: Command): void {
  const message = program.command('message').description('Messages as they were received')
  message
    .command('list')
    .option('--status <status>', MESSAGE_STATUSES.join(', '))
    .option('--mailbox <name>', 'of one mailbox, by name or id')
    .option('--reason <reason>', 'ignored, quarantined or a copy for this reason')
    .option('--limit <count>', 'how many, newest first', '50')
    .option('--json', 'one JSON line a message')
    .description('List messages, newest first')
    .addHelpText(
      'after',
      '\nExamples:\n  copytaster message list --status quarantined\n  copytaster message list --mailbox Desk --reason same-text',
    )
    .action(list)
  message
    .command('show')
    .argument('<id>')
    .option('--json', 'one JSON object: the row, and its way')
    .description('Show the whole way of a message: received, stored, read, and what became of it by which rule')
    .action(show)
  message
    .command('raw')
    .argument('<id>')
    .description('Print the message octet for octet, as it was received')
    .action(raw)
  message
    .command('fetch')
    .argument('<id>')
    .description('Have a message fetched that was too large, could not be downloaded or lies in a Junk folder')
    .addHelpText('after', '\nExample:\n  copytaster message fetch 019…')
    .action(fetchByHand)
  message
    .command('replay')
    .argument('[id]')
    .option('--reason <reason>', 'instead of one, all quarantined messages with this reason')
    .option('--fault <fault>', 'instead of one, all that failed at the same place in the same way')
    .option('--all', 'instead of one, all that are in quarantine')
    .option('--json', 'one JSON object')
    .description('Read quarantined messages again, through the ordinary path')
    .addHelpText(
      'after',
      '\nExamples:\n  copytaster message replay 019…\n  copytaster message replay --reason took-too-long\n  copytaster message replay --fault sanitise:took-too-long',
    )
    .action(replay)
}

interface ListOptions {
  status?: string
  mailbox?: string
  reason?: string
  limit: string
  json?: true
}

async function list({ status, mailbox, reason, limit, json }: ListOptions): Promise<void> {
  if (status !== undefined && !isStatus(status)) {
    throw new MessageCommandError(`There is no status ${status}; choose one of ${MESSAGE_STATUSES.join(', ')}`)
  }
  if (!/^[1-9]\d{0,8}$/.test(limit)) throw new MessageCommandError('--limit: write a number such as 50')
  await withParts(async ({ db }) => {
    const found = mailbox === undefined ? undefined : await findMailbox(db, mailbox)
    if (mailbox !== undefined && !found) {
      throw new MessageCommandError(`There is no mailbox ${mailbox}; list them with: copytaster mailbox list`)
    }
    for (const row of await listMessages(db, { status, mailboxId: found?.id, reason, limit: Number(limit) })) {
      const line = [row.id, row.receivedAt.toISOString(), row.status, row.reason, row.fromAddress, row.subject]
      console.log(json ? printableJson(row) : line.map((cell) => printable(cell ?? '-')).join('  '))
    }
  })
}

function isStatus(word: string): word is MessageStatus {
  return MESSAGE_STATUSES.some((status) => status === word)
}

async function show(id: string, options: { json?: true }): Promise<void> {
  await withParts(async ({ db }) => {
    const found = await findMessage(db, id)
    if (!found) throw new MessageCommandError(`There is no message ${id}; list them with: copytaster message list`)
    const [mailbox, events] = await Promise.all([findMailbox(db, found.mailboxId), listMessageHistory(db, id)])
    const way = wayOf(found, mailbox?.name ?? 'a mailbox', events)
    if (options.json) return console.log(printableJson({ ...found, way }, 2))
    for (const [name, value] of Object.entries(headOf(found)))
      if (value) console.log(`${name.padEnd(10)} ${printable(value)}`)
    console.log()
    for (const { at, words } of way) console.log(`${at.toISOString()}  ${printable(words)}`)
  })
}

function headOf({ id, subject, fromName, fromAddress, recipients, headerMessageId, status, reason }: Message) {
  return {
    message: id,
    subject,
    from: [fromName, fromAddress].filter(Boolean).join(', '),
    to: recipients.join(', '),
    'message-id': headerMessageId,
    status: [status, reason].filter(Boolean).join(', '),
  }
}

async function raw(id: string): Promise<void> {
  await withParts(async ({ db, blobs }) => {
    const found = await findMessage(db, id)
    if (!found?.sha256)
      throw new MessageCommandError(`There is no stored message ${id}; list them with: copytaster message list`)
    await pipeline(streamBlob(blobs, found.sha256), process.stdout, { end: false })
  })
}

interface ReplayOptions extends Trouble {
  all?: true
  json?: true
}

async function fetchByHand(id: string): Promise<void> {
  await withParts(async ({ db }) => {
    if (!(await askToFetch(db, id, null))) {
      throw new MessageCommandError(
        `There is nothing to fetch of ${id}: it is stored, or lies in no mailbox; see: copytaster message show ${id}`,
      )
    }
    console.error('The poller fetches it within seconds, while it runs; see: copytaster message show', id)
  })
}

async function replay(id: string | undefined, { reason, fault, all, json }: ReplayOptions): Promise<void> {
  if ([id, reason ?? fault, all].filter((given) => given !== undefined).length !== 1) {
    throw new MessageCommandError('Name one message; or a --reason or a --fault for all that have it; or --all')
  }
  await withParts(async ({ db, queue }) => {
    const enqueue: Enqueue = (messages) => enqueueIngest(queue, messages)
    if (id !== undefined && !(await replayMessage(db, enqueue, id, null))) {
      throw new MessageCommandError(`No message ${id} with a stored source is in quarantine`)
    }
    const replayed = id === undefined ? await replayAll(db, enqueue, { reason, fault }, null) : 1
    if (json) console.log(JSON.stringify({ replayed }))
    else console.error(replayed === 1 ? '1 message is read again.' : `${replayed} messages are read again.`)
  })
}
