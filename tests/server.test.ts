import { mkdir, rename, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../faults/postgres.ts'
import { signInLink } from '../src/account/account.ts'
import { createToken } from '../src/account/token.ts'
import { openIngestQueue } from '../src/queues.ts'
import { buildServer, startHealth, startServer } from '../src/server.ts'
import { seedArticle, startTestDesk, type TestDesk, visitor } from './support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

const ANY_ID = '019ab000-0000-7000-8000-000000000000'

interface Route {
  method: string
  path: string
}

/** Every route of the server, with ids filled in. */
async function listRoutes(): Promise<Route[]> {
  const routes: Route[] = []
  const app = await buildServer(desk.parts, { baseUrl: undefined, host: '127.0.0.1', port: 0 }, ({ method, url }) => {
    const path = url.replace(/:\w+/g, ANY_ID).replace('*', 'x')
    for (const one of [method].flat()) routes.push({ method: one, path })
  })
  await app.ready()
  await app.close()
  return routes
}

describe('who may call what', () => {
  const PUBLIC = [
    'GET /livez',
    'GET /readyz',
    'GET /api/openapi.json',
    'GET /assets/x',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/v1/welcome',
  ]
  // Not a program on this machine: as behind a proxy.
  const PROXIED = { 'x-forwarded-for': '203.0.113.9' }

  test('nobody gets anything without signing in, save from a short list', async () => {
    const routes = await listRoutes()
    expect(routes.length).toBeGreaterThan(40)
    const open: string[] = []
    for (const { method, path } of routes.filter((route) => route.method !== 'HEAD')) {
      const answer = await desk.stranger.call(method, path, { headers: PROXIED })
      await answer.body?.cancel()
      if (answer.status !== 401) open.push(`${method} ${path}`)
    }
    // Signing in with nothing is a 400 where it is not a 401.
    expect(open.toSorted()).toEqual(PUBLIC.toSorted())
  })

  test('HEAD needs what GET needs', async () => {
    for (const { method, path } of await listRoutes()) {
      if (method !== 'HEAD' || PUBLIC.includes(`GET ${path}`)) continue
      const answer = await desk.stranger.call('HEAD', path, { headers: PROXIED })
      expect({ path, status: answer.status }).toEqual({ path, status: 401 })
    }
  })

  test('an editor gets nothing of the engine room', async () => {
    const routes = (await listRoutes()).filter(({ path }) => /^\/(api\/v1\/admin|admin|metrics)/.test(path))
    expect(routes.length).toBeGreaterThan(15)
    for (const { method, path } of routes) {
      const answer = await desk.editor.call(method, path, { headers: PROXIED })
      await answer.body?.cancel()
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 })
    }
  })

  test('the metrics answer an admin and programs on this machine, but no stranger behind a proxy', async () => {
    const { token } = await createToken(desk.db, desk.admin.id, 'prometheus')
    const cases: [string, string, Record<string, string>, number][] = [
      ['a program on this machine', '', {}, 200],
      ['a stranger behind a proxy', '', PROXIED, 401],
      ['a page that rebinds its name to this machine', '', { host: 'evil.example' }, 401],
      ['an admin behind a proxy', desk.admin.cookie, PROXIED, 200],
      ['an admin’s token behind a proxy', '', { ...PROXIED, authorization: `Bearer ${token}` }, 200],
    ]
    for (const [who, cookie, headers, status] of cases) {
      expect([who, await statusOf('/metrics', { ...headers, ...(cookie && { cookie }) })]).toEqual([who, status])
    }
  })

  /** fetch does not let us set Host. */
  function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(desk.url + path, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.on('error', reject).end()
    })
  }
})

describe('requests that come from elsewhere', () => {
  const cases: [string, Record<string, string>, number][] = [
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['our own page in an old browser', { 'sec-fetch-site': '', origin: 'OWN' }, 200],
    ['our own page by the other name of this machine', { 'sec-fetch-site': '', origin: 'LOCALHOST' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' }, 403],
    ['nowhere that is said', { 'sec-fetch-site': '' }, 403],
  ]
  for (const [from, headers, status] of cases) {
    test(`a change with the cookie from ${from} answers ${status}`, async () => {
      const own = Object.entries(headers)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [
          name,
          value.replace('OWN', desk.url).replace('LOCALHOST', desk.url.replace('127.0.0.1', 'localhost')),
        ])
      const answer = await fetch(`${desk.url}/api/v1/me`, {
        method: 'PUT',
        headers: { cookie: desk.editor.cookie, 'content-type': 'application/json', ...Object.fromEntries(own) },
        body: JSON.stringify({ name: 'Ed Itor' }),
      })
      expect(answer.status).toBe(status)
    })
  }

  test('another site cannot sign a visitor in as somebody else', async () => {
    const answer = await desk.stranger.call('POST', '/api/auth/sign-in/email', {
      body: { email: 'a@b.example', password: 'x' },
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })

  test('a form’s content types are not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await desk.editor.call('PUT', '/api/v1/me', { body: {}, headers: { 'content-type': type } })
      expect([type, answer.status]).toEqual([type, 415])
    }
  })
})

describe('problems', () => {
  const problemOf = async (answer: Response) => {
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    return (await answer.json()) as Record<string, unknown>
  }

  test('an unknown address of the API is a problem, not the page', async () => {
    const problem = await problemOf(await desk.editor.get('/api/v1/nonsense'))
    expect(problem).toEqual({ type: 'urn:copytaster:problem:not-found', title: 'There is nothing here', status: 404 })
  })

  test('a wrong body names each fault by a JSON pointer, in plain words', async () => {
    const answer = await desk.admin.call('POST', '/api/v1/admin/mailboxes', {
      body: { name: '', port: 99_999, security: 'ssl', username: 5, password: 'p', since: 'May' },
    })
    const { status, errors } = await problemOf(answer)
    expect(status).toBe(400)
    expect(
      (errors as { pointer: string; detail: string }[]).map(({ pointer, detail }) => `${pointer} ${detail}`),
    ).toEqual([
      '#/name must not be empty',
      '#/host is missing',
      '#/port must be 65535 or less',
      '#/security must be one of: tls, starttls, none',
      '#/username must be a string',
      '#/since must be a day written as 2026-11-24',
    ])
  })

  test('a wrong id, limit or cursor in the address is a 400', async () => {
    for (const path of ['/articles/1', '/articles?limit=0', '/articles?before=nonsense', '/articles?status=lost']) {
      const { status } = await problemOf(await desk.editor.get(`/api/v1${path}`))
      expect([path, status]).toEqual([path, 400])
    }
  })

  test('a fault of ours tells the caller nothing', async () => {
    await desk.pool.query('alter table history rename to history_away')
    const answer = await desk.editor.get(`/api/v1/articles/${ANY_ID}/history`)
    await desk.pool.query('alter table history_away rename to history')
    const problem = await problemOf(answer)
    expect(problem).toEqual({
      type: 'urn:copytaster:problem:fault',
      title: 'Something went wrong on our side',
      status: 500,
    })
  })

  test('a broken body and one that is too large are problems too', async () => {
    const broken = await fetch(`${desk.url}/api/v1/me`, {
      method: 'PUT',
      headers: { cookie: desk.editor.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: '{"name":',
    })
    expect((await problemOf(broken)).status).toBe(400)
    const large = await desk.editor.call('PUT', '/api/v1/me', { body: { name: 'x'.repeat(300_000) } })
    expect((await problemOf(large)).status).toBe(413)
  })
})

describe('what watches over the process', () => {
  test('livez and readyz answer everybody', async () => {
    expect((await desk.stranger.get('/livez')).status).toBe(200)
    const ready = await desk.stranger.read<{ ready: boolean; parts: { name: string }[] }>('/readyz')
    expect(ready.ready).toBe(true)
    expect(ready.parts.map(({ name }) => name)).toEqual(['database', 'migrations', 'blobs', 'queue'])
  })

  test('readyz tells that the queue is away and stays ready: people work, and mail is stored', async () => {
    const queuePlace = { backend: 'redis', url: 'redis://127.0.0.1:1' } as const
    const queue = openIngestQueue(queuePlace, () => {})
    const port = await freePort()
    const health = await startHealth({ ...desk.parts, queue, queuePlace, port })
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
    const { ready, parts } = (await answer.json()) as { ready: boolean; parts: { passed: boolean; words: string }[] }
    expect([answer.status, ready, parts.at(-1)?.passed]).toEqual([200, true, false])
    expect(parts.at(-1)?.words).toContain('messages are stored meanwhile')
    await health.close()
    await queue.close()
  })

  test('readyz is 503 and names the part when the blobs are away', async () => {
    await rename(desk.blobs.dir, `${desk.blobs.dir}-away`)
    const answer = await desk.stranger.get('/readyz')
    await rename(`${desk.blobs.dir}-away`, desk.blobs.dir)
    expect(answer.status).toBe(503)
    const { parts } = (await answer.json()) as { parts: { name: string; passed: boolean }[] }
    expect(parts.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['blobs'])
  })

  test('readyz is 503 when a migration is missing', async () => {
    const last = await desk.pool.query(
      'delete from kysely_migration where name = (select max(name) from kysely_migration) returning *',
    )
    const answer = await desk.stranger.get('/readyz')
    await desk.pool.query('insert into kysely_migration values ($1, $2)', Object.values(last.rows[0]))
    expect(answer.status).toBe(503)
  })
})

test('the API describes itself in OpenAPI 3.1, every route of it', async () => {
  const document = await desk.stranger.read<{ openapi: string; paths: Record<string, Record<string, unknown>> }>(
    '/api/openapi.json',
  )
  expect(document.openapi).toBe('3.1.0')
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ANY_ID)}`),
  )
  const ofApi = (await listRoutes()).filter(({ method, path }) => method !== 'HEAD' && /^\/api\/(v1|auth)\//.test(path))
  expect(described).toEqual(expect.arrayContaining(ofApi.map(({ method, path }) => `${method} ${path}`)))
})

describe('the page', () => {
  beforeAll(async () => {
    await mkdir(join(desk.webDir, 'assets'), { recursive: true })
    await writeFile(join(desk.webDir, 'index.html'), '<!doctype html><title>Desk</title>')
    await writeFile(join(desk.webDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeFile(join(desk.webDir, 'assets', 'index-abc123.js'), 'export {}')
  })

  test('every address that a browser opens is the page, never cached, and may run scripts of ours only', async () => {
    for (const path of ['/', '/welcome?token=x', '/articles/1', '/engine-room']) {
      const answer = await desk.stranger.get(path)
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
      expect(await answer.text()).toContain('<title>Desk</title>')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("default-src 'self'")
      expect(policy).not.toContain('script-src')
      expect(policy).toContain("frame-ancestors 'none'")
    }
  })

  test('hashed assets are cached for ever, a missing one is a 404', async () => {
    const answer = await desk.stranger.get('/assets/index-abc123.js')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
    const missing = await desk.stranger.get('/assets/index-old.js')
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(missing.headers.get('cache-control')).toBe('no-store')
  })

  test('the icon is served, and nothing outside of the directory', async () => {
    expect((await desk.stranger.get('/favicon.svg')).headers.get('content-type')).toBe('image/svg+xml')
    const outside = await desk.stranger.get('/assets/..%2f..%2f..%2fpackage.json')
    expect(outside.status).toBeGreaterThanOrEqual(400)
  })
})

test('guessing passwords is stopped after ten tries, from anywhere in the /64 of an IPv6 address', async () => {
  const app = await buildServer(desk.parts, { baseUrl: undefined, host: '::', port: 0 })
  const guess = async (remoteAddress: string) => {
    const payload = { email: 'nobody@desk.example', password: 'wrong' }
    return app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload, remoteAddress })
  }
  const statuses: number[] = []
  for (let n = 1; n <= 10; n += 1) statuses.push((await guess(`2001:db8:1:1::${n}`)).statusCode)
  const refused = await guess('2001:db8:1:1:ffff::1')
  const neighbour = await guess('2001:db8:1:2::1')
  await app.close()
  expect(statuses).toEqual(Array(10).fill(401))
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.headers['content-type']).toBe('application/problem+json')
  expect(neighbour.statusCode).toBe(401)
})

test('a runaway script is slowed down, without slowing anybody else', async () => {
  const { token } = await createToken(desk.db, desk.editor.id, 'runaway')
  const app = await buildServer(desk.parts, { baseUrl: undefined, host: '127.0.0.1', port: 0 })
  const ask = (authorization: string) => app.inject({ url: '/api/v1/me', headers: { authorization } })
  let answers = 0
  while ((await ask(`Bearer ${token}`)).statusCode === 200 && answers < 2_000) answers += 1
  const other = await createToken(desk.db, desk.admin.id, 'calm')
  const calm = await ask(`Bearer ${other.token}`)
  await app.close()
  expect([answers, calm.statusCode]).toEqual([1_200, 200])
})

describe('behind https', () => {
  test('cookies are __Host- and Secure, and only the public origin may make changes', async () => {
    const server = await startServer({ ...desk.parts, baseUrl: 'https://desk.example', host: '0.0.0.0' })
    const token = new URL(await signInLink(desk.auth, 'ed@desk.example', server.url)).searchParams.get('token')
    expect(server.url).toBe('https://desk.example')
    const there = visitor(`http://127.0.0.1:${server.port}`, '')
    const foreign = await there.call('POST', '/api/v1/welcome', {
      body: { token },
      headers: { 'sec-fetch-site': 'same-site', origin: `http://127.0.0.1:${server.port}` },
    })
    expect(foreign.status).toBe(403)
    const answer = await there.call('POST', '/api/v1/welcome', {
      body: { token },
      headers: { 'sec-fetch-site': 'same-site', origin: 'https://desk.example' },
    })
    await server.close()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/)
    for (const cookie of answer.headers.getSetCookie()) {
      expect(cookie).toMatch(/^__Host-copytaster\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    }
    expect(answer.headers.getSetCookie().length).toBeGreaterThan(0)
  })
})

test('a port that is taken is named with the remedy, and nothing stays open', async () => {
  const port = Number(new URL(desk.url).port)
  await expect(startServer({ ...desk.parts, port })).rejects.toThrow(
    `PORT: ${port} is taken by another program; set PORT`,
  )
  const listening = await desk.pool.query(
    `select count(*)::int from pg_stat_activity where datname = current_database() and query = 'listen history'`,
  )
  expect(listening.rows[0].count).toBeLessThanOrEqual(1)
})

test('closing the server ends live streams at once', async () => {
  await seedArticle(desk)
  const server = await startServer(desk.parts)
  const stream = await visitor(`http://127.0.0.1:${server.port}`, desk.editor.cookie).get('/api/v1/events')
  expect(stream.status).toBe(200)
  const begun = performance.now()
  await Promise.all([server.close(), stream.text()])
  expect(performance.now() - begun).toBeLessThan(2_000)
})
