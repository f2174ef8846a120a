import { createHash } from 'node:crypto'
import { readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { putBlobs } from '../../src/blobs.ts'
import type { ArticleDetail } from '../../src/desk/article-schemas.ts'
import type { AttachmentSummary } from '../../src/desk/release-schemas.ts'
import type { Problem } from '../../src/http/problem-schema.ts'
import { seedArticle, startTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const PNG = new Uint8Array(Buffer.from('89504e470d0a1a0a', 'hex'))

async function attach(name: string, type: string, content: Uint8Array): Promise<string> {
  const id = await seedArticle(desk, { attachments: [{ name, type, content }] })
  const { attachments } = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
  return attachments[0]?.href as string
}

async function blobPath(href: string): Promise<string> {
  const id = href.split('/').at(-1)
  const { rows } = await desk.pool.query('select sha256 from attachment where id = $1', [id])
  return join(desk.blobs.dir, rows[0].sha256.slice(0, 1), rows[0].sha256)
}

describe('an attachment', () => {
  test('comes octet for octet, as a file that no browser opens or runs', async () => {
    const content = new TextEncoder().encode('<script>alert(1)</script>'.repeat(10_000))
    const href = await attach('page.html', 'text/html', content)
    const answer = await desk.editor.get(href)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(content)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html',
      'content-length': String(content.byteLength),
      'content-disposition': `attachment; filename="page.html"; filename*=UTF-8''page.html`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    })
  })

  const NAMES: [string, string][] = [
    ['Grüße.pdf', `filename="Gr__e.pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf`],
    ['プレス.pdf', `filename="___.pdf"; filename*=UTF-8''%E3%83%97%E3%83%AC%E3%82%B9.pdf`],
    ['a"; filename=b.exe', `filename="a__ filename_b.exe"; filename*=UTF-8''a%22%3B%20filename%3Db.exe`],
    ['a\r\nSet-Cookie: x=1', `filename="a__Set-Cookie_ x_1"; filename*=UTF-8''a__Set-Cookie%3A%20x%3D1`],
    ['../../etc/passwd', `filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    [`it's (1)*.txt`, `filename="it_s (1)_.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ]
  for (const [name, expected] of NAMES) {
    test(`keeps its name ${JSON.stringify(name)}, made safe`, async () => {
      const href = await attach(name, 'application/octet-stream', new Uint8Array([1, 2, 3]))
      const answer = await desk.editor.get(href)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; ${expected}`)
    })
  }

  test('of another article is not found', async () => {
    const href = await attach('a.png', 'image/png', PNG)
    const other = await seedArticle(desk)
    const attachmentId = href.split('/').at(-1)
    expect((await desk.editor.get(`/api/v1/articles/${other}/attachments/${attachmentId}`)).status).toBe(404)
  })

  test('whose blob is missing is a 410 that says what to do', async () => {
    const href = await attach('lost.bin', 'application/octet-stream', new Uint8Array([9, 9, 9]))
    await rm(await blobPath(href))
    const answer = await desk.editor.get(href)
    expect(answer.status).toBe(410)
    expect(((await answer.json()) as Problem).detail).toContain('copytaster verify')
  })

  test.runIf(process.platform === 'linux')('that is no longer wanted half-way closes its file', async () => {
    const href = await attach('large.bin', 'application/octet-stream', new Uint8Array(30 * 1024 * 1024))
    const path = await blobPath(href)
    const leaving = new AbortController()
    const answer = await fetch(desk.url + href, { headers: { cookie: desk.editor.cookie }, signal: leaving.signal })
    await answer.body?.getReader().read()
    expect(await openFiles()).toContain(path)
    leaving.abort()
    await vi.waitFor(async () => expect(await openFiles()).not.toContain(path), { timeout: 5_000 })
  })
})

describe('a preview', () => {
  const JPEG = new Uint8Array(Buffer.from('ffd8ffe000104a46', 'hex'))
  const ORIGINAL = new Uint8Array(Buffer.from('the original'))

  async function seedPhoto(): Promise<{ id: string; attachment: AttachmentSummary }> {
    const id = await seedArticle(desk, { attachments: [{ name: 'bridge.jpg', type: 'image/jpeg', content: ORIGINAL }] })
    const sha256 = createHash('sha256').update(JPEG).digest('hex')
    await putBlobs(desk.blobs, [{ sha256, content: JPEG }])
    const picture = {
      width: 1200,
      height: 800,
      caption: 'The bridge by day',
      credit: 'Jane Roe',
      byline: 'Jane Roe',
      copyright: '© Acme',
      usageTerms: 'For editorial use',
      city: 'Bern',
      takenOn: '2026-11-20',
      alt: null,
      preview: { sha256, type: 'image/jpeg', width: 640, height: 427 },
    }
    await desk.db
      .updateTable('attachment')
      .set({ role: 'photo', picture: JSON.stringify(picture), previewSha256: sha256 })
      .where('articleId', '=', id)
      .execute()
    const { attachments } = await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)
    return { id, attachment: attachments[0] as AttachmentSummary }
  }

  test('is named beside what is known of the picture', async () => {
    const { attachment } = await seedPhoto()
    expect(attachment).toMatchObject({
      role: 'photo',
      position: 1,
      width: 1200,
      height: 800,
      caption: 'The bridge by day',
      credit: 'Jane Roe',
      copyright: '© Acme',
      usageTerms: 'For editorial use',
      city: 'Bern',
      takenOn: '2026-11-20',
      previewHref: expect.stringMatching(/\/preview\?of=[0-9a-f]{16}$/),
    })
  })

  test('is shown in the page, and kept by the browser', async () => {
    const { attachment } = await seedPhoto()
    const answer = await desk.editor.get(attachment.previewHref as string)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(JPEG)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringMatching(/^inline; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
      vary: expect.stringContaining('cookie'),
    })
    const headers = { 'if-none-match': answer.headers.get('etag') as string }
    const again = await desk.editor.call('GET', attachment.previewHref as string, { headers })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('is for those who are signed in', async () => {
    const { attachment } = await seedPhoto()
    expect((await desk.stranger.get(attachment.previewHref as string)).status).toBe(401)
  })

  test('of a file without one, of another article or of none is not found', async () => {
    const { id, attachment } = await seedPhoto()
    const plain = await attach('a.png', 'image/png', PNG)
    const other = await seedArticle(desk)
    for (const path of [
      `${plain}/preview`,
      `/api/v1/articles/${other}/attachments/${attachment.id}/preview`,
      `/api/v1/articles/${id}/attachments/${other}/preview`,
    ])
      expect([path, (await desk.editor.get(path)).status]).toEqual([path, 404])
  })
})

test('the message comes as it was received, named after the headline', async () => {
  const id = await seedArticle(desk, { headline: 'Brücke/auf' })
  const answer = await desk.editor.get(`/api/v1/articles/${id}/source`)
  expect(await answer.text()).toMatch(/^Subject: Brücke\/auf\r\n/)
  expect(answer.headers.get('content-type')).toBe('message/rfc822')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="Br_cke_auf.eml"; filename*=UTF-8''Br%C3%BCcke_auf.eml`,
  )
})

/** The files that this process has open, the server being part of it. */
async function openFiles(): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd')
  return Promise.all(numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')))
}
