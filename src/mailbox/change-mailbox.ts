import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { Mailbox } from './mailbox.table.ts'
import { encryptSecret } from './secret.ts'

/**
 * Keeps a new password for every folder that is collected of this mailbox's account, and forgets the refusals, so that the poller tries it
 * within seconds.
 */
export async function changePassword(
  trx: Transaction<Database>,
  secretKey: string,
  { host, username }: Mailbox,
  password: string,
): Promise<void> {
  const account = await trx
    .selectFrom('mailbox')
    .select(['id', 'state'])
    .where('kind', '=', 'imap')
    .where('host', '=', host)
    .where('username', '=', username)
    .execute()
  for (const { id, state } of account) {
    await trx
      .updateTable('mailbox')
      .set({
        passwordEncrypted: encryptSecret(secretKey, id, password),
        refusals: 0,
        refusedSince: null,
        signInAfter: null,
        ...(state === 'refused' && { state: 'waiting', stateDetail: 'The new password is tried now.' }),
        ...(state === 'refused' && { stateChangedAt: sql<Date>`now()` }),
      })
      .where('id', '=', id)
      .execute()
  }
}

/** Minutes between two test messages that are put into the mailbox; null: none. */
export async function changeCanary(db: Kysely<Database>, id: string, canaryMinutes: number | null): Promise<void> {
  await db.updateTable('mailbox').set({ canaryMinutes }).where('id', '=', id).execute()
}

/**
 * Lowers the day from which a mailbox is collected; null: everything. A later day than the one that holds changes nothing. The poller then
 * fetches what is missing; the proof of before is forgotten.
 */
export async function lowerStart(trx: Transaction<Database>, id: string, since: string | null): Promise<void> {
  const lowered = sql<boolean>`case when from_now then ${since}::date is null or ${since}::date <= (created_at at time zone 'UTC')::date
    else since is not null and (${since}::date is null or ${since}::date < since) end`
  await trx
    .updateTable('mailbox')
    .set({ since, fromNow: false, startLowered: true, proof: null, provenAt: null })
    .where('id', '=', id)
    .where(lowered)
    .execute()
}
