import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { CRASH_POINTS, type CrashPoint } from '../../src/crash-points.ts'
import { BOTH, type Rig } from '../rig.ts'
import type { Row, Size } from '../run-row.ts'
import type { Runner } from '../runner.ts'

/** What of the matrix a crash point shows, and whose process dies there. */
const OF_MATRIX: Record<CrashPoint, { role: 'poller' | 'ingest' | 'upkeep'; covers: string[] }> = {
  'after-list': { role: 'poller', covers: [] },
  'after-fetch': { role: 'poller', covers: [] },
  'after-blob-rename': { role: 'poller', covers: ['2'] },
  'before-record-commit': { role: 'poller', covers: [] },
  'after-record-commit': { role: 'poller', covers: ['3'] },
  'after-enqueue': { role: 'poller', covers: ['4'] },
  'after-claim': { role: 'ingest', covers: [] },
  'after-read': { role: 'ingest', covers: [] },
  'after-attachments': { role: 'ingest', covers: [] },
  'before-filing-commit': { role: 'ingest', covers: ['5'] },
  'after-filing-commit': { role: 'ingest', covers: ['6'] },
  'after-mark': { role: 'poller', covers: [] },
  'after-mark-noted': { role: 'poller', covers: [] },
  'after-requeue': { role: 'upkeep', covers: ['4'] },
}
const ROLES = ['poller', 'ingest', 'upkeep']
// A worker's death is mended when its lock has expired and somebody has noticed.
const WORKER_LIMIT_S = 75
const STRANDED_MS = 10_500

/** One row for each place at which the product may die, so that a new one has its row by itself. */
export const rows: Row[] = Object.entries(CRASH_POINTS).map(([name, words]) => {
  const point = name as CrashPoint
  const { role, covers } = OF_MATRIX[point]
  return {
    number: point,
    name: `kill -9 ${role} ${point.replaceAll('-', ' ')}: ${words}`,
    backends: BOTH,
    covers,
    slow: role === 'ingest',
    recoverWithin: WORKER_LIMIT_S,
    async run(rig, size) {
      const victim = point === 'after-requeue' ? await dieAfterRequeue(rig, size) : await die(rig, size, point, role)
      rig.fault(`kill -9 ${role}`)
      const died = performance.now()
      await victim.revive()
      await rig.deliver(Math.ceil(size.each / 2))
      await rig.untilAccounted()
      rig.recovered(role, (performance.now() - died) / 1000)
      await untilMarked(rig)
    },
  }
})

async function die(rig: Rig, size: Size, point: CrashPoint, role: string): Promise<Runner> {
  await rig.deliver(size.each)
  // In small one process has all roles, which is how most installations run.
  const others = ROLES.filter((one) => one !== role).join(',')
  if (!size.small) await rig.start(others)
  const passing = size.small ? '' : ':3'
  const victim = await rig.start(size.small ? ROLES.join(',') : role, { crashAt: `${point}${passing}`, stayDown: true })
  const delivering = new AbortController()
  const more = size.small ? undefined : keepDelivering(rig, delivering.signal)
  await victim.untilDead().finally(() => delivering.abort())
  await more
  return victim
}

/** A point is passed again only when there is more mail. */
async function keepDelivering(rig: Rig, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await rig.deliver(1)
    await sleep(500, undefined, { signal }).catch(() => {})
  }
}

async function dieAfterRequeue(rig: Rig, size: Size): Promise<Runner> {
  await rig.deliver(size.each)
  const poller = await rig.start('poller', { crashAt: 'after-record-commit', stayDown: true })
  await poller.untilDead()
  await sleep(STRANDED_MS)
  await poller.revive()
  const victim = await rig.start('ingest,upkeep', { crashAt: 'after-requeue', stayDown: true })
  await victim.untilDead()
  return victim
}

async function untilMarked(rig: Rig): Promise<void> {
  await rig.until(
    'every filed message marked on the server',
    async () => {
      const { rows } = await sql<{ open: number }>`
        select count(*) as open from message where status = 'filed' and marked_at is null`.execute(rig.db)
      return Number(rows[0]?.open) === 0
    },
    180_000,
  )
}
