import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import { v7 } from 'uuid'
import type { UserRole } from '../../src/account/account.table.ts'
import { createUser, signInLink } from '../../src/account/account.ts'
import { type Auth, openAuth } from '../../src/account/auth.ts'
import type { MailboxTest } from '../../src/admin/admin-schemas.ts'
import { noteCopies } from '../../src/article/copies.ts'
import { type BlobStore, openBlobStore, putBlobs } from '../../src/blobs.ts'
import { openLog } from '../../src/log.ts'
import type { MessageTable } from '../../src/message/message.table.ts'
import type { AttachmentRole, Draft } from '../../src/pipeline/draft.ts'
import { type IngestQueue, openIngestQueue } from '../../src/queues.ts'
import { type ServerParts, startServer } from '../../src/server.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

export const SECRET_KEY = 'a key for tests only, which is long enough'

/** Speaks to the desk as one person, in the way of a browser on the desk's own page. */
export interface Visitor {
  cookie: string
  call(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Response>
  get(path: string): Promise<Response>
  /** GET, which must succeed, as JSON. */
  read<T>(path: string): Promise<T>
}

export interface TestDesk extends TestDatabase {
  url: string
  webDir: string
  blobs: BlobStore
  queue: IngestQueue
  auth: Auth
  /** Everything that the server was started with, to start another. */
  parts: ServerParts
  /** Nobody: no cookie. */
  stranger: Visitor
  editor: Visitor & { id: string }
  admin: Visitor & { id: string }
  signIn(email: string, name: string, role: UserRole): Promise<Visitor & { id: string }>
}

const PASSING_TEST: MailboxTest = { passed: true, steps: [{ step: 'dns', passed: true, words: 'found' }] }

/** A desk on a free port, on a database and a blob store of its own, with an editor and an admin signed in and no article yet. */
export async function startTestDesk(given: Partial<ServerParts> = {}): Promise<TestDesk> {
  const database = await openTestDatabase()
  const dir = await mkdtemp(join(tmpdir(), 'copytaster-desk-'))
  const webDir = join(dir, 'web')
  const blobs = await openBlobStore(join(dir, 'blobs'))
  const queuePlace = { backend: 'postgres', url: database.url } as const
  const queue = openIngestQueue(queuePlace, () => {})
  const { db, pool } = database
  const parts: ServerParts = {
    db,
    pool,
    blobs,
    queue,
    queuePlace,
    log: openLog('silent'),
    secretKey: SECRET_KEY,
    host: '127.0.0.1',
    port: 0,
    webDir,
    testMailbox: async () => PASSING_TEST,
    ...given,
  }
  const server = await startServer(parts)
  const url = `http://127.0.0.1:${server.port}`
  const auth = openAuth(pool, { secretKey: SECRET_KEY })

  async function signIn(email: string, name: string, role: UserRole) {
    const { id } = await createUser(auth, { email, name, role })
    const token = new URL(await signInLink(auth, email, url)).searchParams.get('token')
    const answer = await visitor(url, '').call('POST', '/api/v1/welcome', { body: { token } })
    if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`)
    return { id, ...visitor(url, cookiesOf(answer)) }
  }

  return {
    ...database,
    url,
    webDir,
    blobs,
    queue,
    auth,
    parts,
    stranger: visitor(url, ''),
    editor: await signIn('ed@desk.example', 'Ed Itor', 'editor'),
    admin: await signIn('ada@desk.example', 'Ada Min', 'admin'),
    signIn,
    close: async () => {
      await server.close()
      await queue.close()
      await database.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** The cookies that an answer sets, as a browser would send them back. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export function visitor(url: string, cookie: string): Visitor {
  const call: Visitor['call'] = (method, path, { body, headers = {} } = {}) =>
    fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    cookie,
    call,
    get: (path) => call('GET', path),
    read: async <T>(path: string) => {
      const answer = await call('GET', path)
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as T
    },
  }
}

/** A draft in which nothing was found. */
export const BLANK_DRAFT: Draft = {
  headline: { value: '', confidence: 0, evidence: null },
  standfirst: null,
  organisation: null,
  language: 'en',
  dateline: null,
  text: '',
  body: { text: '', html: '' },
  quotes: [],
  boilerplate: [],
  notes: null,
  contacts: [],
  marks: [],
  embargo: {
    certainty: 'none',
    instant: null,
    zone: null,
    words: null,
    reasons: [],
    evidence: null,
    given: { receivedAt: '2026-11-24T09:00:00.000Z', senderOffset: null, deskZone: 'UTC' },
  },
  correction: null,
  attachments: [],
  diary: [],
  pressKits: [],
  rest: '',
  learnt: [],
  outline: [],
  links: [],
  removed: [],
}

export interface Seed {
  headline?: string
  bodyText?: string
  bodyHtml?: string
  receivedAt?: Date
  language?: string
  attachments?: { name: string; type: string; content: Uint8Array; role?: AttachmentRole }[]
  from?: string
  /** Another article of its story. */
  storyOf?: string
  /** The earlier version. */
  corrects?: string
  correctionKind?: 'correction' | 'update' | 'recall'
  /** What was read of it besides. */
  parts?: Partial<Draft>
  forwardedBy?: { address: string; name: string | null }
}

/** Files one article with its message, source and attachments, as ingest would; the mailbox `News desk` is made when missing. */
export async function seedArticle(desk: Pick<TestDesk, 'db' | 'blobs'>, seed: Seed = {}): Promise<string> {
  const { db, blobs } = desk
  const { headline = 'A new bridge opens', bodyText = 'The bridge opens on Monday.', receivedAt = new Date() } = seed
  const mailboxId = await seedMailbox(db)
  const messageId = await seedMessage(desk, { mailboxId, status: 'filed', receivedAt, subject: headline })
  const files = (seed.attachments ?? []).map((file) => ({ ...file, sha256: sha256(file.content) }))
  const storyOf = seed.storyOf ?? seed.corrects
  const story =
    storyOf && (await db.selectFrom('article').select('storyId').where('id', '=', storyOf).executeTakeFirst())
  await putBlobs(blobs, files)
  const id = v7()
  const attachments = files.map(({ name, type, sha256, content, role = 'document' }, position) => ({
    id: v7(),
    articleId: id,
    position,
    name,
    type,
    declaredType: type,
    size: content.byteLength,
    sha256,
    disposition: 'attachment' as const,
    role,
    within: null,
    unread: null,
    picture: null,
    contentId: null,
  }))
  const bodyHtml = seed.bodyHtml ?? `<p>${bodyText}</p>`
  const draft: Draft = {
    ...BLANK_DRAFT,
    headline: { value: headline, confidence: 1, evidence: null },
    language: seed.language ?? 'en',
    text: bodyText,
    body: { text: bodyText, html: bodyHtml },
    links: ['https://bridge.example/'],
    removed: [{ what: 'tracking pixel', detail: 'https://spy.example/p.gif' }],
    ...seed.parts,
  }
  const { body: _body, text: _text, attachments: _attachments, language, ...evidence } = draft
  await db.transaction().execute(async (trx) => {
    if (!story) await trx.insertInto('story').values({ id, begunAt: receivedAt }).execute()
    await trx
      .insertInto('article')
      .values({
        id,
        messageId,
        storyId: story ? story.storyId : id,
        corrects: seed.corrects ?? null,
        correctionKind: seed.correctionKind ?? null,
        embargoAt: draft.embargo.instant === null ? null : new Date(draft.embargo.instant),
        embargoCertainty: draft.embargo.certainty,
        bodyLength: bodyText.length,
        photoCount: files.filter(({ role }) => role === 'photo').length,
        headline,
        bodyHtml,
        bodyText,
        language,
        fromAddress: seed.from ?? 'press@bridge.example',
        fromName: 'Bridge Press',
        subject: headline,
        receivedAt,
        attachmentCount: files.length,
        draft: JSON.stringify({ ...evidence, forwardedBy: seed.forwardedBy ?? null }),
      })
      .execute()
    if (attachments.length > 0) await trx.insertInto('attachment').values(attachments).execute()
    await trx
      .insertInto('history')
      .values({ articleId: id, messageId, mailboxId, action: 'filed', detail: '{}' })
      .execute()
  })
  return id
}

/** A further copy of an article's message, linked as ingest would. Returns the id of the copy. */
export async function seedCopy(
  desk: Pick<TestDesk, 'db' | 'blobs'>,
  articleId: string,
  given: Partial<NewMessage> = {},
): Promise<string> {
  const { db } = desk
  const { messageId } = await db
    .selectFrom('article')
    .select('messageId')
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow()
  const mailboxId = await seedMailbox(db)
  const copy = { mailboxId, status: 'duplicate', reason: 'same-text', duplicateOf: messageId, ...given } as const
  const id = await seedMessage(desk, copy)
  await db.transaction().execute((trx) => noteCopies(trx, [id]))
  return id
}

export type NewMessage = Insertable<MessageTable>

/** A message with its source in the blob store, in any state. */
export async function seedMessage(
  { db, blobs }: Pick<TestDesk, 'db' | 'blobs'>,
  given: Pick<NewMessage, 'mailboxId' | 'status'> & Partial<NewMessage>,
): Promise<string> {
  const id = v7()
  const head = `Subject: ${given.subject ?? 'none'}\r\nMessage-ID: <${id}@bridge.example>`
  const source = new TextEncoder().encode(`${head}\r\n\r\nHello.\r\n`)
  await putBlobs(blobs, [{ sha256: sha256(source), content: source }])
  const settledAt = given.status === 'received' ? null : new Date()
  await db
    .insertInto('message')
    .values({ ...BLANK_MESSAGE, id, sha256: sha256(source), size: source.byteLength, settledAt, ...given })
    .execute()
  return id
}

const BLANK_MESSAGE = {
  uidValidity: null,
  uid: null,
  reason: null,
  reasonDetail: null,
  duplicateOf: null,
  subject: null,
  fromAddress: null,
  fromName: null,
  headerMessageId: null,
  receivedAt: new Date(),
  enqueuedAt: null,
  claimedAt: null,
  lastFault: null,
  markedAt: null,
} satisfies Partial<NewMessage>

/** The id of the mailbox `News desk`, made when missing. */
export async function seedMailbox(db: TestDatabase['db']): Promise<string> {
  const name = 'News desk'
  const found = await db.selectFrom('mailbox').select('id').where('name', '=', name).executeTakeFirst()
  if (found) return found.id
  const id = v7()
  await db
    .insertInto('mailbox')
    .values({ id, kind: 'imap', name, passwordEncrypted: null, since: null, moveTo: null })
    .execute()
  return id
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
