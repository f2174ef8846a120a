import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { listMailboxes } from '../mailbox/mailbox.ts'
import { countByMailbox } from '../message/tally.ts'
import { Intake } from './intake-schemas.ts'

/** Why the desk is empty, for those who stand before it. */
export const intakeRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database> }> = async (app, { db }) => {
  app.get(
    '/intake',
    { config: { access: 'editor' }, schema: { tags: ['desk'], response: { 200: Intake } } },
    async () => {
      const [mailboxes, counts] = await Promise.all([listMailboxes(db), countByMailbox(db)])
      return intakeOf(mailboxes, counts)
    },
  )
}

type Counts = Awaited<ReturnType<typeof countByMailbox>>

function intakeOf(mailboxes: readonly Mailbox[], counts: Counts): Intake {
  // What lies in Junk folders comes to the desk only when a person says so.
  const watched = mailboxes.filter(({ listOnly }) => !listOnly)
  const active = watched.filter(({ pausedAt }) => pausedAt === null)
  const first = active.map((mailbox) => firstMessages(mailbox, counts)).filter((found) => found !== null)
  const [read, found] = [sum(first.map((one) => one.read)), sum(first.map((one) => one.found))]
  if (watched.length === 0) return { state: 'none', read, found }
  if (active.length === 0) return { state: 'paused', read, found }
  if (first.length > 0) return { state: 'reading', read, found }
  return { state: active.every(isUnreachable) ? 'unreachable' : 'open', read, found }
}

/** Null: something of the mailbox is on the desk already, or there is nothing in it to be read. */
function firstMessages({ id, state, proof }: Mailbox, counts: Counts): { read: number; found: number } | null {
  const own = counts.filter(({ mailboxId }) => mailboxId === id)
  const of = (status: string) => sum(own.filter((one) => one.status === status).map(({ count }) => count))
  const isCollecting = proof === null && (state === 'new' || state === 'syncing')
  if (of('filed') > 0 || (of('received') === 0 && !isCollecting)) return null
  const known = sum(own.map(({ count }) => count))
  return { read: known - of('received'), found: Math.max(known, proof?.listed ?? 0) }
}

function isUnreachable({ state, lastSucceededAt }: Mailbox): boolean {
  return lastSucceededAt === null && (state === 'waiting' || state === 'refused')
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
