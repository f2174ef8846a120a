import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Reading } from '../../workers/answer-questions.ts'
import { openPipeline, ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { isZone } from '../config.ts'
import { receivedAtOf } from '../pipeline/received-at.ts'
import { printable, printableJson } from './printable.ts'

/** `read FILE… --json`: the pure pipeline on files, in readers of their own, with no database. */
export function addRead(program: Command): void {
  program
    .command('read')
    .argument('<file...>', 'messages (.eml)')
    .option('--json', 'one JSON line a file')
    .option('--received-at <time>', 'time of receipt, ISO 8601 (default: the topmost Received field, else Date)')
    .option('--zone <area/city>', 'time zone of the desk', 'UTC')
    .description('Read messages from files and say what draft each would become; no database')
    .addHelpText('after', '\nExample:\n  copytaster read release.eml --json | jq .draft.headline.value')
    .action(read)
}

async function read(
  files: string[],
  { zone, ...options }: { json?: true; receivedAt?: string; zone: string },
): Promise<void> {
  const given = options.receivedAt === undefined ? undefined : new Date(options.receivedAt)
  if (given && Number.isNaN(given.getTime()))
    throw new RangeError('--received-at: write a time such as 2026-11-24T09:00:00Z')
  if (!isZone(zone)) throw new RangeError('--zone: write a time zone such as Europe/London')
  const pipeline = openPipeline({ readers: availableParallelism(), zone })
  try {
    // As many in flight as there are readers; printed in the order asked for.
    const pending: Promise<Line>[] = []
    for (const file of files) {
      pending.push(readOne(file, given))
      if (pending.length > pipeline.readers) print(await (pending.shift() as Promise<Line>), options.json)
    }
    for (const line of pending) print(await line, options.json)
  } finally {
    await pipeline.close()
  }

  async function readOne(file: string, receivedAt: Date | undefined): Promise<Line> {
    try {
      const at = receivedAt ?? receivedAtOf(await readFile(file)) ?? new Date(0)
      return lineOf(file, await pipeline.read({ path: resolve(file) }, at))
    } catch (error) {
      if (error instanceof ReaderDeathError) return failure(file, 'quarantined', error.why)
      process.exitCode = 1
      return failure(file, 'unread', (error as Error).message)
    }
  }
}

type Line = ReturnType<typeof lineOf> | ReturnType<typeof failure>

function lineOf(file: string, outcome: Reading) {
  const { from, forwardedBy, recipients } = outcome.origin
  const reason = outcome.kind === 'ignored' ? outcome.rule : outcome.kind === 'quarantined' ? outcome.reason : null
  return {
    file,
    outcome: outcome.kind,
    reason,
    draft: outcome.kind === 'draft' ? wholeDraft(outcome) : null,
    from,
    forwardedBy,
    recipients,
  }
}

function failure(file: string, outcome: 'quarantined' | 'unread', reason: string) {
  return { file, outcome, reason, draft: null, from: null, forwardedBy: null, recipients: [] }
}

/** The draft in the form that tools rely on: notes as plain words, what is known of pictures beside the file. */
function wholeDraft({ draft }: Reading & { kind: 'draft' }) {
  return {
    ...draft,
    notes: draft.notes?.value ?? null,
    attachments: draft.attachments.map(({ picture, ...file }) => ({ ...file, ...picture })),
  }
}

function print(line: Line, json: true | undefined): void {
  const words = line.draft ? line.draft.headline.value : line.reason
  console.log(json ? printableJson(line) : `${line.file}\n  ${line.outcome}: ${printable(words ?? '')}`)
}
