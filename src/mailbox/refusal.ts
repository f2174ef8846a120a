import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.ts'
import { delayAfter } from './fault.ts'
import type { Mailbox } from './mailbox.table.ts'

/** What follows from a refused sign-in. */
export interface Refusal {
  /** A person is to be asked; before, it may be passing: servers also refuse when they are in trouble themselves. */
  certain: boolean
  /** Refused sign-ins in a row. */
  count: number
  nextAt: Date
}

const CERTAIN_AFTER = 3
const SPREAD_MS = 30 * 60_000

/** Counts a refused sign-in and sets when the next may be tried, by whichever process. `random` is from 0 to 1. */
export function noteRefused(db: Kysely<Database>, id: string, now: Date, random: number): Promise<Refusal> {
  return db.transaction().execute(async (trx) => {
    const { refusals, refusedSince } = await trx
      .updateTable('mailbox')
      .set({ refusals: sql`refusals + 1`, refusedSince: sql`coalesce(refused_since, ${now})` })
      .where('id', '=', id)
      .returning(['refusals', 'refusedSince'])
      .executeTakeFirstOrThrow()
    const nextAt = new Date(now.getTime() + delayAfter('refused', refusals, random))
    await trx.updateTable('mailbox').set({ signInAfter: nextAt }).where('id', '=', id).execute()
    const spread = now.getTime() - (refusedSince ?? now).getTime()
    return { certain: refusals >= CERTAIN_AFTER && spread >= SPREAD_MS, count: refusals, nextAt }
  })
}

/** The server let us in: earlier refusals count no more. */
export async function noteSignedIn(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('mailbox')
    .set({ refusals: 0, refusedSince: null, signInAfter: null })
    .where('id', '=', id)
    .where('refusals', '>', 0)
    .execute()
}

/** Milliseconds until a sign-in may be tried; never longer than its pace, whatever became of the clock. */
export function waitToSignIn({ refusals, signInAfter }: Mailbox, now: Date): number {
  if (signInAfter === null || refusals === 0) return 0
  const longest = delayAfter('refused', refusals, 1)
  return Math.min(Math.max(0, signInAfter.getTime() - now.getTime()), longest)
}

/** What to say of a refusal that may be passing. */
export function refusalWords(host: string, { count, nextAt }: Refusal): string {
  const times = count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
  return `${host} refused the sign-in ${times}; it may be passing. We ask again at ${nextAt.toISOString().slice(11, 16)} UTC.`
}
