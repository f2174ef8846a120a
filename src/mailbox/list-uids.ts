import { type Connection, type Folder, rows, TRANSFER_MS, timeOf, withDeadline } from './collect.ts'
import { dayBefore, type Start } from './start.ts'
import { unlessRefused } from './unless-refused.ts'

/** The server refused to say what the folder holds. */
export class ListingRefusedError extends Error {
  override name = 'ListingRefusedError'
}

// Messages that one SEARCH is about; answers are as long at most, whatever the size of the folder.
const SPAN = 10_000
const MAX_UID = 2 ** 32 - 1

/**
 * Every UID that the open folder lists within `start`, in spans of at most ten thousand messages, highest span first and ascending
 * within. Messages that arrive meanwhile may be in it or not. Throws `ListingRefusedError`, or when the connection is lost.
 *
 * Spans go by message number, as UIDs may lie far apart. An expunge meanwhile lowers the numbers of later messages: going downwards
 * then meets some of them twice, which are left out, where going upwards would leave some out unseen.
 */
export async function* listUids(client: Connection, { aboveUid, since }: Start, span = SPAN): AsyncGenerator<number[]> {
  let lowest = Number.POSITIVE_INFINITY
  for (let high = existing(client); high > 0; ) {
    const low = Math.max(1, high - span + 1)
    const found = await searchUids(client, {
      seq: `${low}:${lowest === Number.POSITIVE_INFINITY ? '*' : high}`,
      ...(aboveUid > 0 && { uid: `${aboveUid + 1}:*` }),
      ...(since !== null && { since }),
    })
    // `n:*` is always answered with the last message, also when its UID is below n (RFC 9051 §9, seq-range).
    const above = found.filter((uid) => uid > aboveUid)
    const uids = above.filter((uid) => uid < lowest)
    if (uids.length > 0) yield uids
    // UIDs ascend with the message numbers: further down there are only lower ones. A span of nothing but what was met before is no end.
    if (above.length === 0 && aboveUid > 0 && since === null) return
    lowest = uids[0] ?? Math.min(lowest, MAX_UID)
    high = Math.min(low - 1, existing(client))
  }
}

/** Which of these UIDs the folder lists now. */
export function listAmong(client: Connection, uids: readonly number[]): Promise<number[]> {
  return searchUids(client, { uid: uids.join(',') })
}

/** The highest UID that has been given, as the folder tells it or else from its last message. */
export async function highestUid(client: Connection, folder: Folder): Promise<number> {
  if (folder.uidNext !== undefined) return folder.uidNext - 1
  if (existing(client) === 0) return 0
  return Math.max(0, ...(await searchUids(client, { seq: '*' })))
}

/** The UID of the `count`th message from the end, or of the first; 1: the folder is empty. */
export async function uidFromEnd(client: Connection, count: number): Promise<number> {
  if (existing(client) === 0) return 1
  const [uid = 1] = await searchUids(client, { seq: String(Math.max(1, existing(client) - count + 1)) })
  return uid
}

/** When each message from this UID on was received, as far as the server tells. */
export async function listTimes(client: Connection, from: number): Promise<{ uid: number; receivedAt: Date }[]> {
  if (existing(client) === 0) return []
  const times: { uid: number; receivedAt: Date }[] = []
  for await (const { uid, internalDate } of rows(client, `${from}:*`, { uid: true, internalDate: true })) {
    const receivedAt = timeOf(internalDate)
    if (uid && receivedAt) times.push({ uid, receivedAt })
  }
  return times
}

/** The highest UID below all that were received since `moment`: what lies above it has arrived since then, or is still to arrive. */
export async function lastUidBefore(client: Connection, folder: Folder, moment: Date): Promise<number> {
  const highest = await highestUid(client, folder)
  let last = highest
  for await (const uids of listUids(client, { aboveUid: 0, since: dayBefore(moment) })) {
    // Where the times are refused: messages more, rather than one less.
    const first = (await unlessRefused(client, firstSince(client, uids, moment))) ?? uids[0] ?? last
    last = Math.min(last, first - 1)
  }
  return last
}

/** Of these ascending UIDs the lowest that was received since `moment`; infinite: none. */
async function firstSince(client: Connection, uids: readonly number[], moment: Date): Promise<number> {
  let first = Number.POSITIVE_INFINITY
  const range = `${uids[0]}:${uids.at(-1)}`
  for await (const { uid, internalDate } of rows(client, range, { uid: true, internalDate: true })) {
    const arrived = internalDate instanceof Date && internalDate >= moment
    if (arrived && uid) first = Math.min(first, uid)
  }
  return first
}

function existing(client: Connection): number {
  return client.mailbox ? client.mailbox.exists : 0
}

/** Ascending. Asks for a sequence set (ESEARCH, RFC 4731) where the server knows it: a dense folder fits in a line then. */
async function searchUids(client: Connection, query: Parameters<Connection['search']>[0]): Promise<number[]> {
  const found = await withDeadline(
    client,
    TRANSFER_MS,
    'search',
    client.search(query, { uid: true, returnOptions: ['ALL'] }),
  )
  if (!found) throw new ListingRefusedError('the mail server does not say which messages the folder holds')
  const uids = Array.isArray(found) ? found : expand(found.all ?? '').sort((a, b) => a - b)
  if (uids.length > MOST) throw new ListingRefusedError(`the mail server names ${uids.length} messages of ${SPAN}`)
  return uids
}

// A server cannot name more messages for a span than that many, however it counts.
const MOST = 2 * SPAN

function expand(set: string): number[] {
  const uids: number[] = []
  for (const part of set.split(',').filter(Boolean)) {
    const [first = Number.NaN, last = first] = part.split(':').map(Number)
    const [low, high] = first <= last ? [first, last] : [last, first]
    if (!Number.isInteger(low) || !Number.isInteger(high) || uids.length + high - low >= MOST)
      throw new ListingRefusedError(`the mail server names messages that cannot be: ${part.slice(0, 50)}`)
    for (let uid = low; uid <= high; uid++) uids.push(uid)
  }
  return uids
}
