import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import { nextCursor, readCursor } from '../http/cursor.ts'
import { callerOf } from '../http/guard.ts'
import { groupQuarantine, listQuarantine, type QuarantineRow, replayAll } from '../message/quarantine.ts'
import { faultWords, quarantineWords, reasonWords } from '../message/words.ts'
import { enqueueIngest, type IngestQueue } from '../queues.ts'
import { Quarantine, type QuarantinedMessage, QuarantineQuery, Replayed, ReplayRequest } from './admin-schemas.ts'

/** Messages that could not be read: why, grouped by trouble, and to be read again all at once. */
export const quarantineRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database>; queue: IngestQueue }> = async (
  app,
  { db, queue },
) => {
  const forAdmins = { config: { access: 'admin' } } as const
  const tags = ['quarantine']

  app.get(
    '/quarantine',
    { ...forAdmins, schema: { tags, querystring: QuarantineQuery, response: { 200: Quarantine } } },
    async ({ query: { before, limit, reason, fault } }) => {
      const [rows, groups] = await Promise.all([
        listQuarantine(db, { limit, reason, fault, ...readCursor(before) }),
        groupQuarantine(db),
      ])
      return {
        messages: rows.map(messageOf),
        next: nextCursor(rows, limit),
        total: groups.reduce((sum, { count }) => sum + count, 0),
        groups: groups.map((group) => ({
          ...group,
          words: reasonWords(group.reason),
          faultWords: wordsOfFault(group),
        })),
      }
    },
  )

  app.post(
    '/quarantine/replay',
    { ...forAdmins, schema: { tags, body: ReplayRequest, response: { 200: Replayed } } },
    async (request) => {
      const enqueue: Parameters<typeof replayAll>[1] = (messages) => enqueueIngest(queue, messages)
      return { replayed: await replayAll(db, enqueue, request.body, callerOf(request)) }
    },
  )
}

/** What is stored of it is no use: the mailbox may still have it. */
const LOST = ['source-missing', 'source-damaged']

function messageOf(row: QuarantineRow): QuarantinedMessage {
  const { receivedAt, receivedAtExactly: _, reasonDetail, sha256, fetchAskedAt, uid, ...rest } = row
  const reason = row.reason ?? 'unknown'
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    reason,
    words: quarantineWords(reason),
    detail: reasonDetail,
    faultWords: wordsOfFault(row),
    sourceHref: sha256 === null || LOST.includes(reason) ? null : `/api/v1/admin/messages/${row.id}/source`,
    fetchable: uid !== null && (sha256 === null || LOST.includes(reason)),
    fetchAskedAt: fetchAskedAt?.toISOString() ?? null,
  }
}

function wordsOfFault({ fault }: { fault: string | null }): string | null {
  return fault === null ? null : faultWords(fault)
}
