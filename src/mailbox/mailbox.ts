import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '../database.ts'
import { parseImapUrl } from './imap-url.ts'
import type { Mailbox, Proof } from './mailbox.table.ts'
import { decryptSecret, encryptSecret, SecretError } from './secret.ts'
import { isLater } from './start.ts'

/** What a person says of a mailbox. `since` is YYYY-MM-DD; with `fromNow` it is null. What is absent is false or null. */
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
  fromNow?: boolean
  /** A Junk folder: its messages are listed for a person, not filed unasked. */
  listOnly?: boolean
  /** A Junk folder of the same account, which becomes a mailbox of its own that is only listed. */
  junkFolder?: string | null
  canaryMinutes?: number | null
}

/** This account and folder is collected already. */
export class MailboxExistsError extends Error {
  override name = 'MailboxExistsError'
}

/**
 * Adds a mailbox, and its Junk folder where one is named; the poller finds them within seconds. Throws `MailboxExistsError` when the same
 * account and folder is there already.
 */
export async function createMailbox(
  db: Kysely<Database>,
  secretKey: string,
  settings: MailboxSettings,
): Promise<Mailbox> {
  const created = await insertMailbox(db, secretKey, settings)
  if (!created) {
    throw new MailboxExistsError(
      `${settings.folder} of ${settings.username} on ${settings.host} is collected already; name another folder or account`,
    )
  }
  if (settings.junkFolder) await upsertMailbox(db, secretKey, junkOf(settings, settings.junkFolder))
  return created
}

/**
 * Adds the mailbox of an `imap:` or `imaps:` URL, or brings the one of the same account and folder up to what the URL says; likewise its
 * Junk folder. Repeating it changes nothing. Throws `ImapUrlError`.
 */
export async function upsertMailboxFromUrl(db: Kysely<Database>, secretKey: string, imapUrl: string): Promise<Mailbox> {
  const settings = parseImapUrl(imapUrl)
  const kept = await upsertMailbox(db, secretKey, settings)
  if (settings.junkFolder) await upsertMailbox(db, secretKey, junkOf(settings, settings.junkFolder))
  return kept
}

async function upsertMailbox(db: Kysely<Database>, secretKey: string, settings: MailboxSettings): Promise<Mailbox> {
  return (await insertMailbox(db, secretKey, settings)) ?? change(db, secretKey, settings)
}

/** Undefined: the same account and folder is there already. */
function insertMailbox(
  db: Kysely<Database>,
  secretKey: string,
  settings: MailboxSettings,
): Promise<Mailbox | undefined> {
  return db
    .insertInto('mailbox')
    .values(rowOf(secretKey, settings))
    .onConflict((conflict) => conflict.columns(['kind', 'host', 'username', 'folder']).doNothing())
    .returningAll()
    .executeTakeFirst()
}

function junkOf(settings: MailboxSettings, folder: string): MailboxSettings {
  return {
    ...settings,
    folder,
    name: `${settings.name} (${folder})`,
    listOnly: true,
    afterFiling: 'nothing',
    moveTo: null,
    canaryMinutes: null,
  }
}

async function change(db: Kysely<Database>, secretKey: string, settings: MailboxSettings): Promise<Mailbox> {
  const { host, username, folder, port, security, afterFiling, moveTo } = settings
  const { listOnly = false, canaryMinutes = null } = settings
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
  const { since, fromNow = false } = found.startLowered && isLater(settings, found) ? found : settings
  return (
    db
      .updateTable('mailbox')
      .set({ port, security, since, fromNow, listOnly, canaryMinutes, afterFiling, moveTo, passwordEncrypted })
      // Refusals of the old password say nothing about the new one, which is tried at once.
      .$if(!samePassword, (update) => update.set({ refusals: 0, refusedSince: null, signInAfter: null }))
      .where('id', '=', found.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  )
}

function isPasswordOf(mailbox: Mailbox, secretKey: string, password: string): boolean {
  try {
    return passwordOf(mailbox, secretKey) === password
  } catch (error) {
    if (error instanceof SecretError) return false
    throw error
  }
}

function rowOf(secretKey: string, { password, junkFolder: _, ...settings }: MailboxSettings) {
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
  return db
    .updateTable('mailbox')
    .set({ pausedAt: null, signInAfter: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
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

/** What the server lists and the ledger accounts for. Nothing is kept when the mailbox has got another start since it was read as `mailbox`. */
export async function noteProof(db: Kysely<Database>, mailbox: Mailbox, proof: Proof): Promise<void> {
  await db
    .updateTable('mailbox')
    .set({ proof: JSON.stringify(proof), provenAt: sql<Date>`now()` })
    .where('id', '=', mailbox.id)
    .where('fromNow', '=', mailbox.fromNow)
    .where('since', 'is not distinct from', mailbox.since)
    .execute()
}
