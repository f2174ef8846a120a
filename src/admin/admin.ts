import type { FastifyPluginAsync } from 'fastify'
import type { Kysely } from 'kysely'
import type { BlobStore } from '../blobs.ts'
import type { Database } from '../database.ts'
import type { IngestQueue, QueuePlace } from '../queues.ts'
import { boardRoutes } from './board.ts'
import { junkRoutes } from './junk.ts'
import { mailboxRoutes, type TestMailbox } from './mailboxes.ts'
import { messageRoutes } from './messages.ts'
import { metricsRoutes } from './metrics.ts'
import { quarantineRoutes } from './quarantine.ts'
import { queueRoutes } from './queues.ts'

const API = { prefix: '/api/v1/admin' }

/** The engine room: its half of the API, the metrics and the experts' window on the queue. For admins. */
export const adminRoutes: FastifyPluginAsync<{
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
  queuePlace: QueuePlace
  secretKey: string
  testMailbox: TestMailbox
  version: string
}> = async (app, parts) => {
  const { db, blobs, queue, queuePlace, secretKey, testMailbox, version } = parts
  await app.register(mailboxRoutes, { ...API, db, secretKey, testMailbox })
  await app.register(queueRoutes, { ...API, db, queue, queuePlace })
  await app.register(quarantineRoutes, { ...API, db, queue })
  await app.register(messageRoutes, { ...API, db, blobs, queue })
  await app.register(junkRoutes, { ...API, db })
  await app.register(metricsRoutes, { db, version })
  await app.register(boardRoutes, { queue })
}
