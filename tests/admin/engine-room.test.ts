import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Junk, Quarantine, QueueHealth, Way } from '../../src/admin/admin-schemas.ts'
import { enqueueIngest, openIngestQueue, startIngestWorker } from '../../src/queues.ts'
import { startServer } from '../../src/server.ts'
import {
  type NewMessage,
  seedArticle,
  seedMailbox,
  seedMessage,
  startTestDesk,
  type TestDesk,
  visitor,
} from '../support/desk.ts'
import { startRedis } from '../support/redis.ts'

let desk: TestDesk
let mailboxId: string
beforeAll(async () => {
  desk = await startTestDesk()
  mailboxId = await seedMailbox(desk.db)
})
afterAll(() => desk.close())

async function quarantine(reason: string, more: Partial<NewMessage> = {}): Promise<string> {
  return seedMessage(desk, { mailboxId, status: 'quarantined', reason, subject: 'Broken', ...more })
}

const rowOf = async (id: string) => (await desk.pool.query('select * from message where id = $1', [id])).rows[0]

describe('quarantine', () => {
  test('pages newest first, each with its reason in plain words and a way to get the message', async () => {
    for (let n = 0; n < 5; n += 1) await quarantine('unreadable', { receivedAt: new Date(Date.UTC(2026, 10, 1, 8, n)) })
    const lost = await quarantine('too-large', {
      sha256: null,
      reasonDetail: '80 MB',
      receivedAt: new Date(Date.UTC(2026, 10, 2)),
    })
    const read: Quarantine['messages'] = []
    let next: string | null = null
    do {
      const page: Quarantine = await desk.admin.read(`/api/v1/admin/quarantine?limit=2${next ? `&before=${next}` : ''}`)
      expect(page.total).toBe(6)
      read.push(...page.messages)
      next = page.next
    } while (next)
    expect(read).toHaveLength(6)
    expect(read.map(({ receivedAt }) => receivedAt)).toEqual(
      read
        .map(({ receivedAt }) => receivedAt)
        .toSorted()
        .reverse(),
    )
    expect(read[0]).toMatchObject({
      id: lost,
      reason: 'too-large',
      detail: '80 MB',
      sourceHref: null,
      mailboxName: 'News desk',
    })
    expect(read[0]?.words).toMatch(/^The message is larger than 50 MB/)
    const source = await desk.admin.get(read[1]?.sourceHref as string)
    expect(await source.text()).toMatch(/^Subject: Broken\r\n/)
    expect(source.headers.get('content-disposition')).toMatch(/^attachment; filename="Broken\.eml"/)
  })

  test('a message that is replayed goes the ordinary way again, and it is written down who asked', async () => {
    const id = await quarantine('took-too-long', { attempts: 6, epoch: 4, lastFault: 'timeout', reasonDetail: 'x' })
    const answer = await desk.admin.call('POST', `/api/v1/admin/messages/${id}/replay`)
    expect(await answer.json()).toEqual({ replayed: 1 })
    const row = await rowOf(id)
    expect(row).toMatchObject({
      status: 'received',
      epoch: 5,
      attempts: 0,
      reason: null,
      reason_detail: null,
      settled_at: null,
    })
    expect(row.enqueued_at).not.toBeNull()
    expect(await desk.queue.getJob(`ingest-${id}-5`)).toMatchObject({ data: { messageIds: [id] } })
    const { rows } = await desk.pool.query('select action, actor_name from history where message_id = $1', [id])
    expect(rows).toEqual([{ action: 'replayed', actor_name: 'Ada Min' }])

    const again = await desk.admin.call('POST', `/api/v1/admin/messages/${id}/replay`)
    expect(again.status).toBe(409)
  })

  test('a worker picks up what is replayed', async () => {
    const id = await quarantine('kept-failing')
    const picked: string[] = []
    const worker = startIngestWorker(desk.parts.queuePlace, async (ids) => void picked.push(...ids), {
      concurrency: 1,
      onFault: () => {},
    })
    await desk.admin.call('POST', `/api/v1/admin/messages/${id}/replay`)
    await expect.poll(() => picked, { timeout: 10_000 }).toContain(id)
    await worker.close()
  })

  test('all of one reason are replayed, and no other', async () => {
    const same = [await quarantine('empty'), await quarantine('empty')]
    const other = await quarantine('too-many-parts')
    const unstored = await quarantine('empty', { sha256: null })
    const answer = await desk.admin.call('POST', '/api/v1/admin/quarantine/replay', { body: { reason: 'empty' } })
    expect(await answer.json()).toEqual({ replayed: 2 })
    for (const id of same) expect((await rowOf(id)).status).toBe('received')
    for (const id of [other, unstored]) expect((await rowOf(id)).status).toBe('quarantined')
  })

  test('is grouped by reason and fault, listed by one of them, and replayed by one of them', async () => {
    await desk.pool.query(`delete from history; delete from article; delete from message`)
    const slow = await quarantine('took-too-long', { fault: 'sanitise:took-too-long' })
    const other = await quarantine('took-too-long', { fault: 'parse:took-too-long' })
    await quarantine('too-large', { sha256: null, uid: 4, uidValidity: 1 })
    const { groups, total } = await desk.admin.read<Quarantine>('/api/v1/admin/quarantine')
    expect(total).toBe(3)
    expect(groups.toSorted((a, b) => `${a.fault}`.localeCompare(`${b.fault}`))).toMatchObject([
      { reason: 'too-large', words: 'Too large', fault: null, faultWords: null, count: 1, replayable: 0 },
      { reason: 'took-too-long', fault: 'parse:took-too-long', count: 1, replayable: 1 },
      {
        reason: 'took-too-long',
        words: 'Took too long',
        fault: 'sanitise:took-too-long',
        faultWords: 'while making the HTML safe',
        count: 1,
        replayable: 1,
      },
    ])
    const listed = async (query: string) =>
      (await desk.admin.read<Quarantine>(`/api/v1/admin/quarantine?${query}`)).messages.map(({ id }) => id).toSorted()
    expect(await listed('reason=took-too-long')).toEqual([slow, other].toSorted())
    expect(await listed('reason=took-too-long&fault=sanitise:took-too-long')).toEqual([slow])
    const body = { fault: 'sanitise:took-too-long' }
    const answer = await desk.admin.call('POST', '/api/v1/admin/quarantine/replay', { body })
    expect(await answer.json()).toEqual({ replayed: 1 })
    expect((await rowOf(slow)).status).toBe('received')
    expect((await rowOf(other)).status).toBe('quarantined')
    expect((await desk.admin.call('POST', '/api/v1/admin/quarantine/replay', { body: {} })).status).toBe(400)
  })

  test('what was never stored can be asked for, and what is lost on disk too; it is written down who asked', async () => {
    const large = await quarantine('too-large', { sha256: null, uid: 5, uidValidity: 1 })
    const missing = await quarantine('source-missing', { uid: 6, uidValidity: 1 })
    const stored = await quarantine('unreadable', { uid: 7, uidValidity: 1 })
    const row = async (id: string) => {
      const { messages } = await desk.admin.read<Quarantine>('/api/v1/admin/quarantine')
      return messages.find((message) => message.id === id)
    }
    expect(await row(large)).toMatchObject({ fetchable: true, fetchAskedAt: null, sourceHref: null })
    expect(await row(missing)).toMatchObject({ fetchable: true, sourceHref: null })
    expect(await row(stored)).toMatchObject({ fetchable: false, sourceHref: expect.any(String) })
    const ask = (id: string) => desk.admin.call('POST', `/api/v1/admin/messages/${id}/fetch`)
    expect((await ask(large)).status).toBe(202)
    expect(await row(large)).toMatchObject({ fetchAskedAt: expect.any(String) })
    expect((await ask(stored)).status).toBe(409)
    const { rows } = await desk.pool.query('select action, actor_name from history where message_id = $1', [large])
    expect(rows).toEqual([{ action: 'fetch-asked', actor_name: 'Ada Min' }])
  })

  test('a message that is filed is not replayed', async () => {
    const id = await seedMessage(desk, { mailboxId, status: 'filed', subject: 'fine' })
    expect((await desk.admin.call('POST', `/api/v1/admin/messages/${id}/replay`)).status).toBe(409)
    expect((await rowOf(id)).status).toBe('filed')
  })
})

test('the way of a message is told from receipt to verdict, by the message and by its article', async () => {
  const articleId = await seedArticle(desk, { headline: 'A way', receivedAt: new Date(Date.now() - 60_000) })
  const { rows } = await desk.pool.query('select message_id from article where id = $1', [articleId])
  await desk.pool.query('update message set settled_at = now() where id = $1', [rows[0].message_id])
  const byMessage = await desk.admin.read<Way>(`/api/v1/admin/messages/${rows[0].message_id}/way`)
  expect(byMessage.map(({ what }) => what)).toEqual(['received', 'stored', 'filed'])
  expect(byMessage.at(-1)?.words).toBe(`Filed as article ${articleId}`)
  expect(await desk.admin.read(`/api/v1/admin/articles/${articleId}/way`)).toEqual(byMessage)
  for (const of of ['messages', 'articles']) {
    const nothing = await desk.admin.get(`/api/v1/admin/${of}/019ab000-0000-7000-8000-000000000000/way`)
    expect(nothing.status).toBe(404)
  }
  expect((await desk.editor.get(`/api/v1/admin/articles/${articleId}/way`)).status).toBe(403)
})

test('what lies in Junk is paged newest first, and filed on demand', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const receivedAt = new Date(Date.UTC(2026, 10, 1, 8, n))
    const place = { uid: 100 + n, uidValidity: 1, sha256: null }
    ids.unshift(
      await seedMessage(desk, {
        mailboxId,
        status: 'ignored',
        reason: 'in-junk',
        subject: `Junk ${n}`,
        receivedAt,
        ...place,
      }),
    )
  }
  await seedMessage(desk, { mailboxId, status: 'ignored', reason: 'auto-reply' })
  const read: Junk['messages'] = []
  let next: string | null = null
  do {
    const page: Junk = await desk.admin.read(`/api/v1/admin/junk?limit=2${next ? `&before=${next}` : ''}`)
    read.push(...page.messages)
    next = page.next
  } while (next)
  expect(read.map(({ id }) => id)).toEqual(ids)
  expect(read[0]).toMatchObject({ subject: 'Junk 4', mailboxName: 'News desk', fetchAskedAt: null })
  expect((await desk.admin.call('POST', `/api/v1/admin/messages/${ids[0]}/fetch`)).status).toBe(202)
  expect((await rowOf(ids[0] as string)).fetch_asked_at).not.toBeNull()
})

describe('the queue', () => {
  const read = async (): Promise<QueueHealth> =>
    (await desk.admin.read<QueueHealth[]>('/api/v1/admin/queues'))[0] as QueueHealth

  test('is told in numbers and in words', async () => {
    await desk.pool.query(`delete from history; delete from article; delete from message`)
    await desk.queue.drain()
    expect(await read()).toEqual({
      name: 'ingest',
      backend: 'postgres',
      waiting: 0,
      running: 0,
      retrying: 0,
      failed: 0,
      perMinute: 0,
      oldestSeconds: null,
      words: 'Nothing waits to be read.',
    })
    await seedMessage(desk, { mailboxId, status: 'filed' })
    const waiting = await seedMessage(desk, {
      mailboxId,
      status: 'received',
      storedAt: new Date(Date.now() - 3_600_000),
    })
    await enqueueIngest(desk.queue, [{ id: waiting, epoch: 0 }])
    const busy = await read()
    expect(busy).toMatchObject({ waiting: 1, running: 0, perMinute: 0.2 })
    expect(busy.oldestSeconds).toBeGreaterThanOrEqual(3_600)
    expect(busy.words).toMatch(
      /^1 message is being read or waits for it, the oldest for 60 minutes\. If this number does not fall/,
    )
  })

  test('that does not answer says so, and that no message is lost', async () => {
    const redis = await startRedis()
    const queue = openIngestQueue({ backend: 'redis', url: redis.url }, () => {})
    await queue.waitUntilReady()
    const server = await startServer({ ...desk.parts, queue, queuePlace: { backend: 'redis', url: redis.url } })
    await redis.close()
    const there = visitor(`http://127.0.0.1:${server.port}`, desk.admin.cookie)
    const [health] = await there.read<QueueHealth[]>('/api/v1/admin/queues')
    const id = await quarantine('unreadable')
    const replay = await there.call('POST', `/api/v1/admin/messages/${id}/replay`)
    await server.close()
    await queue.close().catch(() => {}) // It cannot say goodbye to a server that is gone.
    expect(health).toMatchObject({
      backend: 'redis',
      words: expect.stringMatching(/^The queue does not answer\. Messages are safe/),
    })
    expect(replay.status).toBe(200)
    expect(await rowOf(id)).toMatchObject({ status: 'received', enqueued_at: null })
  })
})

test('the metrics count what the tables hold', async () => {
  await desk.pool.query('delete from history; delete from article; delete from message')
  await seedMessage(desk, { mailboxId, status: 'filed', storedAt: new Date(Date.now() - 2_000) })
  await seedMessage(desk, { mailboxId, status: 'received', storedAt: new Date(Date.now() - 60_000) })
  await quarantine('unreadable')
  await desk.pool.query(
    `update mailbox set last_succeeded_at = to_timestamp(1800000000), canary_minutes = 10, proven_at = to_timestamp(1800000001),
      proof = '{"listed": 12, "accounted": 11}' where id = $1`,
    [mailboxId],
  )
  await desk.pool.query(
    `insert into canary (token, mailbox_id, appended_at, settled_at)
      values ('t', $1, to_timestamp(1800000000), to_timestamp(1800000002.5))`,
    [mailboxId],
  )
  await desk.pool.query(`insert into failed_uid values ($1, 1, 7, 2, 'timeout', now())`, [mailboxId])
  const read = async () => (await desk.stranger.get('/metrics')).text()
  const text = await read()
  for (const line of [
    `copytaster_mailbox_last_success_timestamp_seconds{mailbox="${mailboxId}"} 1800000000`,
    `copytaster_mailbox_listed_messages{mailbox="${mailboxId}"} 12`,
    `copytaster_mailbox_accounted_messages{mailbox="${mailboxId}"} 11`,
    `copytaster_mailbox_proof_timestamp_seconds{mailbox="${mailboxId}"} 1800000001`,
    `copytaster_mailbox_canary_round_trip_seconds{mailbox="${mailboxId}"} 2.5`,
    `copytaster_mailbox_canary_returned_timestamp_seconds{mailbox="${mailboxId}"} 1800000002.5`,
    `copytaster_mailbox_retrying_downloads{mailbox="${mailboxId}"} 1`,
    'copytaster_retrying_messages 0',
    `copytaster_messages_total{mailbox="${mailboxId}",outcome="filed"} 1`,
    `copytaster_messages_total{mailbox="${mailboxId}",outcome="quarantined"} 1`,
    'copytaster_quarantine_open{reason="unreadable"} 1',
    'copytaster_backlog{stage="ingest"} 1',
    'copytaster_build_info{version="0.1.0"} 1',
    '# TYPE copytaster_messages_total counter',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect(text).toMatch(/copytaster_backlog_oldest_age_seconds\{stage="ingest"\} 6\d\b/)
  expect(text).toMatch(new RegExp(`copytaster_mailbox_oldest_unfiled_age_seconds{mailbox="${mailboxId}"} 6\\d\\b`))
  expect(text).toMatch(/copytaster_ingest_latency_seconds\{quantile="0.95"\} [12]\b/)
  expect(text).toContain('process_cpu_seconds_total')

  await desk.pool.query('delete from message')
  const later = await read()
  expect(later).not.toContain('copytaster_quarantine_open{')
  expect(later).toContain('copytaster_backlog{stage="ingest"} 0')
})

describe('the board for experts', () => {
  test('is a page for admins under a policy of its own, which is not that of the desk', async () => {
    const answer = await desk.admin.get('/admin/board')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Copytaster queues')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("base-uri 'self'")
    expect(policy).not.toContain('google')
    expect((await desk.admin.get('/api/v1/me')).headers.get('content-security-policy')).toContain("base-uri 'none'")
    expect((await desk.editor.get('/admin/board')).status).toBe(403)
    const { queues } = await desk.admin.read<{ queues: { name: string }[] }>('/admin/board/api/queues')
    expect(queues.map(({ name }) => name)).toEqual(['ingest'])
  })

  test('changes nothing', async () => {
    const id = await seedMessage(desk, { mailboxId, status: 'received' })
    await enqueueIngest(desk.queue, [{ id, epoch: 0 }])
    for (const path of ['ingest/pause', 'ingest/empty', 'ingest/obliterate', `ingest/ingest-${id}-0/clean`, 'pause']) {
      const answer = await desk.admin.call('PUT', `/admin/board/api/queues/${path}`)
      await answer.body?.cancel()
      expect([path, answer.status]).toEqual([path, 405])
    }
    expect(await desk.queue.isPaused()).toBe(false)
    expect(await desk.queue.getJob(`ingest-${id}-0`)).toBeDefined()
  })
})
