import type { Generated, Selectable } from 'kysely'

export const MESSAGE_STATUSES = ['received', 'filed', 'ignored', 'duplicate', 'quarantined', 'gone'] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

export interface MessageTable {
  id: string
  mailboxId: string
  uidValidity: number | null
  uid: number | null
  sha256: string | null
  size: number
  status: MessageStatus
  reason: string | null
  reasonDetail: string | null
  duplicateOf: string | null
  subject: string | null
  fromAddress: string | null
  fromName: string | null
  headerMessageId: string | null
  receivedAt: Date
  storedAt: Generated<Date>
  /** When its id was last given to the queue; null: never. */
  enqueuedAt: Date | null
  /** Counts the claims: a worker may only write while the epoch is still the one it was given. */
  epoch: Generated<number>
  claimedAt: Date | null
  attempts: Generated<number>
  lastFault: string | null
  settledAt: Date | null
  /** When the keyword (or the move) on the server was done. */
  markedAt: Date | null
  /** Equal for copies that differ only in transport; null: not compared. */
  fingerprint: string | null
  /** Our addresses to which it was delivered, as its header tells. */
  recipients: Generated<string[]>
  /** Its source is to be fetched from the server. */
  fetchAskedAt: Date | null
  /** Where and how reading failed, such as `sanitise:took-too-long`. */
  fault: string | null
}

export type Message = Selectable<MessageTable>
