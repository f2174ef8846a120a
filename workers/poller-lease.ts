import type pg from 'pg'

/** A database connection whose advisory locks say which mailboxes this process has. */
export interface Lease {
  /** Aborts when the locks are gone, or may be. */
  signal: AbortSignal
  /** Shows that the connection lives, which keeps the locks. Rejects when it does not, and the lease is lost. */
  prove(): Promise<void>
  /** False: another process has the mailbox. */
  take(mailboxId: string): Promise<boolean>
  giveBack(mailboxId: string): Promise<void>
  onHistory(listener: () => void): void
  /** Gives everything back. */
  end(): void
}

/**
 * Opens a lease. Postgres ends it when it hears nothing for `heldFor` milliseconds, so that a process which is frozen or cut off loses its
 * mailboxes; this process takes it for lost before that, also when it wakes up later: its timer is due before anything that has arrived.
 */
export async function openLease(pool: pg.Pool, heldFor: number): Promise<Lease> {
  const connection = await pool.connect()
  const lost = new AbortController()
  const lose = () => lost.abort(new Error('the database connection that holds the mailboxes did not answer in time'))
  let watchdog = setTimeout(lose, (heldFor * 3) / 4)
  const end = () => {
    clearTimeout(watchdog)
    lose()
    connection.release(true)
  }
  const ask = async <Row extends pg.QueryResultRow>(query: string, values: string[] = []): Promise<Row | undefined> =>
    (await orLost(lost.signal, connection.query<Row>(query, values))).rows[0]

  connection.on('error', (error) => lost.abort(error))
  connection.on('end', () => lost.abort(new Error('the database connection that holds the mailboxes ended')))
  try {
    await orLost(lost.signal, limitSilence(connection, heldFor))
    await ask('listen history')
  } catch (error) {
    end()
    throw error
  }
  return {
    signal: lost.signal,
    async prove() {
      // Counted from the question, as Postgres counts from then at the earliest.
      const next = setTimeout(lose, (heldFor * 3) / 4)
      await ask('select 1').catch((error) => {
        clearTimeout(next)
        lost.abort(error)
        throw error
      })
      clearTimeout(watchdog)
      watchdog = next
    },
    async take(mailboxId) {
      const query = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as held'
      return (await ask<{ held: boolean }>(query, [mailboxId]))?.held === true
    },
    async giveBack(mailboxId) {
      await ask('select pg_advisory_unlock(hashtextextended($1, 0))', [mailboxId])
    },
    onHistory: (listener) => void connection.on('notification', listener),
    end,
  }
}

/** What ends a session that says nothing more, or whose machine is gone. */
async function limitSilence(connection: pg.PoolClient, heldFor: number): Promise<void> {
  const third = Math.max(1, Math.round(heldFor / 3_000))
  await connection.query(
    `set tcp_keepalives_idle = ${third}; set tcp_keepalives_interval = ${third}; set tcp_keepalives_count = 2;
     set tcp_user_timeout = ${heldFor}`,
  )
  // Postgres 14 and later. An older one finds out by the keepalives, save for a process that is frozen.
  await connection.query(
    `select set_config('idle_session_timeout', $1, false) from pg_settings where name = 'idle_session_timeout'`,
    [String(heldFor)],
  )
}

/** What `work` gives, unless `signal` aborts first: then its reason is thrown, and what becomes of `work` matters no more. */
export function orLost<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const lose = () => reject(signal.reason)
    if (signal.aborted) lose()
    // Not a race with one promise for all calls, which would remember every one of them.
    signal.addEventListener('abort', lose, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', lose))
  })
}
