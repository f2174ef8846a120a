import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Auth, isLibraryRefusal } from '../account/auth.ts'
import { headersOf, passCookies } from '../http/guard.ts'
import { FEW_TRIES } from '../http/limits.ts'
import { ProblemError } from '../http/problem.ts'
import { Problem } from '../http/problem-schema.ts'
import { SignInRequest } from './account-schemas.ts'

/** Signing in by password, and out. The paths are those that clients of the library better-auth know. */
export const signInRoutes: FastifyPluginAsyncZod<{ auth: Auth }> = async (app, { auth }) => {
  app.post(
    '/sign-in/email',
    {
      config: { access: 'public', ...FEW_TRIES },
      schema: { tags: ['me'], body: SignInRequest, response: { 204: z.void(), 401: Problem } },
    },
    async (request, reply) => {
      const { headers } = await auth.api
        .signInEmail({ body: request.body, headers: headersOf(request), returnHeaders: true })
        .catch(refuseSignIn)
      passCookies(reply, headers)
      return reply.code(204).send()
    },
  )

  app.post(
    '/sign-out',
    { config: { access: 'public' }, schema: { tags: ['me'], response: { 204: z.void() } } },
    async (request, reply) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true })
      passCookies(reply, headers)
      return reply.code(204).send()
    },
  )
}

/** One answer for an unknown address and a wrong password, so that no one learns who works here. */
function refuseSignIn(error: unknown): never {
  if (!isLibraryRefusal(error)) throw error
  throw new ProblemError(401, 'That address and password do not go together')
}
