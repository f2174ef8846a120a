import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { findArticleSource, findAttachment } from '../article/article.ts'
import type { BlobStore } from '../blobs.ts'
import type { Database } from '../database.ts'
import { sendDownload, sendPreview } from '../http/download.ts'
import { ProblemError } from '../http/problem.ts'

const Attachment = z.object({ id: z.uuid(), attachmentId: z.uuid() })
const PreviewOf = z.object({ of: z.string().max(64).optional().describe('Changes with the picture; not looked at') })

/** What came with a release, and the message as it was received, as files. */
export const attachmentRoutes: FastifyPluginAsyncZod<{ db: Kysely<Database>; blobs: BlobStore }> = async (
  app,
  { db, blobs },
) => {
  app.get(
    '/articles/:id/attachments/:attachmentId',
    { config: { access: 'editor' }, schema: { tags: ['desk'], params: Attachment } },
    async ({ params }, reply) => {
      const attachment = await findAttachment(db, params.id, params.attachmentId)
      if (!attachment) throw new ProblemError(404, 'There is no such attachment')
      const { sha256, ...described } = attachment
      if (!sha256)
        throw new ProblemError(410, 'This attachment is over 40 MiB and is kept in the original only: download that')
      return sendDownload(reply, blobs, { ...described, sha256 })
    },
  )

  app.get(
    '/articles/:id/attachments/:attachmentId/preview',
    { config: { access: 'editor' }, schema: { tags: ['desk'], params: Attachment, querystring: PreviewOf } },
    async ({ params, headers }, reply) => {
      const attachment = await findAttachment(db, params.id, params.attachmentId)
      const sha256 = attachment?.previewSha256
      if (!sha256) throw new ProblemError(404, 'There is no preview of this attachment')
      const type = attachment.picture?.preview?.type ?? 'image/jpeg'
      return sendPreview(
        reply,
        blobs,
        { sha256, type, name: `preview of ${attachment.name}` },
        headers['if-none-match'],
      )
    },
  )

  app.get(
    '/articles/:id/source',
    { config: { access: 'editor' }, schema: { tags: ['desk'], params: z.object({ id: z.uuid() }) } },
    async ({ params }, reply) => {
      const source = await findArticleSource(db, params.id)
      if (!source?.sha256) throw new ProblemError(404, 'There is no such release')
      const { sha256, size, headline } = source
      return sendDownload(reply, blobs, { sha256, size, type: 'message/rfc822', name: `${headline.slice(0, 80)}.eml` })
    },
  )
}
