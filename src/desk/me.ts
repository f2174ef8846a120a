import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { EmailTakenError, hasPassword, PLACEHOLDER_EMAIL, renameUser, resetPassword } from '../account/account.ts'
import { type Auth, isLibraryRefusal } from '../account/auth.ts'
import { callerOf, headersOf, passCookies } from '../http/guard.ts'
import { FEW_TRIES } from '../http/limits.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { Me, NewPassword, Profile, Welcome, WelcomeRequest } from './account-schemas.ts'

const LINK_COUNTS_FOR_MS = 60 * 60_000

/** The signed-in person: who they are, coming in by a one-time link, name, address and password. */
export const meRoutes: FastifyPluginAsyncZod<{ auth: Auth }> = async (app, { auth }) => {
  app.get(
    '/me',
    { config: { access: 'editor' }, schema: { tags: ['me'], response: { 200: Me, 401: Problem } } },
    async (request) => callerOf(request),
  )

  app.post(
    '/welcome',
    {
      config: { access: 'public', ...FEW_TRIES },
      schema: { tags: ['me'], body: WelcomeRequest, response: { 200: Welcome, 401: Problem } },
    },
    async (request, reply) => {
      const { headers, response } = await auth.api
        .magicLinkVerify({ query: { token: request.body.token }, headers: headersOf(request), returnHeaders: true })
        .catch(refuseLink)
      passCookies(reply, headers)
      return welcomeOf(auth, response.user.id)
    },
  )

  app.put(
    '/me',
    { config: { access: 'editor' }, schema: { tags: ['me'], body: Profile, response: { 200: Me, 409: Problem } } },
    async (request) => {
      const caller = callerOf(request)
      const { name, email } = request.body
      const isNewAddress = email !== undefined && email.toLowerCase() !== caller.email
      if (isNewAddress && caller.email !== PLACEHOLDER_EMAIL) {
        throw new ProblemError(409, 'Your address is how you sign in; ask an admin for a user with the new one')
      }
      await renameUser(auth, caller.id, { name, email: isNewAddress ? email : undefined }).catch(refuseTakenEmail)
      return { ...caller, name, email: isNewAddress ? email.toLowerCase() : caller.email }
    },
  )

  app.post(
    '/me/password',
    {
      config: { access: 'editor', ...FEW_TRIES },
      schema: { tags: ['me'], body: NewPassword, response: { 204: z.void(), 403: Problem } },
    },
    async (request, reply) => {
      await changePassword(auth, request, reply, request.body)
      return reply.code(204).send()
    },
  )
}

async function welcomeOf(auth: Auth, userId: string): Promise<Welcome> {
  const { internalAdapter } = await auth.$context
  const user = await internalAdapter.findUserById(userId)
  if (!user) throw new ProblemError(401)
  return Welcome.parse({
    ...user,
    needsProfile: user.email === PLACEHOLDER_EMAIL,
    hasPassword: await hasPassword(auth, userId),
  })
}

/** All other sessions of that person end, as somebody else may have known the old password. */
async function changePassword(
  auth: Auth,
  request: FastifyRequest,
  reply: FastifyReply,
  { password, currentPassword }: z.infer<typeof NewPassword>,
): Promise<void> {
  const caller = callerOf(request)
  if (caller.by !== 'cookie') throw new ProblemError(403, 'A token cannot set a password; sign in on the desk’s page')
  const headers = headersOf(request)
  if (!(await hasPassword(auth, caller.id))) {
    await auth.api.setPassword({ body: { newPassword: password }, headers })
    await auth.api.revokeOtherSessions({ headers })
    return
  }
  if (currentPassword === undefined) {
    if (!(await cameByLink(auth, headers))) throw new ProblemError(403, 'Give your present password as well')
    await resetPassword(auth, caller.id, password)
    await auth.api.revokeOtherSessions({ headers })
    return
  }
  const changed = await auth.api
    .changePassword({
      body: { newPassword: password, currentPassword, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    })
    .catch(refusePassword)
  passCookies(reply, changed.headers)
}

/** An hour from the one-time link on, a forgotten password may be replaced: that is what such a link is asked for. */
async function cameByLink(auth: Auth, headers: Headers): Promise<boolean> {
  const found = await auth.api.getSession({ headers })
  if (!found?.session.byLink) return false
  return Date.now() - found.session.createdAt.getTime() < LINK_COUNTS_FOR_MS
}

/** The library answers a link that is used, too old or made up by a redirect to an error page. */
function refuseLink(error: unknown): never {
  if (!isLibraryRefusal(error)) throw error
  throw new ProblemError(401, 'This link has been used already or is more than a day old; ask for a new one')
}

function refusePassword(error: unknown): never {
  if (!isLibraryRefusal(error)) throw error
  throw new ProblemError(403, 'That is not your present password')
}

function refuseTakenEmail(error: unknown): never {
  if (!(error instanceof EmailTakenError)) throw error
  throw new ProblemError(409, error.message)
}
