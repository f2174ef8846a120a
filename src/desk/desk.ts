import type { FastifyPluginAsync } from 'fastify'
import type { Kysely } from 'kysely'
import type { Auth } from '../account/auth.ts'
import type { BlobStore } from '../blobs.ts'
import type { Database } from '../database.ts'
import type { Announcements } from './announcements.ts'
import { articleRoutes } from './articles.ts'
import { attachmentRoutes } from './attachments.ts'
import { eventRoutes } from './events.ts'
import { intakeRoutes } from './intake.ts'
import { meRoutes } from './me.ts'
import { partRoutes } from './parts.ts'

/** The desk's half of the API, for editors and admins. */
export const deskRoutes: FastifyPluginAsync<{
  db: Kysely<Database>
  blobs: BlobStore
  auth: Auth
  announcements: Announcements
}> = async (app, { db, blobs, auth, announcements }) => {
  await app.register(meRoutes, { auth })
  await app.register(articleRoutes, { db })
  await app.register(intakeRoutes, { db })
  await app.register(partRoutes, { db })
  await app.register(attachmentRoutes, { db, blobs })
  await app.register(eventRoutes, { db, announcements })
}
