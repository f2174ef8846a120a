import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, RouteShorthandOptions } from 'fastify'
import { ProblemError } from './problem.ts'

type RouteConfig = NonNullable<RouteShorthandOptions['config']>

/** For a route that checks a secret: a person mistypes a few times, a machine guesses thousands. Per address, IPv6 by its /64. */
export const FEW_TRIES = { rateLimit: { max: 10, timeWindow: '1 minute', hook: 'onRequest' } } satisfies RouteConfig

/** Per signed-in person, over all routes: ten times what one can do by hand, so that a runaway script does not starve the desk. */
const REQUESTS_A_MINUTE = 1_200

/**
 * Counts requests in this process (several web processes each count alone). The peer is who connects: behind a proxy that is the proxy,
 * so the tries at sign-in are then shared by everyone behind it. Answers 429 with Retry-After and RateLimit header fields.
 */
export async function limitRequests(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    // The /64 is grouped by the library's own key only: a key generator here would let one host try from 2^64 addresses.
    ipv6Subnet: 64,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { after }) => new ProblemError(429, `Wait ${after} and try again`),
  })
  const limitCaller = app.rateLimit({
    max: REQUESTS_A_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.caller?.id ?? '',
    allowList: (request) => request.caller === null,
  })
  app.addHook('preHandler', limitCaller)
}
