import fc from 'fast-check'
import { CRASH_POINTS, type CrashPoint } from '../../src/crash-points.ts'
import type { Step } from './run-steps.ts'
import type { Meanwhile } from './sync-step.ts'

const OF_COLLECTING: CrashPoint[] = [
  'after-list',
  'after-fetch',
  'after-blob-rename',
  'before-record-commit',
  'after-record-commit',
  'after-enqueue',
]
const OF_INGEST: CrashPoint[] = [
  'after-claim',
  'after-read',
  'after-attachments',
  'before-filing-commit',
  'after-filing-commit',
]
const MEANWHILE: Meanwhile[] = [
  'a message arrives',
  'one is expunged',
  'renumbered',
  'cut',
  'cut after a row',
  'refused',
  'BYE',
]
const TOO_LARGE = 60 * 1024 * 1024

const at = fc.nat({ max: 40 })
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const crashAt = (points: readonly CrashPoint[]) =>
  fc.record({ point: fc.constantFrom(...points), passing: fc.integer({ min: 1, max: 3 }) })
const step = <T extends Step['do'], R extends object>(name: T, rest: { [K in keyof R]: fc.Arbitrary<R[K]> }) =>
  fc.record({ do: fc.constant(name), ...rest }) as unknown as fc.Arbitrary<Step>

const deliver = step('deliver', {
  count: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('release', 'release', 'release', 'reply'),
})
const sync = step('sync', {
  poller: fc.constantFrom(0, 0, 0, 1),
  reconnect: fc.boolean(),
  compare: fc.constantFrom(false, false, true),
  meanwhile: seldom(fc.record({ what: fc.constantFrom(...MEANWHILE), fetches: fc.integer({ min: 1, max: 4 }) })),
  crash: seldom(crashAt(OF_COLLECTING)),
})
const ingest = step('ingest', {
  at,
  ending: fc.constantFrom('well', 'well', 'well', 'fault', 'death'),
  lastTry: fc.constantFrom(false, false, true),
  crash: seldom(crashAt(OF_INGEST)),
})

/** Any interleaving of what servers, people, pollers and workers do. */
export function anySteps(most: number): fc.Arbitrary<Step[]> {
  const anyStep = fc.oneof(
    { weight: 8, arbitrary: deliver },
    { weight: 2, arbitrary: step('deliver a copy', { of: at }) },
    { weight: 2, arbitrary: step('deliver by another way', { of: at, way: fc.nat({ max: 2 }) }) },
    { weight: 2, arbitrary: step('expunge', { at }) },
    { weight: 2, arbitrary: step('renumber', { from: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: step('come back', { to: at, from: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 3, arbitrary: step('rewind', { by: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: step('lie', { at, size: fc.constantFrom(0, 10, 5_000, 2_000_000, TOO_LARGE) }) },
    { weight: 2, arbitrary: step('garble', { at, how: fc.constantFrom('differently', 'not at all') }) },
    { weight: 1, arbitrary: step('heal', {}) },
    { weight: 12, arbitrary: sync },
    { weight: 1, arbitrary: step('sync with both', {}) },
    { weight: 8, arbitrary: ingest },
    { weight: 1, arbitrary: step('ingest a job twice at once', { at }) },
    { weight: 1, arbitrary: step('claim and hang', { at }) },
    { weight: 1, arbitrary: step('come back to life', {}) },
    { weight: 1, arbitrary: step('replay', {}) },
    { weight: 1, arbitrary: step('wipe the queue', {}) },
    { weight: 2, arbitrary: step('requeue', { crash: seldom(crashAt(['after-requeue'])) }) },
    { weight: 2, arbitrary: step('let downloads be due', { lastTry: fc.constantFrom(false, false, true) }) },
  )
  return fc.array(anyStep, { minLength: 5, maxLength: most, size: 'max' })
}

/** Every crash point that a step can reach. The marking of filed messages is not among the steps. */
const REACHED: readonly CrashPoint[] = [...OF_COLLECTING, ...OF_INGEST, 'after-requeue']
export const NOT_REACHED = (Object.keys(CRASH_POINTS) as CrashPoint[]).filter((point) => !REACHED.includes(point))
