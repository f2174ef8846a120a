import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { readBlob } from '../../src/blobs.ts'
import { armCrashPoint, type CrashSetting } from '../../src/crash-points.ts'
import { ClaimLostError, claimMessages, settleMessages } from '../../src/message/message.ts'
import { replayAll } from '../../src/message/quarantine.ts'
import { ingest } from '../../src/pipeline/ingest.ts'
import { enqueueIngest } from '../../src/queues.ts'
import { type IngestParts, ingestMessages } from '../../workers/ingest.ts'
import { ReaderDeathError } from '../../workers/pipeline-pool.ts'
import { requeueStranded } from '../../workers/upkeep.ts'
import { die } from './sync-step.ts'
import { emptyQueue, type World } from './world.ts'

/** What workers, upkeep, and the people who run them do. */
export type WorkerStep =
  | { do: 'ingest'; at: number; ending: Ending; lastTry: boolean; crash?: CrashSetting | undefined }
  | { do: 'ingest a job twice at once'; at: number }
  /** A worker claims a job and hangs. */
  | { do: 'claim and hang'; at: number }
  /** It comes back to life with its verdict. */
  | { do: 'come back to life' }
  | { do: 'replay' }
  | { do: 'wipe the queue' }
  | { do: 'requeue'; crash?: CrashSetting | undefined }
  | { do: 'let downloads be due'; lastTry: boolean }

/** How reading ends: as it should, by a fault, or by the death of the reader. */
type Ending = 'well' | 'fault' | 'death'

export async function takeWorkerStep(world: World, step: WorkerStep): Promise<void> {
  const { db, queue } = world.parts
  switch (step.do) {
    case 'ingest':
      return ingestJob(world, step)
    case 'ingest a job twice at once': {
      const job = await waitingJob(world, step.at)
      if (!job) return
      const once = () => ingestMessages(ingestParts(world, 'well'), job.data.messageIds, false)
      await Promise.all([once(), once()])
      return job.remove()
    }
    case 'claim and hang': {
      const job = await waitingJob(world, step.at)
      if (job) world.stalled.push(await claimMessages(db, job.data.messageIds))
      return
    }
    case 'come back to life':
      for (const claims of world.stalled.splice(0)) await writeLate(world, claims)
      return
    case 'replay':
      return void (await replayAll(db, (messages) => enqueueIngest(queue, messages), {}, null))
    case 'wipe the queue':
      return emptyQueue(queue)
    case 'requeue':
      return requeue(world, step.crash)
    case 'let downloads be due': {
      const attempts = step.lastTry ? sql<number>`7` : sql<number>`attempts`
      await db
        .updateTable('failedUid')
        .set({ retryAt: new Date(0), attempts })
        .execute()
    }
  }
}

async function waitingJob({ parts }: World, at: number) {
  const jobs = await parts.queue.getJobs(['waiting', 'delayed', 'prioritized'])
  return jobs.length > 0 ? jobs[at % jobs.length] : undefined
}

async function ingestJob(world: World, step: Extract<WorkerStep, { do: 'ingest' }>): Promise<void> {
  const job = await waitingJob(world, step.at)
  if (!job) return
  const { ending, lastTry, crash } = step
  armCrashPoint(crash, die)
  try {
    await ingestMessages(ingestParts(world, ending), job.data.messageIds, lastTry)
    await job.remove()
  } catch (fault) {
    if (ending === 'well' && !crash) throw fault
  } finally {
    armCrashPoint(undefined)
  }
}

function ingestParts({ parts }: World, ending: Ending): IngestParts {
  const read: IngestParts['pipeline']['read'] = async (source, receivedAt) => {
    if (ending === 'fault') throw new Error('the disk is away')
    if (ending === 'death') throw new ReaderDeathError('took-too-long')
    if ('path' in source) throw new Error('the model reads from the blob store')
    const outcome = await ingest(readBlob(source.blobs, source.sha256), { receivedAt, zone: 'UTC', lessons: [] })
    return outcome.kind === 'draft' ? { ...outcome, staged: [] } : outcome
  }
  const pipeline = { readers: 1, read, readOrigin: async () => null, close: async () => {} }
  return { ...parts, pipeline: pipeline as IngestParts['pipeline'] }
}

/** What a worker writes that hung: all of it where its claims are the newest, else nothing. */
async function writeLate({ parts }: World, claims: World['stalled'][number]): Promise<void> {
  if (claims.length === 0) return
  const rows = await parts.db
    .selectFrom('message')
    .select(['id', 'epoch', 'status'])
    .where(
      'id',
      'in',
      claims.map(({ id }) => id),
    )
    .execute()
  const holds = claims.every((claim) =>
    rows.some(({ id, epoch, status }) => id === claim.id && epoch === claim.epoch && status === 'received'),
  )
  const verdict = { status: 'quarantined', reason: 'kept-failing', detail: 'written late' } as const
  const written = parts.db.transaction().execute((trx) =>
    settleMessages(
      trx,
      claims.map((claim) => ({ claim, verdict, origin: null })),
    ),
  )
  if (holds) await written
  else await assert.rejects(written, ClaimLostError)
}

async function requeue({ parts }: World, crash?: CrashSetting): Promise<void> {
  const age = sql<Date>`now() - interval '2 minutes'`
  await parts.db
    .updateTable('message')
    .set({
      storedAt: age,
      enqueuedAt: sql`enqueued_at - interval '2 minutes'`,
      claimedAt: sql`claimed_at - interval '2 minutes'`,
    })
    .where('status', '=', 'received')
    .execute()
  armCrashPoint(crash, die)
  try {
    await requeueStranded(parts)
  } catch (fault) {
    if (!crash) throw fault
  } finally {
    armCrashPoint(undefined)
  }
}
