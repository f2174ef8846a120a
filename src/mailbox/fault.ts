/**
 * Why collecting stopped, for the pace of the next try and for the person who reads it.
 * `refused`: the server said that user or password are wrong. `throttled`: it asks to be left alone for a while.
 */
export interface Fault {
  kind: 'refused' | 'throttled' | 'passing'
  /** A sentence in plain words with what to do, where something can be done. */
  words: string
}

/** What the client library and Node attach to errors; all of it may be absent. */
interface ErrorTraits {
  message?: string
  code?: string
  authenticationFailed?: boolean
  serverResponseCode?: string
  responseText?: string
  response?: unknown
  reason?: string
  tlsFailed?: boolean
  mailboxMissing?: boolean
  /** Only errors that Postgres sent have one. */
  severity?: string
}

// RFC 5530 response codes that say nothing about the password, and what servers write where they give no code.
const THROTTLE_CODES = ['LIMIT', 'OVERQUOTA', 'UNAVAILABLE', 'INUSE', 'THROTTLED']
const THROTTLE_WORDS =
  /too many|simultaneous|try again (?:later|after)|temporar|throttl|rate.?limit|bandwidth|quota|exceeded|overload|busy/i
const CERTIFICATE_CODES =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY))/

/** Whether the server asks to be left alone for a while: its refusal then says nothing about the message or the password. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && isThrottle(error, saidBy(error))
}

/** Tells what went wrong from an error of a connection to `host`. */
export function describeFault(error: unknown, host: string): Fault {
  const traits: ErrorTraits = error instanceof Error ? error : {}
  const ours = wordsOfOurs(traits)
  if (ours) return { kind: 'passing', words: ours }
  const said = saidBy(traits)
  const quoted = said ? ` It said: “${said}”.` : ''
  if (isThrottle(traits, said)) {
    return {
      kind: 'throttled',
      words: `${host} asks for fewer connections or less traffic; collecting goes on a little later.${quoted}`,
    }
  }
  if (traits.authenticationFailed) {
    if (traits.serverResponseCode === 'AUTHENTICATIONFAILED') {
      return {
        kind: 'refused',
        words: `${host} does not accept the user name or the password. Enter them again; some providers want an app password.${quoted}`,
      }
    }
    return {
      kind: 'throttled',
      words: `${host} did not let us sign in, without saying that the password is wrong.${quoted}`,
    }
  }
  return { kind: 'passing', words: passingWords(traits, host, quoted) }
}

/** Trouble on our side of the connection, of which the mail server knows nothing. */
function wordsOfOurs({ code = '', severity }: ErrorTraits): string | undefined {
  const waits = 'new ones wait safely on the server, and collecting goes on by itself'
  // Class 22 is about what was to be written, which came from the server.
  if (severity !== undefined && !code.startsWith('22')) {
    // Disk full, and the resources of which a disk is one (SQLSTATE class 53).
    if (code === '53100') return `The disk of the database is full. Make room there; ${waits}.`
    return `The database takes nothing at the moment (${code}); ${waits}.`
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk for messages is full. Make room there; ${waits}.`
  if (['EROFS', 'EIO', 'EACCES'].includes(code)) {
    return `Messages cannot be written to their disk (${code}). Look after it; ${waits}.`
  }
  return undefined
}

function passingWords(traits: ErrorTraits, host: string, quoted: string): string {
  const { code = '' } = traits
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The name ${host} is not found. Check the server name and the network.`
  if (code === 'ECONNREFUSED')
    return `${host} does not take connections on this port. Check the port, and whether the server runs.`
  if (CERTIFICATE_CODES.test(code)) {
    return `The certificate of ${host} is not trusted (${code}). Check the server name; for a certificate authority of your own, name its file in NODE_EXTRA_CA_CERTS.`
  }
  if (traits.tlsFailed || code.startsWith('ERR_SSL')) {
    return `${host} does not offer the encryption asked for on this port. Use imaps with port 993, or imap with ?starttls=1 and port 143.`
  }
  if (code === 'GREETING_TIMEOUT')
    return `${host} connects but does not speak IMAP on this port. Check the port, and whether it wants TLS.`
  if (['CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code)) {
    return `${host} does not answer. Check the server name, the port and the firewall.`
  }
  if (code === 'InvalidStringValue')
    return 'The name of a folder, or the user name, holds a line break or another character that no mail server takes. Enter it again.'
  if (traits.mailboxMissing)
    return `The folder does not exist on ${host}. Check its name; the server's own spelling counts.${quoted}`
  if (
    [
      'NoConnection',
      'EConnectionClosed',
      'ClosedAfterConnectText',
      'ClosedAfterConnectTLS',
      'ECONNRESET',
      'EPIPE',
    ].includes(code)
  ) {
    return `${host} closed the connection; we connect again.${quoted}`
  }
  if (code === 'ETIMEOUT') return `${host} stopped answering; we connect again.`
  return `Collecting from ${host} stopped: ${traits.message || code || 'unknown fault'}${quoted}`
}

function isThrottle(traits: ErrorTraits, said: string): boolean {
  const responseCode = traits.serverResponseCode ?? codeWithin(traits.response)
  if (traits.code === 'ETHROTTLE' || THROTTLE_CODES.includes(responseCode ?? '')) return true
  return (
    responseCode !== 'AUTHENTICATIONFAILED' && (traits.authenticationFailed || said !== '') && THROTTLE_WORDS.test(said)
  )
}

/** The code in brackets of a tagged response, which the client library reads out of some commands' answers only. */
function codeWithin(response: unknown): string | undefined {
  const [first] = (response as { attributes?: { section?: { value?: unknown }[] }[] } | undefined)?.attributes ?? []
  const value = first?.section?.[0]?.value
  return typeof value === 'string' ? value.toUpperCase() : undefined
}

function saidBy({ reason, responseText }: ErrorTraits): string {
  return inPlain(responseText || reason || '')
}

/** A server's words as one line that can be stored and shown: no NUL, no escape sequences, at most 200 characters. */
export function inPlain(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

// Pace of connecting again, milliseconds: from the first value, doubled each time, up to the second.
const PACE = {
  passing: [1_000, 60_000],
  throttled: [30_000, 15 * 60_000],
  // Three refusals, after which a person is asked, are then spread over a bit more than half an hour.
  refused: [11 * 60_000, 60 * 60_000],
} as const satisfies Record<Fault['kind'], readonly [number, number]>

/**
 * Milliseconds to wait after the `count`th fault in a row (from 1). `random` is a number from 0 to 1 that spreads many mailboxes out;
 * a refused sign-in is never asked again earlier than its pace, as servers lock accounts.
 */
export function delayAfter(kind: Fault['kind'], count: number, random: number): number {
  const [first, most] = PACE[kind]
  const full = Math.min(most, first * 2 ** Math.min(count - 1, 20))
  return Math.round(kind === 'refused' ? full * (1 + random / 10) : full * (0.5 + random / 2))
}
