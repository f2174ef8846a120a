import { type Connection, type Envelope, readEnvelope, readEnvelopes } from './collect.ts'
import type { Fetched } from './fetch-load.ts'
import type { Load } from './loads.ts'
import { unlessRefused } from './unless-refused.ts'

/**
 * Asks what the headers of a load say, in one FETCH, and downloads nothing. Where that is refused each is asked for by itself, and one that
 * the server tells nothing of is listed without. Rejects when the connection is lost.
 */
export async function listLoad(client: Connection, load: Load): Promise<Fetched<never>[]> {
  const messages = load.kind === 'batch' ? load.messages : [load.message]
  const uids = messages.map(({ uid }) => uid)
  const envelopes = (await unlessRefused(client, readEnvelopes(client, uids))) ?? (await readSingly(client, uids))
  return messages.map((message) => ({ kind: 'listed', message, envelope: envelopes.get(message.uid) }))
}

async function readSingly(client: Connection, uids: readonly number[]): Promise<Map<number, Envelope>> {
  const envelopes = new Map<number, Envelope>()
  for (const uid of uids) {
    const envelope = await unlessRefused(client, readEnvelope(client, uid))
    if (envelope) envelopes.set(uid, envelope)
  }
  return envelopes
}
