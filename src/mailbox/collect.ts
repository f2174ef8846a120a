import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow, type MessageEnvelopeObject } from 'imapflow'

/**
 * Talking IMAP: the only file that knows the client library. One caller at a time owns a connection; it is never used again after a fault.
 * Sources are always read with BODY.PEEK, so that \Seen stays what the people who read the mailbox made it.
 */
export type Connection = ImapFlow

export interface ConnectSettings {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
  password: string
}

export interface Folder {
  /** 0 where the server does not say. */
  uidValidity: number
  /** Undefined where the server does not say. */
  uidNext: number | undefined
  exists: number
}

/** A message as the folder lists it; what the server leaves out is undefined. */
export interface Listed {
  uid: number
  size: number | undefined
  receivedAt: Date | undefined
}

/** The server did not finish a command in time; the connection is closed. */
class CommandTimeoutError extends Error {
  override name = 'CommandTimeoutError'
}

// The design's limit for a message, and what one server answer may then hold at most.
export const MAX_MESSAGE_BYTES = 50 * 1024 * 1024
const MAX_LITERAL_BYTES = MAX_MESSAGE_BYTES + 1024 * 1024
const PIECE_BYTES = 1024 * 1024
const MAX_LINE_BYTES = 8 * 1024 * 1024
const MAX_RESPONSE_TOKENS = 200_000

const LISTED = { uid: true, size: true, internalDate: true }

const CONNECT_MS = 20_000
const GREETING_MS = 20_000
const SILENCE_MS = 90_000
/** What a server may take for a command, and for one that carries much. */
export const COMMAND_MS = 60_000
export const TRANSFER_MS = 10 * 60_000

/**
 * Connects and signs in. Rejects with what the network or the server said; see `describeFault`. An abort closes the connection at any
 * time, and whatever was under way on it rejects.
 */
export async function connect(settings: ConnectSettings, signal: AbortSignal): Promise<Connection> {
  signal.throwIfAborted()
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    doSTARTTLS: settings.security === 'starttls',
    auth: { user: settings.username, pass: settings.password },
    clientInfo: { name: 'Copytaster' },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    maxLineLength: MAX_LINE_BYTES,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: MAX_LITERAL_BYTES + 1024 * 1024,
    maxResponseTokens: MAX_RESPONSE_TOKENS,
  })
  // Without a listener an error event would end the process. The command under way rejects as well, which is where faults are dealt with.
  client.on('error', () => {})
  const close = () => client.close()
  signal.addEventListener('abort', close, { once: true })
  client.once('close', () => signal.removeEventListener('abort', close))
  try {
    await withDeadline(client, CONNECT_MS + GREETING_MS + COMMAND_MS, 'sign in', client.connect())
  } catch (error) {
    client.close()
    throw error
  }
  return client
}

/** Selects the folder, also again, which makes the server say anew what it holds. */
export async function openFolder(client: Connection, path: string): Promise<Folder> {
  const opened = await withDeadline(client, COMMAND_MS, 'open the folder', client.mailboxOpen(path))
  return {
    uidValidity: Number(opened.uidValidity ?? 0),
    uidNext: opened.uidNext || undefined,
    exists: opened.exists ?? 0,
  }
}

/**
 * Lists messages above `lastUid` in the span of `width` UIDs, ascending, at most `limit`. `through` is the UID up to which the list is
 * whole; `ended` says that nothing lies above it. Holds no more than the span in memory, however many the folder has. With `bare` only
 * the UIDs are asked for: some servers end the connection when they cannot tell the size of a damaged message (seen from Dovecot).
 */
export async function listAbove(
  client: Connection,
  lastUid: number,
  span: { width: number; limit: number; uidNext: number | undefined; bare?: boolean },
): Promise<{ listed: Listed[]; through: number; ended: boolean }> {
  const last = lastUid + span.width
  const reachesEnd = span.uidNext === undefined || last >= span.uidNext - 1
  const range = `${lastUid + 1}:${reachesEnd ? '*' : last}`
  const answered: Listed[] = []
  for await (const row of rows(client, range, span.bare ? { uid: true } : LISTED)) {
    // `n:*` always answers with the last message, also when its UID is below n (RFC 9051 §9, seq-range). And a server may tell of any
    // other message at any time (RFC 9051 §7.5.2): beyond the span it says nothing of those between.
    if (row.uid && row.uid > lastUid && (reachesEnd || row.uid <= last)) answered.push(listedFrom(row))
  }
  // A server may answer in any order: only the lowest may be taken, or what is left out would lie below the cursor for ever.
  answered.sort((a, b) => a.uid - b.uid)
  const more = answered.length > span.limit
  const listed = answered.slice(0, span.limit)
  const highest = listed.at(-1)?.uid ?? lastUid
  return { listed, through: more || reachesEnd ? highest : last, ended: reachesEnd && !more }
}

/** The messages with these UIDs that are still there, ascending. */
export async function listThese(client: Connection, uids: readonly number[]): Promise<Listed[]> {
  if (uids.length === 0) return []
  const listed: Listed[] = []
  for await (const row of rows(client, uids.join(','), LISTED)) {
    if (row.uid && uids.includes(row.uid)) listed.push(listedFrom(row))
  }
  return listed.sort((a, b) => a.uid - b.uid)
}

/** Sources that the server sends for one FETCH, as they arrive. Messages that are gone are left out. */
export async function* readSources(
  client: Connection,
  uids: readonly number[],
): AsyncGenerator<{ uid: number; source: Buffer }> {
  for await (const { uid, source } of rows(client, uids.join(','), { uid: true, source: true })) {
    if (uid && source) yield { uid, source }
  }
}

/**
 * One large source in pieces, no more than about `limit` octets of it; undefined when the message is gone. Errors of the connection arrive
 * on the iteration.
 */
export async function openSource(
  client: Connection,
  uid: number,
  limit: number,
): Promise<AsyncIterable<Buffer> | undefined> {
  const { content } = await withDeadline(
    client,
    TRANSFER_MS,
    'download',
    client.download(String(uid), undefined, { uid: true, chunkSize: PIECE_BYTES, maxBytes: limit + PIECE_BYTES }),
  )
  return content
}

/** What the header of a message says, as far as the server could read it. */
export type Envelope = ReturnType<typeof envelopeFrom>

/** What the header of a message says, without its source; undefined when it is gone. */
export async function readEnvelope(client: Connection, uid: number): Promise<Envelope | undefined> {
  return (await readEnvelopes(client, [uid])).get(uid)
}

/** The same for several messages, in one FETCH. Those that are gone are left out. */
export async function readEnvelopes(client: Connection, uids: readonly number[]): Promise<Map<number, Envelope>> {
  const envelopes = new Map<number, Envelope>()
  for await (const { uid, envelope } of rows(client, uids.join(','), { uid: true, envelope: true })) {
    // A row without is not the answer, but tells of a change.
    if (uid && envelope) envelopes.set(uid, envelopeFrom(envelope))
  }
  return envelopes
}

function envelopeFrom({ subject, messageId, from }: MessageEnvelopeObject) {
  return {
    subject: textOrNull(subject),
    fromAddress: textOrNull(from?.[0]?.address),
    fromName: textOrNull(from?.[0]?.name),
    headerMessageId: textOrNull(messageId?.replace(/^<|>$/g, '')),
  }
}

/** What the server answers to a FETCH, as it arrives; `range` of UIDs. The connection ends when it takes too long. */
export async function* rows(client: Connection, range: string, query: Parameters<ImapFlow['fetch']>[1]) {
  const deadline = setTimeout(() => client.close(), TRANSFER_MS)
  try {
    yield* client.fetch(range, query, { uid: true })
  } finally {
    clearTimeout(deadline)
  }
}

/** The answer to a command, or `CommandTimeoutError` (“did not `what`”) and the end of the connection. */
export async function withDeadline<T>(client: Connection, ms: number, what: string, answer: Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = sleep(ms, undefined, { signal: answered.signal, ref: false }).then(() => {
    client.close()
    throw new CommandTimeoutError(`The mail server did not ${what} within ${ms / 1000} seconds`)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    answered.abort()
    late.catch(() => {})
  }
}

/** An INTERNALDATE that can be one: Postgres ends at another year than JavaScript. */
export function timeOf(internalDate: Date | string | undefined): Date | undefined {
  if (!(internalDate instanceof Date)) return undefined
  const year = internalDate.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? internalDate : undefined
}

function listedFrom(row: { uid: number; size?: number | undefined; internalDate?: Date | string | undefined }): Listed {
  const receivedAt = timeOf(row.internalDate)
  return { uid: row.uid, size: row.size, receivedAt }
}

/** Postgres refuses NUL. */
function textOrNull(text: string | undefined): string | null {
  return text?.replaceAll('\0', '') || null
}
