import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import { parseImapUrl } from './imap-url.ts'
import type { Mailbox } from './mailbox.table.ts'
import { decryptSecret, encryptSecret, SecretError } from './secret.ts'

/** What a person says of a mailbox. `since` is YYYY-MM-DD. */
export interface MailboxSettings {
  name: string
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
  password: string
  folder: string
  since: string | null
  afterFiling: 'keyword' | 'move' | 'nothing'
  moveTo: string | null
}

/** This account and folder is collected already. */
export class MailboxExistsError extends Error {
  override name = 'MailboxExistsError'
}

/** Adds a mailbox; the poller finds it within seconds. Throws `MailboxExistsError` when the same account and folder is there already. */
export async function createMailbox(
  db: Kysely<Database>,
  secretKey: string,
  settings: MailboxSettings,
): Promise<Mailbox> {
  const created = await db
    .insertInto('mailbox')
    .values(rowOf(secretKey, settings))
    .onConflict((conflict) => conflict.columns(['kind', 'host', 'username', 'folder']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!created) {
    throw new MailboxExistsError(
      `${settings.folder} of ${settings.username} on ${settings.host} is collected already; name another folder or account`,
    )
  }
  return created
}

/**
 * Adds the mailbox of an `imap:` or `imaps:` URL, or brings the one of the same account and folder up to what the URL says.
 * Repeating it changes nothing. Throws `ImapUrlError`.
 */
export async function upsertMailboxFromUrl(db: Kysely<Database>, secretKey: string, imapUrl: string): Promise<Mailbox> {
  const settings = parseImapUrl(imapUrl)
  const row = rowOf(secretKey, settings)
  const kept = await db
    .insertInto('mailbox')
    .values(row)
    .onConflict((conflict) => conflict.columns(['kind', 'host', 'username', 'folder']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return kept ?? changeFromUrl(db, secretKey, settings)
}

async function changeFromUrl(db: Kysely<Database>, secretKey: string, settings: MailboxSettings): Promise<Mailbox> {
  const { host, username, folder, port, security, since, afterFiling, moveTo } = settings
  const found = await db
    .selectFrom('mailbox')
    .selectAll()
    .where('kind', '=', 'imap')
    .where('host', '=', host)
    .where('username', '=', username)
    .where('folder', '=', folder)
    .executeTakeFirstOrThrow()
  // The same password encrypts differently each time; rewriting it would make the poller connect anew.
  const samePassword = isPasswordOf(found, secretKey, settings.password)
  const passwordEncrypted = samePassword
    ? found.passwordEncrypted
    : encryptSecret(secretKey, found.id, settings.password)
  return db
    .updateTable('mailbox')
    .set({ port, security, since, afterFiling, moveTo, passwordEncrypted })
    .where('id', '=', found.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function isPasswordOf(mailbox: Mailbox, secretKey: string, password: string): boolean {
  try {
    return passwordOf(mailbox, secretKey) === password
  } catch (error) {
    if (error instanceof SecretError) return false
    throw error
  }
}

function rowOf(secretKey: string, { password, ...settings }: MailboxSettings) {
  const id = v7()
  return { id, kind: 'imap' as const, ...settings, passwordEncrypted: encryptSecret(secretKey, id, password) }
}

/** The one mailbox that imported files belong to; made on first use. */
export async function importMailbox(db: Kysely<Database>): Promise<Mailbox> {
  await db
    .insertInto('mailbox')
    .values({ id: v7(), kind: 'import', name: 'Imported files', passwordEncrypted: null, since: null, moveTo: null })
    .onConflict((conflict) => conflict.columns(['kind', 'host', 'username', 'folder']).doNothing())
    .execute()
  return db.selectFrom('mailbox').selectAll().where('kind', '=', 'import').executeTakeFirstOrThrow()
}

/** Every mailbox, oldest first. */
export function listMailboxes(db: Kysely<Database>): Promise<Mailbox[]> {
  return db.selectFrom('mailbox').selectAll().orderBy('createdAt').orderBy('id').execute()
}

/** The mailbox with this id or this name. */
export function findMailbox(db: Kysely<Database>, idOrName: string): Promise<Mailbox | undefined> {
  return db
    .selectFrom('mailbox')
    .selectAll()
    .where((eb) => eb.or([eb(sql`id::text`, '=', idOrName), eb('name', '=', idOrName)]))
    .orderBy('createdAt')
    .executeTakeFirst()
}

/** Stops collecting until `resumeMailbox`; mail waits on the server. Undefined: no such mailbox. */
export function pauseMailbox(db: Kysely<Database>, id: string): Promise<Mailbox | undefined> {
  return db
    .updateTable('mailbox')
    .set({ pausedAt: sql<Date>`coalesce(paused_at, now())` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

/** Collects again, beginning where it stopped. Undefined: no such mailbox. */
export function resumeMailbox(db: Kysely<Database>, id: string): Promise<Mailbox | undefined> {
  return db.updateTable('mailbox').set({ pausedAt: null }).where('id', '=', id).returningAll().executeTakeFirst()
}

/** Throws `SecretError` when the stored password does not open with this key. */
export function passwordOf(mailbox: Mailbox, secretKey: string): string {
  if (mailbox.passwordEncrypted === null)
    throw new SecretError(`The mailbox ${mailbox.name} has no password; enter it again`)
  return decryptSecret(secretKey, mailbox.id, mailbox.passwordEncrypted)
}

/** What the poller says of itself, for people; `detail` is a sentence. */
export async function noteState(
  db: Kysely<Database>,
  id: string,
  state: Mailbox['state'],
  detail: string | null,
): Promise<void> {
  await db
    .updateTable('mailbox')
    .set({ state, stateDetail: detail, stateChangedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('state', '!=', state), eb('stateDetail', 'is distinct from', detail)]))
    .execute()
}

/** Everything that the server listed just now is recorded. */
export async function noteSucceeded(db: Kysely<Database>, id: string): Promise<void> {
  await db.updateTable('mailbox').set({ lastSucceededAt: sql<Date>`now()` }).where('id', '=', id).execute()
}
