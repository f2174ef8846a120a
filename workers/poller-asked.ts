import { keepBlobs } from '../src/blobs.ts'
import { crashPoint } from '../src/crash-points.ts'
import { type Listed, listThese, MAX_MESSAGE_BYTES } from '../src/mailbox/collect.ts'
import { unlessRefused } from '../src/mailbox/unless-refused.ts'
import {
  type AskedMessage,
  findAsked,
  hasAsked,
  keepLarge,
  noteRestored,
  noteUnfetched,
  receiveFetched,
} from '../src/message/asked.ts'
import { fetchAlive } from './poller-load.ts'
import { dropAll, queueFresh } from './poller-record.ts'
import type { Session } from './poller-session.ts'

// New mail waits meanwhile: not for more than a few.
const ASKED_AT_ONCE = 10
const MIB = 1024 * 1024
// A message that only a person will open may be larger than what the pipeline reads; no server we know takes larger ones.
const LARGEST_BYTES = 500 * MIB

/**
 * Fetches sources that a person, or the repair of the blob store, asked for. Returns whether more is asked for. A message that breaks the
 * connection is given up at its third try.
 */
export async function fetchAsked(session: Session): Promise<boolean> {
  const { parts, mailbox, signal } = session
  const some = await findAsked(parts.db, mailbox.id, ASKED_AT_ONCE)
  for (const asked of some) {
    signal.throwIfAborted()
    const trouble = await fetchOneAsked(session, asked)
    if (trouble !== undefined) await noteUnfetched(parts.db, asked, trouble)
    if (asked.uid !== null) session.suspicion.deaths.delete(asked.uid)
  }
  return some.length === ASKED_AT_ONCE && hasAsked(parts.db, mailbox.id)
}

/** What went wrong, in a sentence; undefined: it is fetched. */
async function fetchOneAsked(session: Session, asked: AskedMessage): Promise<string | undefined> {
  const { client, cursor } = session
  if (asked.uid === null || asked.uidValidity !== cursor.uidValidity) {
    return 'The server has numbered its messages anew since; what it still has of them was collected again.'
  }
  const unknown = { uid: asked.uid, size: undefined, receivedAt: undefined }
  const [listed] = (await unlessRefused(client, listThese(client, [asked.uid]))) ?? [unknown]
  if (!listed) return 'The server does not have this message any more.'
  const limit = asked.reason === 'too-large' ? LARGEST_BYTES : MAX_MESSAGE_BYTES
  if (listed.size !== undefined && listed.size > limit) {
    return `It has ${listed.size} bytes; at most ${limit / MIB} MiB are fetched.`
  }
  return fetchListed(session, asked, listed, limit)
}

async function fetchListed(
  session: Session,
  asked: AskedMessage,
  message: Listed,
  limit: number,
): Promise<string | undefined> {
  const { parts } = session
  const { fetched, staged } = await fetchAlive(session, { kind: 'large', message, limit })
  try {
    const [one] = fetched
    if (one?.kind === 'gone') return 'The server does not have this message any more.'
    if (one?.kind === 'failed') return one.reason
    if (one?.kind !== 'stored') return `It is larger than the server says; at most ${limit / MIB} MiB are fetched.`
    const { sha256, size } = one.blob
    if (asked.sha256 !== null && sha256 !== asked.sha256) {
      return 'The server sends another message under this number now; what was stored is lost.'
    }
    await keepBlobs(parts.blobs, [one.blob])
    crashPoint('after-blob-rename')
    if (isRestored(asked)) await noteRestored(parts.db, asked)
    else if (size > MAX_MESSAGE_BYTES) await keepLarge(parts.db, asked, { sha256, size })
    else await queueFresh(parts, await receiveFetched(parts.db, asked, { sha256, size }))
    return undefined
  } finally {
    await dropAll(staged)
  }
}

/** Only its source was lost: unlike a message that could not be read for want of it, this one has its verdict. */
function isRestored({ sha256, reason }: AskedMessage): boolean {
  return sha256 !== null && reason !== 'source-missing' && reason !== 'source-damaged'
}
