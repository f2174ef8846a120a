import type { Mailbox } from '../mailbox/mailbox.table.ts'
import type { UnstoredReason } from '../message/ledger.ts'
import type { FaultReason } from '../message/message.ts'
import type { QuarantineReason } from '../pipeline/draft.ts'

/** What the engine room says to people: what is the matter, then what they can do. */

const REPLAY = 'Replay it after an update of Copytaster, or download it and read it by hand.'

const QUARANTINE: Record<QuarantineReason | FaultReason | UnstoredReason, string> = {
  unreadable: `The message is damaged and could not be read. ${REPLAY}`,
  'too-large': 'The message is larger than 50 MB. Read it in the mailbox, or ask the sender for a smaller one.',
  'too-many-parts': `The message has more parts than any real release. ${REPLAY}`,
  'headers-too-large': `The header of the message is larger than any real one. ${REPLAY}`,
  'too-many-addresses': `The message names more addresses than any real one. ${REPLAY}`,
  empty: 'There was no text in the message. Download it to see whether a picture or a file holds the release.',
  'took-too-long': 'Reading the message took longer than a minute. Replay it, or download it and read it by hand.',
  'took-too-much-memory': 'Reading the message took too much memory. Download it and read it by hand.',
  'broke-the-reader': `Reading the message broke the reader, which has been started again. ${REPLAY}`,
  'source-missing': 'The stored message is not on disk any more. Restore the blobs from your backup, then replay it.',
  'source-damaged': 'The stored message has changed on disk. Restore the blobs from your backup, then replay it.',
  'kept-failing': 'Something failed each time, such as the database or the disk. Put that right, then replay it.',
  'could-not-download': 'The mail server never delivered this message. Look at it in the mailbox.',
}

/** One or two sentences for why a message is in quarantine. */
export function quarantineWords(reason: string): string {
  return reason in QUARANTINE
    ? QUARANTINE[reason as keyof typeof QUARANTINE]
    : `Copytaster could not read the message (${reason}). ${REPLAY}`
}

export type MailboxState = 'new' | 'good' | 'late' | 'refused' | 'paused'

/** A mailbox without a successful sync for this long is late, whatever it says of itself. */
const LATE_AFTER_MS = 5 * 60_000

/** How a mailbox is, judged by the age of its last successful sync, with a sentence for it. */
export function mailboxWords(mailbox: Mailbox, now: Date): { health: MailboxState; words: string } {
  if (mailbox.kind === 'import') return { health: 'good', words: 'Files that were imported on the command line.' }
  if (mailbox.pausedAt) return { health: 'paused', words: 'Paused. New mail waits on the server until you resume it.' }
  if (mailbox.state === 'refused') return { health: 'refused', words: refusedWords(mailbox) }

  const { lastSucceededAt } = mailbox
  const age = now.getTime() - (lastSucceededAt ?? mailbox.createdAt).getTime()
  if (age > LATE_AFTER_MS) return { health: 'late', words: lateWords(mailbox, now) }
  if (!lastSucceededAt) return { health: 'new', words: 'Connecting for the first time.' }
  if (mailbox.state === 'waiting') {
    return {
      health: 'good',
      words: sentences('The connection broke; it is made again in a moment.', mailbox.stateDetail),
    }
  }
  return { health: 'good', words: 'Everything on the server is collected.' }
}

function refusedWords({ stateDetail }: Mailbox): string {
  return sentences(
    'The mail server does not accept the sign-in.',
    stateDetail,
    'Check user name and password, then test it.',
  )
}

function lateWords({ lastSucceededAt, stateDetail }: Mailbox, now: Date): string {
  const since = lastSucceededAt
    ? `No successful look at the mailbox for ${ago(lastSucceededAt, now)}.`
    : 'It never worked so far.'
  return sentences(since, stateDetail, 'Test it to see where it fails; no mail is lost meanwhile.')
}

export function queueWords(queue: {
  answers: boolean
  waiting: number
  running: number
  oldestSeconds: number | null
}): string {
  if (!queue.answers)
    return 'The queue does not answer. Messages are safe and are read once it is back; check REDIS_URL.'
  if (queue.oldestSeconds === null) return 'Nothing waits to be read.'
  const count = Math.max(queue.waiting + queue.running, 1)
  const what = count === 1 ? '1 message is being read or waits' : `${count} messages are being read or wait`
  if (queue.oldestSeconds < 600) return `${what} for it.`
  return `${what} for it, the oldest for ${duration(queue.oldestSeconds)}. If this number does not fall, check that a process has the role ingest.`
}

function sentences(...parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (/[.!?]$/.test(part as string) ? part : `${part}.`))
    .join(' ')
}

function ago(then: Date, now: Date): string {
  return duration((now.getTime() - then.getTime()) / 1000)
}

function duration(seconds: number): string {
  const [amount, unit] =
    seconds < 5400 ? [seconds / 60, 'minute'] : seconds < 129_600 ? [seconds / 3600, 'hour'] : [seconds / 86_400, 'day']
  const whole = Math.round(amount)
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`
}
