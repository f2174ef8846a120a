import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { armCrashPoint, CRASH_POINTS, type CrashPoint, crashPoint } from '../../src/crash-points.ts'
import { enqueueIngest, type IngestQueue, type Queueable } from '../../src/queues.ts'
import { groupCommit } from '../../workers/group-commit.ts'
import { openBell, type Ring } from '../../workers/poller-bell.ts'

const RUNS = { numRuns: 1000 }

afterEach(() => armCrashPoint(undefined))

/** Commits 0, 1, 2 … with pauses; the `failing`th commit fails. */
async function commitAll(count: number, most: number, failing: number | undefined, pauses: readonly number[]) {
  const committed: number[][] = []
  const failed: number[][] = []
  let commits = 0
  const group = groupCommit<number>(async (members) => {
    const turns = pauses[commits % pauses.length] ?? 0
    for (let i = 0; i < turns; i++) await turn()
    if (commits++ === failing) {
      failed.push(members)
      throw new Error('the disk is full')
    }
    committed.push(members)
  }, most)
  let added = 0
  let refused = false
  for (; added < count && !refused; added++) {
    await group.add(added).catch(() => {
      refused = true
    })
    for (let i = 0; i < (pauses[added % pauses.length] ?? 0) % 3; i++) await turn()
  }
  const finished = await group.finish().then(
    () => true,
    () => false,
  )
  return { committed, failed, uncommitted: [...group.uncommitted()], added, finished, refused }
}

const anyPauses = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 })
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)

test('a group commit commits everything once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 5 }), anyPauses, async (count, most, pauses) => {
      const { committed, uncommitted, finished } = await commitAll(count, most, undefined, pauses)
      expect(committed.flat()).toEqual(upTo(count))
      expect([uncommitted, finished]).toEqual([[], true])
    }),
    RUNS,
  )
})

test('after a commit that failed nothing later is committed, and what was not is known', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat({ max: 6 }),
      anyPauses,
      async (count, most, failing, pauses) => {
        const { committed, failed, uncommitted, added, finished } = await commitAll(count, most, failing, pauses)
        const whole = failed.length === 0
        expect(finished).toBe(whole)
        expect([...committed.flat(), ...failed.flat(), ...uncommitted]).toEqual(upTo(added))
        if (whole) expect(added).toBe(count)
      },
    ),
    RUNS,
  )
})

const anyMessages = fc
  .array(fc.option(fc.oneof(fc.nat({ max: 50_000 }), fc.nat({ max: 3 * 1024 * 1024 })), { nil: undefined }), {
    minLength: 1,
    maxLength: 80,
  })
  .chain((sizes) => fc.record({ sizes: fc.constant(sizes), epoch: fc.nat({ max: 9 }), first: fc.uuid({ version: 7 }) }))
  .map(({ sizes, epoch, first }) =>
    sizes.map(
      (size, i): Queueable => ({
        id: `${first.slice(0, -4)}${i.toString(16).padStart(4, '0')}`,
        epoch,
        ...(size !== undefined && { size }),
      }),
    ),
  )

interface Job {
  data: { messageIds: string[] }
  opts: { jobId: string }
}

/** The jobs that a queue is given. */
async function jobsFor(messages: readonly Queueable[]): Promise<Job[]> {
  const jobs: Job[] = []
  const queue = { addBulk: async (added: Job[]) => void jobs.push(...added) }
  await enqueueIngest(queue as unknown as IngestQueue, messages)
  return jobs
}

test('every message is in exactly one job, in order', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessages, async (messages) => {
      const jobs = await jobsFor(messages)
      expect(jobs.flatMap(({ data }) => data.messageIds)).toEqual(messages.map(({ id }) => id))
    }),
    RUNS,
  )
})

test('a job with several messages has at most 16, of 2 MiB together, where an unmeasured one counts as that much', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessages, async (messages) => {
      const sizes = new Map(messages.map(({ id, size }) => [id, size]))
      for (const { data } of await jobsFor(messages)) {
        if (data.messageIds.length === 1) continue
        const octets = data.messageIds.map((id) => sizes.get(id) ?? 2 * 1024 * 1024)
        expect(octets.length).toBeLessThanOrEqual(16)
        expect(octets.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(2 * 1024 * 1024)
      }
    }),
    RUNS,
  )
})

test('job ids are what the queue accepts, one a job, the same for the same call and others in another epoch', async () => {
  await fc.assert(
    fc.asyncProperty(anyMessages, async (messages) => {
      const ids = (await jobsFor(messages)).map(({ opts }) => opts.jobId)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(/^(?!\d+$)[^:]+$/)
      expect((await jobsFor(messages)).map(({ opts }) => opts.jobId)).toEqual(ids)
      const later = await jobsFor(messages.map((message) => ({ ...message, epoch: message.epoch + 1 })))
      for (const { opts } of later) expect(ids).not.toContain(opts.jobId)
    }),
    RUNS,
  )
})

const anyRings = fc.array(fc.constantFrom<Ring | 'answer'>('mail', 'filed', 'answer'), { maxLength: 30 })

test('nothing that rings is lost, nothing is answered twice, and the signal tells whether anything rang', () => {
  fc.assert(
    fc.property(anyRings, (happenings) => {
      const bell = openBell()
      let waiting = new Set<Ring>()
      for (const what of happenings) {
        if (what === 'answer') {
          expect(bell.answer()).toEqual(waiting)
          waiting = new Set()
        } else {
          bell.ring(what)
          waiting.add(what)
        }
        expect(bell.signal.aborted).toBe(waiting.size > 0)
      }
    }),
    RUNS,
  )
})

const anyPoint = fc.constantFrom(...(Object.keys(CRASH_POINTS) as CrashPoint[]))

test('a crash point is deadly exactly once, at the passing that was named', () => {
  fc.assert(
    fc.property(
      anyPoint,
      fc.integer({ min: 1, max: 6 }),
      fc.array(anyPoint, { maxLength: 60 }),
      (point, passing, way) => {
        const deaths: number[] = []
        let step = 0
        armCrashPoint({ point, passing }, () => deaths.push(step))
        for (step = 0; step < way.length; step++) crashPoint(way[step]!)
        const passings = way.flatMap((passed, i) => (passed === point ? [i] : []))
        expect(deaths).toEqual(passings.slice(passing - 1, passing))
      },
    ),
    RUNS,
  )
})

test('COPYTASTER_CRASH_AT takes every point at every passing and nothing else', () => {
  fc.assert(
    fc.property(anyPoint, fc.integer({ min: 1, max: 99_999 }), fc.string({ minLength: 1 }), (point, passing, other) => {
      expect(readConfig({ COPYTASTER_CRASH_AT: `${point}:${passing}` }).crashAt).toEqual({ point, passing })
      expect(readConfig({ COPYTASTER_CRASH_AT: point }).crashAt).toEqual({ point, passing: 1 })
      expect(() => readConfig({ COPYTASTER_CRASH_AT: `${point}${other.replace(/^:[1-9]\d*$/, '!')}` })).toThrow(
        'COPYTASTER_CRASH_AT',
      )
    }),
    RUNS,
  )
})
