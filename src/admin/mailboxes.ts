import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { changeCanary, changePassword, lowerStart } from '../mailbox/change-mailbox.ts'
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
import { MailboxChange, MailboxHealth, MailboxSettings, MailboxTest } from './admin-schemas.ts'
import { healthOf } from './mailbox-health.ts'

/** Tries settings on the real server, step by step; never throws for what the server does. */
export type TestMailbox = (
  settings: Pick<MailboxSettings, 'host' | 'port' | 'security' | 'username' | 'password' | 'folder'>,
) => Promise<MailboxTest>

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

  app.patch(
    '/mailboxes/:id',
    {
      ...forAdmins,
      schema: { ...oneOf, body: MailboxChange, response: { 200: MailboxHealth, 404: Problem, 409: Problem } },
    },
    async ({ params, body }) => {
      const mailbox = await findMailbox(db, params.id)
      if (!mailbox) throw unknownMailbox()
      if (mailbox.kind === 'import') throw new ProblemError(409, 'Imported files have no settings')
      await changeMailbox(db, secretKey, mailbox, body)
      return oneHealth(db, (await findMailbox(db, mailbox.id)) ?? mailbox)
    },
  )

  app.post(
    '/mailboxes/test',
    { ...forAdmins, schema: { tags: ['mailboxes'], body: MailboxSettings, response: { 200: MailboxTest } } },
    async ({ body }) => {
      const test = await testMailbox(body)
      return test.passed && body.junkFolder !== null
        ? withJunkFolder(test, await testMailbox({ ...body, folder: body.junkFolder }))
        : test
    },
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

function changeMailbox(
  db: Kysely<Database>,
  secretKey: string,
  mailbox: Mailbox,
  change: MailboxChange,
): Promise<void> {
  const { password, canaryMinutes, collectSince } = change
  return db.transaction().execute(async (trx) => {
    if (password !== undefined) await changePassword(trx, secretKey, mailbox, password)
    if (canaryMinutes !== undefined) await changeCanary(trx, mailbox.id, canaryMinutes)
    if (collectSince !== undefined) await lowerStart(trx, mailbox.id, collectSince)
  })
}

async function oneHealth(db: Kysely<Database>, mailbox: Mailbox): Promise<MailboxHealth> {
  const [health] = await healthOf(db, [mailbox])
  return health as MailboxHealth
}

/** The test of a mailbox, and whether its Junk folder is there too. */
function withJunkFolder(test: MailboxTest, ofJunk: MailboxTest): MailboxTest {
  const missing = ofJunk.steps.find(({ passed }) => !passed)
  if (!missing) return test
  const steps = [...test.steps, { ...missing, words: `Of the Junk folder: ${missing.words}` }]
  return { passed: false, steps }
}

function unknownMailbox(): ProblemError {
  return new ProblemError(404, 'There is no such mailbox')
}

function refuseExisting(error: unknown): never {
  if (!(error instanceof MailboxExistsError)) throw error
  throw new ProblemError(409, error.message)
}
