import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkBlob, discardBlob, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { repairBlobs } from '../../src/commands/repair-blobs.ts'
import { messagesWithAttachment, referencedBlobs } from '../../src/message/verify.ts'
import type { Parts } from '../../src/parts.ts'
import { file, multipart, releaseOf, text } from '../pipeline/build-mail.ts'
import { ingest } from '../pipeline/ingest-plainly.ts'
import { openTestDatabase } from '../support/database.ts'
import { seedArticle } from '../support/desk.ts'

type Desk = Parameters<typeof seedArticle>[0]

let desk: Desk
let close: () => Promise<void>
beforeAll(async () => {
  const { db, close: drop } = await openTestDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'copytaster-verify-'))
  desk = { db, blobs: await openBlobStore(join(dir, 'blobs')) }
  close = async () => {
    await drop()
    await rm(dir, { recursive: true, force: true })
  }
})
afterAll(() => close())

/** An article with one photo, filed as ingest would, and with the preview that it has or another. */
async function seedPhoto(
  colour: string,
  preview?: string,
): Promise<{ article: string; source: string; photo: string; made: string }> {
  const content = await sharp({ create: { width: 800, height: 600, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()
  const mail = releaseOf(
    'Bridge',
    multipart('mixed', [text('The bridge opens.'), file('image/jpeg', 'bridge.jpg', content)]),
  )
  const outcome = await ingest(mail)
  if (outcome.kind !== 'draft') throw new Error('no draft')
  const [attachment] = outcome.draft.attachments
  const made = attachment?.picture?.preview
  if (!attachment || !made) throw new Error('no preview')
  const source = createHash('sha256').update(mail).digest('hex')
  await putBlobs(desk.blobs, [{ sha256: source, content: new Uint8Array(mail) }, ...outcome.files])
  const article = await seedArticle(desk, { attachments: [{ name: 'bridge.jpg', type: 'image/jpeg', content }] })
  const sha256 = preview ?? made.sha256
  const picture = JSON.stringify({ ...attachment.picture, preview: { ...made, sha256 } })
  await desk.db
    .updateTable('attachment')
    .set({ picture, previewSha256: sha256 })
    .where('articleId', '=', article)
    .execute()
  const own = desk.db.selectFrom('article').select('messageId').where('id', '=', article)
  await desk.db.updateTable('message').set({ sha256: source }).where('id', 'in', own).execute()
  return { article, source, photo: attachment.sha256, made: made.sha256 }
}

const repair = (broken: string) => repairBlobs({ db: desk.db, blobs: desk.blobs } as Parts, [broken])

test('previews are among the blobs that must be there', async () => {
  const { source, photo, made } = await seedPhoto('#336699')
  const pages: string[][] = []
  for await (const page of referencedBlobs(desk.db)) pages.push(page)
  expect(pages.flat()).toEqual(expect.arrayContaining([source, photo, made]))
  expect(pages.flat()).toEqual([...new Set(pages.flat())].sort())
  expect(await messagesWithAttachment(desk.db, made)).toMatchObject([{ sha256: source }])
})

test('a preview that is missing is made again from the message', async () => {
  const { made } = await seedPhoto('#996633')
  await discardBlob(desk.blobs, made)
  await repair(made)
  expect(await checkBlob(desk.blobs, made)).toBe('sound')
}, 60_000)

test('a preview that can only be made otherwise takes the place of the missing one', async () => {
  const lost = 'ab'.repeat(32)
  const { article, made } = await seedPhoto('#669933', lost)
  await repair(lost)
  const [row] = await desk.db.selectFrom('attachment').selectAll().where('articleId', '=', article).execute()
  expect(row?.previewSha256).toBe(made)
  expect(row?.picture?.preview).toMatchObject({ sha256: made, width: 640 })
}, 60_000)
