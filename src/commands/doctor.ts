import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { sql } from 'kysely'
import { dropStaged, stageBlob } from '../blobs.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxes, passwordOf } from '../mailbox/mailbox.ts'
import { testMailbox } from '../mailbox/test-mailbox.ts'
import { openParts, type Parts } from '../parts.ts'

interface Finding {
  check: string
  passed: boolean
  words: string
}

/** `doctor`: what works and what does not, step by step, with what to do. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .option('--json', 'one JSON array')
    .description('Check Postgres, the queue, the blob store and each mailbox, step by step')
    .action(async (options: { json?: true }) => {
      const findings: Finding[] = []
      for await (const finding of examine()) {
        findings.push(finding)
        if (!options.json) console.log(`${finding.passed ? 'ok    ' : 'FAILED'} ${finding.check}: ${finding.words}`)
      }
      if (options.json) console.log(JSON.stringify(findings, null, 2))
      if (findings.some(({ passed }) => !passed)) process.exitCode = 1
    })
}

async function* examine(): AsyncGenerator<Finding> {
  let parts: Parts
  try {
    parts = await openParts(readConfig(), openLog('silent'))
  } catch (error) {
    yield { check: 'start', passed: false, words: wordsOf(error) }
    return
  }
  try {
    yield await attempt('Postgres', () => askPostgres(parts))
    yield await attempt('queue', () => askQueue(parts))
    yield await attempt('blobs', () => askBlobs(parts))
    for (const mailbox of await listMailboxes(parts.db)) {
      if (mailbox.kind === 'imap') yield* askMailbox(parts, mailbox)
    }
  } finally {
    await parts.close()
  }
}

async function askPostgres({ db, databaseUrl }: Parts): Promise<string> {
  const { rows } = await sql<{ version: string; connections: string; encoding: string }>`
    select current_setting('server_version') as version, current_setting('max_connections') as connections,
      current_setting('server_encoding') as encoding`.execute(db)
  const { version, connections, encoding } = rows[0] as { version: string; connections: string; encoding: string }
  if (encoding !== 'UTF8')
    throw new Error(`the database is encoded in ${encoding}; make one with: create database copytaster encoding 'UTF8'`)
  return `version ${version} at ${new URL(databaseUrl).host}, up to date, ${connections} connections allowed`
}

async function askQueue({ queue, queuePlace }: Parts): Promise<string> {
  const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed')
  const place = queuePlace.backend === 'redis' ? `Redis at ${new URL(queuePlace.url).host}` : 'Postgres'
  return `on ${place}; ${waiting} waiting, ${active} running, ${delayed} to be tried again`
}

async function askBlobs({ blobs }: Parts): Promise<string> {
  await dropStaged(await stageBlob(blobs, [Buffer.from(randomUUID())]))
  return `${blobs.dir} can be written`
}

async function* askMailbox({ secretKey }: Parts, mailbox: Mailbox): AsyncGenerator<Finding> {
  try {
    const { steps } = await testMailbox({ ...mailbox, password: passwordOf(mailbox, secretKey) })
    for (const { step, passed, words } of steps) yield { check: `mailbox ${mailbox.name}, ${step}`, passed, words }
  } catch (error) {
    yield { check: `mailbox ${mailbox.name}`, passed: false, words: wordsOf(error) }
  }
}

async function attempt(check: string, ask: () => Promise<string>): Promise<Finding> {
  try {
    return { check, passed: true, words: await ask() }
  } catch (error) {
    return { check, passed: false, words: wordsOf(error) }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
}
