import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { keepBlobs, stageBlob } from '../blobs.ts'
import { importMailbox } from '../mailbox/mailbox.ts'
import { recordImported } from '../message/imported.ts'
import { findMailFiles, readMailFile } from '../message/mail-files.ts'
import { noteEnqueued } from '../message/message.ts'
import type { Parts } from '../parts.ts'
import { MAX_MESSAGE_BYTES } from '../pipeline/parse.ts'
import { receivedAtOf } from '../pipeline/received-at.ts'
import { enqueueIngest } from '../queues.ts'
import { withParts } from './with-parts.ts'

// Messages whose waits for the disk are shared.
const BATCH = 50
// They are held in memory.
const BATCH_OCTETS = 4 * 1024 * 1024

interface Tally {
  stored: number
  known: number
  tooLarge: number
}

/** `import PATH…`: mail files through the same door as the poller's: blob, row, queue, in that order. */
export function addImport(program: Command): void {
  program
    .command('import')
    .argument('<path...>', '.eml and .mbox files, Maildirs, or directories of them')
    .option('--json', 'print the counts as JSON')
    .description('Take messages from files; repeating it adds nothing twice')
    .addHelpText('after', '\nExample:\n  copytaster import ~/Maildir archive.mbox releases/*.eml')
    .action((paths: string[], options: { json?: true }) =>
      withParts(async (parts) => {
        const tally = await importFiles(parts, paths)
        if (options.json) console.log(JSON.stringify(tally))
        console.error(
          `${tally.stored} messages stored, ${tally.known} were there already. Copytaster reads them while it runs.`,
        )
        if (tally.tooLarge === 0) return
        console.error(`${tally.tooLarge} are larger than ${MAX_MESSAGE_BYTES / 1024 ** 2} MiB and were left out.`)
        process.exitCode = 1
      }),
    )
}

async function importFiles(parts: Parts, paths: readonly string[]): Promise<Tally> {
  const files = await findMailFiles(paths)
  const { id: mailboxId } = await importMailbox(parts.db)
  const tally: Tally = { stored: 0, known: 0, tooLarge: 0 }
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% · {messages} messages · {rate}/s · {eta_formatted} left',
    clearOnComplete: true,
  })
  const started = performance.now()
  bar.start(
    files.reduce((sum, { size }) => sum + size, 0),
    0,
    { messages: 0, rate: 0 },
  )
  let batch: Buffer[] = []
  let octets = 0
  const flush = async () => {
    await storeBatch(parts, mailboxId, batch, tally)
    const messages = tally.stored + tally.known
    bar.increment(
      batch.reduce((sum, { length }) => sum + length, 0),
      {
        messages,
        rate: Math.round((messages * 1000) / (performance.now() - started)),
      },
    )
    batch = []
    octets = 0
  }
  for (const file of files) {
    for await (const source of readMailFile(file)) {
      if (source.length > MAX_MESSAGE_BYTES) tally.tooLarge += 1
      else batch.push(source)
      octets += source.length
      if (batch.length >= BATCH || octets >= BATCH_OCTETS) await flush()
    }
  }
  await flush()
  bar.stop()
  return tally
}

async function storeBatch(
  { db, blobs, queue }: Parts,
  mailboxId: string,
  sources: readonly Buffer[],
  tally: Tally,
): Promise<void> {
  const staged = await Promise.all(sources.map((source) => stageBlob(blobs, [source])))
  await keepBlobs(blobs, staged)
  const now = new Date()
  const messages = staged.map(({ sha256, size }, i) => ({
    mailboxId,
    sha256,
    size,
    receivedAt: notLaterThan(now, receivedAtOf(sources[i] as Buffer)),
  }))
  const recorded = await db.transaction().execute((trx) => recordImported(trx, messages))
  tally.stored += recorded.length
  tally.known += sources.length - recorded.length
  await enqueueIngest(queue, recorded)
  await noteEnqueued(
    db,
    recorded.map(({ id }) => id),
  )
}

/** A file's own date is its sender's claim: one in the future would stay on top of the desk's list. */
function notLaterThan(now: Date, claimed: Date | undefined): Date {
  return claimed && claimed < now ? claimed : now
}
