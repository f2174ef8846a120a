import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type BreakablePostgres, startBreakablePostgres } from '../faults/postgres.ts'
import { ConfigError, readConfig } from '../src/config.ts'
import type { Log } from '../src/log.ts'
import { openParts } from '../src/parts.ts'
import { EvictingRedisError } from '../src/redis.ts'
import { startRedis } from './support/redis.ts'

let postgres: BreakablePostgres
let dir: string
const said: string[] = []
const say = (...words: unknown[]) => void said.push(words.map((one) => (one instanceof Object ? '' : one)).join(''))
const log = { debug() {}, info: say, warn: say, error: say } as unknown as Log

beforeAll(async () => {
  postgres = await startBreakablePostgres()
  dir = await mkdtemp(join(tmpdir(), 'copytaster-parts-'))
})
afterAll(async () => {
  await postgres.close()
  await rm(dir, { recursive: true })
})

const open = (env: Record<string, string>) => {
  said.length = 0
  return openParts(readConfig({ DATA_DIR: dir, DATABASE_URL: postgres.url(), ...env }), log)
}

test('a Postgres that starts later is waited for, and that is said once', async () => {
  await postgres.stopImmediately()
  const opening = open({})
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await postgres.start()
  const parts = await opening
  await parts.close()
  expect(said.filter((words) => /waiting up to 60 s for Postgres/.test(words))).toHaveLength(1)
})

test.each([
  ['another password', () => inject('postgresUrl').replace(/:[^:@]+@/, ':wrong@')],
  ['the name of no database', () => postgres.url('nowhere')],
  ['the name of no host', () => 'postgres://copytaster@host.invalid/copytaster'],
])('%s is told at once', async (_what, url) => {
  const started = performance.now()
  await expect(open({ DATABASE_URL: url() })).rejects.toThrow(ConfigError)
  expect(performance.now() - started).toBeLessThan(20_000)
  expect(said).toEqual([])
})

test('a Redis that is away keeps nothing from starting, and that is said once', async () => {
  const parts = await open({ REDIS_URL: 'redis://127.0.0.1:1' })
  expect(said.filter((words) => /Redis .* does not answer; messages are stored meanwhile/.test(words))).toHaveLength(1)
  await parts.close()
})

test('a Redis that evicts is refused', async () => {
  const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' })
  await expect(open({ REDIS_URL: redis.url })).rejects.toThrow(EvictingRedisError)
  await redis.close()
})
