import { type Connection, readEnvelopes } from './collect.ts'
import type { Fetched } from './fetch-load.ts'
import type { Load } from './loads.ts'

/** Asks what the headers of a load say, in one FETCH, and downloads nothing. Rejects when the connection is lost. */
export async function listLoad(client: Connection, load: Load): Promise<Fetched<never>[]> {
  const messages = load.kind === 'batch' ? load.messages : [load.message]
  const envelopes = await readEnvelopes(
    client,
    messages.map(({ uid }) => uid),
  )
  return messages.map((message) => ({ kind: 'listed', message, envelope: envelopes.get(message.uid) }))
}
