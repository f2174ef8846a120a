import type { Generated, Selectable } from 'kysely'

export interface MailboxTable {
  id: string
  kind: 'imap' | 'import'
  name: string
  host: Generated<string>
  port: Generated<number>
  security: Generated<'tls' | 'starttls' | 'none'>
  username: Generated<string>
  passwordEncrypted: string | null
  folder: Generated<string>
  /** Only messages received since this day (YYYY-MM-DD) are collected; null: all. */
  since: string | null
  afterFiling: Generated<'keyword' | 'move' | 'nothing'>
  moveTo: string | null
  pausedAt: Date | null
  /** `waiting`: backing off after a fault; `refused`: the server does not accept the sign-in. */
  state: Generated<'new' | 'syncing' | 'watching' | 'waiting' | 'refused'>
  stateDetail: string | null
  stateChangedAt: Generated<Date>
  lastSucceededAt: Date | null
  createdAt: Generated<Date>
}

export type Mailbox = Selectable<MailboxTable>

/** How far the mailbox is collected. UIDs and UIDVALIDITY are unsigned 32-bit (RFC 9051 §2.3.1.1): exact as numbers. */
export interface CursorTable {
  mailboxId: string
  uidValidity: number
  lastUid: number
  movedAt: Generated<Date>
}

/** A UID above or below the cursor whose download failed and is tried again. */
export interface FailedUidTable {
  mailboxId: string
  uidValidity: number
  uid: number
  attempts: number
  reason: string
  retryAt: Date
}
