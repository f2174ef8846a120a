import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type BlobStore, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { importMailbox } from '../../src/mailbox/mailbox.ts'
import { recordImported } from '../../src/message/imported.ts'
import { keepLesson } from '../../src/sender/lesson.ts'
import { ingestMessages } from '../../workers/ingest.ts'
import { openPipeline, type Pipeline } from '../../workers/pipeline-pool.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const CLI = join(import.meta.dirname, '../../src/cli.ts')
/** Each test starts the command several times, which takes seconds where the machine is busy. */
const PATIENCE = { timeout: 180_000 }
const NAMES = ['Aster', 'Borage', 'Clover'] as const

let database: TestDatabase
let dir: string
let blobs: BlobStore
let pipeline: Pipeline
beforeAll(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'copytaster-replay-'))
  blobs = await openBlobStore(join(dir, 'blobs'))
  pipeline = openPipeline({ readers: 1 })
})
afterAll(async () => {
  await pipeline.close()
  await database.close()
  await rm(dir, { recursive: true })
})

/** Three releases, filed as they are read today, of which the first two are then made to look as if an older pipeline had read them. */
beforeEach(async () => {
  await database.pool.query('truncate message, article, story, lesson, history cascade')
  const mailboxId = (await importMailbox(database.db)).id
  const sources = NAMES.map((name, at) => {
    const copy = `${name} Gardens open a new greenhouse`
    return `From: Press <press@${name.toLowerCase()}.example>\r\nSubject: ${copy}\r\nMessage-ID: <${at}@x.example>\r\n\r\n${copy}\r\n\r\nBRISTOL, 12 October 2026 - ${name} Gardens opened a greenhouse today in which plants of ${at + 3} continents grow.\r\n`
  })
  const contents = sources.map((source) => Buffer.from(source))
  const stored = contents.map((content) => ({ sha256: createHash('sha256').update(content).digest('hex'), content }))
  await putBlobs(blobs, stored)
  const recorded = await database.db.transaction().execute((trx) =>
    recordImported(
      trx,
      stored.map(({ sha256, content }, at) => {
        const receivedAt = new Date(Date.UTC(2026, 9, 12, 9, at))
        return { mailboxId, sha256, size: content.length, receivedAt }
      }),
    ),
  )
  const ids = recorded.map(({ id }) => id)
  await ingestMessages({ db: database.db, blobs, pipeline, log: openLog('silent') }, ids, false)
  await database.pool.query(
    `update article set headline = 'An older reading', draft = jsonb_set(draft, '{headline,value}', '"An older reading"') - 'contacts'
     where from_address in ('press@aster.example', 'press@borage.example')`,
  )
})

async function replay(...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dir }
  const child = spawn(process.execPath, [CLI, 'replay', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const lines = out.split('\n').filter((line) => line.startsWith('{'))
  return { code, out, err, lines: lines.map((line) => JSON.parse(line)) }
}

const filed = async () =>
  (
    await database.db
      .selectFrom('article')
      .select(['fromAddress', 'headline', 'version'])
      .orderBy('fromAddress')
      .execute()
  ).map(({ headline, version }) => `${headline} v${version}`)

test('a dry run shows how each draft would differ, part by part, and changes nothing', PATIENCE, async () => {
  const before = await filed()
  const { code, lines, err } = await replay('--since', '2026-10-01', '--dry-run', '--json')
  expect(code).toBe(0)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({ headline: 'An older reading', outcome: 'changed' })
  expect(lines[0].changes).toEqual([
    { part: 'headline', before: 'An older reading', after: 'Aster Gardens open a new greenhouse' },
  ])
  expect(err).toContain('2 would read otherwise, 1 the same')
  expect(await filed()).toEqual(before)
})

test(
  'without --dry-run the new reading is filed, told in the history, and what a person touched stays',
  PATIENCE,
  async () => {
    await database.pool.query(
      `insert into history (article_id, action, actor_name) select id, 'taken', 'Ed Itor' from article where from_address = 'press@borage.example'`,
    )
    const { code, out, err } = await replay('--since', '2026-10-01')
    expect(code).toBe(0)
    expect(out).toMatch(/An older reading \([\w-]+\): kept: a person has touched it/)
    expect(err).toContain('1 read otherwise now, 1 the same, 1 differ and stay')
    expect(await filed()).toEqual([
      'Aster Gardens open a new greenhouse v2',
      'An older reading v1',
      'Clover Gardens open a new greenhouse v1',
    ])
    const { rows } = await database.pool.query(`select detail from history where action = 'read again'`)
    expect(rows).toEqual([{ detail: { parts: ['headline'] } }])
    expect((await replay('--since', '2026-10-01', '--json')).lines).toHaveLength(1)
  },
)

test('what editors taught about a sender is applied', PATIENCE, async () => {
  const [{ id: articleId }] = (await database.db.selectFrom('article').select('id').limit(1).execute()) as [
    { id: string },
  ]
  await database.pool.query(
    `insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ('ed', 'Ed', 'ed@desk.example', true, now(), now()) on conflict do nothing`,
  )
  await database.db.transaction().execute((trx) =>
    keepLesson(trx, {
      address: 'press@clover.example',
      part: 'organisation',
      rule: { by: 'words', words: 'The Clover Trust' },
      articleId,
      taughtBy: 'ed',
    }),
  )
  const { lines } = await replay('--since', '2026-10-01', '--dry-run', '--json')
  const changes = lines.flatMap((line) => line.changes)
  expect(changes).toContainEqual(expect.objectContaining({ part: 'organisation', after: 'The Clover Trust' }))
})

test('releases from before the day are left alone; no day is wrong usage', PATIENCE, async () => {
  expect(await replay('--since', '2026-10-13', '--dry-run', '--json')).toMatchObject({ code: 0, lines: [] })
  expect((await replay('--dry-run')).code).toBe(2)
  const { code, err } = await replay('--since', 'yesterday', '--dry-run')
  expect(code).toBe(1)
  expect(err).toContain('write a day such as')
})
