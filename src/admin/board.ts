import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { FastifyPluginAsync } from 'fastify'
import { ProblemError } from '../http/problem.ts'
import type { IngestQueue } from '../queues.ts'

const PATH = '/admin/board'

/** The page loads a font from Google; it is not let: the desk tells no one that it is used. Its one inline script is data, not code. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Bull Board for those who know BullMQ, for admins, to look at only: what it changes in the queue would not be true in the tables.
 * Its routes name no `access`, so the guard keeps them for admins.
 */
export const boardRoutes: FastifyPluginAsync<{ queue: IngestQueue }> = async (app, { queue }) => {
  const serverAdapter = new FastifyAdapter()
  serverAdapter.setBasePath(PATH)
  createBullBoard({
    queues: [new BullMQAdapter(queue as never, { readOnlyMode: true, allowRetries: false })],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Copytaster queues' } },
  })
  // Its own answer to every failure would be a 500, the guard's refusals too; thrown on, ours answers.
  serverAdapter.setErrorHandler((error) => {
    throw error
  })
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new ProblemError(405)
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
  })
  await app.register(serverAdapter.registerPlugin(), { prefix: PATH })
}
