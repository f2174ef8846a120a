import type { FastifyReply } from 'fastify'
import { type BlobStore, hasBlob, streamBlob } from '../blobs.ts'
import { ProblemError } from './problem.ts'

/** What previews are made as: raster images, which run no script. */
const PREVIEWABLE = ['image/png', 'image/jpeg']

export interface Download {
  sha256: string
  /** Bytes. */
  size: number
  /** Anything: it is made safe here. */
  name: string
  /** Found from the bytes, never the type that the sender claims. */
  type: string
}

/**
 * Streams a blob as a file to keep. Whatever it holds, the browser neither opens nor sniffs nor runs it: the mail of strangers is
 * served from the desk's own origin. A client that goes away closes the file. Throws a 410 when the blob is missing.
 */
export async function sendDownload(reply: FastifyReply, blobs: BlobStore, file: Download): Promise<FastifyReply> {
  reply.header('cache-control', 'private, no-store')
  return sendBlob(reply, blobs, file, 'attachment')
}

/**
 * Streams a preview that we made, to be shown in the page, under the same rules. Its address changes with it, so a browser may keep it;
 * `known` is the If-None-Match field of one that asks again. Throws a 409 for any other type.
 */
export async function sendPreview(
  reply: FastifyReply,
  blobs: BlobStore,
  file: Omit<Download, 'size'>,
  known: string | undefined,
): Promise<FastifyReply> {
  if (!PREVIEWABLE.includes(file.type)) throw new ProblemError(409, 'Only pictures can be shown here')
  const tag = `"${file.sha256}"`
  // What one session has kept is not for the next one in the same browser.
  reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'cookie').header('etag', tag)
  if (known?.includes(tag)) return reply.code(304).send()
  return sendBlob(reply, blobs, file, 'inline')
}

const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+_-]{0,100}$/

async function sendBlob(
  reply: FastifyReply,
  blobs: BlobStore,
  { sha256, size, name, type }: Omit<Download, 'size'> & Partial<Download>,
  disposition: 'attachment' | 'inline',
): Promise<FastifyReply> {
  if (!(await hasBlob(blobs, sha256))) {
    throw new ProblemError(410, 'The stored file is missing; ask an admin to run: copytaster verify')
  }
  if (size !== undefined) reply.header('content-length', size)
  return reply
    .type(MEDIA_TYPE.test(type) ? type : 'application/octet-stream')
    .header('content-disposition', `${disposition}; ${fileNames(name)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .send(streamBlob(blobs, sha256))
}

/** RFC 6266 §4.3 with RFC 8187: the name for today's clients, and one of plain ASCII for the others. */
function fileNames(name: string): string {
  const whole = name.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]/gu, '_') || 'file'
  const plain = whole.replace(/[^\w .()+-]/g, '_')
  const encoded = encodeURIComponent(whole).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${encoded}`
}
