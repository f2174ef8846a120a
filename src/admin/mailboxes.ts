import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import type { Mailbox } from '../mailbox/mailbox.table.ts'
import {
  createMailbox,
  findMailbox,
  listMailboxes,
  MailboxExistsError,
  passwordOf,
  pauseMailbox,
  resumeMailbox,
} from '../mailbox/mailbox.ts'
import { countByMailbox, countRetrying } from '../message/tally.ts'
import { MailboxHealth, MailboxSettings, MailboxTest } from './admin-schemas.ts'
import { mailboxWords } from './words.ts'

/** Tries settings on the real server, step by step; never throws for what the server does. */
export type TestMailbox = (settings: MailboxSettings) => Promise<MailboxTest>

const MAILBOX = z.object({ id: z.uuid() })

/** Mailboxes: how each is, add, test, pause and resume. */
export const mailboxRoutes: FastifyPluginAsyncZod<{
  db: Kysely<Database>
  secretKey: string
  testMailbox: TestMailbox
}> = async (app, { db, secretKey, testMailbox }) => {
  const forAdmins = { config: { access: 'admin' } } as const
  const oneOf = { tags: ['mailboxes'], params: MAILBOX }

  app.get(
    '/mailboxes',
    { ...forAdmins, schema: { tags: ['mailboxes'], response: { 200: z.array(MailboxHealth) } } },
    async () => healthOf(db, await listMailboxes(db)),
  )

  app.post(
    '/mailboxes',
    {
      ...forAdmins,
      schema: { tags: ['mailboxes'], body: MailboxSettings, response: { 201: MailboxHealth, 409: Problem } },
    },
    async ({ body }, reply) => {
      const created = await createMailbox(db, secretKey, body).catch(refuseExisting)
      return reply.code(201).send(await oneHealth(db, created))
    },
  )

  app.post(
    '/mailboxes/test',
    { ...forAdmins, schema: { tags: ['mailboxes'], body: MailboxSettings, response: { 200: MailboxTest } } },
    ({ body }) => testMailbox(body),
  )

  app.post(
    '/mailboxes/:id/test',
    { ...forAdmins, schema: { ...oneOf, response: { 200: MailboxTest, 404: Problem } } },
    async ({ params }) => {
      const mailbox = await findMailbox(db, params.id)
      if (!mailbox) throw unknownMailbox()
      if (mailbox.kind === 'import') throw new ProblemError(409, 'Imported files have no server to test')
      return testMailbox({ ...mailbox, password: passwordOf(mailbox, secretKey) })
    },
  )

  for (const [verb, change] of [
    ['pause', pauseMailbox],
    ['resume', resumeMailbox],
  ] as const) {
    app.post(
      `/mailboxes/:id/${verb}`,
      { ...forAdmins, schema: { ...oneOf, response: { 200: MailboxHealth, 404: Problem } } },
      async ({ params }) => {
        const mailbox = await change(db, params.id)
        if (!mailbox) throw unknownMailbox()
        return oneHealth(db, mailbox)
      },
    )
  }
}

async function oneHealth(db: Kysely<Database>, mailbox: Mailbox): Promise<MailboxHealth> {
  const [health] = await healthOf(db, [mailbox])
  return health as MailboxHealth
}

async function healthOf(db: Kysely<Database>, mailboxes: Mailbox[]): Promise<MailboxHealth[]> {
  const [counts, retrying] = await Promise.all([countByMailbox(db), countRetrying(db)])
  const now = new Date()
  return mailboxes.map((mailbox) => ({
    id: mailbox.id,
    kind: mailbox.kind,
    name: mailbox.name,
    address: mailbox.kind === 'import' ? '' : addressOf(mailbox),
    paused: mailbox.pausedAt !== null,
    ...mailboxWords(mailbox, now),
    lastSucceededAt: mailbox.lastSucceededAt?.toISOString() ?? null,
    counts: countsOf(mailbox.id, counts),
    retrying: retrying.find(({ mailboxId }) => mailboxId === mailbox.id)?.count ?? 0,
  }))
}

function countsOf(id: string, counts: Awaited<ReturnType<typeof countByMailbox>>): MailboxHealth['counts'] {
  const none = { received: 0, filed: 0, ignored: 0, duplicate: 0, quarantined: 0, gone: 0 }
  const own = counts.filter(({ mailboxId }) => mailboxId === id)
  return { ...none, ...Object.fromEntries(own.map(({ status, count }) => [status, count])) }
}

/** Many servers want the whole address as user name: then the host is not said twice. */
function addressOf({ username, host, folder }: Mailbox): string {
  return `${username.includes('@') ? username.replace(/@.*/, '') : username}@${host}/${folder}`
}

function unknownMailbox(): ProblemError {
  return new ProblemError(404, 'There is no such mailbox')
}

function refuseExisting(error: unknown): never {
  if (!(error instanceof MailboxExistsError)) throw error
  throw new ProblemError(409, error.message)
}
