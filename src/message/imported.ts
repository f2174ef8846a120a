import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'

/** A message taken from a file, whose source is safely in the blob store. It lies on no server. `size` in octets. */
export interface ImportedMessage {
  mailboxId: string
  sha256: string
  size: number
  receivedAt: Date
}

/** Records messages from files as received. What that mailbox has imported before is left alone. Returns the new ones, to be queued. */
export function recordImported(
  trx: Transaction<Database>,
  imported: readonly ImportedMessage[],
): Promise<{ id: string; epoch: number; size: number }[]> {
  if (imported.length === 0) return Promise.resolve([])
  return trx
    .insertInto('message')
    .values(imported.map((message) => ({ ...message, id: v7(), status: 'received' as const })))
    .onConflict((conflict) => conflict.columns(['mailboxId', 'sha256']).where('uid', 'is', null).doNothing())
    .returning(['id', 'epoch', 'size'])
    .execute()
}
