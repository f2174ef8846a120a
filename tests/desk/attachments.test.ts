import { readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ArticleDetail, Problem } from '../../src/desk/desk-schemas.ts'
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

  test('is shown in the page when it is a picture by its bytes, and then only', async () => {
    const picture = await desk.editor.get(`${await attach('a.png', 'image/png', PNG)}?preview=1`)
    expect(picture.headers.get('content-disposition')).toMatch(/^inline; /)
    expect(picture.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    for (const type of ['image/svg+xml', 'text/html', 'application/pdf']) {
      const answer = await desk.editor.get(`${await attach('a', type, new TextEncoder().encode(type))}?preview=1`)
      expect([type, answer.status]).toEqual([type, 409])
    }
  })

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
