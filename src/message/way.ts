import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Message } from './message.table.ts'
import { faultWords, quarantineWords } from './words.ts'

/** One step on a message's way through the house, for a person. */
export interface Step {
  at: Date
  what: string
  words: string
}

/** What is written down of a message besides its row, oldest first. */
export function listMessageHistory(db: Kysely<Database>, messageId: string) {
  return db
    .selectFrom('history')
    .select(['id', 'action', 'actorName', 'articleId', 'detail', 'happenedAt'])
    .where('messageId', '=', messageId)
    .orderBy('id')
    .execute()
}

export type MessageEvent = Awaited<ReturnType<typeof listMessageHistory>>[number]

/** The whole way of a message in the order of time: received, stored, queued, tried, settled, marked, and what people asked for. */
export function wayOf(message: Message, mailboxName: string, events: readonly MessageEvent[]): Step[] {
  const steps = [...stepsIn(message, mailboxName), ...events.flatMap(stepsOf), ...stepsOut(message, events)]
  // What happened in the same transaction, as the database's clock has it, stays in the order given.
  return steps.sort((one, other) => one.at.getTime() - other.at.getTime())
}

function stepsIn(message: Message, mailboxName: string): Step[] {
  const { receivedAt, storedAt, uid, uidValidity, sha256, size } = message
  const place =
    uid === null
      ? `by ${mailboxName}, at no place of its own`
      : `by ${mailboxName} as UID ${uid} (UIDVALIDITY ${uidValidity})`
  const stored = sha256 === null ? 'Listed; its source is not stored' : `Stored, ${size} bytes, as blob ${sha256}`
  return [
    { at: receivedAt, what: 'received', words: `Received ${place}` },
    { at: storedAt, what: sha256 === null ? 'listed' : 'stored', words: stored },
  ]
}

function stepsOf({ action, actorName, detail, happenedAt: at }: MessageEvent): Step[] {
  const who = actorName ?? 'the command line'
  switch (action) {
    case 'try-failed':
      return [{ at, what: action, words: `Start ${detail.start} failed: ${detail.fault}` }]
    case 'replayed':
      return [...quarantinedBefore(detail.before), { at, what: action, words: `To be read again, asked for by ${who}` }]
    case 'fetch-asked':
      return [{ at, what: action, words: `To be fetched from the server, asked for by ${who}` }]
    case 'fetched':
      return [{ at, what: action, words: 'Fetched from the server' }]
    case 'restored':
      return [{ at, what: action, words: 'Its stored source was lost and is fetched from the server again' }]
    case 'fetch-failed':
      return [{ at, what: action, words: `Could not be fetched from the server: ${detail.why}` }]
    case 'filed':
    case 'copy-received':
      return []
    default:
      return [{ at, what: action, words: `${action}${actorName === null ? '' : `, by ${actorName}`}` }]
  }
}

interface Quarantined {
  reason: string
  detail: string | null
  fault: string | null
  settledAt: string
}

/** The verdict that a replay took back. */
function quarantinedBefore(before: unknown): Step[] {
  if (typeof before !== 'object' || before === null) return []
  const { reason, detail, fault, settledAt } = before as Quarantined
  return [{ at: new Date(settledAt), what: 'quarantined', words: quarantinedAs(reason, detail, fault) }]
}

function stepsOut(message: Message, events: readonly MessageEvent[]): Step[] {
  const { enqueuedAt, claimedAt, settledAt, markedAt } = message
  const steps: Step[] = []
  if (enqueuedAt) steps.push({ at: enqueuedAt, what: 'queued', words: 'Given to the queue' })
  if (claimedAt) steps.push({ at: claimedAt, what: 'started', words: startWords(message, events) })
  if (settledAt) steps.push({ at: settledAt, what: message.status, words: verdictWords(message, events) })
  if (markedAt) steps.push({ at: markedAt, what: 'marked', words: 'Marked or moved on the server' })
  return steps
}

/** A start that neither failed nor came to a verdict was ended from outside: a worker was killed, or the power went. */
function startWords({ attempts, status }: Message, events: readonly MessageEvent[]): string {
  const replayed = events.findLastIndex(({ action }) => action === 'replayed' || action === 'fetched')
  const failed = events.slice(replayed + 1).filter(({ action }) => action === 'try-failed').length
  const silent = attempts - failed - 1
  const words = `Start ${attempts} began${status === 'received' ? '; there is no verdict yet' : ''}`
  if (silent < 1) return words
  return `${words}; ${silent === 1 ? 'one start before it ended' : `${silent} starts before it ended`} without a word, as when a worker is killed`
}

function verdictWords(message: Message, events: readonly MessageEvent[]): string {
  const { status, reason, reasonDetail, duplicateOf, fault } = message
  switch (status) {
    case 'filed': {
      const article = events.findLast(({ action }) => action === 'filed')?.articleId
      return article ? `Filed as article ${article}` : 'Filed'
    }
    case 'duplicate':
      return `Linked as a copy of message ${duplicateOf}: ${reason === 'same-text' ? SAME_TEXT : 'the same octets'}`
    case 'ignored':
      return `Ignored: ${IGNORED[reason ?? ''] ?? reason} (rule ${reason})`
    case 'gone':
      return 'Gone from the server before it could be fetched'
    default:
      return quarantinedAs(reason ?? 'unknown', reasonDetail, fault)
  }
}

function quarantinedAs(reason: string, detail: string | null, fault: string | null): string {
  const where = fault === null ? '' : ` It happened ${faultWords(fault)} (${fault}).`
  return `Quarantined (${reason}): ${quarantineWords(reason)}${where}${detail === null ? '' : ` ${detail}`}`
}

const SAME_TEXT = 'the same sender, subject, text and attachments, sent another way'

const IGNORED: Record<string, string> = {
  'auto-reply': 'an automatic answer',
  bounce: 'a report that mail could not be delivered',
  'delivery-report': 'a report on the delivery of mail',
  'read-receipt': 'a receipt that mail was read',
  'in-junk': 'it lies in a Junk folder, which is listed only',
  canary: 'a test message of Copytaster’s own',
}
