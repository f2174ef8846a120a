import type { Kysely } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../database.ts'
import { canaryOf } from '../mailbox/canary.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxes } from '../mailbox/mailbox.ts'
import { countRetrying, oldestWaitingByMailbox } from '../message/tally.ts'

/** A value for each mailbox; a mailbox that is absent has none. */
type Values = (db: Kysely<Database>) => Promise<[mailbox: string, value: number][]>

/** What tells a quiet mailbox from a dead one, and whether all is accounted for. */
const GAUGES: { name: string; help: string; values: Values }[] = [
  {
    name: 'last_success_timestamp_seconds',
    help: 'When the mailbox was last in step with its server; 0: never',
    values: (db) => ofMailboxes(db, ({ lastSucceededAt }) => (lastSucceededAt ? secondsOf(lastSucceededAt) : 0)),
  },
  {
    name: 'listed_messages',
    help: 'Messages that the server listed at the last comparison with the ledger',
    values: (db) => ofMailboxes(db, ({ proof }) => proof?.listed),
  },
  {
    name: 'accounted_messages',
    help: 'Of the listed messages, those that the ledger accounts for',
    values: (db) => ofMailboxes(db, ({ proof }) => proof?.accounted),
  },
  {
    name: 'proof_timestamp_seconds',
    help: 'When the mailbox was last compared with the ledger',
    values: (db) => ofMailboxes(db, ({ provenAt }) => provenAt && secondsOf(provenAt)),
  },
  {
    name: 'canary_round_trip_seconds',
    help: 'How long the last test message that came back took from appending to its verdict',
    values: (db) => ofCanaries(db, ({ back }) => back?.seconds),
  },
  {
    name: 'canary_returned_timestamp_seconds',
    help: 'When a test message last came back; 0: none of those sent has',
    values: (db) => ofCanaries(db, ({ back }) => (back ? secondsOf(back.settledAt) : 0)),
  },
  {
    name: 'oldest_unfiled_age_seconds',
    help: 'For how long the oldest stored message has waited to be read; absent: none waits',
    values: async (db) => {
      const now = Date.now() / 1000
      return (await oldestWaitingByMailbox(db)).map(({ mailboxId, storedAt }) => [mailboxId, now - secondsOf(storedAt)])
    },
  },
  {
    name: 'retrying_downloads',
    help: 'Messages whose download failed and is tried again',
    values: async (db) => (await countRetrying(db)).map(({ mailboxId, count }) => [mailboxId, count]),
  },
]

/** Registers `copytaster_mailbox_…`, each read from the tables when it is asked for. */
export function registerMailboxes(db: Kysely<Database>, registers: Registry[]): void {
  for (const { name, help, values } of GAUGES) {
    new Gauge({
      name: `copytaster_mailbox_${name}`,
      help,
      labelNames: ['mailbox'],
      registers,
      async collect() {
        const found = await values(db)
        this.reset()
        for (const [mailbox, value] of found) this.set({ mailbox }, value)
      },
    })
  }
}

async function ofMailboxes(
  db: Kysely<Database>,
  read: (mailbox: Mailbox) => number | null | undefined,
): Promise<[string, number][]> {
  const collected = (await listMailboxes(db)).filter(({ kind }) => kind === 'imap')
  return present(collected.map((mailbox) => [mailbox.id, read(mailbox)]))
}

async function ofCanaries(
  db: Kysely<Database>,
  read: (canary: NonNullable<Awaited<ReturnType<typeof canaryOf>>>) => number | undefined,
): Promise<[string, number][]> {
  const watched = (await listMailboxes(db)).filter(({ canaryMinutes }) => canaryMinutes !== null)
  const found = await Promise.all(watched.map(async ({ id }) => [id, await canaryOf(db, id)] as const))
  return present(found.map(([id, canary]) => [id, canary && read(canary)]))
}

function present(values: (readonly [string, number | null | undefined])[]): [string, number][] {
  return values.flatMap(([mailbox, value]) => (value === null || value === undefined ? [] : [[mailbox, value]]))
}

function secondsOf(time: Date): number {
  return time.getTime() / 1000
}
