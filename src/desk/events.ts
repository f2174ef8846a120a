import type { ServerResponse } from 'node:http'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { type ArticleEvent, listEventsAfter } from '../article/history.ts'
import type { Database } from '../database.ts'
import { type Announcements, ID_OVERLAP } from './announcements.ts'

const HEARTBEAT_MS = 20_000
/** A stream ends after this, and its client comes back with `Last-Event-ID`: so a session that ended is found out. */
const STREAM_LIFETIME_MS = 15 * 60_000
/** More was missed than this: looking at the whole desk again is cheaper than replaying it. */
const MAX_REPLAYED = 1_000
/** A client that has this many bytes unread is dropped; it comes back and resumes. */
const MAX_UNREAD = 1024 * 1024

const Resume = z.object({
  after: z.coerce.number().int().min(0).optional().describe('Resume after this event id; Last-Event-ID does the same'),
})

/**
 * The desk's live stream, as server-sent events (HTML §9.2). `event: article` means "look at this article again" and may come twice;
 * `event: ready` is the first one of a stream that resumes nothing, and gives it an id to resume from;
 * `event: reload` means that too much was missed: look at everything again.
 */
export const eventRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database>; announcements: Announcements }> = async (
  app,
  { db, announcements },
) => {
  const streams = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })

  async function lookUpMissed(after: number | undefined): Promise<ArticleEvent[]> {
    return after === undefined ? [] : listEventsAfter(db, after - ID_OVERLAP, MAX_REPLAYED + 1)
  }

  app.get(
    '/events',
    {
      exposeHeadRoute: false,
      config: { access: 'editor' },
      schema: { tags: ['desk'], querystring: Resume, produces: ['text/event-stream'] },
    },
    async (request, reply) => {
      const after = resumedId(request.headers['last-event-id']) ?? request.query.after
      // Heard from now on, so that nothing falls between what is looked up and what is announced.
      const early: ArticleEvent[] = []
      let hear = (event: ArticleEvent): unknown => early.push(event)
      const stop = announcements.listen((event) => hear(event))
      const missed = await lookUpMissed(after).catch((error) => {
        stop()
        throw error
      })

      reply.hijack()
      const stream = reply.raw
      // A client that left meanwhile has said so already: nothing would ever end its stream.
      if (stream.destroyed || request.raw.socket.destroyed) {
        stop()
        return
      }
      stream.writeHead(200, {
        ...Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      streams.add(stream)
      const heartbeat = setInterval(() => send(stream, ':\n\n'), HEARTBEAT_MS)
      const end = setTimeout(() => stream.end(), STREAM_LIFETIME_MS)
      stream.once('close', () => {
        stop()
        clearInterval(heartbeat)
        clearTimeout(end)
        streams.delete(stream)
      })

      if (after === undefined) send(stream, namedEvent('ready', announcements.lastId()))
      else if (missed.length > MAX_REPLAYED) send(stream, namedEvent('reload', announcements.lastId()))
      else for (const event of missed) send(stream, articleEvent(event))
      for (const event of early) send(stream, articleEvent(event))
      hear = (event) => send(stream, articleEvent(event))
    },
  )
}

function resumedId(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}

function articleEvent(event: ArticleEvent): string {
  return `id: ${event.id}\nevent: article\ndata: ${JSON.stringify(event)}\n\n`
}

function namedEvent(name: 'ready' | 'reload', lastId: number): string {
  return `id: ${lastId}\nevent: ${name}\ndata: {}\n\n`
}

function send(stream: ServerResponse, text: string): void {
  if (stream.destroyed) return
  stream.write(text)
  if (stream.writableLength > MAX_UNREAD) stream.destroy()
}
