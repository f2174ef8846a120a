import type { CanarySign } from '../mailbox/canary.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import { duration, sentences, span } from './spans.ts'

export type MailboxState = 'new' | 'good' | 'late' | 'dead' | 'refused' | 'paused'

/** What tells a quiet mailbox from a dead one, beside its row. */
export interface Signs {
  /** When the newest message came in, test messages aside; null: none has. */
  newestAt: Date | null
  /** Since when the oldest stored message waits to be read; null: none waits. */
  oldestWaitsSince: Date | null
  canary: CanarySign | null
}

const MINUTE = 60_000
/** Without a successful sync for this long a mailbox is late, whatever it says of itself; then it is dead. */
const LATE_AFTER_MS = 5 * MINUTE
const DEAD_AFTER_MS = 30 * MINUTE
/** A test message takes seconds: one that has not come back by now will most likely not. */
const CANARY_WITHIN_MS = 5 * MINUTE
/** A backlog at its limit is read within this time. */
const READ_WITHIN_MS = 10 * MINUTE
/** Nobody calls a mailbox quiet while mail came in this hour. */
const QUIET_AFTER_MS = 60 * MINUTE

/** How a mailbox is, judged by the age of its last successful sync, its test messages and what waits to be read, with words for it. */
export function mailboxWords(mailbox: Mailbox, signs: Signs, now: Date): { health: MailboxState; words: string } {
  if (mailbox.kind === 'import') return { health: 'good', words: 'Files that were imported on the command line.' }
  if (mailbox.pausedAt) return { health: 'paused', words: 'Paused. New mail waits on the server until you resume it.' }
  if (mailbox.state === 'refused') return { health: 'refused', words: refusedWords(mailbox) }

  const age = ageOf(mailbox.lastSucceededAt ?? mailbox.createdAt, now)
  if (age > LATE_AFTER_MS) return { health: age > DEAD_AFTER_MS ? 'dead' : 'late', words: silentWords(mailbox, now) }
  return (
    alarmOf(mailbox, signs, now) ?? {
      health: mailbox.lastSucceededAt ? 'good' : 'new',
      words: goodWords(mailbox, signs, now),
    }
  )
}

/** The server answers; whether what comes in gets through is another matter. */
function alarmOf(mailbox: Mailbox, { canary, oldestWaitsSince }: Signs, now: Date) {
  if (mailbox.canaryMinutes !== null && canary && isMissing(canary, now)) {
    const words = sentences(
      'Test messages do not come back',
      oldestWaitsSince
        ? 'Messages are stored but not read: check below whether anything reads them'
        : 'Test the mailbox to see where it fails; what the server has is not lost',
    )
    return { health: 'dead' as const, words }
  }
  if (oldestWaitsSince && ageOf(oldestWaitsSince, now) > READ_WITHIN_MS) {
    const words = sentences(
      `All is collected, but the oldest message has waited ${span(oldestWaitsSince, now)} to be read`,
      'If the number below does not fall, check that a process has the role ingest',
    )
    return { health: 'late' as const, words }
  }
  return undefined
}

function isMissing({ appendedAt, settledAt }: CanarySign, now: Date): boolean {
  return settledAt === null && ageOf(appendedAt, now) > CANARY_WITHIN_MS
}

function goodWords(mailbox: Mailbox, { newestAt }: Signs, now: Date): string {
  const { proof, lastSucceededAt, state, stateDetail } = mailbox
  if (proof && proof.accounted < proof.listed) return 'The line is alive. Older mail is still being collected.'
  if (!lastSucceededAt) return 'Connecting for the first time.'
  if (state === 'waiting') return stateDetail ?? 'The connection broke; it is made again in a moment.'
  if (mailbox.listOnly) return 'What lies in it is listed below, and filed only when you say so.'
  if (!newestAt) return 'Quiet: no message has come yet, but the line is alive.'
  const quiet = ageOf(newestAt, now)
  return quiet > QUIET_AFTER_MS
    ? `Quiet: nothing new for ${duration(quiet / 1000)}, but the line is alive.`
    : `Everything on the server is collected. The newest message came ${span(newestAt, now)} ago.`
}

/** What the test messages tell, in a line; null: none are sent, or none was yet. */
export function canaryWords(canary: CanarySign | null, now: Date): string | null {
  if (!canary) return null
  const { appendedAt, settledAt, back } = canary
  if (settledAt === null && (isMissing(canary, now) || !back)) {
    const sent = `Test message sent ${span(appendedAt, now)} ago`
    return isMissing(canary, now) ? `${sent} has not come back` : `${sent}, not back yet`
  }
  return back && `Test message came back in ${seconds(back.seconds)}, ${span(back.settledAt, now)} ago`
}

function seconds(took: number): string {
  return took < 10 ? `${took.toFixed(1)} s` : took < 100 ? `${Math.round(took)} s` : duration(took)
}

function refusedWords({ stateDetail }: Mailbox): string {
  return sentences(
    'The mail server does not accept the sign-in.',
    stateDetail,
    'Enter the password again, then test it.',
  )
}

function silentWords({ lastSucceededAt, stateDetail }: Mailbox, now: Date): string {
  const since = lastSucceededAt
    ? `No successful look at the mailbox for ${span(lastSucceededAt, now)}.`
    : 'It never worked so far.'
  return sentences(since, stateDetail, 'Test it to see where it fails; no mail is lost meanwhile.')
}

function ageOf(then: Date, now: Date): number {
  return now.getTime() - then.getTime()
}

const EVENTS: Record<string, (detail: Record<string, unknown>) => string> = {
  'mailbox-reset': () =>
    'The mailbox was reset by its server. Everything in it was compared by content, nothing is filed twice.',
  'mailbox-rewound': () => 'The server went back in its numbering. The messages were listed again, nothing is lost.',
  'mailbox-paused': () => 'Paused',
  'mailbox-resumed': () => 'Resumed',
}

/** What happened to a mailbox, for people. */
export function eventWords({
  action,
  actorName,
  detail,
}: {
  action: string
  actorName: string | null
  detail: Record<string, unknown>
}): string {
  const words = EVENTS[action]?.(detail) ?? action.replaceAll('-', ' ')
  return actorName ? `${words} by ${actorName}` : words
}
