import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../src/mailbox/collect.ts'
import { delayAfter, describeFault } from '../src/mailbox/fault.ts'
import { whileIdle } from '../src/mailbox/idle.ts'
import type { Mailbox } from '../src/mailbox/mailbox.table.ts'
import { noteState, noteSucceeded, passwordOf } from '../src/mailbox/mailbox.ts'
import { noteRefused, noteSignedIn, refusalWords, waitToSignIn } from '../src/mailbox/refusal.ts'
import { hasAsked } from '../src/message/asked.ts'
import { unmarked } from '../src/message/ledger.ts'
import type { Pace, PollerParts } from './poller.ts'
import { fetchAsked } from './poller-asked.ts'
import { roomFor } from './poller-backlog.ts'
import type { Bell, Ring } from './poller-bell.ts'
import { canaryKeeper } from './poller-canary.ts'
import { type Mark, marker } from './poller-mark.ts'
import { reconciler } from './poller-reconcile.ts'
import { retryFailed } from './poller-retry.ts'
import { noSuspicion, openEpoch, type Session, type Suspicion } from './poller-session.ts'
import { collectNew } from './poller-sync.ts'

/** One mailbox's loop. */
export interface Keeping {
  parts: PollerParts
  mailbox: Mailbox
  bell: Bell
  pace: Pace
  signal: AbortSignal
}

// Only a connection that lived this long after it had collected everything makes the next fault count as the first.
const SURVIVED_MS = 5 * 60_000

/** Collects one mailbox until the signal aborts; never rejects. Each connection is a new one, after a pause that grows with the faults in a row. */
export async function keepCollecting(keeping: Keeping): Promise<void> {
  const { signal } = keeping
  await sleep(waitToSignIn(keeping.mailbox, new Date()), undefined, { signal }).catch(() => {})
  const suspicion = noSuspicion()
  let faults = 0
  while (!signal.aborted) {
    let completedAt: number | undefined
    try {
      await collectAndWatch(keeping, suspicion, () => {
        completedAt ??= performance.now()
      })
    } catch (err) {
      if (signal.aborted) return
      if (completedAt !== undefined && performance.now() - completedAt > SURVIVED_MS) faults = 0
      faults++
      await rest(keeping, err, faults)
    }
  }
}

async function rest({ parts, mailbox, signal }: Keeping, fault: unknown, faults: number): Promise<void> {
  const { kind, words } = describeFault(fault, mailbox.host)
  const passing = { state: 'waiting' as const, words, delay: delayAfter(kind, faults, Math.random()) }
  // Without the database nothing can be noted, but the pace is kept.
  const stop = kind === 'refused' ? await countRefusal(parts, mailbox, words).catch(() => passing) : passing
  parts.log.warn({ err: fault, mailbox: mailbox.name, seconds: Math.round(stop.delay / 1000) }, stop.words)
  await noteState(parts.db, mailbox.id, stop.state, stop.words).catch((err) =>
    parts.log.warn({ err, mailbox: mailbox.name }, 'the state of the mailbox is not noted'),
  )
  await sleep(stop.delay, undefined, { signal }).catch(() => {})
}

async function countRefusal({ db }: PollerParts, { id, host }: Mailbox, words: string) {
  const now = new Date()
  const refusal = await noteRefused(db, id, now, Math.random())
  return {
    ...(refusal.certain
      ? { state: 'refused' as const, words }
      : { state: 'waiting' as const, words: refusalWords(host, refusal) }),
    delay: refusal.nextAt.getTime() - now.getTime(),
  }
}

async function collectAndWatch(keeping: Keeping, suspicion: Suspicion, completed: () => void): Promise<void> {
  const { parts, mailbox, bell, pace, signal } = keeping
  const ended = new AbortController()
  const password = passwordOf(mailbox, parts.secretKey)
  const client = await connect({ ...mailbox, password }, AbortSignal.any([signal, ended.signal]))
  try {
    await noteSignedIn(parts.db, mailbox.id)
    client.on('exists', () => bell.ring('mail'))
    client.on('close', () => bell.ring('mail'))
    const markFiled = marker(parts, mailbox, client)
    // Nothing on the server is touched on the strength of a number before the numbers have been compared.
    let compared = false
    const mark: Mark = async (session) => {
      if (compared) await markFiled(session)
    }
    const keepCanaries = canaryKeeper(parts, mailbox, client)
    const roomForMore = roomFor(parts, mailbox, client, signal)
    const reconcile = reconciler({
      every: pace.reconcileEvery,
      healFor: pace.syncEvery,
      meanwhile: (session) => respond(session, bell, bell.answer(), mark),
    })
    await noteState(parts.db, mailbox.id, 'syncing', 'Looking for new messages')
    for (;;) {
      const session = await openEpoch({ parts, mailbox, client, suspicion, roomForMore, signal })
      await collect(session, mark)
      await retryFailed(session)
      if (await fetchAsked(session)) bell.ring('asked')
      const whole = await reconcile(session)
      completed()
      compared ||= whole
      if (compared) await keepCanaries(session)
      if (whole) await watch(session, keeping, mark)
    }
  } finally {
    ended.abort()
  }
}

/** Reacts to what happens until the folder is due to be opened anew. */
async function watch(session: Session, { bell, pace }: Keeping, mark: Mark): Promise<void> {
  const until = performance.now() + pace.syncEvery
  await mark(session)
  while (performance.now() < until) {
    const rung = await whileIdle(session.client, () => nextRing(session, bell, until))
    await respond(session, bell, rung, mark)
  }
}

async function respond(session: Session, bell: Bell, rung: Set<Ring>, mark: Mark): Promise<void> {
  if (rung.has('mail')) await collect(session, mark)
  if (rung.has('filed')) await mark(session)
  if (rung.size > 0 && (await fetchAsked(session))) bell.ring('asked')
}

/** Waits for a reason to leave the IDLE. That something was filed or asked for is one only if it is of this mailbox. */
async function nextRing({ parts, mailbox, cursor }: Session, bell: Bell, until: number): Promise<Set<Ring>> {
  for (;;) {
    const left = until - performance.now()
    await sleep(Math.max(0, left), undefined, { signal: bell.signal }).catch(() => {})
    const rung = bell.answer()
    if (rung.has('filed') && (await hasAsked(parts.db, mailbox.id))) rung.add('asked')
    if (left <= 0 || rung.has('mail') || rung.has('asked')) return rung
    const marks = rung.has('filed') && mailbox.afterFiling !== 'nothing'
    if (marks && (await unmarked(parts.db, mailbox.id, cursor.uidValidity, 1)).length > 0) return rung
  }
}

// Progress is told of a collection that takes a while.
const WORTH_TELLING = 200

async function collect(session: Session, mark: Mark): Promise<void> {
  const { parts, mailbox } = session
  await collectNew(session, async (collected) => {
    if (collected >= WORTH_TELLING) {
      await noteState(parts.db, mailbox.id, 'syncing', `Fetching: ${collected} messages so far`)
      await noteSucceeded(parts.db, mailbox.id)
    }
    await mark(session)
  })
  await noteSucceeded(parts.db, mailbox.id)
  await noteState(parts.db, mailbox.id, 'watching', 'Waiting for new messages')
}
