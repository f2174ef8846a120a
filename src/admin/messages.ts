import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { findArticle } from '../article/article.ts'
import type { BlobStore } from '../blobs.ts'
import type { Database } from '../database.ts'
import { sendDownload } from '../http/download.ts'
import { callerOf } from '../http/guard.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { findMailbox } from '../mailbox/mailbox.ts'
import { askToFetch } from '../message/asked.ts'
import type { Message } from '../message/message.table.ts'
import { findMessage } from '../message/message.ts'
import { replayMessage } from '../message/quarantine.ts'
import { listMessageHistory, wayOf } from '../message/way.ts'
import { enqueueIngest, type IngestQueue } from '../queues.ts'
import { Replayed, Way } from './admin-schemas.ts'

const MESSAGE = z.object({ id: z.uuid() })

/** One message, whatever became of it: its octets, its way, and having it fetched or read again. */
export const messageRoutes: FastifyPluginAsyncZod<{
  db: Kysely<Database>
  blobs: BlobStore
  queue: IngestQueue
}> = async (app, { db, blobs, queue }) => {
  const forAdmins = { config: { access: 'admin' } } as const
  const oneOf = { tags: ['messages'], params: MESSAGE }

  app.get('/messages/:id/source', { ...forAdmins, schema: oneOf }, async ({ params }, reply) => {
    const message = await findMessage(db, params.id)
    if (!message?.sha256) throw new ProblemError(404, 'There is no such message, or it was never stored')
    const { sha256, size, subject } = message
    const name = `${(subject ?? 'message').slice(0, 80)}.eml`
    return sendDownload(reply, blobs, { sha256, size, name, type: 'message/rfc822' })
  })

  app.get(
    '/messages/:id/way',
    { ...forAdmins, schema: { ...oneOf, response: { 200: Way, 404: Problem } } },
    async ({ params }) => {
      const message = await findMessage(db, params.id)
      if (!message) throw new ProblemError(404, 'There is no such message')
      return readWay(db, message)
    },
  )

  app.get(
    '/articles/:id/way',
    { ...forAdmins, schema: { ...oneOf, response: { 200: Way, 404: Problem } } },
    async ({ params }) => {
      const article = await findArticle(db, params.id)
      const message = article && (await findMessage(db, article.messageId))
      if (!message) throw new ProblemError(404, 'There is no such release')
      return readWay(db, message)
    },
  )

  app.post(
    '/messages/:id/replay',
    { ...forAdmins, schema: { ...oneOf, response: { 200: Replayed, 409: Problem } } },
    async (request) => {
      const enqueue: Parameters<typeof replayMessage>[1] = (messages) => enqueueIngest(queue, messages)
      const replayed = await replayMessage(db, enqueue, request.params.id, callerOf(request))
      if (!replayed) throw new ProblemError(409, 'That message is not in quarantine any more, or was never stored')
      return { replayed: 1 }
    },
  )

  app.post(
    '/messages/:id/fetch',
    { ...forAdmins, schema: { ...oneOf, response: { 202: z.object({ asked: z.literal(true) }), 409: Problem } } },
    async (request, reply) => {
      const asked = await askToFetch(db, request.params.id, callerOf(request))
      if (!asked) throw new ProblemError(409, 'That message is fetched already, or lies in no mailbox')
      return reply.code(202).send({ asked: true })
    },
  )
}

async function readWay(db: Kysely<Database>, message: Message): Promise<Way> {
  const [mailbox, events] = await Promise.all([findMailbox(db, message.mailboxId), listMessageHistory(db, message.id)])
  return wayOf(message, mailbox?.name ?? 'a mailbox', events).map((step) => ({ ...step, at: step.at.toISOString() }))
}
