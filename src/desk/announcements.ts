import type { Kysely } from 'kysely'
import type pg from 'pg'
import { type ArticleEvent, lastHistoryId, listEvents, listEventsAfter } from '../article/history.ts'
import type { Database } from '../database.ts'
import type { Log } from '../log.ts'

/**
 * How many ids before the last one are looked at again whenever notifications may have been missed. Ids are given out when a row is
 * written but seen when its transaction commits, so a lower id may appear after a higher one; a hundred writers would have to overtake
 * each other for one to be missed by this.
 */
export const ID_OVERLAP = 200

const CHECK_EVERY_MS = 20_000
const RECONNECT_AFTER_MS = 1_000
const ANSWER_WITHIN_MS = 5_000

/** Tells of every new event of an article, in this process, whichever process caused it. */
export interface Announcements {
  /** The id of the newest entry of history that was seen. */
  lastId(): number
  /** Calls `hear` for each event from now on, perhaps more than once for one, until the function that it returns is called. */
  listen(hear: (event: ArticleEvent) => void): () => void
  close(): Promise<void>
}

/**
 * Listens on one connection of the pool for as long as the process runs. LISTEN is a hint: every 20 s, and after a reconnection, what was
 * missed is looked up; that query also finds out whether the connection still lives.
 */
export async function openAnnouncements(pool: pg.Pool, db: Kysely<Database>, log: Log): Promise<Announcements> {
  const hearers = new Set<(event: ArticleEvent) => void>()
  const seen = new Set<number>()
  const due = new Set<number>()
  let lastId = await lastHistoryId(db)
  let client: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let work = Promise.resolve()

  function announce(events: ArticleEvent[]): void {
    for (const event of events) {
      lastId = Math.max(lastId, event.id)
      if (seen.has(event.id)) continue
      seen.add(event.id)
      for (const hear of hearers) hear(event)
    }
    for (const id of seen) if (id < lastId - 2 * ID_OVERLAP) seen.delete(id)
  }

  async function lookUpDue(): Promise<void> {
    const ids = [...due]
    due.clear()
    if (ids.length > 0) announce(await listEvents(db, ids))
  }

  async function lookUpMissed(): Promise<void> {
    announce(await listEventsAfter(db, lastId - ID_OVERLAP, 10 * ID_OVERLAP))
  }

  /** One look-up at a time; a failed one is made up for by the next check. */
  function queueUp(lookUp: () => Promise<void>): void {
    work = work.then(lookUp).catch((err) => log.warn({ err }, 'the desk’s events could not be read; trying again'))
  }

  async function connect(): Promise<void> {
    const fresh = await pool.connect()
    fresh.on('error', () => lose(fresh))
    fresh.on('notification', ({ payload }) => {
      due.add(Number(payload))
      if (due.size === 1) queueUp(lookUpDue)
    })
    await fresh.query('listen history').catch((error) => {
      fresh.release(true)
      throw error
    })
    if (closed) return fresh.release(true)
    client = fresh
    queueUp(lookUpMissed)
    timer = setTimeout(() => check(fresh), CHECK_EVERY_MS)
  }

  async function check(listening: pg.PoolClient): Promise<void> {
    const question: pg.QueryConfig & { query_timeout: number } = { text: 'select', query_timeout: ANSWER_WITHIN_MS }
    const alive = await listening.query(question).then(
      () => true,
      () => false,
    )
    if (closed || client !== listening) return
    if (!alive) return lose(listening)
    queueUp(lookUpMissed)
    timer = setTimeout(() => check(listening), CHECK_EVERY_MS)
  }

  function lose(lost: pg.PoolClient): void {
    if (closed || client !== lost) return
    client = undefined
    clearTimeout(timer)
    lost.release(true)
    reconnect()
  }

  function reconnect(): void {
    timer = setTimeout(() => {
      connect().catch((err) => {
        log.warn({ err }, 'the desk’s events are late; connecting to Postgres again')
        if (!closed) reconnect()
      })
    }, RECONNECT_AFTER_MS)
  }

  await connect()
  return {
    lastId: () => lastId,
    listen: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      client?.release(true)
      await work
    },
  }
}
