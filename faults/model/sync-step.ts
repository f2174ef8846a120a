import { armCrashPoint, type CrashSetting } from '../../src/crash-points.ts'
import { connect } from '../../src/mailbox/collect.ts'
import { CursorMovedError, findCursor } from '../../src/mailbox/cursor.ts'
import type { Reaction } from '../../tests/support/scripted-imap.ts'
import { reconciler } from '../../workers/poller-reconcile.ts'
import { retryFailed } from '../../workers/poller-retry.ts'
import { openEpoch } from '../../workers/poller-session.ts'
import { collectNew } from '../../workers/poller-sync.ts'
import { noteSeen } from './invariant.ts'
import { expunge, revalidate, takeServerStep } from './server-steps.ts'
import { newPoller, type Poller, type World } from './world.ts'

/** A poller looks at the mailbox. */
export interface SyncStep {
  do: 'sync'
  poller: 0 | 1
  /** On a new connection also where the last one lives. */
  reconnect: boolean
  /** It also compares what is listed with the ledger, and heals. */
  compare: boolean
  /** Happens when that many FETCH commands were sent. */
  meanwhile?: { what: Meanwhile; fetches: number } | undefined
  crash?: CrashSetting | undefined
}

export type Meanwhile =
  | 'a message arrives'
  | 'one is expunged'
  | 'renumbered'
  | 'cut'
  | 'cut after a row'
  | 'refused'
  | 'BYE'

const COMPARE_ROUNDS = 10

/** Dying as far as one process can: what follows in the same call does not happen. */
class Death extends Error {
  override name = 'Death'
}

export function die(): never {
  throw new Death()
}

/** Rejects when a sync fails although nothing was in its way. */
export async function takeSyncStep(world: World, step: SyncStep): Promise<void> {
  const { faults } = world.imap
  const poller = world.pollers[step.poller]
  // Temporary files stay open in a process that only plays dead, so here it is ended in order before anything is recorded.
  const dieFetching = () => poller.ended.abort(new Death())
  armCrashPoint(step.crash, step.crash?.point === 'after-fetch' ? dieFetching : die)
  if (step.meanwhile) scriptMeanwhile(world, step.meanwhile)
  const hindered = step.meanwhile !== undefined || step.crash !== undefined || faults.cuts.size > 0
  try {
    await sync(world, poller, step.reconnect, step.compare)
  } catch (fault) {
    // The process is another one after its death; only what it wrote is left.
    if (fault instanceof Death || poller.ended.signal.reason instanceof Death) world.pollers[step.poller] = newPoller()
    endSession(poller)
    // The other poller has collected since: this one only begins anew.
    if (!hindered && !(fault instanceof CursorMovedError)) throw fault
  } finally {
    armCrashPoint(undefined)
    faults.script = () => undefined
    await Promise.all(world.doing.splice(0))
    await noticeRewind(world)
  }
}

/** Both pollers at the same time, each on a connection of its own. One may fail because of the other; nothing may be lost by that. */
export async function syncBoth(world: World): Promise<void> {
  await Promise.all(
    world.pollers.map((poller) =>
      sync(world, poller, true, false).catch(() => {
        endSession(poller)
      }),
    ),
  )
  await noticeRewind(world)
}

/** What the product's loop does on each round of a connection. */
async function sync(world: World, poller: Poller, reconnect: boolean, compare: boolean): Promise<void> {
  const { parts, mailbox } = world
  if (reconnect || !poller.session?.client.usable) {
    endSession(poller)
    poller.ended = new AbortController()
    const { signal } = poller.ended
    const client = await connect({ ...mailbox, password: 'secret' }, signal)
    const roomForMore = async () => {}
    poller.session = await openEpoch({ parts, mailbox, client, suspicion: poller.suspicion, roomForMore, signal })
  }
  const { session } = poller
  await collectNew(session, async () => {})
  await retryFailed(session)
  if (compare) {
    const compareWhole = reconciler({ every: 60_000, healFor: 60_000, meanwhile: async () => {} })
    // What it has healed is compared again, once more at least.
    for (let rounds = 0; rounds < COMPARE_ROUNDS && !(await compareWhole(session)); rounds++);
    world.disguised = false
  }
  await noteSeen(world)
}

function endSession(poller: Poller): void {
  poller.ended.abort()
  poller.session = undefined
}

async function noticeRewind(world: World): Promise<void> {
  const cursor = await findCursor(world.parts.db, world.mailbox.id)
  const { uidValidity, uidNext } = world.imap.inbox
  if (cursor?.uidValidity === uidValidity && cursor.lastUid < uidNext) world.rewound = false
}

function scriptMeanwhile(world: World, { what, fetches }: NonNullable<SyncStep['meanwhile']>): void {
  let seen = 0
  world.imap.faults.script = ({ name }) => {
    if (name !== 'UID FETCH' || ++seen !== fetches) return undefined
    return reactionTo(world, what)
  }
}

function reactionTo(world: World, what: Meanwhile): Reaction {
  switch (what) {
    case 'a message arrives':
      return { act: () => world.doing.push(takeServerStep(world, { do: 'deliver', count: 1, kind: 'release' })) }
    case 'one is expunged':
      return { act: () => expunge(world, 0) }
    case 'renumbered':
      return { act: () => world.doing.push(revalidate(world, Math.max(...world.validities) + 1, 1)), next: 'close' }
    case 'cut':
      return 'close'
    case 'cut after a row':
      return { afterRows: 1, next: 'close' }
    case 'refused':
      return { no: '[UNAVAILABLE] not now' }
    case 'BYE':
      return { bye: 'down for maintenance' }
  }
}
