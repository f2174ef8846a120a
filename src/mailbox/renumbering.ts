import type { Transaction } from 'kysely'
import type { Database } from '../database.ts'

/** What the server did to the numbers of a folder: gave it a new UIDVALIDITY, or went back with UIDNEXT. */
export type Renumbering =
  | { kind: 'reset'; from: number; to: number }
  | { kind: 'rewound'; lastUid: number; uidNext: number }

/** Writes it into the mailbox's history. Belongs in the transaction that sets the cursor, which happens once. */
export async function noteRenumbering(
  trx: Transaction<Database>,
  mailboxId: string,
  { kind, ...detail }: Renumbering,
): Promise<void> {
  await trx
    .insertInto('history')
    .values({ mailboxId, action: `mailbox-${kind}`, detail: JSON.stringify(detail) })
    .execute()
}
