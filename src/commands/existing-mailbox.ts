import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { findMailbox } from '../mailbox/mailbox.ts'

class NoSuchMailboxError extends Error {
  override name = 'NoSuchMailboxError'
}

/** The mailbox with this id or name. Throws `NoSuchMailboxError`, which tells how to find the right one. */
export async function existingMailbox(db: Kysely<Database>, name: string): Promise<Mailbox> {
  const found = await findMailbox(db, name)
  if (!found) throw new NoSuchMailboxError(`There is no mailbox ${name}; list them with: copytaster mailbox list`)
  return found
}
