import { type StagedBlob, stageBlob } from '../src/blobs.ts'
import { type Connection, type Listed, listThese, MAX_MESSAGE_BYTES } from '../src/mailbox/collect.ts'
import { type Fetched, fetchLoad } from '../src/mailbox/fetch-load.ts'
import { listLoad } from '../src/mailbox/list-load.ts'
import { type Load, loadsOf } from '../src/mailbox/loads.ts'
import { unlessRefused } from '../src/mailbox/unless-refused.ts'
import { dropAll } from './poller-record.ts'
import type { Session } from './poller-session.ts'

export interface FetchedLoad {
  fetched: Fetched<StagedBlob>[]
  /** Everything that was written to disk on the way, kept or not. */
  staged: StagedBlob[]
}

// A batch is in memory while it arrives; its messages share one FETCH, the waits for the disk and one transaction.
const LIMITS = {
  smallBytes: 1024 * 1024,
  batchBytes: 4 * 1024 * 1024,
  batchMessages: 50,
  messageBytes: MAX_MESSAGE_BYTES,
}
// Of a folder that is only listed, whatever the size of its messages.
const LIST_LIMITS = {
  smallBytes: Number.POSITIVE_INFINITY,
  batchBytes: Number.POSITIVE_INFINITY,
  batchMessages: 200,
  messageBytes: Number.POSITIVE_INFINITY,
}
// A message that twice broke a connection while being fetched alone is put aside.
const DEATHS_ALLOWED = 2

/** Divides what is listed into loads, in order; where a load broke the connection before, into single messages. */
export function* carefulLoads({ mailbox, suspicion }: Session, listed: readonly Listed[]): Generator<Load> {
  const limits = mailbox.listOnly ? LIST_LIMITS : LIMITS
  const { from, through } = suspicion.careful ?? { from: Number.POSITIVE_INFINITY, through: 0 }
  yield* loadsOf(
    listed.filter(({ uid }) => uid < from),
    limits,
  )
  for (const suspect of listed.filter(({ uid }) => uid >= from && uid <= through)) yield* loadsOf([suspect], limits)
  yield* loadsOf(
    listed.filter(({ uid }) => uid >= from && uid > through),
    limits,
  )
}

/** What is done with a load of this mailbox unasked: it is downloaded, or in a folder that is only listed, its headers are asked for. */
export function takeAlive(session: Session, load: Load): Promise<FetchedLoad> {
  return session.mailbox.listOnly ? listAlive(session, load) : fetchAlive(session, load)
}

/** Fetches a load; remembers on what the connection died, and puts a message aside that did it before. */
export async function fetchAlive(session: Session, load: Load): Promise<FetchedLoad> {
  const { parts, client } = session
  const alone = onlyOneOf(load)
  if (alone && isDeadly(session, alone)) {
    const reason = 'The connection broke, or the server asked to be left alone, whenever it was fetched'
    return { fetched: [{ kind: 'failed', message: alone, reason }], staged: [] }
  }
  const staged: StagedBlob[] = []
  const stage = async (source: Parameters<typeof stageBlob>[1]) => {
    const blob = await stageBlob(parts.blobs, source)
    staged.push(blob)
    return blob
  }
  try {
    const fetched = await mindful(session, load, async () =>
      fetchLoad(client, alone ? await measured(client, alone, load) : load, stage),
    )
    return { fetched, staged }
  } catch (error) {
    await dropAll(staged)
    throw error
  }
}

/** A message of which not even the header can be asked for is listed without it. */
async function listAlive(session: Session, load: Load): Promise<FetchedLoad> {
  const alone = onlyOneOf(load)
  if (alone && isDeadly(session, alone))
    return { fetched: [{ kind: 'listed', message: alone, envelope: undefined }], staged: [] }
  const fetched = await mindful(session, load, async () =>
    listLoad(session.client, alone ? await measured(session.client, alone, load) : load),
  )
  return { fetched, staged: [] }
}

/** Remembers on what the connection died. */
async function mindful<T>({ client, suspicion, signal }: Session, load: Load, take: () => Promise<T>): Promise<T> {
  const alone = onlyOneOf(load)
  try {
    const taken = await take()
    if (alone) suspicion.deaths.delete(alone.uid)
    return taken
  } catch (error) {
    if (!client.usable && !signal.aborted) {
      const uids = messagesOf(load).map(({ uid }) => uid)
      if (alone) suspicion.deaths.set(alone.uid, (suspicion.deaths.get(alone.uid) ?? 0) + 1)
      else suspicion.careful = { from: Math.min(...uids), through: Math.max(...uids) }
    }
    throw error
  }
}

function isDeadly({ suspicion }: Session, { uid }: Listed): boolean {
  return (suspicion.deaths.get(uid) ?? 0) >= DEATHS_ALLOWED
}

function messagesOf(load: Load): readonly Listed[] {
  return load.kind === 'batch' ? load.messages : [load.message]
}

function onlyOneOf(load: Load): Listed | undefined {
  const [first, ...others] = messagesOf(load)
  return others.length === 0 ? first : undefined
}

/** A message from a bare listing is asked for its size and time by itself. Where they are refused it is taken without. */
async function measured(client: Connection, message: Listed, load: Load): Promise<Load> {
  if (message.size !== undefined) return load
  const [listed = message] = (await unlessRefused(client, listThese(client, [message.uid]))) ?? []
  const [again = load] = loadsOf([listed], LIMITS)
  return again
}
