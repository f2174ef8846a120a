import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBlobStore } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import { findMessage } from '../../src/message/message.ts'
import { ingestMessages } from '../../workers/ingest.ts'
import { openPipeline } from '../../workers/pipeline-pool.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const CLI = join(import.meta.dirname, '../../src/cli.ts')

let database: TestDatabase
let dir: string
beforeAll(async () => {
  database = await openTestDatabase()
  dir = await mkdtemp(join(tmpdir(), 'copytaster-cli-'))
})
afterAll(async () => {
  await database.close()
  await rm(dir, { recursive: true })
})

function run(...args: string[]) {
  return runWith({}, ...args)
}

async function runWith(
  more: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: join(dir, 'data'), ...more }
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, out, err }
}

const RELEASE =
  'From: Press <press@museum.example>\nSubject: Museum shows lost bronze\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\nThe bronze is back.\n'

describe('usage', () => {
  test('help shows the commands and examples, and is no failure', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const word of [
      'demo',
      'start',
      'doctor',
      'mailbox',
      'message',
      'verify',
      'import',
      'read',
      'bench',
      'user',
      'token',
      'Examples:',
    ]) {
      expect(out).toContain(word)
    }
  })

  test.each([[['raed']], [['read']], [['message', 'list', '--loud']]])(
    '%j is wrong usage: exit 2, and the hint is on standard error',
    async (args) => {
      const { code, out, err } = await run(...args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/error:/)
    },
  )

  test('a wrong variable is named without a stack trace', async () => {
    const child = spawn(process.execPath, [CLI, 'migrate'], {
      env: { DATABASE_URL: 'mysql://x' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(1)
    expect(err).toMatch(/^copytaster: DATABASE_URL: must be a URL/)
    expect(err).not.toContain('    at ')
  })
})

describe('read', () => {
  test('prints one JSON line a file in the order asked for, with absent parts null or empty', async () => {
    const paths = ['a.eml', 'b.eml', 'c.eml'].map((name) => join(dir, name))
    await writeFile(paths[0] as string, RELEASE)
    await writeFile(
      paths[1] as string,
      'From: a@b.example\nSubject: Away\nAuto-Submitted: auto-replied\n\nI am away.\n',
    )
    await writeFile(paths[2] as string, '')
    const { code, out } = await run('read', ...paths, '--json')
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(lines.map(({ file }) => file)).toEqual(paths)
    expect(lines.map(({ outcome }) => outcome)).toEqual(['draft', 'ignored', 'quarantined'])
    expect(lines[0]).toMatchObject({
      reason: null,
      from: { address: 'press@museum.example', name: 'Press' },
      forwardedBy: null,
      draft: {
        headline: { value: 'Museum shows lost bronze' },
        body: { text: expect.stringContaining('The bronze is back.') },
        standfirst: null,
        quotes: [],
        contacts: [],
        embargo: { certainty: 'none', instant: null, reasons: [] },
        correction: null,
        notes: null,
      },
    })
    expect(lines[1]).toMatchObject({ reason: 'auto-reply', draft: null })
  })

  test('a file that is not there is said so and exits 1; the others are read', async () => {
    const { code, out } = await run('read', join(dir, 'nowhere.eml'), join(dir, 'a.eml'), '--json')
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(lines.map(({ outcome }) => outcome)).toEqual(['unread', 'draft'])
  })
})

describe('import, message and verify', () => {
  const settleAll = async () => {
    const pipeline = openPipeline({ readers: 1 })
    const blobs = await openBlobStore(join(dir, 'data/blobs'))
    for (const { id } of await database.db.selectFrom('message').select('id').execute()) {
      await ingestMessages({ db: database.db, blobs, pipeline, log: openLog('silent') }, [id], true)
    }
    await pipeline.close()
  }

  test('takes .eml, mbox and Maildir, and repeating it adds nothing', async () => {
    const maildir = join(dir, 'Maildir')
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(maildir, part), { recursive: true })
    await writeFile(join(maildir, 'new/1.a'), RELEASE.replace('bronze', 'marble'))
    await writeFile(join(maildir, 'cur/2.b:2,S'), RELEASE.replace('bronze', 'silver'))
    await writeFile(join(maildir, 'tmp/3.c'), 'never finished')
    const mbox = join(dir, 'old.mbox')
    await writeFile(
      mbox,
      ['gold', 'copper']
        .map((metal) => `From x@y.example Tue Nov 24 09:00:00 2026\n${RELEASE.replace('bronze', metal)}\n`)
        .join(''),
    )
    const first = await run('import', join(dir, 'a.eml'), maildir, mbox, '--json')
    expect(JSON.parse(first.out)).toEqual({ stored: 5, known: 0, tooLarge: 0 })
    const second = await run('import', join(dir, 'a.eml'), maildir, mbox, '--json')
    expect(JSON.parse(second.out)).toEqual({ stored: 0, known: 5, tooLarge: 0 })
    await settleAll()
    const articles = await database.db
      .selectFrom('article')
      .select(['headline', 'receivedAt'])
      .orderBy('headline')
      .execute()
    expect(articles.map(({ headline }) => headline)).toEqual(
      ['bronze', 'copper', 'gold', 'marble', 'silver'].map((metal) => `Museum shows lost ${metal}`),
    )
    expect(articles[0]?.receivedAt.toISOString()).toBe('2026-11-23T09:00:00.000Z')
  }, 180_000)

  test('message list, show and raw tell of a message and give it back octet for octet', async () => {
    const listed = (await run('message', 'list', '--status', 'filed', '--json')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(listed).toHaveLength(5)
    const bronze = listed.find(({ subject }) => subject === 'Museum shows lost bronze')
    const shown = JSON.parse((await run('message', 'show', bronze.id, '--json')).out)
    expect(shown).toMatchObject({ status: 'filed', fromAddress: 'press@museum.example' })
    expect(shown.way.map(({ what }: { what: string }) => what)).toEqual(
      expect.arrayContaining(['received', 'stored', 'filed']),
    )
    expect((await run('message', 'show', bronze.id)).out).toMatch(/^\d{4}-\S+Z {2}Filed as article [0-9a-f-]{36}$/m)
    const ofReason = await run('message', 'list', '--mailbox', shown.mailboxId, '--reason', 'same-text', '--json')
    expect(ofReason).toMatchObject({ code: 0, out: '' })
    expect(await run('message', 'list', '--mailbox', 'Nowhere')).toMatchObject({
      code: 1,
      err: expect.stringContaining('copytaster mailbox list'),
    })
    expect((await run('message', 'raw', bronze.id)).out).toBe(RELEASE)
    expect(await run('message', 'show', 'nonsense')).toMatchObject({
      code: 1,
      err: expect.stringContaining('copytaster message list'),
    })
  }, 180_000)

  test('verify is clean, and names what is broken', async () => {
    expect(JSON.parse((await run('verify', '--json')).out)).toMatchObject({ sound: true, messages: { filed: 5 } })
    const article = await database.db
      .selectFrom('article')
      .innerJoin('message', 'message.id', 'messageId')
      .select(['article.id', 'messageId', 'sha256'])
      .executeTakeFirstOrThrow()
    await writeFile(join(dir, 'data/blobs', article.sha256?.slice(0, 1) as string, article.sha256 as string), 'damaged')
    await database.db.deleteFrom('history').where('articleId', '=', article.id).execute()
    await database.db.deleteFrom('article').where('id', '=', article.id).execute()
    const { code, out } = await run('verify', '--json')
    const broken = JSON.parse(out).checks.flatMap((check: { broken: string[] }) => check.broken)
    expect(code).toBe(1)
    expect(broken).toEqual([`message ${article.messageId}`, `blob ${article.sha256} is damaged`])
  }, 180_000)

  test('a quarantined message is replayed through the ordinary path', async () => {
    const message = await database.db
      .selectFrom('message')
      .select('id')
      .where('subject', '=', 'Museum shows lost gold')
      .executeTakeFirstOrThrow()
    await database.db.deleteFrom('article').where('messageId', '=', message.id).execute()
    await database.db
      .updateTable('message')
      .set({ status: 'quarantined', reason: 'took-too-long' })
      .where('id', '=', message.id)
      .execute()
    expect((await run('message', 'replay', message.id, '--all')).code).toBe(1)
    expect(await run('message', 'replay', '--fault', 'none:here', '--json')).toMatchObject({ out: '{"replayed":0}\n' })
    expect(await run('message', 'replay', message.id)).toMatchObject({ code: 0, err: '1 message is read again.\n' })
    expect(await findMessage(database.db, message.id)).toMatchObject({ status: 'received', reason: null, attempts: 0 })
    expect((await run('message', 'replay', message.id)).code).toBe(1)
    await settleAll()
    expect((await findMessage(database.db, message.id))?.status).toBe('filed')
  }, 180_000)
})

test('a message is replayed while the queue is away: upkeep queues it later', async () => {
  const message = await database.db
    .selectFrom('message')
    .select('id')
    .where('status', '=', 'filed')
    .executeTakeFirstOrThrow()
  await database.db.deleteFrom('article').where('messageId', '=', message.id).execute()
  const held = { status: 'quarantined', reason: 'kept-failing', fault: 'filing:XX000' } as const
  await database.db.updateTable('message').set(held).where('id', '=', message.id).execute()
  const redisAway = { REDIS_URL: 'redis://127.0.0.1:1' }
  const { code, err } = await runWith(redisAway, 'message', 'replay', '--fault', 'filing:XX000')
  expect([code, err]).toEqual([0, expect.stringContaining('1 message is read again.')])
  expect(await findMessage(database.db, message.id)).toMatchObject({
    status: 'received',
    enqueuedAt: null,
    fault: null,
  })
}, 60_000)

describe('people', () => {
  test('user add prints a sign-in link, and token create a token that is not stored', async () => {
    const { code, out } = await run('user', 'add', 'ada@desk.example', '--name', 'Ada', '--admin')
    expect(code).toBe(0)
    expect(out).toMatch(/^http:\/\/localhost:8025\/welcome\?token=\S+\n$/)
    expect(await run('user', 'add', 'ada@desk.example')).toMatchObject({
      code: 1,
      err: expect.stringContaining('ada@desk.example'),
    })
    const token = (await run('token', 'create', 'ada@desk.example', 'CMS')).out.trim()
    expect(token).toMatch(/^ct_\S{40,}$/)
    expect(JSON.stringify(await database.db.selectFrom('token').selectAll().execute())).not.toContain(token)
    expect(await run('token', 'create', 'nobody@desk.example', 'x')).toMatchObject({
      code: 1,
      err: expect.stringContaining('copytaster user add'),
    })
  }, 180_000)
})

describe('mailbox', () => {
  test('add from a URL, list without the password, pause and resume', async () => {
    expect((await run('mailbox', 'add', 'imaps://desk:geheim@mail.example/INBOX?name=Desk')).code).toBe(0)
    const { out } = await run('mailbox', 'list', '--json')
    expect(out).not.toContain('geheim')
    expect(JSON.parse(out).find(({ kind }: { kind: string }) => kind === 'imap')).toMatchObject({
      name: 'Desk',
      host: 'mail.example',
      port: 993,
      security: 'tls',
    })
    await run('mailbox', 'pause', 'Desk')
    expect((await run('mailbox', 'list')).out).toMatch(/^Desk {2}· {2}paused/m)
    await run('mailbox', 'resume', 'Desk')
    expect((await run('mailbox', 'list')).out).not.toMatch(/paused/)
    expect(await run('mailbox', 'pause', 'Nowhere')).toMatchObject({
      code: 1,
      err: expect.stringContaining('copytaster mailbox list'),
    })
  }, 180_000)
})
