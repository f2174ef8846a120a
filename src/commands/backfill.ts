import { setTimeout as sleep } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import { lowerStart } from '../mailbox/change-mailbox.ts'
import { isDay } from '../mailbox/imap-url.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { findMailbox } from '../mailbox/mailbox.ts'
import { proofWords } from '../mailbox/proof-words.ts'
import { isLater } from '../mailbox/start.ts'

/** The day that was named cannot be where the mailbox starts. */
class BackfillError extends Error {
  override name = 'BackfillError'
}

const LOOK_EVERY_MS = 500
const PATIENCE_MS = 60_000

/** Collects what was received since `day` (YYYY-MM-DD), too. Throws `BackfillError` when that is no earlier than now. */
export async function lowerTo(db: Kysely<Database>, mailbox: Mailbox, day: string): Promise<void> {
  const { name, kind, since, fromNow, createdAt } = mailbox
  if (kind === 'import')
    throw new BackfillError(`${name} has no server; bring older messages in with: copytaster import`)
  if (!isDay(day)) throw new BackfillError('--since must be a day such as 2026-10-01')
  if (!fromNow && since === null) throw new BackfillError(`${name} is collected from its beginning already`)
  const first = since ?? createdAt.toISOString().slice(0, 10)
  const early = fromNow ? day <= first : isLater({ since }, { since: day, fromNow: false })
  if (!early) throw new BackfillError(`${name} is collected since ${first} already; name an earlier day`)
  await db.transaction().execute((trx) => lowerStart(trx, mailbox.id, day))
}

/**
 * Shows how far the poller is with what is missing, until nothing is or `signal` aborts. Throws `BackfillError` when no process has the
 * mailbox.
 */
export async function watchBackfill(db: Kysely<Database>, mailbox: Mailbox, signal: AbortSignal): Promise<void> {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage}% · {value} of {total} messages · {rate}/s · {eta_formatted} left',
    clearOnComplete: true,
  })
  let began: { at: number; accounted: number } | undefined
  let seen = { provenAt: 0, at: performance.now() }
  try {
    for (; !signal.aborted; await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})) {
      const { proof, provenAt, stateDetail } = (await findMailbox(db, mailbox.id)) ?? mailbox
      const now = performance.now()
      if (provenAt && provenAt.getTime() !== seen.provenAt) seen = { provenAt: provenAt.getTime(), at: now }
      if (now - seen.at > PATIENCE_MS) {
        await explainStandstill(db, mailbox, stateDetail)
        seen = { ...seen, at: now }
      }
      if (!proof) continue
      if (proof.accounted >= proof.listed) {
        bar.stop()
        console.error(`${mailbox.name}: ${proofWords(proof)}`)
        return
      }
      if (!began) bar.start(proof.listed, proof.accounted, { rate: 0 })
      began ??= { at: now, accounted: proof.accounted }
      const rate = Math.round(((proof.accounted - began.accounted) * 1000) / Math.max(1, now - began.at))
      bar.setTotal(proof.listed)
      bar.update(proof.accounted, { rate })
    }
  } finally {
    bar.stop()
  }
}

async function explainStandstill(
  db: Kysely<Database>,
  { id, name }: Mailbox,
  stateDetail: string | null,
): Promise<void> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32 | objid::bigint) = hashtextextended(${id}, 0)) as held`.execute(db)
  if (!rows[0]?.held) {
    throw new BackfillError(
      `No process with the role poller holds ${name}. Start one with: copytaster start. It then collects what is missing by itself.`,
    )
  }
  console.error(`${name} makes no progress. Its poller says: ${stateDetail ?? 'nothing'}`)
}
