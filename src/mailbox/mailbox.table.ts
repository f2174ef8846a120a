import type { Generated, JSONColumnType, Selectable } from 'kysely'

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
  /** Only what arrived after the mailbox was added is collected. */
  fromNow: Generated<boolean>
  /** A person has lowered the start since: a URL that is given again does not raise it. */
  startLowered: Generated<boolean>
  /** A Junk folder: its messages are listed for a person, not filed unasked. */
  listOnly: Generated<boolean>
  /** Minutes between two test messages; null: none are sent. */
  canaryMinutes: number | null
  /** Refused sign-ins in a row, and the first of them. */
  refusals: Generated<number>
  refusedSince: Date | null
  /** After a refused sign-in: the next is not tried before. */
  signInAfter: Date | null
  /** The last comparison of what the server lists with the ledger. */
  proof: JSONColumnType<Proof> | null
  provenAt: Date | null
  createdAt: Generated<Date>
}

/** Of the messages that the server lists: how many the ledger accounts for, and as what. `received` wait to be read, `retrying` to be downloaded. */
export interface Proof {
  listed: number
  accounted: number
  filed: number
  duplicate: number
  ignored: number
  quarantined: number
  gone: number
  received: number
  retrying: number
}

export type Mailbox = Selectable<MailboxTable>

/** How far the mailbox is collected. UIDs and UIDVALIDITY are unsigned 32-bit (RFC 9051 §2.3.1.1): exact as numbers. */
export interface CursorTable {
  mailboxId: string
  uidValidity: number
  lastUid: number
  /** Of a mailbox that is collected from now on, once decided: what lies up to this UID was there before, */
  startUid: number | null
  /** or what was received before this day. */
  startSince: string | null
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

/** A test message that we put into the mailbox ourselves. */
export interface CanaryTable {
  token: string
  mailboxId: string
  appendedAt: Generated<Date>
  messageId: string | null
  settledAt: Date | null
}
