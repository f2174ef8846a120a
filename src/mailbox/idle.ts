import { type Connection, withDeadline } from './collect.ts'

/** The server ended the connection while nothing was asked of it; `reason` is what it said, for `describeFault`. */
class ConnectionEndedError extends Error {
  override name = 'ConnectionEndedError'
  readonly code = 'NoConnection'
  readonly reason: string | undefined
  constructor(reason: string | undefined) {
    super('The mail server ended the connection')
    this.reason = reason
  }
}

// A server that has been idle has nothing to do but to answer: a connection that is open at our end only is found by its silence.
const ANSWER_MS = 15_000

/**
 * Lets the server tell of changes (IDLE, or NOOP now and then where it has no IDLE) until `wait` resolves, whose result it returns.
 * Changes arrive as the connection's event `exists`, a hint on which nothing depends. Rejects when the connection is lost.
 */
export async function whileIdle<T>(client: Connection, wait: () => Promise<T>): Promise<T> {
  const idling = client.idle().catch(() => {})
  const result = await wait()
  // The NOOP ends the IDLE and proves that the connection lives.
  await withDeadline(client, ANSWER_MS, 'answer', client.noop()).catch((error) => {
    // The library's own error does not tell what the server said at last.
    throw client.byeReason ? new ConnectionEndedError(client.byeReason) : error
  })
  await idling
  if (!client.usable) throw new ConnectionEndedError(client.byeReason)
  return result
}
