import type { Kysely } from 'kysely'
import { type Database, databaseNow } from '../database.ts'
import { type CanarySign, canaryOf } from '../mailbox/canary.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxEvents, type MailboxEvent } from '../mailbox/mailbox-events.ts'
import { proofWords } from '../mailbox/proof-words.ts'
import { countByMailbox, countRetrying, newestByMailbox, oldestWaitingByMailbox } from '../message/tally.ts'
import type { MailboxHealth } from './admin-schemas.ts'
import { canaryWords, eventWords, mailboxWords, type Signs } from './mailbox-words.ts'

const EVENTS_SHOWN = 3

/** Everything the tables know of how mailboxes are, read in one go. */
interface Findings {
  counts: Awaited<ReturnType<typeof countByMailbox>>
  retrying: Awaited<ReturnType<typeof countRetrying>>
  waiting: Awaited<ReturnType<typeof oldestWaitingByMailbox>>
  newest: Awaited<ReturnType<typeof newestByMailbox>>
  events: MailboxEvent[]
  now: Date
}

/** How each of these mailboxes is. */
export async function healthOf(db: Kysely<Database>, mailboxes: readonly Mailbox[]): Promise<MailboxHealth[]> {
  const [counts, retrying, waiting, newest, events] = await Promise.all([
    countByMailbox(db),
    countRetrying(db),
    oldestWaitingByMailbox(db),
    newestByMailbox(db),
    listMailboxEvents(db, EVENTS_SHOWN),
  ])
  const canaries = await Promise.all(mailboxes.map(({ id }) => canaryOf(db, id)))
  const found = { counts, retrying, waiting, newest, events, now: await databaseNow(db) }
  return mailboxes.map((mailbox, n) => healthFrom(mailbox, canaries[n], found))
}

function healthFrom(mailbox: Mailbox, canary: CanarySign | undefined, found: Findings): MailboxHealth {
  const { id, kind, name, listOnly, fromNow, canaryMinutes } = mailbox
  const own = ({ mailboxId }: { mailboxId: string }) => mailboxId === id
  const signs: Signs = {
    newestAt: found.newest.find(own)?.receivedAt ?? null,
    oldestWaitsSince: found.waiting.find(own)?.storedAt ?? null,
    canary: canaryMinutes === null ? null : (canary ?? null),
  }
  return {
    id,
    kind,
    name,
    address: kind === 'import' ? '' : addressOf(mailbox),
    paused: mailbox.pausedAt !== null,
    ...mailboxWords(mailbox, signs, found.now),
    lastSucceededAt: isoOf(mailbox.lastSucceededAt),
    counts: countsOf(found.counts.filter(own)),
    retrying: found.retrying.find(own)?.count ?? 0,
    listOnly,
    since: mailbox.since,
    fromNow,
    proof: proofOf(mailbox),
    canaryMinutes,
    canaryWords: canaryWords(signs.canary, found.now),
    newestAt: isoOf(signs.newestAt),
    oldestWaitsSince: isoOf(signs.oldestWaitsSince),
    events: found.events.filter(own).map((event) => ({ at: event.happenedAt.toISOString(), words: eventWords(event) })),
  }
}

function proofOf({ proof, provenAt }: Mailbox): MailboxHealth['proof'] {
  if (!proof || !provenAt) return null
  const { listed, accounted } = proof
  return { words: proofWords(proof), listed, accounted, provenAt: provenAt.toISOString() }
}

function countsOf(counts: Findings['counts']): MailboxHealth['counts'] {
  const none = { received: 0, filed: 0, ignored: 0, duplicate: 0, quarantined: 0, gone: 0 }
  return { ...none, ...Object.fromEntries(counts.map(({ status, count }) => [status, count])) }
}

/** Many servers want the whole address as user name: then the host is not said twice. */
function addressOf({ username, host, folder }: Mailbox): string {
  return `${username.includes('@') ? username.replace(/@.*/, '') : username}@${host}/${folder}`
}

function isoOf(time: Date | null): string | null {
  return time?.toISOString() ?? null
}
