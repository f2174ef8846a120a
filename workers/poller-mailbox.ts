import { setTimeout as sleep } from 'node:timers/promises'
import { addKeyword, type Connection, connect, moveTo, waitForChange } from '../src/mailbox/collect.ts'
import { delayAfter, describeFault } from '../src/mailbox/fault.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { noteState, noteSucceeded, passwordOf } from '../src/mailbox/mailbox.ts'
import { noteMarked, unmarked } from '../src/message/ledger.ts'
import type { PollerParts } from './poller.ts'
import { roomFor } from './poller-backlog.ts'
import type { Bell } from './poller-bell.ts'
import { retryFailed } from './poller-retry.ts'
import { collectNew, openEpoch, type Session, type Suspicion } from './poller-sync.ts'

// IDLE is a hint, this is the guarantee: the folder is opened and listed anew at least this often.
const SYNC_EVERY_MS = 60_000
// Only a connection that lived this long after it had collected everything makes the next fault count as the first.
const SURVIVED_MS = 5 * 60_000
const MARK_AT_ONCE = 500

/** Collects one mailbox until `signal` aborts; never rejects. Each connection is a new one, after a pause that grows with the faults in a row. */
export async function keepCollecting(
  parts: PollerParts,
  mailbox: Mailbox,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  const suspicion: Suspicion = { carefulThrough: 0, deaths: new Map() }
  let faults = 0
  while (!signal.aborted) {
    let completedAt: number | undefined
    try {
      await collectAndWatch(parts, mailbox, bell, suspicion, signal, () => {
        completedAt ??= Date.now()
      })
    } catch (err) {
      if (signal.aborted) return
      if (completedAt !== undefined && Date.now() - completedAt > SURVIVED_MS) faults = 0
      faults++
      await rest(parts, mailbox, err, faults, signal)
    }
  }
}

async function rest(
  parts: PollerParts,
  mailbox: Mailbox,
  err: unknown,
  faults: number,
  signal: AbortSignal,
): Promise<void> {
  const { kind, words } = describeFault(err, mailbox.host)
  const delay = delayAfter(kind, faults, Math.random())
  parts.log.warn({ err, mailbox: mailbox.name, seconds: Math.round(delay / 1000) }, words)
  await noteState(parts.db, mailbox.id, kind === 'refused' ? 'refused' : 'waiting', words).catch((err) =>
    parts.log.warn({ err, mailbox: mailbox.name }, 'the state of the mailbox is not noted'),
  )
  await sleep(delay, undefined, { signal }).catch(() => {})
}

async function collectAndWatch(
  parts: PollerParts,
  mailbox: Mailbox,
  bell: Bell,
  suspicion: Suspicion,
  signal: AbortSignal,
  completed: () => void,
): Promise<void> {
  const ended = new AbortController()
  const client = await connect(
    { ...mailbox, password: passwordOf(mailbox, parts.secretKey) },
    AbortSignal.any([signal, ended.signal]),
  )
  try {
    client.on('exists', () => bell.ring('mail'))
    client.on('close', () => bell.ring('mail'))
    const mark = marker(parts, mailbox, client)
    const roomForMore = roomFor(parts, mailbox, client, signal)
    for (;;) {
      const session = await openEpoch({ parts, mailbox, client, suspicion, roomForMore, signal })
      await noteState(parts.db, mailbox.id, 'syncing', 'Looking for new messages')
      await collect(session, mark)
      await retryFailed(session)
      await noteState(parts.db, mailbox.id, 'watching', 'Waiting for new messages')
      completed()
      await watch(session, bell, mark)
    }
  } finally {
    ended.abort()
  }
}

type Mark = (session: Session) => Promise<void>

/** Reacts to what happens until the folder is due to be opened anew. */
async function watch(session: Session, bell: Bell, mark: Mark): Promise<void> {
  const until = Date.now() + SYNC_EVERY_MS
  await mark(session)
  for (let left = SYNC_EVERY_MS; left > 0; left = until - Date.now()) {
    await waitForChange(session.client, left, bell.signal)
    const rung = bell.answer()
    if (rung.has('mail')) await collect(session, mark)
    if (rung.has('filed')) await mark(session)
  }
}

async function collect(session: Session, mark: Mark): Promise<void> {
  const { parts, mailbox } = session
  await collectNew(session, async (collected) => {
    if (collected > 0) {
      await noteState(parts.db, mailbox.id, 'syncing', `Fetching: ${collected} messages so far`)
      await noteSucceeded(parts.db, mailbox.id)
    }
    await mark(session)
  })
  await noteSucceeded(parts.db, mailbox.id)
}

/** Marks on the server what has been filed. The first refusal is told once and ends marking on this connection. */
function marker(parts: PollerParts, mailbox: Mailbox, client: Connection): Mark {
  const { afterFiling, moveTo: folder } = mailbox
  let refused = false
  return async ({ cursor, signal }) => {
    while (afterFiling !== 'nothing' && !refused && !signal.aborted) {
      const filed = await unmarked(parts.db, mailbox.id, cursor.uidValidity, MARK_AT_ONCE)
      if (filed.length === 0) return
      const uids = filed.map(({ uid }) => uid)
      const marked =
        afterFiling === 'move' && folder ? await moveTo(client, uids, folder) : await addKeyword(client, uids)
      refused = !marked
      if (refused)
        parts.log.warn({ mailbox: mailbox.name }, 'the server does not let us mark filed messages; collecting goes on')
      else
        await noteMarked(
          parts.db,
          filed.map(({ id }) => id),
        )
    }
  }
}
