import type { Mailbox } from './mailbox.table.ts'

/** Which messages of a folder are wanted: those above this UID, and of them those received since that day (YYYY-MM-DD; null: all). */
export interface Start {
  aboveUid: number
  since: string | null
}

/** What was decided when an epoch of a mailbox that is collected from now on was first opened; all null: nothing yet. */
export interface DecidedStart {
  startUid: number | null
  startSince: string | null
}

const DAY_MS = 24 * 3600_000
const EARTH_ROTATES_MS = 14 * 3600_000

/** Where collecting starts in the epoch for which `decided` was. */
export function startOf(mailbox: Pick<Mailbox, 'fromNow' | 'since'>, decided: DecidedStart): Start {
  if (!mailbox.fromNow) return { aboveUid: 0, since: mailbox.since }
  return { aboveUid: decided.startUid ?? 0, since: decided.startSince }
}

/** Days are days anywhere on earth, as the server's zone is not known. A message of unknown time is wanted. */
export function isWithin({ aboveUid, since }: Start, message: { uid: number; receivedAt: Date | undefined }): boolean {
  if (message.uid <= aboveUid) return false
  if (since === null || message.receivedAt === undefined) return true
  return message.receivedAt.getTime() >= Date.parse(since) - EARTH_ROTATES_MS
}

/** The day before `moment`, wherever on earth: what was received after `moment` was received since that day. */
export function dayBefore(moment: Date): string {
  return new Date(moment.getTime() - DAY_MS).toISOString().slice(0, 10)
}

/** Whether a mailbox with the start `one` would leave out what one with the start `other` collects. */
export function isLater(
  one: { since: string | null; fromNow?: boolean },
  other: { since: string | null; fromNow: boolean },
) {
  return rank(one) > rank(other)
}

/** Days as written are in order; everything comes before each day, and now after. */
function rank({ since, fromNow }: { since: string | null; fromNow?: boolean }): string {
  return fromNow ? '~' : (since ?? '')
}
