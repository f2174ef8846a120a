import { type BackendFactory, createPostgresBackend, getDefaultBackendFactory, type IQueueBackend } from 'bullmq'
import type { Redis } from 'ioredis'
import { CLIENT_KEEPALIVE, SERVER_KEEPALIVE } from './postgres-connections.ts'
import { harden, type PostgresBackend } from './queue-postgres.ts'
import { openRedis } from './redis.ts'

/** Where the queue lives. */
export type QueuePlace = { backend: 'postgres' | 'redis'; url: string }

type AnyBackendFactory = BackendFactory<IQueueBackend, unknown>

/** What BullMQ needs to reach the queue for one side of it, and how to cut all connections that it opened. */
export function connectionFor(
  place: QueuePlace,
  side: 'producer' | 'worker',
): { connection: unknown; factory: AnyBackendFactory; cut: () => void } {
  return place.backend === 'postgres' ? onPostgres(place.url, side) : onRedis(openRedis(place.url, side))
}

function onPostgres(url: string, side: 'producer' | 'worker') {
  const cuts: (() => void)[] = []
  const factory: AnyBackendFactory = (...args) => {
    const backend = (createPostgresBackend as AnyBackendFactory)(...args)
    cuts.push(harden(backend as unknown as PostgresBackend))
    return backend
  }
  const connection = {
    connectionString: url,
    schema: 'bullmq',
    migrate: true,
    max: side === 'producer' ? 3 : 6,
    connectionTimeoutMillis: 10_000,
    ...CLIENT_KEEPALIVE,
    // The queue may be lost whole, so a job need not wait for the disk: its message already did.
    options: `-c synchronous_commit=off ${SERVER_KEEPALIVE}`,
  }
  return { connection, factory, cut: () => cuts.forEach((cut) => void cut()) }
}

/** BullMQ opens a second client, for blocking commands, like the first. */
function onRedis(redis: Redis) {
  const clients = [redis]
  const duplicate = redis.duplicate.bind(redis)
  redis.duplicate = (override) => {
    const client = duplicate(override)
    clients.push(client)
    return client
  }
  return {
    connection: redis,
    factory: getDefaultBackendFactory() as AnyBackendFactory,
    cut: () => clients.forEach((client) => void client.disconnect()),
  }
}
