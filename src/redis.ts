import { Redis } from 'ioredis'
import { ConfigError } from './config.ts'

/** Redis may throw jobs away; the message names the remedy. */
export class EvictingRedisError extends Error {
  override name = 'EvictingRedisError'
}

// A half-open connection is found within this: the longest block of a worker is 10 s.
const SILENT_MS = { producer: 10_000, worker: 20_000 }
const CONNECT_WITHIN_MS = 5_000
const LOOK_WITHIN_MS = 5_000

/**
 * A client for one side of the queue, which connects at once and again for ever. A producer's commands wait for the first connection; later
 * they fail at once while Redis is away and within ten seconds where it is silent, as upkeep queues what is not queued now. A worker's wait
 * for its return.
 */
export function openRedis(url: string, side: 'producer' | 'worker'): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: side === 'producer' ? 1 : null,
    ...(side === 'producer' && { commandTimeout: SILENT_MS.producer }),
    socketTimeout: SILENT_MS[side],
    connectTimeout: CONNECT_WITHIN_MS,
    keepAlive: 10_000,
    // Its return must be noticed long before the minute that the first article may take.
    retryStrategy: (times) => Math.min(times * 250, 3_000),
  })
  const failFast = () => {
    redis.options.enableOfflineQueue = false
  }
  if (side === 'producer') redis.once('ready', failFast).once('close', failFast)
  return redis
}

/**
 * Makes sure that the Redis at `url` keeps what it is given (`maxmemory-policy noeviction`). Returns false when it does not answer: then it
 * is to be asked again. Throws `EvictingRedisError`, or `ConfigError` where Redis wants another password.
 */
export async function refuseEvictingRedis(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
    connectTimeout: LOOK_WITHIN_MS,
    socketTimeout: LOOK_WITHIN_MS,
  })
  const faults: unknown[] = []
  redis.on('error', (fault) => faults.push(fault)) // A refused password arrives only here.
  try {
    await redis.connect()
    refusePolicy(evictionPolicyOf(await redis.info('memory')))
    return true
  } catch (error) {
    if (error instanceof EvictingRedisError) throw error
    const words = replyOf([error, ...faults])
    if (words.startsWith('NOPERM')) return true // It does not tell, as hosted ones may not.
    if (/^(?:WRONGPASS|NOAUTH)/.test(words)) {
      throw new ConfigError(`REDIS_URL: Redis does not accept the user or the password (${words})`, { cause: error })
    }
    return false
  } finally {
    redis.disconnect()
  }
}

/** Throws `EvictingRedisError` unless nothing is thrown away under this policy. */
export function refusePolicy(policy: string | undefined): void {
  if (policy === undefined || policy === 'noeviction') return
  throw new EvictingRedisError(
    `REDIS_URL: this Redis may throw jobs away (maxmemory-policy ${policy}). Run: redis-cli config set maxmemory-policy noeviction, and set it in redis.conf`,
  )
}

/** From the answer to INFO memory; undefined where it is not told. */
export function evictionPolicyOf(memory: string): string | undefined {
  return /^maxmemory_policy:(\S+)/m.exec(memory)?.[1]
}

/** What Redis replied, whose first word is its error code; '' where the trouble was the connection's. */
function replyOf(faults: readonly unknown[]): string {
  const reply = faults.find((fault) => fault instanceof Error && fault.name === 'ReplyError')
  return reply instanceof Error ? reply.message : ''
}
