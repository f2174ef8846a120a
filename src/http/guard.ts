import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { UserRole } from '../account/account.table.ts'
import type { Person } from '../account/account.ts'
import type { Auth } from '../account/auth.ts'
import { findTokenOwner } from '../account/token.ts'
import type { Database } from '../database.ts'
import { ProblemError } from './problem.ts'

/** Who is asking, and by what: a browser's cookie or a program's bearer token. */
export interface Caller extends Person {
  by: 'cookie' | 'token'
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route that does not say is for admins. */
    access?: 'public' | UserRole
    /** Whether a program on this machine may call it without signing in. */
    loopback?: boolean
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Lets a request through only where its route's `access` allows, before anything of its body is read: 401 when not signed in,
 * 403 when signed in as the wrong role. `isOurOrigin` says whether a page of that origin is ours: a change that a cookie vouches for
 * must come from one (cross-site request forgery); a bearer token needs no such proof, as no browser sends it by itself.
 * `isHere`: people reach the desk on this machine only. Elsewhere a proxy that adds no header would look like this machine itself.
 */
export function guardRoutes(
  app: FastifyInstance,
  parts: {
    db: Kysely<Database>
    auth: Auth
    isOurOrigin: (origin: string, request: FastifyRequest) => boolean
    isHere: boolean
  },
): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return
    const { access = 'admin', loopback } = request.routeOptions.config
    if (access === 'public') return refuseForeignPage(request, parts.isOurOrigin)
    if (loopback && parts.isHere && isFromThisMachine(request)) return

    const caller = await findCaller(request, reply, parts)
    if (!caller) throw new ProblemError(401)
    if (caller.by === 'cookie' && !SAFE_METHODS.includes(request.method)) {
      if (!isFromOurPage(request, parts.isOurOrigin)) throw new ProblemError(403, FOREIGN_PAGE)
    }
    if (access === 'admin' && caller.role !== 'admin') throw new ProblemError(403, 'Only admins may do this')
    request.caller = caller
  })
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`${request.routeOptions.url} asks who calls it but lets anybody in`)
  return request.caller
}

/** A request's header fields in the form that the sign-in library reads. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

/** Hands on the cookies that the sign-in library sets. */
export function passCookies(reply: FastifyReply, from: Headers): void {
  for (const cookie of from.getSetCookie()) reply.header('set-cookie', cookie)
}

const FOREIGN_PAGE = 'This change did not come from the desk’s own page'

async function findCaller(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, auth }: { db: Kysely<Database>; auth: Auth },
): Promise<Caller | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined) {
    const owner = await findTokenOwner(db, token)
    return owner && { ...owner, by: 'token' }
  }
  if (request.headers.cookie === undefined) return undefined
  const { response, headers } = await auth.api.getSession({ headers: headersOf(request), returnHeaders: true })
  passCookies(reply, headers)
  if (!response) return undefined
  const { id, name, email, role } = response.user
  return { id, name, email, role: role === 'admin' ? 'admin' : 'editor', by: 'cookie' }
}

function isFromOurPage(request: FastifyRequest, isOurOrigin: (origin: string, r: FastifyRequest) => boolean): boolean {
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return true
  return request.headers.origin !== undefined && isOurOrigin(request.headers.origin, request)
}

/** A public change (signing in) may come from a program, which names no origin, but not from another site's page. */
function refuseForeignPage(request: FastifyRequest, isOurOrigin: (origin: string, r: FastifyRequest) => boolean): void {
  if (SAFE_METHODS.includes(request.method)) return
  const isBrowser = request.headers.origin !== undefined || request.headers['sec-fetch-site'] !== undefined
  if (isBrowser && !isFromOurPage(request, isOurOrigin)) throw new ProblemError(403, FOREIGN_PAGE)
}

const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']
const LOOPBACK_PEER = /^(::ffff:)?127\.|^::1$/
const LOOPBACK_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/** The peer is this machine, no proxy stands between, and the name in the request is this machine's (no DNS rebinding). */
function isFromThisMachine(request: FastifyRequest): boolean {
  return (
    LOOPBACK_PEER.test(request.socket.remoteAddress ?? '') &&
    LOOPBACK_NAME.test(request.headers.host ?? '') &&
    FORWARDING.every((name) => request.headers[name] === undefined)
  )
}
