import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { startRedis, type TestRedis } from '../tests/support/redis.ts'
import { freePort } from './postgres.ts'

/** A Redis that can be broken: killed and started again on the same port and directory (append-only file, flushed each second). */
export interface BreakableRedis {
  host: string
  port: number
  dir: string
  /** Of one of its 64 databases. */
  url(database?: number): string
  kill(): Promise<void>
  start(settings?: Record<string, string>): Promise<void>
  /** One command on one of its databases. */
  run(command: readonly [string, ...string[]], database?: number): Promise<unknown>
  close(): Promise<void>
}

const HOST = '127.0.0.1'

export async function startBreakableRedis(): Promise<BreakableRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'faults-redis-'))
  const port = await freePort()
  let running: TestRedis | undefined
  const url = (database = 0) => `redis://${HOST}:${port}/${database}`
  const start = async (settings: Record<string, string> = {}) => {
    const kept = { port: String(port), dir, appendonly: 'yes', databases: '64' }
    running = await startRedis({ ...kept, ...settings })
  }
  const kill = async () => {
    await running?.close()
    running = undefined
  }
  await start()
  return {
    host: HOST,
    port,
    dir,
    url,
    start,
    kill,
    async run([command, ...args], database) {
      const redis = new Redis(url(database), { maxRetriesPerRequest: 1 })
      redis.on('error', () => {}) // Arrives at call(), too.
      try {
        return await redis.call(command, ...args)
      } finally {
        redis.disconnect()
      }
    },
    async close() {
      await kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
