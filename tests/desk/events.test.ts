import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ArticleDetail } from '../../src/desk/article-schemas.ts'
import { startServer } from '../../src/server.ts'
import { seedArticle, startTestDesk, type TestDesk, visitor } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startTestDesk()
})
afterAll(() => desk.close())

interface StreamEvent {
  id: number
  event: string
  data: { id?: number; action?: string; articleId?: string; status?: string; version?: number }
}

interface Stream {
  events: StreamEvent[]
  headers: Headers
  close(): void
  ended: Promise<void>
}

async function openStream(
  path = '/api/v1/events',
  headers: Record<string, string> = {},
  url = desk.url,
): Promise<Stream> {
  const leaving = new AbortController()
  const answer = await fetch(url + path, {
    headers: { cookie: desk.editor.cookie, ...headers },
    signal: leaving.signal,
  })
  expect(answer.status).toBe(200)
  const events: StreamEvent[] = []
  const ended = (async () => {
    let text = ''
    for await (const chunk of (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() as string
      events.push(...blocks.filter((block) => block.startsWith('id:')).map(parseEvent))
    }
  })().catch(() => {})
  return { events, headers: answer.headers, close: () => leaving.abort(), ended }
}

function parseEvent(block: string): StreamEvent {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  )
  return { id: Number(fields.id), event: fields.event as string, data: JSON.parse(fields.data as string) }
}

const articlesOf = (stream: Stream) =>
  stream.events.filter(({ event }) => event === 'article').map(({ data }) => data.articleId)

test('a new draft is on every open stream at once, with its state and version', async () => {
  const streams = [await openStream(), await openStream()]
  const begun = performance.now()
  const id = await seedArticle(desk)
  for (const stream of streams) await vi.waitFor(() => expect(articlesOf(stream)).toContain(id), { timeout: 2_000 })
  expect(performance.now() - begun).toBeLessThan(2_000)
  const [ready, filed] = (streams[0] as Stream).events
  expect(ready).toMatchObject({ event: 'ready', data: {} })
  expect(filed).toEqual({
    id: filed?.data.id,
    event: 'article',
    data: { id: filed?.id, action: 'filed', articleId: id, status: 'draft', version: 1 },
  })
  for (const stream of streams) stream.close()
})

test('what another process changes is heard as well', async () => {
  const other = await startServer(desk.parts)
  const stream = await openStream('/api/v1/events', {}, `http://127.0.0.1:${other.port}`)
  const id = await seedArticle(desk)
  await desk.editor.call('POST', `/api/v1/articles/${id}/take`, { headers: { 'if-match': '"1"' } })
  await vi.waitFor(() => expect(stream.events.map(({ data }) => data.action)).toContain('taken'), { timeout: 2_000 })
  stream.close()
  await other.close()
})

test('the answer is one that no proxy holds back or keeps', async () => {
  const stream = await openStream()
  expect(Object.fromEntries(stream.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  stream.close()
})

describe('resuming', () => {
  test('a stream that comes back hears what it missed, by header and by address', async () => {
    const first = await openStream()
    await seedArticle(desk)
    await vi.waitFor(() => expect(articlesOf(first)).toHaveLength(1))
    const last = first.events.at(-1)?.id as number
    first.close()
    const missed = [await seedArticle(desk), await seedArticle(desk)]
    for (const stream of [
      await openStream('/api/v1/events', { 'last-event-id': String(last) }),
      await openStream(`/api/v1/events?after=${last}`),
    ]) {
      await vi.waitFor(() => expect(articlesOf(stream)).toEqual(expect.arrayContaining(missed)))
      expect(stream.events.map(({ event }) => event)).not.toContain('ready')
      stream.close()
    }
  })

  test('an entry that was committed after one with a higher id is not missed', async () => {
    const early = await seedArticle(desk)
    const late = await seedArticle(desk)
    const slow = await desk.pool.connect()
    await slow.query('begin')
    await slow.query(`insert into history (article_id, action) values ($1, 'slow')`, [early])
    const first = await openStream()
    await desk.pool.query(`insert into history (article_id, action) values ($1, 'quick')`, [late])
    await vi.waitFor(() => expect(first.events.map(({ data }) => data.action)).toContain('quick'))
    const last = first.events.at(-1)?.id as number
    first.close()
    await slow.query('commit')
    slow.release()
    const second = await openStream('/api/v1/events', { 'last-event-id': String(last) })
    await vi.waitFor(() => expect(second.events.map(({ data }) => data.action)).toContain('slow'))
    second.close()
  })

  test('a stream that missed more than a thousand is told to look at everything', async () => {
    const id = await seedArticle(desk)
    const { rows } = await desk.pool.query('select max(id) as id from history')
    await desk.pool.query(`insert into history (article_id, action) select $1, 'bulk' from generate_series(1, 1500)`, [
      id,
    ])
    const stream = await openStream('/api/v1/events', { 'last-event-id': String(rows[0].id) })
    await vi.waitFor(() => expect(stream.events[0]?.event).toBe('reload'))
    expect(stream.events[0]?.id).toBeGreaterThanOrEqual(rows[0].id)
    stream.close()
  })
})

test('after the listening connection breaks, what happened meanwhile arrives, and what happens then', async () => {
  const stream = await openStream()
  const { rows } = await desk.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen history%'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  const meanwhile = await seedArticle(desk)
  await vi.waitFor(() => expect(articlesOf(stream)).toContain(meanwhile), { timeout: 10_000 })
  const then = await seedArticle(desk)
  await vi.waitFor(() => expect(articlesOf(stream)).toContain(then), { timeout: 2_000 })
  stream.close()
})

test('a client that does not read is dropped, and nobody else notices', async () => {
  const id = await seedArticle(desk)
  const { hostname, port } = new URL(desk.url)
  const deaf = connect({ host: hostname, port: Number(port) })
  deaf.write(`GET /api/v1/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${desk.editor.cookie}\r\n\r\n`)
  deaf.pause()
  deaf.on('error', () => {})
  const reading = await openStream()
  const dropped = new Promise((resolve) => deaf.once('close', resolve))
  // An event may come twice.
  const received = () => new Set(reading.events.filter(({ data }) => data.action?.startsWith('xx')).map(({ id }) => id))
  for (let n = 1; n <= 60; n += 1) {
    await desk.pool.query(
      `insert into history (article_id, action) select $1, repeat('x', 6000) from generate_series(1, 80)`,
      [id],
    )
    await vi.waitFor(() => expect(received().size).toBe(80 * n), { timeout: 10_000 })
  }
  deaf.resume()
  await dropped
  reading.close()
})

test('a stream is for those who are signed in', async () => {
  expect((await visitor(desk.url, '').get('/api/v1/events')).status).toBe(401)
})

test('articles that a stream tells of can be read at the version it says', async () => {
  const stream = await openStream()
  const id = await seedArticle(desk)
  await desk.editor.call('POST', `/api/v1/articles/${id}/spike`, { headers: { 'if-match': '"1"' } })
  await vi.waitFor(() => expect(stream.events.at(-1)?.data).toMatchObject({ action: 'spiked', version: 2 }))
  expect(await desk.editor.read<ArticleDetail>(`/api/v1/articles/${id}`)).toMatchObject({
    version: 2,
    status: 'spiked',
  })
  stream.close()
})
