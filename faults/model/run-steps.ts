import assert from 'node:assert/strict'
import { checkAlways, checkAtRest } from './invariant.ts'
import { type ServerStep, takeServerStep } from './server-steps.ts'
import { type SyncStep, syncBoth, takeSyncStep } from './sync-step.ts'
import { takeWorkerStep, type WorkerStep } from './worker-steps.ts'
import { type Ground, openWorld, type World } from './world.ts'

export type Step = ServerStep | SyncStep | { do: 'sync with both' } | WorkerStep

/** Takes the steps in a new world, lets it come to rest, and rejects where the ledger's promise does not hold on the way or at the end. */
export async function runSteps(ground: Ground, steps: readonly Step[]): Promise<void> {
  const world = await openWorld(ground)
  try {
    for (const step of steps) {
      await take(world, step)
      await checkAlways(world, step.do === 'replay')
    }
    await comeToRest(world)
    await checkAtRest(world)
  } finally {
    await world.close()
  }
}

function take(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'sync':
      return takeSyncStep(world, step)
    case 'sync with both':
      return syncBoth(world)
    case 'ingest':
    case 'ingest a job twice at once':
    case 'claim and hang':
    case 'come back to life':
    case 'replay':
    case 'wipe the queue':
    case 'requeue':
    case 'let downloads be due':
      return takeWorkerStep(world, step)
    default:
      return takeServerStep(world, step)
  }
}

const ROUNDS = 20

/** The faults are over: the product goes on in its ordinary way, without help, until nothing is left to do. */
async function comeToRest(world: World): Promise<void> {
  const { db, queue } = world.parts
  await take(world, { do: 'heal' })
  world.stalled = []
  for (let round = 0; round < ROUNDS; round++) {
    await take(world, { do: 'let downloads be due', lastTry: false })
    await take(world, { do: 'sync', poller: 0, reconnect: true, compare: true })
    await take(world, { do: 'requeue' })
    for (let jobs = await queue.count(); jobs > 0; jobs--) {
      await take(world, { do: 'ingest', at: 0, ending: 'well', lastTry: false })
    }
    // A person has what was quarantined by its faults read again.
    await take(world, { do: 'replay' })
    await checkAlways(world, true)
    const left = await db.selectFrom('message').select('id').where('status', '=', 'received').execute()
    const failed = await db.selectFrom('failedUid').select('uid').execute()
    if (left.length + failed.length === 0) return
  }
  assert.fail(`not at rest after ${ROUNDS} rounds`)
}
