import type pg from 'pg'

/** What pg keeps of a connection beyond its types. */
interface Wire {
  readyForQuery: boolean
  connection: { stream: { setTimeout(ms: number, act: () => void): void; destroy(error?: Error): void } }
}

/**
 * For the server's side: it forgets a client whose machine is gone within half a minute, and with it that client's advisory locks, so that
 * another poller gets its mailboxes. Linux would else ask for the first time after two hours.
 */
export const SERVER_KEEPALIVE =
  '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=30000'

/** For ours, where nothing is under way; what is under way has the deadline of `guardPool`. */
export const CLIENT_KEEPALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

/**
 * Keeps a pool from hanging or ending the process. A connection whose server has not said a word for `unansweredMs` while a query is under
 * way is cut, which fails the query as a restart of the server would: Node has no TCP_USER_TIMEOUT, and without it a server that vanished
 * is noticed after a quarter of an hour. A connection that breaks while it is lent out has no listener of the pool's.
 * Returns how to cut them all, for a close that must not wait.
 */
export function guardPool(pool: pg.Pool, unansweredMs: number): () => void {
  const wires = new Set<Wire>()
  pool.on('connect', (client) => {
    const wire = client as unknown as Wire
    const { stream } = wire.connection
    wires.add(wire)
    client.on('error', () => {}) // Who asked hears of it by the query; the pool throws the connection away.
    client.once('end', () => wires.delete(wire))
    stream.setTimeout(unansweredMs, () => {
      if (!wire.readyForQuery) stream.destroy(new Error(`Postgres has not answered for ${unansweredMs / 1000} s`))
    })
  })
  return () => {
    for (const { connection } of wires) connection.stream.destroy()
  }
}
