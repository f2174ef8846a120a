import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { BlobStore } from '../blobs.ts'
import type { Database } from '../database.ts'
import { nextCursor, readCursor } from '../http/cursor.ts'
import { sendDownload } from '../http/download.ts'
import { callerOf } from '../http/guard.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { findMessage } from '../message/message.ts'
import {
  countQuarantine,
  listQuarantine,
  type QuarantineRow,
  type Released,
  replayAll,
  replayMessage,
} from '../message/quarantine.ts'
import { enqueueIngest, type IngestQueue } from '../queues.ts'
import { Quarantine, type QuarantinedMessage, QuarantineQuery, Replayed, ReplayRequest } from './admin-schemas.ts'
import { quarantineWords } from './words.ts'

const MESSAGE = z.object({ id: z.uuid() })

/** Messages that could not be read: why, as a file, and to be read again in the ordinary way. */
export const quarantineRoutes: FastifyPluginAsyncZod<{
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
}> = async (app, { db, blobs, queue }) => {
  const forAdmins = { config: { access: 'admin' } } as const
  const tags = ['quarantine']
  const enqueue = (messages: readonly Released[]) => enqueueIngest(queue, messages)

  app.get(
    '/quarantine',
    { ...forAdmins, schema: { tags, querystring: QuarantineQuery, response: { 200: Quarantine } } },
    async ({ query: { before, limit } }) => {
      const [rows, counts] = await Promise.all([
        listQuarantine(db, { limit, ...readCursor(before) }),
        countQuarantine(db),
      ])
      const total = counts.reduce((sum, { count }) => sum + count, 0)
      return { messages: rows.map(messageOf), next: nextCursor(rows, limit), total }
    },
  )

  app.get('/messages/:id/source', { ...forAdmins, schema: { tags, params: MESSAGE } }, async ({ params }, reply) => {
    const message = await findMessage(db, params.id)
    if (!message?.sha256) throw new ProblemError(404, 'There is no such message, or it was never stored')
    const { sha256, size, subject } = message
    const name = `${(subject ?? 'message').slice(0, 80)}.eml`
    return sendDownload(reply, blobs, { sha256, size, name, type: 'message/rfc822' })
  })

  app.post(
    '/messages/:id/replay',
    { ...forAdmins, schema: { tags, params: MESSAGE, response: { 200: Replayed, 409: Problem } } },
    async (request) => {
      const replayed = await replayMessage(db, enqueue, request.params.id, callerOf(request))
      if (!replayed) throw new ProblemError(409, 'That message is not in quarantine any more, or was never stored')
      return { replayed: 1 }
    },
  )

  app.post(
    '/quarantine/replay',
    { ...forAdmins, schema: { tags, body: ReplayRequest, response: { 200: Replayed } } },
    async (request) => ({ replayed: await replayAll(db, enqueue, request.body.reason, callerOf(request)) }),
  )
}

function messageOf(row: QuarantineRow): QuarantinedMessage {
  const { receivedAt, receivedAtExactly: _, reasonDetail, sha256, ...rest } = row
  const reason = row.reason ?? 'unknown'
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    reason,
    words: quarantineWords(reason),
    detail: reasonDetail,
    sourceHref: sha256 === null ? null : `/api/v1/admin/messages/${row.id}/source`,
  }
}
