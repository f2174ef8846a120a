import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'

/** Test messages that came back and still lie on the server, at most `limit`; `noteMarked` takes them from this list. */
export function settledCanaries(
  db: Kysely<Database>,
  mailboxId: string,
  uidValidity: number,
  limit: number,
): Promise<{ id: string; uid: number; headerMessageId: string | null }[]> {
  return db
    .selectFrom('message')
    .select(['id', 'uid', 'headerMessageId'])
    .where('mailboxId', '=', mailboxId)
    .where('status', '=', 'ignored')
    .where('reason', '=', 'canary')
    .where('markedAt', 'is', null)
    .where('uidValidity', '=', uidValidity)
    .where('uid', 'is not', null)
    .limit(limit)
    .$narrowType<{ uid: number }>()
    .execute()
}
