import {
  type Connection,
  type Envelope,
  type Listed,
  listThese,
  MAX_MESSAGE_BYTES,
  openSource,
  readEnvelope,
  readSources,
} from './collect.ts'
import { inPlain, isThrottled } from './fault.ts'
import type { Load } from './loads.ts'
import { unlessRefused } from './unless-refused.ts'

/** What became of one listed message. `Blob` is whatever the caller made of the source. */
export type Fetched<Blob> = { message: Listed } & (
  | { kind: 'stored'; blob: Blob }
  /** Expunged between listing and download. */
  | { kind: 'gone' }
  /** To be tried again later; `differs`: it was sent, but not as long as listed and not twice the same. */
  | { kind: 'failed'; reason: string; differs?: true }
  | { kind: 'too-large'; envelope: Envelope | undefined }
  /** Of a folder that is only listed: not downloaded. */
  | { kind: 'listed'; envelope: Envelope | undefined }
)

type Stage<Blob> = (source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<Blob>

interface Measured {
  size: number
  sha256: string
}

/**
 * Downloads a load, giving each source to `stage`, which may be called more often than there are messages. Every message of the load has
 * one result, in the same order. A source counts when it is as long as the server said, or when a second reading gives the same.
 * Rejects when the connection is lost, the server asks to be left alone or `stage` fails; the whole load is then to be fetched again.
 */
export async function fetchLoad<Blob extends Measured>(
  client: Connection,
  load: Load,
  stage: Stage<Blob>,
): Promise<Fetched<Blob>[]> {
  if (load.kind === 'too-large') return [await tooLarge(client, load.message)]
  if (load.kind === 'large') return [await fetchOne(client, load.message, undefined, stage, load.limit)]
  const staged = await stageBatch(client, load.messages, stage)
  const fetched: Fetched<Blob>[] = []
  for (const message of load.messages) {
    const blob = staged.get(message.uid)
    const whole = blob !== undefined && blob.size === message.size
    fetched.push(whole ? { kind: 'stored', message, blob } : await fetchOne(client, message, blob, stage))
  }
  return fetched
}

async function stageBatch<Blob>(
  client: Connection,
  messages: readonly Listed[],
  stage: Stage<Blob>,
): Promise<Map<number, Blob>> {
  const staging = new Map<number, Promise<Blob>>()
  try {
    const uids = messages.map(({ uid }) => uid)
    for await (const { uid, source } of readSources(client, uids)) {
      if (staging.has(uid) || !uids.includes(uid)) continue
      const staged = stage([source])
      staged.catch(() => {}) // Awaited below; until then its failure must not count as unhandled.
      staging.set(uid, staged)
    }
  } catch (error) {
    // Another refusal on a living connection is about single messages: each missing one is asked for by itself.
    leaveAlone(client, error)
    if (!client.usable) throw error
  } finally {
    await Promise.allSettled(staging.values())
  }
  const blobs = new Map<number, Blob>()
  for (const [uid, staged] of staging) blobs.set(uid, await staged)
  return blobs
}

async function fetchOne<Blob extends Measured>(
  client: Connection,
  message: Listed,
  earlier: Blob | undefined,
  stage: Stage<Blob>,
  limit = MAX_MESSAGE_BYTES,
): Promise<Fetched<Blob>> {
  const readings = earlier ? [earlier] : []
  while (readings.length < 2) {
    const read = await stageOne(client, message, stage, limit)
    if (read.kind === 'failed') return { kind: 'failed', message, reason: read.reason }
    if (read.kind === 'absent') return absent(client, message)
    const { blob } = read
    if (blob.size > limit) return tooLarge(client, { ...message, size: blob.size })
    const confirmed = message.size === undefined || blob.size === message.size || blob.sha256 === readings[0]?.sha256
    if (confirmed) return { kind: 'stored', message, blob }
    readings.push(blob)
  }
  const [first, second] = readings.map(({ size }) => size)
  const sent = first === second ? `${first} bytes, and the next time as many but others` : `${first} and then ${second}`
  return { kind: 'failed', message, differs: true, reason: `The server says ${message.size} bytes, but sent ${sent}` }
}

type Reading<Blob> = { kind: 'read'; blob: Blob } | { kind: 'absent' } | { kind: 'failed'; reason: string }

/** Tells the server's refusals, which are about this message, from faults of the connection or the disk, which are thrown. */
async function stageOne<Blob>(
  client: Connection,
  message: Listed,
  stage: Stage<Blob>,
  limit: number,
): Promise<Reading<Blob>> {
  let refusal: unknown
  const refuse = (error: unknown): never => {
    refusal = error
    throw error
  }
  async function* watched(pieces: AsyncIterable<Buffer> | Buffer[]) {
    try {
      yield* pieces
    } catch (error) {
      refuse(error)
    }
  }
  try {
    const source = await openAnyhow(client, message, limit).catch(refuse)
    return source ? { kind: 'read', blob: await stage(watched(source)) } : { kind: 'absent' }
  } catch (error) {
    if (error === refusal) leaveAlone(client, error)
    if (error !== refusal || !client.usable) throw error
    return { kind: 'failed', reason: `The server does not give it out: ${saidBy(error)}` }
  }
}

/** The library asks for the size along with the source. Where that is not told, the source alone may still be given. */
async function openAnyhow(
  client: Connection,
  { uid, size }: Listed,
  limit: number,
): Promise<AsyncIterable<Buffer> | Buffer[] | undefined> {
  if (size !== undefined) return openSource(client, uid, limit)
  const opened = await unlessRefused(client, openSource(client, uid, limit))
  if (opened) return opened
  let whole: Buffer[] | undefined
  for await (const sent of readSources(client, [uid])) if (sent.uid === uid) whole = [sent.source]
  return whole
}

/** A server that asks for it is left alone: the connection ends, and the next begins after a pause. */
function leaveAlone(client: Connection, error: unknown): void {
  if (isThrottled(error)) client.close()
}

function saidBy(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string }
  return inPlain(responseText || message || String(error))
}

async function absent<Blob>(client: Connection, message: Listed): Promise<Fetched<Blob>> {
  const listed = await unlessRefused(client, listThese(client, [message.uid]))
  return listed === undefined || listed.length > 0
    ? { kind: 'failed', message, reason: 'The server lists it but sends no content' }
    : { kind: 'gone', message }
}

async function tooLarge<Blob>(client: Connection, message: Listed): Promise<Fetched<Blob>> {
  return { kind: 'too-large', message, envelope: await unlessRefused(client, readEnvelope(client, message.uid)) }
}
