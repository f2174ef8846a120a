import { randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'

/**
 * Test messages that we put into a mailbox ourselves: they travel the ordinary way, so that one which comes back proves the whole of it.
 * Nobody else can make one, as nobody knows its token before the server has it.
 */
const DOMAIN = 'copytaster.invalid'
const MESSAGE_ID = new RegExp(`^canary\\.([0-9a-f]{32})@${DOMAIN.replace('.', '\\.')}$`)

export function newToken(): string {
  return randomBytes(16).toString('hex')
}

/** The test message's source, RFC 5322. */
export function canarySource(token: string, mailboxName: string, now: Date): string {
  const words = [
    'This is a test message. Copytaster put it into this mailbox itself to see',
    'that what arrives here is collected and read. It removes it again.',
    '',
    `Mailbox: ${mailboxName.replace(/[^ -~]/g, '?')}`,
  ]
  const header = [
    `From: Copytaster <canary@${DOMAIN}>`,
    `To: canary@${DOMAIN}`,
    'Subject: Test message of Copytaster, please ignore',
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <canary.${token}@${DOMAIN}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
  ]
  return [...header, '', ...words, ''].join('\r\n')
}

/** Whether a test message is to be sent: none was in the last `minutes`. One from a clock that was ahead does not count. */
export async function isCanaryDue(db: Kysely<Database>, mailboxId: string, minutes: number): Promise<boolean> {
  const recent = await db
    .selectFrom('canary')
    .select('token')
    .where('mailboxId', '=', mailboxId)
    .where('appendedAt', '>', sql<Date>`now() - make_interval(mins => ${minutes})`)
    .where('appendedAt', '<=', sql<Date>`now()`)
    .executeTakeFirst()
  return recent === undefined
}

/** To be called before the server is given the message: it may come back at once. */
export async function noteAppending(db: Kysely<Database>, mailboxId: string, token: string): Promise<void> {
  await db.insertInto('canary').values({ token, mailboxId, messageId: null, settledAt: null }).execute()
}

/** The server did not take the message. */
export async function forgetCanary(db: Kysely<Database>, token: string): Promise<void> {
  await db.deleteFrom('canary').where('token', '=', token).execute()
}

/** A message as it was read. `headerMessageId` without `<>`. */
interface Arrived {
  id: string
  mailboxId: string
  sha256: string
  headerMessageId: string | null
}

/** Those of the messages that are our test messages, by their ids, and notes that they came back. Belongs in the transaction that settles them. */
export async function settleCanaries(trx: Transaction<Database>, arrived: readonly Arrived[]): Promise<Set<string>> {
  const canaries = new Set<string>()
  for (const { id, mailboxId, sha256, headerMessageId } of arrived) {
    const token = MESSAGE_ID.exec(headerMessageId ?? '')?.[1]
    if (!token) continue
    const known = await trx
      .updateTable('canary')
      .set({
        messageId: sql<string>`coalesce(message_id, ${id}::uuid)`,
        settledAt: sql<Date>`coalesce(settled_at, clock_timestamp())`,
      })
      .where('token', '=', token)
      .where('mailboxId', '=', mailboxId)
      // Who can read the mailbox knows the token by now: another message with it is an ordinary one.
      .where(sql<boolean>`settled_at is null or message_id in (select id from message where sha256 = ${sha256})`)
      .returning('token')
      .executeTakeFirst()
    if (known) canaries.add(id)
  }
  return canaries
}

/**
 * The test message that tells most: the oldest that has not come back since one last did, else the newest that came back; and that newest
 * with the seconds that it took.
 */
export interface CanarySign {
  appendedAt: Date
  settledAt: Date | null
  back: { settledAt: Date; seconds: number } | null
}

/** What the test messages of a mailbox tell; undefined: none was sent. One that was never answered is forgotten after a day. */
export async function canaryOf(db: Kysely<Database>, mailboxId: string): Promise<CanarySign | undefined> {
  const sent = db.selectFrom('canary').select(['appendedAt', 'settledAt']).where('mailboxId', '=', mailboxId)
  const answered = await sent
    .where('settledAt', 'is not', null)
    .orderBy('appendedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const missing = await sent
    .where('settledAt', 'is', null)
    .where('appendedAt', '>', answered?.appendedAt ?? new Date(0))
    .where('appendedAt', '>', sql<Date>`now() - interval '1 day'`)
    .orderBy('appendedAt')
    .limit(1)
    .executeTakeFirst()
  const settledAt = answered?.settledAt
  const back = settledAt && { settledAt, seconds: (settledAt.getTime() - answered.appendedAt.getTime()) / 1000 }
  const telling = missing ?? answered
  return telling && { ...telling, back: back || null }
}
